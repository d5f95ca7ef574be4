"""The words for the other recordings of a transmission."""

from typing import Any

import pytest

from incident_tui.review import intents
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of, step
from incident_tui.words.entries import facts
from incident_tui.words.recordings import also_places, also_words, recordings_words
from tests.transmissions import record_of, recorded

TAC = {"system": "metro", "talkgroup": "1", "talkgroup_tag": "Tac 1"}


def channel(**fields: str) -> dict[str, Any]:
    """A channel of the system, by default talkgroup 1."""
    return {"channel": TAC | fields}


@pytest.mark.parametrize(
    ("here", "there", "row", "fact"),
    [
        ({}, {"talkgroup": "2", "talkgroup_tag": "Tac 2"}, "also on Tac 2", "Tac 2 (2)"),
        ({"talkgroup_tag": ""}, {"talkgroup": "2", "talkgroup_tag": ""}, "also on 2", "2"),
        ({"site": "north"}, {"site": "south"}, "also on site south", "site south"),
        (
            {"site": "north"},
            {"talkgroup": "2", "talkgroup_tag": "Tac 2", "site": "south"},
            "also on Tac 2 · site south",
            "Tac 2 (2) · site south",
        ),
        (
            {"frequency": "851.0125"},
            {"frequency": "852.0125"},
            "also on 852.0125 MHz",
            "852.0125 MHz",
        ),
        (
            {"frequency": "851.0125"},
            {"talkgroup": "2", "talkgroup_tag": "Tac 2", "frequency": "852.0125"},
            "also on Tac 2",
            "Tac 2 (2)",
        ),
    ],
)
def test_what_differs_is_said(
    here: dict[str, str], there: dict[str, str], row: str, fact: str
) -> None:
    """Talkgroup and site; the frequency where nothing else differs; a row has the tag alone."""
    lens = Lens(record_of(recorded("a", **channel(**here)), recorded("b", **channel(**there))))
    assert also_words(lens, 0) == row
    assert [*also_places(lens, 0)] == [fact]
    assert [one.words for one in facts(lens, 0) if one.kind == "also on"] == [fact]


def test_each_place_is_named_once_in_a_row() -> None:
    """In Detail each recording has a row of its own, for it leads to the recording."""
    on = [channel(talkgroup=str(number), talkgroup_tag="Tac") for number in (1, 2, 3)]
    lens = Lens(record_of(*(recorded(f"c{n}", **fields) for n, fields in enumerate(on))))
    assert also_words(lens, 0) == "also on Tac"
    assert [*also_places(lens, 0)] == ["Tac (2)", "Tac (3)"]


def test_a_call_that_was_recorded_once_has_no_words() -> None:
    """Neither in the row nor among its facts."""
    lens = Lens(record_of(recorded("a"), recorded("b", speaker={"unit": "e2"})))
    assert also_words(lens, 0) == ""
    assert [*also_places(lens, 0)] == []


def test_a_wish_for_every_recording_is_answered() -> None:
    """How many have a row now, or no longer; or that there are none."""
    once = review_of(record_of(recorded("a"), recorded("b", "2"), recorded("c", "3")))
    every = step(once, intents.EveryRecording())
    assert recordings_words(once, every) == "each recording has a row · 2 further recordings"
    assert (
        recordings_words(every, step(every, intents.EveryRecording()))
        == "each transmission has a row · 2 further recordings, named beside it"
    )
    single = review_of(record_of(recorded("a")))
    assert recordings_words(single, single) == "no transmission was recorded more than once"
