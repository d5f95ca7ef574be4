"""Clicks: one meaning in each pane and dialog, at the cells of the screen."""

from collections.abc import Callable

import pytest
from textual import events

from incident_tui.app import IncidentApp
from incident_tui.drawing.lines import Lines
from incident_tui.panes.agencies import Agencies
from incident_tui.panes.casualties import Casualties
from incident_tui.panes.detail import Detail
from incident_tui.panes.prompt import Prompt
from incident_tui.panes.related import RelatedIncidents
from incident_tui.panes.timeline import Timeline
from incident_tui.panes.units import Units
from incident_tui.review.layout import number_of
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.clicks import ClickChain
from incident_tui.screens.dialog import Dialog
from incident_tui.screens.help import Help
from incident_tui.screens.library import Library
from incident_tui.screens.picker import AgencyPicker
from incident_tui.screens.problems import ProblemList
from tests.driving import (
    cells_of,
    click,
    entry_id,
    hints_of,
    notice_of,
    opened,
    place_of,
    press,
    screen_of,
    until,
    words_of,
)
from tests.thorough import at_sizes

SIZES = at_sizes((80, 24), (120, 36))
DIALOGS = {
    "question_mark": Help,
    "exclamation_mark": ProblemList,
    "f": AgencyPicker,
    "l": Library,
    "c": BoardDialog,
    "u": BoardDialog,
    "o": BoardDialog,
}


def dialog_of(app: IncidentApp) -> Dialog:
    """The open dialog."""
    assert isinstance(app.screen, Dialog)
    return app.screen


def is_closed(app: IncidentApp) -> bool:
    """Whether no dialog is open."""
    return app.screen is app.active_review_screen


def beside(app: IncidentApp, lines: Lines) -> tuple[int, int]:
    """A cell of the dimmed screen outside a box."""
    region = dialog_of(app).listing.region
    return next(
        (x, y)
        for y in range(app.size.height)
        for x in range(app.size.width)
        if not region.contains(x, y)
    )


def mark(app: IncidentApp, lines: Lines) -> tuple[int, int]:
    """The mark in the upper border that closes a box."""
    x, y = place_of(app, "×", lines)
    assert (y, x) == (lines.region.y, lines.region.right - 4)
    return x, y


def escape(app: IncidentApp, lines: Lines) -> tuple[int, int]:
    """The hint of Esc in the lower border."""
    y = lines.region.bottom - 1
    return cells_of(app)[y].index("Esc"), y


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("way_out", [beside, mark, escape])
async def test_every_dialog_can_be_closed_by_a_click(
    way_out: Callable[[IncidentApp, Lines], tuple[int, int]], size: tuple[int, int]
) -> None:
    """Outside, on the mark and on the hint of Esc; the review is as it was."""
    async with opened(size=size) as (app, pilot):
        before = app.review
        for key, kind in DIALOGS.items():
            await press(app, pilot, key)
            assert isinstance(app.screen, kind)
            if kind is AgencyPicker:
                await press(app, pilot, "space", "down", "space")
            await click(app, pilot, way_out(app, app.screen.listing))
            assert is_closed(app), key
        assert app.review is before


async def test_a_click_on_a_dialog_closes_nothing() -> None:
    """Neither on its words, its border nor its padding."""
    async with opened(size=(120, 36)) as (app, pilot):
        await press(app, pilot, "question_mark")
        left, top, width, height = dialog_of(app).listing.region
        for x, y in ((2, 2), (0, 0), (1, 1), (width - 1, height - 1), (9, height - 1), (40, 0)):
            await click(app, pilot, (left + x, top + y))
            assert isinstance(app.screen, Help)


