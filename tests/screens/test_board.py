"""Boards over the review: keys move, turn pages and lead to entries and sources."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Ink, Row
from incident_tui.panes.casualties import Casualties
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.commands import TIME
from incident_tui.review.links import to_source
from incident_tui.review.review import Review, review_of
from incident_tui.samples import bundled_record
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.board_pages import BoardPage
from incident_tui.screens.board_view import BoardView, view_of
from tests.boards.records import exercise
from tests.drawn import row_texts
from tests.driving import bundled_chronology, filters_of, hints_of, notice_of, press, until
from tests.thorough import at_sizes, thorough

HINTS_OF_ALL = "Enter goes there · a this entry's · o source · / search · ? keys · Esc"
ONE_PAGE = (98, 36)
"""A screen that has no room for a list beside its detail."""
WIDE = (120, 36)


@asynccontextmanager
async def opened(
    keys: str, size: tuple[int, int] = (80, 24), review: Review | None = None
) -> AsyncIterator[tuple[IncidentApp, BoardDialog, "Pilot[None]"]]:
    """The bundled record with a board open."""
    app = IncidentApp(review or review_of(bundled_chronology()))
    async with app.run_test(size=size) as pilot:
        await pilot.press(*keys.split())
        await pilot.pause()
        assert isinstance(app.screen, BoardDialog)
        yield app, app.screen, pilot


def in_view(page: BoardPage) -> range:
    """The rows that can be seen."""
    top = page.scroll_offset.y
    return range(top, min(top + page.scrollable_content_region.height, page.count()))


@pytest.mark.parametrize(
    ("key", "title", "hint"),
    [
        ("c", "Conflicts", "a all · o source · "),
        ("u", "Questions", ""),
        ("o", "Sources · of this entry", "a all · "),
        ("v", "Statements", ""),
        ("p", "Facilities", "o source · "),
    ],
)
async def test_each_board_has_its_key(key: str, title: str, hint: str) -> None:
    """A key opens the board, says what it is and what can be done; the same key closes it."""
    async with opened(key) as (app, board, pilot):
        hints = f"Enter goes there · {hint}/ search · ? keys · Esc"
        assert (board.page.border_title, hints_of(board.page)) == (title, hints)
        assert board.page.selected is not None
        await pilot.press(key)
        assert app.screen is app.active_review_screen


async def test_a_turns_to_all_and_back() -> None:
    """What belongs to the entry, and what the record has."""
    async with opened("J c") as (_, board, pilot):
        few = board.page.count()
        await pilot.press("a")
        assert board.page.border_title == "Conflicts · all"
        assert hints_of(board.page) == HINTS_OF_ALL
        assert board.page.count() > few
        await pilot.press("a")
        assert board.page.count() == few


async def test_a_key_of_another_board_turns_to_it() -> None:
    """From board to board without closing one; the key of the one that is open closes it."""
    async with opened("c") as (app, board, pilot):
        await pilot.press("a", "u")
        assert board.page.border_title == "Questions"
        await pilot.press("a")
        assert board.page.border_title == "Questions"
        await pilot.press("o", "a")
        assert board.page.border_title == "Sources · all"
        await pilot.press("o")
        assert app.screen is app.active_review_screen


async def test_enter_goes_to_the_entry() -> None:
    """The row's entry is under the cursor then, and keys are in the timeline."""
    async with opened("u") as (app, board, pilot):
        while board.page.key != "entry:more-shots":
            await pilot.press("j")
        await pilot.press("enter")
        assert app.active_review_screen
        assert app.review.entry_id == "more-shots"
        assert app.focused is app.active_review_screen.query_one(Timeline)


async def test_a_source_has_its_page_and_the_way_back() -> None:
    """Enter on a source shows it; Backspace comes back to where the board was left."""
    async with opened("u") as (_, board, pilot):
        page = board.page
        while not page.key.startswith("source:art"):
            await pilot.press("j")
        await pilot.pause()
        left, left_link = (page.selected, page.scroll_offset.y), page.key
        await pilot.press("enter")
        await pilot.pause()
        assert page.border_title == "Source art"
        assert hints_of(page) == (
            "Enter goes there · f its entries · A on it alone · Backspace back"
            " · / search · ? keys · Esc"
        )
        assert page.rows[page.selected or 0].anchor == left_link
        assert page.selected in in_view(page)
        await pilot.press("a", "j", "j")  # a is for boards
        assert page.border_title == "Source art"
        await pilot.press("backspace")
        await pilot.pause()
        assert page.border_title == "Questions"
        assert (page.selected, page.scroll_offset.y) == left
        await pilot.press("backspace")  # there is nothing before a board
        assert (page.selected, page.scroll_offset.y) == left


