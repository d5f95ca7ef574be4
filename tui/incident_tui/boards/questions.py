"""Questions: the gaps of a record by subject, with the entries that would answer."""

from collections.abc import Mapping, Sequence
from itertools import chain

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import (
    entry_line,
    heading,
    linked,
    paragraph,
    remark,
    time_size,
)
from incident_tui.boards.subject import cite_rows
from incident_tui.drawing.ink import Ink, Row, fit
from incident_tui.keymap import keymap
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_QUESTION, id_of, link_to
from incident_tui.review.review import Review
from incident_tui.words.questions import Question, by_subject, tally_words

_LONGEST = 12
"""Cells for an id."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: open questions by subject, then closed ones by status."""
    lens = review.lens
    return [*remark(_tally(lens), width), *_listed(review, by_subject(lens), width)]


def _tally(lens: Lens) -> str:
    """How many questions are open, and how many are withheld."""
    withheld = sum(not asked for _, asked in lens.questions())
    if not (withheld or lens.question_count):
        return "No question is recorded."
    words = tally_words(lens)
    return f"{words}; {withheld} more about facts not known yet" if withheld else words


def items(subject: str, review: Review, width: int) -> Items:
    """The list: the questions that can be asked, by subject, each with its status."""
    lens = review.lens
    asked = [*chain.from_iterable(by_subject(lens).values())]
    near = lens.questions_about(*lens.ids_of(subject or review.entry_id))
    about = lens.name(subject) if subject else "this entry"
    refer = "refers" if len(near) == 1 else "refer"
    return Items(
        [_item(question) for question in asked],
        {TO_QUESTION + question.id for question in near},
        f"{lens.open_question_count:,} open of {lens.question_count:,}"
        f" · {len(near) or 'none'} {refer if near else 'refers'} to {about}",
        f"not about {about}",
        remark="" if asked else _tally(lens),
    )


def _item(question: Question) -> Item:
    status = (Ink(visible(plain(question.status)), "dim"),)
    return Item(TO_QUESTION + question.id, f"{question.id} {question.text}", [status])


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: a question, by the link."""
    question = review.lens.question(id_of(key))
    if question is None:
        return []
    size = min(len(visible(question.id)) + 2, _LONGEST, width // 3)
    times = time_size(review.lens, question.refs, width)
    return _question(review, question, size, width, times)


def draw_about(subject: str, review: Review, width: int) -> list[Row]:
    """The page of a subject: the questions about a casualty, an agency, a unit or an entry."""
    lens = review.lens
    name, about = lens.name(subject), lens.questions_about(*lens.ids_of(subject))
    words = tally_words(lens)
    if not about:
        words += f"; none refers to {name}"
        return remark(
            f"{words}: {keymap().firsts['this_agency']} shows all"
            if lens.question_count
            else words,
            width,
        )
    refer = "refers" if len(about) == 1 else "refer"
    asked = {question.id for question in about}
    kept = {
        words_of_group: questions_asked
        for words_of_group, questions in by_subject(lens).items()
        if (questions_asked := [question for question in questions if question.id in asked])
    }
    rows = remark(f"{words}; {len(about)} {refer} to {name}", width)
    return [*rows, *_listed(review, kept, width)]


def _listed(review: Review, found: Mapping[str, Sequence[Question]], width: int) -> list[Row]:
    """Questions below headings, every id in a column of the same width."""
    rows, questions = list[Row](), [*chain.from_iterable(found.values())]
    longest = max((len(visible(question.id)) for question in questions), default=0)
    size = min(longest + 2, _LONGEST, width // 3)
    referred = chain.from_iterable(question.refs for question in questions)
    times = time_size(review.lens, referred, width)
    for subject, about in found.items():
        rows += heading(subject, width)
        for question in about:
            rows += _question(review, question, size, width, times)
    return rows


def _question(review: Review, question: Question, size: int, width: int, times: int) -> list[Row]:
    lens = review.lens
    head, rest = fit(visible(question.id), size - 1) + " ", " " * size
    origin = " · the source itself says so" if question.origin == "stated_in_source" else ""
    rows = linked(lens, f"{question.text}{origin}", width, "bright", head)
    rows[0] = rows[0]._replace(anchor=TO_QUESTION + question.id)
    if question.answer:
        rows += linked(lens, f"answer: {question.answer}", width, "text", rest)
    rows += cite_rows(lens, question.cite, width, rest)
    rows += _about(lens, question, width, rest)
    for identifier in question.refs:
        rows += entry_line(review, identifier, width, rest, times)
    return rows


def _about(lens: Lens, question: Question, width: int, head: str) -> list[Row]:
    """The subjects of a question: a row for each subject with a page, then the other names."""
    rows, named = list[Row](), dict[str, None]()
    for identifier in question.refs:
        section, name = lens.section(identifier), lens.name(identifier)
        if link := link_to(section, identifier):
            rows += paragraph(f"about {name}", width, "dim", head, link)
        elif section:
            named[name] = None
    if named:
        rows += paragraph(f"about {' · '.join(named)}", width, "dim", head)
    return rows


BOARD = Board("Questions", draw, draw_about=draw_about, items=items, draw_item=draw_item)
