"""The app as a whole: keys and clicks in, and the review and the panes that come of them."""

import gc
import time
from functools import partial
from itertools import count, product
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.drawing.lines import Lines, Listing
from incident_tui.panes.agencies import Agencies
from incident_tui.panes.casualties import Casualties
from incident_tui.panes.detail import Detail
from incident_tui.panes.pane import ListPane
from incident_tui.panes.related import RelatedIncidents
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import read_bytes
from incident_tui.review.layout import number_of
from incident_tui.review.review import review_of
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from incident_tui.screens.dialog import Dialog
from tests.drawn import line_text
from tests.driving import (
    cells_of,
    entry_id,
    filters_of,
    opened,
    painted,
    place_of,
    press,
    resize,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.records import sound
from tests.thorough import at_sizes

RELATED, DETAIL = str(number_of("related")), str(number_of("detail"))
"""The keys of these panes."""
SIZES = at_sizes((120, 36), (80, 24), (200, 60))


@pytest.mark.parametrize(
    ("keys", "entry"),
    [
        ("j", "first-shots"),
        ("down down", "server-call"),
        ("j j k", "first-shots"),
        ("j up up up", "eviction"),
        ("J", "q1"),
        ("J J J J", "q4"),
        ("J J J K", "q2"),
        ("G K", "q6"),
        ("G g", "eviction"),
        ("end home", "eviction"),
        ("right_square_bracket", "first-shots"),
        ("pagedown pageup", "eviction"),
    ],
)
async def test_stepping_keys_move_the_cursor(keys: str, entry: str) -> None:
    """Each stepping key of the table moves the review's cursor as it says."""
    async with opened() as (app, pilot):
        await pilot.press(*keys.split())
        assert entry_id(app) == entry


async def test_radio_calls_come_in_order() -> None:
    """J visits the six radio calls of the bundled record one after the other and stays there."""
    async with opened() as (app, pilot):
        visited = []
        for _ in range(7):
            await pilot.press("J")
            visited.append(entry_id(app))
        assert visited == ["q1", "q2", "q3", "q4", "q5", "q6", "q6"]


@pytest.mark.smoke
async def test_every_pane_follows_the_cursor() -> None:
    """Timeline, casualties, agencies, detail and status all show the state as of the cursor."""
    async with opened() as (app, pilot):
        screen = screen_of(app)
        assert "not yet" in words_of(screen.query_one(Casualties))
        assert "as of 12:00…13:15" in status_of(app)
        await pilot.press("J", "J", "J", "J")
        await pilot.pause()
        assert "3 possible" in words_of(screen.query_one(Casualties))
        assert "on scene?" in words_of(screen.query_one(Agencies))
        assert "“We now have two officers down.”" in words_of(screen.query_one(Detail))
        assert "as of 13:17~ · what had happened · entry 8 of 40 · radio call 4 of 6" in status_of(
            app
        )
        await pilot.press("G")
        await pilot.pause()
        assert "deceased" in words_of(screen.query_one(Casualties))
        assert "end of the record" in status_of(app)


@pytest.mark.parametrize("clock", ["", pytest.param("h", marks=pytest.mark.thorough)])
async def test_no_pane_shows_rows_of_an_earlier_step(clock: str) -> None:
    """After each step a pane has the rows that it draws anew for the review."""
    async with opened() as (app, pilot):
        await pilot.press(*clock)
        shown = [one for one in screen_of(app).panes.values() if one.display]
        panes = [one for one in shown if isinstance(one, ListPane)]
        for _ in app.review.shown[1:]:
            await pilot.press("j")
            await pilot.pause()
            for pane in panes:
                assert list(pane.rows) == list(pane.make(pane.line_width)), pane.id


async def test_h_switches_the_clock() -> None:
    """On the clock of knowing every pane tells what was known by then; again, what happened."""
    async with opened() as (app, pilot):
        screen = screen_of(app)
        await pilot.press("J", "J", "J", "J")
        before = app.review
        await pilot.press("h")
        await pilot.pause()
        assert app.review == msgspec.structs.replace(before, clock=Clock.KNOWN)
        said = "as of 13:17~ · what had been published or said on the air · entry 8 of 40"
        assert said in status_of(app)
        casualties = words_of(screen.query_one(Casualties))
        reported = " ".join(casualties.split())
        assert "13:17~ reported two officers down · graded F6" in reported
        assert "RESPONDERS 3 reports" in reported
        assert "○ 3 not known of" in casualties
        assert "Allen" not in casualties
        assert "not known" in words_of(screen.query_one(Agencies))
        assert "on scene" not in words_of(screen.query_one(Agencies))
        timeline = words_of(screen.query_one(Timeline))
        assert "not known yet · known by 2 Mar" in timeline
        assert "First shots" not in timeline
        assert "◉? We now have two officers down." in timeline  # two minutes later, or three
        assert words_of(screen.query_one(Detail)).startswith(
            "? perhaps not known yet as of this moment"
        )
        await pilot.press("k", "k", "k", "k")
        await pilot.pause()
        assert words_of(screen.query_one(Detail)).startswith("≠ not known yet as of this moment")
        await pilot.press("h", "j", "j", "j", "j")
        await pilot.pause()
        assert app.review == before
        assert "First shots" in words_of(screen.query_one(Timeline))
        assert "≠" not in words_of(screen.query_one(Timeline))


async def test_a_step_paints_just_the_rows_that_came_to_be_known(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """On the clock of knowing, a step repaints the rows in view whose knowledge is another."""
    async with opened() as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        await pilot.press("h")
        await pilot.pause()
        forgotten: list[int] = []
        monkeypatch.setattr(timeline, "forget_lines", forgotten.extend)
        monkeypatch.setattr(timeline, "forget", lambda: forgotten.append(-1))
        while app.review.as_of is not None:  # the unplaced are all of one moment
            forgotten.clear()
            old = app.review
            top, height = timeline.scroll_offset.y, timeline.scrollable_content_region.height
            await pilot.press("j")
            await pilot.pause()
            new = app.review
            rows = range(top, min(top + height, timeline.count()))
            positions = {row: timeline.position_of(row) for row in rows}
            changed = {
                row
                for row, position in positions.items()
                if position is not None
                and old.lens.certainty(position) != new.lens.certainty(position)
            }
            passed = {row for row, position in positions.items() if position == new.cursor}
            assert changed <= {*forgotten}
            assert len({*forgotten} - changed - passed) <= 2, "the rows that the cursor passes"


@pytest.mark.parametrize("keys", ["j j j j j", "J J G", "G g J"])
async def test_rows_out_of_sight_are_not_left_behind(keys: str) -> None:
    """However the cursor got there, scrolling back shows every row as it is known by now."""
    async with opened(size=(80, 24)) as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        await pilot.press("h")
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause()
            for y in (timeline.max_scroll_y, 0):  # all of it is painted, and kept
                timeline.scroll_to(y=y, animate=False, force=True)
                await pilot.pause()
                for row in range(timeline.scrollable_content_region.height):
                    shown = timeline.render_line(row).text[timeline.MARGIN :]
                    line = timeline.line(row + timeline.scroll_offset.y, timeline.line_width)
                    assert shown.rstrip() == line_text(line).rstrip()


async def test_casualties_never_count_related_incidents() -> None:
    """The 24 people hurt in a related incident are in the Related pane and in no count here."""
    async with opened() as (app, pilot):
        await pilot.press("G")
        await pilot.pause()
        assert "24 injured" in words_of(screen_of(app).query_one(RelatedIncidents))
        words = words_of(screen_of(app).query_one(Casualties))
        assert "2 deceased, 1 critical" in words
        assert "24" not in words


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    ("key", "pane"),
    [
        ("1", "timeline"),
        ("2", "casualties"),
        ("3", "agencies"),
        ("4", "units"),
        ("5", "related"),
        ("6", "detail"),
    ],
)
async def test_number_keys_open_their_pane(size: tuple[int, int], key: str, pane: str) -> None:
    """1 to 6 put the keys into a pane, which is seen at every size."""
    async with opened(data_folder() / EXERCISE, size) as (app, pilot):
        await pilot.press(key)
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == pane
        assert app.focused.region.height > 3
        assert app.screen.region.contains_region(app.focused.region)


@pytest.mark.parametrize("size", SIZES)
async def test_tab_goes_round_the_panes(size: tuple[int, int]) -> None:
    """Tab visits the panes and comes back, but no empty pane; shift+tab goes the other way."""
    async with opened(size=size) as (app, pilot):
        visited = []
        for _ in range(5):
            await pilot.press("tab")
            await pilot.pause()
            visited.append(app.focused.id if app.focused else None)
        assert visited == ["casualties", "agencies", "related", "detail", "timeline"]
        await pilot.press("shift+tab")
        await pilot.pause()
        assert app.focused
        assert app.focused.id == "detail"


@pytest.mark.parametrize("size", SIZES)
async def test_zoom_gives_a_pane_the_screen(size: tuple[int, int]) -> None:
    """z gives the pane everything between header and footer, and Esc gives it back."""
    async with opened(size=size) as (app, pilot):
        await pilot.press("3")
        await pilot.pause()
        before = screen_of(app).query_one(Agencies).region
        await pilot.press("z")
        await pilot.pause()
        zoomed = screen_of(app).query_one(Agencies).region
        assert zoomed.width == size[0]
        strip = screen_of(app).query_one("#traffic").size.height
        assert zoomed.height == size[1] - strip - 3  # title, status and footer
        await pilot.press("escape")
        await pilot.pause()
        assert screen_of(app).query_one(Agencies).region == before


async def test_only_this_agency_and_back() -> None:
    """a leaves the entries of this entry's agency, says so, and Esc clears it."""
    async with opened() as (app, pilot):
        await pilot.press("G", "K")
        while entry_id(app) != "no-one-inside":
            await pilot.press("j")
        await pilot.press("a")
        await pilot.pause()
        assert app.review.filters.agencies == frozenset({"kcpd"})
        assert len(app.review.shown) == 3
        assert filters_of(app) == ["only KCPD"]
        assert entry_id(app) == "no-one-inside"
        await pilot.press("escape")
        await pilot.pause()
        assert app.review.hidden == 0
        assert entry_id(app) == "no-one-inside"


async def test_radio_only() -> None:
    """r leaves the six radio calls, r again everything."""
    async with opened() as (app, pilot):
        await pilot.press("r")
        assert len(app.review.shown) == 6
        assert entry_id(app) == "q1"
        await pilot.press("r")
        assert app.review.hidden == 0


async def test_agencies_pane_filters() -> None:
    """In the Agencies pane Space hides one agency's entries and Enter leaves them alone."""
    async with opened() as (app, pilot):
        await pilot.press("3", "space")
        assert app.review.filters.agencies is not None
        assert "ipd" not in app.review.filters.agencies
        await pilot.press("space")
        assert app.review.filters.agencies is None
        await pilot.press("j", "enter")
        assert app.review.filters.agencies == frozenset({"kcpd"})


async def test_unidentified_is_a_value_of_its_own() -> None:
    """Entries of no agency can be picked, and the six radio calls are among them."""
    async with opened() as (app, pilot):
        await pilot.press("3", "G", "enter")
        assert app.review.filters.agencies == frozenset({UNIDENTIFIED})
        shown = {app.review.chronology.entries[position].id for position in app.review.shown}
        assert {"q1", "q2", "q3", "q4", "q5", "q6"} <= shown


async def test_picker_picks_several_at_once() -> None:
    """f, then boxes by Space, then Enter shows the picked agencies; Esc leaves all as it was."""
    async with opened() as (app, pilot):
        await pilot.press("f", "ctrl+a", "space", "down", "space", "enter")
        await pilot.pause()
        assert app.review.filters.agencies == frozenset({"ipd", "kcpd"})
        await pilot.press("f", "ctrl+a", "escape")
        await pilot.pause()
        assert app.review.filters.agencies == frozenset({"ipd", "kcpd"})


async def test_an_empty_view_says_why_and_how_to_leave_it() -> None:
    """Filters that let nothing through are named, with the key that clears them."""
    async with opened() as (app, pilot):
        await pilot.press("r", "3", "j", "enter")
        await pilot.pause()
        assert len(app.review.shown) == 0
        words = words_of(screen_of(app).query_one(Timeline))
        assert "No entry passes: only KCPD · radio only" in words
        assert "0 shows everything" in words
        await pilot.press("j", "J", "right_square_bracket", "a", "G", "escape")
        assert app.review.filters.kinds
        await pilot.press("escape")
        assert app.review.hidden == 0


async def test_related_record_opens_and_comes_back() -> None:
    """Enter on a related incident opens its record; Backspace finds cursor and filter as before."""
    async with opened() as (app, pilot):
        await pilot.press("J", "J", "r")
        before = app.review
        await pilot.press(RELATED, "enter")
        await pilot.pause()
        assert app.review.chronology.record.incident.date != before.chronology.record.incident.date
        assert "Backspace" in str(app.export_screenshot())
        await pilot.press("backspace")
        await pilot.pause()
        assert app.review == before
        assert app.focused is screen_of(app).query_one(Timeline)


async def test_a_related_incident_opens_once_it_was_known() -> None:
    """On the clock of knowing, Enter on an incident that nobody knew of opens nothing."""
    async with opened() as (app, pilot):
        await pilot.press("h", RELATED, "enter")
        await pilot.pause()
        assert app.review.chronology.path == str(bundled_record())
        await pilot.press("1", "G", RELATED, "enter")
        await pilot.pause()
        assert app.review.chronology.path != str(bundled_record())


async def test_each_related_record_leads_back_to_the_main_one() -> None:
    """The bundled records point at each other, and Backspace walks back all the way."""
    async with opened() as (app, pilot):
        for keys in ([RELATED, "j", "enter"], [RELATED, "enter"]):
            await pilot.press(*keys)
            await pilot.pause()
        assert app.review.chronology.record.incident.date is not None
        assert app.review.chronology.path.endswith("independence-2024-02-29.yaml")
        await pilot.press("backspace", "backspace", "backspace")
        await pilot.pause()
        assert app.review.chronology.path == str(bundled_record())


async def test_help_names_every_key() -> None:
    """? opens a page with each row of the key table, and Esc closes it."""
    from incident_tui.keys import KEYS

    async with opened(size=(80, 24)) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        page = app.screen.query_one("#help", Listing)
        words = words_of(page)
        assert [key.name for key in KEYS if key.help.split()[0] not in words] == []
        await pilot.press("escape")
        await pilot.pause()
        assert app.active_review_screen


async def test_clicks_on_rows_strip_and_boxes() -> None:
    """A click on a row goes there, one on the strip to its time, one on an agency filters."""
    async with opened() as (app, pilot):
        await pilot.click("#timeline", offset=(30, 5))
        assert entry_id(app) == "q1"
        await pilot.click("#traffic", offset=(111, 1))
        await pilot.pause()
        assert entry_id(app) == "q1", "the legend is no time"
        await pilot.click("#traffic", offset=(60, 1))
        await pilot.pause()
        assert entry_id(app) == "no-more-people"
        await pilot.click("#agencies", offset=(3, 1))
        await pilot.pause()
        assert app.review.filters.agencies is not None
        assert "ipd" not in app.review.filters.agencies
        await pilot.click("#keys", offset=(110, 0))


async def test_the_wheel_scrolls_the_timeline_and_leaves_the_cursor() -> None:
    """Scrolling looks around; the state stays as of the cursor."""
    async with opened() as (app, pilot):
        timeline = screen_of(app).query_one(Timeline)
        timeline.scroll_to(y=12, animate=False)
        await until(pilot, lambda: timeline.scroll_offset.y == 12)
        assert entry_id(app) == "eviction"


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
async def test_the_cursor_stays_in_sight(size: tuple[int, int]) -> None:
    """Wherever keys take the cursor, and whatever the size becomes, its row is on the screen."""
    async with opened(size=size) as (app, pilot):
        for keys in (["G"], ["g"], ["pagedown"], ["J", "J", "J"], ["pagedown"], ["r"], ["escape"]):
            await pilot.press(*keys)
            await pilot.pause()
            _assert_in_sight(screen_of(app).query_one(Timeline))
        for other in ((120, 36), (80, 24), (200, 60), (60, 20), size):
            await resize(app, pilot, *other)
            _assert_in_sight(screen_of(app).query_one(Timeline))


async def test_a_busy_machine_loses_no_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """The screen takes each new size, also where Textual comes too late to its own timer."""
    halts = count()  # the machine halts for 1 s before each of the first looks at the clock
    async with opened(size=(120, 36)) as (app, pilot):
        clock = "textual._time.get_time"
        monkeypatch.setattr(clock, lambda: time.monotonic() + min(next(halts), 200))
        await resize(app, pilot, 80, 24)
        await resize(app, pilot, 60, 20)


def _assert_in_sight(timeline: Lines) -> None:
    assert timeline.selected is not None
    row = timeline.selected - timeline.scroll_offset.y
    assert 0 <= row < timeline.scrollable_content_region.height


async def test_a_flawed_record_opens_and_says_what_is_missing(tmp_path: Path) -> None:
    """What could not be read is counted in the status line, and ! lists it with its line."""
    path = tmp_path / "flawed.yaml"
    path.write_text(
        bundled_record().read_text("utf-8").replace("kind: radio_call", "kind: radio", 1), "utf-8"
    )
    async with opened(path) as (app, pilot):
        assert "left out" in status_of(app)
        await pilot.press("exclamation_mark")
        await pilot.pause()
        words = words_of(app.screen.query_one("#problems", Listing))
        assert "`radio` is not one of" in words
        assert "timeline: q1, line" in words


NASTY = """\
format: incident-record/1
incident: {id: n, title: "[red]T[/red] \\e[31m", date: 2024-02-29, timezone: UTC}
sources: [{id: s, kind: report, title: "[link=x]"}]
agencies: [{id: "[b]", name: "[/]", short: "[x"}]
timeline:
  - {id: a, kind: radio_call, time: 13:00, agency: "[b]", verbatim: true,
     text: "[bold]\\e]0;evil\\a\\u202Eabc[/", cite: s}
casualties: [{id: c, group: public, label: "[/x]", history: [{status: shot, time: 13:00, cite: s}]}]
"""


@pytest.mark.parametrize("size", SIZES)
async def test_text_of_a_record_is_never_markup(size: tuple[int, int]) -> None:
    """Markup, escapes and direction overrides of a record are shown as text in every pane."""
    review = review_of(chronology_of(read_bytes(NASTY.encode(), "nasty.yaml")))
    app = IncidentApp(review)
    async with app.run_test(size=size) as pilot:
        for keys in (
            ["3", "space"],
            ["f"],
            ["escape", "escape"],
            [DETAIL, "z"],
            ["escape"],
            [RELATED],
        ):
            await pilot.press(*keys)
            await pilot.pause()
        lines = cells_of(app)
        assert not [line for line in lines for one in line if ord(one) < 32 or one in "\x7f\u202e"]
        assert any("[bold]" in line for line in lines)


async def test_the_palette_offers_every_key_and_agency() -> None:
    """ctrl+p finds each row of the table and a filter for each agency."""
    async with opened() as (app, _):
        titles = [command.title for command in app.get_system_commands(app.screen)]
        assert "Radio calls only" in titles
        assert "Go to a time" in titles
        assert "Only Kansas City Police Department" in titles


async def test_many_keys_at_once_are_all_carried_out() -> None:
    """Keys that arrive faster than frames move the cursor one by one and paint the last state."""
    async with opened() as (app, pilot):
        await pilot.press(*["j"] * 7)
        await pilot.pause()
        assert entry_id(app) == "q4"
        assert "as of 13:17~" in status_of(app)
        assert "two officers down" in words_of(screen_of(app).query_one(Detail))


@pytest.mark.parametrize("size", SIZES)
async def test_keys_typed_ahead_go_where_they_are_meant(size: tuple[int, int]) -> None:
    """Keys that come before the focus has moved already mean the pane that was asked for."""
    async with opened(size=size) as (app, pilot):
        for name in ("pane_3", "down", "open"):
            app.action_press(name)
        await pilot.pause()
        assert app.review.filters.agencies == frozenset({"kcpd"})
        for name in ("pane_1", "first", "next_radio"):
            app.action_press(name)
        await pilot.pause()
        assert app.focused is screen_of(app).query_one(Timeline)


async def test_garbage_is_collected_from_the_first_frame_on() -> None:
    """A start puts the collection off, and the app takes it up again once the screen is up."""
    gc.disable()
    try:
        async with opened() as (app, pilot):
            await painted(app, pilot)
            assert gc.isenabled()
            assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
        gc.enable()


async def test_capital_t_counts_the_times_from_other_entries() -> None:
    """T changes the times beside the entries, and the border says what they are counted from."""
    async with opened() as (app, pilot):
        timeline = screen_of(app).panes["timeline"]
        titles, times = [], []
        for _ in range(5):
            titles.append(str(timeline.border_title))
            times.append(words_of(timeline).splitlines()[5].split()[0])
            await press(app, pilot, "T")
        assert titles == [
            "1 Timeline",
            "1 Timeline · times since 13:12~",
            "1 Timeline · times since the entry before",
            "1 Timeline · times since the same unit or agency spoke",
            "1 Timeline",
        ]
        assert times == ["13:15", "T+0:00…0:06~", "+0:00…0:06~", "▎?", "13:15"]


async def test_the_mark_says_without_colour_where_the_keys_are() -> None:
    """The row of the timeline has a hollow mark while the keys are in another pane."""
    async with opened() as (app, pilot):
        for key, mark in (("j", "▸"), ("2", "▹"), ("1", "▸"), ("t", "▹"), ("escape", "▸")):
            await press(app, pilot, key)
            await until(pilot, partial(has_mark, app, mark))


def has_mark(app: IncidentApp, mark: str) -> bool:
    """Whether the row of the timeline under the cursor has a mark."""
    _, y = place_of(app, "First shots", screen_of(app).panes["timeline"])
    return cells_of(app)[y][1] == mark


async def test_times_follow_who_was_known_to_speak() -> None:
    """On the clock of the known, a step that tells who spoke before changes the times after it."""
    record = """
        format: incident-record/1
        incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}
        sources: [{id: s, kind: report}]
        agencies: [{id: fire, name: Fire, short: FS}]
        timeline:
          - {id: a, kind: note, time: 13:00, text: one, cite: s, agency: fire, known: 13:00}
          - {id: b, kind: note, time: 13:10, text: two, cite: s, agency: fire, known: 13:40}
          - {id: c, kind: note, time: 13:20, text: three, cite: s, agency: fire, known: 13:20}
          - {id: d, kind: note, time: 13:50, text: four, cite: s, known: 13:50}
    """
    app = IncidentApp(review_of(sound(dedent(record))))
    async with app.run_test(size=(120, 36)) as pilot:
        await press(app, pilot, "h", "T", "T", "T", "j", "j")
        timeline = screen_of(app).panes["timeline"]
        assert row_with(app, timeline, "three").split()[0].endswith("+0:20")
        await press(app, pilot, "j")
        assert row_with(app, timeline, "three").split()[0].endswith("+0:10")


def row_with(app: IncidentApp, lines: Lines, words: str) -> str:
    """The painted row of the screen in which words stand in a pane, without its border."""
    _, y = place_of(app, words, lines)
    return cells_of(app)[y].lstrip("│ ▸")


async def test_m_counts_from_the_entry() -> None:
    """The status line tells how long since the mark; from the same entry, it ends."""
    async with opened() as (app, pilot):
        await pilot.press("J", "J", "m")
        assert "at the mark" in status_of(app)
        await pilot.press("J", "J")
        assert "1–3 min~ after the mark" in status_of(app)
        await pilot.press("i")
        await pilot.pause()
        page = app.screen.query_one("#board", Listing)
        assert "From the mark to the cursor" in words_of(page).splitlines()[0]
        await pilot.press("escape", "K", "K", "m")
        assert "mark" not in status_of(app)


@pytest.mark.thorough
@pytest.mark.parametrize("size", SIZES)
async def test_boards_open_over_the_review_and_close(size: tuple[int, int]) -> None:
    """Each board's key opens it at any size; Esc and q come back to where the review was."""
    async with opened(size=size) as (app, pilot):
        await pilot.press("J")
        for key, close in product("cuiovpl", ("escape", "q")):
            await press(app, pilot, key)
            await app.workers.wait_for_complete()
            await painted(app, pilot)
            assert isinstance(app.active_dialog, Dialog), key
            assert app.active_dialog.listing.rows, key
            await press(app, pilot, close)
            assert entry_id(app) == "q1", key


async def test_a_board_takes_off_filters_that_hide_its_entry() -> None:
    """Enter leads to the entry, also where the filters did not show it."""
    async with opened() as (app, pilot):
        await pilot.press("r", "i")
        await pilot.pause()
        await pilot.press("enter", "enter")  # into the detail, and to its entry
        assert entry_id(app) == "first-shots"
        assert app.review.hidden == 0


async def test_ctrl_c_says_how_to_quit() -> None:
    """The key that help and footer name, and the one for while a text is typed."""
    async with opened() as (app, pilot):
        await pilot.press("ctrl+c")
        await pilot.pause()
        assert [one.message for one in app._notifications] == ["q quits; Ctrl+q while you type"]
