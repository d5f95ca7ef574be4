"""The strip: an axis of time with radio calls, other entries and marks, and the cursor on it."""

from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from textual import events

from incident_tui.app import IncidentApp
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import Ink, width_of
from incident_tui.notes.lines import line_of
from incident_tui.notes.notes import NO_NOTES
from incident_tui.panes.strip import BAND, CURSOR, Traffic, draw_strip
from incident_tui.panes.strip_lines import (
    BARS,
    BOUNDS,
    CHANGE,
    CONFLICT,
    GROUND,
    HOUR,
    KEY_POST,
    KEY_TICK,
    POST,
    TICK,
    strip_lines,
)
from incident_tui.review import intents
from incident_tui.review.review import Review, review_of, step
from incident_tui.samples import data_folder
from incident_tui.words.exactness import has_clock_time
from tests.drawn import line_text
from tests.driving import bundled_chronology, opened, painted, until
from tests.notes.noting import note
from tests.panes.kinds import CALL, NOTE, lines_of
from tests.records import sound
from tests.thorough import at_sizes

HEAD = """
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
timeline:
"""


def review(*entries: tuple[str, str], rest: str = "") -> Review:
    """A review of entries of these kinds and times, and of further sections."""
    return review_of(sound(HEAD + lines_of(*entries) + rest))


BUNDLED = review_of(bundled_chronology())
EXERCISE = data_folder() / "exercise"
SIZES = [(40, 1), (80, 1), (80, 2), (80, 3), (120, 3), (200, 4)]


def _everywhere(review: Review = BUNDLED) -> list[Review]:
    """A review with its cursor on every entry."""
    count = review.lens.count
    return [step(review, intents.GoToPosition(position)) for position in range(count)]


def _bars(shown: Review, width: int = 40) -> list[tuple[str, str]]:
    """The columns of a strip one row high: glyph and ink, without the times beside them."""
    (line,) = draw_strip(shown, width, 1)
    return [(span.text, span.ink) for span in line[1:-1]]


def _shape(bars: list[tuple[str, str]]) -> str:
    """The glyphs of columns, of equal glyphs side by side the first."""
    glyphs = [glyph for glyph, _ in bars if glyph not in (GROUND, HOUR)]
    return "".join(one for one, other in pairwise([*glyphs, ""]) if one != other)


# What stands on the axis.


@pytest.mark.parametrize(
    ("entry", "clock", "count"),
    [
        ("13:10", Clock.HAPPENED, 1),
        ("13:10", Clock.KNOWN, 1),
        ("13:05..13:20", Clock.HAPPENED, 0),
        ("unplaced", Clock.HAPPENED, 0),
        ("{at: 13:10}, known: 14:00", Clock.KNOWN, 0),
    ],
)
def test_an_entry_with_a_note_has_a_mark_at_its_time(entry: str, clock: Clock, count: int) -> None:
    """A note on bounds, without a time, or on an entry that is withheld, has no place there."""
    entries = (NOTE, "13:00"), (NOTE, entry), (NOTE, "13:30"), (NOTE, "14:30")
    shown = msgspec.structs.replace(review(*entries), clock=clock, cursor=2)
    noted = step(shown, intents.TakeNotes(NO_NOTES.with_lines([line_of(note("x", "e1"))])))
    for height in (1, 2, 3):
        line = draw_strip(noted, 80, height)[-1]
        assert [span.text for span in line].count("⚑") == (count if height == 3 else 0)


def test_radio_traffic_stands_out() -> None:
    """A radio call is a bright bar, another entry a dim post, and no entry the faint ground."""
    entries = [(NOTE, "13:00"), (CALL, "13:10"), (NOTE, "13:20"), (CALL, "13:29")]
    bars = _bars(step(review(*entries), intents.Last()))
    inks = dict(bars)
    assert _shape(bars) == f"{POST}█{POST}{CURSOR}" or _shape(bars) == f"{POST}█{POST}{BAND}"
    assert (inks[POST], inks["█"], inks[GROUND]) == ("dim", "radio", "faint")


