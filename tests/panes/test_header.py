"""The header: which incident this is, the traffic over it, and where the cursor stands."""

from functools import reduce
from typing import cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.boards import questions
from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import width_of
from incident_tui.panes.header import (
    BARS,
    draw_filters,
    draw_status,
    draw_strip,
    draw_title,
)
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.time_value import DAY, HOUR, MINUTE
from incident_tui.review import intents
from incident_tui.review.filters import FilterName
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.search import Query, search
from incident_tui.review.traffic import Axis, axis_of
from incident_tui.samples import bundled_record
from incident_tui.words.exactness import exactness_of
from incident_tui.words.filters import search_words
from incident_tui.words.times import as_of_words
from tests.drawn import line_text, row_texts
from tests.records import sound

HEAD = """
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago, location: l}
sources: [{id: s, kind: report}]
locations: [{id: l, text: 1111 Elsea Smith Road, city: Independence}]
timeline:
"""
CALL, NOTE = "radio_call", "note"


def review(*entries: tuple[str, str], head: str = HEAD) -> Review:
    """A review of entries of these kinds and times."""
    lines = [
        f"  - {{id: e{n}, kind: {kind}, time: {time}, text: x, cite: s}}\n"
        for n, (kind, time) in enumerate(entries)
    ]
    return review_of(sound(head + "".join(lines)))


BUNDLED = review_of(chronology_of(read_record(bundled_record())))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (90, "Shots at a house Independence · Thu 29 Feb 2024 CST"),
        (40, "Shots at a house Thu 29 Feb 2024 CST"),  # the place gives way first
        (33, "Shots at … Thu 29 Feb 2024 CST"),
    ],
)
def test_the_title_says_what_where_and_when(width: int, said: str) -> None:
    """Title, place, day and zone stand on one line, and the day is the last to go."""
    line = draw_title(review((CALL, "13:00")), width)
    assert " ".join(line_text(line).split()) == said
    assert width_of(line) == width


def test_an_exercise_is_marked_as_one() -> None:
    """A record in which nothing took place says so before its title, in the ink of an alert."""
    line = draw_title(review(head=HEAD.replace("location: l}", "exercise: true}")), 80)
    assert line_text(line).split()[0] == "EXERCISE"
    assert [span.text.strip() for span in line if span.ink == "alert"] == ["EXERCISE"]


def _everywhere() -> list[Review]:
    """The bundled record with its cursor on every entry."""
    count = len(BUNDLED.chronology.entries)
    return [step(BUNDLED, intents.GoToPosition(position)) for position in range(count)]


FILTERS: list[intents.Intent] = [
    intents.ClearFilters(),
    intents.RadioOnly(),
    intents.ToggleAgency("ipd"),
    intents.OnlyAgency("kcpd"),
    intents.OnlySource("art"),
    intents.ShowAgencies(frozenset()),
]


@pytest.mark.parametrize("wish", FILTERS)
def test_the_status_fits_eighty_columns_and_says_what_is_unplaced(wish: intents.Intent) -> None:
    """At every entry and through every filter, unplaced entries are counted as the tray does."""
    for one in _everywhere():
        shown = step(one, wish)
        line = draw_status(shown, 80)
        unplaced = sum(position >= one.chronology.placed_count for position in shown.shown)
        count = f"{unplaced} of 24" if shown.filters.any else "24"
        assert width_of(line) == 80
        assert line_text(line).rstrip().endswith(f" · {count} unplaced")
        assert not line_text(line).rstrip().endswith("…")


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (
            140,
            "as of 13:17~ · happened · 8/40 entries · 4/6 radio · 24 unplaced"
            " · 28 conflicts · 29 questions",
        ),
        (80, "as of 13:17~ · happened · 8/40 entries · 4/6 radio · 24 unplaced"),
        (60, "as of 13:17~ · happened · 8/40 · 4/6 radio · 24 unplaced"),
    ],
)
def test_the_status_says_where_the_cursor_stands(width: int, said: str) -> None:
    """Moment, clock, entry and radio call are told, and open matters where there is room."""
    position = BUNDLED.chronology.positions["q4"]
    line = draw_status(step(BUNDLED, intents.GoToPosition(position)), width)
    assert line_text(line).strip() == said


