"""How the panes stand: a table of layouts, commands, and the layouts that come of them."""

from functools import reduce

import pytest

from incident_tui.review import intents
from incident_tui.review.commands import (
    SEARCH,
    TIME,
    Arrange,
    Ask,
    CloseAsk,
    NextPane,
    Open,
    OpenPane,
    Resize,
    ScrollDetail,
    Unzoom,
    Wish,
    Zoom,
)
from incident_tui.review.layout import (
    DETAIL,
    MAX_STEPS,
    PANES,
    TIMELINE,
    Layout,
    arranged,
    number_of,
    of_record,
    title_of,
)

FIRST, SECOND, *_, LAST = PANES


@pytest.mark.parametrize(
    ("layout", "commands", "expected"),
    [
        # A pane other than the timeline opens where it is closed, and stays open behind it.
        (Layout(), [OpenPane(SECOND)], Layout(SECOND, SECOND)),
        (Layout(), [OpenPane(SECOND), OpenPane(TIMELINE)], Layout(TIMELINE, SECOND)),
        (Layout(), [OpenPane(SECOND), OpenPane(SECOND)], Layout(SECOND, SECOND)),
        # The next pane, and round both ends.
        (Layout(), [NextPane(1)], Layout(SECOND, SECOND)),
        (Layout(), [NextPane(-1)], Layout(LAST, LAST)),
        (Layout(LAST, LAST), [NextPane(1)], Layout(FIRST, LAST)),
        (Layout(), [NextPane(1)] * len(PANES), Layout(FIRST, LAST)),
        # Empty panes are passed over, but opened by their number.
        (
            Layout(empty=frozenset({SECOND})),
            [NextPane(1)],
            Layout(PANES[2], PANES[2], empty=frozenset({SECOND})),
        ),
        (
            Layout(empty=frozenset({SECOND})),
            [OpenPane(SECOND), NextPane(1)],
            Layout(PANES[2], PANES[2], empty=frozenset({SECOND})),
        ),
        # Detail scrolls where it is; a closed Detail opens beside the timeline alone.
        (Layout(TIMELINE, SECOND), [ScrollDetail(1)], Layout()),
        (Layout(SECOND, SECOND), [ScrollDetail(1)], Layout(SECOND, SECOND)),
        # The pane that fills the screen is the pane that has the keys.
        (Layout(), [Zoom()], Layout(is_zoomed=True)),
        (Layout(), [Zoom(), Zoom()], Layout()),
        (Layout(), [Zoom(), OpenPane(SECOND)], Layout(SECOND, SECOND, True)),
        (Layout(), [Zoom(), NextPane(1), Zoom()], Layout(SECOND, SECOND)),
        # A prompt leaves the panes as they stand; a pane that is chosen closes it.
        (Layout(SECOND, SECOND), [Ask(SEARCH)], Layout(SECOND, SECOND, prompt=SEARCH)),
        (Layout(SECOND, SECOND), [Ask(TIME), CloseAsk()], Layout(SECOND, SECOND)),
        (Layout(), [Ask(TIME), OpenPane(SECOND)], Layout(SECOND, SECOND)),
        (Layout(), [Zoom(), Ask(SEARCH), CloseAsk()], Layout(is_zoomed=True)),
    ],
)
def test_a_layout_after_commands(layout: Layout, commands: list[Arrange], expected: Layout) -> None:
    """Focus, open pane, zoom and prompt follow from the commands alone."""
    assert reduce(arranged, commands, layout) == expected


@pytest.mark.parametrize(
    ("layout", "zoomed"),
    [(Layout(), ""), (Layout(SECOND, SECOND, True), SECOND), (Layout(is_zoomed=True), TIMELINE)],
)
def test_the_pane_with_the_keys_fills_the_screen(layout: Layout, zoomed: str) -> None:
    """No pane without the keys can be the one that is seen alone."""
    assert layout.zoomed == zoomed


@pytest.mark.parametrize(
    ("is_zoomed", "wish", "meaning"),
    [
        (False, Unzoom(intents.UndoFilter()), intents.UndoFilter()),
        (True, Unzoom(intents.UndoFilter()), Zoom()),
        (True, Open(), Open()),
        (False, intents.Move(1), intents.Move(1)),
    ],
)
def test_esc_leaves_a_zoomed_pane_before_a_filter(
    is_zoomed: bool, wish: Wish, meaning: Wish
) -> None:
    """Any other wish stands for itself."""
    assert Layout(is_zoomed=is_zoomed).means(wish) == meaning


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (Layout(SECOND, SECOND, True), Layout(opened=SECOND, is_zoomed=True)),
        (Layout(prompt=SEARCH), Layout()),
    ],
)
def test_another_record_begins_in_its_timeline(layout: Layout, expected: Layout) -> None:
    """The keys go to the timeline, whatever had them; what is open or zoomed stays so."""
    assert of_record(layout, frozenset()) == expected


def test_a_pane_that_is_empty_for_another_record_is_closed() -> None:
    """Detail takes its place."""
    empty = frozenset({SECOND})
    assert of_record(Layout(SECOND, SECOND), empty) == Layout(opened=DETAIL, empty=empty)


def test_panes_have_a_digit_each() -> None:
    """The number of a pane is its place from 1, and a single key."""
    assert [number_of(pane) for pane in PANES] == [*range(1, len(PANES) + 1)]
    assert len(PANES) < 10
    assert [title_of(pane) for pane in PANES][:2] == ["Timeline", "Casualties"]


def test_panes_take_room_from_each_other() -> None:
    """+ and - size the column of the focused pane, within limits; the timeline takes the rest."""
    layout = Layout(focused="casualties")
    assert arranged(layout, Resize(1)).right_steps == 1
    assert arranged(Layout(), Resize(1)).right_steps == -1
    detail = arranged(Layout(focused="detail"), Resize(-1))
    assert (detail.right_steps, detail.middle_steps) == (0, -1)
    for _ in range(20):
        layout = arranged(layout, Resize(1))
    assert layout.right_steps == MAX_STEPS
    assert of_record(layout, frozenset()).right_steps == MAX_STEPS, "kept for the next record"
