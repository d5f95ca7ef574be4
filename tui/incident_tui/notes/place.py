"""Where the log of a record's notes is: beside the record, or in the data folder of the user."""

import os
from collections.abc import Collection
from pathlib import Path

import msgspec

from incident_tui.notes.log import incident_of
from incident_tui.record.reading import STANDARD_INPUT
from incident_tui.record.user_folders import incident_file, named_folder

SUFFIX = ".review.jsonl"
"""How the name of a log ends: `x.review.jsonl` beside `x.yaml`."""

_SUFFIXES = (".yaml", ".yml")
_MOST_LOGS = 1_000
"""The maximum number of logs in a folder that are looked at for a log under an old name."""


class Place(msgspec.Struct, frozen=True):
    """The place of a log."""

    path: Path
    told: str = ""
    """What a person should know of the place, with the remedy; "" for the usual place."""


def place_of(
    record: str | Path,
    incident: str,
    bundled: bool = False,
    folder: Path | None = None,
    others: Collection[Path] = (),
) -> Place:
    """The place of the log of a record; nothing is written.

    Args:
        record: the file of the record, not its folder; `-` for standard input.
        incident: the id of the incident of the record.
        bundled: whether the record came with the program; its log is in the user's data folder.
        folder: of the logs that are not beside their record; None for the data folder of the user.
        others: logs of other reviewers, which are no logs under an old name of the record.
    """
    apart = _path_apart(incident, folder)
    if bundled or str(record) == STANDARD_INPUT:
        return Place(apart)
    beside = Path(record).with_suffix(SUFFIX)
    is_there = os.path.lexists(beside)
    if not is_there and (old := _renamed(Path(record), incident, others)):
        words = f"{old}: the log under the record's old name is used; rename it to {beside.name}"
        return Place(old, words)
    if os.access(beside if is_there else beside.parent, os.W_OK):
        return Place(beside)
    if not is_there:
        return Place(apart, f"{beside.parent}: cannot be written; notes are in {apart}")
    return Place(
        apart,
        f"{beside}: cannot be written; notes are in {apart}."
        f" For the notes of {beside.name} too: incident-tui notes merge",
    )


def _renamed(record: Path, incident: str, others: Collection[Path]) -> Path | None:
    """The only log in the folder that has this incident, and whose record is gone."""
    suffixes = {*_SUFFIXES, record.suffix}
    try:
        names = {entry.name for entry in os.scandir(record.parent)}
    except OSError:
        return None
    logs = sorted(name for name in names if name.endswith(SUFFIX))[:_MOST_LOGS]
    left = (
        record.parent / name
        for name in logs
        if not any(name.removesuffix(SUFFIX) + suffix in names for suffix in suffixes)
    )
    taken = {os.path.realpath(path) for path in others}
    found = [
        path
        for path in left
        if os.path.realpath(path) not in taken and incident_of(path) == incident
    ]
    return found[0] if len(found) == 1 else None


def _path_apart(incident: str, folder: Path | None) -> Path:
    """The log of an incident in the data folder."""
    return incident_file(folder or named_folder("data") / "reviews", incident, SUFFIX)
