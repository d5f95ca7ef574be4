"""Rows that boards share: headings, remarks, paragraphs, columns, and rows of entries."""

from collections.abc import Sequence
from itertools import zip_longest

from incident_tui.drawing.ink import DIFFERS, EMPTY, Ink, Line, Row, clip, width_of, wrap
from incident_tui.drawing.rows import beside
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.names import entry_words
from incident_tui.words.times import entry_time, unknown_words

NOT_YET = f"{DIFFERS} not known yet"
"""In place of withheld words."""
TO_ENTRY, TO_SOURCE = "entry:", "source:"
"""Prefixes of a row's key; the id of an entry, or of a source, follows."""
_TIME = 12
"""Cells for a time, so that words stand below each other; enough for `13:00…13:12~`."""
BETWEEN = " │ "
"""Stands between columns."""


def heading(words: str, width: int) -> list[Row]:
    """A heading, with an empty line above it."""
    return [Row(EMPTY), *(Row((Ink(line, "heading"),)) for line in wrap(words, width))]


def remark(words: str, width: int) -> list[Row]:
    """Words about the page itself."""
    return paragraph(words, width, "dim")


def paragraph(
    words: str, width: int, ink: str = "text", head: str = "", key: str = ""
) -> list[Row]:
    """Words wrapped beside a head; the first line can be chosen, if there is a key."""
    return beside(Ink(visible(head), "dim"), words, width, ink, key)


def columns(blocks: Sequence[Sequence[Line]], width: int) -> list[Row]:
    """Blocks of lines beside each other, each line at most `width` cells."""
    rows = []
    for lines in zip_longest(*blocks, fillvalue=EMPTY):
        row: list[Ink] = []
        for number, line in enumerate(lines):
            row += [Ink(BETWEEN, "faint")] if number else []
            row += [*line, Ink(" " * (width - width_of(line)))]
        rows.append(Row(tuple(row)))
    return rows


def entry_line(review: Review, identifier: str, width: int, head: str = "  ") -> list[Row]:
    """A row with the time and the words of an entry; no row for an id of no entry."""
    lens = review.lens
    position = lens.position(identifier)
    if position is None:
        return []
    entry, time = lens.entry(position), visible(entry_time(lens, position))
    if entry is None:
        words, ink = f"{DIFFERS} {unknown_words(lens, position)}", "faint"
    else:
        words, ink = entry_words(entry), "text"
    line = (Ink(head, "dim"), Ink(f"{time:<{_TIME}}  ", "time"), Ink(visible(words), ink))
    return [Row(clip(line, width), TO_ENTRY + identifier)]
