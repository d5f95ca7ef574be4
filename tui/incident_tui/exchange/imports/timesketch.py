"""Timelines for Timesketch, as CSV or JSON Lines: an entry for each row.

`message`, `timestamp_desc` and a time are mandatory: `datetime` (ISO 8601, or microseconds since
1970) or `timestamp` (microseconds since 1970; with 19 digits, nanoseconds). The output of Plaso's
psort has these too; its module `json` writes an object with an event a line. If `timestamp` and
`datetime` disagree, `datetime` is the time, and the entry tells both. The entry keeps each further
column as a line `name: value`.
"""

import csv
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TextIO

import msgspec

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import (
    ForeignFile,
    each_file,
    packed_words,
    read_bounded,
)
from incident_tui.exchange.imports.foreign.json import parse_json
from incident_tui.exchange.imports.foreign.times import (
    NO_ZONE,
    UNPLACED,
    NoTimeError,
    Timestamp,
    at_of,
    counted_timestamp,
    names_zone,
    read_timestamp,
    utc,
)
from incident_tui.exchange.imports.foreign.values import (
    clean,
    column_names,
    digest,
    identifier,
    lines_of,
    number_of,
    raw_of,
    words_of,
)
from incident_tui.exchange.imports.foreign.zones import zone_of
from incident_tui.exchange.imports.landing import drafts
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

MAX_FILE_BYTES = 2 * 1024 * 1024 * 1024
"""Size of a file, which is read row by row."""
MAX_LINE_CHARACTERS = 1024 * 1024

_ENDINGS = (".csv", ".jsonl", ".ndjson")
_HEAD_CHARACTERS = 4096
"""Length of the beginning of a file, which shows whether the file is CSV or JSON Lines."""
_ROUNDING_MS = 1_000
"""A smaller difference between `timestamp` and `datetime` comes from rounding `datetime`."""
_NOTHING = ("", "-")
"""Plaso writes `-` for an empty cell."""
_DATETIME = "datetime"
_TIMESTAMP = "timestamp"
_DESCRIPTION = "timestamp_desc"
_ZONE = "timezone"
_BY_COUNT = "from `timestamp`; the row has no `datetime`"
_BY_SHORT_COUNT = f"{_BY_COUNT}, and too few digits for microseconds"
_BY_LONG_COUNT = f"{_BY_COUNT}, and too many digits for microseconds: read as nanoseconds"
_NO_UNIT = (
    ": too many digits for microseconds since 1970, and too few for nanoseconds of this century; no"
    " time is made of it"
)
_FIRST_WITHOUT_UNIT = 10**17
"""From here on, microseconds since 1970 are beyond the year 5138. A number of 18 digits may count
ticks of other calendars, too."""
_FIRST_IN_NANOSECONDS = 10**18
"""A number of 19 digits; in nanoseconds, from 2001 to 2286."""
_LAST_IN_NANOSECONDS = 10**19
_UNLIKE = ", unlike its datetime"
_REMARK = "times without a zone, from here on, are read as {zone}; name their zone if it is another"
_PLASO_HEAD = re.compile(r'\s*\{\s*"event_0"\s*:')
_PLASO_EVENT = re.compile(r'\s*[{,]?\s*"event_\d+"\s*:\s*(?P<event>\{.*\})\s*,?\s*', re.ASCII)
_PLASO_ENDS = ("{", "}", '"event_foo": "{}"}')
"""The lines around the events; the last is of early versions."""
_PLASO_OTHERWISE = "no line of Plaso's module `json`; write it with psort -o json_line"
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class _TimelineRow(NamedTuple):
    """A row in its file."""

    line: int
    """1-based number of the first line."""
    raw: str
    values: dict[str, object]


class _Count(NamedTuple):
    """A count since 1970 in `timestamp`."""

    instant: int
    """In milliseconds since 1970."""
    unit: str


