"""Two calls are recordings of one transmission only where nothing leaves a doubt."""

import json
from pathlib import Path
from typing import Any

import pytest

from incident_tui.chronology.build import chronology_of, realigned
from incident_tui.record.reading import read_record
from tests.records import sound
from tests.transmissions import SECTIONS, folder_of, groups_of, record_of, recorded

SECOND = "2024-02-29T13:00:07"
ON_1 = {"system": "metro", "talkgroup": "1"}


def quoted(text: str, **transcript: Any) -> dict[str, Any]:
    """Words, and who wrote them down."""
    return {"text": text, "verbatim": True, **({"transcript": transcript} if transcript else {})}


SAME: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "another talkgroup": ({}, {}),
    "another site": (
        {"channel": ON_1 | {"site": "north"}},
        {"channel": ON_1 | {"site": "south"}},
    ),
    "another frequency": (
        {"channel": ON_1 | {"frequency": "851.0125"}},
        {"channel": ON_1 | {"frequency": "852.0125"}},
    ),
    "another talkgroup by its tag alone": (
        {"channel": {"talkgroup_tag": "Main"}},
        {"channel": {"talkgroup_tag": "Tac"}},
    ),
    "milliseconds of the same second": (
        {"time": f"{SECOND}.020-06:00"},
        {"time": f"{SECOND}.980-06:00"},
    ),
    "a second apart in length": (
        {"audio": {"path": "a.wav", "length": 3.4}},
        {"audio": {"path": "b.wav", "length": 4.4}},
    ),
    "a length of one alone": ({"audio": {"path": "a.wav", "length": 3.4}}, {}),
    "words that a machine heard differently": (
        quoted("engine one on scene with smoke showing", method="asr"),
        quoted("in june one on seen with smoke glowing", method="asr"),
    ),
    "words of one alone": (
        {"text": "engine one on scene with smoke showing"},
        {"text": "(no transcript) 4.4 s on Fire Dispatch"},
    ),
    "few words that differ": (quoted("copy", method="asr"), quoted("coffee", method="asr")),
    "words of a person, and of a machine": (
        quoted("Engine one on scene.", method="human"),
        quoted("in june on seen", method="asr"),
    ),
    "a person's words, alike": (quoted("On scene", method="human"), quoted("on  scene")),
    "a status that one of both reports": ({"effects": [{"unit": "e1", "status": "OnScene"}]}, {}),
    "the radio of an import, of a unit with several": (
        {"speaker": {"unit": "two"}, "text": "copy\nsrc: 7003"},
        {"speaker": {"unit": "two"}, "text": "copy\nsrc: 7003"},
    ),
}
OTHER: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the next second": ({}, {"time": "2024-02-29T13:00:08-06:00"}),
    "milliseconds of the next second": (
        {"time": f"{SECOND}.980-06:00"},
        {"time": "2024-02-29T13:00:08.020-06:00"},
    ),
    "a minute": ({"time": "2024-02-29T13:00-06:00"}, {"time": "2024-02-29T13:00-06:00"}),
    "about a second": ({"time": f"{SECOND}-06:00~"}, {"time": f"{SECOND}-06:00~"}),
    "bounds": ({"time": f"{SECOND}-06:00..{SECOND}-06:00"}, {"time": "13:00:05..13:00:09"}),
    "counted from the first": ({}, {"time": "a +0s"}),
    "another radio": ({}, {"speaker": {"unit": "e2"}}),
    "a unit without a radio": ({"speaker": {"unit": "none"}}, {"speaker": {"unit": "none"}}),
    "a unit with several radios": ({"speaker": {"unit": "two"}}, {"speaker": {"unit": "two"}}),
    "two radios of a unit": (
        {"speaker": {"unit": "two"}, "text": "copy\nsrc: 7003"},
        {"speaker": {"unit": "two"}, "text": "copy\nsrc: 7004"},
    ),
    "a label": ({"speaker": {"label": "7001"}}, {"speaker": {"label": "7001"}}),
    "nobody": ({"speaker": {}}, {"speaker": {}}),
    "the same channel": ({}, {"channel": {"system": "metro", "talkgroup": "1"}}),
    "the same channel, by its tag": (
        {"channel": {"talkgroup": "1", "talkgroup_tag": "Tac"}},
        {"channel": {"talkgroup_tag": "Tac"}},
    ),
    "a site of one alone": ({"channel": ON_1 | {"site": "north"}}, {"channel": ON_1}),
    "no channel": ({}, {"channel": {}}),
    "another system": ({}, {"channel": {"system": "county", "talkgroup": "2"}}),
    "a system of one alone": ({}, {"channel": {"talkgroup": "2"}}),
    "lengths that differ": (
        {"audio": {"path": "a.wav", "length": 3.4}},
        {"audio": {"path": "b.wav", "length": 4.5}},
    ),
    "turns of one sound": (
        {"audio": {"path": "a.wav"}},
        {"audio": {"path": "a.wav", "start": 1}},
    ),
    "turns of one file": ({"cite": "rec:a.json"}, {"cite": "rec:a.json"}),
    "another source": ({}, {"cite": "other:b"}),
    "a person's words that differ": (quoted("On scene", method="human"), quoted("En route")),
    "corrected words that differ": (
        quoted("On scene", method="asr", corrected_by="J. Doe"),
        quoted("En route", method="asr", corrected_by="J. Doe"),
    ),
    "many words of a machine, none in common": (
        quoted("engine one on scene with smoke", method="asr"),
        quoted("thirty four copies your last traffic", method="asr"),
    ),
    "a status that both report": (
        {"effects": [{"unit": "e1", "status": "OnScene"}]},
        {"effects": [{"unit": "e1", "status": "OnScene"}]},
    ),
    "two weights": ({"weight": "key"}, {"weight": "notable"}),
    "two titles": ({"title": "One"}, {"title": "Two"}),
    "known later than said": ({}, {"known": "2024-02-29T18:00-06:00"}),
    "a phone call": ({}, {"kind": "phone_call"}),
}


