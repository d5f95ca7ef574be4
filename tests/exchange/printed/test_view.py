"""A view as JSON: its keys, its times as RFC 3339, and what of it is shown."""

import csv
import datetime as dt
import json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.exchange.exports.columns import rows
from incident_tui.exchange.printed.plain import _cells, _unfolded, csv_lines
from incident_tui.exchange.printed.view import (
    COLUMNS,
    MARKED,
    NOTE_COLUMNS,
    NOTES,
    SECTIONS,
    View,
    head,
    heading,
    note_rows,
    problem_json,
    rfc3339,
)
from incident_tui.record.problems import Mark, Problem
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from incident_tui.review.search import Query
from incident_tui.samples import bundled_record, data_folder
from tests.examples import examples
from tests.notes.noting import AT, note, notes_of
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry, times

INDEPENDENCE = chronology_of(read_record(bundled_record()))
EXERCISE = chronology_of(read_record(data_folder() / "exercise"))
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?[+-]\d\d:\d\d")

KEYS = {
    "": "incident clock at hidden unplaced entries casualties groups agencies units facilities"
    " milestones related intervals conflicts questions problems",
    "incident": "id title date date_basis timezone timezone_basis",
    "entries": "id kind placed time known acting agencies speaker units title text cite said grade",
    "casualties": "id name role group count status certainty possible",
    "groups": "group reported entry time hedge grade",
    "agencies": "id short name status certainty possible entries",
    "units": "id call_sign agency type status certainty possible",
    "facilities": "id name kind status certainty possible",
    "milestones": "name status certainty possible",
    "related": "id title date date_basis days_apart relation record",
    "intervals": "id name from to length note",
    "conflicts": "id topic status affects claims readings note",
    "questions": "id text status origin refs answer cite",
    "problems": "path line column severity code message",
}


def exported(view: View) -> dict[str, Any]:
    """A view as it comes back from its JSON."""
    told = {**head(view), **{name: [*rows(view)] for name, rows in SECTIONS.items()}}
    found: dict[str, Any] = json.loads(json.dumps(told))
    return found


def entry_of(time: str, **fields: str) -> dict[str, Any]:
    """The one entry of a record, as JSON."""
    found: dict[str, Any] = exported(
        View(Lens(chronology(entry("x", time, **fields), rest=AGENCIES)))
    )["entries"][0]
    return found


def test_the_bundled_record_has_every_key() -> None:
    """A view has exactly the keys that readers of the JSON rely on, in every list of it."""
    view = exported(View(Lens(INDEPENDENCE)))
    assert list(view) == KEYS[""].split()
    assert list(view["incident"]) == KEYS["incident"].split()
    for section in set(KEYS) - {"", "incident", "problems", "units"}:
        assert view[section]
        assert all(list(one) == KEYS[section].split() for one in view[section])
    time = "text words stated earliest latest sort_time precision qualifier basis notes"
    assert all({*one["time"]} == {*time.split()} for one in view["entries"])
    known = ["earliest", "latest", "words", "certainty"]
    assert all(list(one["known"]) == known for one in view["entries"])
    assert view["problems"] == []


@pytest.mark.parametrize("section", [one for one in SECTIONS if one != "problems"])
def test_csv_has_a_column_for_every_key(section: str) -> None:
    """Nothing that JSON tells of a section is left out of its table, and no column is empty."""
    rows = [
        one
        for view in (View(Lens(INDEPENDENCE)), View(Lens(EXERCISE)))
        for one in SECTIONS[section](view)
    ]
    found = {key for row in rows for one in _unfolded(row) for key, _ in _cells(one)}
    assert found == {*COLUMNS[section]}


def test_the_csv_of_show_and_of_export_have_the_same_names() -> None:
    """What both write has one name, what they write otherwise another; no name stands twice."""
    lens = Lens(INDEPENDENCE)
    names = [*map(heading, COLUMNS["entries"])]
    (shown,) = (one for one in exported_entries(lens, names) if one["id"] == "q1")
    (row,) = (one for one in rows(lens) if one.id == "q1")
    shared = {*names} & {*row._fields}
    assert shared >= {"notation", "stated", "earliest", "latest", "qualifier", "cites", "grade"}
    assert {name: shown[name] for name in shared} == {name: getattr(row, name) for name in shared}
    every = [heading(name) for columns in COLUMNS.values() for name in dict.fromkeys(columns)]
    plain = [name for columns in COLUMNS.values() for name in dict.fromkeys(columns)]
    assert len({*every}) == len({*plain})


