"""A table with typed values, out of a query: the header is the names of the columns."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Origin, Remark
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.exchange.imports.tables.time_bounds import Window, is_within
from incident_tui.exchange.imports.tables.typed_cells import cell_of
from incident_tui.exchange.imports.tables.wanted import ArchiveError

_KEPT_PLACES = 1_000
"""Rows whose places are known at a time: more than the reading of a log has at hand."""


class TypedRow(NamedTuple):
    """A row of a query."""

    names: Sequence[str]
    """The names of the columns, the same in each row."""
    values: Sequence[object]
    place: str = ""
    """The place of the row in the table; "" for the number of the row."""


class TypedTable(Table):
    """A table whose rows come from a query."""

    def __init__(
        self,
        archive: str,
        name: str,
        title: str,
        left_out: Sequence[str] = (),
        time: str = "",
        outside: Window | None = None,
    ) -> None:
        """Name the table.

        Args:
            archive: where the table is, for the user: an address or a path.
            name: the name of the table in the archive; "" for the archive itself.
            title: the title of the table as a source.
            left_out: the names of columns of bytes, which the query leaves out.
            time: the column with the time of a row.
            outside: the window, where the query lets rows outside through; None for an exact query.
        """
        super().__init__(f"{archive} {name}".strip(), title)
        self._archive = clean(archive)
        self._left_out = left_out
        self._time = time
        self._outside = outside
        self._ahead: Iterator[TypedRow] | None = None
        """The rows, if asked for and not read."""
        self._places: dict[int, str] = {}
        """From the number of a row to the place, for the last rows."""

    @abstractmethod
    def asked(self) -> Iterator[TypedRow]:
        """Ask for the rows, and yield the rows.

        Raises:
            ArchiveError: if the rows cannot be read, or break off.
        """

    def fault(self) -> str:
        """Return "": a table with a fault is not made."""
        return ""

    def is_empty(self) -> bool:
        """Ask for the rows, and return whether there are none.

        Raises:
            ArchiveError: if the rows cannot be read.
        """
        rows = self.asked()
        first = next(rows, None)
        self._ahead = rows if first is None else chain((first,), rows)
        return first is None

    def remarks(self) -> Iterator[Remark]:
        """Name the columns of bytes, which are left out."""
        if self._left_out:
            columns = ", ".join(f"`{clean(name)}`" for name in self._left_out)
            yield Remark(self.origin(0), f"columns of bytes are left out: {columns}")

    def rows(self) -> Iterator[Row]:
        """Yield the names of the columns, and the rows; if the rows break off, a fault at last."""
        number, names = 0, list[str]()
        rows, self._ahead = self._ahead or self.asked(), None
        try:
            for row in rows:
                if not names:
                    names = [clean(name) for name in row.names]
                    yield Row(0, ", ".join(names), names)
                cells = [cell_of(value) for value in row.values]
                if self._outside and not is_within(cells[names.index(self._time)], self._outside):
                    continue
                number += 1
                self._note_place(number, row.place)
                yield Row(number, ", ".join(cells), cells)
        except ArchiveError as error:
            yield Row(number + 1, "", [], f"{error}; what was read before is kept")

    def origin(self, line: int) -> Origin:
        """Return the place of a row: by the key, or else the number."""
        place = self._places.get(line)
        return Origin(f"{self._archive} {place}") if place else Origin(self.path, line)

    def place(self, line: int, column: int) -> str:
        """Return the place of a row in a citation: `calls.id=17`, or else `L17`."""
        return self._places.get(line) or super().place(line, column)

    def _note_place(self, number: int, place: str) -> None:
        if place:
            self._places[number] = place
            if (old := number - _KEPT_PLACES) > _KEPT_PLACES:  # the first may be read twice
                self._places.pop(old, None)