@pytest.mark.thorough
async def test_a_press_that_leaves_the_box_closes_nothing() -> None:
    """A click is a press and a release at the same place: dragging out of a box is none."""
    async with opened(size=(120, 36)) as (app, pilot):
        await press(app, pilot, "question_mark")
        inside, outside = (60, 18), (2, 18)
        for kind, (x, y) in ((events.MouseDown, inside), (events.MouseUp, outside)):
            app.post_message(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await press(app, pilot, "j")
        assert isinstance(app.screen, Help)


@pytest.mark.thorough
async def test_a_double_click_is_not_two_clicks_on_two_screens() -> None:
    """The second click closes no dialog that the first has opened, and opens no row below one."""
    async with opened(size=(120, 36)) as (app, pilot):

        async def click_again(place: tuple[int, int], chain: int) -> None:
            x, y = place
            for kind in (events.MouseDown, events.MouseUp, events.Click):
                event = kind(None, x, y, 0, 0, 1, False, False, False, x, y)
                if isinstance(event, events.Click):
                    event.chain = chain
                app.screen._forward_event(event)
            await press(app, pilot)

        footer = (cells_of(app)[-1].index("? help"), 35)
        await click_again(footer, 1)
        assert isinstance(app.screen, Help)
        await click_again(footer, 2)
        assert isinstance(app.screen, Help)
        await press(app, pilot, "escape")
        await press(app, pilot, "G", number_of_pane(Casualties))
        await press(app, pilot, "f")
        pane = app.screen_stack[0].query_one(Casualties)
        assert pane.selected is not None
        row = (pane.content_region.right - 2, pane.content_region.y + pane.selected)
        assert not dialog_of(app).listing.region.contains(*row)
        await click_again(row, 1)
        assert is_closed(app)
        await click_again(row, 2)
        assert is_closed(app)
        await click_again(row, 1)
        assert isinstance(app.screen, BoardDialog)


def test_a_chain_of_clicks_is_counted() -> None:
    """A chain counts from its first click; a chain that began elsewhere never does."""
    chain, (one, two, three) = ClickChain(), map(_clicked, (1, 2, 3))
    assert [chain.began_here(event) for event in (one, two, three)] == [True] * 3
    assert [chain.began_here(event) for event in (two, three, one, three)] == [
        False,
        False,
        True,
        False,
    ]


def _clicked(chain: int) -> events.Click:
    return events.Click(None, 0, 0, 0, 0, 1, False, False, False, chain=chain)


def number_of_pane(kind: type[Lines]) -> str:
    """The key of a pane."""
    return str(number_of(kind.__module__.rpartition(".")[2]))


@pytest.mark.parametrize("size", at_sizes((80, 24), (98, 36)))
async def test_hints_of_boards_are_buttons(size: tuple[int, int]) -> None:
    """A click on a key or its words does what the key does."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "J", "c")
        page = dialog_of(app).listing
        for words in ("a all", "this entry's"):
            await click(app, pilot, place_of(app, words, page))
            assert ("this entry's" in hints_of(page)) is (words == "a all")
        await press(app, pilot, "escape")
        await press(app, pilot, "o")
        page = dialog_of(app).listing
        await press(app, pilot, "a")
        await click(app, pilot, place_of(app, "goes there", page))
        assert str(page.border_title).startswith("Source ")
        source = page.border_title
        for words, after in (("A on it alone", "A all"), ("A all", "A on it alone")):
            await click(app, pilot, place_of(app, words, page))
            assert after in hints_of(page)
        await click(app, pilot, place_of(app, "Backspace back", page))
        assert page.border_title == "Sources · all"
        await click(app, pilot, place_of(app, "Enter", page))
        assert page.border_title == source
        await click(app, pilot, place_of(app, "f its entries", page))
        assert is_closed(app)
        assert app.review.filters.sources


def in_list(board: BoardDialog) -> bool:
    """Whether keys move the mark in the list of a board."""
    return board.active is board.list


async def test_a_click_on_a_list_shows_the_detail_and_a_second_click_goes_there() -> None:
    """The mark moves with the keys: a click on the detail selects, a second click follows."""
    async with opened(size=(120, 36)) as (app, pilot):
        await press(app, pilot, "J", "c")
        board = app.screen
        assert isinstance(board, BoardDialog)
        await click(app, pilot, place_of(app, "c07 How many", board.list))
        assert words_of(board.page).startswith("c07 · How many")
        assert in_list(board)
        await click(app, pilot, place_of(app, "c07 How many", board.list))
        assert not in_list(board)
        await click(app, pilot, place_of(app, "c09 Who was hit", board.list))
        assert in_list(board)
        await click(app, pilot, place_of(app, "B  About 13:12", board.page))
        assert not in_list(board)
        await click(app, pilot, place_of(app, "a all", board.page))
        assert board.list.item == "conflict:c09"
        await click(app, pilot, (1, 1))
        assert is_closed(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hints_of_the_picker_are_buttons(size: tuple[int, int]) -> None:
    """Boxes are switched, rows are found, and the picked filter is taken, by clicks alone."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "f")
        picker = app.screen
        assert isinstance(picker, AgencyPicker)
        boxes, everyone = picker.boxes, picker.boxes.picks.agencies
        first = boxes.key
        for words, filled in (
            ("Space ■", everyone - {first}),
            ("ctrl+o only", {first}),
            ("ctrl+a all", everyone),
            ("ctrl+a all", set()),
        ):
            await click(app, pilot, place_of(app, words, boxes))
            assert boxes.picks.agencies == filled
        await click(app, pilot, place_of(app, "Space ■", boxes))
        await click(app, pilot, place_of(app, "Enter ok", boxes))
        assert is_closed(app)
        assert app.review.filters.agencies == frozenset({first})


def answer_place(app: IncidentApp, prompt: Prompt, words: str) -> tuple[int, int]:
    """The cell where a hint beside the text of a prompt begins."""
    left, top, width, _ = prompt.region
    return left + cells_of(app)[top][left : left + width].index(words), top


@pytest.mark.parametrize("way_out", [beside, mark])
async def test_the_picker_is_closed_while_a_name_is_typed(
    way_out: Callable[[IncidentApp, Lines], tuple[int, int]],
) -> None:
    """A click outside, or on the mark, closes the box and not only the text."""
    async with opened(size=(120, 36)) as (app, pilot):
        await press(app, pilot, "f", "space")
        await press(app, pilot, *"ipd")
        await click(app, pilot, way_out(app, dialog_of(app).listing))
        assert is_closed(app)
        assert app.review.filters.agencies is None


async def test_a_click_in_the_picker_selects_among_the_found_rows() -> None:
    """The rows stay narrowed, and further letters narrow them further."""
    async with opened(size=(120, 36)) as (app, pilot):
        await press(app, pilot, "f", "p", "o")
        picker = app.screen
        assert isinstance(picker, AgencyPicker)
        boxes, found = picker.boxes, len(picker.boxes.choices)
        await click(app, pilot, place_of(app, "KCPD", boxes))
        assert dialog_of(app) is picker
        assert (boxes.key, len(boxes.choices)) == ("kcpd", found)
        await press(app, pilot, "x")
        assert boxes.choices == []


@pytest.mark.parametrize("size", SIZES)
async def test_in_the_picker_only_a_box_toggles(size: tuple[int, int]) -> None:
    """A click on a name selects, a second click is Enter; a click on the box switches the box."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "f")
        picker = app.screen
        assert isinstance(picker, AgencyPicker)
        boxes, everyone = picker.boxes, picker.boxes.picks.agencies
        place = place_of(app, "KCPD", boxes)
        await click(app, pilot, place)
        assert (boxes.key, boxes.picks.agencies) == ("kcpd", everyone)
        await click(app, pilot, (place[0] - 2, place[1]))
        assert boxes.picks.agencies == everyone - {"kcpd"}
        await click(app, pilot, place)
        assert is_closed(app)
        assert app.review.filters.agencies == everyone - {"kcpd"}


@pytest.mark.parametrize("size", SIZES)
async def test_in_a_board_the_second_click_follows_a_row(size: tuple[int, int]) -> None:
    """The first click selects; a click on the row under the mark is Enter at once."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "i")
        page = dialog_of(app).listing
        first, second, *_ = page.choices
        region = page.content_region
        assert page.selected == first
        await click(app, pilot, (region.x + 9, region.y + second))
        assert not is_closed(app)
        assert page.selected == second
        await click(app, pilot, (region.x + 9, region.y + first))
        await click(app, pilot, (region.x + 9, region.y + first))
        assert is_closed(app)
        assert entry_id(app) == "first-shots"


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [Casualties, Agencies, RelatedIncidents, Units])
async def test_the_first_click_into_a_pane_opens_nothing(
    kind: type[Lines], size: tuple[int, int]
) -> None:
    """The row was selected before, but its mark was not shown; the second click is Enter."""
    path = data_folder() / EXERCISE if kind is Units else bundled_record()
    async with opened(path, size) as (app, pilot):
        await press(app, pilot, "G")
        await press(app, pilot, number_of_pane(kind))
        await press(app, pilot, "1")
        pane, before = screen_of(app).query_one(kind), app.review
        assert pane.selected is not None
        place = (pane.content_region.x + 9, pane.content_region.y + pane.selected)
        await click(app, pilot, place)
        assert is_closed(app)
        assert app.review is before
        assert app.focused is pane
        y = pane.content_region.y + pane.selected - pane.scroll_offset.y  # it may have grown
        await click(app, pilot, (place[0], y))
        if isinstance(pane, Units):
            assert pane.unfolded
        elif kind is Casualties:
            assert isinstance(app.screen, BoardDialog)
        else:
            assert app.review is not before


