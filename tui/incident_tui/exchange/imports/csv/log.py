"""Reads the export of a dispatch system, or any log with a column of times, from CSV.

A row with one time is an entry. A row with the times of a unit's run is an entry for each status
the unit came to, and one for the call that it was sent to; a unit that is new to the record has
them in its history too. A column that means nothing to us is kept in the entry's text, as `name:
value`.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Literal

from incident_tui.exchange.imports.csv.columns import EVENTS, STATUSES, Columns, columns_of
from incident_tui.exchange.imports.csv.log_times import (
    LogTimes,
    NoTimeError,
    Time,
    is_clock,
    is_slashed,
    order_shown,
)
from incident_tui.exchange.imports.csv.rows import Row, encoding_of, rows
from incident_tui.exchange.imports.foreign.json import (
    File,
    clean,
    digest,
    files,
    identifier,
    read_each,
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
from incident_tui.record.files import failure_words, opened_file, stays_inside
from incident_tui.record.source_text import LARGEST_TEXT
from incident_tui.record.vocabulary import ENTRY_KINDS, UNIT_STATUSES

LARGEST = 16 * 1024 * 1024 * 1024
"""Bytes of a file, which is read row by row."""
MOST_DEFINED = 10_000
"""Agencies, units or places that get a definition; more of them are named in the text alone."""
MOST_STEPS = 500
"""Statuses that stand in the histories of units; of more than so many, only the entries tell."""

NO_WORDS = "(nothing but a time)"
"""The text of an entry whose row has none."""

_CALL_TIMES = {"time": "", **EVENTS}
"""Fields with the time of a call as a whole, and the words for it."""
_NO_LETTER = re.compile(r"[^a-z]+")
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_BETWEEN_UNITS = re.compile(r"[\s,;/]+")
_DEGREES = re.compile(r"-?\d{1,3}(\.\d{1,12})?", re.ASCII)
_HEADER_WITHIN = 20
"""Rows in which a header must come."""
_SHOWN = 20
"""Rows that show whether times name their zone."""
_SUFFIXES = (".csv", ".tsv", ".txt", ".log")
_STATUS_WORDS = {word.casefold(): word for word in UNIT_STATUSES} | {
    "dispatch": "Dispatched",
    "dsp": "Dispatched",
    "assigned": "Dispatched",
    "ack": "Acknowledged",
    "enr": "EnRoute",
    "responding": "EnRoute",
    "stg": "Staging",
    "staged": "Staging",
    "ons": "OnScene",
    "arrived": "OnScene",
    "transport": "Transporting",
    "trn": "Transporting",
    "athospital": "Hospital",
    "clear": "Cleared",
    "clr": "Cleared",
    "avail": "Available",
    "inservice": "Available",
    "cancelled": "Canceled",
    "oos": "OutOfService",
}


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files, or folders of them, row by row."""
    definitions = _Definitions(wishes)
    yield from read_each(
        paths,
        _SUFFIXES,
        "no CSV by its name",
        lambda file: _Log(file.path, wishes, definitions).read(),
    )
    yield from definitions.units


def lacks_zone(paths: Sequence[Path], wishes: Wishes) -> bool:
    """Whether the first rows have times that name no zone."""
    return any(_lacks_zone(file.path, wishes) for file in files(paths) if isinstance(file, File))


def _lacks_zone(path: Path, wishes: Wishes) -> bool:
    log = _Log(path, wishes, _Definitions(wishes))
    for _ in islice(log.read(), _SHOWN):
        pass
    return log.zone_missed


