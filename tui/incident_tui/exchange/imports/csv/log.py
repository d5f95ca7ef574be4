"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The header is the first row with a name for a column of times; each row below becomes entries, see
`csv.entries`. A unit that is new to the record also has its statuses in a history.
"""

from collections.abc import Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from incident_tui.exchange.imports.csv.columns import (
    EVENTS,
    STATUSES,
    TIME_FIELDS,
    LogColumns,
    columns_of,
    own_date,
)
from incident_tui.exchange.imports.csv.contents import LogContents, contents_of, without_time_words
from incident_tui.exchange.imports.csv.definitions import Definitions
from incident_tui.exchange.imports.csv.entries import RowEntries
from incident_tui.exchange.imports.csv.log_times import LogTimes, is_slashed, order_shown
from incident_tui.exchange.imports.csv.notations import shape_of
from incident_tui.exchange.imports.csv.own_export import ExportedRows, is_own_export
from incident_tui.exchange.imports.csv.row_times import RowTimes
from incident_tui.exchange.imports.csv.rows import (
    CsvRow,
    encoding_of,
    lines_not_utf8,
    no_text,
    rows,
)
from incident_tui.exchange.imports.foreign.files import ForeignFile, files, read_bounded, read_each
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import SourceDraft
from incident_tui.exchange.imports.landing.protocol import (
    DateOrder,
    Found,
    ImportedItem,
    Importer,
    Origin,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.record.files import stays_inside
from incident_tui.record.source_text import MAX_TEXT_BYTES
from incident_tui.record.vocabulary import SourceKind

MAX_FILE_BYTES = 16 * 1024 * 1024 * 1024
"""Size of a file, which is read row by row."""

_HEADER_WITHIN_ROWS = 20
_CONTENT_ROWS = 200
"""Rows below the header, read to see what the columns hold."""
_SAMPLE_ROWS = 20
"""Rows at the beginning of a file, read to see whether times name their zone."""
_ADD_NAMES = "write the names of the columns above, such as time,unit,text"
_ENDINGS = (".csv", ".tsv", ".txt", ".log")


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, row by row."""
    definitions = Definitions(wishes)
    yield from read_each(
        paths,
        _ENDINGS,
        "no CSV by its name",
        lambda file: _LogFile(file.path, wishes, definitions).read(),
    )
    yield from definitions.units


def lacks_zone(paths: Sequence[Path], wishes: Wishes) -> bool:
    """Whether the first rows have times without a zone."""
    return any(
        _LogFile(file.path, wishes, Definitions(wishes)).lacks_zone()
        for file in files(paths)
        if isinstance(file, ForeignFile) and file.is_wanted(_ENDINGS)
    )


IMPORTER = Importer(read, lacks_zone)


