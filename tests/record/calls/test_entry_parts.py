"""Tests of the ids that an entry names, and of its searched words."""

from typing import Any

import pytest

from incident_tui.record.calls.entry_parts import (
    Party,
    anchors_of,
    party_of,
    references_of,
    searched_words,
    words_alone,
)
from incident_tui.record.calls.line import decode_line
from incident_tui.record.time_value import TimeValue, parse_form
from tests.record.calls.taking import entry, line


def test_what_an_entry_names() -> None:
    """An entry names the same ids as a line and as an entry, and refers to each that is there."""
    written: dict[str, Any] = {
        "agency": "x",
        "speaker": {"agency": "y", "unit": "u", "person": "p"},
        "agencies": ["z"],
        "units": ["v", ""],
        "cite": ["s:L1", {"source": "t"}],
        "location": "l",
        "time": {"at": "q1 +2m", "after": "q2"},
        "known": "q3 +1m",
        "effects": [{"casualty": "c", "status": "injured"}],
    }
    party = Party("x", "y", "u", ("z",), ("v", ""), ("s", "t"))
    assert party_of(decode_line(line(**written))) == party_of(entry(**written)) == party
    assert {*references_of(entry(**written))} == {
        *((("agencies",), one) for one in "xyz"),
        *((("units",), one) for one in "uv"),
        *((("sources",), one) for one in "st"),
        *((("timeline",), one) for one in ("q1", "q2", "q3")),
        (("people",), "p"),
        (("locations",), "l"),
        (("casualties",), "c"),
    }
    assert anchors_of(TimeValue(parse_form("q1 +2m"), before=("q4",))) == ("q4", "q1")


def test_words_are_searched_on_one_line() -> None:
    """Title and text, without case, accents and line ends."""
    assert searched_words(entry(title="Título", text="Muñoz\nSAID")) == "titulo munoz said"


@pytest.mark.parametrize(
    ("text", "transcript", "words"),
    [
        ("One.\nTwo.", None, "One.\nTwo."),
        ("One.\nTwo.", {"method": "human"}, "One.\nTwo."),
        ("One.\nlen: 2.1", {"method": "asr"}, "One."),
        ("One.\nTwo.", {"method": "asr", "corrected_by": "Ann"}, "One.\nTwo."),
        ("(no transcript) 3 s\nlen: 2.1", None, ""),
    ],
)
def test_a_machine_writes_a_line(text: str, transcript: Any, words: str) -> None:
    """The lines below are figures; a person's words are whole, and a call without has none."""
    assert words_alone(entry(text=text, transcript=transcript)) == words
