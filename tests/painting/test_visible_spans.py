"""Which widget is visible in which cells of a row."""

from hypothesis import given
from hypothesis import strategies as st
from textual.geometry import Region
from textual.widget import Widget

from incident_tui.painting.visible_spans import VisibleSpan, visible_spans

WIDTH = 20
"""Cells of the row."""
ROW = 3


def widget(border: bool = False) -> Widget:
    """A widget, with a border of one cell if wanted."""
    made = Widget()
    if border:
        made.styles.border = ("round", "red")
    return made


def test_a_widget_in_front_covers_the_widgets_behind() -> None:
    """The row of a widget with a border is cut into the cells before and after a dialog."""
    front, behind = widget(), widget(border=True)
    places = [
        (front, Region(5, 2, 4, 4), Region(5, 2, 4, 4)),
        (behind, Region(0, 0, WIDTH, 6), Region(0, 0, WIDTH, 6)),
    ]
    assert [*visible_spans(ROW, WIDTH, places)] == [
        VisibleSpan(5, 9, 5, 9, front),
        VisibleSpan(0, 5, 1, 5, behind),
        VisibleSpan(9, WIDTH, 9, WIDTH - 1, behind),
    ]


def test_a_row_of_border_has_no_content() -> None:
    """On the upper border no cell is content."""
    bordered = widget(border=True)
    region = Region(0, ROW, WIDTH, 5)
    assert [*visible_spans(ROW, WIDTH, [(bordered, region, region)])] == [
        VisibleSpan(0, WIDTH, 1, 0, bordered)
    ]


@st.composite
def places(draw: st.DrawFn) -> tuple[Widget, Region, Region]:
    """A widget that touches the row, and the part of it that its container lets be seen."""
    top, height = draw(st.integers(0, ROW)), draw(st.integers(ROW + 1, 8))
    left, width = draw(st.integers(-3, WIDTH - 1)), draw(st.integers(1, WIDTH))
    region = Region(left, top, width, height)
    clip = Region(draw(st.integers(0, WIDTH - 1)), 0, draw(st.integers(1, WIDTH)), 20)
    return widget(draw(st.booleans())), region.intersection(clip), region


@given(st.lists(places(), max_size=5))
def test_each_cell_shows_the_first_widget_there(row: list[tuple[Widget, Region, Region]]) -> None:
    """Every column of the row belongs to the first widget whose visible part has that column."""
    found: dict[int, Widget] = {}
    for start, stop, content_start, content_stop, shown in visible_spans(ROW, WIDTH, row):
        assert found.keys().isdisjoint(range(start, stop))
        found |= dict.fromkeys(range(start, stop), shown)
        [region] = [region for one, _, region in row if one is shown]
        inside = region.shrink(shown.styles.gutter)
        for x in range(start, stop):
            assert (content_start <= x < content_stop) == inside.contains(x, ROW)
    expected = {
        x: shown
        for shown, visible, _ in reversed(row)
        for x in range(max(visible.x, 0), min(visible.right, WIDTH))
    }
    assert found == expected