class _Definitions:
    """The agencies, units and places that a log names, each defined once."""

    def __init__(self, wishes: Wishes) -> None:
        self.new: list[tuple[str, dict[str, Any]]] = []
        """Definitions that were not told yet, each with its section."""
        self._wishes = wishes
        self._known: dict[str, dict[str, str]] = {}
        """For each section, from the id that something has by its name to the one it has."""
        self._units: dict[str, dict[str, Any]] = {}
        """Units that are new to the record: they are told last, with all that they came to."""
        self._named_at: dict[str, Place] = {}
        self._steps: dict[str, list[dict[str, Any]]] = {}
        self._count = 0

    def agency(self, name: str) -> str:
        """The id of an agency; nothing if there are too many."""
        known = self._wishes.agencies.get(name.casefold(), "")
        return self._defined("agencies", {"id": identifier(name), "name": name}, known)

    def unit(self, call_sign: str, kind: str, agency: str) -> str:
        """The id of a unit; nothing if there are too many."""
        known = self._wishes.units.get(call_sign.casefold(), "")
        unit = {"id": identifier(call_sign), "call_sign": call_sign, "agency": agency, "type": kind}
        return self._defined("units", unit, known)

    def took(self, entry: dict[str, Any], cite: str, place: Place) -> None:
        """Note the statuses that units came to by an entry."""
        for unit in entry.get("units", ()):
            self._named_at.setdefault(unit, place)
        for effect in entry.get("effects", ()):
            step = {"status": effect["status"], "time": entry["time"], "cite": cite}
            self._count += 1
            if self._count <= MOST_STEPS:
                self._steps.setdefault(effect["unit"], []).append(step)

    @property
    def units(self) -> Iterator[Item]:
        """The units that are new, each with its history, unless those are too long together."""
        for name, unit in self._units.items():
            steps = self._steps.get(name, []) if self._count <= MOST_STEPS else []
            history = {"status_history": steps} if steps else {}
            yield Item("units", unit | history, self._named_at.get(name, Place("")))

    def place(self, text: str, latitude: str, longitude: str) -> str:
        """The id of a place; nothing if there are too many."""
        place = {"text": text or f"{latitude}, {longitude}", "lat": latitude, "lon": longitude}
        name = f"place-{digest(repr(place))}"
        return self._defined("locations", {"id": name, **place})

    def _defined(self, section: str, value: dict[str, Any], there: str = "") -> str:
        """The id of what is defined; nothing if there is too much already.

        Args:
            there: the id that the record has for it.
        """
        known, name = self._known.setdefault(section, {}), str(value["id"])
        if name not in known and len(known) < MOST_DEFINED:
            known[name] = there or name
            if not there and section == "units":
                self._units[name] = _said(value)
            elif not there:
                self.new.append((section, _said(value)))
        return known.get(name, "")


class _Cells:
    """The cells of a row that say something, and which of them are told already."""

    def __init__(self, columns: Columns, row: Row) -> None:
        self._columns = columns
        self._said = {at: cell.strip() for at, cell in enumerate(row.cells) if cell.strip()}
        self._told: set[int] = set()

    def look(self, field: str) -> str:
        """What a field says."""
        return self._said.get(self._columns.fields.get(field, -1), "")

    def tell(self, field: str) -> str:
        """What a field says, which need not be told again."""
        self._told.add(self._columns.fields.get(field, -1))
        return self.look(field)

    def line(self, field: str) -> str:
        """What a field says under its column's name; nothing if it says nothing."""
        said = self.tell(field)
        return f"{self._columns.names[self._columns.fields[field]]}: {said}" if said else ""

    def rest(self) -> list[str]:
        """What is not told yet, each under its column's name."""
        names = self._columns.names
        return [
            f"{names[at] if at < len(names) else f'column {at + 1}'}: {cell}"
            for at, cell in self._said.items()
            if at not in self._told
        ]


