"""What is told of each entry, column by column."""

from typing import Any

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.columns import EntryRow, rows
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.records import AGENCIES, chronology, entry, text_of

REST = (
    AGENCIES
    + """
    tolerances: {about: 4m}
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
    text = text_of(entry("x", time, **fields), rest=REST)
    sources = "[{id: src, kind: report}, {id: art, kind: news_article, title: Two hurt}]"
    text = text.replace("[{id: src, kind: report}]", sources)
    found = [*rows(Lens(chronology_of(read_bytes(text.encode(), "record.yaml"))))]
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
                "sort_time": "2024-02-29T13:12:00-06:00",
                "precision": "minute",
                "qualifier": "~",
                "time_notes": "somewhere in 13:09…13:15",
            },
        ),
        (
            "13:15/13:40",
            {
                "time": "13:15–13:40",
                "earliest": "2024-02-29T13:15:00-06:00",
                "latest": "2024-02-29T13:40:59.999-06:00",
                "sort_time": "2024-02-29T13:15:00-06:00",
                "precision": "minute",
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
                "sort_time": "2024-02-29T13:16:00-06:00",
                "precision": "bounds",
            },
        ),
        ("13:00..", {"time": "after 13:00", "latest": "", "sort_time": "", "precision": "open"}),
        ("2024-02-29?", {"time": "29 Feb?", "precision": "day"}),
        (
            "{at: 13:12~, stated: about 1:12, basis: a guess}",
            {
                "time_basis": "a guess",
                "time_notes": "somewhere in 13:08…13:16; “about” taken as ±4 min: a convention",
            },
        ),
        ("unplaced", {"time": "no time", "earliest": "", "latest": "", "sort_time": ""}),
    ],
)
def test_a_time_is_told_with_all_that_is_known(time: str, expected: dict[str, str]) -> None:
    """As shown, as written, as stated, and its bounds; nothing where nothing is known."""
    row = row_of(time)
    assert {name: getattr(row, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "radio_call"}, {"id": "x", "kind": "radio_call", "who": "", "concerns": ""}),
        (
            {"agency": "ipd", "agencies": "[ems]", "units": "[car, stray]"},
            {"who": "Independence Police Department", "concerns": "Ambulance", "units": "12; X"},
        ),
        (
            {"speaker": "{unit: medic, label: a voice, addressed_to: Dispatch}"},
            {"speaker": "M1; a voice", "addressed_to": "Dispatch", "who": "Ambulance"},
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
            {
                "cites": "src:L3; src:p2",
                "grade": "B2",
                "grade_words": "B2 usually reliable, probably true",
                "sources": "report L3; report p2 · said by a caller",
                "said_by": "a caller",
            },
        ),
        (
            {
                "cite": "[{source: art, at: L3, by: caller, via: medic-lee, basis: inference,"
                " hedge: appeared}, {source: art, at: L4, by: art, basis: quote}]"
            },
            {
                "cites": "art:L3; art:L4",
                "sources": "news article “Two hurt” L3 · via D. Lee"
                " · inferred from what a caller said · as it appeared;"
                " news article “Two hurt” L4 · quote",
                "said_by": "a caller; the source itself",
                "via": "D. Lee",
                "source_basis": "inference; quote",
                "hedge": "appeared",
            },
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
        ({}, {"conflicts": "c01 Who; c02 When", "effects": "", "speaker": "", "channel": ""}),
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
        "sort_time": "2024-02-29T13:15:00-06:00",
        "precision": "minute",
        "known": "14:00",
        "known_earliest": "2024-02-29T14:00:00-06:00",
        "known_latest": "2024-02-29T14:00:59.999-06:00",
        "known_certainty": "unknown",
        "text": "not known yet",
    }
