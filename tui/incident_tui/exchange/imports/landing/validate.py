"""Validation of imported items: a record's reader accepts the item, and the record lacks the item.

Of an entry, memory holds two hashes alone, so that a million entries have room.
"""

import contextlib
import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from incident_tui.exchange.imports.foreign.hashes import HashMap, HashSet
from incident_tui.exchange.imports.landing.protocol import LISTED_SECTIONS, ImportedItem, Origin
from incident_tui.exchange.imports.landing.yaml_insert import PlainTree, plain
from incident_tui.placing.placement import TimeFault, place, place_alone
from incident_tui.placing.zone import Zone
from incident_tui.record import convert, model, tree
from incident_tui.record.calls.entry_parts import Reference, lacks_words, references_of
from incident_tui.record.calls.line import MAX_LINE_BYTES, read_line
from incident_tui.record.problems import Problems
from incident_tui.record.source_text import fault_of
from incident_tui.record.time_value import (
    MINUTE,
    Bounds,
    Form,
    Moment,
    Precision,
    Span,
    TimeValue,
)

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


class TakenError(NotKeptError):
    """The record has another item of the id."""

    def __init__(self) -> None:
        super().__init__(TAKEN)


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
    day: dt.date | None = None
    """Of an entry, the day on which it begins, in the zone of the record; None if not written."""
    files: tuple[str, ...] = ()
    """The paths of the files that come beside the record with an entry."""

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
        self._record: model.Record | None = None
        """The existing record; None for a new record."""
        self._entries = HashMap()
        """From the hash of an entry's id to that of its content without the cite; 0 for none."""
        self._without_words = HashSet()
        """The hashes of the ids of calls without words, in the files of calls."""
        self._with_words = HashSet()
        """The hashes of calls with words, in those files, each without its words."""
        self._corrected = HashSet()
        """The hashes of entries whose words a person has corrected, as they were before."""
        self._milestones: Counter[str] = Counter()
        """From a milestone to the number of times that entries reach the milestone."""
        self._named: Counter[Reference] = Counter()
        """From a reference to an item that an id alone can make to the number of uses."""
        self._zone: Zone | None = None
        """The zone by which times are checked; None before the first."""
        self._zone_of: dt.tzinfo | None = None
        """The zone for a new record that `_zone` was made of."""
        self._names_zone = False
        """Whether the record, or the imported incident, names its zone."""

    def know(self, record: model.Record, calls: Iterable[model.Entry]) -> None:
        """Take in the items of an existing record, and of its files of calls."""
        self._record, self._incident = record, record.incident
        self._zone, self._names_zone = Zone(record), True
        for section in LISTED_SECTIONS:
            for value in getattr(record, section):
                self._objects[section][_identifier(value)] = value
        self._tolerances |= record.tolerances
        for entry in record.timeline:
            self._know(entry)
        heads = {entry.id for entry in record.timeline}
        for entry in calls:
            self._know(entry)
            if entry.kind == "radio_call" and entry.id not in heads:
                if lacks_words(entry):
                    self._without_words.add(hash(entry.id))
                else:
                    self._with_words.add(_wordless(entry))

    def has_entry(self, identifier: str) -> bool:
        """Whether the record, or the import, has an entry."""
        return bool(self._entries.get(hash(identifier)))

    def lacks_words(self, identifier: str) -> bool:
        """Whether an entry is a call without words in a file of calls of the record."""
        return hash(identifier) in self._without_words

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
        if known := self._entries.get(key):
            is_there = known == content or content in self._corrected
            is_there = is_there or self._has_with_words(entry)
            raise AlreadyThereError if is_there else TakenError
        self._check_times([entry.time, entry.known] if entry.known else [entry.time], zone)
        self._entries.put(key, content)
        if reached := model.milestones_of(entry):
            self._milestones.update(reached)
        links, day = self._links(references), day_of(entry.time.at, zone)
        return ValidItem("timeline", entry.id, line, item.origin, links, day)

    def object(self, item: ImportedItem, zone: dt.tzinfo = dt.UTC) -> ValidItem:
        """Accept an item of a section other than the timeline.

        Args:
            item: the item.
            zone: the zone of a new record, for the times in the item.

        Raises:
            NotKeptError: if a record's reader refuses the item, or another item has the id.
            AlreadyThereError: if the record has the item.
        """
        if item.section == "tolerances":
            return self._tolerance(item)
        line = line_of(item.value)
        if item.section == "sources":
            line = self._with_text_at_hand(line)
        value, references, times = _object_of(item.section, line)
        identifier, known = _identifier(value), self._objects[item.section]
        if identifier in known:
            raise AlreadyThereError if known[identifier] == value else TakenError
        self._check_times(times, zone)
        known[identifier] = value
        links = self._links(references)
        if isinstance(value, model.Interval):
            links += (_ENDS, value.start), (_ENDS, value.end)
        return ValidItem(item.section, identifier, line, item.origin, links)

    def fit_for_head(self, item: ValidItem) -> ValidItem:
        """Return an entry as the reader of the head takes it: without empty keys, if need be.

        The reader of calls is faster, and lenient: it takes an empty reference, and any number.

        Raises:
            NotKeptError: if the reader of the head refuses the entry.
        """
        fault = _fault_in_head(item.line)
        if not fault:
            return item
        bare = item._replace(line=_encode(_without_empty_texts(msgspec.json.decode(item.line))))
        # What an empty key of an entry says is what its absence says, or else it was required.
        if _entry_of(item.line)[0] != _entry_of(bare.line)[0] or _fault_in_head(bare.line):
            raise NotKeptError(fault)
        return bare

    def impossible(self, items: Sequence[ValidItem], zone: dt.tzinfo) -> dict[str, str]:
        """Return why entries cannot be timed by other entries: from an id to the reason.

        Args:
            items: accepted entries.
            zone: the zone of a new record.
        """
        if not any(sections == ("timeline",) for item in items for sections, _ in item.links):
            return {}
        record, entries = self._record, [_entry_of(item.line)[0] for item in items]
        if record is None:
            if any(map(_lacks_day, entries)):
                return {}  # of which day a clock time is, shows when the record is begun
            named = self._zone if self._names_zone else None
            record = _new_record(named.zone if named else zone)
        by_time = {id(entry.time): entry.id for entry in entries}
        together = msgspec.structs.replace(record, timeline=(*record.timeline, *entries))
        return {
            by_time[id(fault.value)]: fault.reason
            for fault in place(together).faults
            if id(fault.value) in by_time
        }

    def is_named(self, section: str, identifier: str) -> bool:
        """Whether an accepted item names an item of a section that an id alone can make."""
        return self._named[(section,), identifier] > 0

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
        if "timezone" in item.value:
            self._zone, self._names_zone = Zone(record), True
        self._links(references)
        return _plain_tree(line_of(item.value))

    def reach(self, links: Iterable[Reference]) -> bool:
        """Whether the record has an item for each reference."""
        return all(self._has(*link) for link in links)

    def forget(self, item: ValidItem) -> None:
        """Remove an accepted item, the milestones that it reaches, and its uses of ids."""
        if item.section == "timeline":
            entry, references = _entry_of(item.line)
            self._milestones.subtract(model.milestones_of(entry))
            self._entries.put(hash(entry.id), 0)
        else:
            _, references, _ = _object_of(item.section, item.line)
            del self._objects[item.section][item.identifier]
        self._named.subtract(filter(_is_defined_by_id, references))

    def undefined(self) -> Iterator[ImportedItem]:
        """Yield an item, made of the id alone, for each reference without a definition."""
        for (section,), identifier in [named for named, uses in self._named.items() if uses > 0]:
            if identifier not in self._objects[section]:
                value = {"id": identifier, _NAME_FIELDS[section]: identifier}
                if section == "sources":
                    note = "cited in what was imported, which says no more of it, not even its kind"
                    value |= {"kind": "report", "note": note}
                yield ImportedItem(section, value, Origin(""))

    def _know(self, entry: model.Entry) -> None:
        self._entries.put(hash(entry.id), _content(entry))
        for before in _uncorrected(entry):
            self._corrected.add(_content(before))
        self._milestones.update(model.milestones_of(entry))

    def _has_with_words(self, entry: model.Entry) -> bool:
        """Whether the record has an entry, with words that the entry does not have."""
        return lacks_words(entry) and _wordless(entry) in self._with_words

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
            raise AlreadyThereError if self._tolerances[word] == read else TakenError
        self._tolerances[word] = read
        return ValidItem("tolerances", word, line_of(item.value), item.origin, ())

    def _has(self, sections: tuple[str, ...], identifier: str) -> bool:
        """Whether one of the sections has an item with the id; without sections, in the record."""
        if "tolerances" in sections:
            return identifier in self._tolerances
        if (not sections or "timeline" in sections) and self._entries.get(hash(identifier)):
            return True
        if sections == _ENDS and self._milestones[identifier] > 0:
            return True
        return any(
            identifier in self._objects.get(section, ()) or self.is_named(section, identifier)
            for section in sections or _WITH_IDS
        )

    def _links(self, references: Iterable[Reference]) -> tuple[Reference, ...]:
        """Note the references that an id alone can satisfy; return the rest."""
        links = []
        for reference in references:
            if _is_defined_by_id(reference):
                self._named[reference] += 1
            elif reference[1] or reference[0] == ("sources",):
                links.append(reference)
        return tuple(links)

    def _check_times(self, times: Iterable[TimeValue], zone: dt.tzinfo) -> None:
        """Check that times are possible on the clocks of the record.

        Raises:
            NotKeptError: if a time is impossible, such as a span that ends before it begins.
        """
        if not self._names_zone and self._zone_of is not zone:
            self._zone, self._zone_of = Zone(_new_record(zone)), zone
        assert self._zone is not None  # of the record, or of the new record
        faults: list[TimeFault] = []
        for value in times:
            if not _is_certain(value.at, self._zone):  # most are, of a million that are checked
                place_alone(value, self._zone, faults)
        if faults:
            raise NotKeptError("; ".join(dict.fromkeys(fault.reason for fault in faults)))

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


