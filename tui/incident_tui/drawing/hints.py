"""Hints: keys and their uses, in a border or beside a prompt; a click on a hint presses the key."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from incident_tui.drawing.ink import EMPTY, Ink, Line, clip, width_of
from incident_tui.keymap import keymap

CLOSE = "close"
"""In place of a key: the action of `CLOSE_MARK`."""
CLOSE_MARK: Line = (Ink(" ", "key", CLOSE), Ink("× ", "key", CLOSE))
"""Stands at the right end of the upper border of a dialog."""
ESCAPE = "escape"
_NAMES = {
    "Enter": "enter",
    "Esc": ESCAPE,
    "Space": "space",
    "Tab": "tab",
    "Shift+Tab": "shift+tab",
    "Backspace": "backspace",
    "/": "slash",
    "+": "plus",
    "&": "ampersand",
    "-": "minus",
    "→": "right",
    "←": "left",
    "↑": "up",
    "↓": "down",
}
"""Textual's names of keys, by the keys as people read them; other keys are their own names."""
_BETWEEN = " · "


class Hint(NamedTuple):
    """Keys and their use: `Hint("Enter", "tells why")`."""

    keys: str
    """As people read them, `/` or a space between two keys: `j/k`, `→ ←`; "" for words alone."""
    words: str = ""
    is_fixed: bool = False
    """Whether the keys are keys of a text, which no setting changes."""


def hint_words(hints: Sequence[Hint]) -> str:
    """Hints as plain text: `Enter tells why · Esc`."""
    return _BETWEEN.join(" ".join(filter(None, hint[:2])) for hint in hints)


def hint_spans(hint: Hint, ink: str = "key") -> Line:
    """A hint in ink; the action of a span is Textual's name of the usual key.

    The words belong to the first key.

    Args:
        ink: of the keys.
    """
    shown_for = str if hint.is_fixed else keymap().shown_for
    single = len(hint.keys) == 1  # the key `/` does not stand between keys
    parts = [hint.keys] if single else re.split("([ /])", hint.keys)
    keys = [
        Ink(part, "dim") if number % 2 else Ink(shown_for(part), ink, _NAMES.get(part, part))
        for number, part in enumerate(parts)
    ]
    words = f" {hint.words}" if hint.keys and hint.words else hint.words
    return tuple(span for span in (*keys, Ink(words, "dim", keys[0].action)) if span.text)


def fitting_hints(hints: Sequence[Hint], width: int, gap: int) -> list[Hint]:
    """As many hints as fit into a width in cells, the first hints first; `Esc` before the others.

    Args:
        gap: cells between two hints.
    """
    size = [width_of(hint_spans(hint)) for hint in hints]
    ways_out = [number for number, hint in enumerate(hints) if hint.keys == "Esc"]
    others = [number for number in range(len(hints)) if number not in ways_out]
    kept: list[int] = []
    for number in ways_out + others:
        width -= size[number] + (gap if kept else 0)
        if width < 0:
            break
        kept.append(number)
    return [hints[number] for number in sorted(kept)]


def draw_hints(hints: Sequence[Hint], width: int, is_lit: bool) -> Line:
    """As many hints as fit into a width in cells.

    Args:
        is_lit: whether the keys of the hints work without a further click.
    """
    ink = "key" if is_lit else "dim"
    fitting = fitting_hints(hints, width, len(_BETWEEN))
    return hint_line(fitting, ink) if fitting else clip(hint_line(hints[:1], ink), width)


def hint_line(hints: Sequence[Hint], ink: str = "key") -> Line:
    """Hints in a row.

    Args:
        ink: of the keys.
    """
    line = EMPTY
    for hint in hints:
        spans = hint_spans(hint, ink)
        line += (Ink(_BETWEEN, "dim"), *spans) if line else spans
    return line
