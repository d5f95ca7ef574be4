"""Cells of a spreadsheet that are text and no formula, out and in."""

import re

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
"""The start of a formula, also in full-width letters, or of a guarded text."""


class ReturningFile:
    """A file whose `write` returns the text, which a CSV writer then returns to its caller."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet computes: after an apostrophe where needed."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """A cell without its guarding apostrophe."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
