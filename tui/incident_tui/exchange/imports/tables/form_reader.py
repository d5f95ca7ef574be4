"""Reads the rows of a form ICS 214 in their order: the blocks around the log, and the log."""

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.tables.column_words import zone_in
from incident_tui.exchange.imports.tables.form_blocks import (
    Field,
    Period,
    fields_in,
    is_blank,
    is_log_title,
    log_columns,
    period_in,
)
from incident_tui.exchange.imports.tables.line_dates import (
    DATE,
    Years,
    date_in,
    without_year,
    year_in,
)
from incident_tui.exchange.imports.tables.line_heads import Head, head_of
from incident_tui.exchange.imports.tables.table import Row

MAX_NOTE_CHARACTERS = 10_000
"""Length of the words around the log; further rows are put aside."""
MAX_RESOURCES = 1_000
"""Resources defined at most; further resources are in the note alone."""
MAX_ENTRY_CHARACTERS = 64 * 1024
"""Length of the words of an entry; further rows are put aside."""
_MAX_PERIOD_CELLS = 40
"""Cells among which the operational period is looked for."""
TIME, TEXT = "Date/Time", "Notable Activities"
"""The names of the columns of the log; a known zone stands behind the first."""

_LONG_NOTE = f"the words around the log have more than {MAX_NOTE_CHARACTERS:,} characters"
_LONG_ENTRY = f"the entry above is longer than {MAX_ENTRY_CHARACTERS:,} characters"
_NO_ENTRY = "this row of the log has no time, and none is above it"
_ENDS_OF_LOG = {"incident", "period", "prepared", "remarks"}
_RULE = re.compile(r"[\s:=+_*-]*")
"""A blank cell, or a cell of a drawn line, as below the header in Markdown."""
_TIME_FIRST = re.compile(rf"(\d\d?:?\d\d)(?:\s?h(?:ou)?rs?)?,?\s+({DATE})", re.IGNORECASE)


class Resource(NamedTuple):
    """A row of the resources assigned."""

    name: str
    position: str
    agency: str
    line: int