def exported_entries(lens: Lens, names: list[str]) -> list[dict[str, str]]:
    """The entries as `show --format csv` writes them, by the names of the first row."""
    lines = csv_lines({"entries": SECTIONS["entries"](View(lens))}, COLUMNS, heading)
    reader = csv.DictReader(lines)
    assert reader.fieldnames == names
    return [*reader]


def test_the_head_of_a_view() -> None:
    """A view says which incident it is of, on which clock and as of when, and what it hides."""
    moment = INDEPENDENCE.zone.bounds(parse_moment("13:20"))[1]
    view = exported(View(Lens(INDEPENDENCE, moment), Filters(kinds=frozenset({"radio_call"}))))
    assert view["incident"] == {
        "id": "independence-2024-02-29",
        "title": "Officer and process server killed during an eviction",
        "date": "2024-02-29",
        "date_basis": INDEPENDENCE.record.incident.date_basis,
        "timezone": "America/Chicago",
        "timezone_basis": INDEPENDENCE.record.incident.timezone_basis,
    }
    assert (view["clock"], view["at"]) == ("happened", "2024-02-29T13:20:59.999-06:00")
    assert (len(view["entries"]), view["hidden"], view["unplaced"]) == (6, 34, 24)


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        (
            "{at: 13:12~, stated: about 1:12 p.m., tolerance: 3m}",
            {
                "text": "13:12~",
                "stated": "about 1:12 p.m.",
                "earliest": "2024-02-29T13:09:00-06:00",
                "latest": "2024-02-29T13:15:59.999-06:00",
                "sort_time": "2024-02-29T13:12:00-06:00",
                "precision": "minute",
                "qualifier": "~",
                "words": "13:12~",
                "basis": "",
                "notes": ["somewhere in 13:09…13:15"],
            },
        ),
        # What lasted has its end as the latest.
        (
            "13:15/13:40",
            {
                "text": "13:15/13:40",
                "stated": "",
                "earliest": "2024-02-29T13:15:00-06:00",
                "latest": "2024-02-29T13:40:59.999-06:00",
                "sort_time": "2024-02-29T13:15:00-06:00",
                "precision": "minute",
                "qualifier": "",
                "words": "13:15–13:40",
                "basis": "",
                "notes": [],
            },
        ),
        # An open end is null, and so is the moment to stand at.
        (
            "13:00..",
            {
                "text": "13:00..",
                "stated": "",
                "earliest": "2024-02-29T13:00:00-06:00",
                "latest": None,
                "sort_time": None,
                "precision": "open",
                "qualifier": "",
                "words": "after 13:00",
                "basis": "",
                "notes": [],
            },
        ),
        (
            "{at: unplaced, stated: Eventually}",
            {
                "text": "unplaced",
                "stated": "Eventually",
                "earliest": None,
                "latest": None,
                "sort_time": None,
                "precision": "open",
                "qualifier": "",
                "words": "no time",
                "basis": "",
                "notes": [],
            },
        ),
    ],
)
def test_the_time_of_an_entry(time: str, expected: dict[str, Any]) -> None:
    """A time is told as it is written, in the source's words and as the instants it may be."""
    found = entry_of(time)
    assert found["time"] == expected
    assert found["placed"] is (expected["sort_time"] is not None)


def test_an_entry_with_all_that_is_told_of_it() -> None:
    """An entry has its kind, its agencies, its text, and every citation with what it says."""
    found = entry_of(
        "13:15",
        kind="radio_call",
        agency="kcpd",
        agencies="[ipd]",
        text='"two officers — down"',
        cite="[src, {source: src, at: L7, by: ipd, basis: quote}]",
    )
    assert (found["id"], found["kind"], found["text"]) == ("x", "radio_call", "two officers — down")
    assert (found["acting"], found["agencies"]) == (["kcpd"], ["ipd"])
    assert found["said"] == ["report", "report L7 · said by Independence Police Department · quote"]
    assert found["cite"] == [
        {"source": "src", "at": ""},
        {"source": "src", "at": "L7", "by": "ipd", "basis": "quote"},
    ]
    assert entry_of("13:15")["agencies"] == []  # nobody identified is no agency


