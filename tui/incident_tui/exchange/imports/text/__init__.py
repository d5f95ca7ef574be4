"""Typed logs: a line with a time is an entry."""
