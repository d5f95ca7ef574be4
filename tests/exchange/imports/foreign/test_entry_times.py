"""Times of entries: exact by an exact start, or counted from the first entry."""

import datetime as dt

import pytest

from incident_tui.exchange.imports.foreign.entry_times import EntryTimes, time_within
from incident_tui.exchange.imports.foreign.recording_clock import RecordingClock, clock_of
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import parse_form


def clock(starts: str) -> RecordingClock | None:
    """The clock by a start in UTC; None without."""
    wishes = Wishes(starts=parse_form(starts), date=dt.date(2024, 2, 29), zone_said=True)
    return clock_of(wishes) if starts != "unplaced" else None


@pytest.mark.parametrize(
    ("starts", "times"),
    [
        (
            "13:00:07",
            [
                "2024-02-29T13:00:08Z",
                "2024-02-29T13:03:20Z..2024-02-29T13:03:21Z",
                "2024-02-29T13:00:07Z",
            ],
        ),
        ("13:00~", ["2024-02-29T13:00Z~", "a +3m12s400ms", "a -1s"]),
        ("13:00", ["2024-02-29T13:00:01Z..2024-02-29T13:01:00Z", "a +3m12s400ms", "a -1s"]),
        ("unplaced", ["unplaced", "a +3m12s400ms", "a -1s"]),
    ],
)
def test_a_vague_start_is_in_the_first_entry(starts: str, times: list[TimeDraft]) -> None:
    """The others keep their distance from the first, whatever is known of the start."""
    found = EntryTimes(clock(starts))
    assert [found.of(name, at) for name, at in (("a", 1), ("b", 193.4), ("c", 0))] == times


def test_an_entry_without_a_position_follows_the_entry_before() -> None:
    """Its order is known, and no more; the first has not even that."""
    found = EntryTimes(None)
    assert found.of("a", None) == "unplaced"
    assert found.of("b", None) == {"at": "unplaced", "after": ["a"]}
    assert found.of("c", 5) == "unplaced"
    assert found.of("d", 7) == "c +2s"


def test_a_recording_without_its_silence_is_about() -> None:
    """A later position of a call, from which silence is cut, is about, or later."""
    found = EntryTimes(clock("13:00:07"), is_cut=True)
    assert found.of("a", 0) == "2024-02-29T13:00:07Z"
    later = found.of("b", 4)
    assert isinstance(later, dict)
    assert later["at"] == "2024-02-29T13:00:11Z~"
    assert "silence is cut" in later["basis"]


def test_words_of_a_call_are_counted_from_the_call() -> None:
    """Never from before its start; an id with a blank, which no time can name, is only before."""
    assert time_within("c1", 3.44) == "c1 +3s400ms"
    assert time_within("c1", -0.2) == "c1 +0m"
    assert time_within("call 1", 3) == {"at": "unplaced", "after": ["call 1"]}