def test_bars_are_as_high_as_there_are_radio_calls() -> None:
    """The cell with the most calls has a full bar, half as many make half of one."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 4, *[(CALL, "13:20")] * 2, (NOTE, "13:29")]
    assert _shape(_bars(review(*entries))).strip(BAND + CURSOR + POST) == "█▄"


@pytest.mark.parametrize("width", [40, 80, 120])
def test_the_ground_goes_on_behind_low_bars(width: int) -> None:
    """A single call among many is higher than the ground, which no column of the axis lacks."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 99, (CALL, "13:20"), (NOTE, "13:59")]
    for height in (1, 2, 3):
        strip = strip_lines(review(*entries).lens, width, height)
        row = strip.lines[min(height - 1, 1)]
        glyphs = {span.text for span in row[1 : strip.columns + 1]}
        assert glyphs <= {*BARS[1:], HOUR, POST}
        assert BARS[2] in glyphs


def test_bars_of_two_rows_are_twice_as_fine() -> None:
    """On a high screen bars grow over both rows."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 4, *[(CALL, "13:20")] * 3, (NOTE, "13:29")]
    _, above, below, _ = strip_lines(review(*entries).lens, 40, 4).lines
    assert _shape([(span.text, "") for span in above if span.text in BARS[1:]]) == "█▄"
    assert _shape([(span.text, "") for span in below if span.text in BARS[2:]]) == "█"


MARKED = """
casualties:
  - {id: c, group: public, label: Someone, history: [
      {status: injured, time: "13:20", cite: s}, {status: deceased, time: "14:00..14:10", cite: s}]}
conflicts:
  - {id: k, topic: x, affects: [e3], claims: [{value: a, cite: s}, {value: b, cite: s}]}
