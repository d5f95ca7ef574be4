"""Logs in CSV: rows, columns, times, and the entries that rows become."""
