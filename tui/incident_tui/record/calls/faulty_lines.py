"""Reports lines of calls with a fault: the first lines one by one, then the number of lines."""

from incident_tui.record.problems import LeftOut, Mark, Problems

MAX_LISTED_LINES = 1_000
"""Faulty lines reported line by line; of further lines, the number is reported."""


class FaultyLines:
    """The faulty lines in the files of calls of a record."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._count = 0
        """The number of faulty lines in the files."""
        self._unlisted = 0
        """Faulty lines of the file being read, beyond the lines reported line by line."""
        self._unlisted_left_out = 0
        """The lines among `_unlisted` without a call."""
        self.ids: set[str] = set()
        """Ids of lines without a call: a reference to such a line is not at fault."""

    def add(self, mark: Mark, identifier: str, known: int, left_out: bool) -> None:
        """Count a faulty line; once too many are listed, take back the problems of the line.

        Args:
            identifier: the id in the line; "" where none can be read.
            known: the number of problems before the line was read.
            left_out: whether the line has no call.
        """
        self._count += 1
        if self._count > MAX_LISTED_LINES:
            self._unlisted += 1
            self._unlisted_left_out += left_out
            del self._problems.found[known:]
        elif left_out:
            if identifier:
                self.ids.add(identifier)
            name = identifier or f"line {mark.line}"
            self._problems.left_out.append(LeftOut(mark, "calls", name))

    def end_file(self, path: str) -> None:
        """Report the number of faulty lines of a file beyond the listed lines."""
        if self._unlisted:
            message = f"{self._unlisted:,} more lines like these; mend those listed first"
            self._problems.error(Mark(path), message)
        if count := self._unlisted_left_out:
            more = LeftOut(Mark(path), "calls", f"{count:,} more lines", count)
            self._problems.left_out.append(more)
        self._unlisted = self._unlisted_left_out = 0
