"""Rows that boards share: headings, remarks, paragraphs, columns, and rows of entries."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest

from incident_tui.drawing.ink import DIFFERS, EMPTY, Ink, Line, Row, clip, width_of, wrap
from incident_tui.drawing.rows import beside
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_ENTRY
from incident_tui.review.review import Review
from incident_tui.review.told import NOT_YET
from incident_tui.words.names import entry_words
from incident_tui.words.references import links_in
from incident_tui.words.times import entry_time, unknown_words

WITHHELD = f"{DIFFERS} {NOT_YET}"
"""In place of withheld words."""
TIME = 12
"""Cells for a time, so that words stand below each other; enough for `13:00…13:12~`."""
_LONGEST_TIME = 24
"""The maximum number of cells for a time; a longer time pushes its words."""
MAX_CELLS = 110
"""The maximum width of a page of text: longer lines are hard to read."""
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


def linked(lens: Lens, words: str, width: int, ink: str = "text", head: str = "") -> list[Row]:
    """A paragraph; each row leads to the first conflict or question that the row names by id."""
    rows = []
    for row in paragraph(words, width, ink, head):
        links = links_in(lens, row.line[-1].text)
        rows.append(row._replace(key=next(links, "")))
    return rows


def time_size(lens: Lens, identifiers: Iterable[str], width: int) -> int:
    """Cells for the times of entries, so that the words of the entries stand below each other.

    Args:
        identifiers: of the entries; any other id counts for nothing.
        width: cells of a row, of which a third at most is for times.
    """
    positions = map(lens.position, identifiers)
    sizes = (len(visible(entry_time(lens, one))) for one in positions if one is not None)
    return max(TIME, min(max(sizes, default=0), _LONGEST_TIME, width // 3))


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


def entry_line(
    review: Review, identifier: str, width: int, head: str = "  ", times: int = TIME
) -> list[Row]:
    """A row with the time and the words of an entry; no row for an id of no entry.

    Args:
        times: cells for the time, see `time_size`.
    """
    lens = review.lens
    position = lens.position(identifier)
    if position is None:
        return []
    entry, time = lens.entry(position), visible(entry_time(lens, position))
    if entry is None:
        words, ink = f"{DIFFERS} {unknown_words(lens, position)}", "faint"
    else:
        words, ink = entry_words(entry), "text"
    line = (Ink(head, "dim"), Ink(f"{time:<{times}}  ", "time"), Ink(visible(words), ink))
    return [Row(clip(line, width), TO_ENTRY + identifier)]
