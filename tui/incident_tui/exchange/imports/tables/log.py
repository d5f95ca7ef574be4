"""Reads the export of a dispatch system, or another table with a column of times.

The header is a row with a name for a column of times, see `tables.header`; each row below becomes
entries, see `tables.entries`. A unit that is new to the record also has its statuses in a history.
"""

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import Literal

import msgspec

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.foreign.zone_found import ZoneFound
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import IncidentDraft, SourceDraft
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    ImportedItem,
    Looked,
    Need,
    Origin,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.column_names import EVENTS, STATUSES, TIME_FIELDS
from incident_tui.exchange.imports.tables.columns import LogColumns, am_pm_of, own_date
from incident_tui.exchange.imports.tables.contents import LogContents, contents_of
from incident_tui.exchange.imports.tables.date_order import (
    DatesShown,
    dates_shown,
)
from incident_tui.exchange.imports.tables.day_rows import date_alone, under_dates
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.entries import RowEntries
from incident_tui.exchange.imports.tables.header import (
    HEADER_WITHIN_ROWS,
    Header,
    header_of,
    is_entry,
    is_header,
    no_header_words,
)
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.midnights import Midnights, midnights_of
from incident_tui.exchange.imports.tables.named_day import NamedDay, named_day
from incident_tui.exchange.imports.tables.notations import am_pm_in, shape_of
from incident_tui.exchange.imports.tables.own_columns import OwnColumns, is_own_export
from incident_tui.exchange.imports.tables.own_export import ExistingRecord, ExportedRows
from incident_tui.exchange.imports.tables.row_times import RowTimes
from incident_tui.exchange.imports.tables.table import Row, Table
from incident_tui.record.files import failure_words
from incident_tui.record.vocabulary import SourceKind

_CONTENT_ROWS = 200
"""Rows below the header, read to see what the columns hold."""
ROWS_LOOKED_AT = HEADER_WITHIN_ROWS + _CONTENT_ROWS
"""Rows at the beginning of a table, by which its columns are known."""
_SAMPLE_ROWS = 20
"""Objects at the beginning of a table, read to see what the rows leave open."""
Content = Literal["", "log", "export"]
"""What a table holds: no log, a log, or entries that this program exported."""

_ADVANCE_ROWS = 1_000
"""Rows between two reports of the progress."""
_OF_RECORD = (
    "times without a zone are read in {zone}, the zone of the record, which is itself inferred;"
    " another can be named with --timezone"
)
_ABOVE = "this row has a time, and stands above the header in line {line}; put the header first"
_ANOTHER = "this row is another header; the rows below are read by the header at the top"
_RULE = re.compile(r":?[-=_]{3,}:?|:-+:?|-+:")
"""A cell of a line that is drawn below the header, as in Markdown."""
_SUMMARY = re.compile(
    r"(?:(?:grand )?totals?|sums?|averages?|avg\.?|mean|median|minimum|maximum|count):?", re.I
)


def read_tables(
    tables: Iterable[Table | Found], paths: Sequence[Path], wishes: Wishes
) -> Iterator[Found]:
    """Read tables row by row; units and places are those of all tables together.

    Args:
        tables: the tables, and what is in their place where there is none.
        paths: where the tables are, as the user named it.
        wishes: the options of the user.
    """
    definitions, zones, title = Definitions(wishes), ZoneFound(), ""
    for table in tables:
        if not isinstance(table, Table):
            yield table
            continue
        log = _Log(table, wishes, definitions, zones)
        try:
            yield from log.read()
        except OSError as error:
            yield Rejected(table.origin(0), failure_words(error), "")
        title = title or log.title
    yield from definitions.units
    origin = Origin(clean(str(paths[0])) if paths else "")
    incident = IncidentDraft(title=title) if title else IncidentDraft()
    if found := zones.incident_for(wishes):
        incident |= found
        yield from zones.remarks_for(wishes, origin)
    if incident:
        yield drafts.INCIDENT.item(incident, origin)


def look_at_tables(tables: Iterable[Table | Found], wishes: Wishes) -> Iterator[Looked]:
    """Read the first rows of tables, and say what the columns hold and what the rows leave open."""
    for table in tables:
        if isinstance(table, Table):
            with suppress(OSError):  # `read_tables` says why
                yield _Log(table, wishes, Definitions(wishes), ZoneFound()).looked()


