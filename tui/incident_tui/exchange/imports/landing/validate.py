"""Validation of imported items: a record's reader accepts the item, and the record lacks the item.

Of an entry, memory holds two hashes alone, so that a million entries have room.
"""

import contextlib
import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from incident_tui.exchange.imports.landing.protocol import LISTED_SECTIONS, ImportedItem, Origin
from incident_tui.exchange.imports.landing.yaml_insert import PlainTree, plain
from incident_tui.record import convert, model, tree
from incident_tui.record.calls.entry_parts import Reference, references_of
from incident_tui.record.calls.line import MAX_LINE_BYTES, read_line
from incident_tui.record.problems import Problems
from incident_tui.record.source_text import fault_of
from incident_tui.record.time_value import MINUTE, Bounds, Form, Moment, Precision, Span

_SectionItem = (
    model.Source
    | model.Location
    | model.Agency
    | model.Unit
    | model.Person
    | model.Casualty
    | model.Facility
    | model.Related
    | model.Conflict
    | model.Question
    | model.Interval
    | model.Term
)
_WITH_IDS = tuple(section for section in LISTED_SECTIONS if section != "glossary")
_ENDS = ("timeline", "milestones")
"""The sections of an interval's ends."""

TAKEN = "there is another one of this id, which stays"
_NAME_FIELDS = {
    "agencies": "name",
    "units": "call_sign",
    "people": "label",
    "locations": "text",
    "facilities": "name",
    "sources": "title",
}
"""Sections in which an id alone makes an item: the field that repeats the id."""

_INCIDENT: Mapping[str, object] = {
    "id": "i",
    "title": "i",
    "date": "2000-01-01",
    "timezone": "UTC",
}
"""Placeholders for the required fields of an incident that an item leaves out."""
_WISHED = {"title", "date", "timezone", "timezone_basis"}
"""Fields in which the user's wish may differ from the file."""
_CITE = model.Entry.__struct_fields__.index("cite")
_encode = msgspec.json.Encoder().encode


class NotKeptError(Exception):
    """An item is not valid in the record; the message says why."""


class AlreadyThereError(Exception):
    """An item with equal content is in the record."""


class ValidItem(NamedTuple):
    """An accepted item."""

    section: str
    identifier: str
    line: bytes
    """The content, as JSON."""
    origin: Origin
    links: tuple[Reference, ...]
    """References to items that an id alone cannot make, such as entries."""

    @property
    def tree(self) -> dict[str, PlainTree]:
        """The content, as plain texts."""
        return _plain_tree(self.line)


