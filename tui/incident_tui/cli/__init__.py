"""The command line: arguments in, exit codes out. Textual is imported only to open a screen.

A command lives in a module of its own, which is imported when the command is asked for.
"""

from incident_tui.cli.group import main

__all__ = ["main"]
