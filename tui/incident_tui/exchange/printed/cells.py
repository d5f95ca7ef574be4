"""Cells of a spreadsheet that are texts and no formulas, there and back."""

import re

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
"""How a formula may begin, also in full-width letters, and what was guarded against one."""


class ReturningFile:
    """A file whose `write` returns the text, which a CSV writer then returns to its caller."""

    def write(self, text: str) -> str:
        """The text itself."""
        return text


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet computes: with an apostrophe where it would."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """A cell without the apostrophe that kept it from being a formula."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell
