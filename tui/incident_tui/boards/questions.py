"""Questions: the gaps of a record by subject, with the entries that would answer."""

from incident_tui.boards.board import Board
from incident_tui.boards.lines import TO_SOURCE, entry_line, heading, paragraph, remark
from incident_tui.drawing.ink import Row, fit
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import cite_words
from incident_tui.words.counts import count_words
from incident_tui.words.questions import OPEN, by_subject

_LONGEST = 12
"""Cells for an id."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: open questions by subject, then closed ones by status."""
    lens = review.lens
    questions = [*lens.questions()]
    if not questions:
        return remark("No question is recorded.", width)
    opened = sum(question.status == OPEN for question, _ in questions)
    words = f"{opened} open of {count_words(len(questions), 'question')}"
    withheld = sum(not asked for _, asked in questions)
    words += f"; {withheld} about facts not known yet" if withheld else ""
    rows = remark(words, width)
    longest = max(len(visible(question.id)) for question, _ in questions)
    size = min(longest + 2, _LONGEST, width // 3)
    for subject, about in by_subject(lens).items():
        rows += heading(subject, width)
        for question in about:
            rows += _question(review, question.id, size, width)
    return rows


def _question(review: Review, identifier: str, size: int, width: int) -> list[Row]:
    lens = review.lens
    question = lens.question(identifier)
    if question is None:
        return []
    head, rest = fit(visible(question.id), size - 1) + " ", " " * size
    origin = " · the source itself says so" if question.origin == "stated_in_source" else ""
    rows = paragraph(f"{question.text}{origin}", width, "bright", head)
    if question.answer:
        rows += paragraph(f"answer: {question.answer}", width, "text", rest)
    for cite in question.cite:
        rows += paragraph(cite_words(lens, cite), width, "dim", rest, TO_SOURCE + cite.source)
    named = [lens.name(one) for one in question.refs if lens.section(one)]
    if named:
        rows += paragraph(f"about {' · '.join(dict.fromkeys(named))}", width, "dim", rest)
    for identifier in question.refs:
        rows += entry_line(review, identifier, width, rest)
    return rows


BOARD = Board("Questions", draw)
