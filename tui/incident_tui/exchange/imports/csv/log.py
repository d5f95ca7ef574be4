"""Reads the export of a dispatch system, or a table with a column of times, from CSV.

The header is a row with a name for a column of times, see `csv.header`; each row below becomes
entries, see `csv.entries`. A unit that is new to the record also has its statuses in a history.
"""

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice
from pathlib import Path

import msgspec

from incident_tui.exchange.imports.csv.columns import (
    EVENTS,
    STATUSES,
    TIME_FIELDS,
    LogColumns,
    own_date,
)
from incident_tui.exchange.imports.csv.contents import LogContents, contents_of
from incident_tui.exchange.imports.csv.date_order import (
    DatesShown,
    dates_shown,
)
from incident_tui.exchange.imports.csv.definitions import Definitions
from incident_tui.exchange.imports.csv.entries import RowEntries
from incident_tui.exchange.imports.csv.header import (
    HEADER_WITHIN_ROWS,
    Header,
    header_of,
    is_entry,
    is_header,
    no_header_words,
)
from incident_tui.exchange.imports.csv.log_times import LogTimes
from incident_tui.exchange.imports.csv.notations import shape_of
from incident_tui.exchange.imports.csv.own_export import ExportedRows, is_own_export
from incident_tui.exchange.imports.csv.row_times import RowTimes
from incident_tui.exchange.imports.csv.rows import (
    CsvRow,
    Encoding,
    encoding_of,
    lines_not_utf8,
    rows,
)
from incident_tui.exchange.imports.csv.zone_found import ZoneFound
from incident_tui.exchange.imports.foreign.files import (
    ForeignFile,
    files,
    packed_words,
    read_bounded,
    read_each,
)
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import SourceDraft
from incident_tui.exchange.imports.landing.protocol import (
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

_CONTENT_ROWS = 200
"""Rows below the header, read to see what the columns hold."""
_SAMPLE_ROWS = 20
"""Rows at the beginning of a file, read to see whether times name their zone."""
_ZONE_INFERRED = (
    "the zone of the record is {timezone}, {timezone_basis}; another can be named with --timezone"
)
_OF_RECORD = (
    "times without a zone are read in {zone}, the zone of the record, which is itself inferred;"
    " another can be named with --timezone"
)
_ABOVE = "this row has a time, and stands above the header in line {line}; put the header first"
_ANOTHER = "this row is another header; the rows below are read by the header at the top"
_RULE = re.compile(r":?[-=_]{3,}:?")
"""A cell of a line that is drawn below the header, as in Markdown."""
_SUMMARY = re.compile(
    r"(?:(?:grand )?totals?|sums?|averages?|avg\.?|mean|median|minimum|maximum|count):?", re.I
)
_ENDINGS = (".csv", ".tsv", ".txt", ".log")


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of files, row by row."""
    definitions, zones = Definitions(wishes), ZoneFound()
    yield from read_each(
        paths,
        _ENDINGS,
        "no CSV by its name",
        lambda file: _LogFile(file.path, wishes, definitions, zones).read(),
    )
    yield from definitions.units
    is_named = wishes.zone_said and wishes.record_zone is None
    if not is_named and (incident := zones.incident):
        origin = Origin(clean(str(paths[0])))
        yield drafts.INCIDENT.item(incident, origin)
        if wishes.record_zone is None:
            yield Remark(origin, _ZONE_INFERRED.format(**incident))


def lacks_zone(paths: Sequence[Path], wishes: Wishes) -> bool:
    """Whether the first rows have times without a zone."""
    return any(
        _LogFile(file.path, wishes, Definitions(wishes), ZoneFound()).lacks_zone()
        for file in files(paths)
        if isinstance(file, ForeignFile) and file.is_wanted(_ENDINGS)
    )


IMPORTER = Importer(read, lacks_zone)


class _LogFile:
    """A file, whose rows become entries."""

    def __init__(
        self, path: Path, wishes: Wishes, definitions: Definitions, zones: ZoneFound
    ) -> None:
        self._path = path
        self._name = clean(str(path))
        self._wishes = wishes
        self._definitions = definitions
        self._zones = zones
        self._encoding = Encoding("utf-8")
        self._columns = LogColumns((), {})
        self._header: list[str] = []
        self._times = LogTimes(wishes)
        self._source = identifier(clean(path.name))
        self._source_told = False
        self._note = ""
        """The words above the header."""

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
        if reason := packed_words(self._path):
            yield Rejected(self._origin(0), reason, "")
            return
        self._encoding = encoding_of(self._path)
        encoding = self._encoding.name
        if not self._encoding.is_sound:
            yield from self._bad_bytes()
        if encoding in ("cp1252", "latin-1"):
            yield Remark(self._origin(0), "this is no UTF-8; read as Windows-1252")
        first = list(islice(found := rows(self._path, encoding), HEADER_WITHIN_ROWS))
        header = header_of(first, self._wishes.columns)
        if header is None:
            yield from self._without_header(first)
            return
        self._header, line = header.names, header.line
        contents = self._contents_of(encoding, header)
        if contents.fault and not is_own_export(self._header):
            yield Rejected(self._origin(0), contents.fault, header.raw)
            return
        self._columns = contents.columns
        yield from self._around(header, contents)
        shown = partial(self._dates_shown, encoding)
        self._times = LogTimes(self._wishes, shown, zones=self._zones)
        entries = self._reader()
        row = None
        for row in chain(header.below, found):
            yield from self._read_row(row, entries)
        if row is None:
            yield Remark(self._origin(line), "a header and no row")
        is_inferred = not self._wishes.zone_said and str(self._wishes.zone) != "UTC"
        if is_inferred and self._times.zone_missed:
            yield Remark(self._origin(0), _OF_RECORD.format(zone=self._wishes.zone))

    def _around(self, header: Header, contents: LogContents) -> Iterator[Found]:
        """Yield what is not read as an entry, and what the user should know of the columns."""
        fields = self._columns.fields
        times = {fields[field] for field in TIME_FIELDS if field in fields}
        if "date" in fields:
            times = {fields["date"]}
        words = []
        for row in header.above:
            if is_entry(row, times):
                yield Rejected(self._origin(row.line), _ABOVE.format(line=header.line), row.raw)
            else:
                yield Passed(self._origin(row.line), "above the header")
                words.append(row)
        self._note = header._replace(above=words).note
        if header.line:
            yield Passed(self._origin(header.line), "the header")
        origin = self._origin(header.line or 1)
        remarks = () if is_own_export(header.names) else contents.remarks
        yield from (Remark(origin, words) for words in (header.remark, *remarks) if words)

    def _reader(self) -> RowEntries | ExportedRows:
        """Return the reader of the rows."""
        if is_own_export(self._header):
            return ExportedRows(
                self._header, self._wishes, self._definitions, self._name, self._source
            )
        return RowEntries(
            self._columns,
            RowTimes(self._columns, self._times),
            self._definitions,
            self._name,
            self._source,
        )

    def _bad_bytes(self) -> Iterator[Remark]:
        """Name the first line with a byte that is no UTF-8, and the number of the lines."""
        lines = lines_not_utf8(self._path)
        if first := next(lines, 0):
            further = sum(1 for _ in lines)
            lines_word = "line" if further == 1 else "lines"
            more = f", and in {further} further {lines_word}" if further else ""
            yield Remark(self._origin(first), f"a byte that is no UTF-8, here{more}: read as \\xNN")

    def _contents_of(self, encoding: str, header: Header) -> LogContents:
        """Find the meaning of the columns by the cells below the header."""
        below = (row for row in rows(self._path, encoding) if row.line > header.line)
        sample = [row.cells for row in islice(below, _CONTENT_ROWS) if row.cells != header.names]
        return contents_of(header.names, header.wanted, sample)

    def _without_header(self, first: Sequence[CsvRow]) -> Iterator[Found]:
        """Yield a rejection of a file without a header; an empty file is passed over."""
        filled = [row for row in first if any(map(str.strip, row.cells))]
        if filled:
            reason = no_header_words(filled[0], self._wishes.columns)
            yield Rejected(self._origin(0), reason, filled[0].raw)
        else:
            yield Remark(self._origin(0), "an empty file")
            yield Passed(self._origin(0), "an empty file")

    def _dates_shown(self, encoding: str) -> DatesShown:
        """Return what the dates of the whole file show of their order."""
        return dates_shown(self._cells(encoding, True), self._cells(encoding, False))

    def _cells(self, encoding: str, are_times: bool) -> Iterator[str]:
        """Yield the cells in the columns of times and dates, or all other cells."""
        fields = ("date", *TIME_FIELDS, *map(own_date, TIME_FIELDS))
        held = {self._columns.fields.get(field, -1) for field in fields}
        for row in rows(self._path, encoding):
            yield from (cell for at, cell in enumerate(row.cells) if (at in held) is are_times)

    def _read_row(self, row: CsvRow, reader: RowEntries | ExportedRows) -> Iterator[Found]:
        """Yield the entries of a row, after the definitions that the entries refer to."""
        origin = self._origin(row.line)
        if row.fault:
            yield Rejected(origin, row.fault, row.raw)
        elif not any(map(str.strip, row.cells)):
            yield Passed(origin, "an empty row")
        elif all(map(_RULE.fullmatch, filter(None, map(str.strip, row.cells)))):
            yield Passed(origin, "a line between rows")
        elif _is_summary(row):
            yield Rejected(origin, "this row sums up other rows, and has no time", row.raw)
        elif row.cells == self._header:
            yield Passed(origin, "the header, once more")
        else:
            try:
                entries = reader.of(row)
            except NoTimeError as error:
                yield Rejected(origin, _ANOTHER if is_header(row) else str(error), row.raw)
                return
            finally:
                faults, remarks = reader.faults[:], reader.remarks[:]
                reader.faults.clear()
                reader.remarks.clear()
            yield from (Remark(origin, words) for words in remarks)
            yield from self._new_definitions()
            yield from (drafts.TIMELINE.item(entry, origin) for entry in entries)
            yield from (Rejected(origin, fault, row.raw) for fault in faults)

    def _new_definitions(self) -> Iterator[ImportedItem | Remark]:
        """Yield the source once, and the definitions since the last row."""
        if not self._source_told:
            self._source_told = True
            source = drafts.SOURCES.item(self._source_draft(), self._origin(0))
            if self._note:  # which a record from an earlier import does not have
                known = Passed(self._origin(0), "the record's own source stays")
                source = msgspec.structs.replace(source, otherwise=known)
                yield Remark(self._origin(1), "the words above the header are in the source's note")
            yield source
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
        is_text = self._encoding.is_utf8 and self._encoding.is_sound
        path = _path_within(self._wishes.folder, self._path) if is_text else ""
        title, note = clean(self._path.name), self._note
        return {"id": self._source, "kind": kind, "title": title, "path": path, "note": note}

    def _origin(self, line: int) -> Origin:
        return Origin(self._name, line)


def _is_summary(row: CsvRow) -> bool:
    """Whether a row is the total or the average of other rows: it says so, and has no date."""
    first = next(filter(None, map(str.strip, row.cells)), "")
    return bool(_SUMMARY.fullmatch(first)) and not any(
        shape_of(cell) in ("date", "moment") for cell in row.cells
    )


def _path_within(folder: Path | None, path: Path) -> str:
    """Return the path of a text from the record's folder; "" if it is outside, or too large."""
    if folder is None:
        return ""
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
        fits = path.stat().st_size <= MAX_TEXT_BYTES
    except (OSError, ValueError):
        return ""
    return inside if fits and stays_inside(folder, inside) else ""
