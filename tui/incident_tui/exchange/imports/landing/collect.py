"""One import under way: what is kept of it waits, and what is not is put aside with its reason.

What waits is in memory, except entries once there are many: they are in a file that has no name
of a record's yet.
"""

import contextlib
import datetime as dt
import os
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import IO

import msgspec

from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Remark,
)
from incident_tui.exchange.imports.landing.validate import (
    SECTIONS,
    Admission,
    AlreadyThereError,
    Kept,
    NotKeptError,
    line_of,
)
from incident_tui.exchange.imports.landing.yaml_insert import Additions, Plain

MOST_IN_HEAD = 500
"""Entries that go into the timeline of the head; more of them go into a file of calls."""
MOST_LISTED = 5
"""Rejected things that are told one by one; all of them are put aside."""

_IN_MEMORY = 4 * 1024 * 1024


class Outcome:
    """What came of an import: how many things, of which kind."""

    def __init__(self) -> None:
        self.kept: Counter[str] = Counter()
        """From a section to how many of its items were taken."""
        self.already_there = 0
        self.rejected = 0
        self.passed = 0
        self.defined: Counter[str] = Counter()
        """From a section to how many were made of an id that is used and defined nowhere."""
        self.zone_assumed = False
        """Whether the record's zone is UTC because nothing says which."""
        self.first_rejected: list[Rejected] = []
        self.remarks: dict[str, Place] = {}
        """From the words of a remark to where it was made first."""

    @property
    def read(self) -> int:
        """How many things were read: each was kept, there already, rejected or passed over."""
        return self.kept.total() + self.already_there + self.rejected + self.passed


class Intake:
    """Takes what an importer finds, thing by thing."""

    def __init__(self, folder: Path, admission: Admission, zone: dt.tzinfo) -> None:
        self.outcome = Outcome()
        self.incident: dict[str, Plain] = {}
        """What is said of the incident."""
        self.rejected: IO[bytes] = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115
        """What was rejected, a line of JSON each."""
        self.bulk: IO[bytes] | None = None
        """The file of entries, once there are many."""
        self._folder = folder
        self._admission = admission
        self._zone = zone
        self._objects: list[Kept] = []
        self._entries: list[Kept] = []
        """Entries for the head; once there are too many, those that wait for others to come."""
        self._waiting: set[str] = set()
        """Ids of entries that wait."""

    def __enter__(self) -> "Intake":
        return self

    def __exit__(self, *_: object) -> None:
        self.rejected.close()
        if self.bulk:
            self.bulk.close()
            with contextlib.suppress(FileNotFoundError):  # it has its name
                os.unlink(self.bulk.name)

    def take(self, found: Found) -> None:
        """Take one thing."""
        match found:
            case Item():
                self._take_item(found)
            case Rejected():
                self._reject(found)
            case Passed():
                self.outcome.passed += 1
            case Remark():
                self.outcome.remarks.setdefault(found.words, found.place)

    def _take_item(self, item: Item) -> None:
        try:
            self._taken_by_section(item.section)(item)
            self.outcome.kept[item.section] += 1
        except AlreadyThereError:
            self.outcome.already_there += 1
        except NotKeptError as error:
            self._reject(Rejected(item.place, f"{item.section}: {error}", _raw(item)))

    def _taken_by_section(self, section: str) -> Callable[[Item], None]:
        if section == "timeline":
            return self._take_entry
        if section == "incident":
            return self._take_incident
        if section == "tolerances" or section in SECTIONS:
            return self._take_object
        raise NotKeptError("a record has no such section")

    def _take_incident(self, item: Item) -> None:
        self.incident = self._admission.incident(item)

    def _take_object(self, item: Item) -> None:
        self._objects.append(self._admission.object(item))

    def _take_entry(self, item: Item) -> None:
        kept = self._admission.entry(item, self._zone)
        if self.bulk is not None:
            self._write_or_wait(kept)
            return
        self._entries.append(kept)
        if len(self._entries) > MOST_IN_HEAD:
            self._begin_bulk()

    def _begin_bulk(self) -> None:
        """Go over to a file."""
        entries, self._entries = self._entries, []
        self._waiting = {entry.identifier for entry in entries}
        self.bulk = tempfile.NamedTemporaryFile(  # noqa: SIM115
            dir=self._folder, prefix=".calls-", suffix=".tmp", delete=False
        )
        for entry in entries:
            self._waiting.discard(entry.identifier)
            self._write_or_wait(entry)

    def _write_or_wait(self, kept: Kept) -> None:
        """Write an entry, unless it refers to what may never be there."""
        assert self.bulk is not None  # it was begun
        named = {identifier for _, identifier in kept.links}
        if named & self._waiting or not self._admission.reach(kept.links):
            self._waiting.add(kept.identifier)
            self._entries.append(kept)
        else:
            self.bulk.write(kept.line + b"\n")

    def settle(self) -> None:
        """Reject what refers to nothing, define what is named, and write what waited."""
        while astray := [one for one in self._objects + self._entries if not self._reaches(one)]:
            for kept in astray:
                self._admission.forget(kept)
                self._reject_astray(kept)
            gone = set(map(id, astray))
            self._objects = [one for one in self._objects if id(one) not in gone]
            self._entries = [one for one in self._entries if id(one) not in gone]
        if self._objects or self._entries or self.bulk or self.incident:
            for item in self._admission.undefined():
                self._objects.append(self._admission.object(item))
                self.outcome.defined[item.section] += 1
        if self.bulk is not None:
            self.bulk.writelines(entry.line + b"\n" for entry in self._entries)
            self._entries = []

    def _reaches(self, kept: Kept) -> bool:
        return self._admission.reach(kept.links)

    def _reject_astray(self, kept: Kept) -> None:
        _, name = next(one for one in kept.links if not self._admission.reach([one]))
        what = f"refers to `{name}`, which is nowhere in the record" if name else "cites no source"
        reason = f"{kept.section}: it {what}"
        self.outcome.kept[kept.section] -= 1
        self._reject(Rejected(kept.place, reason, kept.line.decode()))

    def additions(self) -> Additions:
        """What the head gets, section by section, in the order of a record."""
        added: Additions = {}
        words = [kept.said for kept in self._objects if kept.section == "tolerances"]
        if words:
            added["tolerances"] = {key: one for word in words for key, one in word.items()}
        for section in SECTIONS:
            said = [kept.said for kept in self._objects if kept.section == section]
            if said:
                added[section] = said
        if self._entries:
            added["timeline"] = [kept.said for kept in self._entries]
        return added

    def _reject(self, rejected: Rejected) -> None:
        """Put something aside; each is kept once, however often it comes."""
        self.outcome.rejected += 1
        if len(self.outcome.first_rejected) < MOST_LISTED:
            self.outcome.first_rejected.append(rejected)
        self.rejected.write(_rejected_line(rejected))


def _raw(item: Item) -> str:
    """What an item says, as a text."""
    try:
        return line_of(item.value).decode()
    except NotKeptError:
        return repr(item.value)


def _rejected_line(rejected: Rejected) -> bytes:
    place = rejected.place
    told = {
        "path": place.path,
        "line": place.line,
        "reason": rejected.reason,
        "raw": rejected.raw,
    }
    written = {
        key: one.encode("utf-8", "backslashreplace").decode() if isinstance(one, str) else one
        for key, one in told.items()
    }
    return msgspec.json.encode(written) + b"\n"