class Validator:
    """Accepts or refuses imported items, one by one, and knows the items of the record."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._objects: dict[str, dict[str, _SectionItem]] = {
            section: {} for section in LISTED_SECTIONS
        }
        self._tolerances: dict[str, object] = {}
        self._incident: model.Incident | None = None
        self._entries: dict[int, int] = {}
        """From the hash of an entry's id to the hash of the entry's content, without the cite."""
        self._milestones: Counter[str] = Counter()
        """From a milestone to the number of times that entries reach the milestone."""
        self._named: dict[Reference, None] = {}
        """References to items that an id alone can make."""
        self.first_date: dt.date | None = None
        """The earliest day in an entry's time."""

    def know(self, record: model.Record, calls: Iterable[model.Entry]) -> None:
        """Take in the items of an existing record, and of its files of calls."""
        self._incident = record.incident
        for section in LISTED_SECTIONS:
            for value in getattr(record, section):
                self._objects[section][_identifier(value)] = value
        self._tolerances |= record.tolerances
        for entries in (record.timeline, calls):
            for entry in entries:
                self._entries[hash(entry.id)] = _content(entry)
                self._milestones.update(model.milestones_of(entry))

    def entry(self, item: ImportedItem, zone: dt.tzinfo) -> ValidItem:
        """Accept an entry of the timeline.

        Args:
            item: the entry.
            zone: the zone of the record, for the day of the entry.

        Raises:
            NotKeptError: if a record's reader refuses the entry, or another entry has the id.
            AlreadyThereError: if the record has the entry.
        """
        line = line_of(item.value)
        entry, references = _entry_of(line)
        key, content = hash(entry.id), _content(entry)
        if (known := self._entries.get(key)) is not None:
            raise AlreadyThereError if known == content else NotKeptError(TAKEN)
        self._entries[key] = content
        self._milestones.update(model.milestones_of(entry))
        self._note_date(entry.time.at, zone)
        return ValidItem("timeline", entry.id, line, item.origin, self._links(references))

    def object(self, item: ImportedItem) -> ValidItem:
        """Accept an item of a section other than the timeline.

        Raises:
            NotKeptError: if a record's reader refuses the item, or another item has the id.
            AlreadyThereError: if the record has the item.
        """
        if item.section == "tolerances":
            return self._tolerance(item)
        line = line_of(item.value)
        if item.section == "sources":
            line = self._with_text_at_hand(line)
        value, references = _object_of(item.section, line)
        identifier, known = _identifier(value), self._objects[item.section]
        if identifier in known:
            raise AlreadyThereError if known[identifier] == value else NotKeptError(TAKEN)
        known[identifier] = value
        links = self._links(references)
        if isinstance(value, model.Interval):
            links += (_ENDS, value.start), (_ENDS, value.end)
        return ValidItem(item.section, identifier, line, item.origin, links)

    def incident(self, item: ImportedItem) -> dict[str, PlainTree]:
        """Accept the fields of the incident, and return the fields as plain texts.

        Raises:
            NotKeptError: if a record's reader refuses a field, or the record's incident differs.
            AlreadyThereError: if the record has the fields.
        """
        value = {**_INCIDENT, **item.value}
        record, references = _record_with("incident", value)
        read = record.incident
        if self._incident is not None:
            ours = [key for key in item.value if key not in _WISHED and hasattr(read, key)]
            same = all(getattr(read, key) == getattr(self._incident, key) for key in ours)
            raise AlreadyThereError if same else NotKeptError("the record's own incident stays")
        self._incident = read
        self._links(references)
        return _plain_tree(line_of(item.value))

    def reach(self, links: Iterable[Reference]) -> bool:
        """Whether the record has an item for each reference."""
        return all(self._has(*link) for link in links)

    def forget(self, item: ValidItem) -> None:
        """Remove an accepted item, and the milestones of an entry."""
        if item.section == "timeline":
            entry, _ = _entry_of(item.line)
            self._milestones.subtract(model.milestones_of(entry))
            del self._entries[hash(entry.id)]
        else:
            del self._objects[item.section][item.identifier]

    def undefined(self) -> Iterator[ImportedItem]:
        """Yield an item, made of the id alone, for each reference without a definition."""
        for (section,), identifier in self._named:
            if identifier not in self._objects[section]:
                value = {"id": identifier, _NAME_FIELDS[section]: identifier}
                if section == "sources":
                    note = "cited in what was imported, which says no more of it, not even its kind"
                    value |= {"kind": "report", "note": note}
                yield ImportedItem(section, value, Origin(""))

    def _tolerance(self, item: ImportedItem) -> ValidItem:
        """Accept a word of the tolerances.

        Raises:
            NotKeptError: if the value is no duration, or the word has another duration.
            AlreadyThereError: if the record has the word.
        """
        [word] = item.value
        record, _ = _record_with("tolerances", item.value)
        read = record.tolerances[word]
        if word in self._tolerances:
            raise AlreadyThereError if self._tolerances[word] == read else NotKeptError(TAKEN)
        self._tolerances[word] = read
        return ValidItem("tolerances", word, line_of(item.value), item.origin, ())

    def _has(self, sections: tuple[str, ...], identifier: str) -> bool:
        """Whether one of the sections has an item with the id; without sections, in the record."""
        if "tolerances" in sections:
            return identifier in self._tolerances
        if hash(identifier) in self._entries and (not sections or "timeline" in sections):
            return True
        if sections == _ENDS and self._milestones[identifier] > 0:
            return True
        return any(
            identifier in self._objects.get(section, ()) for section in sections or _WITH_IDS
        )

    def _links(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        """Note the references that an id alone can satisfy; return the rest."""
        links = []
        for sections, identifier in references:
            if identifier and len(sections) == 1 and sections[0] in _NAME_FIELDS:
                self._named[sections, identifier] = None
            elif identifier or sections == ("sources",):
                links.append((sections, identifier))
        return tuple(links)

    def _note_date(self, form: Form, zone: dt.tzinfo) -> None:
        """Note the day of a time, if the earliest so far."""
        moment = first_moment(form)
        if moment is None or moment.date is None:
            return
        if self.first_date is None or moment.date <= self.first_date:
            offset = moment.offset if moment.precision > Precision.DAY else None
            with contextlib.suppress(OverflowError):  # beyond the calendar in UTC
                day = _day(moment.date, moment.clock // MINUTE, offset, zone)
                self.first_date = min(day, self.first_date or day)

    def _with_text_at_hand(self, line: bytes) -> bytes:
        """Return a source without its path, if the text is not beside the record."""
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


def line_of(value: Mapping[str, object]) -> bytes:
    """Return an object as a line of JSON, without the keys whose value is None.

    Raises:
        NotKeptError: if JSON cannot hold the value, or the line is too long.
    """
    try:
        line = _encode({key: item for key, item in value.items() if item is not None})
    except (TypeError, ValueError, RecursionError) as error:
        raise NotKeptError(f"it cannot be written: {error}") from None
    if len(line) > MAX_LINE_BYTES:
        raise NotKeptError(f"longer than {MAX_LINE_BYTES // 1024:,} kB")
    return line


def first_moment(form: Form) -> Moment | None:
    """Return the moment at the beginning of a time; None for a time without a moment."""
    match form:
        case Moment():
            return form
        case Span(start, _):
            return start
        case Bounds(lower, upper):
            return lower or upper
    return None


# Entries of an import come close together: the result is cached by the minute. An hour would be
# too coarse, because an offset may have a half or a quarter of an hour.
@functools.lru_cache(maxsize=1_000)
def _day(date: dt.date, minute: int, offset: int | None, zone: dt.tzinfo) -> dt.date:
    """Return the day in a zone of a minute of a written day.

    Args:
        date: the written day.
        minute: the written minutes since midnight.
        offset: the written minutes east of UTC, which may move the day; None for a time of `zone`.
        zone: the zone of the record.
    """
    if offset is None:
        return date
    midnight = dt.datetime.combine(date, dt.time(), tzinfo=dt.UTC)
    return (midnight + dt.timedelta(minutes=minute - offset)).astimezone(zone).date()


def _entry_of(line: bytes) -> tuple[model.Entry, list[Reference]]:
    """Read an entry and the references in it.

    Raises:
        NotKeptError: if a record's reader refuses the entry.
    """
    context = convert.Context("", Problems())
    try:
        entry = read_line(line, context)
    except (ValueError, convert.Wrong) as error:
        raise NotKeptError(_reasons(context) or str(error)) from None
    if context.problems.found:
        raise NotKeptError(_reasons(context))
    return entry, [*references_of(entry), *_references(context)]


def _object_of(section: str, line: bytes) -> tuple[_SectionItem, list[Reference]]:
    """Read an object of a section, as a value of the model, and the references in it.

    Raises:
        NotKeptError: if a record's reader refuses the object.
    """
    context = convert.Context("", Problems())
    found = convert.read_section(section, tree.Sequence([_tree(line)], 1, 1), context)
    if not found or context.problems.found:
        raise NotKeptError(_reasons(context) or "it cannot be read")
    return found[0], _references(context)


def _record_with(section: str, value: Mapping[str, object]) -> tuple[model.Record, list[Reference]]:
    """Read a record whose single section has the value, and the references in it.

    Raises:
        NotKeptError: if a record's reader refuses the value.
    """
    whole = {"format": model.FORMAT, "incident": _INCIDENT} | {section: value}
    context = convert.Context("", Problems())
    record = convert.read_record_tree(_tree(line_of(whole)), context)
    if context.problems.found:
        raise NotKeptError(_reasons(context))
    return record, _references(context)


def _references(context: convert.Context) -> list[Reference]:
    return [reference[:2] for reference in context.references]


def _plain_tree(line: bytes) -> dict[str, PlainTree]:
    """Return a line of JSON as plain texts."""
    root = plain(_tree(line))
    assert isinstance(root, dict)  # each line holds an object
    return root


def _tree(line: bytes) -> tree.Mapping:
    """Return a line of JSON as a tree.

    Raises:
        NotKeptError: if the value is nested too deep.
    """
    try:
        node = tree.parse_json_line(line, 1)
    except ValueError as error:
        raise NotKeptError(str(error)) from None
    assert isinstance(node, tree.Mapping)  # each line holds an object
    return node


def _identifier(value: _SectionItem) -> str:
    """Return the id of an object; of a term in the glossary, the term."""
    return value.term if isinstance(value, model.Term) else value.id


def _content(entry: model.Entry) -> int:
    """Return the hash of an entry's fields, without the cite."""
    values = msgspec.structs.astuple(entry)
    return hash(values[:_CITE] + values[_CITE + 1 :])


def _reasons(context: convert.Context) -> str:
    """Return the faults that a reader found, on one line."""
    return "; ".join(problem.message for problem in context.problems.found)