async def test_what_stands_on_a_source_alone_is_a_key_away() -> None:
    """The list is told from the whole one, and the same key comes back to that."""
    async with opened("o a enter", review=two_sources()) as (_, board, pilot):
        whole = board.page.count()
        await pilot.press("A")
        await pilot.pause()
        assert board.page.count() == whole  # a line less, and a remark more
        assert "A all" in hints_of(board.page)
        await pilot.press("A")
        assert "A on it alone" in hints_of(board.page)


async def test_f_shows_only_the_entries_of_a_source() -> None:
    """From its row or its page; what is hidden is counted, and Esc shows all again."""
    for keys in ("o a", "o a enter"):
        async with opened(keys, (120, 36), two_sources()) as (app, _, pilot):
            await pilot.press("f")
            await pilot.pause()
            assert app.screen is app.active_review_screen
            assert [app.review.chronology.entries[one].id for one in app.review.shown] == ["a", "b"]
            assert filters_of(app) == ["only source s"]
            await pilot.press("escape")
            assert not app.review.hidden


@pytest.mark.parametrize(
    ("keys", "title", "first"),
    [
        ("G 2 enter", "Casualty", "Cody Allen"),
        ("G 2 j o", "Casualty", "Drexel Mack"),
        ("3 j o", "Agency", "Kansas City Police Department"),
    ],
)
async def test_a_casualty_and_an_agency_have_their_pages(keys: str, title: str, first: str) -> None:
    """From the pane that the keys are in; a source and the way back work as on any board."""
    async with opened(keys, ONE_PAGE) as (app, board, pilot):
        assert board.page.border_title == title
        assert board.page.rows[0].line[0].text == first
        await pilot.press("j", "o")
        assert board.page.border_title == "Source art"
        await pilot.press("backspace")
        assert board.page.rows[0].line[0].text == first
        await pilot.press("o", "o")
        assert board.page.border_title == "Sources · of this entry"
        await pilot.press("escape")
        assert app.screen is app.active_review_screen


def selected_row(page: BoardPage) -> Row:
    """The selected row."""
    assert page.selected is not None
    return page.rows[page.selected]


@pytest.mark.parametrize(
    ("claim", "place", "words"),
    [(0, "t=00:48:31", "Four"), (2, "t=01:21:05", "Nine"), (4, "L6", "Twelve")],
)
async def test_o_shows_the_place_that_a_claim_cites(claim: int, place: str, words: str) -> None:
    """The cursor is on the cited place, which is marked and in view; Backspace comes back."""
    async with opened("c a", ONE_PAGE, exercise()) as (_, board, pilot):
        page = board.page
        await pilot.press(*("j" * claim), "o")
        await pilot.pause()
        assert page.selected in in_view(page)
        line = "".join(span.text for span in selected_row(page).line)
        assert f"▸{place} " in line
        marked = [row for row in page.rows if any("▸" in span.text for span in row.line)]
        assert any(words in "".join(span.text for span in row.line) for row in marked)
        await pilot.press("backspace")
        assert page.border_title == "Conflicts · all"
        assert page.selected == page.choices[claim]


async def test_a_dispute_is_followed_from_detail() -> None:
    """The board opens at the conflict, in the upper part of the page, and `a` shows the entry's."""
    async with opened("J 6 j j j enter", (80, 24)) as (_, board, pilot):
        page = board.page
        await pilot.pause()
        assert page.border_title == "Conflicts · all"
        assert selected_row(page).line[0].text.startswith("c07 · ")
        assert page.selected is not None
        assert page.selected - page.scroll_offset.y <= page.scrollable_content_region.height // 2
        assert hints_of(board.page) == HINTS_OF_ALL


async def test_a_unit_is_shown_on_the_page_of_its_agency() -> None:
    """The page opens at the unit, with the statuses of the unit below."""
    async with opened("4 right j j o", (120, 36), exercise()) as (_, board, pilot):
        await pilot.pause()
        page = board.page
        assert (page.border_title, page.rows[0].line[0].text) == (
            "Agency",
            "Quillen Bend Fire Department",
        )
        assert selected_row(page).line[1].text == "Engine 1"
        assert page.selected in in_view(page)
        await pilot.press("j", "j")
        assert page.key == "entry:e1-en-route"


