"""Intervals: bounds of their lengths, or why a length cannot be computed; no length is judged."""

from collections.abc import Sequence

from incident_tui.boards.bar import OPEN, SHADED, SOLID, draw_bar, longest
from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import (
    WITHHELD,
    entry_line,
    linked,
    paragraph,
    remark,
    time_size,
)
from incident_tui.boards.listed import GAP
from incident_tui.drawing.ink import EMPTY, Ink, Row, clip, cut, spread, width_of, wrap
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_ENTRY, TO_INTERVAL, id_of
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words
from incident_tui.words.intervals import Length, lengths, mark_words, since_mark
from incident_tui.words.names import milestone_words
from incident_tui.words.times import entry_time

_FROM, _TO, _NOTE = "  from  ", "    to  ", "  note  "
_WITH_ENDS = 100
"""The minimum width, in cells, of a table with the times of both ends."""
_NAME, _TIME = 30, 20
"""Cells of a name and of a time, at most."""
_SHORTEST_BAR, _LONGEST_BAR = 10, 36
"""Cells of the bar of the longest length."""
_SINCE_MARK = "From the mark to the cursor"


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the page: from the mark to the cursor, then the intervals of the record."""
    lens = review.lens
    rows, marked, times = list[Row](), since_mark(review), _time_size(review, width)
    if marked is not None:
        rows += [*_since_mark(review, marked, width, times), Row(EMPTY)]
    for interval, length in lengths(lens):
        if length is not None:
            rows += [*_interval(review, interval.id, length, width, times), Row(EMPTY)]
    for words in _remarks(review):
        rows += remark(words, width)
    return rows if rows[-1].line else rows[:-1]


def _remarks(review: Review) -> list[str]:
    """What no row tells: withheld intervals, and how to count from an entry."""
    told = [length is not None for _, length in lengths(review.lens)]
    words = []
    if withheld := told.count(False):
        words.append(f"{count_words(withheld, 'interval')} of which an end is {WITHHELD}")
    elif not told:
        words.append("No interval is recorded.")
    if since_mark(review) is None:
        words.append("In the timeline, m marks an entry to count from.")
    return words


def items(subject: str, review: Review, width: int) -> Items:
    """The table: names, times of both ends, lengths, and bars of the lengths, drawn to scale."""
    lens, marked = review.lens, since_mark(review)
    told = [(interval, length) for interval, length in lengths(lens) if length is not None]
    found = [
        _item(review, interval.id, interval.name, (interval.start, interval.end), length)
        for interval, length in told
    ]
    measured = [length for _, length in told]
    if marked is not None:
        found.insert(0, _item(review, "", _SINCE_MARK, (review.mark, review.entry_id), marked))
        measured.insert(0, marked)
    headings = ["name", "from", "to", "length"]
    if width < _WITH_ENDS:
        found = [item._replace(cells=item.cells[2:]) for item in found]
        headings = ["name", "length"]
    size = min(width - _width(found), _LONGEST_BAR)
    if size >= _SHORTEST_BAR:
        found = _with_bars(found, measured, size)
        headings.append("")
    remarks = " ".join(_remarks(review))
    return Items(found, (), str(len(told)), headings=headings, remark=remarks)


def _width(found: Sequence[Item]) -> int:
    """Cells for the columns of a table, a gap before each, and the gap before a further column."""
    columns = [*zip(*(item.cells for item in found), strict=True)]
    sizes = [max(map(width_of, column)) for column in columns]
    names = max((len(visible(item.title)) for item in found), default=0)
    return min(names, _NAME) + sum(sizes) + GAP * (len(sizes) + 1)


def _with_bars(found: Sequence[Item], measured: Sequence[Length], size: int) -> list[Item]:
    """The items with a bar each, or with the reason for a length that has none.

    Args:
        measured: the length of each item.
        size: cells of the longest bar.
    """
    most = longest(measured)
    bars = (clip(draw_bar(length, most, size), size) for length in measured)
    return [item._replace(cells=[*item.cells, bar]) for item, bar in zip(found, bars, strict=True)]


def _item(review: Review, key: str, name: str, ends: tuple[str, str], length: Length) -> Item:
    """A row of the table, without its bar."""
    lens = review.lens
    positions = [lens.end_of_interval(end) for end in ends]
    times = ["—" if one is None else visible(entry_time(lens, one)) for one in positions]
    ink = "here" if length.is_computable else "dim"
    words = length.words if key else mark_words(length)
    cells = [(Ink(cut(time, _TIME), "time"),) for time in times]
    return Item(TO_INTERVAL + key, name, [*cells, (Ink(words, ink),)])


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: both ends, and the reason for a length that has none."""
    lens, times = review.lens, _time_size(review, width)
    marked = since_mark(review)
    if not id_of(key):
        return _since_mark(review, marked, width, times) if marked is not None else []
    interval = lens.interval(id_of(key))
    length = next((length for one, length in lengths(lens) if one is interval), None)
    if interval is None or length is None:
        return []
    return _interval(review, interval.id, length, width, times)


