"""Problems of a record as data: the place, the severity, and the words, with the remedy."""

from collections.abc import Iterable
from typing import Literal

import msgspec

from incident_tui.record.text import visible

MAX_MESSAGE_CHARACTERS = 600

Severity = Literal["error", "warning"]


class Mark(msgspec.Struct, frozen=True, order=True):
    """A place in a file; line and column count from 1, and are 0 where unknown."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(
            [self.path, *(str(number) for number in (self.line, self.column) if number)]
        )


SYNTAX = "syntax"
"""The code of a fault of YAML's syntax: other problems may follow from such a fault."""


class Problem(msgspec.Struct, frozen=True, order=True):
    """A fault of a record; `str` gives `path:line:column: message`, which editors make a link."""

    mark: Mark
    message: str
    severity: Severity = "error"
    code: str = ""
    """`W006` and the like for a warning of `check`, `SYNTAX`, or ""."""

    def __str__(self) -> str:
        note = f"warning {self.code}".rstrip() + ": " if self.severity == "warning" else ""
        return f"{self.mark}: {note}{self.message}"


class LeftOut(msgspec.Struct, frozen=True, order=True):
    """An unreadable part of a record, which is not shown."""

    mark: Mark
    section: str
    name: str
    """The id of the part, or the place in the section, `no. 3`."""
    count: int = 1
    """The number of parts counted by this value: more than 1 for lines not listed singly."""


class Problems:
    """Collects the problems found by a reader, which reads on after each."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.left_out: list[LeftOut] = []

    def error(self, mark: Mark, message: str, code: str = "") -> None:
        """Add an error: a part of the record cannot be used as written."""
        self.found.append(Problem(mark, _one_line(message), code=code))

    def warning(self, mark: Mark, message: str, code: str = "") -> None:
        """Add a warning: the part was read nevertheless."""
        self.found.append(Problem(mark, _one_line(message), "warning", code))

    def add(self, severity: Severity, mark: Mark, message: str) -> None:
        """Add an error or a warning."""
        self.found.append(Problem(mark, _one_line(message), severity))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, by place; faults of syntax first, since other problems may follow."""
    return tuple(sorted({*problems}, key=lambda problem: (problem.code != SYNTAX, problem)))


def _one_line(message: str) -> str:
    """A message made harmless, as a stranger may be quoted, and cut in the middle if too long."""
    if len(message) > MAX_MESSAGE_CHARACTERS:
        third = MAX_MESSAGE_CHARACTERS // 3
        message = f"{message[:third]} … {message[-2 * third :]}"
    return visible(message)
