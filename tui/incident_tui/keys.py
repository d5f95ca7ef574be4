"""The table of keys: source of bindings, footer, help, command palette and README."""

from typing import NamedTuple

from incident_tui.review import commands, intents
from incident_tui.review.commands import Wish
from incident_tui.review.layout import PANES


class Key(NamedTuple):
    """A key, its purpose and its wish."""

    name: str
    """The name of the wish, unique."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as people read them."""
    help: str
    group: str
    wish: Wish
    footer: str = ""
    """Keys and word in the footer: `j/k step`; "" for keys without a place in the footer.

    The word is the meaning in the timeline; other panes describe their own.
    """
    footer_on: str = ""
    """The word in the footer while the wish is in force, where the key takes the wish back."""

    @property
    def title(self) -> str:
        """The name of the wish alone: the help up to the first colon or semicolon."""
        name = self.help.partition(":")[0].partition(";")[0]
        return name[:1].upper() + name[1:]


GROUPS = ("step", "look", "boards", "filter", "clock", "mark", "take away", "help")

KEYS = (
    Key("down", "j,down", "j ↓", "next entry", "step", intents.Move(1), footer="j/k step"),
    Key("up", "k,up", "k ↑", "previous entry", "step", intents.Move(-1)),
    Key(
        "next_radio",
        "J,shift+down",
        "J",
        "next radio call",
        "step",
        intents.MoveRadio(1),
        footer="J/K radio",
    ),
    Key("previous_radio", "K,shift+up", "K", "previous radio call", "step", intents.MoveRadio(-1)),
    Key(
        "next_turn",
        "right_square_bracket",
        "]",
        "next change of state",
        "step",
        intents.MoveToChange(1),
        footer="]/[ change",
    ),
    Key(
        "previous_turn",
        "left_square_bracket",
        "[",
        "previous change of state",
        "step",
        intents.MoveToChange(-1),
    ),
    Key(
        "next_same",
        "right_curly_bracket",
        "}",
        "next entry of the same unit; without a unit, of the same agency",
        "step",
        intents.MoveSame(1),
        footer="}/{ same unit",
    ),
    Key(
        "previous_same",
        "left_curly_bracket",
        "{",
        "previous entry of the same unit; without a unit, of the same agency",
        "step",
        intents.MoveSame(-1),
    ),
    Key(
        "next_minute",
        "right",
        "→",
        "a minute on; in a pane that folds, unfold",
        "step",
        commands.Unfold(intents.MoveMinutes(1)),
        footer="→/← minute",
    ),
    Key(
        "previous_minute",
        "left",
        "←",
        "a minute back; in a pane that folds, fold",
        "step",
        commands.Fold(intents.MoveMinutes(-1)),
    ),
    Key(
        "go_to",
        "t",
        "t",
        "go to a time: 1330, 1:30 pm, T+12m, -5m",
        "step",
        commands.Ask(commands.TIME),
        footer="t time",
    ),
    Key("first", "g,home", "g Home", "first entry", "step", intents.First()),
    Key("last", "G,end", "G End", "last entry", "step", intents.Last()),
    Key(
        "follow",
        "L",
        "L",
        "follow new entries: stay at the newest; again, not",
        "step",
        intents.FollowNewest(),
    ),
    Key("page_down", "pagedown,ctrl+f", "PgDn", "a page on", "step", commands.Page(1)),
    Key("page_up", "pageup,ctrl+b", "PgUp", "a page back", "step", commands.Page(-1)),
    Key(
        "detail_down",
        "ctrl+d",
        "ctrl+d",
        "Detail half a page on, from any pane",
        "step",
        commands.ScrollDetail(1),
    ),
    Key(
        "detail_up",
        "ctrl+u",
        "ctrl+u",
        "Detail half a page back, from any pane",
        "step",
        commands.ScrollDetail(-1),
    ),
    Key("next_pane", "tab", "Tab", "next pane", "look", commands.NextPane(1), footer="Tab pane"),
    Key("previous_pane", "shift+tab", "Shift+Tab", "previous pane", "look", commands.NextPane(-1)),
    *(
        Key(f"pane_{number}", str(number), str(number), pane, "look", commands.OpenPane(pane))
        for number, pane in enumerate(PANES, start=1)
    ),
    Key(
        "zoom",
        "z",
        "z",
        "this pane over the whole screen, and back",
        "look",
        commands.Zoom(),
        footer="z zoom",
        footer_on="all panes",
    ),
    Key("larger", "plus", "+", "more room for this pane", "look", commands.Resize(1)),
    Key("smaller", "minus", "-", "less room for this pane", "look", commands.Resize(-1)),
    Key(
        "overview",
        "O",
        "O",
        "the record as a whole, and back",
        "look",
        commands.ShowOverview(),
        footer="O overview",
    ),
    Key(
        "sources",
        "o",
        "o",
        "where this entry comes from; in casualties, agencies and units, the page of the row",
        "boards",
        commands.Explain(commands.ShowBoard("sources")),
    ),
    Key(
        "conflicts",
        "c",
        "c",
        "who contradicts whom; in casualties, agencies, units and related, about the row",
        "boards",
        commands.ShowAbout(commands.ShowBoard("conflicts")),
        footer="c conflicts",
    ),
    Key(
        "questions",
        "u",
        "u",
        "what is not known; in casualties, agencies, units and related, about the row",
        "boards",
        commands.ShowAbout(commands.ShowBoard("questions")),
    ),
    Key(
        "lanes",
        "s",
        "s",
        "who was where, when: a bar for each status",
        "boards",
        commands.ShowLanes(),
    ),
    Key("intervals", "i", "i", "how long things took", "boards", commands.ShowBoard("intervals")),
    Key("statements", "v", "v", "who said what, when", "boards", commands.ShowBoard("statements")),
    Key(
        "facilities",
        "p",
        "p",
        "schools, hospitals, other places",
        "boards",
        commands.ShowBoard("facilities"),
    ),
    Key(
        "clocks",
        "W",
        "W",
        "how far clocks are off: pairs of one moment",
        "boards",
        commands.ShowBoard("clocks"),
    ),
    Key("library", "l", "l", "the records of this folder", "boards", commands.ShowLibrary()),
    Key(
        "open",
        "enter",
        "Enter",
        "open the selected row; timeline: the entry as a page; agencies and units: show only this",
        "look",
        commands.Open(),
        footer="Enter open",
    ),
    Key(
        "back",
        "backspace,alt+left",
        "Backspace",
        "back to the place before: moment, board or record",
        "look",
        commands.Travel(-1),
        footer="Backspace back",
    ),
    Key(
        "forward",
        "backslash,alt+right",
        "\\",
        "forward again",
        "look",
        commands.Travel(1),
    ),
    Key(
        "agencies",
        "f",
        "f",
        "pick agencies and units",
        "filter",
        commands.PickAgencies(),
        footer="f filter",
    ),
    Key(
        "saved_filters",
        "F",
        "F",
        "filters saved by name; save these",
        "filter",
        commands.ShowSavedFilters(),
    ),
    Key(
        "this_agency",
        "a",
        "a",
        "only this entry's agency",
        "filter",
        intents.OnlyThisAgency(),
        footer="a only this",
        footer_on="all agencies",
    ),
    Key(
        "radio",
        "r",
        "r",
        "radio calls only",
        "filter",
        intents.RadioOnly(),
        footer="r radio only",
        footer_on="all kinds",
    ),
    Key(
        "search",
        "slash",
        "/",
        "search the words, as you type; // or a / before the words: a regular expression",
        "filter",
        commands.Ask(commands.SEARCH),
        footer="/ search",
    ),
    Key(
        "next_hit",
        "n",
        "n",
        "next hit of the search",
        "filter",
        intents.MoveHit(1),
        footer="n/N hit",
    ),
    Key("previous_hit", "N", "N", "previous hit of the search", "filter", intents.MoveHit(-1)),
    Key(
        "keep",
        "ampersand",
        "&",
        "keep only the hits; again, all",
        "filter",
        intents.KeepMatches(),
        footer="& only hits",
        footer_on="all entries",
    ),
    Key(
        "toggle",
        "space",
        "Space",
        "play this call, or pause; in agencies and units: show the row, or hide it",
        "filter",
        commands.Toggle(),
    ),
    Key(
        "clear",
        "escape",
        "Esc",
        "end the search; take the last filter off; from Detail to the timeline",
        "filter",
        commands.Unzoom(intents.UndoFilter()),
        footer="Esc clear",
    ),
    Key(
        "mark",
        "m",
        "m",
        "count time from this entry; in the status line; again, not",
        "clock",
        intents.SetMark(),
    ),
    Key(
        "times",
        "T",
        "T",
        "times beside the entries: as given, T+, since the entry before, since the unit spoke",
        "clock",
        intents.NextTimes(),
    ),
    Key(
        "align",
        "w",
        "w",
        "correct the clocks of sources; again, not",
        "clock",
        commands.Align(),
    ),
    Key(
        "same_moment",
        "equals_sign",
        "=",
        "one moment with another entry: the next one with this key",
        "clock",
        commands.SameMoment(),
        footer="= one moment",
    ),
    Key(
        "recordings",
        "D",
        "D",
        "every recording: a call on several talkgroups or sites in as many rows; again, once",
        "filter",
        intents.EveryRecording(),
    ),
    Key("everything", "0", "0", "no search and no filter", "filter", intents.ClearFilters()),
    Key(
        "clock",
        "h",
        "h",
        "what had happened or was known: published, or said on the air",
        "clock",
        intents.SwitchClock(),
        footer="h known",
        footer_on="happened",
    ),
    Key(
        "replay",
        "P",
        "P",
        "play on by the incident's clock; again, end",
        "clock",
        commands.Replay(),
    ),
    Key(
        "bookmark",
        "b",
        "b",
        "bookmark this entry or row; again, not",
        "mark",
        commands.Bookmark(),
    ),
    Key(
        "note",
        "e",
        "e",
        "note here: on this entry or row",
        "mark",
        commands.WriteNote(),
        footer="e note",
    ),
    Key(
        "observe",
        "R",
        "R",
        "observation here: on this entry or row, in a form",
        "mark",
        commands.WriteObservation(),
    ),
    Key(
        "note_in_editor",
        "E",
        "E",
        "note in your editor: $VISUAL or $EDITOR",
        "mark",
        commands.WriteNote(in_editor=True),
    ),
    Key(
        "words",
        "H",
        "H",
        "words of this entry as heard; also while it plays, in a form",
        "mark",
        commands.WriteWords(),
    ),
    Key(
        "marked",
        "B",
        "B",
        "only marked entries; again, all",
        "mark",
        intents.MarkedOnly(),
        footer_on="all entries",
    ),
    Key(
        "notes",
        "apostrophe",
        "'",
        "list of notes; bookmarks too",
        "mark",
        commands.ShowBoard("notes"),
    ),
    Key(
        "observations",
        "C",
        "C",
        "list of observations; by capability, with their actions",
        "mark",
        commands.ShowBoard("observations"),
    ),
    Key(
        "copy",
        "y",
        "y",
        "copy this entry or row: words and citation",
        "take away",
        commands.Copy(),
    ),
    Key(
        "export",
        "x",
        "x",
        "export what is shown, to a file",
        "take away",
        commands.ShowExports(),
    ),
    Key(
        "screenshot",
        "S",
        "S",
        "save a screenshot: SVG",
        "take away",
        commands.SaveScreenshot(),
    ),
    Key(
        "problems",
        "exclamation_mark",
        "!",
        "what is wrong with the record",
        "help",
        commands.ShowProblems(),
    ),
    Key(
        "help",
        "question_mark,f1",
        "?",
        "keys and marks",
        "help",
        commands.ShowHelp(),
        footer="? help",
    ),
    Key(
        "palette",
        "ctrl+p",
        "ctrl+p",
        "every command by name; themes",
        "help",
        commands.ShowPalette(),
    ),
    Key("quit", "q,ctrl+q", "q", "quit", "help", commands.Quit()),
)

