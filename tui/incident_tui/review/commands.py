"""Commands of the screen as small values: panes to open, boards to show, records to visit.

An intent changes the review, a command does not. Keys, rows and dialogs hold either: a `Wish`.
Commands name panes, boards and records, and no widget: the table of keys knows no toolkit.
"""

from typing import Literal

import msgspec

from incident_tui.review.intents import Intent

Purpose = Literal["search", "go to", "save as", "note"]
"""For which question the prompt is open."""
SEARCH: Purpose = "search"
TIME: Purpose = "go to"
NAME: Purpose = "save as"
NOTE: Purpose = "note"


class Command(msgspec.Struct, frozen=True):
    """The base of every command."""


Wish = Intent | Command
"""A change of the review, or a command of the screen."""


# The panes: `layout.arranged` carries these out.


class Arrange(Command, frozen=True):
    """The base of commands for focus, open pane, zoom and prompt."""


class OpenPane(Arrange, frozen=True):
    """Move the keys into a pane, and open a closed pane."""

    pane: str
    """A name of `PANES`."""


class NextPane(Arrange, frozen=True):
    """Move the keys by a number of panes; below zero, back."""

    by: int


class Zoom(Arrange, frozen=True):
    """Fill the screen with the focused pane; again, show every pane."""


class Resize(Arrange, frozen=True):
    """Give the focused pane more room, by a number of steps; below zero, less."""

    by: int


class ScrollDetail(Arrange, frozen=True):
    """Scroll Detail by half pages, below zero up; the keys stay in their pane.

    With the keys in the timeline, a closed Detail opens.
    """

    by: int


class ShowOverview(Arrange, frozen=True):
    """Show the overview over the panes."""


class LeaveOverview(Arrange, frozen=True):
    """Show the panes that the overview lies over."""


class Ask(Arrange, frozen=True):
    """Have keys typed into the prompt."""

    purpose: Purpose


class CloseAsk(Arrange, frozen=True):
    """Close the prompt; the keys return to the focused pane."""


class Unzoom(Command, frozen=True):
    """Show every pane, if a pane fills the screen; else a different wish."""

    elsewhere: Intent


# The selected row: the pane that has the keys knows what these stand for.


class InPane(Command, frozen=True):
    """The base of commands whose meaning depends on the focused pane."""


class Page(InPane, frozen=True):
    """Move by a number of pages; below zero, back."""

    by: int


class Open(InPane, frozen=True):
    """Open the selected row."""


class Toggle(InPane, frozen=True):
    """Switch the selected row on, or off."""


class Unfold(InPane, frozen=True):
    """Show the rows under the selected heading, in a folding pane; else a different wish."""

    elsewhere: Intent


class Fold(InPane, frozen=True):
    """Hide the rows under the heading of the selected row; else a different wish."""

    elsewhere: Intent


class Explain(InPane, frozen=True):
    """Show the page of the selected row; where a pane has no page, a different wish."""

    elsewhere: Command


class ShowAbout(InPane, frozen=True):
    """Show a board about the subject of the selected row; without a subject, a different wish."""

    elsewhere: "ShowBoard"


class OnSubject(InPane, frozen=True):
    """The base of commands about the subject of the selected row."""

    subject: str = ""
    """The id of an object of the record; "" for the entry under the cursor."""


class Bookmark(OnSubject, frozen=True):
    """Bookmark the subject, or remove the bookmark."""


class WriteNote(OnSubject, frozen=True):
    """Write a note on the subject, or change a note."""

    note: str = ""
    """The id of the note to change; "" for a new note."""
    in_editor: bool = False
    """Whether the text is written in the editor of the user, and not in the prompt."""


class WriteObservation(OnSubject, frozen=True):
    """Write an observation with the subject as evidence, or change an observation, in a form."""

    note: str = ""
    """The id of the observation, or of its action, to change; of a different kind of note, the
    note whose words and subjects a new observation begins with; "" for none."""


class WriteWords(OnSubject, frozen=True):
    """Write the words of an entry as heard, in a form; of the entry that is heard, by default."""


class SameMoment(OnSubject, frozen=True):
    """Say that two entries are one moment: of the first the command begins a pair."""

    other: str = ""
    """The id of the second entry; "" for the entry that the next such command is about."""


