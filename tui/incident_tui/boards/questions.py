"""Questions: what the record does not know, by subject, with the entries that would answer."""

from collections.abc import Mapping

from incident_tui.boards.board import Board
from incident_tui.boards.lines import TO_SOURCE, entry_line, heading, paragraph, remark
from incident_tui.drawing.ink import Row, fit
from incident_tui.record.model import Question
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import count_words
from incident_tui.words.questions import OPEN, by_subject, is_asked, names_of

_LONGEST = 12
"""Cells for an id."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: open questions by subject, then those that are no longer open."""
    chronology = review.chronology
    questions = chronology.record.questions
    if not questions:
        return remark("No question is recorded.", width)
    opened = [one for one in questions if one.status == OPEN]
    words = f"{len(opened)} open of {count_words(len(questions), 'question')}"
    untold = sum(not _is_asked(review, one) for one in questions)
    words += f"; {untold} ask about what was not known yet" if untold else ""
    rows = remark(words, width)
    names = names_of(chronology.record)
    size = min(max(len(visible(one.id)) for one in questions) + 2, _LONGEST, width // 3)
    for subject, several in by_subject(chronology.record).items():
        told = [one for one in several if _is_asked(review, one)]
        rows += heading(subject, width) if told else []
        for question in told:
            rows += _question(review, question, names, size, width)
    return rows


def _is_asked(review: Review, question: Question) -> bool:
    """Whether a question can be asked as of the cursor."""
    return is_asked(review.chronology, question, review.as_of, review.clock)


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


BOARD = Board("Questions", draw)
