"""Logs in CSV: the export of a dispatch system, or a table with a column of times."""
