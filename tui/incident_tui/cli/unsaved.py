"""Files of other programs, opened without being saved."""

import os
import shlex
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from incident_tui.opening import (
    Unsaved,
    exit_without_record,
    has_keyboard,
    library_of,
    print_problems,
    read,
)
from incident_tui.record.files import failure_words
from incident_tui.record.problems import Mark, Problem
from incident_tui.record.reading import HEAD_NAMES, STANDARD_INPUT, Reading
from incident_tui.record.text import visible

if TYPE_CHECKING:
    from incident_tui.exchange.imports.landing.folder import CannotAddError

_ENDINGS_OF_RECORDS = (".yaml", ".yml")
_OWN_FORMAT = "json"
"""The format of import that opens as it is."""


class Opened(NamedTuple):
    """The record to open for a path."""

    path: str | None
    """The record; None for the bundled one."""
    unsaved: Unsaved | None = None
    """The record and what its files lack, if the record is not saved."""


class NoRecordError(Exception):
    """Nothing of a file of another program makes a record."""

    def __init__(self, reading: Reading) -> None:
        """Say why by a reading without a record."""
        super().__init__(reading.path)
        self.reading = reading


@contextmanager
def brought_or_exit(path: str | None) -> Iterator[Opened]:
    """Open a file or a folder of another program as a record that is not saved.

    What the files leave open is asked for at a terminal. Any other path stays as it is. Exits if
    nothing in the files can be read, and for a recording, which takes minutes to read.
    """
    try:
        with brought(path, asks=has_keyboard()) as record:
            yield record
    except NoRecordError as error:
        exit_without_record(error.reading)


def read_brought(path: str | None) -> tuple[Reading, Unsaved | None]:
    """Read a record whole, or a file or a folder of another program as a record.

    A record that is not saved is gone before anything is printed of it: however the program ends
    then, no file is left behind. Exits as `brought_or_exit` does.
    """
    with brought_or_exit(path) as record:
        return read(record.path, record.unsaved), record.unsaved


def tell_how_to_keep(path: str | None, unsaved: Unsaved | None) -> None:
    """Say how a record is kept that is not saved; of any other record, nothing."""
    if unsaved:
        keep = f"incident-tui import {shlex.quote(str(path))} FOLDER keeps it"
        click.echo(visible(f"{path} is not saved; {keep}"), err=True)


def tell_of_unsaved(path: str | None, unsaved: Unsaved | None) -> None:
    """Print the problems of a record that is not saved, and say how it is kept; or else nothing."""
    print_problems(unsaved.problems if unsaved else ())
    tell_how_to_keep(path, unsaved)


@contextmanager
def brought(path: str | None, asks: bool = False) -> Iterator[Opened]:
    """Open a file or a folder of another program as a record that is not saved.

    Any other path stays as it is.

    Args:
        asks: whether the user is asked for what the files leave open.

    Raises:
        NoRecordError: if nothing in the files can be read, and for a recording.
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
    from incident_tui.exchange.unsaved_import import left_out_of, problems_of, unsaved_import

    if FORMATS[name].is_beside:
        made = f"incident-tui import --from {name} {shlex.quote(path)} FOLDER makes a record"
        fault = Problem(Mark(path), f"is no record; {made} of the calls in it")
        raise NoRecordError(Reading(path, None, (fault,), opened=False))
    importer, paths, answers = FORMATS[name].load(), [Path(path)], Answers(Wishes(), None)
    if asks:
        answers = answered(importer, paths, answers.asked, answers)
    with ExitStack() as stack:
        imported = unsaved_import(importer, paths, answers.wishes, with_progress)
        try:
            record = stack.enter_context(imported)
        except (CannotAddError, OSError) as error:
            raise NoRecordError(_without_record(path, error)) from None
        problems = problems_of(record.outcome, path)
        if not record.is_made:
            raise NoRecordError(Reading(path, None, problems, opened=False))
        left_out = left_out_of(record.outcome, path)
        yield Opened(str(record.path), Unsaved(record.path, problems, left_out))


def _without_record(path: str, error: "CannotAddError | OSError") -> Reading:
    """The reading of files of which no record could be made."""
    from incident_tui.exchange.imports.landing.folder import NoDayError
    from incident_tui.exchange.unsaved_import import problems_of

    if isinstance(error, OSError):
        fault = Problem(Mark(str(error.filename or path)), failure_words(error))
        return Reading(path, None, (fault,), opened=False)
    if isinstance(error, NoDayError):
        no_day = Problem(Mark(path), f"{error.words}; import it with --date")
        return Reading(path, None, (*problems_of(error.outcome, path), no_day))
    return Reading(path, None, tuple(Problem(Mark(path), one) for one in str(error).splitlines()))


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
