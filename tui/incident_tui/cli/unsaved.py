"""Files of other programs, opened without being saved."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from incident_tui.opening import PROBLEMS, UNREADABLE, library_of
from incident_tui.record.reading import HEAD_NAMES, STANDARD_INPUT
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words

_ENDINGS_OF_RECORDS = (".yaml", ".yml")
_OWN_FORMAT = "json"
"""The format of import that opens as it is."""


class Opened(NamedTuple):
    """The record to open for a path."""

    path: str | None
    """The record; None for the bundled one."""
    unsaved: Path | None = None
    """The file of the record, if it is not saved."""


@contextmanager
def brought(path: str | None) -> Iterator[Opened]:
    """Open a file or a folder of another program as a record that is not saved.

    What the files leave open is asked for at a terminal. Any other path stays as it is. Exits if
    nothing in the files can be read, and for a recording, which takes minutes to read.
    """
    name = _foreign_format(path)
    if path is None or not name:
        yield Opened(path)
        return
    # What only a file of another program needs.
    from incident_tui.cli.import_progress import with_progress
    from incident_tui.cli.import_questions import Answers, answered
    from incident_tui.exchange.imports import FORMATS
    from incident_tui.exchange.imports.landing.folder import CannotAddError
    from incident_tui.exchange.imports.landing.protocol import Wishes
    from incident_tui.exchange.unsaved_import import unsaved_import

    if FORMATS[name].is_beside:
        made = f"incident-tui import --from {name} {path} FOLDER makes a record of the calls in it"
        click.echo(visible(f"{path} is no record; {made}"), err=True)
        sys.exit(UNREADABLE)
    importer, paths, answers = FORMATS[name].load(), [Path(path)], Answers(Wishes(), None)
    if sys.stdin and sys.stdin.isatty():
        answers = answered(importer, paths, answers.asked, answers)
    try:
        with unsaved_import(importer, paths, answers.wishes, with_progress) as record:
            outcome = record.outcome
            if record.path.exists():
                yield Opened(str(record.path), record.path)
    except CannotAddError as error:
        for line in str(error).splitlines():
            click.echo(visible(line), err=True)
        sys.exit(PROBLEMS)
    for rejected in outcome.first_rejected:
        click.echo(visible(f"{rejected.origin}: {rejected.reason}"), err=True)
    if not outcome.kept:
        sys.exit(UNREADABLE)
    if more := outcome.rejected - len(outcome.first_rejected):
        click.echo(f"… and {count_words(more, 'further part')} could not be read", err=True)
    keep = f"incident-tui import {path} FOLDER keeps it"
    click.echo(visible(f"{path} is not saved; {keep}"), err=True)


def _foreign_format(path: str | None) -> str:
    """Return the format of a file or a folder of another program; "" for any other path."""
    if path is None or path == STANDARD_INPUT or not os.path.exists(path):
        return ""
    folder, is_folder = Path(path), os.path.isdir(path)
    if is_folder and any(os.path.lexists(folder / name) for name in HEAD_NAMES):
        return ""
    if library_of(path) or folder.suffix.lower() in _ENDINGS_OF_RECORDS:
        return ""
    if not is_folder and not os.path.isfile(path):
        return ""
    from incident_tui.exchange.recognition import formats_of  # 50 ms that a record need not wait

    try:
        names = [*formats_of([folder])]
    except OSError:
        return ""  # who opens the record says why
    return names[0] if len(names) == 1 and names[0] != _OWN_FORMAT else ""