class _TooLongError(ValueError):
    """A line is longer than `MAX_LINE_CHARACTERS`."""


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read CSV and JSON Lines, or folders of such files, row by row."""
    what = "neither CSV nor JSON Lines"
    yield from each_file(paths, _ENDINGS, what, lambda file: _read_file(file, wishes))


def knows(beginning: Beginning) -> bool:
    """Whether a file has the columns or the keys that Timesketch asks for, or is of Plaso."""
    if _PLASO_HEAD.match(beginning.text):
        return True
    header = {name.strip().strip('"') for name in beginning.text.partition("\n")[0].split(",")}
    names = beginning.keys or header
    return {"message", "timestamp_desc"} <= names and bool(names & {_DATETIME, "timestamp"})


IMPORTER = Importer(read, knows=knows)


def _read_file(file: ForeignFile, wishes: Wishes) -> Iterator[Found]:
    yield from read_bounded(file.path, MAX_FILE_BYTES, lambda: _read_text(file.path, wishes))


def _read_text(path: Path, wishes: Wishes) -> Iterator[Found]:
    """Yield the items and faults of a file."""
    if words := packed_words(path):
        yield Rejected(Origin(str(path)), words, "")
        return
    with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
        head = text.read(_HEAD_CHARACTERS)
        text.seek(0)
        if "\0" in head.partition("\n")[0]:  # as in UTF-16; in a row, a NUL is a character
            yield Rejected(Origin(str(path)), "no text in UTF-8; save it as UTF-8", "")
        elif not head.strip():
            yield Passed(Origin(str(path)), "an empty file")
        else:
            yield from _TimesketchFile(path, head, wishes).read(_RowLines(text))


class _RowLines:
    """The lines of a file; remembers the lines of the row under way."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._number = 0
        self._row: list[str] = []

    def begin(self) -> None:
        """Begin a row with the next line."""
        self._row = []

    @property
    def first(self) -> int:
        """The 1-based number of the row's first line."""
        return self._number - len(self._row) + 1

    @property
    def raw(self) -> str:
        """The text of the row."""
        return "".join(self._row).rstrip("\r\n")

    def __iter__(self) -> "_RowLines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(MAX_LINE_CHARACTERS)
        if not line:
            raise StopIteration
        self._number += 1
        self._row.append(line)
        if len(line) < MAX_LINE_CHARACTERS or line.endswith("\n"):
            return line
        while not self._ends(self._file.readline(MAX_LINE_CHARACTERS)):
            pass
        raise _TooLongError(f"longer than {MAX_LINE_CHARACTERS // 1024:,} kB")

    @staticmethod
    def _ends(piece: str) -> bool:
        """Whether a piece of a long line is the last piece."""
        return len(piece) < MAX_LINE_CHARACTERS or piece.endswith("\n")


class _NotPlasoError(ValueError):
    """A line is none of Plaso's module `json`."""


