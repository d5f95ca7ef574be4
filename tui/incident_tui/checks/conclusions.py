"""Warnings about what reviewers concluded: observations without evidence, unowned actions.

They are about the log of the notes, and never about the record.
"""

from collections.abc import Iterator, Mapping

from incident_tui.checks.codes import NO_DATE, NO_EVIDENCE, NO_OWNER, Code
from incident_tui.notes.model import Action, Note, Observation
from incident_tui.notes.notes import Notes
from incident_tui.record.problems import Mark, Problem, Problems, in_order
from incident_tui.words.names import brief

_DROPPED = "dropped"
"""The state of an action that nobody is to carry out."""


def conclusion_warnings(path: str, notes: Notes, numbers: Mapping[str, int]) -> tuple[Problem, ...]:
    """The warnings about the notes of a log, by the line of the version that holds.

    Args:
        path: of the log.
        numbers: from the text of a line of the log to its number, from 1.
    """
    problems = Problems()
    for note in notes:
        line = notes.lines[note.id][-1]
        for code, message in _findings(note):
            mark = Mark(path, numbers.get(line.text, 0))
            problems.warning(mark, f"{message}: “{brief(note.text.strip())}”", code.code)
    return in_order(problems.found)


def _findings(note: Note) -> Iterator[tuple[Code, str]]:
    """The warnings about a note."""
    if isinstance(note, Observation) and not note.on and not note.moment:
        yield NO_EVIDENCE, f"the observation {note.id} has no evidence in the record"
    if isinstance(note, Action) and note.status != _DROPPED:
        if not note.owner.strip():
            yield NO_OWNER, f"the action {note.id} has no owner"
        if not note.due:
            yield NO_DATE, f"the action {note.id} has no date by which it is due"
