"""Timelines for Timesketch, as CSV or JSON Lines: an entry for each row.

`message`, `datetime` (ISO 8601) and `timestamp_desc` are mandatory; the dynamic CSV of Plaso's
psort has them too. A `timestamp` (microseconds since 1970) that says otherwise than `datetime` does
not win, and is not lost: the entry tells both. Every further column stays with the entry, as
`name: value`.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TextIO

from incident_tui.exchange.imports.foreign.json import (
    clean,
    digest,
    identifier,
    lines_of,
    number_of,
    parse_json,
    raw_of,
    read_each,
    words_of,
)
from incident_tui.exchange.imports.foreign.times import (
    NO_ZONE,
    UNPLACED,
    NoTimeError,
    Stamp,
    milliseconds,
    read_stamp,
    utc,
)
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.record.files import failure_words, opened_file

LARGEST = 2 * 1024 * 1024 * 1024
"""Bytes of a file, which is read a row at a time."""
LONGEST = 1024 * 1024
"""Characters of a line."""

_SUFFIXES = (".csv", ".jsonl", ".ndjson")
_HEAD = 4096
"""Characters that tell what a file is."""
_APART = 1_000
"""Milliseconds: less is how `datetime` was rounded, more is another time."""
_NOTHING = ("", "-")
"""Plaso writes `-` where there is nothing."""
_DESCRIPTION = "timestamp_desc"
_BY_COUNT = "from `timestamp`; the row has no `datetime`"
_REMARK = "times without a zone, from here on, are read as UTC; name their zone if it is another"
_NOT_UTF8 = re.compile("[\udc80-\udcff]")


class _Row(NamedTuple):
    """A row as it stands in its file."""

    line: int
    raw: str
    values: dict[str, Any]


class _TooLongError(ValueError):
    """A line is longer than `LONGEST`."""


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read CSV and JSON Lines, or folders of them, a row at a time."""
    what = "neither CSV nor JSON Lines"
    yield from read_each(paths, _SUFFIXES, what, lambda file: _file(file.path, wishes))


def _file(path: Path, wishes: Wishes) -> Iterator[Found]:
    file, failure = opened_file(path, LARGEST, "import it in parts")
    if file is None:
        yield Rejected(Place(str(path)), failure, "")
        return
    file.close()
    try:
        with path.open(encoding="utf-8-sig", errors="surrogateescape", newline="") as text:
            head = text.read(_HEAD)
            text.seek(0)
            if "\0" in head:
                yield Rejected(Place(str(path)), "no text in UTF-8; save it as UTF-8", "")
            elif not head.strip():
                yield Passed(Place(str(path)), "an empty file")
            else:
                yield from _Timeline(path, head, wishes).read(_Lines(text))
    except OSError as error:
        yield Rejected(Place(str(path)), failure_words(error), "")


class _Lines:
    """The lines of a file, and those of the row that is read."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._number = 0
        self._row: list[str] = []

    def begin(self) -> None:
        """A row begins with the next line."""
        self._row = []

    @property
    def first(self) -> int:
        """The number of the row's first line, from 1."""
        return self._number - len(self._row) + 1

    @property
    def raw(self) -> str:
        """The row as it stands."""
        return "".join(self._row).rstrip("\r\n")

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._file.readline(LONGEST)
        if not line:
            raise StopIteration
        self._number += 1
        self._row.append(line)
        if len(line) < LONGEST or line.endswith("\n"):
            return line
        while len(more := self._file.readline(LONGEST)) == LONGEST and not more.endswith("\n"):
            pass
        raise _TooLongError(f"longer than {LONGEST // 1024:,} kB")


