"""Names and short forms: of casualties, speakers and entries."""

import pytest

from incident_tui.record.model import Speaker
from incident_tui.words.names import casualty_name, entry_words, short_call_sign, speaker_names
from tests.records import AGENCIES, PEOPLE, chronology, entry, lens_of


def test_a_casualty_is_called_by_name() -> None:
    """A casualty is called by the name or the label of the person, or else by its own label."""
    lens = lens_of(rest=PEOPLE)
    assert [casualty_name(lens, one.id) for one in lens.casualties()] == [
        "Drexel Mack",
        "neighbour who called",
        "unnamed",
    ]


def test_a_speaker_in_words() -> None:
    """A voice is told by all that is known of it, from the person to its label."""
    lens = lens_of(rest=AGENCIES + PEOPLE)
    everything = Speaker(person="mack", unit="car", agency="ipd", label="a voice")
    assert speaker_names(lens, everything) == [
        "Drexel Mack",
        "12",
        "Independence Police Department",
        "a voice",
    ]
    assert speaker_names(lens, Speaker(label="a voice")) == ["a voice"]
    assert speaker_names(lens, Speaker()) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"text": "words"}, "words"),
        ({"text": "words", "title": "heading"}, "heading"),
        ({"text": "words", "title": "heading", "verbatim": "true"}, "words"),
    ],
)
def test_an_entry_in_one_line(fields: dict[str, str], expected: str) -> None:
    """An entry says its own words if they were said, and else its title or what it tells."""
    assert entry_words(chronology(entry("a", "13:15", **fields)).entries[0]) == expected


@pytest.mark.parametrize(
    ("call_sign", "shown"),
    [
        ("E12", "E12"),
        ("Engine 1", "Engi 1"),
        ("Engine 12", "Eng 12"),
        ("Battalion Chief 3", "Batt 3"),
        ("Ladder", "Ladder"),
        ("Coroner", "Coroner"),
        ("Unit 12345", "Unit 12345"),
        ("", ""),
    ],
)
def test_a_call_sign_keeps_its_number(call_sign: str, shown: str) -> None:
    """Engine 1 and Engine 12 stay two; where the number has no room beside a name, all is left."""
    assert short_call_sign(call_sign, 6) == shown