def test_open_questions_are_counted_as_on_their_board() -> None:
    """Where some are answered, the open ones stand before all of them, in the same words."""
    chronology = chronology_of(read_record(bundled_record().parent / "exercise"))
    status = line_text(draw_status(review_of(chronology), 200))
    assert status.rstrip().endswith("9 open of 14 questions")
    assert row_texts(questions.draw(review_of(chronology), 80))[0] == "9 open of 14 questions"


def test_the_end_of_the_record_is_no_moment() -> None:
    """At an unplaced entry the panes show the end of the record, and the status says that."""
    assert line_text(draw_status(step(BUNDLED, intents.Last()), 80)).startswith(
        "  as of end of the record · happened · 40/40 entries · 6/6 radio"
    )


NO_CALL = ((NOTE, "13:00"), (NOTE, "13:08~"), (NOTE, "13:20..13:40"), (NOTE, "unplaced"))
RECORDS = {
    "bundled": BUNDLED,
    "no call": review(*NO_CALL),
    "nothing placed": review((CALL, "unplaced"), (NOTE, "13:00..")),
    "no entry": review(),
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS)
@pytest.mark.parametrize("wish", [*FILTERS, intents.KeepMatches()])
@pytest.mark.parametrize("clock", [[], [intents.SwitchClock()]], ids=["happened", "known"])
def test_the_moment_of_the_status_is_the_moment_of_the_lens(
    record: Review, wish: intents.Intent, clock: list[intents.Intent]
) -> None:
    """Whatever a filter hides, the status line has the moment that every pane shows."""
    for position in range(max(record.lens.count, 1)):
        shown = step(record, intents.GoToPosition(position))
        shown = step(shown, intents.Find(Query("nothing has this")))
        for one in [*clock, wish]:
            shown = step(shown, one)
        placements = record.chronology.placements
        line = line_text(draw_status(shown, 200))
        moment = as_of_words(shown.lens, shown.cursor)
        assert line.startswith(f"  as of {moment} · ")
        assert (moment == "end of the record") is (shown.lens.moment is None)
        hides = bool(placements) and shown.cursor not in shown.shown
        assert ("its row is hidden" in line) is hides
        assert shown.shown or shown.cursor == position or not placements


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("no call", "as of 13:00 · happened · 1/4 entries · 1 unplaced"),
        ("nothing placed", "as of end of the record · happened · 1/2 entries · 1/1 radio"),
        ("no entry", "as of end of the record · happened"),
    ],
)
def test_the_status_has_no_zeros(record: str, said: str) -> None:
    """A record without calls, or without entries, is not said to have 0 of them."""
    assert line_text(draw_status(RECORDS[record], 120)).strip().startswith(said)
    assert "0 hidden" not in line_text(draw_status(RECORDS[record], 120))


# The filters.


def filtered(*wishes: intents.Intent) -> Review:
    """The bundled record through filters."""
    return reduce(step, wishes, BUNDLED)


MANY = (
    intents.ShowAgencies(frozenset({"ipd", "jcc", "kcpd"})),
    intents.RadioOnly(),
    intents.Find(Query("officer")),
    intents.KeepMatches(),
    intents.OnlySource("art"),
)


@pytest.mark.parametrize(
    ("wishes", "width", "said"),
    [
        ((), 80, []),
        ((intents.RadioOnly(),), 80, ["radio only ×   6 of 40 entries"]),
        ((intents.OnlyAgency("kcpd"),), 80, ["only KCPD ×   3 of 40 entries"]),
        ((intents.ToggleAgency("kcpd"),), 80, ["without KCPD ×   37 of 40 entries"]),
        ((intents.ShowAgencies(frozenset()),), 80, ["no agency ×   0 of 40 entries"]),
        (
            MANY,
            120,
            [
                "only IPD, KCPD, JCC ×   radio only ×   “officer” ×   only source art ×"
                "   0 of 40 entries"
            ],
        ),
        (
            MANY,
            88,
            [
                "only 3 agencies ×   radio only ×   “officer” ×   only source art ×"
                "   0 of 40 entries"
            ],
        ),
        (
            MANY,
            60,
            ["only 3 agencies ×   radio only ×   “officer” ×", "only 1 source ×   0 of 40 entries"],
        ),
        (
            (intents.Find(Query("nobody has ever said this")), intents.KeepMatches()),
            60,
            ["“nobody has ever sa… ×   0 of 40 entries"],
        ),
    ],
)
def test_every_filter_is_named(
    wishes: tuple[intents.Intent, ...], width: int, said: list[str]
) -> None:
    """Names give way to numbers and then to further lines, and no filter goes untold."""
    lines = draw_filters(filtered(*wishes), width)
    assert [line_text(line).strip() for line in lines] == said
    assert all(width_of(line) <= width for line in lines)


