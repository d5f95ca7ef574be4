"""A folder of records: the head of each, without its files of calls."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from incident_tui.record.reading import HEAD_NAMES, Reading, open_record
from incident_tui.record.vocabulary import CASUALTY_GROUPS

SUFFIXES = (".yaml", ".yml")
NOTES = ".notes.yaml"
"""How the name of a reviewer's own file beside a record ends."""

_SIGN = b"incident-record/"
_LOOKED_AT = 8_192
"""Bytes in which a record says that it is one."""


class Head(msgspec.Struct, frozen=True):
    """One record of a library."""

    path: Path
    date: str
    title: str
    casualties: tuple[int, ...]
    """How many there are in each of `CASUALTY_GROUPS`."""
    entries: int
    """Those of its timeline, without its calls."""
    calls: bool
    """Whether it has files of calls."""
    problems: int
    exercise: bool = False


def folder_of(path: str) -> Path:
    """The folder that a record lies in, as a file or as a folder of its own."""
    file = Path(path).resolve()
    return file.parent.parent if file.name in HEAD_NAMES else file.parent


def same_record(one: Path, path: str) -> bool:
    """Whether a record of a library is the one that was opened by this path."""
    file = Path(path).resolve()
    return one.resolve() in (file, file.parent if file.name in HEAD_NAMES else file)


def paths(folder: Path) -> list[Path]:
    """The records of a folder: files, and folders with a record's file, by name."""
    found = []
    try:
        listed = sorted(folder.iterdir())
    except OSError:
        return []
    for path in listed:
        if path.is_dir():
            if any((path / name).is_file() for name in HEAD_NAMES):
                found.append(path)
        elif path.suffix in SUFFIXES and not path.name.endswith(NOTES) and _is_record(path):
            found.append(path)
    return found


def _is_record(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return _SIGN in file.read(_LOOKED_AT)
    except OSError:
        return False


def heads(folder: Path) -> Iterator[Head]:
    """The head of each record of a folder."""
    for path in paths(folder):
        opened = open_record(path)
        yield _head(path, opened if isinstance(opened, Reading) else opened.reading)


def _head(path: Path, reading: Reading) -> Head:
    record = reading.record
    if record is None:
        return Head(path, "", "(not a record)", (), 0, False, len(reading.problems))
    incident = record.incident
    counts = (
        sum(one.count for one in record.casualties if one.group == group)
        for group in CASUALTY_GROUPS
    )
    return Head(
        path,
        incident.date.isoformat() if incident.date else "no date",
        incident.title,
        tuple(counts),
        len(record.timeline),
        bool(record.calls),
        len(reading.problems),
        incident.exercise,
    )
