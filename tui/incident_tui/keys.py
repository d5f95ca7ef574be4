"""The one table of keys: bindings, footer, help, command palette and README are made from it."""

from typing import NamedTuple

from incident_tui.review import intents
from incident_tui.review.intents import Intent


class Key(NamedTuple):
    """A key, what it is for, and what it does."""

    name: str
    """The name of the wish, unique."""
    keys: str
    """Textual's names of the keys, with commas between."""
    shown: str
    """The keys as people read them."""
    help: str
    group: str
    intent: Intent | None = None
    """The wish, where it changes the review; the screen carries out the others by name."""
    footer: str = ""
    """Keys and word in the footer, such as `j/k step`; "" for keys that are never in it."""


GROUPS = ("step", "look", "boards", "filter", "clock", "help")

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
    Key("next_minute", "right", "→", "a minute on", "step", intents.MoveMinutes(1)),
    Key("previous_minute", "left", "←", "a minute back", "step", intents.MoveMinutes(-1)),
    Key("go_to", "t", "t", "go to a time: 13:30, T+12m, -5m", "step", footer="t time"),
    Key("first", "g,home", "g Home", "first entry", "step", intents.First()),
    Key("last", "G,end", "G End", "last entry", "step", intents.Last()),
    Key("page_down", "pagedown,ctrl+f", "PgDn", "a page on", "step"),
    Key("page_up", "pageup,ctrl+b", "PgUp", "a page back", "step"),
    Key("next_pane", "tab", "Tab", "next pane", "look", footer="Tab pane"),
    Key("previous_pane", "shift+tab", "Shift+Tab", "previous pane", "look"),
    Key("pane_1", "1", "1", "timeline", "look"),
    Key("pane_2", "2", "2", "casualties", "look"),
    Key("pane_3", "3", "3", "agencies", "look"),
    Key("pane_4", "4", "4", "related incidents", "look"),
    Key("pane_5", "5", "5", "detail", "look"),
    Key("zoom", "z", "z", "this pane over the whole screen, and back", "look", footer="z zoom"),
    Key(
        "mark",
        "m",
        "m",
        "count from here: the status line tells how long",
        "boards",
        intents.SetMark(),
    ),
    Key(
        "sources",
        "o",
        "o",
        "where this entry comes from; in 2 and 3, all of a casualty or an agency",
        "boards",
    ),
    Key("conflicts", "c", "c", "who contradicts whom", "boards", footer="c conflicts"),
    Key("questions", "u", "u", "what is not known", "boards"),
    Key("intervals", "i", "i", "how long things took", "boards"),
    Key("statements", "v", "v", "who said what, when", "boards"),
    Key("facilities", "p", "p", "schools, hospitals and other places", "boards"),
    Key("library", "l", "l", "the records of this folder", "boards"),
    Key(
        "open",
        "enter",
        "Enter",
        "open what is selected: a casualty, a related incident; show only an agency",
        "look",
    ),
    Key(
        "back",
        "backspace",
        "Backspace",
        "back to the record before",
        "look",
        footer="Backspace back",
    ),
    Key("agencies", "f", "f", "pick agencies", "filter", footer="f filter"),
    Key(
        "this_agency",
        "a",
        "a",
        "only this entry's agency",
        "filter",
        intents.OnlyThisAgency(),
        footer="a only this",
    ),
    Key(
        "radio", "r", "r", "radio calls only", "filter", intents.RadioOnly(), footer="r radio only"
    ),
    Key(
        "search",
        "slash",
        "/",
        "search the words, as you type; // for a regular expression",
        "filter",
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
    ),
    Key("toggle", "space", "Space", "in a list of agencies: show this one, or not", "filter"),
    Key(
        "clear",
        "escape",
        "Esc",
        "end the search; take the last filter off",
        "filter",
        intents.UndoFilter(),
        footer="Esc clear",
    ),
    Key("align", "w", "w", "put right the clocks of sources, and back", "clock"),
    Key("everything", "0", "0", "no search and no filter", "filter", intents.ClearFilters()),
    Key(
        "clock",
        "h",
        "h",
        "what happened, or what was known",
        "clock",
        intents.SwitchClock(),
        footer="h known",
    ),
    Key("problems", "exclamation_mark", "!", "what is wrong with the record", "help"),
    Key("help", "question_mark,f1", "?", "keys and marks", "help", footer="? help"),
    Key("palette", "ctrl+p", "ctrl+p", "every command by name; themes", "help"),
    Key("quit", "q,ctrl+q", "q", "quit", "help"),
)

NAMED = {key.name: key for key in KEYS}

FOOTER = (
    "down",
    "next_radio",
    "next_turn",
    "go_to",
    "search",
    "agencies",
    "clock",
    "conflicts",
    "next_pane",
    "zoom",
    "this_agency",
    "radio",
    "clear",
    "help",
)
"""The keys of the footer, the first to know first; those for just now come before them."""


def markdown_table() -> str:
    """The table of the README."""
    lines = ["| keys | what for |", "| --- | --- |"]
    for group in GROUPS:
        lines.append(f"| **{group}** | |")
        for key in KEYS:
            if key.group == group:
                lines.append(
                    f"| {' '.join(f'`{one}`' for one in key.shown.split())} | {key.help} |"
                )
    return "\n".join(lines)
