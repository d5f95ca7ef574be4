"""incident-tui: step through one incident's record, every pane as of that moment."""

__version__ = "0.1.0"
