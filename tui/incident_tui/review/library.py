"""A folder of records: the head of each record, without bulk calls."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import HEAD_NAMES, Reading, open_record
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.harm import casualty_counts
from incident_tui.review.lens import Lens

SUFFIXES = (".yaml", ".yml")
NOTES = ".notes.yaml"
"""How the name of a reviewer's own file beside a record ends."""

_SIGN = b"incident-record/"
_START_BYTES = 8_192
"""The start of a file, in which a record names its format."""


class Head(msgspec.Struct, frozen=True):
    """A record of a library."""

    path: Path
    date: str
    title: str
    casualties: tuple[int, ...]
    """How many came to harm in each of `CASUALTY_GROUPS`, by the end of the record."""
    entries: int
    """Entries of the timeline, without bulk calls."""
    calls: bool
    """Whether bulk calls are in further files."""
    problems: int
    """Problems of the file, and of its times if the record has no bulk calls."""
    exercise: bool = False
    wrong: str = ""
    """Why the file is no record; "" for a record."""


SORTS = ("date", "title", "casualties", "entries", "problems")
"""The orders of records."""


def ordered(records: Iterable[Head], sort: str) -> list[Head]:
    """The records in an order of `SORTS`: numbers fall, and files that are no records come last."""

    def place(one: Head) -> tuple[Any, ...]:
        if sort == "title":
            return not one.date, one.title.casefold()
        if sort == "casualties":
            return not one.date, -sum(one.casualties)
        if sort in ("entries", "problems"):
            return not one.date, -getattr(one, sort)
        return not one.date, one.date

    return sorted(records, key=place)


def folder_of(path: str) -> Path:
    """The folder around a record, which is a file or a folder."""
    file = Path(path).resolve()
    return file.parent.parent if file.name in HEAD_NAMES else file.parent


def same_record(one: Path, path: str) -> bool:
    """Whether a record of a library and an opened path are the same record."""
    file = Path(path).resolve()
    return one.resolve() in (file, file.parent if file.name in HEAD_NAMES else file)


def paths(folder: Path) -> list[Path]:
    """The records of a folder: files, and folders with a record's file, by name."""
    try:
        listed = sorted(os.listdir(folder))
    except OSError:
        return []
    return [folder / name for name in listed if _is_record(folder / name)]


def _is_record(path: Path) -> bool:
    if os.path.isdir(path):  # unlike Path's, these say no to what may not be looked at
        return any(os.path.isfile(path / name) for name in HEAD_NAMES)
    if path.suffix not in SUFFIXES or path.name.endswith(NOTES) or not os.path.isfile(path):
        return False
    try:
        with path.open("rb") as file:
            return _SIGN in file.read(_START_BYTES)
    except OSError:
        return True  # it may be one: opening it says why it cannot be read


def heads(folder: Path) -> Iterator[Head]:
    """The head of each record of a folder."""
    for path in paths(folder):
        opened = open_record(path)
        yield _head(path, opened if isinstance(opened, Reading) else opened.reading)


def _head(path: Path, reading: Reading) -> Head:
    record = reading.record
    if record is None:
        errors = (one.message for one in reading.problems if one.severity == "error")
        title, wrong = f"{path.name} (not a record)", next(errors, "not a record")
        return Head(path, "", title, (), 0, False, len(reading.problems), wrong=wrong)
    incident, chronology = record.incident, chronology_of(reading)
    lens = Lens(chronology)  # at the end of the record
    return Head(
        path,
        incident.date.isoformat() if incident.date else "no date",
        incident.title,
        tuple(casualty_counts(lens, group)[0] for group in CASUALTY_GROUPS),
        len(record.timeline),
        bool(record.calls),
        len(reading.problems if record.calls else chronology.problems),
        incident.exercise,
    )