@pytest.mark.thorough
async def test_the_page_before_comes_back_page_by_page() -> None:
    """From a card to a conflict, to the source of a claim, and back twice."""
    async with opened("G 2 enter", ONE_PAGE) as (_, board, pilot):
        page = board.page
        while page.key != "conflict:c05":
            await pilot.press("j")
        await pilot.press("enter")
        await pilot.pause()
        assert page.border_title == "Conflicts · all"
        assert selected_row(page).line[0].text.startswith("c05 · ")
        assert page.selected in in_view(page)
        await pilot.press("j", "o")
        assert page.border_title == "Source art"
        await pilot.press("backspace")
        assert page.border_title == "Conflicts · all"
        await pilot.press("backspace")
        assert (page.border_title, page.key) == ("Casualty", "conflict:c05")


async def test_a_status_leads_to_its_entry_or_to_its_time() -> None:
    """A call that cites the same place; without an entry, the last entry up to the time."""
    async with opened("G 2 j j j j enter", (120, 36), exercise()) as (app, board, pilot):
        assert board.page.rows[0].line[0].text.startswith("swimmer")
        assert board.page.key == "entry:1201-212105"
        await pilot.press("enter")
        assert app.review.entry_id == "1201-212105"
        await pilot.press("2", "enter")
        assert isinstance(app.screen, BoardDialog)
        page = app.screen.page
        while not page.key.startswith("moment:"):
            await pilot.press("j")
        moment = int(page.key.removeprefix("moment:"))
        await pilot.press("enter")
        await pilot.pause()
        chronology = app.review.chronology
        assert app.review.cursor == chronology.at_or_before(moment)
        assert "no entry cites the same place" in notice_of(app)


@pytest.mark.parametrize(
    ("keys", "title", "first"),
    [
        ("G 2 c", "Conflicts · of Cody Allen", "3 of 28 conflicts in the record touch Cody Allen"),
        ("G 2 enter c", "Conflicts · of Cody Allen", "3 of 28 conflicts in the record"),
        ("G 2 u", "Questions · of Cody Allen", "29 open of 29 questions; 3 refer to Cody Allen"),
        ("5 u", "Questions · of Man shot by police", "29 open of 29 questions; 1 refers to Man"),
        (
            "3 j c",
            "Conflicts · of Kansas City Police Department",
            "28 conflicts in the record; none",
        ),
    ],
)
async def test_c_and_u_are_about_the_selected_subject(keys: str, title: str, first: str) -> None:
    """In a pane and on a card; the title says of whom, and `a` shows all and comes back."""
    async with opened(keys, ONE_PAGE) as (_, board, pilot):
        page = board.page
        assert str(page.border_title).startswith(title)
        assert page.rows[0].line[-1].text.startswith(first)
        if "none" in first:
            assert page.rows[0].line[-1].text.endswith("a shows all")
        await pilot.press("a")
        assert page.border_title in ("Conflicts · all", "Questions")
        assert "a of " in hints_of(page)
        await pilot.press("a")
        assert str(page.border_title).startswith(title)


async def test_a_second_click_tells_all_of_a_casualty() -> None:
    """The first one selects the row, as in the list of related incidents."""
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("G")
        await pilot.pause()
        assert app.active_review_screen
        region = app.active_review_screen.query_one(Casualties).content_region
        for number, board in ((2, False), (2, True)):
            await pilot.click(offset=(region.x + 5, region.y + number))
            await pilot.pause()
            assert isinstance(app.screen, BoardDialog) is board
        assert isinstance(app.screen, BoardDialog)
        assert app.screen.page.rows[0].line[0].text == "Drexel Mack"


async def test_a_board_says_that_it_shows_what_was_known() -> None:
    """The clock of the review is that of its boards."""
    async with opened("J h c") as (_, board, pilot):
        assert board.page.border_title == "Conflicts · known 13:12~"
        await pilot.press("v")
        assert board.page.border_title == "Statements · known 13:12~"


@pytest.mark.thorough
@pytest.mark.parametrize("key", ["j", "pagedown", "G"])
@pytest.mark.parametrize("board", ["u", *thorough("p", "o a")])
async def test_every_row_can_be_reached(board: str, key: str) -> None:
    """Down to the last row, also below the last one that leads somewhere; and up again."""
    async with opened(board) as (app, shown, pilot):
        page, seen = shown.page, set[int]()
        for back in (key, {"j": "k", "pagedown": "pageup", "G": "g"}[key]):
            seen = set(in_view(page))
            for _ in range(page.count() + 2 if key == "j" else 8):
                await press(app, pilot, back)
                seen |= set(in_view(page))
                assert page.selected is None or page.selected in in_view(page)
            if key != "G":
                assert seen == set(range(page.count()))
            assert (0 if back in "kg" or back == "pageup" else page.count() - 1) in in_view(page)


