"""New files for a reader: named after the incident, never in the place of an older file."""

import os
import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from incident_tui.record.files import replacing

MAX_NAME_CHARACTERS = 80
_MOST_NUMBERS = 10_000
_UNFIT = re.compile(r"[^\w.-]+")
"""Characters that a name of a file is better without."""
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""Names that Windows takes for devices."""


def stem_of(incident: str) -> str:
    """A name for files about an incident, without an ending: no path, no hidden file, no device.

    Args:
        incident: the id of the incident, a text of a stranger.
    """
    stem = _UNFIT.sub("-", incident.encode("ascii", "replace").decode()).strip(".-")
    stem = stem[:MAX_NAME_CHARACTERS].rstrip(".-") or "record"
    return f"{stem}-record" if _DEVICE.fullmatch(stem) else stem


def usual_folders() -> Sequence[Path]:
    """The current folder, then the home folder of the user."""
    found = list[Path]()
    for folder in (Path.cwd, Path.home):
        with suppress(OSError, RuntimeError):
            found.append(folder())
    return found


def write_new(
    stem: str, ending: str, pieces: Iterable[bytes], folders: Sequence[Path] | None = None
) -> Path:
    """Write a new file whole, in the first folder that can be written.

    The name has a number, from 2, where a file has the name already.

    Args:
        ending: of the name, as `.csv`.
        pieces: the content; no piece is asked for before there is a place for the file.
        folders: None for the usual folders.

    Returns:
        The path.

    Raises:
        OSError: if no folder can be written, or the content cannot; then there is no file.
    """
    path = _reserved(stem, ending, usual_folders() if folders is None else folders)
    try:
        with replacing(path, overwrite=True) as file:
            for piece in pieces:
                file.write(piece)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _reserved(stem: str, ending: str, folders: Sequence[Path]) -> Path:
    """An empty new file: the name belongs to nobody else from then on."""
    fault = OSError("no folder to write to")
    for folder in folders:
        try:
            return _reserved_in(folder, stem, ending)
        except OSError as error:
            fault = error
    raise fault


def _reserved_in(folder: Path, stem: str, ending: str) -> Path:
    for number in range(1, _MOST_NUMBERS):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{ending}"
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
            return path
    raise FileExistsError(f"{folder} has {_MOST_NUMBERS:,} files of this name")
