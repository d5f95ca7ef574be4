"""CSV: a text with a table, its encoding, its delimiter and its rows."""