def _since_mark(review: Review, marked: Length, width: int, times: int) -> list[Row]:
    lens = review.lens
    return [
        *_named(lens, _SINCE_MARK, marked, width, mark_words(marked)),
        *entry_line(review, review.mark, width, _FROM, times),
        *entry_line(review, lens.outline(review.cursor).id, width, _TO, times),
    ]


def _time_size(review: Review, width: int) -> int:
    """Cells for the times of every entry on the page."""
    lens = review.lens
    names = (name for interval, _ in lens.intervals() for name in (interval.start, interval.end))
    ends = [position for name in names if (position := lens.end_of_interval(name)) is not None]
    marked = [review.mark, review.entry_id] if review.mark else []
    return time_size(lens, [*marked, *(lens.outline(end).id for end in ends)], width)


def _interval(review: Review, identifier: str, length: Length, width: int, times: int) -> list[Row]:
    interval = review.lens.interval(identifier)
    if interval is None:
        return []
    rows = _named(review.lens, interval.name, length, width)
    rows[0] = rows[0]._replace(anchor=TO_INTERVAL + identifier)
    rows += _end(review, interval.start, _FROM, width, times)
    rows += _end(review, interval.end, _TO, width, times)
    return rows + (linked(review.lens, interval.note, width, "dim", _NOTE) if interval.note else [])


def _named(lens: Lens, name: str, length: Length, width: int, words: str = "") -> list[Row]:
    """A name with the length (or other words) at the end of the line, or below for lack of room."""
    words, ink = words or length.words, "here" if length.is_computable else "possible"
    line = (Ink(visible(name), "bright"),)
    if width_of(line) + len(words) < width:
        rows = [Row(spread(line, (Ink(words, ink),), width))]
    else:
        rows = [Row((Ink(part, "bright"),)) for part in wrap(name, width)]
        rows += paragraph(words, width, ink, "  ")
    return rows + (linked(lens, length.why, width, "possible", "  ") if length.why else [])


def _end(review: Review, name: str, label: str, width: int, times: int) -> list[Row]:
    """An end of an interval: an entry, with the milestone if the interval names a milestone."""
    position = review.lens.end_of_interval(name)
    if position is None:
        return paragraph(f"`{name}`, which nothing is or reaches", width, "possible", label)
    entry = review.lens.outline(position).id
    rows = entry_line(review, entry, width, label, times)
    if entry != name:
        milestone = Ink(f" · milestone {visible(milestone_words(name))}", "dim")
        rows = [Row(spread(row.line, (milestone,), width), TO_ENTRY + entry) for row in rows]
    return rows


BOARD = Board(
    "Intervals",
    draw,
    items=items,
    draw_item=draw_item,
    is_table=True,
    marks=(
        (f"{SOLID} {SHADED}", "a length, drawn to scale: at least so long; possibly so long"),
        (OPEN, "no upper bound is known"),
    ),
)