class _LogFile:
    """A file, whose rows become entries."""

    def __init__(self, path: Path, wishes: Wishes, definitions: Definitions) -> None:
        self._path = path
        self._name = clean(str(path))
        self._wishes = wishes
        self._definitions = definitions
        self._columns = LogColumns((), {})
        self._header: list[str] = []
        self._times = LogTimes(wishes)
        self._source = identifier(clean(path.name))
        self._source_told = False

    def lacks_zone(self) -> bool:
        """Whether the first rows have times without a zone."""
        for _ in islice(self.read(), _SAMPLE_ROWS):
            pass
        # A table names offsets, but not the zone of which a date alone is.
        return self._times.zone_missed or is_own_export(self._header)

    def read(self) -> Iterator[Found]:
        """Yield the items and faults of the file."""
        yield from read_bounded(self._path, MAX_FILE_BYTES, self._read)

    def _read(self) -> Iterator[Found]:
        if reason := no_text(self._path):
            yield Rejected(self._origin(0), reason, "")
            return
        encoding = encoding_of(self._path)
        if encoding.startswith("utf-8"):
            yield from self._bad_bytes()
        if encoding in ("cp1252", "latin-1"):
            yield Remark(self._origin(0), "this is no UTF-8; read as Windows-1252")
        first = list(islice(found := rows(self._path, encoding), _HEADER_WITHIN_ROWS))
        at = self._header_at(first)
        if at is None:
            above = [row for row in first if any(map(str.strip, row.cells))]
            if not above:
                yield Remark(self._origin(0), "an empty file")
            yield self._without_header(above)
            return
        self._header, line = first[at].cells, first[at].line
        contents = self._contents_of(encoding, line)
        if contents.fault and not is_own_export(self._header):
            yield Rejected(self._origin(0), contents.fault, first[at].raw)
            return
        yield from (Passed(self._origin(row.line), "above the header") for row in first[:at])
        yield Passed(self._origin(line), "the header")
        yield from (Remark(self._origin(line), words) for words in contents.remarks)
        self._columns = contents.columns
        self._times = LogTimes(self._wishes, self._order(encoding))
        entries: RowEntries | ExportedRows
        if is_own_export(self._header):
            entries = ExportedRows(
                self._header, self._wishes, self._definitions, self._name, self._source
            )
        else:
            entries = RowEntries(
                self._columns,
                RowTimes(self._columns, self._times),
                self._definitions,
                self._name,
                self._source,
            )
        row = None
        for row in chain(first[at + 1 :], found):
            yield from self._read_row(row, entries)
        if row is None:
            yield Remark(self._origin(line), "a header and no row")

    def _bad_bytes(self) -> Iterator[Remark]:
        """Name the first line with a byte that is no UTF-8, and the number of the lines."""
        lines = lines_not_utf8(self._path)
        if first := next(lines, 0):
            further = sum(1 for _ in lines)
            lines_word = "line" if further == 1 else "lines"
            more = f", and in {further} further {lines_word}" if further else ""
            yield Remark(self._origin(first), f"a byte that is no UTF-8, here{more}: read as \\xNN")

    def _header_at(self, first: Sequence[CsvRow]) -> int | None:
        """Return the index of the header among the first rows; None if they have none."""
        # A date can be the only time of a log, and a name such as `Arrival Date` can mean a time.
        for with_dates in (False, True):
            for at, row in enumerate(first):
                if self._is_header(row, with_dates):
                    return at
        return None

    def _contents_of(self, encoding: str, header_line: int) -> LogContents:
        """Find the meaning of the columns by the cells below the header."""
        below = (row for row in rows(self._path, encoding) if row.line > header_line)
        sample = [row.cells for row in islice(below, _CONTENT_ROWS) if row.cells != self._header]
        return contents_of(self._header, self._wishes.columns, sample)

    def _is_header(self, row: CsvRow, with_dates: bool = False) -> bool:
        """Whether a row names a column of times, or else of dates, and holds no time itself."""
        dated = range(len(row.cells)) if with_dates else ()
        columns = columns_of(row.cells, self._wishes.columns, dated)
        named = columns.has_time or (with_dates and "date" in columns.fields)
        return named and not columns.missing and not _holds_time(row)

    def _without_header(self, above: list[CsvRow]) -> Found:
        """Return a rejection of a file without a header; an empty file is passed over."""
        if not above:
            return Passed(self._origin(0), "an empty file")
        columns = columns_of(above[0].cells, self._wishes.columns)
        reason = without_time_words(columns.names)
        if _holds_time(above[0]):
            reason = f"the first row holds a time, and no names of columns; {_ADD_NAMES}"
        if columns.missing:
            names = ", ".join(columns.names)
            reason = f"there is no column `{columns.missing[0]}`; columns: {names}"
        return Rejected(self._origin(0), reason, above[0].raw)

    def _order(self, encoding: str) -> DateOrder:
        """Return the order of the dates with slashes in the whole file, or ""."""
        # The whole file is read only if its beginning has such dates.
        if not any(map(is_slashed, islice(self._time_cells(encoding), _SAMPLE_ROWS))):
            return ""
        return order_shown(self._time_cells(encoding))

    def _time_cells(self, encoding: str) -> Iterator[str]:
        fields = ("date", *TIME_FIELDS, *map(own_date, TIME_FIELDS))
        held = [self._columns.fields.get(field, -1) for field in fields]
        for row in rows(self._path, encoding):
            yield from (row.cells[at] for at in held if 0 <= at < len(row.cells))

    def _read_row(self, row: CsvRow, reader: RowEntries | ExportedRows) -> Iterator[Found]:
        """Yield the entries of a row, after the definitions that the entries refer to."""
        origin = self._origin(row.line)
        if row.fault:
            yield Rejected(origin, row.fault, row.raw)
        elif not any(map(str.strip, row.cells)):
            yield Passed(origin, "an empty row")
        elif row.cells == self._header:
            yield Passed(origin, "the header, once more")
        else:
            try:
                entries = reader.of(row)
            except NoTimeError as error:
                yield Rejected(origin, str(error), row.raw)
                return
            finally:
                faults, remarks = reader.faults[:], reader.remarks[:]
                reader.faults.clear()
                reader.remarks.clear()
            yield from (Remark(origin, words) for words in remarks)
            yield from self._new_definitions()
            yield from (drafts.TIMELINE.item(entry, origin) for entry in entries)
            yield from (Rejected(origin, fault, row.raw) for fault in faults)

    def _new_definitions(self) -> Iterator[ImportedItem]:
        """Yield the source once, and the definitions since the last row."""
        if not self._source_told:
            self._source_told = True
            yield drafts.SOURCES.item(self._source_draft(), self._origin(0))
        yield from self._definitions.new
        self._definitions.new.clear()

    def _source_draft(self) -> SourceDraft:
        """Return the file as a source, with its path if the text lies beside the record."""
        fields = self._columns.fields.keys()
        kind: SourceKind = "report"
        if fields & {"talkgroup", "talkgroup_tag", "frequency"}:
            kind = "scanner_archive"
        elif fields & {"unit", "units", "incident", *EVENTS, *STATUSES}:
            kind = "cad_export"
        path = _path_within(self._wishes.folder, self._path)
        return {"id": self._source, "kind": kind, "title": clean(self._path.name), "path": path}

    def _origin(self, line: int) -> Origin:
        return Origin(self._name, line)


def _holds_time(row: CsvRow) -> bool:
    """Whether a cell of a row is a time, so that the row is no header."""
    return any(shape_of(cell) in ("date", "clock", "moment") for cell in row.cells)


def _path_within(folder: Path | None, path: Path) -> str:
    """Return the path of a text from the record's folder; "" if a record could not read it."""
    if folder is None:
        return ""
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
        fits = path.stat().st_size <= MAX_TEXT_BYTES and encoding_of(path).startswith("utf-8")
        fits = fits and next(lines_not_utf8(path), 0) == 0
    except (OSError, ValueError):
        return ""
    return inside if fits and stays_inside(folder, inside) else ""