"""


def test_marks_hang_from_the_ground() -> None:
    """Other entries, key entries, bounds, changes of a status and entries in dispute differ."""
    entries = [
        (NOTE, "13:00"),
        ("milestone, weight: key", "13:10"),
        (CALL, "13:15"),
        (NOTE, "13:30"),
        (NOTE, "13:40..13:50"),
        (NOTE, "14:20"),
    ]
    shown = step(review(*entries, rest=MARKED), intents.Last())
    strip = strip_lines(shown.lens, 120, 3)
    assert _marks(strip.lines[-1][: strip.columns + 1]) == (
        f"{TICK}{KEY_TICK}{CHANGE}{CONFLICT}{BOUNDS}{TICK}"
    )
    assert KEY_POST in line_text(strip_lines(shown.lens, 120, 1).lines[0])


def _marks(line: Iterable[Ink]) -> str:
    """The glyphs of a line without spaces, of equal glyphs side by side the first."""
    glyphs = [*"".join(span.text for span in line).replace(" ", ""), ""]
    return "".join(one for one, other in pairwise(glyphs) if one != other)


def test_no_call_is_counted_in_the_middle_of_bounds() -> None:
    """A call within bounds makes no bar and no tick: a band as wide as the bounds, and a number."""
    shown = review((NOTE, "13:00"), (CALL, "13:20..13:30"), (NOTE, "14:00"))
    strip = strip_lines(shown.lens, 120, 3)
    assert not any(glyph in BARS[2:] for glyph in line_text(strip.lines[1][1:]))
    assert line_text(strip.lines[-1]).count(BOUNDS) == 11 * strip.cells.count(0)
    assert "╌ 1 within bounds" in line_text(strip.lines[0])
    assert "most" not in line_text(strip.lines[1])


# Labels, scale and legend.


@pytest.mark.parametrize(
    ("path", "size", "said"),
    [
        (None, (80, 1), ["12:00 ", " 19:00"]),
        (EXERCISE, (80, 1), ["20:00 ", " 18 Oct 01:00"]),
        (EXERCISE, (80, 3), ["┊20:00", "┊21:00", "┊18 Oct 00:00"]),
        (None, (80, 3), ["┊12:00", "┊13:00", "most 3 in 6 min"]),
        (
            EXERCISE,
            (120, 3),
            [
                "┊21:00",
                "┊18 Oct 00:00",
                "5 without a time · ╌ 4 within bounds",
                "radio calls, most 13 in 4 min",
                "╵ other entry · ◆ status · ⇄ dispute",
            ],
        ),
    ],
)
def test_the_strip_tells_its_hours_and_its_scale(
    path: None, size: tuple[int, int], said: list[str]
) -> None:
    """Both ends in a single row; else round times, a date after midnight, and what bars are."""
    shown = _exercise() if path else BUNDLED
    text = "\n".join(map(line_text, draw_strip(step(shown, intents.Move(4)), *size)))
    for words in said:
        assert words in text
    assert text.startswith("  ")


@cache
def _exercise() -> Review:
    return review_of(bundled_chronology(EXERCISE))


def test_each_round_time_has_a_column_of_its_own_in_a_single_row() -> None:
    """So no hour is hidden by a bar, and no bar by an hour."""
    strip = strip_lines(_exercise().lens, 80, 1)
    glyphs = [span.text for span in strip.lines[0][1 : strip.columns + 1]]
    assert [column for column, glyph in enumerate(glyphs) if glyph == HOUR] == sorted(strip.hours)
    assert len(strip.hours) == 4  # 21:00 to midnight, on an axis from 20:00 to 01:00
    assert strip.columns == strip.axis.cells + 4


@pytest.mark.parametrize("path", [None, EXERCISE])
@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("size", SIZES)
def test_the_strip_fits(path: None, clock: Clock, size: tuple[int, int]) -> None:
    """At every size, on both clocks, lines are as many and no wider than there is room for."""
    shown = _exercise() if path else BUNDLED
    if clock is Clock.KNOWN:
        shown = step(shown, intents.SwitchClock())
    for position in range(0, shown.lens.count, 7):
        for mouse in (None, 0, size[0] // 2, size[0] - 1):
            there = step(shown, intents.GoToPosition(position))
            lines = draw_strip(there, *size, mouse=mouse)
            assert len(lines) == size[1]
            assert all(width_of(line) <= size[0] for line in lines)


@pytest.mark.parametrize(
    "time",
    [
        ("13:12",),
        ("13:12:07",),
        ("13:12:07", "13:12:50"),
        ("00:00", "2024-03-01T00:00"),
        ("2024-02-24", "13:00"),
        ("2014-01-01T10:00", "13:00"),
        ("0001-01-01T00:00", "9999-12-31T23:59"),
    ],
)
@pytest.mark.parametrize("size", SIZES)
def test_records_of_any_length_have_a_strip(time: tuple[str, ...], size: tuple[int, int]) -> None:
    """A single moment, a minute, a day, ten years, and the whole calendar."""
    shown = review(*((CALL, f'"{one}"') for one in time))
    for there in _everywhere(shown):
        lines = draw_strip(there, *size)
        assert len(lines) == size[1]
        assert all(width_of(line) <= size[0] for line in lines)
        assert any(span.ink == "here" for line in lines for span in line)


def test_without_a_time_there_is_no_strip() -> None:
    """A record whose entries are all unplaced, or without entries, says why nothing is drawn."""
    for shown in (review((CALL, "unplaced")), review()):
        *above, line = draw_strip(shown, 80, 3)
        assert line_text(line).strip() == "no entry has a full time"
        assert above == [(), ()]


# The cursor.


@pytest.mark.parametrize("size", SIZES)
def test_the_cursor_stands_on_the_strip(size: tuple[int, int]) -> None:
    """At a clock time one column in every row; at bounds a band in the last row, that wide."""
    columns, bands = list[int](), 0
    for one in _everywhere():
        lines = draw_strip(one, *size)
        strip = strip_lines(one.lens, *size)
        lit = [[n for n, span in enumerate(line) if span.ink == "here"] for line in lines]
        if one.as_of is None:
            assert sum(map(len, lit))
            assert not any(lit[1:])
        elif has_clock_time(one.lens, one.lens.outline(one.cursor)):
            assert all(row == lit[0] for row in lit)
            assert len(lit[0]) == 1
            columns += lit[0]
            assert lines[-1][lit[0][0]].text == CURSOR
        else:
            outline = one.lens.outline(one.cursor).placement
            cells = [strip.axis.cell_of(edge or 0) for edge in (outline.earliest, outline.latest)]
            first, last = strip.columns_of(cells[0])[0], strip.columns_of(cells[1])[1]
            assert lit[-1] == [*range(first + 1, last + 2)]
            bands += len(lit[-1]) > 1
    assert columns == sorted(columns)
    assert bands > 0


def test_a_minute_is_no_moment_on_the_strip_of_a_short_record() -> None:
    """Where a cell of a minute takes several columns, the cursor takes them all."""
    shown = review((CALL, "13:00"), (CALL, "13:07"))
    strip = strip_lines(shown.lens, 80, 1)
    wide = strip.cells.count(0)
    assert wide > 3
    (line,) = draw_strip(shown, 80, 1)
    assert [span.ink for span in line].count("here") == wide


@pytest.mark.parametrize(
    ("size", "words"),
    [((80, 1), " 19:00"), ((80, 3), " 24 without a time"), ((120, 3), "  24 without a time")],
)
def test_an_unplaced_entry_lights_the_words_of_the_end(size: tuple[int, int], words: str) -> None:
    """At the end of the record no column of the axis is the cursor's."""
    line = draw_strip(step(BUNDLED, intents.Last()), *size)[0]
    assert "".join(span.text for span in line if span.ink == "here") == words


