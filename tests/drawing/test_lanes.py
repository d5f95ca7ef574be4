"""Lanes drawn: rows, colours, the cursor, the lines below; only lanes in view are drawn."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Line, ink_style, width_of
from incident_tui.drawing.lanes import (
    LanePicture,
    cursor_span,
    entry_line,
    lane_rows,
    legend_line,
    status_line,
)
from incident_tui.record.time_value import MINUTE
from incident_tui.review.lanes import Window, first_window, lane_groups
from incident_tui.review.lens import Lens
from incident_tui.themes import ink_variables
from tests.drawn import line_text
from tests.lanes import county, subjects

LENS = Lens(subjects())
HOUR = Window(LENS.chronology.bests[0], LENS.chronology.bests[0] + 60 * MINUTE)


def picture(lens: Lens = LENS, width: int = 80, window: Window = HOUR) -> LanePicture:
    """The lanes of a record, every group unfolded."""
    return LanePicture(lens, lane_rows(lens, lane_groups(lens)), window, width)


def drawn(found: LanePicture, lens: Lens, position: int) -> list[str]:
    """The lines of a picture, with the cursor at an entry."""
    span = cursor_span(lens, position)
    lines = [found.head(span), *(found.line(number, span) for number in range(len(found.rows)))]
    return [line_text(line).rstrip() for line in lines]


def test_the_lanes_of_a_record() -> None:
    """Names, bars, ticks of the axis, and the cursor through every row that has no letter there."""
    assert drawn(picture(width=74), LENS, 1) == [
        "                   13:00  13:10    13:20    13:30    13:40    13:50",
        "▾ EMS              ┊        ┊        ┃        ┊        ┊        ┊",
        "  M1               d████████░░░░░░░░░┃on scene██████████cleared───────────",
        "  M2               ┊        ┊        ┃        ┊        ┊        ┊",
        "  IPD              ┊        ┊        ┃   on scene█████████████████████████",
        "▾ no agency ident… ┊        ┊        ┃        ┊        ┊        ┊",
        "  X                ┊        ┊        ┃        ░on scene███████████████████",
        "▾ Casualties       ┊        ┊        ┃        ┊        ┊        ┊",
        "  Ada Bell         ┊   minor░░░░░░░░░┃░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        "▾ Facilities       ┊        ┊        ┃        ┊        ┊        ┊",
        "  School           ┊        ┊   ░░affected████████████████████████████████",
    ]


def test_the_axis_tells_which_rows_are_in_view() -> None:
    """Only where there are more rows."""
    found = picture(width=74)
    assert line_text(found.head(None, range(2, 6))).startswith("  3–6 of 10  ")
    assert line_text(found.head(None, range(10))).startswith("        ")


@pytest.mark.parametrize(("position", "columns"), [(1, {18}), (3, {27, 37})])
def test_the_cursor_is_a_line_or_for_bounds_a_band(position: int, columns: set[int]) -> None:
    """From the axis to the last lane; a letter below it is marked."""
    found = picture(width=74)
    span = cursor_span(LENS, position)
    for line in [
        found.head(span),
        *(found.line(number, span) for number in range(len(found.rows))),
    ]:
        assert {at - found.names for at in marked(line)} >= columns
        assert width_of(line) == 74


def marked(line: Line) -> set[int]:
    """The columns in the ink of the cursor."""
    at, found = 0, set[int]()
    for span in line:
        if span.ink in ("here", "on:here"):
            found |= {*range(at, at + width_of([span]))}
        at += width_of([span])
    return found


def test_an_entry_without_a_full_time_has_no_line() -> None:
    """Nor has an entry beside the window."""
    assert cursor_span(LENS, 5) is None
    later = Window(HOUR.start + 30 * MINUTE, HOUR.stop)
    found = picture(window=later)
    assert not marked(found.line(1, cursor_span(LENS, 1)))


def test_a_folded_group_says_how_many_lanes_it_hides() -> None:
    """A heading without lanes has no arrow."""
    rows = lane_rows(LENS, lane_groups(LENS), frozenset(["agency:ems", "casualties"]))
    names = [row.name for row in rows if row.is_heading]
    assert names == ["EMS 2", "IPD", "no agency identified", "Casualties 1", "Facilities"]
    found = LanePicture(LENS, rows, HOUR, 80)
    heads = [
        line_text(found.line(number, None))[:2] for number, row in enumerate(rows) if row.is_heading
    ]
    assert heads == ["▸ ", "  ", "▾ ", "▸ ", "▾ "]


def test_doubt_is_amber_and_nothing_else_is() -> None:
    """A bar has the colour of its agency; what is possible has the ink of doubt, and a texture."""
    line = picture(width=100).line(1, None)
    inks = {span.ink: span.text for span in line}
    assert set(inks["possible"]) <= {"░"}
    assert "░" not in "".join(span.text for span in line if span.ink != "possible")
    assert any(span.ink == "agency-0" and "█" in span.text for span in line)


def test_words_on_a_bar_have_the_colour_of_the_ground() -> None:
    """The bar goes on behind them."""
    colours = ink_variables(dark=True)
    on_bar = ink_style("on:agency-0", colours)
    assert on_bar.reverse
    assert on_bar.color == ink_style("agency-0", colours).color


def test_statuses_without_time_stand_beside_the_lanes() -> None:
    """Where the picture is wide enough."""
    wide = picture(width=120)
    rows = [line_text(wide.line(number, None)).rstrip() for number in range(len(wide.rows))]
    assert line_text(wide.head(None)).endswith(" without time")
    assert [row.split()[0] for row in rows if row.endswith(" 1 status")] == ["Ada"]
    assert "1 status" not in "\n".join(drawn(picture(width=80), LENS, 0))


@pytest.mark.parametrize(
    ("row", "minute", "clock", "said"),
    [
        (1, 30, Clock.HAPPENED, "M1  on scene · 13:10…13:20"),
        (2, 30, Clock.HAPPENED, "M2  no status recorded"),
        (3, 10, Clock.HAPPENED, "Independence Police Department  no status by then"),
        (7, 10, Clock.HAPPENED, "Ada Bell  ≠ minor, perhaps a status without time"),
    ],
)
def test_the_line_of_a_lane_tells_its_status(
    row: int, minute: int, clock: Clock, said: str
) -> None:
    """As of the cursor, with its time; `≠` where the other clock tells otherwise."""
    found = subjects()
    lens = Lens(found, found.bests[0] + minute * MINUTE, clock)
    rows = lane_rows(lens, lane_groups(lens))
    assert line_text(status_line(lens, rows[row], 200)).startswith(said)


def test_the_line_of_the_entry() -> None:
    """Time, who, words; a withheld entry has no words."""
    assert line_text(entry_line(LENS, 0, 80)) == "┃ 13:00:00  EMS  “text”"
    early = Lens(LENS.chronology, LENS.chronology.bests[0], Clock.KNOWN)
    assert "text" not in line_text(entry_line(early, 3, 80))


@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_the_legend_has_whole_marks(width: int) -> None:
    """As many as have room."""
    line = legend_line(width)
    assert width_of(line) <= width
    assert not line or line[-1].text.endswith("   ")


@pytest.mark.thorough
def test_only_lanes_in_view_are_drawn() -> None:
    """Of 500 units with 10,000 changes a screen draws its rows, and a step draws none again."""
    lens = Lens(county(500, 20))
    groups = lane_groups(lens)
    found = LanePicture(lens, lane_rows(lens, groups), first_window(lens), 118)
    assert len(found.rows) == 502
    for position in range(20):
        for number in range(100, 130):
            found.line(number, cursor_span(lens, position))
    assert found.drawn == 30


def test_a_column_is_a_moment() -> None:
    """Beside the axis there is none."""
    found = picture(width=74)
    assert found.moment_at(found.names - 1) is None
    assert found.moment_at(found.names + found.axis.cells) is None
    there = found.moment_at(found.names + 20)
    assert there is not None
    assert found.cursor_cells((there, there)) == (20, 20)


@pytest.mark.parametrize("width", [60, 77, 118, 159])
def test_the_cursor_stands_in_the_cell_of_its_moment(width: int) -> None:
    """A bar and the cursor of the same moment are in the same cell, at any length of a cell."""
    found = picture(width=width)
    for minute in range(60):
        moment = HOUR.start + minute * MINUTE
        cell = found.axis.cell_of(moment)
        assert found.cursor_cells((moment, moment)) == (cell, cell)
    assert found.cursor_cells((HOUR.start - 2, HOUR.start - 1)) is None
    assert found.cursor_cells((HOUR.start - 1, HOUR.start)) == (-1, 0)
    assert found.cursor_cells((HOUR.stop, HOUR.stop)) is None
