"""`incident-tui notes merge --into-calls`: what would be written, and writing it once agreed."""

import sys
from collections.abc import Iterator
from typing import NoReturn

import click

from incident_tui.cli.review_log import content_of, log_of, notes_of
from incident_tui.exchange.call_lines import CannotRewriteError
from incident_tui.exchange.corrected_calls import (
    Correction,
    Corrections,
    corrections_of,
    write_corrections,
)
from incident_tui.exchange.imports.landing.folder_lock import locked
from incident_tui.opening import (
    PROBLEMS,
    UNREADABLE,
    exit_without_record,
    has_keyboard,
    is_bundled,
    read,
)
from incident_tui.record.files import reason
from incident_tui.record.reading import STANDARD_INPUT, Reading
from incident_tui.record.text import paragraphs, visible
from incident_tui.words.counts import count_words
from incident_tui.words.notes import author_words


def merge_into_calls(path: str, is_sure: bool) -> None:
    """Say what the corrections change in the files of calls, and write them once it is agreed.

    Raises:
        click.UsageError: for a record that is not written.
    """
    reading = _read(path)
    found = corrections_of(reading, notes_of(reading))
    for line in _preview(found):
        click.echo(line)
    for line in _left_to_people(found):
        click.echo(line, err=True)
    if not found.in_calls:
        click.echo("no line of the files of calls changes")
        return
    count = count_words(len(found.in_calls), "line")
    if not is_sure and not has_keyboard():
        click.echo(f"{count} would change, and none is written; --yes writes them")
        return
    if not is_sure:
        click.confirm(f"Write {count}?", default=False, abort=True, err=True)
    try:
        with locked(reading.folder, lambda: _say_that_it_waits(path)):
            now = _read(path)
            if corrections_of(now, content_of(log_of(now)).notes) != found:
                _fail(f"{path}: was changed meanwhile, and is left so; try again", PROBLEMS)
            write_corrections(now, found.in_calls)
    except CannotRewriteError as error:
        _fail(str(error), PROBLEMS)
    except OSError as error:
        _fail(f"{error.filename or path}: cannot be written: {reason(error)}", UNREADABLE)
    click.echo(f"{count} written; the notes stay in the log")


def _read(path: str) -> Reading:
    """The record, whose files of calls may be written.

    Raises:
        click.UsageError: for a record of standard input, or one that came with the program.
    """
    reading = read(path)
    exit_without_record(reading)
    if reading.path == STANDARD_INPUT:
        raise click.UsageError("a record from standard input has no files of calls to write")
    if is_bundled(reading):
        raise click.UsageError("this record came with the program and is not written; copy it")
    return reading


def _preview(found: Corrections) -> Iterator[str]:
    """The words that lines of calls have, and the words that they are to have."""
    for one in found.in_calls:
        yield visible(f"{_place(one)}: words by {author_words(one.note)}")
        yield from (f"  - {line}" for line in paragraphs(one.entry.text))
        yield from (f"  + {line}" for line in paragraphs(one.text))
        for other in one.others:
            yield visible(f"  not written, other words by {author_words(other)}:")
            yield from (f"    {line}" for line in paragraphs(other.text))


def _left_to_people(found: Corrections) -> Iterator[str]:
    """The words that are not written, each with its place."""
    for one in found.in_head:
        by = author_words(one.note)
        yield visible(f"{_place(one)}: not written, as it is in the head; its `text` by {by}:")
        yield from (f"  + {line}" for line in paragraphs(one.text))
    for note in found.gone:
        words = f"words by {author_words(note)} are of no entry of the record any more"
        yield visible(f"{note.on[0]}: {words}")


def _place(one: Correction) -> str:
    return f"{one.mark.path}:{one.mark.line}: {one.entry.id}"


def _say_that_it_waits(path: str) -> None:
    words = "an import into its folder is under way; this waits for it to end"
    click.echo(visible(f"{path}: {words}"), err=True)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(visible(message), err=True)
    sys.exit(code)
