"""The problems of a record: place, advice, and the parts left out."""

from incident_tui.drawing.ink import EMPTY, Ink, Row, wrap
from incident_tui.record.problems import Mark, Problem
from incident_tui.review.review import Review

TO_PROBLEM = "problem:"
"""The prefix of the key of a problem; its number follows, from 0."""
_BROKEN = "The file cannot be read as it is now. The screen shows the record as it was before:"


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the page: problems by place, then the parts left out."""
    lens = review.lens
    problems = problems_of(review)
    if not problems:
        return [Row((Ink("The record is sound: nothing is wrong, nothing was left out.", "text"),))]
    rows = []
    if review.faults:
        rows += [Row((Ink(line, "alert"),)) for line in wrap(_BROKEN, width)]
    for number, problem in enumerate(problems):
        where = _where(problem.mark, lens.path)
        if problem.severity == "warning":
            where += " · only a warning"
        first, *more = wrap(where, width)
        rows += [Row((Ink(first, "time"),), f"{TO_PROBLEM}{number}")]
        rows += [Row((Ink(line, "time"),)) for line in more]
        rows += [Row((Ink("  "), Ink(line))) for line in wrap(problem.message, width - 2)]
    if lens.left_out:
        rows += [Row(EMPTY), Row((Ink(f"LEFT OUT: {lens.left_out_count:,}", "heading"),))]
    for part in lens.left_out:
        words = f"{part.section}: {part.name}, {_where(part.mark, lens.path)}"
        rows += [Row((Ink(line),)) for line in wrap(words, width)]
    return rows


def problems_of(review: Review) -> tuple[Problem, ...]:
    """The problems of the record; those of its file, while the file cannot be read."""
    return review.faults or review.lens.problems


def _where(mark: Mark, path: str) -> str:
    """A place by line and column; the file too, if not the record's own."""
    parts = [] if mark.path == path and mark.line else [mark.path]
    parts += [f"line {mark.line}"] if mark.line else []
    parts += [f"column {mark.column}"] if mark.column else []
    return ", ".join(parts)
