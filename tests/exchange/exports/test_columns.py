"""What is told of each entry, column by column."""

from typing import Any

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.review.lens import Lens
from tests.records import AGENCIES, chronology, entry

REST = (
    AGENCIES
    + """
    people:
      - {id: caller, label: a caller, known: 15:00}
      - {id: medic-lee, name: D. Lee}
    locations: [{id: house, text: a house}]
    casualties: [{id: c, group: public, person: caller}, {id: d, group: public, label: a child}]
    facilities: [{id: school, name: Fort Osage}]
    conflicts:
      - {id: c01, topic: Who, affects: [x], claims: [{value: a, cite: src}, {value: b, cite: src}]}
      - {id: c02, topic: When, affects: [x], claims: [{value: a, cite: src}, {value: b, cite: src}]}
"""
)


def row_of(time: str = "13:15", **fields: str) -> EntryRow:
    """The row of one entry."""
    found = [*rows(Lens(chronology(entry("x", time, **fields), rest=REST)))]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (
            "{at: 13:12~, stated: about 1:12 p.m., tolerance: 3m}",
            {
                "time": "13:12~",
                "notation": "13:12~",
                "stated": "about 1:12 p.m.",
                "earliest": "2024-02-29T13:09:00-06:00",
                "latest": "2024-02-29T13:15:59.999-06:00",
                "best": "2024-02-29T13:12:00-06:00",
                "qualifier": "~",
            },
        ),
        (
            "13:15/13:40",
            {
                "time": "13:15–13:40",
                "earliest": "2024-02-29T13:15:00-06:00",
                "latest": "2024-02-29T13:40:59.999-06:00",
                "best": "2024-02-29T13:15:00-06:00",
                "qualifier": "",
            },
        ),
        (
            "13:15..13:17",
            {
                "time": "13:15…13:17",
                "notation": "13:15..13:17",
                "earliest": "2024-02-29T13:15:00-06:00",
                "latest": "2024-02-29T13:17:59.999-06:00",
                "best": "2024-02-29T13:16:00-06:00",
            },
        ),
        ("13:00..", {"time": "after 13:00", "latest": "", "best": ""}),
        ("unplaced", {"time": "no time", "earliest": "", "latest": "", "best": ""}),
    ],
)
def test_a_time_is_told_with_all_that_is_known(time: str, expected: dict[str, str]) -> None:
    """As shown, as written, as stated, and its bounds; nothing where nothing is known."""
    row = row_of(time)
    assert {name: getattr(row, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "radio_call"}, {"id": "x", "kind": "radio_call", "agencies": "unidentified"}),
        (
            {"agency": "ipd", "agencies": "[ems]", "units": "[car, stray]"},
            {"agencies": "IPD; Ambulance", "units": "12; X"},
        ),
        (
            {"speaker": "{unit: medic, label: a voice, addressed_to: Dispatch}"},
            {"speaker": "M1; a voice", "addressed_to": "Dispatch", "agencies": "Ambulance"},
        ),
        (
            {"channel": "{talkgroup: 4401, talkgroup_tag: Main, frequency: 853.2}"},
            {"channel": "Main", "talkgroup": "4401"},
        ),
        ({"channel": "{frequency: 853.2}"}, {"channel": "853.2", "talkgroup": ""}),
        ({"channel": "{feed: src}"}, {"channel": "src"}),
        ({"people": "[caller, medic-lee]"}, {"people": "a caller; D. Lee"}),
        ({"location": "house"}, {"location": "a house"}),
        ({"title": "T", "text": "words"}, {"title": "T", "text": "words", "verbatim": "false"}),
        ({"verbatim": "true"}, {"verbatim": "true"}),
        (
            {"cite": "[src:L3, {source: src, at: p2, by: caller}]", "grade": "B2"},
            {"cites": "src:L3; src:p2", "grade": "B2"},
        ),
        (
            {
                "effects": "[{casualty: c, status: shot}, {casualty: d, status: minor},"
                " {facility: school, status: Secure}, {unit: car, status: OnScene},"
                " {agency: ipd, status: OnScene}, {group: responder, status: two down},"
                " {milestone: first}]",
                "milestone": "second",
            },
            {
                "effects": "a caller → shot; a child → minor; Fort Osage → Secure; 12 → OnScene;"
                " IPD → OnScene; responder → two down",
                "milestones": "first; second",
            },
        ),
        ({"weight": "key", "tags": "[S1, S2]"}, {"weight": "key", "tags": "S1; S2"}),
        ({}, {"conflicts": "c01; c02", "effects": "", "speaker": "", "channel": ""}),
    ],
)
def test_ids_are_told_as_what_they_stand_for(
    fields: dict[str, str], expected: dict[str, Any]
) -> None:
    """Names of people, agencies and units; several of them in one column."""
    row = row_of(**fields)
    assert {name: getattr(row, name) for name in expected} == expected


def test_when_it_was_known_is_told_apart() -> None:
    """From the time of knowing, not from when it happened."""
    row = row_of("13:15", known="14:00..14:05")
    assert (row.known_earliest, row.known_latest) == (
        "2024-02-29T14:00:00-06:00",
        "2024-02-29T14:05:59.999-06:00",
    )


def test_a_row_of_an_entry_not_known_yet_has_no_words() -> None:
    """But its id, its kind, its times and what stands in place of the words."""
    chronicle = chronology(
        entry("x", "{at: 13:15, stated: at 1:15}", agency="ipd", known="14:00", weight="key"),
        rest=REST,
    )
    lens = Lens(chronicle, chronicle.bests[0], Clock.KNOWN)
    row = next(rows(lens))
    filled = {name: value for name, value in row._asdict().items() if value}
    assert filled == {
        "id": "x",
        "kind": "note",
        "time": "13:15",
        "notation": "13:15",
        "earliest": "2024-02-29T13:15:00-06:00",
        "latest": "2024-02-29T13:15:59.999-06:00",
        "best": "2024-02-29T13:15:00-06:00",
        "known_earliest": "2024-02-29T14:00:00-06:00",
        "known_latest": "2024-02-29T14:00:59.999-06:00",
        "text": "not known yet",
    }