def test_bounds_and_days_cannot_be_taken_for_moments() -> None:
    """The precision tells them from a time that is written to the minute."""
    times = {"13:15": "minute", "13:15..13:17": "bounds", "2024-02-29?": "day"}
    assert {time: entry_of(time)["time"]["precision"] for time in times} == times


def test_a_time_of_knowing_with_a_latest_moment_alone_has_no_earliest() -> None:
    """By when is known, and not from when; nor is anything certain about it."""
    assert entry_of("13:15", known="..2024-03-02")["known"] == {
        "earliest": None,
        "latest": "2024-03-02T23:59:59.999-06:00",
        "words": "by 2 Mar",
        "certainty": None,
    }


def test_the_speaker_stands_apart_from_those_concerned() -> None:
    """Each part of the speaker has its key; an agency concerned does not act."""
    found = entry_of("13:15", speaker="{label: officials}", agencies="[ipd]")
    assert (found["acting"], found["agencies"]) == ([], ["ipd"])
    assert found["speaker"] == {
        "person": None,
        "unit": None,
        "agency": None,
        "label": "officials",
        "addressed_to": None,
    }


@pytest.mark.parametrize(
    ("text", "timezone", "expected"),
    [
        ("13:15", "America/Chicago", "2024-02-29T13:15:00-06:00"),
        ("13:15:07.250", "America/Chicago", "2024-02-29T13:15:07.250-06:00"),
        ("2024-07-04T13:15", "America/Chicago", "2024-07-04T13:15:00-05:00"),
        ("13:15", "Asia/Kathmandu", "2024-02-29T13:15:00+05:45"),
        ("13:15", "UTC", "2024-02-29T13:15:00+00:00"),
        ("2024-02-29T19:15Z", "America/Chicago", "2024-02-29T13:15:00-06:00"),
        # Offsets were no whole minutes before there were zones; RFC 3339 has no seconds for them.
        ("1850-01-01T00:00", "America/Chicago", "1850-01-01T05:50:36+00:00"),
        ("0001-01-01T00:00", "America/Chicago", "0001-01-01T05:50:36+00:00"),
        # The calendar ends in UTC before it does here, or begins after.
        ("0001-01-01T00:00", "Asia/Tokyo", "0001-01-01T00:00:00+00:00"),
        ("9999-12-31T23:59", "America/Chicago", "9999-12-31T23:59:59-06:00"),
    ],
)
def test_an_instant_as_rfc_3339(text: str, timezone: str, expected: str) -> None:
    """An instant is written with the date, the clock time and the offset of the incident's zone."""
    zone = chronology(timezone=timezone).zone
    assert rfc3339(zone.bounds(parse_moment(text))[0], zone) == expected
    assert RFC_3339.fullmatch(expected)
    assert rfc3339(None, zone) is None


@pytest.mark.parametrize(
    ("clock", "statuses"),
    [
        ("12:59", [("not yet", "unknown", [])] * 4),
        (
            "13:20",
            [
                ("shot", "possible", ["shot", "critical", "deceased"]),
                ("shot", "possible", ["shot", "deceased"]),
                ("shot", "possible", ["shot", "critical"]),
                ("minor", "possible", ["minor"]),
            ],
        ),
        (
            "",
            [
                ("deceased", "certain", []),
                ("deceased", "certain", []),
                ("critical", "certain", []),
                ("minor", "certain", []),
            ],
        ),
    ],
)
def test_the_casualties_as_of_a_moment(
    clock: str, statuses: list[tuple[str, str, list[str]]]
) -> None:
    """Casualties are told by name and group, with what holds and what may hold at that moment."""
    moment = INDEPENDENCE.zone.bounds(parse_moment(clock))[1] if clock else None
    found = exported(View(Lens(INDEPENDENCE, moment)))["casualties"]
    assert [(one["id"], one["name"], one["group"], one["count"]) for one in found] == [
        ("allen", "Cody Allen", "responder", 1),
        ("mack", "Drexel Mack", "responder", 1),
        ("officer-2", "second officer (unnamed)", "responder", 1),
        ("suspect", "male suspect (unnamed)", "suspect", 1),
    ]
    assert [(one["status"], one["certainty"], one["possible"]) for one in found] == statuses


