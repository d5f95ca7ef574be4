"""The calls of a record are found by recording and position, or by talkgroup and second."""

import msgspec
import pytest

from incident_tui.exchange.imports.foreign.known_calls import KnownCall, KnownCalls, call_within
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record import model
from incident_tui.record.reading import read_bytes
from tests.records import text_of

CALLS = """
  - {id: c1, kind: radio_call, time: "2024-02-29T19:22:07Z", text: x, cite: src, agency: "",
     audio: {path: audio/day.mp3, start: 0, length: 4}, channel: {talkgroup: 101}}
  - {id: c2, kind: radio_call, time: "2024-02-29T13:22:17-06:00", text: x, cite: src,
     audio: {path: audio/day.mp3, start: 10}, channel: {talkgroup: 101}, speaker: {label: A}}
  - {id: c3, kind: radio_call, time: "13:22:27", text: x, cite: src,
     audio: {path: audio/day.mp3, start: 20}}
  - {id: c4, kind: note, time: "13:22:27", text: x, cite: src, audio: {path: audio/day.mp3}}
  - {id: c5, kind: radio_call, time: "13:22~", text: x, cite: src, channel: {talkgroup: 101}}
"""


def wishes() -> Wishes:
    """The wishes for a record with these calls."""
    reading = read_bytes(text_of(CALLS).encode(), "record.yaml")
    record = reading.record
    assert isinstance(record, model.Record), reading.problems
    return Wishes(entries=lambda: record.timeline)


def test_calls_of_a_recording() -> None:
    """In the order of the recording; an end that is not stated is the start of the next."""
    known = KnownCalls(wishes(), {"day"})
    assert [(call.id, call.start_s, call.end_s) for call in known.of_recording("day")] == [
        ("c1", 0, 4),
        ("c2", 10, 20),
        ("c3", 20, None),
    ]
    assert known.of_recording("night") == ()


def test_calls_by_talkgroup_and_second() -> None:
    """Only a time to the second says the second; the zone of a time is told apart."""
    first = 1_709_234_527
    known = KnownCalls(wishes(), seconds={("101", first), ("101", first + 10), ("102", first)})
    assert [known.at("101", (first + by) * 1000) for by in (0, 10, 20)] == [
        KnownCall("c1", 0, 4, texts=("x",)),
        KnownCall("c2", 10, texts=("x",)),
        None,
    ]
    assert known.at("102", first * 1000) is None
    assert known.at("101", None) is None


def test_a_new_record_has_no_calls() -> None:
    """Without a record nothing is looked for, and nothing found."""
    assert KnownCalls(Wishes(), {"day"}).of_recording("day") == ()


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 3, "a"),
        (3.5, 12, "b"),  # more of it is in the second
        (8, 9, ""),
        (9.7, 12, "b"),  # begins a little before the call
        (25, 26, "c"),
        (10, None, "b"),
        (None, None, ""),
    ],
)
def test_the_call_of_a_part(start: float | None, end: float | None, found: str) -> None:
    """A part is of the call that shares most time with it."""
    calls = [KnownCall("a", 0, 4), KnownCall("b", 10, 20), KnownCall("c", 20)]
    call, _ = call_within(calls, start, end)
    assert (call.id if call else "") == found


@pytest.mark.parametrize(
    ("start", "end", "is_alone"),
    [(0, 4, True), (3.1, 12, True), (2.5, 11.5, False), (2.5, 10.5, True), (18, 21.5, False)],
)
def test_a_part_may_be_of_two_calls(start: float, end: float, is_alone: bool) -> None:
    """Which has a second or more of each, whatever the larger part."""
    calls = [KnownCall("a", 0, 4), KnownCall("b", 10, 20), KnownCall("c", 20)]
    assert call_within(calls, start, end).is_alone is is_alone


def test_the_wishes_can_be_changed() -> None:
    """The entries of a record are read anew by each call."""
    changed = msgspec.structs.replace(wishes(), zone_said=True)
    assert changed.entries is not None
    assert [*changed.entries()] == [*changed.entries()]
