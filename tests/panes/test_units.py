"""The pane of units: under each agency, a status in plain words and since when, on both clocks."""

from functools import reduce

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.hints import hint_words
from incident_tui.drawing.ink import width_of
from incident_tui.panes.pane import HEADING
from incident_tui.panes.units import Units, draw
from incident_tui.record.reading import read_record
from incident_tui.review import intents
from incident_tui.review.commands import Follow, ShowBoard
from incident_tui.review.intents import GoTo, OnlyUnit, SwitchClock, TakeNotes
from incident_tui.review.layout import number_of
from incident_tui.review.review import Review, review_of, step
from incident_tui.samples import EXERCISE, data_folder
from tests.boards.records import NASTY, review, said, ways
from tests.driving import (
    cells_of,
    filters_of,
    footer_of,
    opened,
    painted,
    play,
    screen_of,
    words_of,
)
from tests.notes.noting import note, notes_of
from tests.thorough import at_sizes

RECORD = f"""
sources:
  - {{id: air, kind: radio_audio}}
  - {{id: paper, kind: news_article, published: 2024-03-01}}
agencies:
  - {{id: ems, name: County EMS, short: EMS}}
  - {{id: idle, name: Idle, short: ID}}
  - {{id: fire, name: "Fire {NASTY}", short: FD}}
units:
  - id: e1
    call_sign: Engine 1
    agency: fire
    status_history:
      - {{status: Dispatched, time: "13:00~", cite: air}}
      - {{status: OnScene, time: 13:20..13:30, cite: air}}
  - id: m7
    call_sign: Medic 7
    agency: ems
    status_history: [{{status: AtPatient, time: 13:05, cite: paper}}]
  - {{id: m8, call_sign: Medic 8, agency: ems, status_history: [
      {{status: Cleared, time: "..13:08", cite: air}}]}}
  - {{id: e2, call_sign: Engine 2, agency: fire}}
  - {{id: stray, call_sign: "Car {NASTY}"}}
timeline:
  - {{id: a, kind: note, time: 12:00, text: It began., cite: air}}
  - {{id: b, kind: radio_call, time: 13:10, text: Go., cite: air, units: [e1],
     effects: [{{unit: e2, status: EnRoute}}]}}
  - {{id: c, kind: note, time: 13:25, text: On., cite: air, agency: fire}}
  - {{id: z, kind: note, time: unplaced, text: It ended., cite: air}}
"""
EMS, FIRE, NOBODY = HEADING + "ems", HEADING + "fire", HEADING + "unidentified"
EVERY = frozenset({EMS, FIRE, NOBODY})


def seen(entry: str, *wishes: intents.Intent) -> Review:
    """A review of the record, its cursor on an entry, after some wishes."""
    return reduce(step, wishes, review(RECORD, entry))


def test_agencies_that_have_units_are_folded() -> None:
    """In the order of the record, each with the number of its units; others are not listed."""
    rows = draw(seen("b"), 60)
    assert said(rows) == [
        "▸ EMS County EMS 2 units",
        "▸ FD Fire ␛[31m‹U+202E›␈ 2 units",
        "▸ ? no agency identified 1 unit",
    ]
    assert ways(rows) == [EMS, FIRE, NOBODY]


def test_a_unit_with_a_note_is_marked() -> None:
    """Beside its time, and no other unit."""
    shown = seen("b", TakeNotes(notes_of(note("Who drove?", "e1"))))
    lines = said(draw(shown, 60, EVERY))
    assert [line for line in lines if "✎" in line] == ["● Engine 1 dispatched ✎ since 13:00~"]


