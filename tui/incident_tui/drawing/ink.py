"""Lines as spans of text and ink: the drawing of a pane, before colours are known.

Every theme has a colour for each ink of `INKS`. Text is data, never markup.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.style import Style
from textual.content import Content

from incident_tui.chronology.names import AGENCY_COLOURS
from incident_tui.record.text import paragraphs

DIFFERS = "≠"
"""The mark of a state that differs on the two clocks."""
_PLAIN = Style()
_BOLD = Style(bold=True)
INKS = {
    "text": _PLAIN,
    "dim": _PLAIN,
    "faint": _PLAIN,
    "line": _PLAIN,
    "bright": _BOLD,
    "heading": _BOLD,
    "time": _PLAIN,
    "possible": _PLAIN,
    "accent": _PLAIN,
    "radio": _PLAIN,
    "dispute": _PLAIN,
    "routine": _PLAIN,
    "later-key": _BOLD,
    "key": _BOLD,
    "here": _BOLD,
    "alert": Style(bold=True, reverse=True),
    **{f"agency-{number}": _PLAIN for number in range(AGENCY_COLOURS)},
}
"""The inks and how they are set; a theme has the colour of each as `ink-NAME`."""

_NARROW = re.compile("[ -~¡-¬®-˿Ͱ-҂‐-‧←-⇿─-◼]*")
"""Texts whose characters take one cell each, without white space except " "."""

ON = "on:"
"""Before the name of an ink: letters in the colour of the ground, on the colour of the ink."""
_GROUNDS = {"cursor": _BOLD, "cursor-idle": _PLAIN}
_REVERSED = Style(reverse=True)
_HIT = Style(bold=True, underline=True)


class Ink(NamedTuple):
    """A span of a line."""

    text: str
    ink: str = "text"
    """A name of `INKS`, `hit`, or `#rrggbb`; after `ON`, the colour of the ground below letters."""
    action: str = ""
    """The key that a click presses: a name of `keys.py` in a `Bar`, elsewhere Textual's name of
    the key; "" for none."""


Line = tuple[Ink, ...]

EMPTY: Line = ()


class Row(NamedTuple):
    """A line of a pane with a key."""

    line: Line
    key: str = ""
    """The id to choose, or a link; the pane's cursor passes over rows without a key."""
    source: str = ""
    """The link to the source of the row; "" for none."""
    anchor: str = ""
    """The link that leads to the row; "" for none."""
    copy_link: str = ""
    """The link to the object that the row stands for, where `key` leads to another object."""


def ink_style(ink: str, colours: Mapping[str, str]) -> Style:
    """The style of an ink, or of the ground of the selected line, in a theme's colours."""
    if ink.startswith(ON):
        return ink_style(ink.removeprefix(ON), colours) + _REVERSED
    if ink.startswith("#"):
        return Style(color=ink)
    if ink in _GROUNDS:
        return _GROUNDS[ink] + Style(bgcolor=colours[f"ink-{ink}"])
    if ink == "hit":
        return _HIT + Style(color=colours["ink-hit"], bgcolor=colours["ink-hit-ground"])
    return INKS[ink] + Style(color=colours[f"ink-{ink}"])


def width_of(line: Iterable[Ink]) -> int:
    """How many cells a line takes."""
    return sum(cell_len(span.text) for span in line)


def fit(text: str, width: int) -> str:
    """A text in exactly `width` cells; a text cut ends in `…`."""
    if width <= 0:
        return ""
    length = cell_len(text)
    if length <= width:
        return text + " " * (width - length)
    return set_cell_size(text, width - 1) + "…"


def cut(text: str, width: int) -> str:
    """A text in at most `width` cells; a text cut ends in `…`."""
    return text if cell_len(text) <= width else fit(text, width)


def highlighted(words: str, shown: str, found: Iterable[tuple[int, int]], ink: str) -> Line:
    """The shown part of words with matches highlighted; the `…` too, for a match beyond."""
    line: list[Ink] = []
    end, cut = 0, len(shown)
    if not words.startswith(shown.rstrip()):
        cut -= 1
    for start, stop in found:
        start, stop = min(start, cut), min(max(stop, start + 1), len(shown))
        if stop > end:
            line += [Ink(shown[end:start], ink), Ink(shown[start:stop], "hit")]
            end = stop
    return (*line, Ink(shown[end:], ink))


def lit(line: Line, found: Sequence[tuple[int, int]]) -> Line:
    """A line with parts of its text highlighted, across spans.

    Args:
        found: from where to where, in characters, in order.
    """
    parts: list[Ink] = []
    start = 0
    for span in line:
        size, here = len(span.text), 0
        for first, last in found:
            first, last = max(first - start, here), min(last - start, size)
            if first < last:
                parts += [span._replace(text=span.text[here:first])]
                parts += [span._replace(text=span.text[first:last], ink="hit")]
                here = last
        parts.append(span._replace(text=span.text[here:]))
        start += size
    return tuple(part for part in parts if part.text)


def text_of_line(line: Line) -> str:
    """The text of a line, without inks."""
    return "".join(span.text for span in line)


def wrap(text: str, width: int) -> list[str]:
    """A text, made `visible`, in lines of at most `width` cells; at least one line."""
    width, wrapped = max(width, 1), []
    for shown in paragraphs(text):
        if cell_len(shown) <= width:
            wrapped.append(shown.rstrip())
        else:
            wrapped += _broken(shown, width)
    return wrapped


def _broken(text: str, width: int) -> list[str]:
    """A text broken between words as Textual breaks it, most texts in a tenth of the time."""
    lines, rest = [], text.rstrip()
    while len(rest) > width and _NARROW.fullmatch(rest):
        end = rest.rfind(" ", 0, width + 1)
        line = rest[: max(end, 0)].rstrip()
        if not line:  # a word is wider than a line
            break
        lines.append(line)
        rest = rest[end:].lstrip()
    if cell_len(rest) <= width:
        return [*lines, rest]
    return [line.plain.rstrip() for line in Content(text).wrap(width)]


def spread(left: Sequence[Ink], right: Sequence[Ink], width: int) -> Line:
    """The two ends of a line; the left end is cut to the room beside the right end."""
    right = clip(right, width)
    left = clip(left, width - width_of(right) - (1 if right else 0))
    space = width - width_of(left) - width_of(right)
    return (*left, Ink(" " * max(space, 0)), *right)


def clip(line: Sequence[Ink], width: int) -> Line:
    """A line in at most `width` cells; the last span, if cut, ends in `…`."""
    kept: list[Ink] = []
    for span in line:
        size = cell_len(span.text)
        if size > width:
            if width > 0:
                kept.append(span._replace(text=fit(span.text, width)))
            break
        kept.append(span)
        width -= size
    return tuple(kept)
