"""Whether what is imported is kept: the record's readers take it, and it is not there already.

Nothing is kept of an entry but two hashes, so that a million of them have room.
"""

import contextlib
import datetime as dt
import functools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from incident_tui.exchange.imports.head_text import Plain, plain
from incident_tui.exchange.imports.items import Item, Place
from incident_tui.record import convert, model
from incident_tui.record.calls.line import (
    MAX_LINE_BYTES,
    Reference,
    read_line,
    references_of,
)
from incident_tui.record.problems import Problems
from incident_tui.record.source_text import fault_of
from incident_tui.record.time_value import HOUR, Bounds, Form, Moment, Precision, Span
from incident_tui.record.tree import Mapping, Sequence, parse_json_line

SECTIONS = tuple(
    field.encode_name
    for field in msgspec.structs.fields(model.Record)
    if field.name not in ("format", "incident", "tolerances", "timeline", "calls")
)
"""Sections that are lists of objects, except the timeline."""

_WITH_IDS = tuple(section for section in SECTIONS if section != "glossary")
_ENDS = ("timeline", "milestones")
"""What an interval goes from and to."""

TAKEN = "there is another one of this id, which stays"
_NAMED_BY = {
    "agencies": "name",
    "units": "call_sign",
    "people": "label",
    "locations": "text",
    "facilities": "name",
    "sources": "title",
}
"""Sections an item of which can be made from an id alone: the field that then says the id."""

_INCIDENT = {"id": "i", "title": "i", "date": "2000-01-01", "timezone": "UTC"}
"""Stands for what an item does not say of the incident."""
_WISHED = {"title", "date", "timezone", "timezone_basis"}
"""What the user may have had a wish for when it was imported before."""
_CITE = model.Entry.__struct_fields__.index("cite")
_encode = msgspec.json.Encoder().encode


class NotKeptError(Exception):
    """Something is not taken into the record; says why."""


class AlreadyThereError(Exception):
    """Something stands in the record already, word for word."""


class Kept(NamedTuple):
    """Something that is taken into the record."""

    section: str
    identifier: str
    line: bytes
    """What it says, as JSON."""
    place: Place
    links: tuple[Reference, ...]
    """What it refers to and what cannot be made from its id alone, such as other entries."""

    @property
    def said(self) -> dict[str, Plain]:
        """What it says, as plain texts."""
        return _said(self.line)


