"""The review screen while something is typed: searches, times to go to, and where keys go."""

from functools import partial
from pathlib import Path

import pytest
from textual import events

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.panes.casualties import Casualties
from incident_tui.panes.detail import Detail
from incident_tui.panes.prompt import Prompt
from incident_tui.panes.status import Status
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import read_bytes
from incident_tui.review import intents
from incident_tui.review.review import review_of
from incident_tui.review.search import Query
from incident_tui.samples import EXERCISE, data_folder
from incident_tui.screens.dialog import Dialog
from tests.drawn import line_text
from tests.driving import (
    burst,
    cells_of,
    entry_id,
    filters_of,
    footer_of,
    notice_of,
    opened,
    painted,
    play,
    press,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.thorough import at_sizes

SMALL = (80, 24)
OFFICER = 18
"""Entries of the bundled record that say `officer`."""


def query_of(app: IncidentApp) -> str:
    """What is searched for; "" for nothing."""
    return str(app.review.search.query) if app.review.search else ""


def places(app: IncidentApp) -> list[str]:
    """The ids of the hits that are shown."""
    return [app.review.chronology.entries[position].id for position in app.review.hits or ()]


async def test_a_search_follows_each_letter() -> None:
    """With every letter there are fewer hits, and the cursor is on the first of them."""
    async with opened() as (app, pilot):
        await pilot.press("/")
        counts = []
        for number, letter in enumerate("officers", start=1):
            await play(app, pilot, letter)
            assert query_of(app) == "officers"[:number]
            counts.append(len(places(app)))
            assert entry_id(app) == places(app)[0]
        assert counts == sorted(counts, reverse=True)
        assert counts[6] == OFFICER
        assert screen_of(app).typing


KEYS_OF_A_SEARCH = [
    (["/", *"officer"], 0, "officer", True),
    (["/", *"officer", "enter"], 0, "officer", False),
    (["/", *"officer", "down", "down"], 2, "officer", True),
    (["/", *"officer", "down", "down", "up", "enter"], 1, "officer", False),
    (["/", *"officer", "up"], -1, "officer", True),  # round the beginning
    (["/", *"officer", "enter", "n"], 1, "officer", False),
    (["/", *"officer", "enter", "N"], -1, "officer", False),
    (["/", *"officer", "enter", "N", "n"], 0, "officer", False),  # and round the end
    (["/", *"officer", "enter", "n", "n", "N"], 1, "officer", False),
    (["/", *"OFFICERx", "backspace"], 0, "OFFICER", True),
    (["/", *"fficer", "home", "o"], 0, "officer", True),
    (["/", *"officer", "enter", "/", "enter"], 0, "officer", False),
]


async def test_keys_of_a_search() -> None:
    """Enter stays at a hit, ↓ and ↑ and n and N go from one to the next and round the ends."""
    async with opened() as (app, pilot):
        start = app.review
        for keys, number, query, typing in KEYS_OF_A_SEARCH:
            await play(app, pilot, *keys)
            assert entry_id(app) == places(app)[number], keys
            assert query_of(app) == query, keys
            assert screen_of(app).typing == typing, keys
            await play(app, pilot, "escape", "0", "g")
            assert app.review == start


async def test_a_search_that_is_left_leads_back() -> None:
    """Esc, or a text taken away again, is as if nothing had been searched for."""
    async with opened() as (app, pilot):
        await play(app, pilot, "J", "J")
        before = app.review
        for keys in (
            ["escape"],
            [*"officer", "escape"],
            [*"officer", "down", "down", "escape"],
            [*"zzz", "escape"],
            ["o", "backspace", "enter"],
            [*"officer", "ctrl+u", "enter"],
            [*"zzz", "enter", "escape"],
            [*"officer", "enter", "/", "backspace", "enter", "g", "J", "J"],
        ):
            await play(app, pilot, "/", *keys)
            assert app.review == before, keys
            assert not screen_of(app).typing
            assert footer_of(app).startswith(" j/k step")


@pytest.mark.parametrize("size", at_sizes(SMALL, (120, 36)))
async def test_the_prompt_says_what_it_is_and_what_came_of_it(size: tuple[int, int]) -> None:
    """Its name, the text, how many hits and what to press stand in the last line, every time."""
    async with opened(size=size) as (app, pilot):
        for _ in range(2):
            await play(app, pilot, "/")
            assert footer_of(app) == "search |  | / first: regular expression  Esc back"
            await play(app, pilot, *"officer", "down")
            assert footer_of(app).startswith("search | officer | 2 of 18 hits  ↓/↑ hit  ")
            assert cells_of(app)[-1].split()[:2] == ["search", "officer"]
            await play(app, pilot, "escape")
            assert footer_of(app).startswith(" j/k step")
            assert screen_of(app).query_one(Prompt).display is False


async def test_hits_are_lit_and_counted() -> None:
    """A hit is lit in the row and in Detail; the status line says which of how many it is."""
    async with opened() as (app, pilot):
        await play(app, pilot, *"/two officers", "enter")
        assert "“two officers” 1 of 2 hits" in status_of(app)
        timeline, detail = screen_of(app).query_one(Timeline), screen_of(app).query_one(Detail)
        assert timeline.selected is not None
        drawn = [*timeline.line(timeline.selected, 70)]
        drawn += [span for row in detail.rows for span in row.line]
        assert [span.text for span in drawn if span.ink == "hit"] == ["two officers"] * 2
        await play(app, pilot, "escape")
        assert "hit" not in {span.ink for span in timeline.line(timeline.selected, 70)}
        assert "hit" not in {span.ink for row in detail.rows for span in row.line}


async def test_a_lit_mark_ends_where_it_ends() -> None:
    """What follows a hit in its row is not lit, be it only blank."""
    async with opened(size=SMALL) as (app, pilot):
        await play(app, pilot, *"/officer", "enter")
        timeline = screen_of(app).query_one(Timeline)
        ground = app.theme_variables["ink-hit-ground"]
        lit = [
            segment.text
            for row in range(timeline.size.height)
            for segment in timeline.render_line(row)
            if segment.style and segment.style.bgcolor and segment.style.bgcolor.name == ground
        ]
        assert {*lit} == {"Officer", "officer", "…"}


async def test_hits_that_filters_hide_are_counted_apart() -> None:
    """The cursor goes to hits that are shown; how many more there are is said."""
    async with opened() as (app, pilot):
        await play(app, pilot, "r", *"/officer")
        assert places(app) == ["q1", "q2", "q4", "q5", "q6"]
        assert "1 of 5 hits · 13 hidden" in status_of(app)
        assert "1 of 5 hits · 13 hidden" in footer_of(app)
        await play(app, pilot, "enter", *"nnnnn")
        assert entry_id(app) == "q1"
        await play(app, pilot, "/", *"eviction under way", "enter", "n")
        assert entry_id(app) == "q1"
        assert "no hit shown · 1 hidden" in notice_of(app)


async def test_only_the_hits_are_kept() -> None:
    """& hides what is no hit, & again shows it; without a search it does nothing."""
    async with opened() as (app, pilot):
        await pilot.press("&")
        assert app.review.hidden == 0
        await play(app, pilot, *"/officer", "enter", "&")
        assert len(app.review.shown) == OFFICER
        assert filters_of(app) == ["“officer”"]
        await pilot.press("&")
        assert app.review.hidden == 0
        assert query_of(app) == "officer"


async def test_kept_hits_outlive_their_search() -> None:
    """Another search goes through what was kept of the one before."""
    async with opened() as (app, pilot):
        await play(app, pilot, *"/officer", "enter", "&", *"/down", "enter")
        assert app.review.filters.words == Query("officer")
        assert set(places(app)) <= {
            app.review.chronology.entries[position].id for position in app.review.shown
        }
        assert len(app.review.shown) == OFFICER
        await play(app, pilot, "&")
        assert app.review.filters.words == Query("down")


async def test_escape_takes_off_one_thing_at_a_time() -> None:
    """The search ends first, then filters go, the latest first; the cursor stays where it is."""
    async with opened() as (app, pilot):
        await play(app, pilot, *"/officer", "enter", "&", "r", "a", *"/down", "enter")
        here, taken = entry_id(app), []
        for _ in range(5):
            await pilot.press("escape")
            filters = app.review.filters
            taken.append((query_of(app), filters.agencies is None, filters.kinds is None))
            assert entry_id(app) == here
        assert taken == [
            ("", False, False),
            ("", True, False),
            ("", True, True),
            ("", True, True),
            ("", True, True),
        ]
        assert app.review.hidden == 0


async def test_zero_takes_off_everything() -> None:
    """0 ends the search and shows every entry at once."""
    async with opened() as (app, pilot):
        await play(app, pilot, *"/officer", "enter", "&", "r", "a", "0")
        assert query_of(app) == ""
        assert app.review.hidden == 0
        assert footer_of(app).startswith(" j/k step")


async def test_n_says_why_it_goes_nowhere() -> None:
    """Without a hit n and N leave the cursor, and say what there is to press."""
    async with opened(size=SMALL) as (app, pilot):
        await play(app, pilot, "n")
        assert notice_of(app) == "nothing is searched for: / searches"
        await play(app, pilot, *"/zzz", "enter", "N")
        assert notice_of(app) == "no hit: / searches"
        assert footer_of(app).startswith(" n/N hit")
        await play(app, pilot, "j")
        assert notice_of(app) == ""


async def test_a_unit_is_followed_and_its_last_entry_says_so() -> None:
    """} and { go from entry to entry of the unit under the cursor, and say where there is none."""
    async with opened(data_folder() / EXERCISE, size=SMALL) as (app, pilot):
        screen_of(app).act(intents.GoTo("m1-at-patient"))
        await play(app, pilot, "}")
        review = app.review
        assert review.lens.speaker(review.cursor) == "m1"
        assert review.cursor > review.chronology.positions["m1-at-patient"]
        await play(app, pilot, *"}" * 60)
        assert notice_of(app) == "no later entry of Medic 1 is shown"
        await play(app, pilot, *"{" * 60)
        assert notice_of(app) == "no earlier entry of Medic 1 is shown"


BURSTS = [
    ([*"jj/server", "enter"], "server-call"),
    ([*"/officer", "enter", *"nN&n"], "neighbour-call"),
    ([*"/officer", "enter", *"n/down", "enter"], "q1"),
    ([*"/officer", "down", "escape", *"r/down", "down", "enter"], "q2"),
    ([*"t13:17", "enter"], "q4"),
    ([*"jjt13:30", "enter", "k"], "q5"),
    ([*"/gunshot", "enter", *"t13:17", "enter"], "q4"),
    ([*"3j", "enter", *"1j"], "kcpd-responds"),
    ([*"2jj3jj1j"], "first-shots"),
    ([*"t13:17", "enter", *"5z1z"], "q4"),
]


@pytest.mark.parametrize("size", at_sizes(SMALL, (120, 36)))
async def test_a_burst_does_what_its_keys_do(size: tuple[int, int]) -> None:
    """Keys that arrive all at once, text and table keys mixed, are taken in the order typed."""
    async with opened(size=size) as (app, pilot):
        for keys, entry in BURSTS:
            await play(app, pilot, *keys)
            assert entry_id(app) == entry, keys
            assert not screen_of(app).typing
            assert app.focused is screen_of(app).query_one(Timeline)
            await play(app, pilot, "0", "g")


@pytest.mark.parametrize("keys", [keys for keys, _ in BURSTS[1:4]])
async def test_a_burst_does_the_same_as_one_key_after_the_other(keys: list[str]) -> None:
    """How quickly keys come makes no difference to what they do."""
    async with opened() as (app, pilot):
        await pilot.press(*keys)
        await play(app, pilot)
        slowly, start = app.review, review_of(app.review.chronology)
        screen_of(app).visit(start)
        await play(app, pilot, *keys)
        assert (app.review.cursor, app.review.filters) == (slowly.cursor, slowly.filters)
        assert (app.review.hits, app.review.shown) == (slowly.hits, slowly.shown)


async def test_keys_typed_before_the_first_frame_are_not_lost() -> None:
    """Steps, a search and a time typed while the app comes up find their panes and the prompt."""
    app = IncidentApp(review_of(chronology_of(read_bytes(RECORD.encode(), "record.yaml"))))
    burst(app, *"j/nine", "enter", "t")
    async with app.run_test(size=SMALL) as pilot:
        burst(app, *"13:02", "enter")
        await until(pilot, lambda: query_of(app) == "nine" and entry_id(app) == "e2")
        assert not screen_of(app).typing


async def test_quitting_before_the_first_frame_is_no_fault() -> None:
    """A `q` typed while the app comes up ends it, with nothing to complain of."""
    app = IncidentApp(review_of(chronology_of(read_bytes(RECORD.encode(), "record.yaml"))))
    burst(app, "j", "q")
    await app.run_async(headless=True, size=SMALL)
    assert app.return_code == 0


async def test_a_prompt_opened_before_the_first_frame_stays_open() -> None:
    """That the timeline gets the focus at the start does not end what is typed already."""
    app = IncidentApp(review_of(chronology_of(read_bytes(RECORD.encode(), "record.yaml"))))
    burst(app, *"j/nine")
    async with app.run_test(size=SMALL) as pilot:
        await play(app, pilot)
        assert screen_of(app).typing
        assert footer_of(app).startswith("search | nine | 1 hit")


RECORD = """\
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: UTC}
sources: [{id: s, kind: report}]
agencies: [{id: a, name: "[b]A[/b]", short: "[x"}]
timeline:
  - {id: e0, kind: radio_call, time: 13:00, cite: s, text: "none"}
  - {id: e1, kind: radio_call, time: 13:01, cite: s, text: "nine"}
  - {id: e2, kind: radio_call, time: 13:02, cite: s, text: "[bold]red[/bold] [b", agency: a}
  - {id: e3, kind: radio_call, time: 13:03, cite: s, text: "\\e]0;evil\\a\\u202Eabc"}
  - {id: e4, kind: note, time: 13:04, cite: s, text: "Straße, Çafé 日本語"}
  - {id: e5, kind: note, time: 13:05, cite: s, title: Told, text: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"}
"""


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    """A record of texts that are markup, commands to a terminal, and letters of many kinds."""
    path = tmp_path / "record.yaml"
    path.write_text(RECORD, "utf-8")
    return path


def hits_in(timeline: Timeline) -> list[str]:
    """What is lit in the row under the cursor."""
    if timeline.selected is None:
        return []
    return [span.text for span in timeline.line(timeline.selected, 60) if span.ink == "hit"]


async def test_what_is_searched_for_is_text(nasty: Path) -> None:
    """Markup and controls, typed or recorded, are letters like any other, and lit as they show."""
    async with opened(nasty, SMALL) as (app, pilot):
        for text, entry, lit in (
            ("[bold]", "e2", "[bold]"),
            ("[b", "e2", "[b"),
            ("]0;EVIL", "e3", "]0;evil"),
            ("strasse", "e4", "Straße"),
            ("CAFE", "e4", "Çafé"),
            ("本", "e4", "本"),
            (r"/\[/?bold", "e2", "[bold"),
            ("/n.ne$", "e0", "none"),
        ):
            await play(app, pilot, "/", *text)
            timeline = screen_of(app).query_one(Timeline)
            await until(pilot, partial(hits_in, timeline))
            assert entry_id(app) == entry, text
            assert hits_in(timeline)[0] == lit
            rows = cells_of(app)
            assert not [one for row in rows for one in row if ord(one) < 32 or one in "\x7f\u202e"]
            assert text in rows[-1]
            await play(app, pilot, "escape")


@pytest.mark.parametrize("size", at_sizes(SMALL, (120, 36)))
async def test_an_expression_that_is_none_says_so(size: tuple[int, int]) -> None:
    """While an expression is not whole, its fault is said in full and the last whole one stays."""
    async with opened(size=size) as (app, pilot):
        await play(app, pilot, *"//offic(er")
        assert "missing )" in cells_of(app)[-1]
        assert "position 8" in cells_of(app)[-1]
        assert query_of(app) == "/offic/"
        await play(app, pilot, ")")
        assert len(places(app)) == OFFICER
        assert "1 of 18 hits" in footer_of(app)


async def test_an_expression_that_takes_for_ever_is_given_up(
    nasty: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It says that it is too long in coming, and keys go on."""
    monkeypatch.setattr("incident_tui.review.search.MOST_SECONDS", 1e-9)
    async with opened(nasty, SMALL) as (app, pilot):
        await play(app, pilot, *"//(a|aa|aaa)+$", "enter")
        assert "takes too long" in status_of(app)
        await pilot.press("j")
        assert entry_id(app) == "e1"


async def test_a_text_is_pasted_into_the_prompt() -> None:
    """What is pasted is searched for like what is typed, its first line alone."""
    async with opened() as (app, pilot):
        await pilot.press("/", "o")
        app.post_message(events.Paste("fficer\nand more"))
        await until(pilot, lambda: query_of(app) == "officer")
        await pilot.press("s")
        assert query_of(app) == "officers"


async def test_a_paste_without_a_prompt_does_nothing() -> None:
    """What is pasted over the panes is no key."""
    async with opened() as (app, pilot):
        app.post_message(events.Paste("jjrq"))
        await pilot.pause()
        assert entry_id(app) == "eviction"
        assert app.review.hidden == 0


async def test_letters_that_are_keys_are_letters_in_a_text() -> None:
    """While something is typed, q does not quit and j does not step."""
    async with opened() as (app, pilot):
        await play(app, pilot, *"/jqrz01?!")
        assert screen_of(app).query_one(Prompt).text == "jqrz01?!"
        assert app.review.hidden == 0
        assert entry_id(app) == "eviction"


async def test_tab_leaves_the_text_for_the_next_pane() -> None:
    """A key that means nothing in a text means what it means elsewhere; the search stays."""
    async with opened(size=SMALL) as (app, pilot):
        await play(app, pilot, *"/officer", "tab")
        assert not screen_of(app).typing
        assert query_of(app) == "officer"
        await until(pilot, lambda: app.focused is screen_of(app).query_one(Casualties))
        await play(app, pilot, *"1/two officers", "pagedown")
        assert query_of(app) == "two officers"


@pytest.mark.parametrize("size", at_sizes(SMALL, (120, 36)))
async def test_a_click_into_a_pane_ends_the_typing(size: tuple[int, int]) -> None:
    """The search stays as it was typed, and keys are keys again, in the pane that was clicked."""
    async with opened(size=size) as (app, pilot):
        await play(app, pilot, *"/officer")
        await pilot.click("#timeline", offset=(30, 1))
        await pilot.pause()
        assert not screen_of(app).typing
        assert query_of(app) == "officer"
        assert entry_id(app) == "eviction"
        await pilot.press("n")
        assert entry_id(app) == places(app)[0]


async def test_the_palette_opens_over_a_text_and_gives_it_back() -> None:
    """ctrl+p works while something is typed; what is typed there is not typed here."""
    async with opened() as (app, pilot):
        await pilot.press(*"/off", "ctrl+p")
        await until(pilot, lambda: app.active_review_screen is None)
        await pilot.press(*"theme", "escape")
        await until(pilot, lambda: app.active_review_screen is not None)
        await play(app, pilot, *"icer", "enter")
        assert query_of(app) == "officer"
        assert len(places(app)) == OFFICER


async def test_keys_of_a_dialog_are_its_own() -> None:
    """No key pressed in a dialog reaches the review; once it is closed, all of them do."""
    async with opened() as (app, pilot):
        before = app.review
        for opening in "?f!":
            await pilot.press(opening)
            await until(pilot, lambda: app.active_review_screen is None)
            await pilot.press(*"/tn0Jr&z", "down")
            assert app.review == before
            await pilot.press("escape", "escape")  # `/` has begun a text
            await until(pilot, lambda: app.active_review_screen is not None)
            assert not screen_of(app).typing
            await play(app, pilot, *"J/two officers", "enter")
            assert entry_id(app) == "q4"
            await play(app, pilot, "0", "g")


# Going to a time.


async def test_going_to_a_time() -> None:
    """The cursor goes to the entry at or before the time, which a notice tells until a key."""
    async with opened(size=SMALL) as (app, pilot):
        for keys, entry, said in (
            ("t13:15", "q2", "the last entry at 13:15: 13:15"),
            ("t13:18:30", "q4", "nothing at 13:18:30; last before: 13:17~"),
            ("tT+5m", "q4", "the last entry at 13:17: 13:17~"),
            ("t01:00", "eviction", "nothing at 01:00; first entry: 12:00…13:15"),
            ("t1:15", "q2", "1:15 read as 13:15; the last entry then: 13:15"),
            ("t0115 pm", "q2", "the last entry at 13:15: 13:15"),
            ("GKt-20m", "q4", "nothing at 13:20; last before: 13:17~"),
            ("rt13:12", "q1", "the last entry shown at 13:12: 13:12~"),
            ("t2024-02-29 13:30", "vehicles-pass", "the last entry at 13:30: 13:30"),
            ("Gt13:15", "q2", "the last entry at 13:15: 13:15"),
        ):
            await play(app, pilot, *keys, "enter")
            assert entry_id(app) == entry, keys
            assert notice_of(app).startswith(said)
            assert not notice_of(app).rstrip().endswith("…")
            assert footer_of(app).rstrip().endswith(" ? help")
            await play(app, pilot, "0", "g")
            assert notice_of(app) == ""


async def test_a_text_that_is_no_time_says_what_to_write() -> None:
    """The prompt stays open with the text to mend, and the cursor where it is."""
    async with opened(size=SMALL) as (app, pilot):
        for text, said in (
            ("", "a time is missing; try 13:12"),
            ("soon", "`soon` is no time; try 13:12"),
            ("25:99", "25:99 is no clock time; try 13:12"),
            ("+x", "`x` is no length; try 12m, 30s, 1h30m or 1:30"),
        ):
            await play(app, pilot, "t", *text, "enter")
            assert footer_of(app) == f"go to | {text} | {said}"
            assert said in cells_of(app)[-1]
            assert entry_id(app) == "eviction"
            await play(app, pilot, "ctrl+u", *"13:15", "enter")
            assert entry_id(app) == "q2"
            await play(app, pilot, "g")


async def test_a_time_that_is_left_changes_nothing() -> None:
    """Esc closes the prompt; a search that was there stays, and a time typed is none."""
    async with opened() as (app, pilot):
        await pilot.press(*"/officer", "enter")
        before = app.review
        await play(app, pilot, "t", *"13:30")
        assert footer_of(app).startswith("go to | 13:30 | 13:12 · T+12m · -5m · 29 Feb 13:12")
        await play(app, pilot, "escape")
        assert app.review == before


async def test_minutes_by_arrow() -> None:
    """→ goes to the next entry at least a minute on, ← to the last one a minute back."""
    async with opened() as (app, pilot):
        await pilot.press("t", *"13:15", "enter", "right")
        assert entry_id(app) == "q3"
        await pilot.press("right", "right")
        later = app.review.cursor
        await pilot.press("left")
        assert app.review.cursor < later


async def test_clocks_are_put_right_and_back() -> None:
    """The status line says that it is so, Detail keeps what is written, the cursor its entry."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        screen_of(app).act(intents.GoTo("panel-signal"))
        await pilot.press("w")
        await until(pilot, lambda: app.review.chronology.aligned)
        await pilot.pause()
        assert entry_id(app) == "panel-signal"
        assert "as of 20:41:26" in status_of(app)
        assert "aligned" in status_of(app)
        assert "6 entries 5 min~ earlier" in notice_of(app)
        detail = " ".join(words_of(screen_of(app).query_one(Detail)).split())
        assert "aligned: the clock of its source, 5 min ahead, shows 20:46:26" in detail
        await pilot.press("w")
        await until(pilot, lambda: not app.review.chronology.aligned)
        await pilot.pause()
        assert "as of 20:46:26" in status_of(app)
        assert "aligned" not in status_of(app)


async def test_a_record_whose_clocks_are_right_says_so() -> None:
    """Nothing changes where no source has a clock that is known to be off."""
    async with opened() as (app, pilot):
        before = app.review
        await pilot.press("w")
        await pilot.pause()
        assert app.review is before
        assert "no source of this record has a clock known to be off" in notice_of(app)


@pytest.mark.parametrize("size", at_sizes(SMALL, (60, 20), (120, 36), (200, 60)))
async def test_a_click_on_a_filter_removes_the_filter(size: tuple[int, int]) -> None:
    """The lines of filters take their room when a filter is set, and a click gives it back."""
    async with opened(size=size) as (app, pilot):
        screen = screen_of(app)
        timeline, whole = screen.query_one(Timeline), screen.query_one(Timeline).region.y
        assert filters_of(app) == []
        await play(app, pilot, "r", *"/officer", "enter", "&", "escape")
        await play(app, pilot, "3", "enter", "1")
        await painted(app, pilot)
        status = screen.query_one(Status)
        assert timeline.region.y == whole - 1 + status.size.height
        assert {"kinds", "agencies", "words"} == set(app.review.filters.order)
        for name, word in (("kinds", "radio only"), ("agencies", "IPD"), ("words", "officer”")):
            lines = enumerate(map(line_text, status.draw(size[0])))
            (y,) = [status.region.y + number for number, line in lines if f"{word} ×" in line]
            x = "".join(cells_of(app)[y]).index(f"{word} ×")
            await pilot.click(offset=(x, y))
            await painted(app, pilot)
            assert name not in app.review.filters.order
            assert not any(word in row for row in filters_of(app))
        assert not app.review.hidden
        assert filters_of(app) == []
        assert timeline.region.y == whole


async def test_no_hit_kept_leaves_the_moment() -> None:
    """With every row hidden the status keeps the moment of the panes, and Esc leads back."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        await play(app, pilot, "g", "/", *"zzzz", "enter", "&")
        await painted(app, pilot)
        said = "  Status as of 20:25~ · its row is hidden · what had happened"
        assert status_of(app).startswith(said)
        assert "not yet" in words_of(screen_of(app).query_one(Casualties))
        await play(app, pilot, "escape", "escape")
        await painted(app, pilot)
        assert "as of 20:25~ · what had happened · entry 1 of 173" in status_of(app)


@pytest.mark.parametrize("size", at_sizes(SMALL, (60, 20), (120, 36)))
async def test_a_notice_leaves_the_keys_and_the_panes(size: tuple[int, int]) -> None:
    """A notice lies over the lower border: nothing moves, and the footer keeps its keys."""
    async with opened(size=size) as (app, pilot):
        before, keys = cells_of(app), footer_of(app)
        await play(app, pilot, "n")
        await painted(app, pilot)
        rows = cells_of(app)
        assert rows[-2].strip() == "nothing is searched for: / searches"
        assert [*rows[:-2], rows[-1]] == [*before[:-2], before[-1]]
        assert footer_of(app) == keys
        await play(app, pilot, "g")
        await painted(app, pilot)
        assert cells_of(app) == before
        await play(app, pilot, "n")
        await pilot.click("#title")
        assert notice_of(app) == ""


async def test_the_footer_follows_the_focus() -> None:
    """Each pane names its own keys first, and of a row those that the row has."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        for keys, said in (
            ("1", "j/k step J/K radio"),
            ("2", "Enter tells why j/k row 1 timeline"),
            ("3", "Enter only this Space hide o all of it j/k row 1 timeline"),
            (" ", "Enter only this Space show o all of it j/k row 1 timeline Esc clear"),
            ("\r", "Enter all agencies Space hide o all of it j/k row 1 timeline Esc clear"),
            ("04", "Enter unfold o all of its agency →/← unfold j/k row 1 timeline"),
            ("\r", "Enter fold o all of its agency →/← unfold j/k row 1 timeline"),
            ("j", "Enter only this o all of its agency →/← unfold j/k row 1 timeline"),
            ("5", "j/k row 1 timeline J/K radio"),  # no record of its own
            ("6", "j/k scroll 1 timeline J/K radio"),
            ("1", "j/k step J/K radio"),
        ):
            names = {"\r": "enter", " ": "space"}
            await play(app, pilot, *(names.get(key, key) for key in keys))
            await painted(app, pilot)
            assert " ".join(footer_of(app).split()).startswith(said), keys


async def test_the_footer_says_what_a_key_does_next() -> None:
    """A key that takes back what it did is named so."""
    async with opened(size=(240, 40)) as (app, pilot):
        for key, off, on in (
            ("h", "h known", "h happened"),
            ("r", "r radio only", "r all kinds"),
            ("a", "a only this", "a all agencies"),
            ("z", "z zoom", "z all panes"),
        ):
            for said in (off, on, off):
                assert said in " ".join(footer_of(app).split())
                await play(app, pilot, key)
                await painted(app, pilot)
            await play(app, pilot, key)


@pytest.mark.parametrize("size", at_sizes(SMALL, (60, 20), (120, 36)))
async def test_detail_scrolls_from_the_timeline(size: tuple[int, int]) -> None:
    """ctrl+d and ctrl+u scroll Detail, opened where it is closed; the cursor and the keys stay."""
    async with opened(data_folder() / EXERCISE, size) as (app, pilot):
        detail = screen_of(app).query_one(Detail)
        await play(app, pilot, "2", "1")
        before = app.review
        await play(app, pilot, "ctrl+d")
        await painted(app, pilot)
        assert detail.display
        await play(app, pilot, "ctrl+d", "ctrl+d")
        await painted(app, pilot)
        assert detail.scroll_offset.y > 1
        assert app.review is before
        assert screen_of(app).pane_layout.focused == "timeline"
        await play(app, pilot, *["ctrl+u"] * 5)
        await painted(app, pilot)
        assert detail.scroll_offset.y == 0


async def test_a_detail_that_is_not_seen_says_so() -> None:
    """Where another pane has its place, or fills the screen, a notice names the key for it."""
    async with opened(size=SMALL) as (app, pilot):
        for keys in (["2", "ctrl+d"], ["1", "z", "ctrl+d"]):
            await play(app, pilot, *keys)
            await painted(app, pilot)
            assert notice_of(app) == "Detail is closed: 6 opens it"


async def test_a_small_screen_gives_its_rows_to_the_pane_with_the_keys() -> None:
    """The timeline has most rows while it has the keys, the pane below more while it has them."""
    async with opened(data_folder() / EXERCISE, SMALL) as (app, pilot):
        screen = screen_of(app)
        timeline, casualties = screen.query_one(Timeline), screen.query_one(Casualties)
        heights = []
        for key in ("G", "2", "1"):
            await play(app, pilot, key)
            await painted(app, pilot)
            assert timeline.selected is not None
            top = timeline.scroll_offset.y
            assert top <= timeline.selected < top + timeline.scrollable_content_region.height
            heights.append((timeline.size.height, casualties.size.height))
        assert heights == [(11, 0), (7, 8), (11, 4)]


@pytest.mark.parametrize("size", at_sizes((200, 60), (80, 24), (120, 36), (165, 40)))
async def test_panes_are_made_larger_and_smaller(size: tuple[int, int]) -> None:
    """+ gives the focused pane more room, - less; as many of each lead back."""
    async with opened(data_folder() / EXERCISE, size=size) as (app, pilot):
        for number in ("6", "2"):
            await play(app, pilot, number)
            await painted(app, pilot)
            assert app.focused
            usual = app.focused.region
            await play(app, pilot, "plus", "plus")
            await painted(app, pilot)
            assert app.focused.region.area > usual.area
            await play(app, pilot, "minus", "minus")
            await painted(app, pilot)
            assert app.focused.region == usual


async def test_a_notice_over_a_board_ends_with_the_board() -> None:
    """What a key on a board has led to is said on the board, and not below it too."""
    async with opened() as (app, pilot):
        await play(app, pilot, "c", "w")
        assert isinstance(app.screen, Dialog)
        assert app.screen.notice.display
        await play(app, pilot, "escape")
        assert notice_of(app) == ""


async def test_panes_of_a_narrow_screen_take_room_from_each_other() -> None:
    """The timeline and the open pane below it share the rows: + and - move the line between."""
    async with opened(size=(80, 34)) as (app, pilot):
        timeline, heights = screen_of(app).panes["timeline"], []
        for key in ("+", "+", "-", "-", "6", "+", "-", "-"):
            await press(app, pilot, key)
            heights.append(timeline.size.height)
        assert heights == [15, 17, 15, 14, 13, 11, 13, 15]