class FormReader:
    """The blocks of a form as far as read."""

    def __init__(self, year: int | None = None) -> None:
        """Begin above the first row.

        Args:
            year: of dates without a year, if the form names no period; None if unknown.
        """
        self.incident = ""
        self.name = ""
        """The person or the resource of the log."""
        self.agency = ""
        self.prepared_by = ""
        self.period = Period()
        self.resources: list[Resource] = []
        self.words: list[str] = []
        """The rows around the log, a text each."""
        self.header: Row | None = None
        """The row with the names of the columns of the log; None so far."""
        self._names: list[str] = []
        """The cells of the header, as written."""
        self._at = 0, 1
        """The columns of times and of activities."""
        self._columns = {"name": 0, "position": 1, "agency": 2}
        """The columns of the resources."""
        self._section = "head"
        self._open: list[tuple[str, int]] = []
        """The labels without a value, each with the column."""
        self._period: tuple[int, list[str]] | None = None
        """The column and the words of the period, while they are read."""
        self._note_length = 0
        self._years = Years(year)
        self.lacks_year = False
        """Whether a date lacks the year, which neither the period nor a date before says."""
        self._entry: Row | None = None

    def rows(self, rows: Iterator[Row]) -> Iterator[Row]:
        """Yield the rows of the log, with `header` as names, and rows without a place.

        Raises:
            OSError: if the rows cannot be read.
        """
        for row in rows:
            if row.fault:
                yield row
            elif not all(map(_RULE.fullmatch, row.cells)):
                yield from self._read(row)
        yield from self._closed()

    def _read(self, row: Row) -> Iterator[Row]:
        """Read a row; yield complete rows, and rows without a place."""
        fields = fields_in(row.cells)
        columns = None if self.header else log_columns(row.cells)
        if columns and not {field.block for field in fields} & _ENDS_OF_LOG:
            yield from self._note(row)
            self._begin_log(row, columns)
        elif self.header and row.cells == self._names:
            self._section = "log"  # the header again, on a further page
        elif self._section == "log" and not _ends_log(fields):
            yield from self._log_row(row)
        else:
            yield from self._closed()
            yield from self._note(row)
            self._take(row, fields)

    def _begin_log(self, row: Row, columns: tuple[int, int] | None) -> None:
        """Begin the log with the names of the columns, or below a title alone."""
        self._end_period()
        self._section, self._open, self._names = "log", [], row.cells if columns else []
        names = [TIME, TEXT]
        if columns and columns[1] < len(row.cells):
            names, self._at = [" ".join(cell.split()) for cell in row.cells], columns
            zone = zone_in(names[columns[0]])
            names[columns[0]] = f"{TIME} ({zone})" if zone else TIME
            names[columns[1]] = TEXT
        self.header = Row(row.line if columns else 0, row.raw, names)

    def _take(self, row: Row, fields: list[Field]) -> None:
        """Take the values of a row around the log."""
        if is_log_title(row.cells) or any(field.block == "log" for field in fields):
            self._end_period()
            self._section, self._open = "log", []
            return
        blocks = [field.block for field in fields]
        if "resources" in blocks:
            self._section = "resources"
        elif "prepared" in blocks:
            self._section = "foot"
        elif "incident" in blocks:
            self._section = "head"
        elif self._section == "resources":
            self._resource(row, fields)
            return
        self._values_below(row, fields)
        self._take_period(row, fields)
        for number, field in enumerate(fields):
            value = field.value
            if field.is_open:
                value = self._value_beside(row, fields, number)
            if value:
                self._set(field.block, value)
            elif field.is_open:
                self._open.append((field.block, field.column))

    def _value_beside(self, row: Row, fields: list[Field], number: int) -> str:
        """Return the cell to the right of a label, unless a label is there; or ""."""
        field = fields[number]
        labelled = {one.column for one in fields}
        for column in range(field.column + 1, len(row.cells)):
            if column in labelled:
                return ""
            if not is_blank(row.cells[column]):
                return " ".join(row.cells[column].split())
        return ""

    def _values_below(self, row: Row, fields: list[Field]) -> None:
        """Give the cells of a row to the labels above them without a value."""
        labelled = {field.column for field in fields}
        for block, column in self._open:
            cell = row.cells[column] if column < len(row.cells) else ""
            if column not in labelled and not is_blank(cell):
                self._set(block, " ".join(cell.split()))
        self._open = []

    def _set(self, block: str, value: str) -> None:
        """Take the value of a block; the first value of a block stays."""
        value = clean(value)
        if block == "incident":
            self.incident = self.incident or value
        elif block == "agency" and self._section == "head":
            self.agency = self.agency or value
        elif block == "name" and self._section == "head":
            self.name = self.name or value
        elif block in ("prepared", "name") and self._section == "foot":
            self.prepared_by = self.prepared_by or value

    def _take_period(self, row: Row, fields: list[Field]) -> None:
        """Read the operational period: the cells from the label on, and the cells below them."""
        begins = next((field for field in fields if field.block == "period"), None)
        others = {field.block for field in fields} - {"period", "other", "incident"}
        if begins:
            text = " ".join(row.cells[begins.column].split())
            label = re.search(r"operational\s*period\s*:?", text, re.IGNORECASE)
            first = text[label.end() :] if label else text
            self._period = begins.column, [first, *row.cells[begins.column + 1 :]]
        elif self._period and not others:
            column, words = self._period
            self._period = column, [*words, *row.cells[column:]][:_MAX_PERIOD_CELLS]
        if others and self._period and not begins:
            self._end_period()

    def _end_period(self) -> None:
        """Take the period from the words of the block."""
        if self._period:
            found = period_in(" ".join(" ".join(self._period[1]).split()))
            self._period = None
            if found.date:
                self.period = found
                self._years = Years(year_in(found.date))
                self._years.full(found.date)

    def _resource(self, row: Row, fields: list[Field]) -> None:
        """Take a row of the resources, or the row with the names of their columns."""
        if fields:
            self._columns = {field.block: field.column for field in fields}
            return
        name, position, agency = (
            clean(" ".join(row.cells[at].split())) if 0 <= at < len(row.cells) else ""
            for at in (self._columns.get(block, -1) for block in ("name", "position", "agency"))
        )
        resource = Resource(name, position, agency, row.line)
        if not is_blank(resource.name) and len(self.resources) < MAX_RESOURCES:
            self.resources.append(resource)

    def _note(self, row: Row) -> Iterator[Row]:
        """Keep the words of a row around the log; yield the row if there is no room."""
        cells = (" ".join(cell.split()) for cell in row.cells if not is_blank(cell))
        words = ", ".join(cells).replace(":, ", ": ")
        if self._note_length + len(words) > MAX_NOTE_CHARACTERS:
            yield row._replace(fault=_LONG_NOTE)
        elif words:
            self._note_length += len(words)
            self.words.append(clean(words))

    def _log_row(self, row: Row) -> Iterator[Row]:
        """Begin an entry, or add a row without a time to the entry above."""
        if self.header is None:
            self._begin_log(row, None)
        cells = self._cells(row.cells)
        if cells[self._at[0]].strip():
            yield from self._closed()
            self._entry = row._replace(cells=cells, heading=self.period.beginning)
        elif self._entry is None:
            yield row._replace(fault=_NO_ENTRY)
        elif len(self._entry.raw) + len(row.raw) > MAX_ENTRY_CHARACTERS:
            yield row._replace(fault=_LONG_ENTRY)
        else:
            pairs = zip_longest(self._entry.cells, cells, fillvalue="")
            joined = ["\n".join(filter(None, map(str.strip, pair))) for pair in pairs]
            self._entry = self._entry._replace(cells=joined, raw=f"{self._entry.raw}\n{row.raw}")

    def _cells(self, cells: list[str]) -> list[str]:
        """Return the cells of a row in the columns of the log, the time ready to read."""
        time, text = self._at
        found = cells + [""] * (max(self._at) + 1 - len(cells))
        if len(cells) == 1:  # a line of a list, or of a text
            found[0] = ""
            head = head_of(cells[0])
            found[time] = self._time_of(head) if head else ""
            found[text] = head.rest if head else cells[0]
        else:
            found[time] = self._time(found[time])
        return found

    def _time(self, text: str) -> str:
        """Return a time ready to read: `5/14 0915` with the year, `0600-0800` as two times."""
        text = " ".join(text.split())
        if (swapped := _TIME_FIRST.fullmatch(text)) and (date := date_in(swapped["date"])):
            text = f"{date} {swapped[1]}"
        head = head_of(text)
        return text if head is None or head.rest else self._time_of(head)

    def _time_of(self, head: Head) -> str:
        """Return a time, with the year of the period if the date lacks a year."""
        date = self._years.full(head.date) if head.date else ""
        self.lacks_year = self.lacks_year or without_year(date)
        return head.time(date)

    def _closed(self) -> Iterator[Row]:
        """Yield and close the open entry."""
        entry, self._entry = self._entry, None
        if entry:
            yield entry


def _ends_log(fields: Sequence[Field]) -> bool:
    """Whether a row below the log begins another block: with a label in the first cell."""
    return any(field.block in _ENDS_OF_LOG and not field.column + field.start for field in fields)
