"""Questions: what the record does not know, by subject, with the entries that would answer."""

from incident_tui.boards.lines import entry_line, heading, paragraph
from incident_tui.panes.ink import Ink, Row
from incident_tui.record.model import Question, Record
from incident_tui.review.chronology import Chronology
from incident_tui.review.review import Review
from incident_tui.review.wording import count_words

_SUBJECTS = ("casualties", "people", "agencies", "units", "facilities", "locations", "sources")


def draw(review: Review, width: int) -> list[Row]:
    """The page: open questions by subject, then those that are answered."""
    chronology = review.chronology
    questions = chronology.record.questions
    if not questions:
        return [Row((Ink("No question is recorded.", "dim"),))]
    opened = [one for one in questions if one.status == "open"]
    rows = [Row((Ink(f"{len(opened)} open of {count_words(len(questions), 'question')}", "dim"),))]
    by_subject: dict[str, list[Question]] = {}
    for question in questions:
        by_subject.setdefault(_subject(chronology.record, question), []).append(question)
    for subject, several in by_subject.items():
        rows += heading(subject, width)
        for question in several:
            rows += _question(chronology, question, width)
    return rows


def _question(chronology: Chronology, question: Question, width: int) -> list[Row]:
    origin = " · the source itself says so" if question.origin == "stated_in_source" else ""
    answered = "" if question.status == "open" else f" · {question.status}"
    rows = paragraph(f"{question.text}{origin}{answered}", width, "bright", f"{question.id:<5} ")
    if question.answer:
        rows += paragraph(f"answer: {question.answer}", width, "text", " " * 6)
    for identifier in question.refs:
        rows += entry_line(chronology, identifier, width, " " * 6)
    return rows


def _subject(record: Record, question: Question) -> str:
    """What a question is about: the section that most of what it refers to stands in."""
    for section in _SUBJECTS:
        known = {one.id for one in getattr(record, section)}
        if known & {*question.refs}:
            return section
    return "the course of events"
