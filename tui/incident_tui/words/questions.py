"""Questions by what they ask about, and from when on they could be asked."""

from collections.abc import Mapping

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, certainty_by
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Question, Record
from incident_tui.words.names import casualty_name, person_name

OPEN = "open"
COURSE = "the course of events"


def subjects_of(record: Record) -> dict[str, dict[str, str]]:
    """What a question can be about: sections, each with the names behind its ids."""
    return {
        "casualties": {one.id: casualty_name(record, one) for one in record.casualties},
        "people": {one.id: person_name(one) for one in record.people},
        "agencies": {one.id: one.name for one in record.agencies},
        "units": {one.id: one.call_sign for one in record.units},
        "facilities": {one.id: one.name for one in record.facilities},
        "locations": {one.id: one.text for one in record.locations},
        "sources": {one.id: one.title or one.id for one in record.sources},
        "related incidents": {one.id: one.title for one in record.related},
        "conflicts": {one.id: f"{one.id} {one.topic}" for one in record.conflicts},
    }


def by_subject(record: Record) -> dict[str, list[Question]]:
    """The open questions by subject, then those that are no longer open, by their status."""
    subjects = subjects_of(record)
    found: dict[str, list[Question]] = {}
    for question in record.questions:
        if question.status == OPEN:
            found.setdefault(_subject(subjects, question), []).append(question)
    for question in record.questions:
        if question.status != OPEN:
            found.setdefault(question.status, []).append(question)
    return found


def names_of(record: Record) -> dict[str, str]:
    """The names behind the ids that a question can be about."""
    return {one: name for section in subjects_of(record).values() for one, name in section.items()}


def is_asked(chronology: Chronology, question: Question, moment: int | None, clock: Clock) -> bool:
    """Whether a question can be asked by a moment; None is the end.

    On the clock of knowing, once what it refers to and is taken from was heard of.
    """
    if clock is Clock.HAPPENED:
        return True
    cited = chronology.knowledge.of(None, question.cite, Placement())
    sourced = not question.cite or certainty_by(cited, moment) != "unknown"
    return sourced and all(_is_heard_of(chronology, one, moment) for one in question.refs)


def _is_heard_of(chronology: Chronology, identifier: str, moment: int | None) -> bool:
    """Whether an entry, or who somebody is, was heard of; whatever else there is, was."""
    if identifier in chronology.positions:
        return chronology.known_by(chronology.positions[identifier], moment) != "unknown"
    for casualty in chronology.record.casualties:
        if identifier in (casualty.id, casualty.person):
            return chronology.is_named(casualty, moment, Clock.KNOWN)
    person = chronology.people.get(identifier)
    named = chronology.knowledge.of_name(person) if person else None
    return named is None or certainty_by(named, moment) == "certain"


def _subject(subjects: Mapping[str, Mapping[str, str]], question: Question) -> str:
    """What a question is about: the first of the sections that it refers to."""
    for section, names in subjects.items():
        if any(one in names for one in question.refs):
            return section
    return COURSE
