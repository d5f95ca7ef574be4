"""`incident-tui export`: a record in another format, on standard output or in a file."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Unpack

import click

from incident_tui.chronology.chronology import Chronology
from incident_tui.cli import suggestions
from incident_tui.cli.arguments import TIME_HELP, clock_option, notes_option
from incident_tui.cli.filtering import AskedFilters, filter_options, view_asked
from incident_tui.cli.joining import AskedJoining, joining_asked, joining_options
from incident_tui.cli.progress import tracked
from incident_tui.exchange.exports import (
    FORMATS,
    MAX_TEMPLATE_BYTES,
    Format,
    TemplateFaultError,
    named,
)
from incident_tui.exchange.exports.writing import narrowing_names, pieces, refusal, remarks
from incident_tui.exchange.printed.view import View
from incident_tui.listening.faults import SoundError
from incident_tui.opening import (
    UNREADABLE,
    chronology_or_exit,
    opened,
    print_problems,
    review_place,
)
from incident_tui.record.files import failure_words, opened_file, reason, replacing
from incident_tui.record.reading import Reading, paths_of_calls
from incident_tui.record.text import visible

STANDARD_OUTPUT = "-"

_HELP = """Write a record in another format, on standard output or into a file.

Every format says of each entry who said it, and how exact its time is: approximate, somewhere
within bounds, or not given. Where a format sorts by a moment and the record has only bounds, the
file says that this moment is for sorting alone. With --at, statuses are as of then; with --clock
known as well, what was not known by then is withheld. With filters, a file has the entries that
they let through, and names the filters; json alone is the record whole. Notes of reviewers are
written where --notes asks for them; a report of observations and actions (aar) has them always,
and with -o report.docx or -o report.html it is written for Word or for a browser.