async def test_a_click_goes_where_a_row_leads() -> None:
    """A click selects a row, a second one follows it; a row that leads nowhere does nothing."""
    async with opened("i") as (app, board, pilot):
        region = board.page.content_region
        first, second, *_ = (number for number, row in enumerate(board.page.rows) if row.key)
        for number, selected in ((0, first), (second, second)):
            await pilot.click(offset=(region.x + 5, region.y + number))
            assert board.is_current
            assert board.page.selected == selected
        await pilot.click(offset=(region.x + 5, region.y + second))
        await until(pilot, lambda: app.screen is app.active_review_screen)


TWO_SOURCES = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}, {id: t, kind: report}]
timeline:
  - {id: a, kind: note, time: 13:00, text: On one., cite: s:L1}
  - {id: b, kind: note, time: 13:01, text: On both., cite: [s:L2, t:L2]}
  - {id: c, kind: note, time: 13:02, text: On the other., cite: t:L3}
"""


def two_sources() -> Review:
    """A review of a record with two sources that share an entry."""
    return review_of(chronology_of(read_bytes(TWO_SOURCES.encode(), "record.yaml")))


RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: "[/red]\\e[1m", kind: report}]
timeline:
  - {id: a, kind: note, time: 13:00, text: x, cite: {source: "[/red]\\e[1m", at: L1}}
"""


async def test_an_id_is_no_markup() -> None:
    """Brackets and escapes in the name of a source are shown as they are."""
    review = review_of(chronology_of(read_bytes(RECORD.encode(), "record.yaml")))
    async with opened("o enter", review=review) as (_, board, _pilot):
        assert "Source [/red]␛[1m" in str(board.page._border_title)


@pytest.mark.parametrize("size", at_sizes((80, 24), (120, 36), (40, 10)))
async def test_boards_of_an_empty_record_say_that_there_is_nothing(size: tuple[int, int]) -> None:
    """Keys do no harm where there is nothing to move in."""
    text = (
        "format: incident-record/1\nincident: {id: i, title: T, date: 2024-02-29, timezone: UTC}\n"
    )
    review = review_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
    async with opened("c", size, review) as (app, board, pilot):
        for key in "uiovp":
            await pilot.press(key, "j", "k", "G", "pagedown", "enter", "a", "backspace")
            assert app.screen is board
            assert board.page.count() >= 1


def test_a_page_makes_the_rows_of_its_board() -> None:
    """A page knows nothing of records: a function draws it."""
    page = BoardPage(lambda width: [Row((Ink(str(width)),), "k")], id="board")
    assert page.make(7) == [Row((Ink("7"),), "k")]


@pytest.mark.parametrize(
    ("link", "view"),
    [
        ("conflict:c01", BoardView("conflicts", "pruett", whole=True)),
        ("question:u05", BoardView("questions", "pruett", whole=True)),
        ("casualty:farrow", BoardView("casualty", "farrow")),
        ("agency:qbfd", BoardView("agency", "qbfd")),
        ("unit:e1", BoardView("agency", "qbfd")),
        ("unit:gone", BoardView("agency", "unidentified")),
        ("facility:bgh", BoardView("facilities")),
        ("interval:i1", BoardView("intervals")),
        (to_source("log", "L4"), BoardView("casualty", "pruett", source="log", place="L4")),
    ],
)
def test_each_link_has_its_page(link: str, view: BoardView) -> None:
    """The subject of the page with the link stays, as far as the next page may be about it."""
    assert view_of(exercise().lens, link, BoardView("casualty", "pruett")) == view


async def test_the_clock_is_switched_on_a_board() -> None:
    """The board stays and is drawn anew: what the clock withholds goes, and comes back."""
    async with opened("J c", ONE_PAGE) as (app, board, pilot):
        happened = row_texts(board.page.rows)
        await pilot.press("h")
        await until(pilot, lambda: board.page.border_title == "Conflicts · known 13:12~")
        assert app.review.clock is Clock.KNOWN
        assert row_texts(board.page.rows) != happened
        await pilot.press("h")
        await until(pilot, lambda: board.page.border_title == "Conflicts")
        assert row_texts(board.page.rows) == happened


async def test_a_dialog_that_is_closed_is_shown_no_review() -> None:
    """The review screen knows the dialogs over it, and forgets a closed one."""
    async with opened("c") as (app, board, pilot):
        assert app.review_screen.dialogs == [board]
        await pilot.press("t")
        assert app.review_screen.dialogs == []
        assert app.review_screen.pane_layout.prompt == TIME
