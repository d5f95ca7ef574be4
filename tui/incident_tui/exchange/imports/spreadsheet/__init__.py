"""Workbooks of spreadsheets: the sheets as tables, read in a separate process."""