class _Log:
    """One file, whose rows become entries."""

    def __init__(self, path: Path, wishes: Wishes, definitions: _Definitions) -> None:
        self._path = path
        self._name = clean(str(path))
        self._wishes = wishes
        self._definitions = definitions
        self._columns = Columns((), {})
        self._header: list[str] = []
        self._statuses: list[str] = []
        """The statuses that have a column."""
        self._times = LogTimes(wishes)
        self._source = identifier(clean(path.name))
        self._source_told = False
        self._rows: set[bytes] = set()
        """Digests of rows."""
        self._again: Counter[bytes] = Counter()
        """How often a row came again, word for word."""
        self._calls: set[str] = set()
        """Ids of what befell a call as a whole, which the rows of all its units tell."""

    @property
    def zone_missed(self) -> bool:
        """Whether there was a time that names no zone."""
        return self._times.zone_missed

    def read(self) -> Iterator[Found]:
        """What is in the file."""
        file, failure = opened_file(self._path, LARGEST, "import it in parts")
        if file is None:
            yield Rejected(self._place(0), failure, "")
            return
        file.close()
        try:
            yield from self._read(encoding_of(self._path))
        except OSError as error:
            yield Rejected(self._place(0), failure_words(error), "")

    def _read(self, encoding: str) -> Iterator[Found]:
        if encoding in ("cp1252", "latin-1"):
            yield Remark(self._place(0), "this is no UTF-8; read as Windows-1252")
        found = rows(self._path, encoding)
        yield from self._read_header(found)
        if not self._header:
            return
        self._times = LogTimes(self._wishes, self._order(encoding))
        for row in found:
            yield from self._read_row(row)

    def _read_header(self, found: Iterator[Row]) -> Iterator[Found]:
        """Take the rows up to the header, which is the first to name a column of times."""
        above: list[Row] = []
        for row in islice(found, _HEADER_WITHIN):
            columns = columns_of(row.cells, self._wishes.columns)
            if columns.has_time and not columns.missing:
                self._columns, self._header = columns, row.cells
                self._statuses = [status for status in STATUSES if status in columns.fields]
                yield from (Passed(self._place(one.line), "above the header") for one in above)
                yield Passed(self._place(row.line), "the header")
                return
            above.append(row)
        yield self._without_header([row for row in above if any(map(str.strip, row.cells))])

    def _without_header(self, above: list[Row]) -> Found:
        if not above:
            return Passed(self._place(0), "an empty file")
        columns = columns_of(above[0].cells, self._wishes.columns)
        what = "no column says that it holds a time; name it with --map time=COLUMN"
        if columns.missing:
            what = f"there is no column `{columns.missing[0]}`"
        return Rejected(
            self._place(0), f"{what}; columns: {', '.join(columns.names)}", above[0].raw
        )

    def _order(self, encoding: str) -> Literal["", "mdy", "dmy"]:
        """The order that the dates of the whole file show, where they are written with slashes."""
        if not any(is_slashed(cell) for cell in islice(self._time_cells(encoding), _SHOWN)):
            return ""
        return order_shown(self._time_cells(encoding))

    def _time_cells(self, encoding: str) -> Iterator[str]:
        held = [self._columns.fields.get(one, -1) for one in ("time", "date", *EVENTS, *STATUSES)]
        for row in rows(self._path, encoding):
            yield from (row.cells[at] for at in held if 0 <= at < len(row.cells))

    def _read_row(self, row: Row) -> Iterator[Found]:
        place = self._place(row.line)
        if row.fault:
            yield Rejected(place, row.fault, row.raw)
        elif not any(map(str.strip, row.cells)):
            yield Passed(place, "an empty row")
        elif row.cells == self._header:
            yield Passed(place, "the header, once more")
        else:
            try:
                entries = self._entries(row)
            except NoTimeError as error:
                yield Rejected(place, str(error), row.raw)
                return
            yield from self._told(place)
            for entry in map(_said, entries):
                cite = f"{self._source}:L{row.line}"
                self._definitions.took(entry, cite, place)
                yield Item("timeline", {**entry, "cite": cite}, place)

    def _told(self, place: Place) -> Iterator[Item]:
        """The source and the definitions that were not told yet."""
        if not self._source_told:
            self._source_told = True
            yield Item("sources", self._described(), self._place(0))
        for section, value in self._definitions.new:
            yield Item(section, value, place)
        self._definitions.new.clear()

    def _described(self) -> dict[str, Any]:
        """The file as a source of the record, with its text if that lies beside the record."""
        fields = self._columns.fields.keys()
        kind = "report"
        if fields & {"talkgroup", "talkgroup_tag", "frequency"}:
            kind = "scanner_archive"
        elif fields & {"unit", "units", "incident", *EVENTS, *STATUSES}:
            kind = "cad_export"
        source = {"id": self._source, "kind": kind, "title": clean(self._path.name)}
        if path := _path_within(self._wishes.folder, self._path):
            source["path"] = path
        return source

    def _entries(self, row: Row) -> list[dict[str, Any]]:
        """The entries of a row.

        Raises:
            NoTimeError: if a time in it cannot be read.
        """
        cells = _Cells(self._columns, row)
        name = self._name_of(row)
        if any(map(cells.look, self._statuses)):
            return self._run(cells, name)
        return [self._entry(cells, name)]

    def _entry(self, cells: _Cells, name: str) -> dict[str, Any]:
        """The entry of a row with one time."""
        timed = next((one for one in _CALL_TIMES if cells.look(one)), "time")
        time, parties, channel = self._time(cells, timed), self._parties(cells), _channel(cells)
        status = _status(cells) if parties["units"] else ""
        text, what = cells.tell("text"), _what(cells)
        kind = cells.tell("kind") if cells.look("kind") in ENTRY_KINDS else ""
        said = {"title": what, "text": _joined("\n", text, *cells.rest())}
        if not text:
            what = _joined(": ", cells.look("unit"), status and _words_of(status), what)
            said = _headed(what, *cells.rest())
        return {
            "id": name,
            "kind": kind or ("radio_call" if channel else "unit_status" if status else "cad_event"),
            "time": time,
            **said,
            "channel": channel,
            "effects": _effects(parties, status),
            **parties,
        }

    def _run(self, cells: _Cells, name: str) -> list[dict[str, Any]]:
        """The entries of a row with the times of a run, those of its call first."""
        times = {
            one: self._time(cells, one) for one in (*_CALL_TIMES, *STATUSES) if cells.look(one)
        }
        parties, call, what = self._parties(cells), cells.line("incident"), _what(cells)
        entries = []
        for timed, words in _CALL_TIMES.items():
            if timed not in times:
                continue
            entry: dict[str, Any] = {"id": "", "kind": "cad_event", "time": times.pop(timed)}
            entry |= _headed(_joined(": ", words, what), call)
            entry["location"] = parties["location"]
            entry["id"] = f"call-{_digest(repr(entry))}" if call else f"{name}-{timed}"
            if entry["id"] not in self._calls:
                self._calls.add(entry["id"])
                entries.append(entry)
        aside = [call, "" if entries else what, *cells.rest()]
        unit = cells.look("unit") or cells.look("units")
        for timed, time in times.items():
            status = STATUSES[timed]
            kind = "unit_status" if unit else "cad_event"
            said = _headed(_joined(": ", unit, _words_of(status)), *aside)
            entry = {"id": f"{name}-{timed}", "kind": kind, "time": time, **said}
            entries.append(entry | {"effects": _effects(parties, status), **parties})
            aside = []
        return entries

    def _time(self, cells: _Cells, field: str) -> Time:
        """The time in a field; unplaced where the log gives none to what it tells.

        Raises:
            NoTimeError: if it cannot be read, or there is neither a time nor a text.
        """
        text = cells.tell(field)
        if not text and cells.look("text"):
            return "unplaced"
        if not text:
            raise NoTimeError("there is no time in this row, and no text to keep without one")
        return self._times.read(text, cells.tell("date") if is_clock(text) else "")

    def _parties(self, cells: _Cells) -> dict[str, Any]:
        """Whose entry a row is, and where: what has a definition."""
        defined, agency, units = self._definitions, "", []
        if cells.look("agency") and (agency := defined.agency(cells.look("agency"))):
            cells.tell("agency")
        kind = cells.look("unit_type")
        for field, names in (("unit", [cells.look("unit")]), ("units", _listed(cells))):
            found = [defined.unit(name, kind, agency) for name in names if name]
            if found and all(found):
                units += [one for one in found if one not in units]
                cells.tell(field)
        return {"agency": agency, "units": units, "location": self._place_of(cells)}

    def _place_of(self, cells: _Cells) -> str:
        """The id of the place that a row names."""
        text = _joined(", ", cells.look("location"), cells.look("city"))
        at = cells.look("latitude"), cells.look("longitude")
        on_earth = _is_number(at[0], 90) and _is_number(at[1], 180)
        if not (text or on_earth):
            return ""
        place = self._definitions.place(text, *(at if on_earth else ("", "")))
        for field in ("location", "city", *(("latitude", "longitude") if on_earth else ())):
            if place:
                cells.tell(field)
        return place

    def _name_of(self, row: Row) -> str:
        """The id of a row: what stands in it, and how often it came before."""
        key = hashlib.blake2b("\x1f".join(row.cells).encode(), digest_size=8).digest()
        if key not in self._rows:
            self._rows.add(key)
            return f"row-{key.hex()}"
        self._again[key] += 1
        return f"row-{key.hex()}-{self._again[key] + 1}"

    def _place(self, line: int) -> Place:
        return Place(self._name, line)


