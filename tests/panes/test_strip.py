"""The strip: an axis of time with radio calls, other entries, and the cursor."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.drawing.ink import width_of
from incident_tui.panes.strip import BARS, draw_strip
from incident_tui.record.time_value import DAY, HOUR, MINUTE
from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.traffic import Axis, axis_of
from incident_tui.words.exactness import exactness_of
from tests.drawn import line_text
from tests.driving import bundled_chronology
from tests.records import sound

HEAD = """
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago, location: l}
sources: [{id: s, kind: report}]
locations: [{id: l, text: 1111 Elsea Smith Road, city: Independence}]
timeline:
"""
CALL, NOTE = "radio_call", "note"


def review(*entries: tuple[str, str], head: str = HEAD) -> Review:
    """A review of entries of these kinds and times."""
    lines = [
        f"  - {{id: e{n}, kind: {kind}, time: {time}, text: x, cite: s}}\n"
        for n, (kind, time) in enumerate(entries)
    ]
    return review_of(sound(head + "".join(lines)))


BUNDLED = review_of(bundled_chronology())


def _everywhere() -> list[Review]:
    """The bundled record with its cursor on every entry."""
    count = len(BUNDLED.chronology.entries)
    return [step(BUNDLED, intents.GoToPosition(position)) for position in range(count)]


SPANS = st.sampled_from([10 * MINUTE, HOUR, DAY]).flatmap(
    lambda unit: st.integers(1, 500).map(lambda count: count * unit)
)
AXES = st.builds(
    lambda start, span, cells: Axis(start, start + span, cells),
    st.integers(-(10**12), 10**12),
    SPANS,
    st.integers(1, 300),
)


@given(AXES)
def test_a_cell_of_the_strip_stands_for_its_own_moment(axis: Axis) -> None:
    """The moment that a click on a cell goes to lies in that cell."""
    for cell in range(axis.cells):
        assert axis.cell_of(axis.moment_of(cell)) == cell


@given(AXES, st.integers(-(10**13), 10**13))
def test_every_moment_has_a_cell(axis: Axis, moment: int) -> None:
    """A moment lies in the first cell that does not end before it, or in the nearest one."""
    cell = axis.cell_of(moment)
    assert 0 <= cell < axis.cells
    assert moment <= axis.moment_of(cell) or cell == axis.cells - 1
    assert cell == 0 or axis.moment_of(cell - 1) < moment


@pytest.mark.parametrize(
    ("first", "last", "start", "stop"),
    [
        ("13:12", "13:40", "13:10", "13:50"),
        ("13:12", "13:12", "13:10", "13:20"),
        ("12:50", "17:10", "12:00", "18:00"),
        ("2024-02-26T12:50", "17:10", "2024-02-26T00:00", "2024-03-01T00:00"),
    ],
)
def test_the_strip_goes_over_whole_units(first: str, last: str, start: str, stop: str) -> None:
    """The strip begins and ends at whole ten minutes, hours or days around the entries."""
    axis = axis_of(review((CALL, first), (CALL, last)).lens, 60)
    ends = review((NOTE, start), (NOTE, stop)).chronology.bests
    if "T" in first:  # days are those of UTC, six hours from those of the incident
        assert axis.stop - axis.start == 4 * DAY
        assert axis.start <= ends[0] + 12 * HOUR
    else:
        assert [axis.start, axis.stop] == [*ends]
    assert axis.cells == 60


def _bars(shown: Review, width: int = 40) -> list[tuple[str, str]]:
    """The cells of a strip one row high: glyph and ink, without the times beside them."""
    (line,) = draw_strip(shown, width, 1)
    return [(span.text, span.ink) for span in line[1:-1]]


def test_radio_traffic_stands_out() -> None:
    """A radio call is a bright bar, another entry a dim tick, and no entry a faint line."""
    bars = _bars(review((NOTE, "13:00"), (CALL, "13:10"), (NOTE, "13:20"), (CALL, "13:29")))
    kinds = [(glyph in BARS[1:], ink) for glyph, ink in bars if glyph not in ("─", "┃")]
    assert kinds == [(True, "radio"), (False, "dim"), (True, "radio")]
    assert {ink for glyph, ink in bars if glyph == "─"} == {"faint"}


def test_bars_are_as_high_as_there_are_radio_calls() -> None:
    """The cell with the most calls has a full bar, half as many make half of one."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 4, *[(CALL, "13:20")] * 2, (CALL, "13:29")]
    bars = [glyph for glyph, _ in _bars(review(*entries)) if glyph in BARS[1:]]
    assert bars == ["█", "▄", "▂"]


def test_bars_of_two_rows_are_twice_as_fine() -> None:
    """On a tall screen bars grow over both rows."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 4, *[(CALL, "13:20")] * 3, (CALL, "13:29")]
    above, below = draw_strip(review(*entries), 40, 2)
    assert [span.text for span in above if span.text in BARS[1:]] == ["█", "▄"]
    assert [span.text for span in below if span.text in BARS[1:]] == ["█", "█", "▄"]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_cursor_stands_on_the_strip(width: int) -> None:
    """At an entry with a moment one cell is the cursor's; bounds take the cells of a band."""
    cells, bands = list[int](), 0
    for one in _everywhere():
        (line,) = draw_strip(one, width, 1)
        assert width_of(line) == width
        lit = [number for number, span in enumerate(line) if span.ink == "here"]
        line_cells = [number for number, span in enumerate(line) if span.text == "┃"]
        if one.as_of is None:
            assert lit == [len(line) - 1]  # the end of the record
        elif exactness_of(one.lens, one.lens.outline(one.cursor)) == "minute":
            assert lit == line_cells
            cells += lit
        else:
            assert lit == [*range(lit[0], lit[-1] + 1)]  # a band, or the cell it lies within
            bands += len(lit) > 1
    assert cells == sorted(cells)
    assert bands > 0


def test_the_strip_names_its_ends() -> None:
    """The times at both ends of the strip are those of the incident's zone."""
    (line,) = draw_strip(review((CALL, "12:50"), (CALL, "17:10")), 80, 1)
    assert (line[0].text, line[-1].text) == ("  12:00 ", " 18:00 ")


def test_without_a_time_there_is_no_strip() -> None:
    """A record whose entries are all unplaced says why there is nothing to draw."""
    (line,) = draw_strip(review((CALL, "unplaced")), 80, 1)
    assert line_text(line).strip() == "no entry has a full time"
