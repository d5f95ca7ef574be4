"""An import under way: valid items wait to be written, rejected items are put aside.

Items wait in memory; if entries are many, they wait in a file without a name in the record.
"""

import contextlib
import datetime as dt
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO

import msgspec

from incident_tui.exchange.imports.landing.files_beside import FilesBeside, InTheWayError
from incident_tui.exchange.imports.landing.protocol import (
    LISTED_SECTIONS,
    Advance,
    AlreadyThere,
    Found,
    ImportedItem,
    Origin,
    Passed,
    Rejected,
    Remark,
    Words,
)
from incident_tui.exchange.imports.landing.validate import (
    AlreadyThereError,
    NotKeptError,
    TakenError,
    Validator,
    ValidItem,
    line_of,
)
from incident_tui.exchange.imports.landing.words_in_calls import Placed
from incident_tui.exchange.imports.landing.yaml_insert import Additions, PlainTree
from incident_tui.record.calls.entry_parts import NO_WORDS, Reference
from incident_tui.record.files import temporary_file

MAX_ENTRIES_IN_HEAD = 500
"""More entries than this go into a file of calls, not into the timeline of the head."""
CALLS_WITH_WORDS = "calls with words"
"""The name of calls of the record that get words, where sections are counted."""
MAX_LISTED_REJECTIONS = 5
"""Rejections in the summary; the file of rejections holds each one."""
MAX_SAMPLE_ENTRIES = 3
"""Entries that a look at an import shows."""

_MAX_REJECTED_BYTES_IN_MEMORY = 4 * 1024 * 1024


class Outcome:
    """The result of an import, in numbers."""

    def __init__(self) -> None:
        self.kept: Counter[str] = Counter()
        """From a section to the number of accepted items; a section without any is absent.

        `CALLS_WITH_WORDS` is counted as a section.
        """
        self.beside_calls = 0
        """The number of accepted entries with words of calls that cannot get them."""
        self.already_there = 0
        self.rejected = 0
        self.passed = 0
        self.first_passed: Passed | None = None
        self.defined: Counter[str] = Counter()
        """From a section to the number of items made of an id alone."""
        self.zone_assumed = False
        """Whether the record's zone is UTC by assumption."""
        self.first_rejected: list[Rejected] = []
        self.first_entries: list[ValidItem] = []
        """The first accepted entries, as a sample."""
        self.call_signs: dict[str, str] = {}
        """From the id of an accepted unit to the call sign."""
        self.remarks: dict[str, Origin] = {}
        """From the words of a remark to the origin of the first."""

    @property
    def read(self) -> int:
        """The number of objects: kept, there already, rejected or passed over."""
        return self.kept.total() + self.already_there + self.rejected + self.passed


