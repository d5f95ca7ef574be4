"""How many lines a text takes in a cell that wraps its text, by and large."""

from math import ceil

from incident_tui.words.lane_cells import letters

_NO_WORD = -1.0
"""The room taken on an empty line: a blank less than none, which the first word needs not."""


def line_count(text: str, width: float) -> int:
    """The lines of a text in a column.

    Args:
        width: of the column, in characters.
    """
    if len(text) <= width / 2 and "\n" not in text:
        return 1
    return sum(_wrapped(line, width) for line in text.split("\n"))


def _wrapped(line: str, width: float) -> int:
    """The lines that the words of a line take; a word that is too long is broken."""
    count, used = 1, _NO_WORD
    for word in line.split(" "):
        size = len(word) if word.isascii() else len(letters(word))
        if used > _NO_WORD and used + 1 + size > width:
            count, used = count + 1, _NO_WORD
        used += 1 + size
        further = ceil(used / width) - 1
        if further > 0:
            count, used = count + further, used - further * width
    return count
