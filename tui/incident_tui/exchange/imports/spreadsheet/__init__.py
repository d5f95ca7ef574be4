"""Workbooks of spreadsheets: their sheets as tables, read in a process of its own."""
