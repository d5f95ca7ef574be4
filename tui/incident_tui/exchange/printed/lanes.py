"""Lanes printed: a line of text for each agency, unit, casualty and facility, with an axis."""

from collections.abc import Iterable, Iterator

from incident_tui.exchange.printed.sheets import Cells, Sheet
from incident_tui.exchange.printed.view import View
from incident_tui.record.text import visible
from incident_tui.review.filters import Within
from incident_tui.review.lanes import (
    AGENCY,
    CASUALTIES,
    Lane,
    LaneGroup,
    Window,
    first_window,
    has_times,
    lane_groups,
)
from incident_tui.review.lens import END, Lens
from incident_tui.words.lane_cells import Cell, Frame, frame_of, lane_cells, letters, with_cursor
from incident_tui.words.lanes import LEGEND, group_name, unheard_words, without_time_words
from incident_tui.words.times import clock_words

NARROWEST = 40
"""The least width of a picture in cells."""
_NAMES_SHARE = 3
"""Names take at most a third of a line."""


def lane_sheet(view: View, width: int) -> Sheet:
    """The lanes of a view, as far as its filters of agencies, units and time let them through.

    Args:
        width: cells of a line.
    """
    lens, groups = view.lens, [*_passing(view)]
    title = f"Lanes · {clock_words(lens.clock, short=True)}"
    if not groups or not has_times(lens):
        return Sheet(title, (), [["No agency, unit, casualty or facility has a status."]])
    return Sheet(title, (), _lines(view, groups, max(width, NARROWEST)), _remark(lens, groups))


def _passing(view: View) -> Iterator[LaneGroup]:
    """The groups with lanes that pass the filters; a heading stays for its lanes."""
    agencies, units = view.filters.agencies, view.filters.units
    for group in lane_groups(view.lens):
        if agencies is None and units is None:
            yield group
        elif group.key == CASUALTIES and units is None:
            yield from _of_agencies(view.lens, group, agencies or frozenset())
        elif group.key.startswith(AGENCY):
            identifier = group.key.removeprefix(AGENCY)
            named = units is None or any(lane.subject.id in units for lane in group.lanes)
            if named and (agencies is None or identifier in agencies):
                lanes = (one for one in group.lanes if units is None or one.subject.id in units)
                yield group._replace(lanes=tuple(lanes))


def _of_agencies(lens: Lens, group: LaneGroup, agencies: frozenset[str]) -> Iterator[LaneGroup]:
    """The casualties of agencies, if there are any."""
    found = {one.id for one in lens.casualties() if one.agency in agencies}
    lanes = tuple(lane for lane in group.lanes if lane.subject.id in found)
    if lanes:
        yield group._replace(lanes=lanes, unheard_of=0)


def _remark(lens: Lens, groups: Iterable[LaneGroup]) -> str:
    """How much has no place in the picture."""
    lanes = [lane for group in groups for lane in (group.heading, *group.lanes) if lane]
    count = sum(lens.statuses_without_time(lane.subject) for lane in lanes)
    unheard_of = sum(group.unheard_of for group in groups)
    words = without_time_words(count), unheard_words(unheard_of)
    return " · ".join(filter(None, words))


def _lines(view: View, groups: Iterable[LaneGroup], width: int) -> Iterator[Cells]:
    lens, rows = view.lens, [*_rows(view.lens, groups)]
    names = min(max(len(letters(name)) for name, _ in rows), width // _NAMES_SHARE) + 1
    axis = _window(view).axis(width - names)
    frame = frame_of(lens, axis)
    cursor = _cursor(lens, frame)
    yield [" " * names + frame.labels]
    for name, lane in rows:
        cells = lane_cells(lens, lane, frame)
        shown = cells if cursor is None else with_cursor(cells, cursor, cursor)
        yield [_fitting(name, names) + _text(shown)]
    legend = LEGEND if cursor is not None else LEGEND[:-1]
    yield [""]
    for line in _legend(legend, width):
        yield [line]


def _legend(marks: Iterable[tuple[str, str]], width: int) -> Iterator[str]:
    """The marks with their words, in as many lines as they need."""
    line = ""
    for glyphs, words in marks:
        mark = f"{glyphs} {words}"
        longer = f"{line}   {mark}" if line else mark
        if line and len(longer) > width:
            yield line
            longer = mark
        line = longer
    yield line


def _rows(lens: Lens, groups: Iterable[LaneGroup]) -> Iterator[tuple[str, Lane | None]]:
    """Names and lanes; None for a heading without statuses."""
    for group in groups:
        yield visible(group_name(lens, group)), group.heading
        for lane in group.lanes:
            yield f"  {visible(lane.name)}", lane


def _window(view: View) -> Window:
    """The time asked for, or else the time of the placed entries."""
    window, asked = first_window(view.lens), view.filters.within or Within()
    start = window.start if asked.first is None else asked.first
    stop = window.stop if asked.last is None else asked.last + 1
    return Window(start, stop) if start < stop else window


def _cursor(lens: Lens, frame: Frame) -> int | None:
    """The cell of the moment of the lens; None at the end of the record."""
    axis = frame.axis
    if lens.moment is END or not axis.start <= lens.moment < axis.stop:
        return None
    return axis.cell_of(lens.moment)


def _fitting(name: str, size: int) -> str:
    """A name in so many cells, with a space at the end; a name cut ends in `…`."""
    glyphs = letters(name)
    if len(glyphs) >= size:
        kept = glyphs[: size - 2]
        if glyphs[size - 2] == "":  # the second cell of a wide letter
            kept[-1] = " "
        glyphs = [*kept, "…"]
    return "".join(glyphs) + " " * (size - len(glyphs))


def _text(cells: Iterable[Cell]) -> str:
    return "".join(cell.glyph for cell in cells)
