"""The calls of a record: entries in JSON Lines, each kept as a line until it is looked at."""