class Admission:
    """Takes what is imported, item by item, and knows what is there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._objects: dict[str, dict[str, object]] = {section: {} for section in SECTIONS}
        self._tolerances: dict[str, object] = {}
        self._incident: model.Incident | None = None
        self._entries: dict[int, int] = {}
        """From the hash of an entry's id to the hash of what it says, wherever it is cited from."""
        self._milestones: set[str] = set()
        """Those that an entry reaches."""
        self._named: dict[Reference, None] = {}
        """What is referred to and can be made of its id alone."""
        self.first_date: dt.date | None = None
        """The earliest day that an entry names."""

    def know(self, record: model.Record, calls: Iterable[model.Entry]) -> None:
        """Take in what a record has."""
        self._incident = record.incident
        for section in SECTIONS:
            for one in getattr(record, section):
                self._objects[section][_identifier(one)] = one
        self._tolerances |= record.tolerances
        for entries in (record.timeline, calls):
            for entry in entries:
                self._entries[hash(entry.id)] = _content(entry)
                self._milestones.update(model.milestones_of(entry))

    def entry(self, item: Item, zone: dt.tzinfo) -> Kept:
        """Take an entry of the timeline.

        Raises:
            NotKeptError: if the record's reader refuses any of it, or its id is another entry's.
            AlreadyThereError: if it is there.
        """
        line = line_of(item.value)
        context = convert.Context("", Problems())
        try:
            entry = read_line(line, context)
        except (ValueError, convert.Wrong) as error:
            raise NotKeptError(_reasons(context) or str(error)) from None
        if not entry.id or context.problems.found:
            raise NotKeptError(_reasons(context) or "it has no `id`")
        key, content = hash(entry.id), _content(entry)
        if (known := self._entries.get(key)) is not None:
            raise AlreadyThereError if known == content else NotKeptError(TAKEN)
        self._entries[key] = content
        self._milestones.update(model.milestones_of(entry))
        self._note_date(entry.time.at, zone)
        references = (*references_of(entry), *(one[:2] for one in context.references))
        return Kept("timeline", entry.id, line, item.place, self._links(references))

    def object(self, item: Item) -> Kept:
        """Take an item of another section.

        Raises:
            NotKeptError: if the record's reader refuses any of it, or its id is another one's.
            AlreadyThereError: if it is there.
        """
        if item.section == "tolerances":
            return self._tolerance(item)
        line = line_of(item.value)
        if item.section == "sources":
            line = self._with_text_at_hand(line)
        context = convert.Context("", Problems())
        found = convert.read_section(item.section, Sequence([_tree(line)], 1, 1), context)
        if not found or context.problems.found:
            raise NotKeptError(_reasons(context) or "it cannot be read")
        identifier, known = _identifier(found[0]), self._objects[item.section]
        if identifier in known:
            raise AlreadyThereError if known[identifier] == found[0] else NotKeptError(TAKEN)
        known[identifier] = found[0]
        links = self._links(one[:2] for one in context.references)
        if isinstance(found[0], model.Interval):
            links += (_ENDS, found[0].start), (_ENDS, found[0].end)
        return Kept(item.section, identifier, line, item.place, links)

    def incident(self, item: Item) -> dict[str, Plain]:
        """Take what an item says of the incident.

        Raises:
            NotKeptError: if the record's reader refuses any of it, or there is another incident.
            AlreadyThereError: if it is there.
        """
        references: list[Reference] = []
        read = _record_with("incident", _INCIDENT | item.value, references).incident
        if self._incident is not None:
            ours = [key for key in item.value if key not in _WISHED and hasattr(read, key)]
            same = all(getattr(read, key) == getattr(self._incident, key) for key in ours)
            raise AlreadyThereError if same else NotKeptError("the record's own incident stays")
        self._incident = read
        self._links(references)
        return _said(line_of(item.value))

    def reach(self, links: Iterable[Reference]) -> bool:
        """Whether all of these are there."""
        return all(self._has(*link) for link in links)

    def forget(self, kept: Kept) -> None:
        """Take back something that was taken."""
        if kept.section == "timeline":
            del self._entries[hash(kept.identifier)]
        else:
            del self._objects[kept.section][kept.identifier]

    def undefined(self) -> Iterator[Item]:
        """A definition, by its id alone, of everything that is named and defined nowhere."""
        for (section,), identifier in self._named:
            if identifier not in self._objects[section]:
                value = {"id": identifier, _NAMED_BY[section]: identifier}
                if section == "sources":
                    note = "cited in what was imported, which says no more of it, not even its kind"
                    value |= {"kind": "report", "note": note}
                yield Item(section, value, Place(""))

    def _tolerance(self, item: Item) -> Kept:
        """Take one word of the tolerances.

        Raises:
            NotKeptError: if it is no duration, or the word stands for another one.
            AlreadyThereError: if it is there.
        """
        [word] = item.value
        read = _record_with("tolerances", item.value).tolerances[word]
        if word in self._tolerances:
            raise AlreadyThereError if self._tolerances[word] == read else NotKeptError(TAKEN)
        self._tolerances[word] = read
        return Kept("tolerances", word, line_of(item.value), item.place, ())

    def _has(self, sections: tuple[str, ...], identifier: str) -> bool:
        if "tolerances" in sections:
            return identifier in self._tolerances
        if hash(identifier) in self._entries and (not sections or "timeline" in sections):
            return True
        if sections == _ENDS and identifier in self._milestones:
            return True
        places = sections or _WITH_IDS
        return any(identifier in self._objects.get(section, ()) for section in places)

    def _links(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        """Note what can be made from its id alone; the rest is returned."""
        links = []
        for sections, identifier in references:
            if identifier and len(sections) == 1 and sections[0] in _NAMED_BY:
                self._named[sections, identifier] = None
            elif identifier or sections == ("sources",):
                links.append((sections, identifier))
        return tuple(links)

    def _note_date(self, form: Form, zone: dt.tzinfo) -> None:
        """Note the day of a time, if it is the earliest so far."""
        moment = first_moment(form)
        if moment is None or moment.date is None:
            return
        if self.first_date is None or moment.date <= self.first_date:
            offset = moment.offset if moment.precision > Precision.DAY else None
            with contextlib.suppress(OverflowError):  # beyond the calendar in UTC
                day = _day(moment.date, moment.clock // HOUR, offset, zone)
                self.first_date = min(day, self.first_date or day)

    def _with_text_at_hand(self, line: bytes) -> bytes:
        """A source without the path of its text where that text is not beside the record."""
        value = msgspec.json.decode(line)
        path, sha256 = value.get("path"), value.get("sha256")
        if not isinstance(path, str) or not path:
            return line
        fault = fault_of(self._folder, path, sha256 if isinstance(sha256, str) else "")
        if fault is None or fault.severity != "error":
            return line
        del value["path"]
        value["note"] = f"{value.get('note') or ''} Its text did not come along: {path}".strip()
        return line_of(value)


def line_of(value: dict[str, Any]) -> bytes:
    """An object on one line of JSON, without the keys that have no value.

    Raises:
        NotKeptError: if it cannot be written.
    """
    try:
        line = _encode({key: one for key, one in value.items() if one is not None})
    except (TypeError, ValueError, RecursionError) as error:
        raise NotKeptError(f"it cannot be written: {error}") from None
    if len(line) > MAX_LINE_BYTES:
        raise NotKeptError(f"longer than {MAX_LINE_BYTES // 1024:,} kB")
    return line


def first_moment(form: Form) -> Moment | None:
    """The moment that a time begins with, if it names one."""
    match form:
        case Moment():
            return form
        case Span(start, _):
            return start
        case Bounds(lower, upper):
            return lower or upper
    return None


@functools.lru_cache(maxsize=1_000)
def _day(date: dt.date, hour: int, offset: int | None, zone: dt.tzinfo) -> dt.date:
    """The day of an hour in a zone; written with an offset, it may be another one there."""
    if offset is None:
        return date
    written = dt.datetime.combine(date, dt.time(hour)) - dt.timedelta(minutes=offset)
    return written.replace(tzinfo=dt.UTC).astimezone(zone).date()


def _record_with(
    section: str, value: dict[str, Any], references: list[Reference] | None = None
) -> model.Record:
    """A record of which there is this alone.

    Raises:
        NotKeptError: if there is something wrong with it.
    """
    whole = {"format": model.FORMAT, "incident": _INCIDENT} | {section: value}
    context = convert.Context("", Problems())
    record = convert.read_record_tree(_tree(line_of(whole)), context)
    if context.problems.found:
        raise NotKeptError(_reasons(context))
    if references is not None:
        references += (one[:2] for one in context.references)
    return record


def _said(line: bytes) -> dict[str, Plain]:
    """What a line of JSON says, as plain texts."""
    said = plain(_tree(line))
    assert isinstance(said, dict)  # as each object is
    return said


def _tree(line: bytes) -> Mapping:
    """What a line of JSON says.

    Raises:
        NotKeptError: if it is nested too deep.
    """
    try:
        node = parse_json_line(line, 1)
    except ValueError as error:
        raise NotKeptError(str(error)) from None
    assert isinstance(node, Mapping)  # as each object is
    return node


def _identifier(value: Any) -> str:
    """What an object is called in its section."""
    name: str = value.term if isinstance(value, model.Term) else value.id
    return name


def _content(entry: model.Entry) -> int:
    """The hash of what an entry says, wherever it is cited from."""
    values = msgspec.structs.astuple(entry)
    return hash(values[:_CITE] + values[_CITE + 1 :])


def _reasons(context: convert.Context) -> str:
    """What a reader found wrong, on one line."""
    return "; ".join(problem.message for problem in context.problems.found)