class _Timeline:
    """A file, whose rows become entries."""

    def __init__(self, path: Path, head: str, wishes: Wishes) -> None:
        self._path = clean(str(path))
        self._wishes = wishes
        self._text = wishes.columns.get("text", "message")
        self._time = wishes.columns.get("time", "datetime")
        self._is_json = head.lstrip().startswith("{")
        start = head.split("\n")[: 1 if self._is_json else 2]
        self._name = clean(path.name)
        self._source = identifier("timesketch", path.stem, digest("\n".join(start).strip()))

    def read(self, lines: _Lines) -> Iterator[Found]:
        """The source, then an entry for each row."""
        source = {"id": self._source, "kind": "report", "title": self._name}
        yield Item("sources", source, Place(self._path))
        remarked = False
        for row in self._json(lines) if self._is_json else self._csv(lines):
            item = self._entry(row) if isinstance(row, _Row) else row
            if not remarked and isinstance(item, Item) and _has_no_zone(item):
                remarked = True
                yield Remark(item.place, _REMARK)
            yield item

    def _json(self, lines: _Lines) -> Iterator["_Row | Rejected | Passed"]:
        while True:
            lines.begin()
            try:
                line = next(lines)
                value = parse_json(line) if line.strip() else None
            except StopIteration:
                return
            except ValueError as error:
                what = "" if isinstance(error, _TooLongError) else "not JSON: "
                yield self._rejected(lines, f"{what}{error}")
                continue
            if not line.strip():
                yield Passed(self._place(lines.first), "an empty line")
            elif not isinstance(value, dict):
                yield self._rejected(lines, "no JSON object, as each line should be")
            elif missing := self._missing(value):
                yield self._rejected(lines, f"no {missing}; Timesketch needs it in each row")
            else:
                yield _Row(lines.first, lines.raw, value)

    def _csv(self, lines: _Lines) -> Iterator["_Row | Rejected | Passed"]:
        header: list[str] = []
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
                yield Passed(self._place(lines.first), "an empty row")
            elif header:
                named = zip(_names(header, len(cells)), cells, strict=False)
                yield _Row(lines.first, lines.raw, dict(named))
            else:
                header = cells
                if missing := self._missing(dict.fromkeys(header)):
                    reason = f"no column {missing}; nothing of this file is read without it"
                    yield self._rejected(lines, reason)
                    return

    def _missing(self, values: dict[str, Any]) -> str:
        needed = (self._text, self._time, _DESCRIPTION)
        return next((f"`{one}`" for one in needed if one not in values), "")

    def _entry(self, row: _Row) -> Item | Rejected:
        place = self._place(row.line)
        if _NOT_UTF8.search(row.raw):
            return Rejected(place, "not UTF-8; save the file as UTF-8", _escaped(row.raw))
        values = dict(row.values)
        text = "\n".join(lines_of(values.pop(self._text, None))) or "(no message)"
        tags = _tags(values.pop("tag", None))
        try:
            stamp, counted = self._stamp(values)
        except NoTimeError as error:
            return Rejected(place, str(error), raw_of(row.raw))
        more = [line for key in values for line in _lines(key, values[key])]
        if counted.endswith(_UNLIKE):
            tags.append("timestamp disagrees")
        entry = {
            "id": f"{self._source}-L{row.line}",
            "kind": "note",
            "time": stamp.time,
            "text": "\n".join([text, *more, *([counted] if counted else [])]),
            "cite": {"source": self._source, "at": f"L{row.line}"},
        }
        return Item("timeline", entry | ({"tags": tags} if tags else {}), place)

    def _stamp(self, values: dict[str, Any]) -> tuple[Stamp, str]:
        """The time of a row, and what is to say of its `timestamp`.

        Raises:
            NoTimeError: if its `datetime` is none.
        """
        written, value = words_of(values.pop(self._time, None)), values.pop("timestamp", None)
        counted = _microseconds(value)
        told = f"timestamp: {words_of(value)}" if words_of(value) not in _NOTHING else ""
        if written in _NOTHING:
            if counted is None:
                return Stamp(UNPLACED, None), told
            return Stamp({"at": utc(counted, fine=True), "basis": _BY_COUNT}, counted), ""
        stamp = read_stamp(written, self._wishes)
        if counted is None or stamp.instant is None:
            return stamp, told
        if abs(counted - stamp.instant) < _APART:
            return stamp, ""
        return stamp, f"{told} µs since 1970 is {utc(counted)}{_UNLIKE}"

    def _place(self, line: int) -> Place:
        return Place(self._path, line)

    def _rejected(self, lines: _Lines, reason: str) -> Rejected:
        return Rejected(self._place(lines.first), reason, raw_of(_escaped(lines.raw)))


_UNLIKE = ", unlike its datetime"


def _has_no_zone(entry: Item) -> bool:
    time = entry.value["time"]
    return isinstance(time, dict) and NO_ZONE in time.get("basis", "")


def _names(header: Sequence[str], cells: int) -> list[str]:
    """A name for each cell of a row; of columns that are called the same, each has its own."""
    names: dict[str, None] = {}
    for number in range(max(cells, len(header))):
        name = clean(header[number]) if number < len(header) else ""
        name = name or f"column {number + 1}"
        names[f"{name} ({number + 1})" if name in names else name] = None
    return list(names)


def _microseconds(value: object) -> int | None:
    """Microseconds since 1970 as milliseconds; None if it is no such number."""
    number = number_of(value)
    if number is None or not 0 < number < 1e18:
        return None
    try:
        return milliseconds(number / 1_000_000)
    except NoTimeError:
        return None


def _tags(value: object) -> list[str]:
    """Tags, as a list or as words."""
    words = [line for line in lines_of(value) if line not in _NOTHING]
    return words if isinstance(value, list) else " ".join(words).split()


def _lines(name: str, value: object) -> list[str]:
    """A column for people; nothing where it holds nothing."""
    return [] if isinstance(value, str) and value in _NOTHING else list(lines_of(value, name))


def _escaped(text: str) -> str:
    """A text with the bytes that are no UTF-8 as `\\xff`."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
