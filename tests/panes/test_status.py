"""The status: the moment, the clock, the entry, counts and filters, in whatever room there is."""

from functools import reduce
from typing import cast

import pytest

from incident_tui.boards import questions
from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import Line, width_of
from incident_tui.panes.status import Status, draw_status
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review import intents
from incident_tui.review.filters import FilterName
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.search import Query, search
from incident_tui.samples import bundled_record
from incident_tui.words.filters import search_words
from incident_tui.words.times import as_of_words
from tests.drawn import line_text, row_texts
from tests.panes.kinds import CALL, NOTE, lines_of
from tests.records import sound

HEAD = """
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
timeline:
"""


def review(*entries: tuple[str, str], head: str = HEAD) -> Review:
    """A review of entries of these kinds and times."""
    return review_of(sound(head + lines_of(*entries)))


def status(shown: Review, width: int, reading: int | None = None) -> str:
    """The first line."""
    return line_text(draw_status(shown, width, reading)[0]).strip()


BUNDLED = review_of(chronology_of(read_record(bundled_record())))


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
@pytest.mark.parametrize("width", [60, 80, 120])
def test_the_status_fits_and_cuts_no_word(wish: intents.Intent, width: int) -> None:
    """At every entry and through every filter, parts that do not fit are left out whole."""
    for one in _everywhere():
        for line in draw_status(step(one, wish), width):
            assert width_of(line) <= width
            assert not line_text(line).rstrip().endswith("…")


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (
            140,
            "Status as of 13:17~ · what had happened · entry 8 of 40 · radio call 4 of 6"
            " · 24 without a time · 28 conflicts · 29 questions",
        ),
        (
            110,
            "Status as of 13:17~ · what had happened · entry 8 of 40 · radio call 4 of 6"
            " · 24 without a time",
        ),
        (80, "Status as of 13:17~ · what had happened · entry 8 of 40 · radio call 4 of 6"),
        (60, "as of 13:17~ · what had happened · 8 of 40 · radio 4 of 6"),
    ],
)
def test_the_status_says_where_the_cursor_stands(width: int, said: str) -> None:
    """Moment, clock, entry and radio call are told, and open matters where there is room."""
    position = BUNDLED.chronology.positions["q4"]
    line = draw_status(step(BUNDLED, intents.GoToPosition(position)), width)[0]
    assert line_text(line).strip() == said


def test_open_questions_are_counted_as_on_their_board() -> None:
    """Where some are answered, the open ones stand before all of them, in the same words."""
    chronology = chronology_of(read_record(bundled_record().parent / "exercise"))
    assert status(review_of(chronology), 200).endswith("9 open of 14 questions")
    assert row_texts(questions.draw(review_of(chronology), 80))[0] == "9 open of 14 questions"


def test_the_end_of_the_record_is_no_moment() -> None:
    """At an unplaced entry the panes show the end of the record, and the status says that."""
    assert status(step(BUNDLED, intents.Last()), 80).startswith(
        "as of end of the record · what had happened · 40 of 40 · radio 6 of 6"
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
        line = status(shown, 200)
        moment = as_of_words(shown.lens, shown.cursor)
        assert line.startswith(f"Status as of {moment} · ")
        assert (moment == "end of the record") is (shown.lens.moment is None)
        hides = bool(placements) and shown.cursor not in shown.shown
        assert ("its row is hidden" in line) is hides
        assert shown.shown or shown.cursor == position or not placements


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("no call", "Status as of 13:00 · what had happened · entry 1 of 4 · 1 without a time"),
        (
            "nothing placed",
            "Status as of end of the record · what had happened · entry 1 of 2 · radio call 1 of 1",
        ),
        ("no entry", "Status as of end of the record · what had happened"),
    ],
)
def test_the_status_has_no_zeros(record: str, said: str) -> None:
    """A record without calls, or without entries, is not said to have 0 of them."""
    assert status(RECORDS[record], 120).startswith(said)
    assert " 0 " not in status(RECORDS[record], 120)


# The filters.


def filtered(*wishes: intents.Intent) -> Review:
    """The bundled record through filters."""
    return reduce(step, wishes, BUNDLED)