class Copy(OnSubject, frozen=True):
    """Copy the words of the subject with their citation to the clipboard, and into a file."""

    link: str = ""
    """The link to the object of a row, in place of the subject; "" for none."""
    words: str = ""
    """The words of the row, for a row that stands for no object."""
    source: str = ""
    """The link to the source of these words; "" for none."""


# The sound of radio calls: `screens.listening` plays them.


class Listen(Command, frozen=True):
    """The base of commands for the sound of radio calls."""


class Play(Listen, frozen=True):
    """Play the sound of an entry; of the sound that plays, pause or go on."""

    entry: str = ""
    """The id of the entry; "" for the entry under the cursor."""


class Replay(Listen, frozen=True):
    """Play on through the entries shown, by the clock of the incident; again, end."""


class Skip(Listen, frozen=True):
    """Go on in the sound by a number of seconds; below zero, back."""

    by_s: int


class ChangeSpeed(Listen, frozen=True):
    """Change the speed of the sound, or of the clock of a replay, by a number of steps."""

    by: int


class LevelSpeech(Listen, frozen=True):
    """Raise quiet speech; again, not."""


class MixCalls(Listen, frozen=True):
    """Hear calls that overlap at the same time in a replay; again, one after another."""


class PauseSound(Listen, frozen=True):
    """Pause what is heard, or go on."""


class EndSound(Listen, frozen=True):
    """Fall silent."""


# Over the review: `screens.dialogs` makes a dialog of these.


class ShowOver(Command, frozen=True):
    """The base of commands for a dialog over the review."""


class ShowBoard(ShowOver, frozen=True):
    """Show a board."""

    board: str
    """The name of a module of `boards`."""
    subject: str = ""
    """The id of the subject; "" for the entry under the cursor, or for the whole record."""


class ShowLanes(ShowOver, frozen=True):
    """Show the statuses of every agency, unit, casualty and facility as bars over time."""


class Follow(ShowOver, frozen=True):
    """Show the page that a link leads to."""

    link: str
    """To a source, a conflict, a question or a subject; see `review.links`."""


class PickAgencies(ShowOver, frozen=True):
    """Pick the agencies whose entries are shown."""


class ShowSavedFilters(ShowOver, frozen=True):
    """Show the filters saved for the record, and save the present filters."""


class ShowExports(ShowOver, frozen=True):
    """Show the formats to export what is shown to."""


class ShowLibrary(ShowOver, frozen=True):
    """Show the records of a folder."""

    folder: str = ""
    """A path; "" for the folder of the open record."""


class ShowProblems(ShowOver, frozen=True):
    """Show the problems of the record."""


class ShowHelp(ShowOver, frozen=True):
    """Show every key and every mark; or the keys and the marks of a board."""

    board: str = ""
    """The name of a module of `boards`; "" for the panes."""


# Other records: the app carries these out.


class Visit(Command, frozen=True):
    """The base of commands for a different record."""


class OpenRelated(Visit, frozen=True):
    """Open the record of a related incident."""

    incident: str
    """The id of the incident."""


class OpenRecord(Visit, frozen=True):
    """Open a record."""

    path: str


class Travel(Command, frozen=True):
    """Return to the place before the last jump, or to the place that was left by returning."""

    by: int
    """-1 for back, 1 for forward."""


# The program.


class Say(Command, frozen=True):
    """Show words in place of the footer, until the next key."""

    words: str


class Press(Command, frozen=True):
    """Press a key of the table: the wish is carried out as the focused pane understands it."""

    key: str
    """The name of the key."""


class DeleteNote(Command, frozen=True):
    """Delete a note; its versions stay in the log."""

    note: str
    """The id."""


class Export(Command, frozen=True):
    """Write what is shown to a new file."""

    format: str
    """The name of a format of exports."""


class SaveScreenshot(Command, frozen=True):
    """Write a picture of the screen to a new file."""


class Align(Command, frozen=True):
    """Correct the times of sources whose clocks are known to be off; again, as they are written."""


class Program(Command, frozen=True):
    """The base of commands of the app's toolkit, also for use over a dialog."""


class ShowPalette(Program, frozen=True):
    """Show every command by name."""


class Quit(Program, frozen=True):
    """Leave the program."""
