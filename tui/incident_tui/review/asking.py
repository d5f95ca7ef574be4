"""Questions by what they ask about."""

from collections.abc import Mapping

from incident_tui.record.model import Question, Record
from incident_tui.review.wording import casualty_name, person_name

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


def _subject(subjects: Mapping[str, Mapping[str, str]], question: Question) -> str:
    """What a question is about: the first of the sections that it refers to."""
    for section, names in subjects.items():
        if any(one in names for one in question.refs):
            return section
    return COURSE