def test_the_agencies_of_a_view() -> None:
    """Agencies have their status and all their entries, the unidentified come last."""
    chronicle = chronology(
        entry("a", "13:00", agency="ipd", effects="[{agency: ipd, status: OnScene}]"),
        entry("b", "13:05", agency="ipd", agencies="[ems]"),
        entry("c", "13:10"),
        rest=AGENCIES,
    )
    found = exported(View(Lens(chronicle), Filters(frozenset({"kcpd"}))))["agencies"]
    assert [tuple(one.values()) for one in found] == [
        ("ipd", "IPD", "Independence Police Department", "OnScene", "certain", [], 2),
        ("kcpd", "KCPD", "Kansas City Police Department", "unknown", "unknown", [], 0),
        ("ems", "", "Ambulance", "unknown", "unknown", [], 1),
        (UNIDENTIFIED, "?", "no agency identified", "unknown", "unknown", [], 1),
    ]


def test_what_is_related_in_conflict_or_asked() -> None:
    """Related incidents, conflicts with both their claims, and questions are told as they are."""
    rest = """
        related:
          - {id: r, title: R, relation: [same_area, precedent], date: 2024-02-22, record: r.yaml}
          - {id: s, title: S, relation: [precedent]}
        conflicts:
          - id: c
            topic: how many
            claims: [{id: one, value: one, cite: "src:L1"}, {value: two, cite: [src, "src:L2"]}]
        questions:
          - {id: q, text: Who?}
          - {id: p, text: When?, status: answered}
    """
    view = exported(View(Lens(chronology(rest=rest))))
    assert view["related"] == [
        {
            "id": "r",
            "title": "R",
            "date": "2024-02-22",
            "date_basis": None,
            "days_apart": 7,
            "relation": ["same_area", "precedent"],
            "record": "r.yaml",
        },
        {
            "id": "s",
            "title": "S",
            "date": None,
            "date_basis": None,
            "days_apart": None,
            "relation": ["precedent"],
            "record": None,
        },
    ]
    assert view["conflicts"] == [
        {
            "id": "c",
            "topic": "how many",
            "status": "open",
            "affects": [],
            "claims": [
                {
                    "id": "one",
                    "value": "one",
                    "cite": [{"source": "src", "at": "L1"}],
                    "known": None,
                    "certainty": "certain",
                    "said": ["report L1"],
                },
                {
                    "id": "",
                    "value": "two",
                    "cite": [{"source": "src", "at": ""}, {"source": "src", "at": "L2"}],
                    "known": None,
                    "certainty": "certain",
                    "said": ["report", "report L2"],
                },
            ],
            "readings": [],
            "note": "",
        }
    ]
    assert [(one["id"], one["text"], one["status"]) for one in view["questions"]] == [
        ("q", "Who?", "open"),
        ("p", "When?", "answered"),
    ]


def test_the_problems_of_a_view() -> None:
    """What reading and placing found wrong is told with its place."""
    view = exported(View(Lens(chronology(*times(a="13:00", b="{at: 12:00, after: [a]}")))))
    assert view["problems"] == [
        {
            "path": "record.yaml",
            "line": 6,
            "column": 19,
            "severity": "error",
            "code": None,
            "message": "`a` cannot come before `b`: other times say the opposite; "
            "this order is left out",
        }
    ]


def test_a_problem_without_a_place_has_none() -> None:
    """A problem of a whole file has neither line nor column."""
    found = problem_json(Problem(Mark("record.yaml"), "cannot be read", "warning"))
    assert list(found) == KEYS["problems"].split()
    assert (found["line"], found["column"], found["severity"]) == (None, None, "warning")


def test_an_empty_record_is_a_view_too() -> None:
    """A record that has a head only is told with every key, and nothing in them."""
    view = exported(View(Lens(chronology())))
    assert list(view) == KEYS[""].split()
    assert view["at"] is None
    assert all(view[key] == [] for key in set(KEYS) - {"", "incident"})
    assert (view["hidden"], view["unplaced"]) == (0, 0)


