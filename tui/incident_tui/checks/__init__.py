"""Warnings about a record that reads well: where it says more than it can, or leaves too much open.

What a record itself calls open is no fault of it: a question, a conflict, the `basis` of a time or
an unidentified voice answers the warning. Only `incident-tui check` asks for these.
"""

from collections import Counter
from collections.abc import Iterator

from incident_tui.checks import cites, names, parties, states, times
from incident_tui.checks.codes import CODES, Code, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.problems import Mark, Problem, Problems

__all__ = ["CODES", "MOST_LISTED", "Code", "warnings_of"]

MOST_LISTED = 20
"""Warnings of one code that are listed of a record; where there are more, their number is."""


def warnings_of(chronology: Chronology) -> tuple[Problem, ...]:
    """Every warning about a record, by place; no more of one code than `MOST_LISTED`."""
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