def dropped(lines: list[Line]) -> set[str]:
    """The filters that clicks on lines remove."""
    actions = [span.action.partition(":") for line in lines for span in line]
    return {name for what, _, name in actions if what == "filter"}


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
        ((), 80, ["Status as of 12:00…13:15 · what had happened · entry 1 of 40"]),
        (
            (intents.RadioOnly(),),
            80,
            ["as of 13:12~ · what had happened · 1 of 6   radio only ×   6 of 40 entries"],
        ),
        (
            (intents.OnlyAgency("kcpd"),),
            80,
            ["as of 16:45…17:00 · what had happened · 1 of 3   only KCPD ×   3 of 40 entries"],
        ),
        (
            (intents.ToggleAgency("kcpd"),),
            80,
            ["as of 12:00…13:15 · 1 of 37   without KCPD ×   37 of 40 entries"],
        ),
        (
            (intents.ShowAgencies(frozenset()),),
            80,
            ["as of 12:00…13:15 · its row is hidden   no agency ×   0 of 40 entries"],
        ),
        (
            MANY,
            120,
            [
                "Status as of 13:00…13:12~ · its row is hidden · what had happened"
                " · “officer” searching… 0%",
                "only IPD, KCPD, JCC ×   radio only ×   “officer” ×   only source art ×"
                "   0 of 40 entries",
            ],
        ),
        (
            MANY,
            88,
            [
                "as of 13:00…13:12~ · its row is hidden · what had happened"
                " · “officer” searching… 0%",
                "only 3 agencies ×   radio only ×   “officer” ×   only source art ×"
                "   0 of 40 entries",
            ],
        ),
        (
            MANY,
            60,
            [
                "as of 13:00…13:12~ · “officer” searching… 0%",
                "only 3 agencies ×   radio only ×   “officer” ×",
                "only 1 source ×   0 of 40 entries",
            ],
        ),
        (
            (intents.Find(Query("nobody has ever said this")), intents.KeepMatches()),
            60,
            [
                "as of 12:00…13:15 · “nobody has ever sai…” searching… 0%",
                "“nobody has ever sa… ×   0 of 40 entries",
            ],
        ),
    ],
)
def test_every_filter_is_named(
    wishes: tuple[intents.Intent, ...], width: int, said: list[str]
) -> None:
    """Names give way to numbers and then to further lines, and no filter goes untold."""
    lines = draw_status(filtered(*wishes), width)
    assert [line_text(line).strip() for line in lines] == said
    assert all(width_of(line) <= width for line in lines)


@pytest.mark.parametrize("width", [10, 20, 40, 60, 80, 200])
def test_no_filter_is_dropped_for_width(width: int) -> None:
    """Each kind of filter can be clicked at any width, and a click removes it alone."""
    shown = filtered(*MANY)
    lines = draw_status(shown, width)
    names = dropped(lines)
    assert names == {"agencies", "kinds", "words", "sources"}
    assert all(width_of(line) <= width or width < 20 for line in lines)
    for name in names:
        left = step(shown, intents.DropFilter(cast(FilterName, name)))
        kept = dropped(draw_status(left, width))
        assert kept == names - {name}


def test_a_name_in_a_filter_is_text() -> None:
    """Controls in words that are kept are shown as characters."""
    shown = filtered(intents.Find(Query("[b]\x1b]0;x")), intents.KeepMatches())
    assert "“[b]␛]0;x” ×" in line_text(draw_status(shown, 80)[-1])


