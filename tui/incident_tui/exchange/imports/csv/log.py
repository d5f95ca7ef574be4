"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The header is the first row with a name for a column of times; each row below becomes entries, see
`csv.entries`. A unit that is new to the record also has its statuses in a history.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from incident_tui.exchange.imports.csv.columns import EVENTS, STATUSES, LogColumns, columns_of
from incident_tui.exchange.imports.csv.definitions import Definitions
from incident_tui.exchange.imports.csv.entries import RowEntries
from incident_tui.exchange.imports.csv.log_times import LogTimes, is_slashed, order_shown
from incident_tui.exchange.imports.csv.own_export import ExportedRows, is_own_export
from incident_tui.exchange.imports.csv.rows import CsvRow, encoding_of, rows
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
_SAMPLE_ROWS = 20
"""Rows at the beginning of a file, read to see whether times name their zone."""
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
        encoding = encoding_of(self._path)
        if encoding in ("cp1252", "latin-1"):
            yield Remark(self._origin(0), "this is no UTF-8; read as Windows-1252")
        found = rows(self._path, encoding)
        yield from self._read_header(found)
        if not self._header:
            return
        self._times = LogTimes(self._wishes, self._order(encoding))
        entries: RowEntries | ExportedRows = RowEntries(
            self._columns, self._times, self._definitions, self._name, self._source
        )
        if is_own_export(self._header):
            entries = ExportedRows(
                self._header, self._wishes, self._definitions, self._name, self._source
            )
        for row in found:
            yield from self._read_row(row, entries)

    def _read_header(self, found: Iterator[CsvRow]) -> Iterator[Found]:
        """Take the rows up to the header."""
        above: list[CsvRow] = []
        for row in islice(found, _HEADER_WITHIN_ROWS):
            columns = columns_of(row.cells, self._wishes.columns)
            if columns.has_time and not columns.missing:
                self._columns, self._header = columns, row.cells
                yield from (Passed(self._origin(title.line), "above the header") for title in above)
                yield Passed(self._origin(row.line), "the header")
                return
            above.append(row)
        yield self._without_header([row for row in above if any(map(str.strip, row.cells))])

    def _without_header(self, above: list[CsvRow]) -> Found:
        """Return a rejection of a file without a header; an empty file is passed over."""
        if not above:
            return Passed(self._origin(0), "an empty file")
        columns = columns_of(above[0].cells, self._wishes.columns)
        what = "no column says that it holds a time; name it with --map time=COLUMN"
        if columns.missing:
            what = f"there is no column `{columns.missing[0]}`"
        reason = f"{what}; columns: {', '.join(columns.names)}"
        return Rejected(self._origin(0), reason, above[0].raw)

    def _order(self, encoding: str) -> DateOrder:
        """Return the order of the dates with slashes in the whole file, or ""."""
        # The whole file is read only if its beginning has such dates.
        if not any(map(is_slashed, islice(self._time_cells(encoding), _SAMPLE_ROWS))):
            return ""
        return order_shown(self._time_cells(encoding))

    def _time_cells(self, encoding: str) -> Iterator[str]:
        fields = ("time", "date", *EVENTS, *STATUSES)
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
            yield from self._new_definitions()
            yield from (drafts.TIMELINE.item(entry, origin) for entry in entries)

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


def _path_within(folder: Path | None, path: Path) -> str:
    """Return the path of a text from the record's folder; "" if a record could not read it."""
    if folder is None:
        return ""
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
        fits = path.stat().st_size <= MAX_TEXT_BYTES and encoding_of(path).startswith("utf-8")
    except (OSError, ValueError):
        return ""
    return inside if fits and stays_inside(folder, inside) else ""
