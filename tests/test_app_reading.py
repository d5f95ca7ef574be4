"""The app while calls are still read: the cursor, filters and searches stay right as they come."""

from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.lines import Listing
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import Reader, read_record
from incident_tui.review.commands import OpenRecord
from incident_tui.review.filters import shown_positions
from incident_tui.review.layout import number_of
from incident_tui.review.review import review_of
from incident_tui.review.search import search
from incident_tui.samples import EXERCISE, bundled_record, data_folder
from tests.driving import (
    HEAD,
    HeldBack,
    arriving,
    call,
    cells_of,
    entry_id,
    folder_of,
    footer_of,
    opened,
    play,
    screen_of,
    status_of,
    until,
    words_of,
)
from tests.thorough import thorough

COUNT = 3_000
ENTRIES = COUNT + 3


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few thousand calls come in as many goes as a million."""
    monkeypatch.setattr("incident_tui.record.calls.packing.BLOCK_BYTES", 8_192)
    monkeypatch.setattr("incident_tui.chronology.build.MIN_INTERVAL_S", 0)


def text_of(number: int) -> str:
    """Each tenth call is about a fire, each hundredth about a flood."""
    if not number % 100:
        return "flood in the cellar"
    return "fire in the attic" if not number % 10 else f"call number {number}"


@pytest.fixture
def rising(tmp_path: Path) -> Path:
    """A record whose calls stand in the order of their times."""
    calls = (call(number, 60 + 20 * number, text_of(number)) for number in range(COUNT))
    return folder_of(tmp_path / "rising", calls)


@pytest.fixture
def falling(tmp_path: Path) -> Path:
    """A record whose calls stand in the file from the last to the first."""
    calls = (call(number, 80_000 - 20 * number, text_of(number)) for number in range(COUNT))
    return folder_of(tmp_path / "falling", calls)


def count(app: IncidentApp) -> int:
    """How many entries there are by now."""
    return len(app.review.chronology.entries)


def assert_as_if_read_at_once(app: IncidentApp, path: Path) -> None:
    """What is shown and found is what it is when everything is read before."""
    whole, review = chronology_of(read_record(path)), app.review
    assert [entry.id for entry in review.chronology.entries] == [one.id for one in whole.entries]
    assert review.shown == shown_positions(whole, review.filters)
    if review.search:
        found = search(whole, review.search.query).positions
        assert review.search.positions == found
        assert review.hits == found & review.shown


@pytest.mark.parametrize("name", ["rising", "falling"])
async def test_the_cursor_stays_on_its_entry(name: str, request: pytest.FixtureRequest) -> None:
    """However many calls come in before it or after it, the entry under the cursor stays that."""
    path: Path = request.getfixturevalue(name)
    async with arriving(path) as (app, pilot, arrivals):
        assert 0 < count(app) < ENTRIES
        await play(app, pilot, *"jjjJJ")
        here = entry_id(app)
        while not app.review.chronology.complete:
            before = app.review.chronology
            arrivals.let.release()
            await until(pilot, partial(has_changed, app, before))
            await pilot.pause()
            assert entry_id(app) == here
            assert marked(app) == here
        assert_as_if_read_at_once(app, path)


def has_changed(app: IncidentApp, before: Chronology) -> bool:
    """Whether more calls have come in."""
    return app.review.chronology is not before


def marked(app: IncidentApp) -> str:
    """The id of the entry whose row is marked in the timeline."""
    timeline = screen_of(app).query_one(Timeline)
    assert timeline.selected is not None
    position = timeline.position_of(timeline.selected)
    assert position is not None
    return app.review.chronology.entries[position].id


@pytest.mark.parametrize("name", ["rising", "falling"])
@pytest.mark.parametrize(
    "keys",
    [
        ["r"],
        ["J", "a"],
        ["3", "j", "enter", "1", "G"],
        [*"/fire", "enter", "n"],
        *thorough([*"/fire", "enter", "&"]),
        [*"/fire", "enter", "&", "escape", *"/attic", "enter", "J", "a"],
        *thorough([*"//fl(oo|u)d", "enter", "&", "0", *"/FLOOD"]),
        [*"/nowhere", "enter", "&", "escape"],
    ],
    ids=" ".join,
)
async def test_filters_and_searches_take_in_what_comes(
    name: str, keys: list[str], request: pytest.FixtureRequest
) -> None:
    """A filter or a search made after the first calls holds for all the others."""
    path: Path = request.getfixturevalue(name)
    async with arriving(path) as (app, pilot, arrivals):
        await play(app, pilot, *keys)
        before = app.review
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot)
        assert app.review.filters == before.filters
        assert (app.review.search is None) == (before.search is None)
        assert not before.shown or entry_id(app) == before.chronology.entries[before.cursor].id
        assert_as_if_read_at_once(app, path)


async def test_keys_pressed_while_calls_come(falling: Path) -> None:
    """Between any two arrivals keys do what they say."""
    async with arriving(falling) as (app, pilot, arrivals):
        for keys in ("G", "g", "t12:00\r", "/fire\rn", "&", "rN", "0", "a", "KK", "\x1b"):
            arrivals.let.release()
            await play(
                app, pilot, *({"\r": "enter", "\x1b": "escape"}.get(one, one) for one in keys)
            )
            assert app.review.cursor in app.review.shown
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot)
        assert_as_if_read_at_once(app, falling)


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_it_is_said_that_calls_are_read(rising: Path, size: tuple[int, int]) -> None:
    """The status line counts the calls while they come, beside a search too, and then no more."""
    async with arriving(rising, size) as (app, pilot, arrivals):
        await until(pilot, lambda: f"reading {arrivals.count:,}" in status_of(app))
        await play(app, pilot, *"/fire in the attic and the cellar", "enter")
        assert f"reading {arrivals.count:,}" in status_of(app)
        assert "no hit" in status_of(app)
        await play(app, pilot, "?")
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot, "escape")
        await until(pilot, lambda: app.active_review_screen and "reading" not in status_of(app))
        assert "no hit" in status_of(app)


async def test_a_prompt_is_not_disturbed_by_calls_that_come(rising: Path) -> None:
    """What is typed stays, and the hits beside it are counted on."""
    async with arriving(rising, (80, 24)) as (app, pilot, arrivals):
        await play(app, pilot, *"/fire in")
        assert app.review.hits
        few = len(app.review.hits)
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot, *" the", "down")
        assert screen_of(app).typing
        assert footer_of(app).startswith("search | fire in the | 2 of 270 hits")
        assert few < 270


async def test_a_hit_that_comes_later_is_gone_to(rising: Path) -> None:
    """While a prompt is open the cursor waits for the first hit, and Esc still leads back."""
    async with arriving(rising) as (app, pilot, arrivals):
        await play(app, pilot, *"j/call number 2999")
        assert entry_id(app) == "c0"
        assert not app.review.hits
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot, "down")
        assert entry_id(app) == "c2999"
        await play(app, pilot, "escape")
        assert entry_id(app) == "c0"


async def test_flawed_lines_are_problems_once_they_are_read(tmp_path: Path) -> None:
    """Lines that cannot be read are counted, and ! lists them with their places in the file."""
    calls = [call(number, number, text_of(number)) for number in range(COUNT)]
    calls[2_500], calls[2_700] = b"{not json", call(1, 1)
    path = folder_of(tmp_path / "flawed", calls)
    async with arriving(path) as (app, pilot, arrivals):
        assert "left out" not in status_of(app)
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await until(pilot, lambda: "2 left out" in status_of(app))
        await play(app, pilot, "!")
        words = words_of(app.screen.query_one("#problems", Listing)).split()
        assert "calls.jsonl" in "".join(words)  # a long path is broken where a line ends
        assert "2501" in "".join(words)
        assert "the id `c1` is taken" in " ".join(words)
        assert count(app) == ENTRIES - 2


@pytest.mark.parametrize("key", ["q", "ctrl+q"])
async def test_quitting_ends_the_reading(rising: Path, key: str) -> None:
    """Nothing is read any more once the app has been quit; what was on its way is no fault."""
    async with arriving(rising) as (app, pilot, arrivals):
        app.call_later(app.post_message, app.CallsArrived(app.review.chronology))
        await pilot.press(key)
        await until(pilot, lambda: not app.is_running)
    assert arrivals.ended.wait(30)
    assert arrivals.count < COUNT


RELATED = """\
related:
  - {id: other, title: The other, relation: [same_area], record: other/record.yaml}
