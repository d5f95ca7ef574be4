"""The column of times of the timeline: as given, and counted from other entries."""

import pytest

from incident_tui.review import intents
from incident_tui.review.intents import Intent
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.time_column import TimeColumn
from incident_tui.words.intervals import Length
from incident_tui.words.time_column import ColumnTimes, column_times, since_words
from tests.records import AGENCIES, chronology, entry

CHRONICLE = chronology(
    entry("a", "12:00..13:15", agency="ipd"),
    entry("b", "13:10", agency="ipd", units="[car]"),
    entry("c", "13:12:30", agency="kcpd"),
    entry("d", "13:20~", kind="radio_call", speaker="{unit: car}"),
    entry("e", "13:30..13:40", agency="kcpd", known="13:45"),
    entry("f", "13:50", agency="kcpd"),
    entry("g", "unplaced", agency="kcpd"),
    rest=AGENCIES,
)
IDS = [one.id for one in CHRONICLE.entries]


def times_of(column: TimeColumn, *wishes: Intent) -> list[str]:
    """The times of every entry, by position."""
    review = review_of(CHRONICLE)
    while review.times is not column:
        review = step(review, intents.NextTimes())
    for wish in wishes:
        review = step(review, wish)
    return [*map(column_times(review).words, range(len(IDS)))]


@pytest.mark.parametrize(
    ("column", "wishes", "times"),
    [
        (
            TimeColumn.CLOCK,
            [],
            ["12:00…13:15", "13:10", "13:12:30", "13:20~", "13:30…13:40", "13:50", "no time"],
        ),
        (  # from b on, the first with a clock time; bounds are ranges, on both sides of it
            TimeColumn.START,
            [],
            [
                "T-1:10…+0:05",
                "T+0:00",
                "T+0:01:31…0:02:30",
                "T+0:05…0:15~",
                "T+0:20…0:30",
                "T+0:40",
                "no time",
            ],
        ),
        (
            TimeColumn.ROW,
            [],
            [
                "",
                "-0:05…+1:10",
                "+0:01:31…0:02:30",
                "+0:02:30…0:13:29~",
                "+0:05…0:25~",
                "+0:10…0:20",
                "no time",
            ],
        ),
        (  # of those shown
            TimeColumn.ROW,
            [intents.OnlyAgency("kcpd")],
            ["", "", "", "", "+0:17:30…0:28:29", "+0:10…0:20", "no time"],
        ),
        (
            TimeColumn.SPEAKER,
            [],
            ["", "", "", "+0:05…0:15~", "+0:17:30…0:28:29", "+0:10…0:20", "no time"],
        ),
        (  # the same, whatever is hidden
            TimeColumn.SPEAKER,
            [intents.RadioOnly()],
            ["", "", "", "+0:05…0:15~", "+0:17:30…0:28:29", "+0:10…0:20", "no time"],
        ),
    ],
)
def test_the_times_beside_the_entries(
    column: TimeColumn, wishes: list[Intent], times: list[str]
) -> None:
    """A length is a range where a time is, and nothing where there is none; the unplaced stay."""
    found = times_of(column, *wishes)
    if wishes == [intents.OnlyAgency("kcpd")]:  # only the shown rows are drawn
        found = [time if IDS[place] in "efg" else "" for place, time in enumerate(found)]
    assert found == times


def test_a_withheld_entry_is_not_known_to_have_spoken() -> None:
    """On the clock of the known, times are counted from the entries told by then."""
    known = intents.SwitchClock()
    before, after = (
        times_of(TimeColumn.SPEAKER, known, intents.GoTo(identifier)) for identifier in ("d", "f")
    )
    assert before[4:6] == ["", ""]
    assert after[4:6] == ["+0:17:30…0:28:29", "+0:10…0:20"]


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length(0, 0), "+0:00"),
        (Length(720_000, 720_000), "+0:12"),
        (Length(5_000, 5_000, "~"), "+0:00:05~"),
        (Length(-5_000, -5_000), "-0:00:05"),
        (Length(0, 720_000, "~"), "+0:00…0:12~"),
        (Length(-720_000, 60_000), "-0:12…+0:01"),
        (Length(-720_000, -60_000), "-0:12…-0:01"),
        (Length(97_200_000, 97_200_000), "+27:00"),
        (Length(1_250, 1_250), "+0:00:01.250"),
        (Length(None, 60_000), ""),
        (Length(60_000, None), ""),
    ],
)
def test_a_length_in_the_column(length: Length, words: str) -> None:
    """Hours and minutes; seconds where the length is no whole minute; both bounds of a range."""
    assert since_words(length) == words


def test_the_column_says_what_it_counts_from() -> None:
    """The title of each column in turn; the first again after the last."""
    review, titles = review_of(CHRONICLE), []
    for _ in range(5):
        titles.append(column_times(review).title)
        review = step(review, intents.NextTimes())
    assert titles == [
        "",
        "times since 13:10",
        "times since the entry before",
        "times since the same unit or agency spoke",
        "",
    ]


def test_without_a_clock_time_nothing_is_counted_from() -> None:
    """Where every time is bounds, T+ has no start, and says so."""
    vague = chronology(entry("a", "12:00..13:15"), entry("b", "2024-02-29"))
    review = step(review_of(vague), intents.NextTimes())
    column = column_times(review)
    assert (column.title, column.words(0)) == ("no clock time to count from", "")


def test_the_start_is_looked_for_once() -> None:
    """The times of a review begin where those of the review before begin, in the same record."""
    first = step(review_of(CHRONICLE), intents.NextTimes())
    second: Review = step(first, intents.Last())
    other = ColumnTimes(first, 3)
    assert column_times(second, other).start == 3
    assert column_times(second).start == 1