@pytest.mark.parametrize(
    ("entry", "engine", "other", "medic"),
    [
        # Not yet: no time. Certain: since when, in the notation of its source.
        ("a", "○ Engine 1 not yet", "○ Engine 2 not yet", "○ Medic 7 not yet"),
        (
            "b",
            "● Engine 1 dispatched since 13:00~",
            "● Engine 2 en route since 13:10",
            "● Medic 7 at patient since 13:05",
        ),
        # Possible: the bounds of the change that may have come.
        (
            "c",
            "● Engine 1 dispatched, on scene? 13:20…13:30",
            "● Engine 2 en route since 13:10",
            "● Medic 7 at patient since 13:05",
        ),
        (
            "z",
            "● Engine 1 on scene since 13:20…13:30",
            "● Engine 2 en route since 13:10",
            "● Medic 7 at patient since 13:05",
        ),
    ],
)
def test_a_unit_has_a_status_and_since_when(
    entry: str, engine: str, other: str, medic: str
) -> None:
    """As of the cursor, in plain words, no finer than the record has it."""
    rows = draw(seen(entry), 70, EVERY)
    lines = [line.replace("≠ ", "") for line in said(rows)]
    assert lines[4:6] == [engine, other]
    assert lines[1] == medic
    assert ways(rows) == [EMS, "m7", "m8", FIRE, "e1", "e2", NOBODY, "stray"]


def test_a_unit_without_a_status_has_no_words() -> None:
    """A dash says that nothing is recorded."""
    assert said(draw(seen("z"), 60, EVERY))[-1] == "○ Car ␛[31m‹U+202E›␈ —"


def test_an_open_bound_stands_as_it_is() -> None:
    """`since` and `before` would say two things."""
    assert said(draw(seen("z"), 60, EVERY))[2] == "● Medic 8 cleared before 13:08"


def test_what_was_not_known_yet_has_no_words() -> None:
    """On the clock of what was known the status of a later report is not told, nor its time."""
    lines = said(draw(seen("c", SwitchClock()), 70, EVERY))
    assert lines[1] == "○ Medic 7 — ≠"
    assert lines[5] == "● Engine 2 en route since 13:10"
    assert "≠" in said(draw(seen("c"), 70, EVERY))[1]


def test_a_status_that_is_long_gives_way() -> None:
    """What it may be by now says what it was before; the time is never cut."""
    line = said(draw(seen("c"), 42, EVERY))[4]
    assert line == "● Engine 1 on scene? 13:20…13:30"


def test_a_status_is_worth_more_than_the_label_of_its_time() -> None:
    """Where both do not fit, `since` goes and the status stays whole."""
    wide, narrow = (said(draw(seen("b"), width, EVERY))[4] for width in (45, 36))
    assert wide == "● Engine 1 dispatched since 13:00~"
    assert narrow == "● Engine 1 dispatched 13:00~"


@pytest.mark.parametrize("width", [20, 30, 45, 56, 110])
@pytest.mark.parametrize("clock", [(), (SwitchClock(),)])
def test_every_row_of_the_exercise_stays_in_its_width(
    width: int, clock: tuple[intents.Intent, ...]
) -> None:
    """At every entry, on both clocks, with all agencies unfolded."""
    shown = reduce(step, clock, review_of(chronology_of(read_record(data_folder() / EXERCISE))))
    unfolded = frozenset(row.key for row in draw(shown, width))
    for position in range(0, len(shown.shown), 9):
        rows = draw(step(shown, intents.GoToPosition(position)), width, unfolded)
        assert max(width_of(row.line) for row in rows) <= width


def test_units_that_the_filter_hides_are_dim() -> None:
    """The call sign of the unit that is shown stands out, and the border counts it."""
    shown = seen("b", OnlyUnit("e1"))
    inks = {span.text.strip(): span.ink for row in draw(shown, 60, EVERY) for span in row.line[3:4]}
    assert (inks["Engine 1"], inks["Engine 2"]) == ("text", "dim")
    assert hint_words(Units.hint(shown)) == "1 shown · → ← units · Enter only this"
    assert hint_words(Units.hint(seen("b"))) == "→ ← units · Enter only this"


def test_a_record_without_units_needs_no_pane() -> None:
    """The pane says so if it is opened all the same."""
    assert Units.has_nothing(review())
    assert not Units.has_nothing(seen("a"))
    assert said(draw(review(), 60)) == ["none recorded"]
    assert not Units.hint(review())
    assert (Units.tally(review()), Units.tally(seen("a"))) == ("0", "5")


def test_it_is_drawn_when_a_state_or_the_filter_turns() -> None:
    """A step without either changes no row."""
    assert Units.changes(seen("a"), seen("b"))
    assert Units.changes(seen("a"), seen("a", SwitchClock()))
    before = seen("b")
    assert Units.changes(before, step(before, OnlyUnit("e1")))
    assert not Units.changes(before, step(before, intents.SetMark()))


