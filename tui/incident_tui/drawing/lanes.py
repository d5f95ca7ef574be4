"""Lanes drawn: names, bars of statuses on an axis of time, and the cursor through all rows.

The cells of a lane are made once for a picture, when the lane comes into view; a step of the cursor
changes nothing but the line of the cursor.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from incident_tui.chronology.histories import Subject
from incident_tui.drawing.ink import DIFFERS, EMPTY, ON, Ink, Line, clip, fit, width_of
from incident_tui.record.text import visible
from incident_tui.review.lanes import (
    Lane,
    LaneGroup,
    Window,
    stretch_at,
)
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis
from incident_tui.words.counts import count_words
from incident_tui.words.exactness import has_clock_time
from incident_tui.words.lane_cells import (
    CURSOR,
    Cell,
    Part,
    frame_of,
    lane_cells,
    with_cursor,
)
from incident_tui.words.lanes import (
    LEGEND,
    change_time,
    group_name,
    stretch_words,
    unheard_words,
    without_time_words,
)
from incident_tui.words.names import acting_words, entry_words
from incident_tui.words.times import entry_time, unknown_words

FOLDED, UNFOLDED = "▸", "▾"
"""Before the name of a group whose lanes are hidden, or shown."""
_INDENT = "  "
_NAMES_SHARE, _LEAST_NAME = 4, 12
"""Names take at most a quarter of a line, or so many cells."""
_BESIDE = 13
"""Cells of the column of statuses without time."""
_WIDE = 100
"""The least width in cells of a picture with that column."""
_BAND = "╍"
"""The cells of the axis within the bounds of the cursor."""
_INKS: dict[Part, str] = {
    "blank": "text",
    "grid": "faint",
    "possible": "possible",
    "doubt": "possible",
    "label": "dim",
    "cursor": "here",
    "cursor word": f"{ON}here",
}
"""The inks of parts that do not have the colour of their lane."""


class LaneRow(NamedTuple):
    """A row of a picture of lanes: a lane, or the heading of a group."""

    key: str
    """Of the group, or `kind:id` of the subject."""
    group: str
    """The key of the group."""
    name: str
    lane: Lane | None
    note: str = ""
    """Words in place of bars."""
    is_heading: bool = False
    is_folded: bool = False
    has_lanes: bool = True
    """Whether lanes belong to the heading, shown or hidden."""


def lane_rows(
    lens: Lens, groups: Iterable[LaneGroup], folded: frozenset[str] = frozenset()
) -> list[LaneRow]:
    """The rows of groups of lanes, each group below its heading.

    Args:
        folded: the keys of the groups whose lanes are hidden.
    """
    rows = list[LaneRow]()
    for group in groups:
        is_folded = group.key in folded
        rows.append(_heading(lens, group, is_folded))
        for lane in () if is_folded else group.lanes:
            rows.append(LaneRow(key_of(lane.subject), group.key, lane.name, lane))
    return rows


def key_of(subject: Subject) -> str:
    """The key of the row of a subject."""
    return f"{subject.kind}:{subject.id}"


def _heading(lens: Lens, group: LaneGroup, is_folded: bool) -> LaneRow:
    note = unheard_words(group.unheard_of)
    name = group_name(lens, group) + (f" {len(group.lanes)}" if is_folded else "")
    key, has_lanes = group.key, bool(group.lanes)
    return LaneRow(key, key, name, group.heading, note, True, is_folded, has_lanes)


def row_of_units(rows: Iterable[LaneRow], lens: Lens, position: int) -> int | None:
    """The number of the first lane of a unit of an entry; None for no such lane."""
    entry = lens.entry(position) if position < lens.count else None
    if entry is None:
        return None
    numbers = {row.key: number for number, row in enumerate(rows)}
    units = [entry.speaker.unit] if entry.speaker else []
    keys = (key_of(Subject("unit", unit)) for unit in (*units, *entry.units))
    return next((numbers[key] for key in keys if key in numbers), None)


CursorSpan = tuple[int, int] | None
"""The first and the last moment of the cursor; None for a cursor without a full time."""


def cursor_span(lens: Lens, position: int) -> CursorSpan:
    """The first and the last moment of the time of an entry: one moment, unless it is bounds.

    None for an entry without a full time.
    """
    if position >= lens.placed_count:
        return None
    outline = lens.outline(position)
    placement = outline.placement
    if placement.best is not None and has_clock_time(lens, outline):
        return placement.best, placement.best
    first, last = placement.earliest, placement.latest
    return None if first is None or last is None else (first, last)


class LanePicture:
    """Rows of lanes in a window of time, drawn as they are asked for."""

    def __init__(self, lens: Lens, rows: Sequence[LaneRow], window: Window, width: int) -> None:
        """Lay out a picture.

        Args:
            width: cells of a line.
        """
        self._lens = lens
        self.rows = rows
        names = max((cell_len(_name(row)) for row in rows), default=0)
        self.names = min(names, max(width // _NAMES_SHARE, _LEAST_NAME)) + 1
        """Cells before the axis."""
        self._counts = _counts(lens, rows) if width >= _WIDE else {}
        room = width - self.names - (_BESIDE if self._counts else 0)
        self.axis: Axis = window.axis(room)
        self._frame = frame_of(lens, self.axis)
        self._cells: dict[int, list[Cell]] = {}

    @property
    def drawn(self) -> int:
        """How many lanes have been drawn: those that came into view."""
        return len(self._cells)

    def moment_at(self, x: int) -> int | None:
        """The last moment of the cell of the axis at a column of a line; None beside the axis."""
        cell = x - self.names
        return self.axis.moment_of(cell) if 0 <= cell < self.axis.cells else None

    def cursor_cells(self, span: CursorSpan) -> tuple[int, int] | None:
        """The first and the last cell of the cursor; None for a cursor beside the axis."""
        if span is None:
            return None
        axis, (start, end) = self.axis, span
        if end < axis.start or start >= axis.stop:
            return None
        first = axis.cell_of(start) if start >= axis.start else -1
        return first, axis.cell_of(end) if end < axis.stop else axis.cells

    def head(self, span: CursorSpan, in_view: range | None = None) -> Line:
        """The labels of the axis, with the cursor.

        Args:
            in_view: the numbers of the rows in view, if not all rows are: `1–15 of 41`.
        """
        part = ""
        if in_view is not None and len(in_view) < len(self.rows):
            part = f"{in_view.start + 1}–{in_view.stop} of {len(self.rows)}"
        cells = [Cell(letter, "label") for letter in self._frame.labels]
        for at in self._band(span):
            if cells[at].glyph == " ":
                cells[at] = Cell(_BAND, "cursor")
        beside = [Ink(" without time", "dim")] if self._counts else []
        before = Ink(f"{fit(_INDENT + part, self.names - 1)} ", "dim")
        return (before, *_inked(self._under(cells, span), "dim"), *beside)

    def _band(self, span: CursorSpan) -> range:
        """The cells within the bounds of the cursor."""
        cursor = self.cursor_cells(span)
        if cursor is None or cursor[0] == cursor[1]:
            return range(0)
        return range(max(cursor[0], 0), min(cursor[1] + 1, self.axis.cells))

    def _under(self, cells: Sequence[Cell], span: CursorSpan) -> Sequence[Cell]:
        """Cells under the cursor."""
        cursor = self.cursor_cells(span)
        return cells if cursor is None else with_cursor(cells, *cursor, keeps_letters=True)

    def line(self, number: int, span: CursorSpan) -> Line:
        """A row, with the cursor."""
        row = self.rows[number]
        if number not in self._cells:
            self._cells[number] = self._made(row)
        cells = self._under(self._cells[number], span)
        agency = row.lane.agency if row.lane else ""
        colour = (self._lens.colour(agency) if agency else "") or "text"
        bars = _inked(cells, colour)
        count = self._counts.get(row.key)
        beside = [Ink(f" {count_words(count, 'status', 'statuses')}", "dim")] if count else []
        return (*self._named(row, colour), *bars, *beside)

    def _named(self, row: LaneRow, colour: str) -> Line:
        name = fit(_name(row), self.names - 1) + " "
        if not row.is_heading:
            return (Ink(name, "text"),)
        mark = Ink(name[:2], "dim", "space" if row.has_lanes else "")
        return (mark, Ink(name[2:], colour if row.lane else "heading"))

    def _made(self, row: LaneRow) -> list[Cell]:
        cells = lane_cells(self._lens, row.lane, self._frame)
        for at, letter in enumerate(row.note[: len(cells)]):
            cells[at] = Cell(letter, "call")
        return cells


def _name(row: LaneRow) -> str:
    mark = _INDENT
    if row.is_heading and row.has_lanes:
        mark = f"{FOLDED if row.is_folded else UNFOLDED} "
    return mark + visible(row.name)


def _counts(lens: Lens, rows: Iterable[LaneRow]) -> dict[str, int]:
    """By key of a row, the number of statuses without time; only rows with such statuses."""
    counts = {row.key: lens.statuses_without_time(row.lane.subject) for row in rows if row.lane}
    return {key: count for key, count in counts.items() if count}


def _inked(cells: Sequence[Cell], colour: str) -> Line:
    """Cells in ink, as few spans as can be.

    Args:
        colour: the ink of the lane.
    """
    spans = list[Ink]()
    for glyph, part in cells:
        ink = ON + colour if part == "word" else _INKS.get(part, colour)
        if spans and spans[-1].ink == ink:
            spans[-1] = Ink(spans[-1].text + glyph, ink)
        else:
            spans.append(Ink(glyph, ink))
    return tuple(spans)


# The lines beneath.


def status_line(lens: Lens, row: LaneRow | None, width: int) -> Line:
    """The status that a lane shows at the moment of the lens, and how many have no time."""
    if row is None:
        return EMPTY
    name = Ink(visible(row.name if row.lane is None else lens.name(row.lane.subject.id)), "bright")
    if row.lane is None:
        return clip([name], width)
    subject = row.lane.subject
    parts = [*_words_at(lens, subject), without_time_words(lens.statuses_without_time(subject))]
    mark = f"{DIFFERS} " if lens.differs(subject) else ""
    said = " · ".join(filter(None, parts))
    return clip([name, Ink("  "), Ink(mark, "accent"), Ink(visible(said), "text")], width)


def _words_at(lens: Lens, subject: Subject) -> Iterator[str]:
    """The status of a subject at the moment of the lens, and when the status began."""
    stretch = stretch_at(lens, subject, lens.moment)
    if stretch is None:
        yield "no status by then" if lens.change_count(subject) else "no status recorded"
        return
    yield stretch_words(lens, subject, stretch)
    yield change_time(lens, lens.change(subject, stretch.change))


def entry_line(lens: Lens, position: int, width: int) -> Line:
    """The entry under the cursor: time, who, words."""
    if position >= lens.count:
        return EMPTY
    time = Ink(f"{CURSOR} {visible(entry_time(lens, position))}  ", "here")
    entry = lens.entry(position)
    if entry is None:
        words = visible(unknown_words(lens, position))
        return clip([time, Ink(f"{DIFFERS} ", "accent"), Ink(words, "faint")], width)
    words = visible(entry_words(entry))
    words = f"“{words}”" if entry.verbatim else words
    return clip([time, Ink(f"{acting_words(lens, position)}  ", "dim"), Ink(words, "text")], width)


def legend_line(width: int) -> Line:
    """The marks of a picture, as many as have room."""
    kept, used = list[Ink](), 0
    for glyphs, words in LEGEND:
        ink = "possible" if glyphs == "░" else "text"
        spans = (Ink(f"{glyphs} ", ink), Ink(f"{words}   ", "dim"))
        if used + width_of(spans) > width:
            break
        kept += spans
        used += width_of(spans)
    return tuple(kept)