@pytest.mark.parametrize("size", SIZES)
async def test_a_double_click_opens_a_row_of_a_pane_without_the_keys(
    size: tuple[int, int],
) -> None:
    """Its first click selects the row, its second click is Enter."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "G", number_of_pane(Casualties))
        await press(app, pilot, "1")
        pane = screen_of(app).query_one(Casualties)
        place = place_of(app, "Drexel Mack", pane)
        await pilot.click(offset=place, times=2)
        await until(pilot, lambda: isinstance(app.screen, BoardDialog))
        await until(pilot, lambda: dialog_of(app).listing.rows)
        assert dialog_of(app).listing.rows[0].line[0].text == "Drexel Mack"


@pytest.mark.parametrize("size", SIZES)
async def test_only_the_box_of_an_agency_toggles(size: tuple[int, int]) -> None:
    """At once, even without the keys; the footer says what is hidden, until the next click."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, number_of_pane(Agencies))
        await press(app, pilot, "1")
        pane, total = screen_of(app).query_one(Agencies), len(app.review.shown)
        for left in (2, 1):
            x, y = place_of(app, "KCPD", pane)
            await click(app, pilot, (x - left, y))
            hidden = total - len(app.review.shown)
            if left == 2:
                assert pane.key == "kcpd"
                assert "kcpd" not in (app.review.filters.agencies or ())
                assert notice_of(app) == f"KCPD hidden · {hidden} entries"
                hidden_before = hidden
            else:
                assert app.review.filters.agencies is None
                assert notice_of(app) == f"KCPD shown · {hidden_before} entries"
        x, y = place_of(app, "MSHP", pane)
        await click(app, pilot, (x + 8, y))
        assert app.review.filters.agencies is None
        assert notice_of(app) == ""
        await click(app, pilot, (x + 8, y))
        assert app.review.filters.agencies == {pane.key}


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
async def test_hints_of_panes_are_buttons(size: tuple[int, int]) -> None:
    """The first click moves the keys into the pane, the second does what the key does."""
    async with opened(data_folder() / EXERCISE, size) as (app, pilot):
        await press(app, pilot, "G")
        for kind, words, board in (
            (Casualties, "Enter", BoardDialog),
            (Casualties, "tells why", BoardDialog),
            (Agencies, "o all of it", BoardDialog),
            (Agencies, "only this", None),
            (Units, "→", None),
        ):
            await press(app, pilot, number_of_pane(kind))
            await press(app, pilot, "1")
            pane = screen_of(app).query_one(kind)
            place = place_of(app, words, pane)
            await click(app, pilot, place)
            assert is_closed(app)
            assert app.focused is pane
            await click(app, pilot, place)
            if board:
                assert isinstance(app.screen, board)
                await press(app, pilot, "escape")
        assert len(app.review.filters.agencies or ()) == 1
        units = screen_of(app).query_one(Units)
        assert units.unfolded
        await click(app, pilot, place_of(app, "←", units))
        assert not units.unfolded
        await click(app, pilot, place_of(app, "Enter only this", units))
        assert units.unfolded