"""


@pytest.fixture
def related(tmp_path: Path) -> Path:
    """A record with calls, and a related one with calls of its own."""
    calls = [call(number, 10 * number, text_of(number)) for number in range(COUNT)]
    path = folder_of(tmp_path / "main", calls, HEAD + RELATED)
    head = HEAD.replace("A long day", "The other day")
    folder_of(path / "other", (call(n, n, f"other {n}") for n in range(COUNT)), head)
    return path


async def test_two_records_are_read_at_once(related: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A related record is opened while calls come; both are read to the end, one behind the other.

    The one that waits keeps its entry, its filter and its search, and takes in its calls too.
    """
    others: list[HeldBack] = []

    def held_back(reader: Reader) -> HeldBack:
        others.append(HeldBack(reader))
        return others[-1]

    monkeypatch.setattr("incident_tui.app.LoadingRecord", held_back)
    async with arriving(related) as (app, pilot, arrivals):
        await play(app, pilot, *"JJJr/fire", "enter")
        here = entry_id(app)
        await play(app, pilot, str(number_of("related")), "enter")
        await until(pilot, lambda: others)
        await until(pilot, lambda: app.review.chronology.path.startswith(str(related / "other")))
        try:
            assert app.review.search is None
            await play(app, pilot, *"JJ")
            there = entry_id(app)
            await until(pilot, lambda: f"reading {others[0].count:,}" in status_of(app))
            arrivals.let_all()  # the one that waits comes to its end
            assert arrivals.ended.wait(30)
            assert not app.review.chronology.complete
            await until(pilot, lambda: f"reading {others[0].count:,}" in status_of(app))
            await play(app, pilot, "backspace")
            assert app.review.chronology.record.incident.title == "A long day"
            assert app.review.chronology.complete
            assert entry_id(app) == here
            await until(pilot, lambda: not app.review.to_search)
            assert_as_if_read_at_once(app, related)
            await until(pilot, lambda: "reading" not in status_of(app))
            await play(app, pilot, str(number_of("related")), "enter")
            await until(pilot, lambda: len(others) == 2)
            others[1].let_all()
            await until(pilot, lambda: app.review.chronology.complete)
            assert there in app.review.chronology.positions
            assert_as_if_read_at_once(app, related / "other")
        finally:
            for one in others:
                one.let_all()


