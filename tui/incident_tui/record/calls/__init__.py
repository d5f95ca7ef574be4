"""The calls of a record: entries in JSON Lines, kept as lines until an entry is asked for."""