@pytest.mark.parametrize("size", SIZES)
async def test_the_second_click_on_an_entry_opens_its_page(size: tuple[int, int]) -> None:
    """What Enter does: the page of the entry lies over the review; by key or by click it goes."""
    async with opened(size=size) as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        place = (30, timeline.content_region.y + 4)
        await click(app, pilot, place)
        assert (entry_id(app), focused(app)) == ("q1", "timeline")
        for by_click in (False, True):
            await click(app, pilot, place)
            assert isinstance(app.screen, BoardDialog)
            assert "Independence, we have units en route" in "".join(map("".join, cells_of(app)))
            if by_click:
                await click(app, pilot, place_of(app, "Esc", app.screen.page))
            else:
                await press(app, pilot, "escape")
            assert (entry_id(app), focused(app)) == ("q1", "timeline")
        await click(app, pilot, place_of(app, "opens the entry", timeline))
        assert isinstance(app.screen, BoardDialog)


def focused(app: IncidentApp) -> str:
    """The name of the pane with the focus."""
    return (app.focused and app.focused.id) or ""


@pytest.mark.parametrize("size", SIZES)
async def test_keys_of_the_timeline_work_from_detail(size: tuple[int, int]) -> None:
    """With the keys in Detail, g, G, J, K and t move the cursor all the same, j and k scroll."""
    async with opened(size=size) as (app, pilot):
        await press(app, pilot, "6")
        detail = screen_of(app).query_one(Detail)
        for keys, entry in (
            ("G", "fundraiser"),
            ("g", "eviction"),
            ("J", "q1"),
            ("J", "q2"),
            ("K", "q1"),
            ("j", "q1"),
            ("k", "q1"),
        ):
            await press(app, pilot, keys)
            assert app.focused is detail
            if keys != "G":
                assert entry_id(app) == entry
            else:
                assert app.review.cursor == app.review.shown[-1]
        await press(app, pilot, *"t13:17", "enter")
        assert entry_id(app) == "q4"
        assert app.focused is detail