async def visit(app: IncidentApp, pilot: "Pilot[None]", path: Path) -> None:
    """Open a record, and wait until each of its calls is read."""
    before = app.review.chronology.record
    screen_of(app).carry_out(OpenRecord(str(path)))
    await until(pilot, lambda: app.review.chronology.record is not before)
    await until(pilot, lambda: app.review.chronology.complete)


async def test_a_record_that_was_opened_again_is_read_where_it_was_left(related: Path) -> None:
    """A record opened twice is two reviews, and going back to the first shows each of its calls."""
    async with arriving(related) as (app, pilot, arrivals):
        await visit(app, pilot, related / "other")
        arrivals.let_all()
        await until(pilot, lambda: not app._arriving)
        await visit(app, pilot, related)
        await play(app, pilot, "backspace", "backspace")
        assert app.review.chronology.record is arrivals.first.record
        assert app.review.chronology.complete


async def test_going_back_to_a_record_keeps_its_clocks_corrected() -> None:
    """The calls of a record are complete when its clocks are corrected: nothing is taken back."""
    async with arriving(data_folder() / EXERCISE) as (app, pilot, arrivals):
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot, "w")
        await until(pilot, lambda: app.review.lens.is_aligned)
        await visit(app, pilot, bundled_record())
        await play(app, pilot, "backspace")
        assert app.review.chronology.record is arrivals.first.record
        assert app.review.lens.is_aligned


async def test_a_record_without_an_entry_yet_says_so(tmp_path: Path) -> None:
    """Where the first calls are all flawed there is nothing to show, until there is."""
    head = HEAD[: HEAD.index("timeline:")]
    calls = [*[b"flawed"] * 2_000, call(1, 1, "At last.")]
    async with arriving(folder_of(tmp_path / "late", calls, head)) as (app, pilot, arrivals):
        assert words_of(screen_of(app).query_one(Timeline)) == "No entry is read yet."
        await play(app, pilot, *"jGJ/last", "enter", *"t12:00", "enter", "escape")
        arrivals.let_all()
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot)
        assert any("At last." in row for row in cells_of(app))


async def test_a_record_that_is_read_whole_is_not_read_on(rising: Path) -> None:
    """Without anything to come nothing is counted."""
    async with opened(rising) as (app, _):
        assert count(app) == ENTRIES
        assert "reading" not in status_of(app)


async def test_calls_are_read_without_being_held_back(falling: Path) -> None:
    """As fast as they come, with keys in between, everything is there in the end."""
    from incident_tui.chronology.build import LoadingRecord
    from tests.driving import reader_of

    arrivals = LoadingRecord(reader_of(falling))
    app = IncidentApp(review_of(arrivals.first), arrivals)
    async with app.run_test() as pilot:
        await play(app, pilot, *"/fire", "enter", "&", *"jjkG")
        await until(pilot, lambda: app.review.chronology.complete)
        await play(app, pilot)
        assert_as_if_read_at_once(app, falling)
