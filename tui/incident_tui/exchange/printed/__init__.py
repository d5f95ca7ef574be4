"""The screen's content as values, tables and text, for a terminal without the screen."""
