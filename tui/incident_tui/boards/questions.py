"""Questions: what the record does not know, by subject, with the entries that would answer."""

from collections.abc import Mapping

from incident_tui.boards.lines import TO_SOURCE, entry_line, heading, paragraph, remark
from incident_tui.panes.ink import Row, fit
from incident_tui.record.model import Question, Record
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.review.voices import cite_words
from incident_tui.review.wording import casualty_name, count_words, person_name

OPEN = "open"
COURSE = "the course of events"
_LONGEST = 12
"""Cells for an id."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: open questions by subject, then those that are no longer open."""
    chronology = review.chronology
    questions = chronology.record.questions
    if not questions:
        return remark("No question is recorded.", width)
    opened = [one for one in questions if one.status == OPEN]
    rows = remark(f"{len(opened)} open of {count_words(len(questions), 'question')}", width)
    subjects = _subjects(chronology.record)
    by_subject: dict[str, list[Question]] = {}
    for question in opened:
        by_subject.setdefault(_subject(subjects, question), []).append(question)
    for question in questions:
        if question.status != OPEN:
            by_subject.setdefault(question.status, []).append(question)
    names = {one: name for section in subjects.values() for one, name in section.items()}
    size = min(max(len(visible(one.id)) for one in questions) + 2, _LONGEST, width // 3)
    for subject, several in by_subject.items():
        rows += heading(subject, width)
        for question in several:
            rows += _question(review, question, names, size, width)
    return rows


def _question(
    review: Review, question: Question, names: Mapping[str, str], size: int, width: int
) -> list[Row]:
    head, rest = fit(visible(question.id), size - 1) + " ", " " * size
    origin = " · the source itself says so" if question.origin == "stated_in_source" else ""
    rows = paragraph(f"{question.text}{origin}", width, "bright", head)
    if question.answer:
        rows += paragraph(f"answer: {question.answer}", width, "text", rest)
    for cite in question.cite:
        words = cite_words(review.chronology.record, cite)
        rows += paragraph(words, width, "dim", rest, TO_SOURCE + cite.source)
    if about := dict.fromkeys(names[one] for one in question.refs if one in names):
        rows += paragraph(f"about {' · '.join(about)}", width, "dim", rest)
    for identifier in question.refs:
        rows += entry_line(review, identifier, width, rest)
    return rows


def _subjects(record: Record) -> dict[str, dict[str, str]]:
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


def _subject(subjects: Mapping[str, Mapping[str, str]], question: Question) -> str:
    """What a question is about: the first of the sections that it refers to."""
    for section, names in subjects.items():
        if any(one in names for one in question.refs):
            return section
    return COURSE
