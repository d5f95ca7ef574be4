"""A file of another program as a record that is not saved, and is gone in the end."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from incident_tui.exchange.imports.landing.collect import Outcome
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Importer, Wishes
from incident_tui.exchange.reading_process import found_in
from incident_tui.record.reading import HEAD_NAMES
from incident_tui.record.text import visible

NOT_SAVED = "not saved"
"""In the title of the record."""


class UnsavedImport(NamedTuple):
    """A record in a temporary folder, and how its files were read."""

    path: Path
    """The file of the record."""
    outcome: Outcome


@contextmanager
def unsaved_import(
    importer: Importer,
    paths: Sequence[Path],
    wishes: Wishes,
    with_progress: Callable[[Iterator[Found]], Iterator[Found]] = iter,
) -> Iterator[UnsavedImport]:
    """Read files into a record that is gone in the end.

    Args:
        importer: of the format of the files.
        paths: the files or folders.
        wishes: the options of the user.
        with_progress: shows how far the reading has come, object by object.

    Raises:
        CannotAddError: if the files do not make a record.
        OSError: if a file cannot be read, or there is no room for the record.
    """
    with tempfile.TemporaryDirectory(prefix="incident-tui-") as name:
        folder = Path(name)
        title = f"{visible(paths[0].name)} · {NOT_SAVED}"
        found = with_progress(found_in(importer, paths, replace(wishes, folder=folder)))
        outcome = RecordFolder(folder).write(found, wishes, title)
        yield UnsavedImport(folder / HEAD_NAMES[0], outcome)
