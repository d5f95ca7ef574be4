"""Questions by their subject."""

# A question is a value that boards pass on, so it is exported from here for them.
from incident_tui.record.model import Question as Question
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words

OPEN = "open"
COURSE = "the course of events"

_SECTIONS = (
    "casualties",
    "people",
    "agencies",
    "units",
    "facilities",
    "locations",
    "sources",
    "related incidents",
    "conflicts",
)
"""The subjects of questions, in order."""


def tally_words(lens: Lens) -> str:
    """How many of the questions that can be asked are open: `9 open of 14 questions`."""
    return f"{lens.open_question_count:,} open of {count_words(lens.question_count, 'question')}"


def by_subject(lens: Lens) -> dict[str, list[Question]]:
    """The questions that can be asked: open questions by subject, then closed ones by status."""
    asked = [question for question, told in lens.questions() if told]
    found: dict[str, list[Question]] = {}
    for question in asked:
        if question.status == OPEN:
            found.setdefault(_subject(lens, question), []).append(question)
    for question in asked:
        if question.status != OPEN:
            found.setdefault(plain(question.status), []).append(question)
    return found


def _subject(lens: Lens, question: Question) -> str:
    """The first section of `_SECTIONS` that a question refers to."""
    sections = {lens.section(identifier) for identifier in question.refs}
    return next((section for section in _SECTIONS if section in sections), COURSE)