class Collector:
    """Takes the objects of an importer, one by one; a context manager over temporary files."""

    def __init__(
        self,
        folder: Path,
        validator: Validator,
        zone: dt.tzinfo,
        most_in_head: int | None = None,
        calls_apart: bool = False,
    ) -> None:
        """Begin with no item.

        Args:
            folder: the folder of the record.
            validator: knows the items of the record.
            zone: of the record.
            most_in_head: more entries than this go into a file of calls; None for the usual
                number.
            calls_apart: whether a call without words takes the entries into a file of calls.
        """
        self.outcome = Outcome()
        self.incident: dict[str, PlainTree] = {}
        """The fields of the incident."""
        self.rejected: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115
            _MAX_REJECTED_BYTES_IN_MEMORY
        )
        """The rejections, a line of JSON each."""
        self.has_rejected_text = False
        """Whether a rejection holds a part of a file, and is no fault of a whole file."""
        self.bulk: BinaryIO | None = None
        """The file of entries, if they are many."""
        self._files = contextlib.ExitStack()
        self.words: dict[str, Words] = {}
        """Words for calls of the record, by the id of the call."""
        self.beside = self._files.enter_context(FilesBeside(folder))
        """The files of the accepted entries."""
        self._folder = folder
        self._validator = validator
        self._zone = zone
        self._most_in_head = MAX_ENTRIES_IN_HEAD if most_in_head is None else most_in_head
        self._calls_apart = calls_apart
        self._objects: list[ValidItem] = []
        self._entries: list[ValidItem] = []
        """Entries for the head; with a file of entries, the entries with open references."""
        self._waiting: set[str] = set()
        """Ids of entries with open references."""
        self._only_if_named: set[tuple[str, str]] = set()
        """Sections and ids of accepted items that wait for an item to name them."""
        self._first_day: dt.date | None = None
        """The earliest day of the entries in the file."""

    def __enter__(self) -> "Collector":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.closing(self.rejected):
            self._files.__exit__(kind, error, trace)

    def take(self, found: Found) -> None:
        """Take an object."""
        match found:
            case ImportedItem():
                self._take_item(found)
            case Words():
                self._take_words(found)
            case Rejected():
                self._reject(found)
            case Passed():
                self.outcome.passed += 1
                self.outcome.first_passed = self.outcome.first_passed or found
            case AlreadyThere():
                self.outcome.already_there += 1
            case Remark():
                self.outcome.remarks.setdefault(found.words, found.origin)
            case Advance():
                pass  # for a progress bar

    def keep_words(self, placed: Placed) -> None:
        """Count the calls that get words, and take the words beside calls that cannot get them."""
        self.outcome.kept += Counter({CALLS_WITH_WORDS: placed.number})
        for words in placed.left:
            self._take_beside(words)

    def resolve_references(self) -> None:
        """Reject items with a reference to nothing, define named items, write waiting entries."""
        if self.bulk is None:
            self._fit_for_head()
        # A rejection may take away the target of further references, so the check is repeated.
        while self._reject_all_astray() or self._reject_impossible():
            pass
        self._pass_over_unnamed()
        if self._objects or self._entries or self.bulk or self.incident:
            for definition in self._validator.undefined():
                self._objects.append(self._validator.object(definition))
                self.outcome.defined[definition.section] += 1
        if self.bulk is not None:
            for entry in self._entries:
                self._write(entry)
            self._entries = []

    @property
    def first_day(self) -> dt.date | None:
        """The earliest day of an accepted entry; None if no entry names a day."""
        days = [self._first_day, *(entry.day for entry in self._entries)]
        return min(filter(None, days), default=None)

    def additions(self) -> Additions:
        """Return the additions to the head, section by section, in the order of a record."""
        added: Additions = {}
        words = [item.tree for item in self._objects if item.section == "tolerances"]
        if words:
            added["tolerances"] = {key: length for word in words for key, length in word.items()}
        for section in LISTED_SECTIONS:
            trees: list[object] = [item.tree for item in self._objects if item.section == section]
            if trees:
                added[section] = trees
        if self._entries:
            added["timeline"] = [entry.tree for entry in self._entries]
        return added

    def _take_item(self, item: ImportedItem) -> None:
        try:
            self._taker_of(item.section)(item)
            self.outcome.kept[item.section] += 1
        except AlreadyThereError:
            self.outcome.already_there += 1
        except TakenError as error:
            if item.otherwise is None:
                self._reject(Rejected(item.origin, f"{item.section}: {error}", _raw(item)))
            else:
                self.take(item.otherwise)
        except NotKeptError as error:
            self._reject(Rejected(item.origin, f"{item.section}: {error}", _raw(item)))

    def _take_words(self, words: Words) -> None:
        """Let words wait for their call, or take them beside the call.

        Words that an import before has put beside the call stay there alone.
        """
        known = self.words.get(words.entry)
        is_beside = any(self._validator.has_entry(str(item.value["id"])) for item in words.beside)
        if known is not None and known.text == words.text:
            self.outcome.already_there += 1
        elif not words.text or known or is_beside or not self._validator.lacks_words(words.entry):
            self._take_beside(words)
        else:
            self.words[words.entry] = words

    def _take_beside(self, words: Words) -> None:
        before = self.outcome.kept["timeline"]
        for item in words.beside:
            self.take(item)
        self.outcome.beside_calls += self.outcome.kept["timeline"] - before

    def _taker_of(self, section: str) -> Callable[[ImportedItem], None]:
        """Return the method for the items of a section.

        Raises:
            NotKeptError: if a record has no such section.
        """
        if section == "timeline":
            return self._take_entry
        if section == "incident":
            return self._take_incident
        if section == "tolerances" or section in LISTED_SECTIONS:
            return self._take_object
        raise NotKeptError("a record has no such section")

    def _take_incident(self, item: ImportedItem) -> None:
        self.incident = self._validator.incident(item)

    def _take_object(self, item: ImportedItem) -> None:
        found = self._validator.object(item, self._zone)
        self._objects.append(found)
        if found.section == "units":
            self.outcome.call_signs[found.identifier] = str(item.value.get("call_sign", ""))
        if item.only_if_named:
            self._only_if_named.add((found.section, found.identifier))

    def _take_entry(self, item: ImportedItem) -> None:
        entry = self._validator.entry(item, self._zone)
        if item.files:
            entry = self._with_files(entry, item)
        if len(self.outcome.first_entries) < MAX_SAMPLE_ENTRIES:
            self.outcome.first_entries.append(entry)
        if self.bulk is not None:
            self._write_or_wait(entry)
            return
        self._entries.append(entry)
        is_apart = self._calls_apart and str(item.value.get("text")).startswith(NO_WORDS)
        if is_apart or len(self._entries) > self._most_in_head:
            self._begin_bulk()

    def _with_files(self, entry: ValidItem, item: ImportedItem) -> ValidItem:
        """Write the files of an accepted entry, and return the entry with their paths.

        Raises:
            NotKeptError: if another file is in the place of a file.
        """
        try:
            self.beside.take(item.files)
        except InTheWayError as error:
            self._validator.forget(entry)
            raise NotKeptError(str(error)) from None
        return entry._replace(files=tuple(file.path for file in item.files))

    def _begin_bulk(self) -> None:
        """Move the entries from memory into a file."""
        entries, self._entries = self._entries, []
        self._waiting = {entry.identifier for entry in entries}
        self.bulk = self._files.enter_context(temporary_file(self._folder))
        for entry in entries:
            self._waiting.discard(entry.identifier)
            self._write_or_wait(entry)

    def _write_or_wait(self, entry: ValidItem) -> None:
        """Write an entry, or let the entry wait if the target of a reference may be rejected."""
        if self._waits(entry):
            self._waiting.add(entry.identifier)
            self._entries.append(entry)
        else:
            self._write(entry)

    def _waits(self, entry: ValidItem) -> bool:
        """Whether a reference leads to nothing so far, or to an entry that waits itself."""
        named = {identifier for _, identifier in entry.links}
        return bool(named) and bool(named & self._waiting or self._is_astray(entry))

    def _write(self, entry: ValidItem) -> None:
        """Write an entry into the file of entries."""
        assert self.bulk is not None  # begun before
        self.bulk.write(entry.line + b"\n")
        if entry.day and (self._first_day is None or entry.day < self._first_day):
            self._first_day = entry.day

    def _reject_all_astray(self) -> bool:
        """Reject the items with a reference to nothing; returns whether there were such items.

        A rejection takes the target of further references away, and those items are rejected in
        turn: by an index, since a chain may be as long as the file.
        """
        items = self._objects + self._entries
        astray = [item for item in items if self._is_astray(item)]
        gone = set(map(id, astray))
        naming: dict[str, list[tuple[ValidItem, Reference]]] = {}
        for item in items if astray else ():
            for link in item.links:
                naming.setdefault(link[1], []).append((item, link))
        for item in astray:  # grows in the loop
            self._validator.forget(item)
            self._reject_astray(item)
            for other, link in naming.get(item.identifier, ()):
                if id(other) not in gone and not self._validator.reach([link]):
                    gone.add(id(other))
                    astray.append(other)
        self._leave_out(astray)
        return bool(astray)

    def _reject_impossible(self) -> bool:
        """Reject the entries timed in a circle, say; returns whether there were such entries."""
        reasons = self._validator.impossible(self._entries, self._zone)
        impossible = [entry for entry in self._entries if entry.identifier in reasons]
        for entry in impossible:
            self._validator.forget(entry)
            self._reject_accepted(entry, reasons[entry.identifier])
        self._leave_out(impossible)
        return bool(impossible)

    def _leave_out(self, items: list[ValidItem]) -> None:
        """Remove items from the accepted items."""
        gone = set(map(id, items))
        self._objects = [item for item in self._objects if id(item) not in gone]
        self._entries = [item for item in self._entries if id(item) not in gone]

    def _fit_for_head(self) -> None:
        """Make the entries fit for the reader of the head, or reject them."""
        entries, self._entries = self._entries, []
        for entry in entries:
            try:
                self._entries.append(self._validator.fit_for_head(entry))
            except NotKeptError as error:
                self._validator.forget(entry)
                self._reject_accepted(entry, str(error))

    def _pass_over_unnamed(self) -> None:
        """Leave out the items that no other item names, though each should be named."""
        for item in self._objects.copy():
            key = item.section, item.identifier
            if key in self._only_if_named and not self._validator.is_named(*key):
                self._objects.remove(item)
                self._validator.forget(item)
                self.outcome.kept -= Counter([item.section])
                self.outcome.passed += 1

    def _is_astray(self, item: ValidItem) -> bool:
        """Whether a reference of an item leads to nothing so far."""
        return not self._validator.reach(item.links)

    def _reject_astray(self, item: ValidItem) -> None:
        _, name = next(link for link in item.links if not self._validator.reach([link]))
        what = f"refers to `{name}`, which is nowhere in the record" if name else "cites no source"
        self._reject_accepted(item, f"it {what}")

    def _reject_accepted(self, item: ValidItem, reason: str) -> None:
        """Reject an item that was counted as kept."""
        self.outcome.kept -= Counter([item.section])  # `-=` drops a section that has none left
        self.beside.leave_out(item.files)
        self._reject(Rejected(item.origin, f"{item.section}: {reason}", item.line.decode()))

    def _reject(self, rejected: Rejected) -> None:
        """Put a rejection aside."""
        self.outcome.rejected += 1
        self.has_rejected_text = self.has_rejected_text or bool(rejected.raw)
        if len(self.outcome.first_rejected) < MAX_LISTED_REJECTIONS:
            self.outcome.first_rejected.append(rejected)
        self.rejected.write(_rejected_line(rejected))


def _raw(item: ImportedItem) -> str:
    """Return an item as a text."""
    try:
        return line_of(item.value).decode()
    except NotKeptError:
        return repr(item.value)


def _rejected_line(rejected: Rejected) -> bytes:
    """Return a rejection as a line of JSON: `path`, `line`, `reason`, `raw`."""
    origin = rejected.origin
    written = {
        "path": _encodable(origin.path),
        "line": origin.line,
        "reason": _encodable(rejected.reason),
        "raw": _encodable(rejected.raw),
    }
    return msgspec.json.encode(written) + b"\n"


def _encodable(text: str) -> str:
    """Return a text with surrogates escaped, so that UTF-8 can hold the text."""
    return text.encode("utf-8", "backslashreplace").decode()