NAMED = {key.name: key for key in KEYS}

BOARD_KEYS = {
    wish.board: key.keys
    for key in KEYS
    for wish in (getattr(key.wish, "elsewhere", key.wish),)  # where a row has no page of its own
    if isinstance(wish, commands.ShowBoard)
}
"""From the name of a board to the keys of the board."""


class BoardKey(NamedTuple):
    """A key on a board, beside the keys of other boards, and its purpose there."""

    action: str
    """The action of the dialog; "" where other keys of the table say it."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as people read them."""
    help: str


ON_A_BOARD = (
    BoardKey(
        "choose",
        "enter",
        "Enter",
        "go to the entry or the time of the row, or show its source, conflict or question; "
        "in a list, move the keys into the detail",
    ),
    BoardKey("detail", "right", "→", "from the list into the detail"),
    BoardKey("items", "left", "←", "from the detail back into the list"),
    BoardKey("other_side", "tab,shift+tab", "Tab", "from the list into the detail, and back"),
    BoardKey("scroll(1)", "ctrl+d", "ctrl+d", "the detail half a page on"),
    BoardKey("scroll(-1)", "ctrl+u", "ctrl+u", "the detail half a page back"),
    BoardKey("source", "o", "o", "show the source of the row, at the cited place"),
    BoardKey("whole", "a", "a", "all, or those of this entry, casualty, agency or unit first"),
    BoardKey("", "", "/ n N", "search the rows, as you type; next and previous match"),
    BoardKey("filter", "f", "f", "on a source: only the entries that cite it"),
    BoardKey("alone", "A", "A", "on a source: only the facts that no second source supports"),
    BoardKey("bookmark", "b", "b", "bookmark what the row stands for; again, not"),
    BoardKey(
        "note(False)", "e", "e", "close the board, and write a note on it; on a note: change it"
    ),
    BoardKey("note(True)", "E", "E", "the same in your editor"),
    BoardKey(
        "observe", "R", "R", "the same as an observation; on a note: make an observation of it"
    ),
    BoardKey("words", "H", "H", "close the board, and write the words of the entry as heard"),
    BoardKey("delete_note", "d,delete", "d", "on a note or a pair: delete it"),
    BoardKey(
        "same_moment",
        "equals_sign",
        "=",
        "on a proposed pair, or on two entries: one moment",
    ),
    BoardKey("copy", "y", "y", "copy what the row stands for: words and citation"),
    BoardKey("", "", "S", "save a screenshot: SVG"),
    BoardKey("page_back", "backspace", "Backspace", "back to the page before"),
    BoardKey("", "", "h w", "the clock; the clocks of sources: the board is drawn anew"),
    BoardKey("", "", f"t 1–{len(PANES)}", "close the board, and go to a time; and open that pane"),
    BoardKey(
        "",
        "",
        " ".join(key.shown for key in KEYS if key.keys in BOARD_KEYS.values()),
        "turn to that board; its own key closes it",
    ),
    BoardKey("keys", "question_mark,f1", "?", "these keys, and the marks of the board"),
    BoardKey("", "", "Esc q", "end the search; close the board"),
)
"""The keys of boards; keys without an action are bound elsewhere."""

FOOTER = (
    "down",
    "next_radio",
    "next_turn",
    "go_to",
    "search",
    "agencies",
    "clock",
    "open",
    "conflicts",
    "next_pane",
    "overview",
    "zoom",
    "this_agency",
    "radio",
    "next_minute",
    "next_same",
    "note",
    "clear",
    "help",
)
"""The keys of the footer, the first to know first; those for just now come before them."""


def markdown_table() -> str:
    """The table of the README."""
    lines = ["| keys | what for |", "| --- | --- |"]
    for group in GROUPS:
        lines.append(f"| **{group}** | |")
        rows = [(key.shown, key.help) for key in KEYS if key.group == group and not _is_pane(key)]
        if panes := [key for key in KEYS if key.group == group and _is_pane(key)]:
            shown = " ".join(key.shown for key in panes)
            rows.append((shown, f"the panes: {', '.join(key.help for key in panes)}"))
        for shown, words in rows:
            lines.append(f"| {' '.join(f'`{name}`' for name in shown.split())} | {words} |")
    return "\n".join(lines)


def _is_pane(key: Key) -> bool:
    """Whether a key moves into a pane: these keys have a row in common."""
    return isinstance(key.wish, commands.OpenPane)