class _TimesketchFile:
    """A file, whose rows become entries."""

    def __init__(self, path: Path, head: str, wishes: Wishes) -> None:
        self._path = clean(str(path))
        self._wishes = wishes
        self._text = wishes.columns.get("text", "message")
        self._time = wishes.columns.get("time", _DATETIME)
        self._is_plaso_json = bool(_PLASO_HEAD.match(head))
        self._is_json = head.lstrip().startswith("{")
        start = head.split("\n")[: 1 if self._is_json and not self._is_plaso_json else 2]
        self._name = clean(path.name)
        self._source = identifier("timesketch", path.stem, digest("\n".join(start).strip()))

    def read(self, lines: _RowLines) -> Iterator[Found]:
        """Yield the source, then an entry for each row."""
        yield drafts.SOURCES.item(
            {"id": self._source, "kind": "report", "title": self._name}, Origin(self._path)
        )
        remarked = False
        for row in self._json(lines) if self._is_json else self._csv(lines):
            item = self._entry(row) if isinstance(row, _TimelineRow) else row
            if not remarked and isinstance(item, ImportedItem) and _lacks_zone(item):
                remarked = True
                yield Remark(item.origin, _REMARK.format(zone=self._wishes.zone))
            yield item

    def _json(self, lines: _RowLines) -> Iterator[_TimelineRow | Rejected | Passed]:
        """Yield the rows of JSON Lines."""
        while True:
            lines.begin()
            try:
                line = self._event(next(lines))
                value = parse_json(line) if line.strip() else None
            except _NotPlasoError as error:
                yield self._rejected(lines, str(error))
                return
            except StopIteration:
                return
            except ValueError as error:
                what = "" if isinstance(error, _TooLongError) else "not JSON: "
                yield self._rejected(lines, f"{what}{error}")
                continue
            if not line.strip():
                yield Passed(self._origin(lines.first), "an empty line")
            elif not isinstance(value, dict):
                yield self._rejected(lines, "no JSON object, as each line should be")
            elif missing := self._missing(value):
                yield self._rejected(lines, f"no {missing}; Timesketch needs it in each row")
            else:
                yield _TimelineRow(lines.first, lines.raw, value)

    def _event(self, line: str) -> str:
        """Return the JSON of a row in a line; "" for a line around the events of Plaso.

        Raises:
            _NotPlasoError: if the lines of Plaso have been set otherwise.
        """
        if not self._is_plaso_json:
            return line
        if line.strip() in _PLASO_ENDS:
            return ""
        match = _PLASO_EVENT.fullmatch(line)
        if match is None and line.strip():
            raise _NotPlasoError(_PLASO_OTHERWISE)
        return match["event"] if match else ""

    def _csv(self, lines: _RowLines) -> Iterator[_TimelineRow | Rejected | Passed]:
        """Yield the rows of a CSV."""
        header: list[str] = []
        names: list[str] = []
        rows = csv.reader(lines)
        while True:
            lines.begin()
            try:
                cells = next(rows)
            except StopIteration:
                return
            except (csv.Error, _TooLongError) as error:
                yield self._rejected(lines, f"no row of CSV: {error}")
                continue
            if not any(cells):
                yield Passed(self._origin(lines.first), "an empty row")
            elif header:
                if len(cells) > len(names):  # the first row, or a wider row
                    names = column_names(header, len(cells))
                yield _TimelineRow(lines.first, lines.raw, dict(zip(names, cells, strict=False)))
            else:
                header = cells
                if missing := self._missing(header):
                    reason = f"no column {missing}; nothing of this file is read without it"
                    yield self._rejected(lines, reason)
                    return

    def _missing(self, names: Container[str]) -> str:
        """Return the name of a mandatory column that is not among the names, or ""."""
        needed = [self._text, self._time, _DESCRIPTION]
        if self._time == _DATETIME and _TIMESTAMP in names:
            needed.remove(_DATETIME)
        return next((f"`{name}`" for name in needed if name not in names), "")

    def _entry(self, row: _TimelineRow) -> ImportedItem | Rejected:
        """Return the entry of a row, or a rejection if the time cannot be read."""
        origin = self._origin(row.line)
        if _NOT_UTF8.search(row.raw):
            return Rejected(origin, "not UTF-8; save the file as UTF-8", _escaped(row.raw))
        values = dict(row.values)
        text = "\n".join(lines_of(values.pop(self._text, None))) or "(no message)"
        tags = _tags(values.pop("tag", None))
        try:
            stamp, counted = self._timestamp(values)
        except NoTimeError as error:
            return Rejected(origin, str(error), raw_of(row.raw))
        more = [line for key in values for line in _lines(key, values[key])]
        if counted.endswith(_UNLIKE):
            tags.append("timestamp disagrees")
        return drafts.TIMELINE.item(
            {
                "id": f"{self._source}-L{row.line}",
                "kind": "note",
                "time": stamp.time,
                "text": "\n".join([text, *more, *([counted] if counted else [])]),
                "cite": {"source": self._source, "at": f"L{row.line}"},
                "tags": tags,
            },
            origin,
        )

    def _timestamp(self, values: dict[str, object]) -> tuple[Timestamp, str]:
        """Return the time of a row, and a line about a `timestamp` that says more.

        Raises:
            NoTimeError: if `datetime` is no time.
        """
        written = words_of(values.pop(self._time, None))
        value = values.pop(_TIMESTAMP, None)
        count = _count_of(value)
        told = f"timestamp: {words_of(value)}" if words_of(value) not in _NOTHING else ""
        if written in _NOTHING:
            if count is None:
                return Timestamp(UNPLACED, None), told + (_NO_UNIT if _lacks_unit(value) else "")
            return _counted_alone(words_of(value), count), ""
        stamp = counted_timestamp(written)
        if stamp is None:
            stamp = read_timestamp(written, self._wishes_of(written, values))
        if count is None or stamp.instant is None:
            return stamp, told
        if abs(count.instant - stamp.instant) < _ROUNDING_MS:
            return stamp, ""
        return stamp, f"{told} {count.unit} since 1970 is {utc(count.instant)}{_UNLIKE}"

    def _wishes_of(self, written: str, values: Mapping[str, object]) -> Wishes:
        """Return the wishes with the zone that a row names in a column of its own.

        Raises:
            NoTimeError: if the time needs the zone, and the name is unknown.
        """
        name = words_of(values.get(_ZONE))
        if name in _NOTHING or names_zone(written):
            return self._wishes
        zone = zone_of(name)
        if zone is None:
            raise NoTimeError(f"`{name}` in `{_ZONE}` is no zone; write one such as Asia/Tokyo")
        return msgspec.structs.replace(self._wishes, zone=zone, zone_said=True)

    def _origin(self, line: int) -> Origin:
        return Origin(self._path, line)

    def _rejected(self, lines: _RowLines, reason: str) -> Rejected:
        return Rejected(self._origin(lines.first), reason, raw_of(_escaped(lines.raw)))