def content_of(table: Table, wishes: Wishes) -> Content:
    """Return what a table without a fault holds: a log has a header, and times below the header.

    Raises:
        OSError: if the table cannot be read.
    """
    first = list(islice(table.rows(), ROWS_LOOKED_AT))
    header = header_of(first[:HEADER_WITHIN_ROWS], wishes.columns)
    if header is None or not header.line:
        return ""
    if is_own_export(header.names):
        return "export"
    below = [*header.below, *first[HEADER_WITHIN_ROWS:]]
    return "" if _contents_of(header, below).fault else "log"


class _Log:
    """A table, whose rows become entries."""

    def __init__(
        self, table: Table, wishes: Wishes, definitions: Definitions, zones: ZoneFound
    ) -> None:
        self._table = table
        self._wishes = wishes
        self._definitions = definitions
        self._zones = zones
        self._columns = LogColumns((), {})
        self._header: list[str] = []
        self._times = LogTimes(wishes)
        self._header_line = 0
        self._is_unknown = False
        """Whether no column is known to hold times."""
        self._source_told = False
        self._note = ""
        """The words above the header."""
        self._above: Sequence[Row] = ()
        """The rows of those words."""
        self._day: NamedDay | None = None
        """The day of times without a date that is named around the table."""

    @property
    def title(self) -> str:
        """The title that the table says of the incident; "" before the first entry."""
        return self._table.about().title if self._source_told else ""

    def looked(self) -> Looked:
        """Read the first rows, and return what they say.

        Raises:
            OSError: if the table cannot be read.
        """
        for _ in islice(self.read(), _SAMPLE_ROWS):
            pass
        names, fields = self._columns.names, {at: name for name, at in self._columns.fields.items()}
        columns = [(name, fields.get(at, "")) for at, name in enumerate(names)]
        return Looked(
            origin=self._origin(0),
            columns=[] if is_own_export(self._header) else columns,  # which are known
            header_line=self._header_line,
            open=frozenset(self._open()),
        )

    def _open(self) -> Iterator[Need]:
        """Yield the options that would say what the first rows leave open."""
        yield from self._table.left_open()
        # A CSV of ours names offsets, but not the zone of which a date alone is; a workbook does.
        is_own = is_own_export(self._header)
        if self._times.zone_missed or (is_own and not OwnColumns(self._header).zone):
            yield "--timezone"
        if self._times.date_missed and self._wishes.record_zone is None:
            yield "--date"
        if self._times.dates.order_missed:
            yield "--date-order"
        if self._is_unknown:
            yield "--map"

    def read(self) -> Iterator[Found]:
        """Yield the items and faults of the table.

        Raises:
            OSError: if the table cannot be read any more.
        """
        if reason := self._table.fault():
            yield Rejected(self._origin(0), reason, "")
            return
        yield from self._table.remarks()
        found = self._table.rows()
        first = list(islice(found, ROWS_LOOKED_AT))
        header = header_of(first[:HEADER_WITHIN_ROWS], self._wishes.columns)
        if header is None:
            self._is_unknown = True
            yield from self._without_header(first[:HEADER_WITHIN_ROWS])
            return
        self._header, self._header_line = header.names, header.line
        below = [*header.below, *first[HEADER_WITHIN_ROWS:]]
        contents = _contents_of(header, below)
        self._columns = contents.columns
        if contents.fault and not is_own_export(self._header):
            self._is_unknown = True
            yield Rejected(self._origin(0), contents.fault, header.raw)
            return
        yield from self._around(header, contents)
        self._times = LogTimes(
            self._wishes,
            self._dates_shown,
            zones=self._zones,
            is_day_first=self._columns.is_elsewhere,
        )
        entries = self._reader()
        if self._day and (words := self._day.remark(self._wishes.date)):
            yield Remark(self._origin(header.line or 1), words)
        number = 0
        for number, row in enumerate(self._under_dates(chain(below, found)), start=1):
            yield from self._read_row(row, entries)
            if number % _ADVANCE_ROWS == 0 and (advance := self._table.advance()):
                yield advance
        if not number:
            yield Remark(self._origin(header.line), "a header and no row")
        is_inferred = not self._wishes.zone_said and str(self._wishes.zone) != "UTC"
        if is_inferred and self._times.zone_missed:
            yield Remark(self._origin(0), _OF_RECORD.format(zone=self._wishes.zone))

    def _around(self, header: Header, contents: LogContents) -> Iterator[Found]:
        """Yield what is not read as an entry, and what the user should know of the columns."""
        fields = self._columns.fields
        times = {fields[field] for field in TIME_FIELDS if field in fields}
        if "date" in fields:
            times = {fields["date"]}
        # In a log of times of day, a date above the header is no entry: it can be that of the log.
        shapes = ("date", "clock", "moment") if self._columns.says_days else ("clock", "moment")
        words = []
        for row in header.above:
            if is_entry(row, times, shapes):
                yield Rejected(self._origin(row.line), _ABOVE.format(line=header.line), row.raw)
            else:
                yield Passed(self._origin(row.line), "above the header")
                words.append(row)
        self._above, self._note = words, header._replace(above=words).note
        if header.line:
            yield Passed(self._origin(header.line), "the header")
        origin = self._origin(header.line or 1)
        remarks = () if is_own_export(header.names) else contents.remarks
        yield from (Remark(origin, words) for words in (header.remark, *remarks) if words)

    def _reader(self) -> RowEntries | ExportedRows:
        """Return the reader of the rows."""
        if is_own_export(self._header):
            record = self._existing_record()
            return ExportedRows(
                self._header, self._wishes, self._definitions, self._table, self._zones, record
            )
        if not self._columns.says_days:
            self._day = named_day(self._above, self._table, self._wishes)
        midnights = None if self._columns.says_days else functools.cache(self._midnights)
        times = RowTimes(self._columns, self._times, self._day, self._table.is_in_order, midnights)
        return RowEntries(self._columns, times, self._definitions, self._table)

    def _existing_record(self) -> ExistingRecord | None:
        """Return the record that the rows are added to; None for a new record."""
        if self._wishes.folder is None or self._wishes.record_zone is None:
            return None
        # With it come exports, which no other import needs.
        from incident_tui.exchange.imports.tables.own_record import own_record

        return own_record(self._wishes.folder)

    def _without_header(self, first: Sequence[Row]) -> Iterator[Found]:
        """Yield a rejection of a table without a header; an empty table is passed over."""
        filled = [row for row in first if any(map(str.strip, row.cells))]
        if filled:
            reason = no_header_words(filled[0], self._wishes.columns)
            yield Rejected(self._origin(0), reason, filled[0].raw)
        else:
            yield Remark(self._origin(0), "an empty file")
            yield Passed(self._origin(0), "an empty file")

    def _midnights(self) -> Mapping[str, Midnights]:
        """Return how the times of day of the whole table go past midnight, by the date above."""
        found: dict[str, list[int]] = {}
        for heading, clock in self._first_clocks():
            found.setdefault(heading, []).append(clock)
        return {heading: midnights_of(clocks) for heading, clocks in found.items()}

    def _first_clocks(self) -> Iterator[tuple[str, int]]:
        """Yield the date above each row, and its first time of day in milliseconds."""
        times = LogTimes(self._wishes)
        fields = [field for field in TIME_FIELDS if field in self._columns.fields]
        below = (row for row in self._table.rows() if row.line > self._header_line)
        for row in self._under_dates(below):
            cells = RowCells(self._columns, row)
            for field in filter(cells.look, fields):
                am_pm, is_clock = cells.look(am_pm_of(field)), field in self._columns.digits
                with suppress(NoTimeError):
                    am_pm = am_pm if am_pm_in(am_pm) else ""
                    clock = times.written(cells.look(field), is_clock, am_pm).clock
                    if clock is not None:
                        yield cells.heading, clock
                        break

    def _under_dates(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Return rows with the date above them, in a log without a column of dates."""
        has_dates = self._columns.says_days or is_own_export(self._header)
        return iter(rows) if has_dates or len(self._header) < 2 else under_dates(rows)

    def _dates_shown(self) -> DatesShown:
        """Return what the dates of the whole table show of their order."""
        return dates_shown(self._cells_with_times(), self._other_cells())

    def _cells_with_times(self) -> Iterator[str]:
        """Yield the cells in the columns of times and dates."""
        held = sorted(self._columns_with_times)
        for row in self._under_dates(self._table.rows()):
            if row.heading:
                yield row.heading
            yield from [row.cells[at] for at in held if at < len(row.cells)]

    def _other_cells(self) -> Iterator[str]:
        """Yield the cells in the other columns."""
        held = self._columns_with_times
        for row in self._table.rows():
            yield from [cell for at, cell in enumerate(row.cells) if at not in held]

    @property
    def _columns_with_times(self) -> set[int]:
        """The numbers, from 0, of the columns of times and dates."""
        fields = ("date", *TIME_FIELDS, *map(own_date, TIME_FIELDS))
        return {self._columns.fields[field] for field in fields if field in self._columns.fields}

    def _read_row(self, row: Row, reader: RowEntries | ExportedRows) -> Iterator[Found]:
        """Yield the entries of a row, after the definitions that the entries refer to."""
        origin = self._origin(row.line)
        if row.fault:
            yield Rejected(origin, row.fault, row.raw)
        elif row.heading and not row.cells:
            yield Passed(origin, "the date of the rows below")
        elif not (first := next(filter(None, map(str.strip, row.cells)), "")):
            yield Passed(origin, "an empty row")
        elif _RULE.fullmatch(first) and _is_rule(row):
            yield Passed(origin, "a line between rows")
        elif _SUMMARY.fullmatch(first) and not _is_dated(row):
            yield Rejected(origin, "this row sums up other rows, and has no time", row.raw)
        elif row.cells == self._header:
            yield Passed(origin, "the header, once more")
        else:
            try:
                known = reader.known(row) if isinstance(reader, ExportedRows) else None
                entries = reader.of(row) if known is None else []
            except NoTimeError as error:
                yield Rejected(origin, _ANOTHER if is_header(row) else str(error), row.raw)
                return
            finally:
                faults, remarks = reader.faults[:], reader.remarks[:]
                reader.faults.clear()
                reader.remarks.clear()
            if known is not None:
                yield known
                return
            for words in remarks:
                yield Remark(origin, words)
            yield from self._new_definitions()
            for entry in entries:
                yield drafts.TIMELINE.item(entry, origin)
            for fault in faults:
                yield Rejected(origin, fault, row.raw)

    def _new_definitions(self) -> Iterator[ImportedItem | Remark]:
        """Yield the source once, and the definitions since the last row."""
        if not self._source_told:
            self._source_told = True
            source = drafts.SOURCES.item(self._source_draft(), self._origin(0))
            if "note" in source.value:  # which a record from an earlier import does not have
                known = Passed(self._origin(0), "the record's own source stays")
                source = msgspec.structs.replace(source, otherwise=known)
            if self._note:
                yield Remark(self._origin(1), "the words above the header are in the source's note")
            yield source
            yield from self._table.define(self._definitions)
        yield from self._definitions.new
        self._definitions.new.clear()

    def _source_draft(self) -> SourceDraft:
        """Return the table as a source, with its path if the text lies beside the record."""
        fields = set() if is_own_export(self._header) else {*self._columns.fields}
        about = self._table.about()
        kind: SourceKind = "report"
        if fields & {"talkgroup", "talkgroup_tag", "frequency"}:
            kind = "scanner_archive"
        elif fields & {"unit", "units", "incident", *EVENTS, *STATUSES}:
            kind = "cad_export"
        folder, table = self._wishes.folder, self._table
        path = table.path_within(folder) if folder else ""
        return {
            "id": table.source,
            "kind": about.kind or kind,
            "title": table.title,
            "author": about.author,
            "url": table.url,
            "path": path,
            "note": "\n".join(filter(None, (self._note, about.note))),
        }

    def _origin(self, line: int) -> Origin:
        return self._table.origin(line)


def _is_rule(row: Row) -> bool:
    """Whether each cell of a row that is not empty is drawn as a line."""
    return all(map(_RULE.fullmatch, filter(None, map(str.strip, row.cells))))


def _is_dated(row: Row) -> bool:
    """Whether a cell of a row is a date; the total or the average of other rows has none."""
    return any(shape_of(cell) in ("date", "moment") for cell in row.cells)


def _contents_of(header: Header, below: Iterable[Row]) -> LogContents:
    """Find the meaning of the columns by the cells below the header."""
    if len(header.names) > 1:
        below = (row for row in below if not date_alone(row))
    sample = (row.cells for row in below if row.cells != header.names)
    return contents_of(header.names, header.wanted, list(islice(sample, _CONTENT_ROWS)))
