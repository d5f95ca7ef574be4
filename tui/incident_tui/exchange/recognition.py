"""The format of files of other programs, by their content: a user need not name the format."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.foreign.beginning import beginning_of
from incident_tui.exchange.imports.foreign.contents import wants_content
from incident_tui.exchange.imports.foreign.files import ForeignFile, files

MAX_LOOKED_FILES = 200
"""Files of a folder that are looked at."""

_ENDINGS = frozenset(ending for form in FORMATS.values() for ending in form.endings)


def format_of(path: Path) -> str:
    """Return the name of the first format that knows a file as its own; "" if none does.

    Raises:
        OSError: if the file cannot be read.
    """
    beginning = beginning_of(path)
    return next((name for name in FORMATS if FORMATS[name].load().knows(beginning)), "")


def formats_of(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Return the files of each format, of the files and folders that a user names.

    A named file that no format knows is in ""; in a folder, such a file is left out.

    Raises:
        OSError: if a named file cannot be read.
    """
    found: dict[str, list[Path]] = {}
    for name, path in islice(_known(paths), MAX_LOOKED_FILES):
        found.setdefault(name, []).append(path)
    return found


def _known(paths: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    """Yield the format and the path of each file."""
    for file in files(paths):
        if not isinstance(file, ForeignFile):
            continue
        if file.asked_for:
            yield format_of(file.path), file.path
        elif wants_content(file, _ENDINGS) and os.path.isfile(file.path):
            with suppress(OSError):  # the import says why
                if name := format_of(file.path):
                    yield name, file.path