def _lacks_zone(entry: ImportedItem) -> bool:
    """Whether the zone of an entry's time is the assumed one."""
    match entry.value["time"]:
        case {"basis": str(basis)}:
            return NO_ZONE in basis
    return False


def _count_of(value: object) -> _Count | None:
    """Return microseconds since 1970, or nanoseconds of 19 digits; None for another value."""
    number = number_of(value)
    if number is None or number < 1_000 or number >= _LAST_IN_NANOSECONDS or _lacks_unit(value):
        return None
    if number >= _FIRST_IN_NANOSECONDS:
        return _Count(int(number / 1_000_000), "ns")
    return _Count(int(number / 1_000), "µs")


def _lacks_unit(value: object) -> bool:
    """Whether a count since 1970 could have several units, each of another year."""
    number = number_of(value)
    return number is not None and _FIRST_WITHOUT_UNIT <= number < _FIRST_IN_NANOSECONDS


def _counted_alone(written: str, count: _Count) -> Timestamp:
    """Return the time of a row without `datetime`.

    Args:
        written: the count as written; by the number of digits it counts milliseconds or seconds.
        count: the count in microseconds or nanoseconds.
    """
    counted = count.instant
    if count.unit == "ns":
        at = utc(counted, fine=True)
        return Timestamp({"at": at, "basis": _BY_LONG_COUNT, "stated": written}, counted)
    stamp = counted_timestamp(written)
    if stamp is None:
        return Timestamp({"at": utc(counted, fine=True), "basis": _BY_COUNT}, counted)
    at = at_of(stamp.time)
    if stamp.instant != counted:
        return Timestamp({"at": at, "basis": _BY_SHORT_COUNT, "stated": written}, stamp.instant)
    if at == stamp.time:
        return Timestamp({"at": at, "basis": _BY_COUNT}, counted)
    return Timestamp({"at": at, "basis": _BY_COUNT, "stated": written}, counted)


def _tags(value: object) -> list[str]:
    """Return tags from a list, or from words."""
    if isinstance(value, dict) and isinstance(value.get("labels"), list):  # as Plaso has a tag
        value = value["labels"]
    items = value if isinstance(value, list) else [value]
    words = [line for item in items for line in lines_of(item) if line not in _NOTHING]
    return words if isinstance(value, list) else " ".join(words).split()


def _lines(name: str, value: object) -> list[str]:
    """Return the lines of a column; none for an empty cell."""
    return [] if isinstance(value, str) and value in _NOTHING else list(lines_of(value, name))


def _escaped(text: str) -> str:
    """Return a text with bytes outside of UTF-8 written as `\\xff`."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