@pytest.mark.parametrize("width", [10, 20, 40, 60, 80, 200])
def test_no_filter_is_dropped_for_width(width: int) -> None:
    """Each kind of filter can be clicked at any width, and a click removes it alone."""
    shown = filtered(*MANY)
    lines = draw_filters(shown, width)
    names = {span.action for line in lines for span in line if span.action}
    assert names == {"agencies", "kinds", "words", "sources"}
    assert all(width_of(line) <= width or width < 20 for line in lines)
    for name in names:
        left = step(shown, intents.DropFilter(cast(FilterName, name)))
        kept = {span.action for line in draw_filters(left, width) for span in line if span.action}
        assert kept == names - {name}


def test_a_name_in_a_filter_is_text() -> None:
    """Controls in words that are kept are shown as characters."""
    shown = filtered(intents.Find(Query("[b]\x1b]0;x")), intents.KeepMatches())
    assert line_text(draw_filters(shown, 80)[0]).strip().startswith("“[b]␛]0;x” ×")


def test_the_status_counts_problems_and_what_was_left_out() -> None:
    """A flawed record says on the screen that it is, beside what was left out of it."""
    flawed = HEAD + "  - {id: e, kind: note, time: 13:00, text: x, cite: s}\n  - {id: f}\n"
    shown = review_of(chronology_of(read_bytes(flawed.encode(), "record.yaml")))
    line = draw_status(shown, 120)
    alerts = [span.text for span in line if span.ink == "alert"]
    assert alerts == [f"{len(shown.chronology.problems)} problems", "1 left out"]
    assert "1/1 · 1 left out" in line_text(draw_status(shown, 60))


def found(query: str, wish: intents.Intent | None = None) -> Review:
    """The bundled record, searched to the end."""
    review = step(BUNDLED, intents.Find(Query(query)))
    matches = search(review.chronology, Query(query))
    review = step(review, intents.TakeFound(matches.query, matches.found))
    return step(review, wish) if wish else review


@pytest.mark.parametrize(
    ("shown", "reading", "width", "said"),
    [
        (
            found("officer"),
            None,
            160,
            "as of 12:00…13:15 · happened · “officer” 18 hits · 1/40 entries · 0/6 radio"
            " · 24 unplaced · 28 conflicts · 29 questions",
        ),
        (
            found("officer", intents.MoveHit(1)),
            None,
            80,
            "as of 13:00…13:12~ · happened · “officer” 1 of 18 hits · 3/40 · 0/6 radio",
        ),
        (
            found("officer", intents.RadioOnly()),
            None,
            80,
            "as of 13:12~ · happened · “officer” 1 of 5 hits · 13 hidden · 1/6",
        ),
        (
            BUNDLED,
            123_456,
            140,
            "as of 12:00…13:15 · happened · reading 123,456 calls… · 1/40 entries · 0/6 radio"
            " · 24 unplaced · 28 conflicts · 29 questions",
        ),
        (
            BUNDLED,
            123_456,
            80,
            "as of 12:00…13:15 · happened · reading 123,456… · 1/40 · 0/6 radio",
        ),
        (
            found("officer", intents.MoveHit(1)),
            1_000_000,
            80,
            "as of 13:00…13:12~ · reading 1,000,000… · “officer” 1 of 18 hits · 3/40",
        ),
        (
            found("officer", intents.MoveHit(1)),
            1_000_000,
            60,
            "as of 13:00…13:12~ · “officer” 1 of 18 hits",
        ),
        (
            found("nobody has ever said anything like this"),
            None,
            80,
            "as of 12:00…13:15 · “nobody has ever sai…” no hit · 1/40 · 0/6 radio",
        ),
    ],
)
def test_the_status_drops_what_matters_least(
    shown: Review, reading: int | None, width: int, said: str
) -> None:
    """In little room the moment, the search and what is being read stay, the longest of all."""
    line = draw_status(shown, width, reading)
    assert line_text(line).strip() == said
    assert width_of(line) == width


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_the_status_never_drops_the_search(width: int) -> None:
    """Whatever the width, what is found is told as far as there is room, the moment before it."""
    for wish in (None, intents.Last(), intents.RadioOnly(), intents.ShowAgencies(frozenset())):
        for reading in (None, 7, 1_234_567):
            shown = found("officer", wish)
            line = draw_status(shown, width, reading)
            assert width_of(line) == width
            assert line_text(line).startswith("  as of ")
            if width >= 80:
                assert f"“officer” {search_words(shown)}" in line_text(line)


