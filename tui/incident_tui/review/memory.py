"""What the program remembers: of each record where it was left, of the screen how it looked.

A JSON file for each record, `records/….json`, and `screen.json` for every record, in the state
folder of the user. Only a file of this or an earlier version is ever replaced.
"""

from pathlib import Path
from threading import Lock
from typing import Annotated, NamedTuple, TypeVar, get_args

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.user_folders import incident_file, user_folder
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.filters import EVERYTHING, FilterName, Filters
from incident_tui.review.intents import Resume, ReturnTo
from incident_tui.review.layout import MAX_STEPS
from incident_tui.review.review import Review, step
from incident_tui.review.search import can_search
from incident_tui.review.time_column import TimeColumn
from incident_tui.review.user_files import (
    UserFileError,
    decoded,
    read_user_file,
    write_user_file,
)

VERSION = 1
"""The version of the files."""
_SCREEN = ""
"""In place of the id of an incident, for what is remembered for every record."""
_Steps = Annotated[int, msgspec.Meta(ge=-MAX_STEPS, le=MAX_STEPS)]


class _Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """The base of the content of a file."""

    version: int = VERSION


_Kind = TypeVar("_Kind", bound=_Remembered)


class RecordMemory(_Remembered, frozen=True, kw_only=True):
    """What is remembered of a record; the defaults are those of a record never opened."""

    incident: str = ""
    """The id of the incident."""
    entry: str = ""
    """The id of the entry under the cursor; "" if no step was made from the overview."""
    filters: Filters = EVERYTHING
    clock: Clock | None = None
    """None for the clock that a record begins with, by the settings."""
    times: TimeColumn = TimeColumn.CLOCK


class ScreenMemory(_Remembered, frozen=True, kw_only=True):
    """What is remembered for every record."""

    theme: str = ""
    """The theme that the user picked; "" if the user picked none."""
    right_steps: _Steps = 0
    middle_steps: _Steps = 0


def memory_of(review: Review, entry: str, first_clock: Clock) -> RecordMemory:
    """What to remember of a review.

    Args:
        entry: the id of the entry to return to; "" for none.
        first_clock: the clock that a record begins with.
    """
    return RecordMemory(
        incident=review.chronology.record.incident.id,
        entry=entry,
        filters=review.filters,
        clock=None if review.clock is first_clock else review.clock,
        times=review.times,
    )


class Recalled(NamedTuple):
    """A review as it was left."""

    review: Review
    has_place: bool = False
    """Whether there is an entry to show, or calls to read that may bring the entry."""
    awaited: str = ""
    """The id of an entry that is not shown yet; "" if nothing is waited for."""


def recalled(review: Review, memory: RecordMemory) -> Recalled:
    """A review of a record just opened, as the record was left; what is gone is left out."""
    filters = _possible(memory.filters, review.chronology)
    clock = review.clock if memory.clock is None else memory.clock
    review = step(review, Resume(filters, clock, memory.times))
    if not memory.entry:
        return Recalled(review)
    review = step(review, ReturnTo(memory.entry))
    is_awaited = awaits(review, memory.entry)
    has_place = is_awaited or memory.entry in review.chronology.positions
    return Recalled(review, has_place, memory.entry if is_awaited else "")


def awaits(review: Review, entry: str) -> bool:
    """Whether an entry may still come to be shown, by calls or matches that are not there yet."""
    if entry in review.chronology.positions:
        return review.kept is not None and not review.kept.complete
    return not review.chronology.complete


def _possible(filters: Filters, chronology: Chronology) -> Filters:
    """The filters with the agencies, units, sources and kinds that the record has."""
    record = chronology.record
    possible = Filters(
        agencies=_those(filters.agencies, {*chronology.agencies, UNIDENTIFIED}),
        kinds=_those(filters.kinds, {*ENTRY_KINDS}),
        sources=_those(filters.sources, {source.id for source in record.sources}),
        words=filters.words if filters.words and can_search(filters.words) else None,
        units=_those(filters.units, {unit.id for unit in record.units}),
        within=filters.within,
        marked=filters.marked,  # until the notes are read
    )
    names = dict.fromkeys((*filters.order, *get_args(FilterName)))
    order = tuple(name for name in names if getattr(possible, name) is not None)
    return msgspec.structs.replace(possible, order=order)


def _those(chosen: frozenset[str] | None, known: set[str]) -> frozenset[str] | None:
    """The chosen ids that are known; None if every chosen id is gone."""
    if not chosen:
        return chosen
    return chosen & known or None