def test_the_status_counts_problems_and_what_was_left_out() -> None:
    """A flawed record says on the screen that it is, beside what was left out of it."""
    flawed = HEAD + "  - {id: e, kind: note, time: 13:00, text: x, cite: s}\n  - {id: f}\n"
    shown = review_of(chronology_of(read_bytes(flawed.encode(), "record.yaml")))
    line = draw_status(shown, 120)[0]
    alerts = [span.text for span in line if span.ink == "alert"]
    assert alerts == [f"{len(shown.chronology.problems)} problems", "1 left out"]
    assert "1 of 1 · 1 left out" in status(shown, 60)


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
            "Status as of 12:00…13:15 · what had happened · “officer” 18 hits · entry 1 of 40"
            " · 24 without a time · 28 conflicts · 29 questions",
        ),
        (
            found("officer", intents.MoveHit(1)),
            None,
            80,
            "as of 13:00…13:12~ · what had happened · “officer” 1 of 18 hits · 3 of 40",
        ),
        (
            found("officer", intents.RadioOnly()),
            None,
            80,
            "as of 13:12~ · what had happened · “officer” 1 of 5 hits · 13 hidden · 1 of 6",
        ),
        (
            BUNDLED,
            123_456,
            140,
            "Status as of 12:00…13:15 · what had happened · reading 123,456 calls… · entry 1 of 40"
            " · 24 without a time · 28 conflicts · 29 questions",
        ),
        (
            BUNDLED,
            123_456,
            80,
            "as of 12:00…13:15 · what had happened · reading 123,456… · 1 of 40",
        ),
        (
            found("officer", intents.MoveHit(1)),
            1_000_000,
            80,
            "as of 13:00…13:12~ · reading 1,000,000… · “officer” 1 of 18 hits · 3 of 40",
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
            "as of 12:00…13:15 · “nobody has ever sai…” no hit · 1 of 40",
        ),
    ],
)
def test_the_status_drops_what_matters_least(
    shown: Review, reading: int | None, width: int, said: str
) -> None:
    """In little room the moment, the search and what is being read stay, the longest of all."""
    line = draw_status(shown, width, reading)[0]
    assert line_text(line).strip() == said
    assert width_of(line) == width


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
def test_the_status_never_drops_the_search(width: int) -> None:
    """Whatever the width, what is found is told as far as there is room, the moment before it."""
    for wish in (None, intents.Last(), intents.RadioOnly(), intents.ShowAgencies(frozenset())):
        for reading in (None, 7, 1_234_567):
            shown = found("officer", wish)
            line = draw_status(shown, width, reading)[0]
            assert width_of(line) == width
            assert "as of " in line_text(line)
            if width >= 80:
                assert f"“officer” {search_words(shown)}" in line_text(line)


def test_flaws_outlast_counts() -> None:
    """That entries are left out is told longer than how many there are."""
    sound = "  - {{id: {0}, kind: {0}, time: 13:00, text: x, cite: s}}\n"
    flawed = HEAD + sound.format(NOTE) + sound.format(CALL) + "  - {id: f}\n"
    shown = review_of(chronology_of(read_bytes(flawed.encode(), "record.yaml")))
    shown = step(step(shown, intents.RadioOnly()), intents.Find(Query("smoke")))
    assert status(shown, 60) == ("as of 13:00 · “smoke” searching… 0% · 1 of 1 · 1 left out")
    assert status(shown, 54) == ("as of 13:00 · “smoke” searching… 0% · 1 left out")


def test_words_kept_are_searched_for_on() -> None:
    """When the search has been ended while it went on, what is kept still says how far it is."""
    kept = step(step(BUNDLED, intents.Find(Query("officer"))), intents.KeepMatches())
    assert "searching… 0%" in status(step(kept, intents.UndoFilter()), 80)
    matches = search(BUNDLED.chronology, Query("officer"))
    kept = step(kept, intents.TakeFound(matches.query, matches.found))
    assert "searching" not in status(step(kept, intents.UndoFilter()), 80)


def test_what_is_searched_for_is_text_in_the_status() -> None:
    """Controls and markup in a query are shown as characters."""
    shown = step(BUNDLED, intents.Find(Query("[b]\x1b]0;x\u202e")))
    said = status(shown, 120)
    assert "“[b]␛]0;x‹U+202E›”" in said


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
    line = status(shown, width)
    assert said in line
    assert ("mark" in line) is bool(said)


def test_reading_is_told_of_no_moment() -> None:
    """While calls are read, the status of the record as a whole counts them and has no moment."""
    whole = Status()
    whole.show(BUNDLED, is_whole=True)
    whole.count(1_234)
    words = line_text(whole.draw(120)[0])
    assert "40 entries" in words
    assert "reading 1,234 calls…" in words
    assert "as of" not in words


@pytest.mark.parametrize(
    ("width", "words"),
    [(120, "following paused: G follows again"), (60, "G follows")],
)
def test_following_is_said_in_words(width: int, words: str) -> None:
    """Whether the cursor keeps to the newest entry, and the key by which it does so again."""
    shown = step(review((CALL, "13:10"), (NOTE, "13:20")), intents.FollowNewest())
    assert "following" in status(shown, width)
    assert "paused" not in status(shown, width)
    paused = step(shown, intents.Move(-1))
    assert words in status(paused, width)
    assert "follow" not in status(step(shown, intents.FollowNewest()), width)