def test_flaws_outlast_counts() -> None:
    """That entries are left out is told longer than how many there are."""
    sound = "  - {{id: {0}, kind: {0}, time: 13:00, text: x, cite: s}}\n"
    flawed = HEAD + sound.format(NOTE) + sound.format(CALL) + "  - {id: f}\n"
    shown = review_of(chronology_of(read_bytes(flawed.encode(), "record.yaml")))
    shown = step(step(shown, intents.RadioOnly()), intents.Find(Query("smoke")))
    assert line_text(draw_status(shown, 60)).strip() == (
        "as of 13:00 · “smoke” searching… 0% · 1/1 · 1 left out"
    )
    assert line_text(draw_status(shown, 54)).strip() == (
        "as of 13:00 · “smoke” searching… 0% · 1 left out"
    )


def test_words_kept_are_searched_for_on() -> None:
    """When the search has been ended while it went on, what is kept still says how far it is."""
    kept = step(step(BUNDLED, intents.Find(Query("officer"))), intents.KeepMatches())
    assert "searching… 0%" in line_text(draw_status(step(kept, intents.UndoFilter()), 80))
    matches = search(BUNDLED.chronology, Query("officer"))
    kept = step(kept, intents.TakeFound(matches.query, matches.found))
    assert "searching" not in line_text(draw_status(step(kept, intents.UndoFilter()), 80))


def test_what_is_searched_for_is_text_in_the_status() -> None:
    """Controls and markup in a query are shown as characters."""
    shown = step(BUNDLED, intents.Find(Query("[b]\x1b]0;x\u202e")))
    said = line_text(draw_status(shown, 120))
    assert "“[b]␛]0;x‹U+202E›”" in said


# The strip.

SPANS = st.sampled_from([10 * MINUTE, HOUR, DAY]).flatmap(
    lambda unit: st.integers(1, 500).map(lambda count: count * unit)
)
AXES = st.builds(
    lambda start, span, cells: Axis(start, start + span, cells),
    st.integers(-(10**12), 10**12),
    SPANS,
    st.integers(1, 300),
)


@given(AXES)
def test_a_cell_of_the_strip_stands_for_its_own_moment(axis: Axis) -> None:
    """The moment that a click on a cell goes to lies in that cell."""
    for cell in range(axis.cells):
        assert axis.cell_of(axis.moment_of(cell)) == cell


@given(AXES, st.integers(-(10**13), 10**13))
def test_every_moment_has_a_cell(axis: Axis, moment: int) -> None:
    """A moment lies in the first cell that does not end before it, or in the nearest one."""
    cell = axis.cell_of(moment)
    assert 0 <= cell < axis.cells
    assert moment <= axis.moment_of(cell) or cell == axis.cells - 1
    assert cell == 0 or axis.moment_of(cell - 1) < moment


@pytest.mark.parametrize(
    ("first", "last", "start", "stop"),
    [
        ("13:12", "13:40", "13:10", "13:50"),
        ("13:12", "13:12", "13:10", "13:20"),
        ("12:50", "17:10", "12:00", "18:00"),
        ("2024-02-26T12:50", "17:10", "2024-02-26T00:00", "2024-03-01T00:00"),
    ],
)
def test_the_strip_goes_over_whole_units(first: str, last: str, start: str, stop: str) -> None:
    """The strip begins and ends at whole ten minutes, hours or days around the entries."""
    axis = axis_of(review((CALL, first), (CALL, last)).lens, 60)
    ends = review((NOTE, start), (NOTE, stop)).chronology.bests
    if "T" in first:  # days are those of UTC, six hours from those of the incident
        assert axis.stop - axis.start == 4 * DAY
        assert axis.start <= ends[0] + 12 * HOUR
    else:
        assert [axis.start, axis.stop] == [*ends]
    assert axis.cells == 60


