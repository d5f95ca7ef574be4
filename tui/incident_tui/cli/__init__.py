"""The command line: arguments in, exit codes out. Textual is imported only to open a screen.

Each command has a module, imported when the command runs.
"""

from incident_tui.cli.group import main

__all__ = ["main"]
