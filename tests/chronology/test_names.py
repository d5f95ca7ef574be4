"""The book of names: what each id of a record stands for."""

import pytest

from incident_tui.chronology.names import (
    AGENCY_COLOURS,
    Name,
    casualty_name,
    name_book,
    person_name,
)
from tests.records import PEOPLE, entry, record_of

SECTIONS = """
agencies:
  - {id: ipd, name: Independence Police Department, short: IPD, kind: law}
  - {id: ems, name: Ambulance, kind: ems, color: "#0072b2"}
  - {id: board, name: Board}
units:
  - {id: car, call_sign: "12", agency: ipd, type: patrol}
people:
  - {id: mack, name: Drexel Mack, label: process server, occupation: process server}
  - {id: caller, label: neighbour who called}
casualties:
  - {id: c1, group: responder, person: mack, label: C}
  - {id: c2, group: public, label: unnamed}
  - {id: c3, group: suspect, person: caller}
facilities: [{id: f, name: Fort Osage schools, kind: school}]
locations: [{id: l, text: 1111 N. Elsea Smith Road, kind: house}]
related: [{id: r, title: A rally, relation: [same_area]}]
conflicts:
  - {id: k, topic: How many, claims: [{value: One., cite: src}, {value: Two., cite: src}]}
questions: [{id: q, text: Who called?}]
intervals: [{id: v, name: First to second call, from: a, to: a}]
"""
RECORD = record_of(entry("a", "13:00"), rest=SECTIONS)


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        # A short name, a kind in plain words, and a colour of the palette by the agency's place.
        (
            "ipd",
            Name(
                "Independence Police Department", "IPD", "agencies", "law enforcement", "agency-0"
            ),
        ),
        # A colour of the record's own; the name where there is no short one.
        ("ems", Name("Ambulance", "Ambulance", "agencies", "EMS", "#0072b2")),
        ("board", Name("Board", "Board", "agencies", "unknown", "agency-2")),
        ("car", Name("12", "12", "units", "patrol")),
        ("mack", Name("Drexel Mack", "Drexel Mack", "people", "process server")),
        ("caller", Name("neighbour who called", "neighbour who called", "people")),
        ("c1", Name("Drexel Mack", "Drexel Mack", "casualties", "responder")),
        ("c2", Name("unnamed", "unnamed", "casualties", "public")),
        ("c3", Name("neighbour who called", "neighbour who called", "casualties", "suspect")),
        ("f", Name("Fort Osage schools", "Fort Osage schools", "facilities", "school")),
        (
            "l",
            Name("1111 N. Elsea Smith Road", "1111 N. Elsea Smith Road", "locations", "house"),
        ),
        # A source without a title is called by its kind.
        ("src", Name("report", "src", "sources", "report")),
        ("r", Name("A rally", "A rally", "related incidents")),
        ("k", Name("k How many", "k", "conflicts")),
        ("q", Name("q Who called?", "q", "questions")),
        ("v", Name("First to second call", "v", "intervals")),
    ],
)
def test_every_object_has_its_name(identifier: str, name: Name) -> None:
    """An id stands for a name, a short name, a section, a kind and, of an agency, a colour."""
    assert name_book(RECORD)[identifier] == name


def test_the_book_has_every_id_but_those_of_entries() -> None:
    """No object of a record lacks a name, and an entry has none: it is called by its words."""
    assert {*name_book(RECORD)} == {
        *("ipd", "ems", "board", "car", "mack", "caller", "c1", "c2", "c3", "f", "l", "src"),
        *("r", "k", "q", "v"),
    }


def test_the_palette_begins_again() -> None:
    """With more agencies than colours, the palette starts over."""
    agencies = ", ".join(f"{{id: a{number}, name: A}}" for number in range(AGENCY_COLOURS + 1))
    book = name_book(record_of(rest=f"agencies: [{agencies}]\n"))
    assert [book[f"a{number}"].colour for number in (0, 1, AGENCY_COLOURS - 1, AGENCY_COLOURS)] == [
        *("agency-0", "agency-1", f"agency-{AGENCY_COLOURS - 1}", "agency-0"),
    ]


def test_people_in_words() -> None:
    """Somebody is called by name, or else by label; a casualty by the person it is."""
    record = record_of(rest=PEOPLE)
    people = {person.id: person for person in record.people}
    assert [person_name(one) for one in record.people] == ["Drexel Mack", "neighbour who called"]
    assert [casualty_name(one, people) for one in record.casualties] == [
        "Drexel Mack",
        "neighbour who called",
        "unnamed",
    ]