\b
"""
_LISTED = "\n".join(f"{name:<16}  {form.about}" for name, form in FORMATS.items())


@click.command(
    "export",
    short_help="Write a record in another format.",
    help=_HELP + _LISTED,
    epilog="Example: incident-tui export my-record.yaml --to csv -o my-record.csv",
)
@click.argument("path", required=False, shell_complete=suggestions.records)
@click.option(
    "--to",
    "name",
    metavar="FORMAT",
    type=click.Choice([*FORMATS]),
    required=True,
    help="The format, as above.",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    default=STANDARD_OUTPUT,
    help="The file to write; without one, or with -, standard output.",
)
@click.option("--force", is_flag=True, help="Overwrite the file if it exists.")
@click.option(
    "--template",
    metavar="FILE.docx",
    help="A Word template of your own for --to aar-docx; docs/aar.md lists its names.",
)
@filter_options
@click.option("--at", metavar="TIME", help=TIME_HELP.format("Statuses"))
@clock_option
@notes_option
@joining_options
def command(
    path: str | None,
    name: str,
    output: str,
    force: bool,
    template: str | None,
    at: str | None,
    clock: str,
    with_notes: bool,
    longest_gap: float | None,
    mixed: bool,
    joined: bool,
    **filters: Unpack[AskedFilters],
) -> None:
    """Write a record in another format."""
    if output != STANDARD_OUTPUT:
        _refuse(Path(output), force)
    name = named(name, output)
    form = FORMATS[name]
    _refuse_format(name, form, output, template)
    content = None if template is None else _template_in(template)
    asked_joining = AskedJoining(longest_gap=longest_gap, mixed=mixed, joined=joined)
    joining = joining_asked(name, form, asked_joining)
    if with_notes and form.no_notes:
        raise click.UsageError(
            f"--to {name} has no place for notes of reviewers: {form.no_notes}; leave out --notes,"
            " or choose another format"
        )
    chronology = chronology_or_exit(_read(path))
    _refuse_own_file(chronology, output)
    _refuse_recording(chronology, output)
    view = view_asked(chronology, at, clock, filters, with_notes or form.is_of_notes)
    if fault := refusal(view, form):
        raise click.UsageError(
            f"--to {name} {fault}; leave out --at or --clock, or choose another format"
        )
    if view.filters.any and not form.narrows:
        asked = "--only-marked and other filters" if filters["only_marked"] else "the filters"
        raise click.UsageError(
            f"--to {name} cannot be narrowed, and writes every {form.rows}; leave out {asked}, or"
            f" choose another format: {narrowing_names()}"
        )
    try:
        with _destination(output, force) as file:
            _write(pieces(view, form, content, joining, _tell), view, form, file, content)
    except SoundError as error:
        raise click.ClickException(f"--to {name}: {error}") from None
    except BrokenPipeError:
        raise  # nobody reads on, and click ends quietly
    except OSError as error:
        what = "standard output" if output == STANDARD_OUTPUT else output
        click.echo(visible(f"{what}: cannot be written: {reason(error)}"), err=True)
        sys.exit(UNREADABLE)
    print_problems(chronology.problems)
    if view.filters.any and not form.has_head:
        click.echo(visible(view.filter_words), err=True)  # a table without a row names no filters
    for remark in remarks(view, form, joining is not None):
        click.echo(visible(remark), err=True)


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


def _refuse_own_file(chronology: Chronology, output: str) -> None:
    """Check that the file to write is no file of the record.

    Raises:
        click.BadParameter: if the file is the record, a file of its calls, or its log of notes.
    """
    files = [Path(chronology.path), *paths_of_calls(chronology.path, chronology.record)]
    files.append(review_place(chronology.reading).path)
    path = Path(output)
    if path.exists() and any(file.exists() and path.samefile(file) for file in files):
        raise click.BadParameter(
            visible(f"{output} is a file of the record itself; name another"), param_hint="-o"
        )


def _refuse_recording(chronology: Chronology, output: str) -> None:
    """Check that the file to write is no recording of the record.

    Raises:
        click.BadParameter: if an entry names the file as its sound.
    """
    path, folder = Path(output).resolve(), Path(chronology.path).resolve().parent
    if output == STANDARD_OUTPUT or not (path.exists() and path.is_relative_to(folder)):
        return  # most often: to look at every entry takes 16 s for a million calls
    name = path.relative_to(folder)
    for entry in chronology.entries:
        if entry.audio is not None and Path(os.path.normpath(entry.audio.path)) == name:
            raise click.BadParameter(
                visible(f"{output} is a recording of the record; name another"), param_hint="-o"
            )


def _refuse_format(name: str, form: Format, output: str, template: str | None) -> None:
    """Check whether a format can be written as asked, before any work.

    Raises:
        click.UsageError: if the format cannot be.
    """
    if form.missing:
        raise click.UsageError(f"--to {name} {form.missing}")
    if form.is_binary and output == STANDARD_OUTPUT and sys.stdout.isatty():
        raise click.UsageError(
            f"--to {name} writes a file that no terminal can show; name it: -o report{form.ending}"
        )
    ending = Path(output).suffix.lower()
    of_office = {one.ending for one in FORMATS.values() if one.is_binary}
    is_other = ending not in ("", form.ending) and (form.is_binary or ending in of_office)
    if output != STANDARD_OUTPUT and is_other:
        better = visible(str(Path(output).with_suffix(form.ending)))
        raise click.UsageError(
            f"--to {name} writes {form.ending}, and not {ending}:"
            f" -o {better}, or choose another format"
        )
    if template is not None and not form.has_template:
        names = " or ".join(f"--to {other}" for other, one in FORMATS.items() if one.has_template)
        raise click.UsageError(f"--to {name} has no template; leave out --template, or use {names}")


def _template_in(path: str) -> bytes:
    """The content of a template.

    Raises:
        click.BadParameter: if the file cannot be read.
    """
    file, fault = opened_file(Path(path), MAX_TEMPLATE_BYTES, "take pictures out")
    if file is None:
        raise click.BadParameter(visible(f"{path}: {fault}"), param_hint="--template")
    with file:
        try:
            return file.read(MAX_TEMPLATE_BYTES)
        except OSError as error:
            fault = failure_words(error)
    raise click.BadParameter(visible(f"{path}: {fault}"), param_hint="--template")


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


def _tell(words: str) -> None:
    """Name a sound that is missing, or not whole, on standard error."""
    click.echo(visible(words), err=True)


def _write(
    content: Iterator[bytes], view: View, form: Format, file: BinaryIO, template: bytes | None
) -> None:
    total = len(view.shown) if form.by_entry else 0
    prints = file is sys.stdout.buffer
    try:
        for piece in tracked(content, "Writing", total, prints=prints):
            file.write(piece)
    except TemplateFaultError as error:
        if template is None:
            raise click.ClickException(visible(f"the bundled template {error}")) from None
        raise click.BadParameter(visible(str(error)), param_hint="--template") from None
