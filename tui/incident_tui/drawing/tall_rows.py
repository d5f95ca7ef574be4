"""Rows of a single line and tall rows, of two lines: the line of a row, and the row of a line."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence


class TallRows:
    """The lines of rows, some of which are tall; rows and lines are counted from 0."""

    def __init__(self, tall: Sequence[int] = ()) -> None:
        """Place the lines of rows.

        Args:
            tall: the numbers of the tall rows, in order.
        """
        self.tall = tall
        self._firsts = [row + above for above, row in enumerate(tall)]
        """By index of `tall`: the first line of the row."""

    def line_of(self, row: int) -> int:
        """The first line of a row, or the number of lines of so many rows."""
        return row + bisect_left(self.tall, row)

    def lines_of(self, row: int) -> range:
        """The lines of a row."""
        return range(self.line_of(row), self.line_of(row + 1))

    def row_of(self, line: int) -> int:
        """The row that a line belongs to."""
        return line - bisect_right(self._firsts, line - 1)