@pytest.mark.parametrize("case", SAME)
@pytest.mark.parametrize("are_turned", [False, True])
def test_recordings_of_one_transmission(case: str, are_turned: bool, tmp_path: Path) -> None:
    """The same radio, in the same second, elsewhere; in either order, and in a file of calls."""
    one, other = reversed(SAME[case]) if are_turned else SAME[case]
    calls = recorded("a", **one), recorded("b", "2", **other)
    assert [sorted(group) for group in groups_of(record_of(*calls))] == [["a", "b"]]
    chronology = chronology_of(read_record(folder_of(tmp_path, *calls)))
    assert [sorted(group) for group in groups_of(chronology)] == [["a", "b"]]


@pytest.mark.parametrize("case", OTHER)
def test_calls_that_are_near_and_not_the_same(case: str, tmp_path: Path) -> None:
    """Each of them keeps its row: to hide a call is worse than to show it twice."""
    one, other = OTHER[case]
    calls = (
        recorded("a", **one),
        recorded("b", **{"channel": recorded("b", "2")["channel"]} | other),
    )
    assert groups_of(record_of(*calls)) == []
    assert groups_of(chronology_of(read_record(folder_of(tmp_path, *calls)))) == []


CONFLICT = {
    "id": "k",
    "topic": "Who",
    "claims": [{"value": "E1", "cite": "rec"}, {"value": "E2", "cite": "rec"}],
}


@pytest.mark.parametrize(
    ("section", "values", "groups"),
    [
        ("conflicts", [CONFLICT | {"affects": ["b"]}], [["b", "a"]]),
        ("conflicts", [CONFLICT | {"affects": ["a", "b"]}], []),
        ("questions", [{"id": "u", "text": "Who?", "refs": ["b"]}], [["b", "a"]]),
        ("intervals", [{"id": "v", "name": "To b", "from": "c", "to": "b"}], [["b", "a"]]),
    ],
)
def test_a_call_of_which_the_record_speaks_is_shown(
    section: str, values: list[dict[str, Any]], groups: list[list[str]]
) -> None:
    """And where it speaks of both, each has its row."""
    later = recorded("c", time="2024-02-29T13:10:00-06:00")
    calls = json.dumps([recorded("a"), recorded("b", "2"), later])
    text = f"{SECTIONS}{section}: {json.dumps(values)}\ntimeline: {calls}\n"
    assert groups_of(sound(text)) == groups


def test_a_clock_put_right_makes_no_difference() -> None:
    """The doubt about the lead of a clock is the same for both recordings."""
    text = SECTIONS.replace(
        "{id: rec, kind: radio_audio}",
        "{id: rec, kind: radio_audio, clock: {offset: +2m, uncertainty: 30s}}",
    )
    calls = json.dumps([recorded("a"), recorded("b", "2")])
    aligned = realigned(sound(f"{text}timeline: {calls}\n"))
    assert aligned.aligned
    assert groups_of(aligned) == [["a", "b"]]