def day_of(form: Form, zone: dt.tzinfo) -> dt.date | None:
    """Return the day on which a time begins, in a zone; None for a time without a day."""
    moment = first_moment(form)
    if moment is None or moment.date is None:
        return None
    offset = moment.offset if moment.precision > Precision.DAY else None
    with contextlib.suppress(OverflowError):  # beyond the calendar in UTC
        return _day(moment.date, moment.clock // MINUTE, offset, zone)
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


def _object_of(section: str, line: bytes) -> tuple[_SectionItem, list[Reference], list[TimeValue]]:
    """Read an object of a section, as a value of the model, and the references and times in it.

    Raises:
        NotKeptError: if a record's reader refuses the object.
    """
    context = convert.Context("", Problems())
    found = convert.read_section(section, tree.Sequence([_tree(line)], 1, 1), context)
    if not found or context.problems.found:
        raise NotKeptError(_reasons(context) or "it cannot be read")
    if fault := _empty_reference(context):
        raise NotKeptError(fault)
    return found[0], _references(context), [value for value, _ in context.times.values()]


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
    if fault := _empty_reference(context):
        raise NotKeptError(fault)
    return record, _references(context)


def _fault_in_head(line: bytes) -> str:
    """The fault of an entry for the reader of the head, or ""."""
    context = convert.Context("", Problems())
    try:
        convert.read_entry(_tree(line), context)
    except convert.Wrong as error:
        return _reasons(context) or str(error)
    return _reasons(context) or _empty_reference(context)


def _without_empty_texts(value: object) -> object:
    """Return a value of JSON without the keys that hold an empty text."""
    if isinstance(value, dict):
        return {key: _without_empty_texts(item) for key, item in value.items() if item != ""}
    return [_without_empty_texts(item) for item in value] if isinstance(value, list) else value


def _empty_reference(context: convert.Context) -> str:
    """The fault of a reference without an id, which leads to nothing, or ""; of cites aside."""
    for sections, identifier, _ in context.references:
        if not identifier and sections != ("sources",):
            where = " or ".join(f"`{section}`" for section in sections) or "any section"
            return f"a reference to {where} is empty; give it a value or take the key out"
    return ""


def _is_defined_by_id(reference: Reference) -> bool:
    """Whether an id alone can make the item that a reference leads to."""
    sections, identifier = reference
    return bool(identifier) and len(sections) == 1 and sections[0] in _NAME_FIELDS


def _is_certain(form: Form, zone: Zone) -> bool:
    """Whether a time is surely possible: a moment with an offset, or in an hour without a change.

    The first and the last year are left out, of which a zone may move the ends out of the calendar.
    """
    if type(form) is not Moment or form.date is None:
        return False
    is_inside = dt.MINYEAR < form.date.year < dt.MAXYEAR
    return is_inside and (form.offset is not None or zone.is_plain(form))


def _lacks_day(entry: model.Entry) -> bool:
    """Whether the time of an entry has a moment without a date."""
    form = entry.time.at
    moments: tuple[Moment | None, ...] = ()
    match form:
        case Moment():
            moments = (form,)
        case Span(start, end) | Bounds(start, end):
            moments = start, end
    return any(moment is not None and moment.date is None for moment in moments)


def _new_record(zone: dt.tzinfo) -> model.Record:
    """Return a record in a zone that stands for a record not begun, whose day is not known."""
    name = str(zone)
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # of an offset, which never changes its clocks
        name = "UTC"
    record, _ = _record_with("incident", {**_INCIDENT, "timezone": name})
    return record


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
    """Return the hash of an entry's fields, without the cite; never 0."""
    values = msgspec.structs.astuple(entry)
    return hash(values[:_CITE] + values[_CITE + 1 :]) or 1


def _uncorrected(entry: model.Entry) -> Iterator[model.Entry]:
    """Yield an entry as it can have been before a person corrected its words; nothing for another.

    What a correction writes does not say whether the words were verbatim before.
    """
    transcript = entry.transcript
    if transcript is None or not transcript.uncorrected:
        return
    of_machine = msgspec.structs.replace(transcript, method="asr", corrected_by="", uncorrected="")
    before = of_machine if of_machine != model.Transcript(method="asr") else None
    for is_verbatim in (False, True):
        yield msgspec.structs.replace(
            entry, text=transcript.uncorrected, verbatim=is_verbatim, transcript=before
        )


def _wordless(entry: model.Entry) -> int:
    """Return the hash of a call by its id and by fields that words do not change."""
    call = entry.time, entry.agency, entry.speaker, entry.channel, entry.audio
    return hash((entry.id, *call))


def _reasons(context: convert.Context) -> str:
    """Return the faults that a reader found, on one line."""
    return "; ".join(problem.message for problem in context.problems.found)