@pytest.mark.parametrize("size", SIZES)
async def test_the_prompt_can_be_closed_by_clicks(size: tuple[int, int]) -> None:
    """By its hints as by keys; a click elsewhere ends the typing, and a search stays."""
    async with opened(size=size) as (app, pilot):
        prompt = await until(pilot, lambda: screen_of(app).query(Prompt).first())
        await press(app, pilot, *"/officer")
        await until(pilot, lambda: "Esc back" in cells_of(app)[-1])
        if "Enter stay" in cells_of(app)[-1]:  # on a small screen there is no room
            await click(app, pilot, answer_place(app, prompt, "Enter stay"))
        else:
            await click(app, pilot, (3, 0))
        assert not screen_of(app).typing
        assert app.review.search
        await press(app, pilot, *"/down")
        await until(pilot, lambda: "Esc back" in cells_of(app)[-1])
        await click(app, pilot, answer_place(app, prompt, "Esc back"))
        assert not screen_of(app).typing
        assert app.review.search is None
        await press(app, pilot, *"/officer")
        await click(app, pilot, (3, 0))
        assert not screen_of(app).typing
        assert app.review.search
        entry = entry_id(app)
        await press(app, pilot, *"t13:3")
        await click(app, pilot, (3, 0))
        assert not screen_of(app).typing
        assert entry_id(app) == entry
        await press(app, pilot, *"t13:17")
        await click(app, pilot, (len("   go to  13:17"), app.size.height - 1))
        assert screen_of(app).typing
        if "Esc back" in cells_of(app)[-1]:
            await click(app, pilot, answer_place(app, prompt, "Esc back"))
        else:
            await press(app, pilot, "escape")
        assert not screen_of(app).typing
        assert entry_id(app) == entry


async def test_keys_named_in_an_empty_timeline_are_buttons() -> None:
    """Where a filter hides everything, a click on the key that helps is enough."""
    async with opened() as (app, pilot):
        await press(app, pilot, "f", "ctrl+a", "enter")
        assert not app.review.shown
        await click(
            app, pilot, place_of(app, "0 shows everything", screen_of(app).panes["timeline"])
        )
        assert app.review.shown


async def test_a_title_that_is_too_long_gives_way_to_the_mark() -> None:
    """The mark stays whole in a narrow box, and the title ends in `…`."""
    async with opened(size=(40, 20)) as (app, pilot):
        await press(app, pilot, "3", "j", "c")
        listing = dialog_of(app).listing
        row = cells_of(app)[listing.region.y]
        assert "…× ─╮" in row
        await click(app, pilot, mark(app, listing))
        assert is_closed(app)
