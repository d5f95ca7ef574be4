"""What is wrong with a record, as data: where, how bad, and what to do."""

from typing import Literal

import msgspec

from incident_tui.record.text import visible

_LONGEST = 600

Severity = Literal["error", "warning"]


class Mark(msgspec.Struct, frozen=True, order=True):
    """A place in a file; line and column count from 1, 0 where there is none."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing wrong with a record; `str` gives `path:line:column: message`."""

    mark: Mark
    message: str
    severity: Severity = "error"
    code: str = ""
    """Of a warning that `check` gives, such as `W006`; what reading finds has none."""

    def __str__(self) -> str:
        note = f"warning {self.code}".rstrip() + ": " if self.severity == "warning" else ""
        return f"{self.mark}: {note}{self.message}"


class LeftOut(msgspec.Struct, frozen=True, order=True):
    """A part of a record that could not be read and so is not shown."""

    mark: Mark
    section: str
    name: str
    """Its id, or its place in the section."""
    count: int = 1
    """How many such parts this stands for."""


class Problems:
    """Collects what a reader finds wrong while it reads on."""

    def __init__(self) -> None:
        self.found: list[Problem] = []
        self.left_out: list[LeftOut] = []

    def error(self, mark: Mark, message: str) -> None:
        """Note something that is wrong."""
        self.found.append(Problem(mark, _one_line(message)))

    def warning(self, mark: Mark, message: str, code: str = "") -> None:
        """Note something that was read all the same."""
        self.found.append(Problem(mark, _one_line(message), "warning", code))

    def add(self, severity: Severity, mark: Mark, message: str) -> None:
        """Note something of either severity."""
        self.found.append(Problem(mark, _one_line(message), severity))


def _one_line(message: str) -> str:
    """A message that may quote a stranger, harmless and without the middle of what is too long."""
    if len(message) > _LONGEST:
        message = f"{message[: _LONGEST // 3]} … {message[-_LONGEST // 3 * 2 :]}"
    return visible(message)