def test_rows_stand_for_wishes() -> None:
    """Enter on a unit filters by it; `o` shows the page of its agency."""
    pane = Units("units")
    pane.show(seen("a"))
    assert pane.enter("e1") == OnlyUnit("e1")
    assert pane.explain(FIRE) == ShowBoard("agency", "fire")
    assert pane.explain("e1") == Follow("unit:e1")


@pytest.mark.parametrize("size", at_sizes((80, 24), (60, 20), (120, 36), (200, 60)))
async def test_keys_unfold_an_agency_and_filter_by_a_unit(size: tuple[int, int]) -> None:
    """→ and ← unfold and fold, Enter shows only a unit and again all, at every size."""
    async with opened(data_folder() / EXERCISE, size) as (app, pilot):
        pane = screen_of(app).query_one(Units)
        total = len(app.review.shown)
        await play(app, pilot, str(number_of("units")), "right")
        assert [line.split()[0] for line in words_of(pane).splitlines()[:3]] == ["▾", "○", "○"]
        assert any("▾ QBFD" in row for row in cells_of(app))
        await play(app, pilot, "j", "j", "enter")
        assert app.review.filters.units == frozenset({"e1"})
        assert 0 < len(app.review.shown) < total
        assert filters_of(app) == ["only Engine 1"]
        await play(app, pilot, "enter")
        assert len(app.review.shown) == total
        await play(app, pilot, "left")
        folded = [line.split()[0] for line in words_of(pane).splitlines()][:2]
        assert folded == (["▸", "▾"] if size[1] == 60 else ["▸", "▸"])
        assert pane.key == HEADING + "qbfd"


async def test_a_high_pane_shows_its_units_at_once() -> None:
    """On a large screen no agency is folded, until a reader folds one: then that is kept."""
    async with opened(data_folder() / EXERCISE, (200, 60)) as (app, pilot):
        pane = screen_of(app).query_one(Units)
        assert words_of(pane).count("▾") == 5
        await play(app, pilot, str(number_of("units")), "left")
        await pilot.resize_terminal(80, 24)
        await pilot.resize_terminal(200, 60)
        await play(app, pilot)
        assert words_of(pane).count("▾") == 4


async def test_it_follows_the_cursor_and_both_clocks() -> None:
    """What the pane says is what the review says."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        pane = screen_of(app).query_one(Units)
        await play(app, pilot, str(number_of("units")), "right", "1", "G")
        assert "● Engine 4" in words_of(pane)
        assert "cleared" in words_of(pane)
        screen_of(app).act(GoTo("panel-signal"))
        await play(app, pilot)
        assert "cleared" not in words_of(pane)
        assert "not yet" in words_of(pane)
        await play(app, pilot, "h")
        assert "not yet" not in words_of(pane)


@pytest.mark.parametrize("size", at_sizes((80, 24), (120, 36)))
async def test_a_record_without_units_wastes_no_row_on_them(size: tuple[int, int]) -> None:
    """The pane is not there until it is asked for, and goes when another pane is opened."""
    async with opened(size=size) as (app, pilot):
        pane = screen_of(app).query_one(Units)
        assert not pane.display
        assert not any("Units" in row for row in cells_of(app))
        await play(app, pilot, str(number_of("units")))
        assert any("none recorded" in row for row in cells_of(app))
        assert app.focused is pane
        await play(app, pilot, "right")
        assert footer_of(app).startswith(" j/k scroll")
        await play(app, pilot, str(number_of("detail")))
        assert not any("Units" in row for row in cells_of(app))


async def test_clicks_unfold_and_filter() -> None:
    """A click on the arrow unfolds, and so does a second click on the name of an agency."""
    async with opened(data_folder() / EXERCISE) as (app, pilot):
        pane, unfolded = screen_of(app).query_one(Units), frozenset({HEADING + "qbfd"})
        name, arrow = 8, 2
        for x, is_unfolded in ((name, False), (name, True), (arrow, False), (arrow, True)):
            await pilot.click(pane, offset=(x, 1))
            await painted(app, pilot)
            assert (pane.unfolded == unfolded) is is_unfolded
        for _ in range(2):
            await pilot.click(pane, offset=(8, 3))
            await pilot.pause()
        assert app.review.filters.units == frozenset({"e1"})