def _bars(shown: Review, width: int = 40) -> list[tuple[str, str]]:
    """The cells of a strip one row high: glyph and ink, without the times beside them."""
    (line,) = draw_strip(shown, width, 1)
    return [(span.text, span.ink) for span in line[1:-1]]


def test_radio_traffic_stands_out() -> None:
    """A radio call is a bright bar, another entry a dim tick, and no entry a faint line."""
    bars = _bars(review((NOTE, "13:00"), (CALL, "13:10"), (NOTE, "13:20"), (CALL, "13:29")))
    kinds = [(glyph in BARS[1:], ink) for glyph, ink in bars if glyph not in ("─", "┃")]
    assert kinds == [(True, "radio"), (False, "dim"), (True, "radio")]
    assert {ink for glyph, ink in bars if glyph == "─"} == {"faint"}


def test_bars_are_as_high_as_there_are_radio_calls() -> None:
    """The cell with the most calls has a full bar, half as many make half of one."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 4, *[(CALL, "13:20")] * 2, (CALL, "13:29")]
    bars = [glyph for glyph, _ in _bars(review(*entries)) if glyph in BARS[1:]]
    assert bars == ["█", "▄", "▂"]


def test_bars_of_two_rows_are_twice_as_fine() -> None:
    """On a tall screen bars grow over both rows."""
    entries = [(NOTE, "13:00"), *[(CALL, "13:10")] * 4, *[(CALL, "13:20")] * 3, (CALL, "13:29")]
    above, below = draw_strip(review(*entries), 40, 2)
    assert [span.text for span in above if span.text in BARS[1:]] == ["█", "▄"]
    assert [span.text for span in below if span.text in BARS[1:]] == ["█", "█", "▄"]


@pytest.mark.parametrize("width", [40, 80, 200])
def test_the_cursor_stands_on_the_strip(width: int) -> None:
    """At an entry with a moment one cell is the cursor's; bounds take the cells of a band."""
    cells, bands = list[int](), 0
    for one in _everywhere():
        (line,) = draw_strip(one, width, 1)
        assert width_of(line) == width
        lit = [number for number, span in enumerate(line) if span.ink == "here"]
        line_cells = [number for number, span in enumerate(line) if span.text == "┃"]
        if one.as_of is None:
            assert lit == [len(line) - 1]  # the end of the record
        elif exactness_of(one.lens, one.lens.outline(one.cursor)) == "minute":
            assert lit == line_cells
            cells += lit
        else:
            assert lit == [*range(lit[0], lit[-1] + 1)]  # a band, or the cell it lies within
            bands += len(lit) > 1
    assert cells == sorted(cells)
    assert bands > 0


def test_the_strip_names_its_ends() -> None:
    """The times at both ends of the strip are those of the incident's zone."""
    (line,) = draw_strip(review((CALL, "12:50"), (CALL, "17:10")), 80, 1)
    assert (line[0].text, line[-1].text) == ("  12:00 ", " 18:00 ")


def test_without_a_time_there_is_no_strip() -> None:
    """A record whose entries are all unplaced says why there is nothing to draw."""
    (line,) = draw_strip(review((CALL, "unplaced")), 80, 1)
    assert line_text(line).strip() == "no entry has a full time"


@pytest.mark.parametrize(
    ("width", "wishes", "said"),
    [
        (200, [], ""),
        (200, [intents.SetMark()], "· at the mark ·"),
        (200, [intents.SetMark(), intents.Move(1)], "· 3–13 min~ after the mark ·"),
        (60, [intents.SetMark(), intents.Move(1)], "· 3–13 min~ after mark ·"),
        (200, [intents.SetMark(), intents.Last()], "· not computable since the mark ·"),
        (200, [intents.SetMark(), intents.SetMark()], ""),
    ],
)
def test_the_status_counts_from_the_mark(
    width: int, wishes: list[intents.Intent], said: str
) -> None:
    """How long since the marked entry, as bounds; in fewer words where there is less room."""
    shown = review((CALL, "13:00~"), (CALL, "13:08"), (NOTE, "unplaced"))
    for wish in wishes:
        shown = step(shown, wish)
    line = line_text(draw_status(shown, width))
    assert said in line
    assert ("mark" in line) is bool(said)