def _what(cells: _Cells) -> str:
    """What a row is about, and where, in a few words."""
    return _joined(", ", *map(cells.tell, ("type", "location", "city")))


def _channel(cells: _Cells) -> dict[str, str]:
    """Where a row was heard."""
    fields = ("talkgroup", "talkgroup_tag", "frequency")
    if not any(map(cells.look, fields)):
        return {}
    return {field: said for field in ("system", *fields) if (said := cells.tell(field))}


def _status(cells: _Cells) -> str:
    """The status in a row, if it is one that is known."""
    status = _STATUS_WORDS.get(_NO_LETTER.sub("", cells.look("status").casefold()), "")
    if status:
        cells.tell("status")
    return status


def _effects(parties: dict[str, Any], status: str) -> list[dict[str, str]]:
    """The status that each unit comes to."""
    return [{"unit": unit, "status": status} for unit in parties["units"] if status]


def _listed(cells: _Cells) -> list[str]:
    """The units in a column of several."""
    return [one for one in _BETWEEN_UNITS.split(cells.look("units")) if one]


def _words_of(status: str) -> str:
    """`EnRoute` as `en route`."""
    return _CAPITAL.sub(" ", status).lower()


def _headed(title: str, *rest: str) -> dict[str, str]:
    """What an entry says: in a row of the timeline, and what else its log has of it."""
    text = _joined("\n", *rest)
    return {"title": title, "text": text} if title and text else {"text": title or text or NO_WORDS}


def _joined(between: str, *texts: str) -> str:
    """Those of the texts that say something."""
    return between.join(text for text in texts if text)


def _is_number(text: str, most: float) -> bool:
    """Whether a text is a number from -most to most, as a record writes it."""
    return bool(_DEGREES.fullmatch(text)) and abs(float(text)) <= most


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _path_within(folder: Path | None, path: Path) -> str:
    """The path of a text from the record's folder; nothing where it could not be read there."""
    if folder is None:
        return ""
    try:
        inside = path.resolve().relative_to(folder.resolve()).as_posix()
        fits = path.stat().st_size <= LARGEST_TEXT and encoding_of(path).startswith("utf-8")
    except (OSError, ValueError):
        return ""
    return inside if fits and stays_inside(folder, inside) else ""


def _said(entry: dict[str, Any]) -> dict[str, Any]:
    """An entry without what it does not say."""
    return {key: value for key, value in entry.items() if value}