# What is not known yet.

LATER = """
casualties:
  - {id: c, group: public, label: Someone, history: [
      {status: injured, time: "13:20", known: "13:40", cite: s}]}
conflicts:
  - {id: k, topic: x, affects: [e0], claims: [
      {value: a, known: "13:20", cite: s}, {value: b, known: "13:40", cite: s}]}
"""


@pytest.mark.parametrize(
    ("clock", "entry", "said"),
    [
        (Clock.HAPPENED, "e1", CONFLICT + CHANGE),
        (Clock.HAPPENED, "e3", CONFLICT + KEY_TICK + CHANGE),
        (Clock.KNOWN, "e1", ""),
        (Clock.KNOWN, "e2", KEY_TICK),
        (Clock.KNOWN, "e3", CONFLICT + KEY_TICK + CHANGE),
    ],
)
@pytest.mark.parametrize("height", [3, 4])
def test_marks_are_withheld_until_their_facts_are_known(
    clock: Clock, entry: str, said: str, height: int
) -> None:
    """On the clock of the known, each mark is drawn from the moment on at which it is known."""
    key = 'milestone, weight: key, known: "13:30"'
    entries = [(CALL, "13:00"), (key, "13:10"), (CALL, "13:35"), (CALL, "13:50")]
    shown = step(review(*entries, rest=LATER), intents.GoTo(entry))
    if clock is Clock.KNOWN:
        shown = step(shown, intents.SwitchClock())
    strip = strip_lines(shown.lens, 120, height)
    line = draw_strip(shown, 120, height)[-1][: strip.columns + 1]
    assert _marks([span for span in line if span.text in KEY_TICK + CHANGE + CONFLICT]) == said


# The mouse.


