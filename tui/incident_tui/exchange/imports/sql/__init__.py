"""Databases with radio archives, asked through SQLAlchemy: a part is cut out where it lies."""
