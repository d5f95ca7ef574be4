"""Warnings about a sound record: claims beyond the sources, and gaps without a question.

An open point that the record names is no fault: a question, a conflict, the `basis` of a time or
an unidentified voice answers the warning. Only `incident-tui check` computes warnings.
"""

from collections import Counter
from collections.abc import Iterator

from incident_tui.checks import cites, names, parties, states, times
from incident_tui.checks.codes import CODES, Code, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.problems import Mark, Problem, Problems

__all__ = ["CODES", "MOST_LISTED", "Code", "warnings_of"]

MOST_LISTED = 20
"""The maximum number of listed warnings per code; further warnings are only counted."""


def warnings_of(chronology: Chronology) -> tuple[Problem, ...]:
    """The warnings about a record, by place, at most `MOST_LISTED` per code."""
    counts: Counter[str] = Counter()
    problems = Problems()
    for code, mark, message in _findings(chronology):
        counts[code.code] += 1
        if counts[code.code] <= MOST_LISTED:
            problems.warning(mark, message, code.code)
    for name, count in counts.items():
        if count > MOST_LISTED:
            message = f"{count:,} of these; the first {MOST_LISTED} are listed"
            problems.warning(Mark(chronology.path), message, name)
    return tuple(sorted(problems.found))


def _findings(chronology: Chronology) -> Iterator[Finding]:
    for part in (times, states, cites, parties, names):
        yield from part.findings(chronology)