@pytest.mark.parametrize(
    ("size", "mouse", "said"),
    [
        ((80, 3), 20, "  ┊20:00┃      21:12–21:15      ┊22:00"),
        ((80, 3), 2, "   20:00–20:03   ┊21:00"),
        ((80, 3), 75, "┊23:00     18 Oct 00:52–00:55"),
        ((80, 1), 10, "┊▂▂▁▁▂▁▂▁ 20:12–20:17  18 Oct 01:00"),
        ((80, 1), 60, "  20:00  18 Oct 00:48–00:53 ▂┊▂"),
    ],
)
def test_the_time_under_the_mouse_is_told(size: tuple[int, int], mouse: int, said: str) -> None:
    """From and to of the column: over it in the row of labels, or at the end further away."""
    plain = draw_strip(_exercise(), *size)
    lines = draw_strip(_exercise(), *size, mouse=mouse)
    assert lines[1:] == plain[1:]
    assert said in line_text(lines[0])
    lit = "".join(span.text for span in lines[0] if span.ink == "accent").strip()
    assert lit in said


@pytest.mark.parametrize("mouse", [0, 1, 79])
def test_beside_the_axis_no_time_is_told(mouse: int) -> None:
    """The edges and the words at the end have no time."""
    assert draw_strip(_exercise(), 80, 1, mouse=mouse) == draw_strip(_exercise(), 80, 1)


def _texts(app: IncidentApp) -> list[str]:
    strip = app.screen.query_one(Traffic)
    return [strip.render_line(y).text for y in range(strip.size.height)]


@pytest.mark.parametrize("size", at_sizes((120, 36), (80, 24), (80, 28), (200, 60)))
async def test_the_strip_has_rows_by_the_height_of_the_screen(size: tuple[int, int]) -> None:
    """A row on a short screen, two where there is room, three and four on a tall one."""
    rows = {24: 1, 28: 2, 36: 3, 60: 4}
    async with opened(size=size) as (app, _):
        assert len(_texts(app)) == rows[size[1]]
        assert line_text(draw_strip(app.review, size[0], rows[size[1]])[-1]).rstrip() == (
            _texts(app)[-1].rstrip()
        )


async def test_the_cursor_follows_the_mouse() -> None:
    """A press goes to the time, and a drag on to the times under the mouse, until the release."""
    async with opened(EXERCISE) as (app, pilot):
        seen = []
        await pilot.mouse_down("#traffic", offset=(20, 1))
        for x in (20, 21, 30, 60):
            await pilot.hover("#traffic", offset=(x, 1))
            await painted(app, pilot)
            seen.append(app.review.cursor)
        await pilot.mouse_up("#traffic", offset=(60, 1))
        await pilot.hover("#traffic", offset=(10, 1))
        await painted(app, pilot)
        assert seen == sorted(seen)
        assert seen[0] < seen[1] < seen[2] < seen[3] == app.review.cursor
        cell = strip_lines(app.review.lens, 120, 3).cell_at(60)
        axis = strip_lines(app.review.lens, 120, 3).axis
        assert app.review.as_of is not None
        assert axis.cell_of(app.review.as_of) <= cell


async def test_the_wheel_steps() -> None:
    """Over the strip the wheel goes to the next and to the previous entry."""
    async with opened(EXERCISE) as (app, pilot):
        strip = app.screen.query_one(Traffic)
        down, up = events.MouseScrollDown, events.MouseScrollUp
        seen = []
        for kind in (down, down, up):
            strip.post_message(kind(strip, 20, 1, 0, 0, 0, False, False, False))
            await painted(app, pilot)
            seen.append(app.review.cursor)
        assert seen == [1, 2, 1]


async def test_the_time_under_the_mouse_is_shown_until_the_mouse_leaves() -> None:
    """The labels come back."""
    async with opened(EXERCISE) as (app, pilot):
        before = _texts(app)
        await pilot.hover("#traffic", offset=(40, 1))
        await until(pilot, lambda: "22:32–22:35" in _texts(app)[0])
        assert _texts(app)[1:] == before[1:]
        await pilot.hover("#timeline", offset=(40, 5))
        await until(pilot, lambda: _texts(app) == before)