@examples(75)
@given(
    records(),
    st.none() | st.frozensets(st.sampled_from(["a0", "a1", UNIDENTIFIED])),
    st.none() | st.integers(-(1 << 60), 1 << 60),
    st.sampled_from(Clock),
)
def test_every_record_is_told_as_json(
    sections: dict[str, str], agencies: frozenset[str] | None, moment: int | None, clock: Clock
) -> None:
    """Any view is JSON; its times are RFC 3339, in order, and null where an end is open."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    filters = EVERYTHING if agencies is None else Filters(agencies)
    view = exported(View(Lens(chronicle, moment, clock), filters))
    assert len(view["entries"]) + view["hidden"] == len(chronicle.entries)
    assert view["at"] is None or RFC_3339.fullmatch(view["at"])
    for one in view["entries"]:
        time = one["time"]
        known = [time[key] for key in ("earliest", "sort_time", "latest") if time[key] is not None]
        assert all(RFC_3339.fullmatch(text) for text in known)
        instants = [dt.datetime.fromisoformat(text) for text in known]
        assert instants == sorted(instants)
        both = time["earliest"] is not None and time["latest"] is not None
        assert both is one["placed"] is (time["sort_time"] is not None)


@pytest.mark.parametrize(
    ("clock", "at", "found"),
    [
        (Clock.HAPPENED, "13:00", ["first", "late", "call"]),
        (Clock.KNOWN, "13:00", ["first"]),
        (Clock.KNOWN, "13:20", ["first", "call"]),
        (Clock.KNOWN, "13:40", ["first", "late", "call"]),
    ],
)
def test_withheld_words_match_no_search(clock: Clock, at: str, found: list[str]) -> None:
    """Neither the entry nor the count says that an entry holds words that are not known yet."""
    whole = chronology(
        entry("first", "13:00", text="smoke"),
        entry("late", "13:10", known="13:30", text="more smoke"),
        entry("call", "13:20", kind="radio_call", text="smoke"),
        entry("other", "13:20", text="water"),
    )
    moment = whole.zone.bounds(parse_moment(at))[1]
    view = View(Lens(whole, moment, clock), Filters(words=Query("smoke")))
    assert [whole.entries[position].id for position in view.shown] == found
    assert view.hidden == 4 - len(found)


WITH_NOTES = chronology(entry("a", "13:00"), entry("b", "13:10", known="13:30"))


def test_notes_of_reviewers_are_rows_of_their_own() -> None:
    """With all that they stand on, in ids and in words, and the ids that are gone."""
    notes = notes_of(note("Who?", "a", "gone", by="Ann"))
    [row] = note_rows(View(Lens(WITH_NOTES), notes=notes))
    assert row == {
        "id": notes.live[0].id,
        "kind": "note",
        "on": ["a", "gone"],
        "about": ["13:00 “text”", "`gone`, which is not in the record"],
        "missing": ["gone"],
        "moment": None,
        "text": "Who?",
        "fields": [],
        "by": "Ann",
        "at": AT,
    }
    assert [*row] == NOTE_COLUMNS[NOTES]


def test_an_entry_says_which_kinds_of_notes_it_has() -> None:
    """In a view with notes alone; every other key is the same in both views."""
    notes = notes_of(note("", "a", kind="bookmark"), note("x", "a", chance=1))
    marked = [*SECTIONS["entries"](View(Lens(WITH_NOTES), notes=notes))]
    alone = [*SECTIONS["entries"](View(Lens(WITH_NOTES)))]
    assert [one.pop(MARKED) for one in marked] == [["bookmark", "note"], []]
    assert marked == alone


def test_notes_about_withheld_facts_are_counted_in_the_head() -> None:
    """They are in no row; the head of a view without notes has no count."""
    lens = Lens(WITH_NOTES, WITH_NOTES.zone.bounds(parse_moment("13:20"))[1], Clock.KNOWN)
    view = View(lens, notes=notes_of(note("x", "a"), note("y", "b", chance=1)))
    assert [row["text"] for row in note_rows(view)] == ["x"]
    assert head(view)["withheld_notes"] == 1
    assert "withheld_notes" not in head(View(lens))