class Memory:
    """The files of what is remembered: read when asked for, written by `save`.

    A method may be called from any thread.
    """

    def __init__(self, folder: Path | None, is_fresh: bool = False) -> None:
        """Read nothing yet.

        Args:
            folder: of the files; None if there is none, and nothing is remembered.
            is_fresh: whether a record opens as if nothing were remembered.
        """
        self._folder = folder
        self._is_fresh = is_fresh
        self._left: dict[str, RecordMemory | ScreenMemory] = {}
        """What is to be remembered, by the id of the incident; the screen is `_SCREEN`."""
        self._saved: set[str] = set()
        """The keys whose latest values are saved."""
        self._faults: dict[str, bool] = {}
        """What is wrong with the files, and whether it was told."""
        self._lock = Lock()

    def record(self, incident: str) -> RecordMemory:
        """What is remembered of a record, by the id of the incident."""
        is_new = self._is_fresh and incident not in self._left
        return RecordMemory() if is_new else self._recall(incident, RecordMemory)

    def screen(self) -> ScreenMemory:
        """What is remembered for every record."""
        return self._recall(_SCREEN, ScreenMemory)

    def leave(self, value: RecordMemory | ScreenMemory) -> None:
        """Remember a value in place of the value before; it is on the disk after `save`."""
        key = value.incident if isinstance(value, RecordMemory) else _SCREEN
        with self._lock:
            if self._folder is not None and self._left.get(key) != value:
                self._left[key] = value
                self._saved.discard(key)

    @property
    def is_unsaved(self) -> bool:
        """Whether there is a value to write."""
        return len(self._saved) < len(self._left)

    def save(self) -> None:
        """Write what is not on the disk yet; a file that cannot be written is a fault."""
        if self._folder is None:
            return
        with self._lock:
            for key in [key for key in self._left if key not in self._saved]:
                self._saved.add(key)
                try:
                    _write(_path(self._folder, key), self._left[key])
                except UserFileError as error:
                    self._faults.setdefault(str(error), False)

    def new_faults(self) -> list[str]:
        """What is wrong with the files, each fault once: a fault is new until it is asked for."""
        with self._lock:
            new = [fault for fault, is_told in self._faults.items() if not is_told]
            self._faults = dict.fromkeys(self._faults, True)
        return new

    def _recall(self, key: str, kind: type[_Kind]) -> _Kind:
        with self._lock:
            left = self._left.get(key)
            if isinstance(left, kind):
                return left
            try:
                return self._on_disk(key, kind) or kind()
            except UserFileError as error:
                self._faults.setdefault(str(error), False)
                return kind()

    def _on_disk(self, key: str, kind: type[_Kind]) -> _Kind | None:
        if self._folder is None or not self._folder.exists():  # the first start is the quickest
            return None
        return _read(_path(self._folder, key), kind)


def _path(folder: Path, key: str) -> Path:
    """The file of a record, or of the screen."""
    return folder / "screen.json" if key == _SCREEN else incident_file(folder / "records", key)


class _NotUnderstoodError(UserFileError):
    """A file that is damaged; it can be replaced."""


def _read(path: Path, kind: type[_Kind]) -> _Kind | None:
    """The value of a file; None if there is no file.

    Raises:
        UserFileError: if the file is not understood, or not to be replaced.
    """
    content = read_user_file(path)
    if content is None:
        return None
    try:
        if decoded(content, _Remembered).version > VERSION:
            words = "written by a later version of incident-tui; it is left as it is"
            raise UserFileError(f"{path}: {words}, and nothing is remembered")
        return decoded(content, kind)
    except ValueError as error:
        if path.is_symlink():
            words = f"a link to a file that is not understood ({error})"
            raise UserFileError(f"{path}: {words}; remove the link") from error
        words = f"what was remembered is not understood ({error})"
        raise _NotUnderstoodError(f"{path}: {words}; the file is written anew") from error


def _write(path: Path, value: RecordMemory | ScreenMemory) -> None:
    """Write a value to its file, unless the file holds it, or there is nothing to remember.

    Raises:
        UserFileError: if the file cannot be written, or is not to be replaced.
    """
    try:
        there = _read(path, type(value))
    except _NotUnderstoodError:
        there = None
    else:
        if there == value or (there is None and _is_nothing(value)):
            return
    try:
        write_user_file(path, value)
    except UserFileError as error:
        raise UserFileError(f"not remembered: {error}") from error


def _is_nothing(value: RecordMemory | ScreenMemory) -> bool:
    """Whether a value is what a program without a memory begins with."""
    if isinstance(value, ScreenMemory):
        return value == ScreenMemory()
    return msgspec.structs.replace(value, incident="") == RecordMemory()


def memory_of_user(is_fresh: bool = False) -> Memory:
    """The memory in the state folder of the user.

    Args:
        is_fresh: whether a record opens as if nothing were remembered.
    """
    return Memory(user_folder("state"), is_fresh)
