"""Databases with radio archives, asked through SQLAlchemy for the part of an incident."""
