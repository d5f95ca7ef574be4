"""Logs that people type: a line with a time is an entry."""
