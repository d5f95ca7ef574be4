"""The format of files of other programs, by their content: a user need not name the format."""

import os
from collections.abc import Container, Iterator, Sequence
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
_ENDINGS_OF_CONTENT = frozenset(
    ending for form in FORMATS.values() if not form.is_beside for ending in form.endings
)


def format_of(path: Path) -> str:
    """Return the name of the first format that knows a file as its own; "" if none does.

    Raises:
        OSError: if the file cannot be read.
    """
    beginning = beginning_of(path)
    return next((name for name in FORMATS if FORMATS[name].load().knows(beginning)), "")


def formats_of(paths: Sequence[Path]) -> dict[str, list[Path]]:
    """Return the files of each format, of the files and folders that a user names.

    A named file that no format knows is in ""; in a folder, such a file is left out. In a folder,
    files that lie beside files of other formats, as recordings do, count only if no others are.

    Raises:
        OSError: if a named file cannot be read.
    """
    return _formats_of(paths, _ENDINGS_OF_CONTENT) or _formats_of(paths, _ENDINGS)


def _formats_of(paths: Sequence[Path], endings: Container[str]) -> dict[str, list[Path]]:
    found: dict[str, list[Path]] = {}
    for name, path in islice(_known(paths, endings), MAX_LOOKED_FILES):
        found.setdefault(name, []).append(path)
    return found


def _known(paths: Sequence[Path], endings: Container[str]) -> Iterator[tuple[str, Path]]:
    """Yield the format and path of each named file, and in folders of those with an ending."""
    for file in files(paths):
        if not isinstance(file, ForeignFile):
            continue
        if file.asked_for:
            yield format_of(file.path), file.path
        elif wants_content(file, endings) and os.path.isfile(file.path):
            with suppress(OSError):  # the import says why
                if name := format_of(file.path):
                    yield name, file.path
