"""`incident-tui export`: a record in another format, on standard output or in a file."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from incident_tui.cli import suggestions
from incident_tui.cli.arguments import (
    TIME_HELP,
    clock_option,
    lens_at,
    notes_option,
    only_marked_option,
)
from incident_tui.cli.progress import tracked
from incident_tui.exchange.exports import FORMATS, Format
from incident_tui.exchange.printed.view import View
from incident_tui.opening import UNREADABLE, chronology_or_exit, opened, print_problems
from incident_tui.record.files import replacing
from incident_tui.record.reading import Reading
from incident_tui.record.text import visible
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.notes import marked_entries, withheld_words

STANDARD_OUTPUT = "-"

_HELP = """Write a record in another format, on standard output or into a file.

Every format says of each entry who said it, and how exact its time is: approximate, somewhere
within bounds, or not given. Where a format sorts by a moment and the record has only bounds, the
file says that this moment is for sorting alone. With --at, statuses are as of then; with --clock
known as well, what was not known by then is withheld.

\b
"""
_LISTED = "\n".join(f"{name:<10}  {form.about}" for name, form in FORMATS.items())


@click.command(
    "export",
    short_help="Write a record in another format.",
    help=_HELP + _LISTED,
    epilog="Example: incident-tui export my-record.yaml --to csv -o my-record.csv",
)
@click.argument("path", required=False, shell_complete=suggestions.records)
@click.option("--to", "name", type=click.Choice([*FORMATS]), required=True, help="The format.")
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD_OUTPUT,
    help="The file to write; without one, or with -, standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@click.option("--at", metavar="TIME", help=TIME_HELP.format("Statuses"))
@clock_option
@only_marked_option
@notes_option
def command(
    path: str | None,
    name: str,
    output: str,
    force: bool,
    at: str | None,
    clock: str,
    only_marked: bool,
    with_notes: bool,
) -> None:
    """Write a record in another format."""
    if output != STANDARD_OUTPUT:
        _refuse(Path(output), force)
    form = FORMATS[name]
    if with_notes and form.no_notes:
        raise click.UsageError(
            f"--to {name} has no place for notes of reviewers: {form.no_notes}; leave out --notes,"
            " or choose another format"
        )
    reading = _read(path)
    chronology = chronology_or_exit(reading)
    lens = lens_at(chronology, at, clock)
    if form.is_whole and lens.withholds:
        raise click.UsageError(
            f"--to {name} writes the record whole, and withholds nothing; leave out --at or"
            " --clock, or choose another format"
        )
    if form.is_whole and only_marked:
        raise click.UsageError(
            f"--to {name} writes the record whole, with every entry; leave out --only-marked, or"
            " choose another format"
        )
    view = _view(lens, reading, only_marked, with_notes)
    try:
        with _destination(output, force) as file:
            _write(view, form, file)
    except BrokenPipeError:
        raise  # nobody reads on, and click ends quietly
    except OSError as error:
        words = (error.strerror or "error").lower()
        what = "standard output" if output == STANDARD_OUTPUT else output
        click.echo(visible(f"{what}: cannot be written: {words}"), err=True)
        sys.exit(UNREADABLE)
    print_problems(chronology.problems)
    _print_left_out(view, form)


def _view(lens: Lens, reading: Reading, only_marked: bool, with_notes: bool) -> View:
    """A view of a record: every entry, or the entries that are marked; with or without notes."""
    if not only_marked and not with_notes:
        return View(lens)
    from incident_tui.cli.review_log import notes_of  # 10 ms that few need to wait for

    notes = notes_of(reading)
    filters = Filters(marked=marked_entries(lens, notes)) if only_marked else EVERYTHING
    return View(lens, filters, notes=notes if with_notes else None)


def _print_left_out(view: View, form: Format) -> None:
    """Say on standard error which entries a format has no place for."""
    if view.filters.any and not form.names_filters:
        click.echo(visible(view.filter_words), err=True)
    if view.notes is not None and not form.names_filters:
        _print_notes_left_out(view)
    unplaced = view.unplaced_count - view.withheld_count(view.lens.placed_count)
    if form.unplaced and unplaced:
        count = count_words(unplaced, "unplaced entry", "unplaced entries")
        click.echo(f"{count}: {form.unplaced}", err=True)
    if form.leaves_out_withheld and (withheld := view.withheld_count()):
        count = count_words(withheld, "entry", "entries")
        click.echo(f"{count} not known yet: left out", err=True)


def _print_notes_left_out(view: View) -> None:
    """Say on standard error which notes a table has no place for."""
    from incident_tui.exchange.exports.note_lines import apart_words, notes_apart

    apart = apart_words(len(notes_apart(view)))
    elsewhere = f"{apart}: left out; incident-tui notes prints every note" if apart else ""
    for words in filter(None, (elsewhere, withheld_words(view.withheld_notes))):
        click.echo(words, err=True)


def _refuse(path: Path, force: bool) -> None:
    """Check the path of a file to write, before any work.

    Raises:
        click.BadParameter: if the file cannot be written.
    """
    fault = ""
    if not path.parent.is_dir():
        fault = f"there is no folder {path.parent}; make it first"
    elif path.is_dir():
        fault = f"{path} is a folder; name a file in it"
    elif path.exists() and not path.is_file():
        fault = f"{path} is no file; use - for standard output"
    elif path.exists() and not force:
        fault = f"{path} exists; overwrite it with --force, or name another"
    elif path.is_symlink() and not force:
        fault = f"{path} is a link to {os.readlink(path)}, which is not there; name that file"
    if fault:
        raise click.BadParameter(visible(fault), param_hint="--output")


def _read(path: str | None) -> Reading:
    record = opened(path)
    if isinstance(record, Reading):
        return record
    for _ in tracked(record.read_calls(), "Reading calls"):
        pass
    return record.reading


@contextmanager
def _destination(output: str, force: bool) -> Iterator[BinaryIO]:
    """The output; a file appears only once completely written."""
    if output == STANDARD_OUTPUT:
        yield sys.stdout.buffer  # the formats say themselves how a line ends, and in which code
        sys.stdout.buffer.flush()
    else:
        with replacing(Path(output), overwrite=force) as file:
            yield file


def _write(view: View, form: Format, file: BinaryIO) -> None:
    total = len(view.shown) if form.by_entry else None
    for piece in tracked(form.load()(view.lens, view.filters, view.notes), "Writing", total):
        file.write(piece.encode(errors="backslashreplace"))  # halves of characters have no bytes
