"""Wishes that leave the review as it is, as small values: where to look, what to open.

They stand beside the intents, which change the review, because keys, rows and dialogs hold both: a
`Wish`. They name panes, boards and records, and no widget, so that the table of keys may hold them.
"""

from typing import Literal

import msgspec

from incident_tui.review.intents import Intent

Purpose = Literal["search", "go to"]
"""For which question the prompt is open."""
SEARCH: Purpose = "search"
TIME: Purpose = "go to"


class Command(msgspec.Struct, frozen=True):
    """The base of every command."""


Wish = Intent | Command
"""A change of the review, or a command of the screen."""


# The panes: `layout.arranged` carries these out.


class Arrange(Command, frozen=True):
    """The base of the commands that change which pane has the keys, is open or fills the screen."""


class OpenPane(Arrange, frozen=True):
    """Put the keys into a pane, and open the pane where it is closed."""

    pane: str
    """One of `PANES`."""


class NextPane(Arrange, frozen=True):
    """Put the keys into the pane so many places on; below zero, back."""

    by: int


class Zoom(Arrange, frozen=True):
    """Fill the screen with the pane that has the keys; again, show every pane."""


class Ask(Arrange, frozen=True):
    """Have keys typed into the prompt."""

    purpose: Purpose


class CloseAsk(Arrange, frozen=True):
    """Give the keys back to the pane that had them before the prompt was open."""


class Unzoom(Command, frozen=True):
    """Show every pane, where one pane fills the screen; else, another wish."""

    elsewhere: Intent


# The selected row: the pane that has the keys knows what these stand for.


class InPane(Command, frozen=True):
    """The base of the commands whose meaning depends on the pane that has the keys."""


class Page(InPane, frozen=True):
    """Go so many pages on; below zero, back."""

    by: int


class Open(InPane, frozen=True):
    """Open the selected row."""


class Toggle(InPane, frozen=True):
    """Switch the selected row on, or off."""


class Unfold(InPane, frozen=True):
    """Show the rows under the selected heading, in a pane that folds; else, another wish."""

    elsewhere: Intent


class Fold(InPane, frozen=True):
    """Hide the rows under the heading of the selected row; in a pane without any, another wish."""

    elsewhere: Intent


class Explain(InPane, frozen=True):
    """Show everything of the selected row, where a pane has a page for it; else, another wish."""

    elsewhere: Command


# Over the review: `screens.dialogs` makes a dialog of these.


class ShowOver(Command, frozen=True):
    """The base of the commands that lay a dialog over the review."""


class ShowBoard(ShowOver, frozen=True):
    """Show a board."""

    board: str
    """The name of a module of `boards`."""
    subject: str = ""
    """The id of a casualty or an agency; "" for a board about the record."""


class PickAgencies(ShowOver, frozen=True):
    """Pick the agencies whose entries are shown."""


class ShowLibrary(ShowOver, frozen=True):
    """Show the records of a folder."""

    folder: str = ""
    """A path; "" for the folder of the open record."""


class ShowProblems(ShowOver, frozen=True):
    """Show the problems of the record."""


class ShowHelp(ShowOver, frozen=True):
    """Show every key and every mark."""


# Other records: the app carries these out.


class Visit(Command, frozen=True):
    """The base of the commands that open another record."""


class OpenRelated(Visit, frozen=True):
    """Open the record of a related incident."""

    incident: str
    """The id of the incident."""


class OpenRecord(Visit, frozen=True):
    """Open a record."""

    path: str


class Back(Visit, frozen=True):
    """Return to the record before."""


# The program.


class Align(Command, frozen=True):
    """Correct the times of sources whose clocks are known to be off; again, as they are written."""


class Program(Command, frozen=True):
    """The base of the commands that the app's toolkit carries out, over any dialog too."""


class ShowPalette(Program, frozen=True):
    """Show every command by its name."""


class Quit(Program, frozen=True):
    """Leave the program."""
