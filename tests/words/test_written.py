"""Written times that belong to no entry, in words."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.record.time_value import Relative, TimeValue, parse_form
from incident_tui.review.lens import Lens
from incident_tui.review.told import ENTRY_WITHHELD
from incident_tui.words.written import offset_words, written_words
from tests.published import chronology, moment
from tests.records import entry, lens_of


@pytest.mark.parametrize(
    ("written", "words"),
    [
        # A moment on the clocks of the incident, its date only when it is another.
        ("13:15~", "13:15~"),
        ("2024-02-29T13:15", "13:15"),
        ("2024-03-01", "1 Mar"),
        ("2024-02-29T19:15Z", "13:15"),
        # Counted from an entry: by the words of the entry.
        ("a +2m", "2 min after “Shots”"),
        ("a -30s~", "30 s~ before “Shots”"),
        ("a +0m", "together with “Shots”"),
        # From nothing that there is, and in any other form: as it is written.
        ("nothing +2m", "nothing +2m"),
        ("13:00..13:12", "13:00..13:12"),
        ("..2024-03-02", "..2024-03-02"),
        ("13:15/13:40", "13:15/13:40"),
        ("unplaced", "unplaced"),
    ],
)
def test_a_time_of_no_entry_in_words(written: str, words: str) -> None:
    """A moment has the words of an entry's time, a distance those of its anchor."""
    lens = lens_of(entry("a", "13:00", title="Shots"))
    assert written_words(lens, TimeValue(parse_form(written))) == words


def test_a_withheld_anchor_has_no_words() -> None:
    """A time that is counted from an entry nobody knew of yet does not tell its words."""
    chronicle = chronology(entry("a", "13:00", title="Secret", known="13:30"))
    value = TimeValue(parse_form("a +2m"))
    withheld, told = (
        Lens(chronicle, moment(chronicle, clock), Clock.KNOWN) for clock in ("13:20", "13:30")
    )
    assert written_words(withheld, value) == f"2 min after “{ENTRY_WITHHELD}”"
    assert written_words(told, value) == "2 min after “Secret”"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a +2m", "2 min after"),
        ("a +2m..10m~", "2 min – 10 min~ after"),
        ("a -10m..-2m", "2 min – 10 min before"),
        ("a -2m..0m", "0 min – 2 min before"),
        ("a +0m~", "together with"),
    ],
)
def test_a_distance_in_words(written: str, words: str) -> None:
    """How far a time lies from its anchor, and on which side."""
    form = parse_form(written)
    assert isinstance(form, Relative)
    assert offset_words(form) == words
