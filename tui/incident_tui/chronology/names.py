"""The book of names: from every id of a record to the name, built once for a chronology."""

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from incident_tui.record.model import Agency, Casualty, Person, Record
from incident_tui.record.vocabulary import plain

AGENCY_COLOURS = 7
"""Colours of the palette, for agencies without a colour in the record."""

UNIDENTIFIED = "unidentified"
"""The id where no agency is known: a separate value in every filter."""
NO_AGENCY = "no agency identified"
"""The name of `UNIDENTIFIED`."""

SectionName = Literal[
    "casualties",
    "people",
    "agencies",
    "units",
    "facilities",
    "locations",
    "sources",
    "related incidents",
    "conflicts",
    "questions",
    "intervals",
]
"""A section of a record in plain words."""


class Name(NamedTuple):
    """The name of the object with an id."""

    full: str
    short: str
    """A few letters, for example `IPD`; the full name where the record gives no short name."""
    section: SectionName
    kind: str = ""
    """Plain words for the kind: `news article`, `fire department`; "" where none is recorded."""
    colour: str = ""
    """Of an agency: `#rrggbb`, or `agency-3` of the palette."""


NameBook = Mapping[str, Name]
"""From every id of a record, except ids of entries, to the name."""


def name_book(record: Record) -> NameBook:
    """The names of a record's objects by id; the first object with an id wins."""
    book: dict[str, Name] = {}
    for identifier, name in _names(record):
        book.setdefault(identifier, name)
    return book


def person_name(person: Person) -> str:
    """The name of a person, or else the label: `male suspect`."""
    return person.name or person.label


def casualty_name(casualty: Casualty, people: Mapping[str, Person]) -> str:
    """The name of a casualty's person, or else the casualty's own label."""
    person = people.get(casualty.person)
    return person_name(person) if person else casualty.label or casualty.person


def _names(record: Record) -> Iterator[tuple[str, Name]]:
    people = {person.id: person for person in record.people}
    for casualty in record.casualties:
        full = casualty_name(casualty, people)
        yield casualty.id, Name(full, full, "casualties", casualty.group)
    for person in record.people:
        full = person_name(person)
        yield person.id, Name(full, full, "people", person.occupation)
    for number, agency in enumerate(record.agencies):
        yield agency.id, _agency(agency, number)
    for unit in record.units:
        yield unit.id, Name(unit.call_sign, unit.call_sign, "units", unit.type)
    for facility in record.facilities:
        yield facility.id, Name(facility.name, facility.name, "facilities", facility.kind)
    for location in record.locations:
        yield location.id, Name(location.text, location.text, "locations", location.kind)
    for source in record.sources:
        full = source.title or plain(source.kind)
        yield source.id, Name(full, source.id, "sources", plain(source.kind))
    for related in record.related:
        yield related.id, Name(related.title, related.title, "related incidents")
    for conflict in record.conflicts:
        yield conflict.id, Name(f"{conflict.id} {conflict.topic}", conflict.id, "conflicts")
    for question in record.questions:
        yield question.id, Name(f"{question.id} {question.text}", question.id, "questions")
    for interval in record.intervals:
        yield interval.id, Name(interval.name, interval.id, "intervals")


def _agency(agency: Agency, number: int) -> Name:
    colour = agency.color or f"agency-{number % AGENCY_COLOURS}"
    return Name(agency.name, agency.short or agency.name, "agencies", plain(agency.kind), colour)
