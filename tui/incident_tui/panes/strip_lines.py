"""The lines of a strip without the cursor: labels, bars of radio calls, marks, and a legend.

A strip in a single row has posts on the ground in place of marks below the ground, and the times of
both ends in place of labels.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from incident_tui.drawing.ink import Ink, Line
from incident_tui.notes.kinds import BOOKMARK
from incident_tui.notes.notes import Notes
from incident_tui.panes.header import EDGE
from incident_tui.record.time_value import DAY
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, axis_of, round_axis
from incident_tui.words.axis import Tick, axis_ticks, label_row
from incident_tui.words.axis_marks import AxisMarks, cells_of, marks_of, told
from incident_tui.words.notes import NOTE_MARKS
from incident_tui.words.times import day_beside, instant_words, length_words

BARS = " ▁▂▃▄▅▆▇█"
"""Eighths of a row."""
GROUND = BARS[1]
"""A column without a radio call: a bar is an eighth higher at least."""
HOUR = "┊"
"""A round time, before its label and on the ground."""
TICK, KEY_TICK = "╵", "╹"
"""An entry other than a radio call, and a key entry: they hang from the ground."""
POST, KEY_POST = "╷", "╻"
"""The same in a single row: they stand on the ground."""
CHANGE, CONFLICT, BOUNDS = "◆", "⇄", "╌"
"""A change of state, an entry in dispute, and bounds within which an entry lies."""

_EIGHTHS = 8
_LEAST_LEVEL = 2
"""Eighths of the bar of a single call among many, above the ground."""
_LABELLED_ROWS, _MARKED_ROWS = 2, 3
"""Rows from which on a strip has labels, and marks below the ground."""
_LEGEND_WIDTH = 100
"""Columns of the screen from which on a legend stands beside the axis."""
_LEGEND_ROOM = 38
_GAP = "  "
"""Between the axis and the words beside it."""
_RIGHT_EDGE = 1
"""Columns without text at the right edge."""


class StripLines(NamedTuple):
    """A strip without the cursor."""

    axis: Axis
    marks: AxisMarks
    cells: tuple[int, ...]
    """By column of the axis, the cell; a cell has several columns on the axis of a short record."""
    hours: frozenset[int]
    """The columns of round times."""
    has_dividers: bool
    """Whether a round time is a column of its own, before the column of its cell."""
    lines: list[Line]
    """Each with a span before the axis, a span for each column of the axis, and spans after."""
    unmarked: Line = ()
    """The last line without the marks of cells."""

    @property
    def columns(self) -> int:
        """Columns of the axis."""
        return len(self.cells)

    @property
    def left(self) -> int:
        """Columns before the axis."""
        return len(self.lines[0][0].text)

    def cell_at(self, x: int) -> int:
        """The cell of the axis at a column of the screen, or the nearest cell."""
        return self.cells[min(max(x - self.left, 0), self.columns - 1)]

    def columns_of(self, cell: int) -> tuple[int, int]:
        """The first and the last column of a cell."""
        first, last = bisect_left(self.cells, cell), bisect_right(self.cells, cell) - 1
        return min(first + self.is_divider(first), last), last

    def is_divider(self, column: int) -> bool:
        """Whether a column is that of a round time alone."""
        return self.has_dividers and column in self.hours

    def has(self, x: int) -> bool:
        """Whether a column of the screen is part of the axis."""
        return 0 <= x - self.left < self.columns


def strip_lines(lens: Lens, width: int, height: int) -> StripLines:
    """The strip of a record, on the clock of a lens; every mark stands as at the end."""
    if height < _LABELLED_ROWS:
        strip = _row_between_times(lens, width)
    else:
        strip = _rows_with_labels(lens, width, height)
    marks = strip.marks
    strip = strip._replace(unmarked=strip.lines[-1])
    keys, changes, conflicts = map(frozenset, (marks.keys, marks.changes, marks.conflicts))
    return _with_marks(strip, keys, changes, conflicts)


def as_told(strip: StripLines, lens: Lens) -> StripLines:
    """The strip with the marks that are told as of the moment of a lens."""
    if not lens.withholds:
        return strip
    marks = strip.marks
    keys, changes, conflicts = (
        told(one, lens) for one in (marks.keys, marks.changes, marks.conflicts)
    )
    return _with_marks(strip, keys, changes, conflicts)


def with_notes(strip: StripLines, lens: Lens, notes: Notes) -> StripLines:
    """The strip with the marks of entries with notes, where a strip has a row of marks."""
    if not notes or len(strip.lines) < _MARKED_ROWS:
        return strip
    *above, line = strip.lines
    spans = list(line)
    subjects = {subject for note in notes for subject in note.on}
    cells = cells_of(lens, strip.axis, subjects)
    for column, cell in enumerate(strip.cells):
        if cell in cells and not strip.is_divider(column):
            spans[column + 1] = Ink(NOTE_MARKS[BOOKMARK], "accent")
    return strip._replace(lines=[*above, tuple(spans)])


def unplaced_words(lens: Lens) -> str:
    """How many entries have no time: `5 without a time`; "" for none."""
    unplaced = lens.count - lens.placed_count
    return f"{unplaced:,} without a time" if unplaced else ""


def _row_between_times(lens: Lens, width: int) -> StripLines:
    """The bars in a row, between the times of both ends; round times have columns of their own."""
    axis, ticks = axis_of(lens, width), list[Tick]()
    # The length of a cell decides where the axis ends, so which words stand there, and how many
    # round times there are: a second turn has the room that is left.
    for _ in range(2):
        low, high = (_end_words(axis, end, lens) for end in (axis.start, axis.stop))
        before, after = f"{EDGE}{low} ", f" {high}"
        room = width - len(before) - len(after) - _RIGHT_EDGE
        axis = round_axis(lens, room - len(ticks))
        ticks = _inner_ticks(axis, lens)
    wide = max((room - len(ticks)) // axis.cells, 1)
    divided = {tick.cell for tick in ticks}
    cells, hours = list[int](), list[int]()
    for cell in range(axis.cells):
        if cell in divided:
            hours.append(len(cells))
        cells += [cell] * (wide + (cell in divided))
    strip = StripLines(axis, marks_of(lens, axis), tuple(cells), frozenset(hours), True, [])
    (line,) = _bar_lines(strip, 1)
    return strip._replace(lines=[(Ink(before, "dim"), *line[1:], Ink(after, "dim"))])


def _inner_ticks(axis: Axis, lens: Lens) -> list[Tick]:
    """The round times of an axis, but not the start, which its words tell.

    They stand nearer to each other than labels could.
    """
    ticks = axis_ticks(axis._replace(cells=axis.cells * 3 // 2), lens.zone)
    return [
        tick._replace(cell=axis.cell_of(tick.moment)) for tick in ticks if tick.moment > axis.start
    ]


def _end_words(axis: Axis, end: int, lens: Lens) -> str:
    """The time of an end of an axis; of an axis of many days, the day."""
    if axis.stop - axis.start >= axis.cells * DAY:
        return day_beside(lens.zone.local(end).date(), lens.zone.date)
    return instant_words(end, lens.zone)


def _rows_with_labels(lens: Lens, width: int, height: int) -> StripLines:
    """Rows of labels, of bars and of marks, with a legend beside them where there is room."""
    room = width - len(EDGE) - _RIGHT_EDGE
    has_legend = width >= _LEGEND_WIDTH
    axis_room = room - has_legend * (len(_GAP) + _LEGEND_ROOM)
    axis = round_axis(lens, axis_room)
    wide = max(axis_room // axis.cells, 1)
    ticks = axis_ticks(axis._replace(cells=axis.cells * wide), lens.zone)
    cells = tuple(cell for cell in range(axis.cells) for _ in range(wide))
    hours = frozenset(tick.cell for tick in ticks)
    strip = StripLines(axis, marks_of(lens, axis), cells, hours, False, [])
    bars = _bar_lines(strip, height - 1 - (height >= _MARKED_ROWS))
    lines = [_label_line(strip, ticks, room, has_scale=not has_legend), *bars]
    if height >= _MARKED_ROWS:
        lines.append((Ink(EDGE), *[Ink(" ")] * strip.columns))
    if has_legend:
        beside = room - strip.columns - len(_GAP)
        legend: dict[int, tuple[str, ...]] = {len(lines) - 1: _MARK_PARTS}
        legend |= {0: _unexact_parts(strip, lens), len(bars): _scale_parts(strip)}
        lines = [
            (*line, *_fitting(legend.get(number, ()), beside)) for number, line in enumerate(lines)
        ]
    return strip._replace(lines=lines)


# The legend.

_MARK_PARTS = (f"{TICK} other entry", f"{CHANGE} status", f"{CONFLICT} dispute")


def _unexact_parts(strip: StripLines, lens: Lens) -> tuple[str, ...]:
    """The numbers of entries that stand at no moment of the axis; the unplaced first."""
    bounded = strip.marks.bounded_count
    parts = (unplaced_words(lens), f"{BOUNDS} {bounded:,} within bounds" if bounded else "")
    return tuple(part for part in parts if part)


def _scale_parts(strip: StripLines) -> tuple[str, ...]:
    """The number of radio calls that the highest bar stands for."""
    most = _scale_words(strip)
    return (f"radio calls, {most}",) if most else ()


def _scale_words(strip: StripLines) -> str:
    """`most 9 in 4 min`; "" without a radio call."""
    axis, most = strip.axis, max(strip.marks.calls)
    length = length_words((axis.stop - axis.start) // axis.cells)
    return f"most {most:,} in {length}" if most else ""


def _fitting(parts: Iterable[str], columns: int) -> Line:
    """As many of the parts, from the first on, as there are columns for, a span for each."""
    spans, length = list[Ink](), 0
    for part in parts:
        before = " · " if spans else _GAP
        length += len(part) + (len(before) if spans else 0)
        if length > columns:
            break
        spans.append(Ink(before + part, "dim"))
    return tuple(spans)


# The rows.


def _label_line(strip: StripLines, ticks: Sequence[Tick], room: int, *, has_scale: bool) -> Line:
    """The labels of round times; with the scale at the end, if no date has to give way."""
    columns, scale = strip.columns, _scale_words(strip) if has_scale else ""
    kept = min(columns, room - len(_GAP) - len(scale))
    if kept < len(scale) or any(tick.has_date and tick.cell >= kept for tick in ticks):
        kept, scale = columns, ""
    text = label_row(ticks, kept, HOUR)
    text = text.ljust(columns) if not scale else text.ljust(room - len(scale)) + scale
    spans = [Ink(letter, "faint" if letter == HOUR else "dim") for letter in text[:columns]]
    return (Ink(EDGE), *spans, *([Ink(text[columns:], "dim")] if text[columns:] else ()))


def _bar_lines(strip: StripLines, rows: int) -> list[Line]:
    """Radio calls as bars over so many rows, and round times where there is no bar."""
    calls, most = strip.marks.calls, max(strip.marks.calls) or 1
    lines = []
    for below in reversed(range(rows)):
        ground = " " if below else GROUND
        spans = []
        for column, cell in enumerate(strip.cells):
            count = 0 if strip.is_divider(column) else calls[cell]
            level = max(-(-count * _EIGHTHS * rows // most), _LEAST_LEVEL) if count else 0
            level -= below * _EIGHTHS
            if level > 0:
                spans.append(Ink(BARS[min(level, _EIGHTHS)], "radio"))
            else:
                spans.append(Ink(HOUR if column in strip.hours else ground, "faint"))
        lines.append((Ink(EDGE), *spans))
    return lines


def _with_marks(
    strip: StripLines, keys: frozenset[int], changes: frozenset[int], conflicts: frozenset[int]
) -> StripLines:
    """The strip with the marks of cells in the last line."""
    *above, _ = strip.lines
    if len(above) < _MARKED_ROWS - 1:
        marks = _posts(strip, keys)
    else:
        marks = _ticks(strip, keys, changes, conflicts)
    spans = list(strip.unmarked)
    for column, cell in enumerate(strip.cells):
        if cell in marks and not strip.is_divider(column):
            spans[column + 1] = marks[cell]
    return strip._replace(lines=[*above, tuple(spans)])


def _posts(strip: StripLines, keys: frozenset[int]) -> dict[int, Ink]:
    """The posts of a row with bars, by cell: where there is no bar."""
    marks = strip.marks
    return {
        cell: Ink(KEY_POST, "bright") if cell in keys else Ink(POST, "dim")
        for cell, count in enumerate(marks.others)
        if count and not marks.calls[cell]
    }


def _ticks(
    strip: StripLines, keys: frozenset[int], changes: frozenset[int], conflicts: frozenset[int]
) -> dict[int, Ink]:
    """The marks below the ground, by cell; of several in a cell, the last here."""
    marks = strip.marks
    cells = {
        cell: Ink(BOUNDS, "dim") for first, last in marks.bands for cell in range(first, last + 1)
    }
    cells |= {cell: Ink(TICK, "dim") for cell, count in enumerate(marks.others) if count}
    cells |= {cell: Ink(KEY_TICK, "bright") for cell in keys}
    cells |= {cell: Ink(CONFLICT, "dispute") for cell in conflicts}
    cells |= {cell: Ink(CHANGE, "text") for cell in changes}
    return cells
