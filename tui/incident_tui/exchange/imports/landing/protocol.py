"""What an importer yields: objects of a record in its own notation, and what could not be read."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec


class Place(NamedTuple):
    """Where something stands in what is imported."""

    path: str
    line: int = 0
    """From 1; 0 for a whole file."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}" if self.line else self.path


class Item(msgspec.Struct, frozen=True, gc=False):
    """An object of a record, as plain values under the names of `incident_tui.record.model`.

    Its id follows from what it is alone, so that the same object has it at every import.
    """

    section: str
    """`incident`, `sources`, `agencies`, `timeline`, …; of `tolerances`, one word at a time."""
    value: dict[str, Any]
    place: Place


class Rejected(msgspec.Struct, frozen=True, gc=False):
    """Something that could not be read: nothing of it is in the record, and nothing of it lost."""

    place: Place
    reason: str
    """What is wrong and what to do about it."""
    raw: str
    """What stands there, as it stands."""


class Passed(msgspec.Struct, frozen=True, gc=False):
    """Something that was read and holds nothing for a record, such as an empty line."""

    place: Place
    reason: str


class Remark(msgspec.Struct, frozen=True, gc=False):
    """How something was read, where it could have been read otherwise: the user is told."""

    place: Place
    words: str


class Wishes(msgspec.Struct, frozen=True, kw_only=True):
    """What the user says of what is imported."""

    zone: dt.tzinfo = dt.UTC
    """The zone of times that name none."""
    zone_said: bool = False
    """Whether the user named that zone; otherwise it is UTC because nothing says which."""
    date: dt.date | None = None
    """The day of times that name none; also the incident's."""
    title: str = ""
    columns: Mapping[str, str] = {}
    """From a field of ours to the column that holds it."""
    talkgroups: Mapping[str, str] = {}
    """From a talkgroup's number or tag to the id of its agency in the record that is added to."""
    agencies: Mapping[str, str] = {}
    """From an agency's id, short name, name or alias, casefolded, to its id in that record."""
    units: Mapping[str, str] = {}
    """From a unit's id or call sign, casefolded, to its id in that record."""
    folder: Path | None = None
    """The folder of the record that is written: a path in it is written from there."""
    record_zone: dt.tzinfo | None = None
    """The zone of the record that is added to; None for a new one, which takes `zone`."""
    date_order: Literal["", "mdy", "dmy"] = ""
    """How dates such as 02/03/2024 are read; "" leaves it to the file."""


Found = Item | Rejected | Passed | Remark

Import = Callable[[Sequence[Path], Wishes], Iterator[Found]]
"""An importer: it reads files or folders, one thing at a time, whatever their size."""
