"""Names of people, agencies, units and sources, and short forms of entries."""

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.model import Casualty, Entry, Person, Record, Speaker

KIND_GLYPHS = {
    "radio_call": "◉",
    "phone_call": "☎",
    "cad_event": "▣",
    "unit_status": "▲",
    "observation": "◌",
    "statement": "“",
    "media_post": "@",
    "milestone": "◆",
    "action": "✦",
    "forecast": "▷",
    "note": "·",
}
"""A sign for each kind of entry; it stands beside words, or is explained by them."""
UNNAMED = "name not known"
"""Stands for somebody of whom nothing but a status is known."""

_LONGEST_NAME = 60
"""Characters of words that only name something."""


def person_name(person: Person) -> str:
    """What somebody is called."""
    return person.name or person.label


def name_as_known(
    chronology: Chronology, casualty: Casualty, moment: int | None, clock: Clock
) -> str | None:
    """What a casualty is called by a moment on a clock; None while nobody had heard of them."""
    if chronology.is_named(casualty, moment, clock):
        return casualty_name(chronology.record, casualty)
    heard_of = chronology.state(Subject("casualty", casualty.id), moment, clock).begun
    return casualty.label or casualty.role or UNNAMED if heard_of else None


def casualty_name(record: Record, casualty: Casualty) -> str:
    """What a casualty is called: the person's name, or the casualty's own label."""
    people = {person.id: person for person in record.people}
    person = people.get(casualty.person)
    return person_name(person) if person else casualty.label or casualty.person


def name_of(record: Record, identifier: str) -> str:
    """The name behind an id of a person, agency, unit or source; words as they are."""
    for person in record.people:
        if person.id == identifier:
            return person_name(person)
    for agency in record.agencies:
        if agency.id == identifier:
            return agency.name
    for unit in record.units:
        if unit.id == identifier:
            return unit.call_sign
    for source in record.sources:
        if source.id == identifier:
            return source.title or source.kind.replace("_", " ")
    return identifier


def speaker_names(record: Record, speaker: Speaker) -> list[str]:
    """Who speaks in a call, as far as it is known."""
    known = [speaker.person, speaker.unit, speaker.agency]
    names = [name_of(record, identifier) for identifier in known if identifier]
    return [*names, speaker.label] if speaker.label else names


def entry_words(entry: Entry) -> str:
    """What an entry says in one line: the words on the air, or else its title."""
    return entry.text if entry.verbatim else entry.title or entry.text


def brief(words: str) -> str:
    """Words where they only name something: cut if they are long."""
    return words if len(words) <= _LONGEST_NAME else f"{words[: _LONGEST_NAME - 1].rstrip()}…"
