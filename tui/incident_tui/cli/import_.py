"""`incident-tui import`: logs and recordings of other formats into a record's folder."""

import datetime as dt
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from textwrap import wrap
from typing import Literal, NoReturn

import click
import msgspec

from incident_tui.cli import suggestions
from incident_tui.cli.import_options import (
    Moment,
    RecordingAnchor,
    RecordingStart,
    Sources,
    ZoneName,
    columns_of,
    refuse_unfit,
    sources_and_folder,
    with_record,
)
from incident_tui.cli.import_progress import with_progress
from incident_tui.cli.import_questions import Answers, answered, folder_for
from incident_tui.cli.import_words import print_summary, print_trial, print_understood
from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.foreign.files import packed_words
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.collect import Outcome
from incident_tui.exchange.imports.landing.folder import CannotAddError, RecordFolder
from incident_tui.exchange.imports.landing.folder_lock import locked
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.reading_process import found_in
from incident_tui.exchange.recognition import formats_of
from incident_tui.opening import PROBLEMS, SIGNALLED, SOUND, UNREADABLE, has_keyboard
from incident_tui.record.text import visible
from incident_tui.record.time_value import Form
from incident_tui.words.counts import count_words

_ARCHIVE = "sql"
"""The format of what is at an address."""
_TRIED_OBJECTS = 1_000
"""Objects of a trial, before the user is asked whether to import."""

_HELP = """Add files or folders of another format to a record's folder, or begin one with them.

Without --from, the format is found by the content of the files. At a terminal, what was
understood is shown first, and what the files leave open is asked for.

What stands in the folder stays as it is, but for calls without words, which a transcript gives
words. What is there already is not added again, what cannot be read is kept in its rejected.jsonl.

Ends with 0 if all was kept, 1 if something was not, 2 if nothing could be read.

\b
"""


def _format_lines() -> Iterator[str]:
    """Yield a line about each format, and a line about the options for its files."""
    for name, form in FORMATS.items():
        yield f"{name:<14}  {form.about} ({' '.join(form.endings)})"
        if form.needs or form.takes:
            options = " ".join((*form.needs, *form.takes))
            yield from wrap(
                f"may need {options}", 76, initial_indent=" " * 16, subsequent_indent=" " * 25
            )


@click.command(
    "import",
    short_help="Add other files to a record.",
    help=_HELP + "\n".join(_format_lines()),
    epilog="Example: incident-tui import cad-export.csv my-record",
)
@click.option(
    "--from",
    "form",
    type=click.Choice([*FORMATS]),
    metavar="FORMAT",
    help="What SOURCE is: see above.",
)
@click.option("--preview", is_flag=True, help="Read everything, show what it is, write nothing.")
@click.option("-y", "--yes", "is_sure", is_flag=True, help="Ask nothing.")
@click.option("--timezone", type=ZoneName(), metavar="ZONE", help="Of times that name none (IANA).")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Of times that name none.",
)
@click.option(
    "--date-order",
    type=click.Choice(["mdy", "dmy"]),
    help="How dates such as 02/03/2024 are meant, where the file does not show it.",
)
@click.option("--title", default="", help="Of a new record.")
@click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    help="The column of a table that holds a field, such as time=received; repeatable.",
)
@click.option("--agency", default="", metavar="NAME", help="Of entries that name none.")
@click.option("--encoding", default="", metavar="NAME", help="Of a text, such as cp1252.")
@click.option("--sheet", "sheets", multiple=True, help="Of a workbook, by name; repeatable.")
@click.option("--since", type=Moment(), help="The first moment to take from an archive.")
@click.option("--until", type=Moment(), help="The last moment to take from an archive.")
@click.option(
    "--talkgroup", "talkgroups", multiple=True, help="To take from an archive; repeatable."
)
@click.option("--table", default="", help="Of a database, if it is none of a known program.")
@click.option("--query", default="", metavar="SQL", help="Whose rows are read, not a table.")
@click.option("--starts", type=RecordingStart(), help="When a recording starts: 13:00~, say.")
@click.option(
    "--anchor",
    "anchors",
    type=RecordingAnchor(),
    multiple=True,
    help="The time of a position in a recording: 00:03:12=13:08:22; repeatable.",
)
@click.argument(
    "names", nargs=-1, required=True, metavar="SOURCE… FOLDER", shell_complete=suggestions.files
)
def command(
    form: str | None,
    preview: bool,
    is_sure: bool,
    timezone: dt.tzinfo | None,
    date: dt.datetime | None,
    date_order: Literal["mdy", "dmy"] | None,
    title: str,
    columns: tuple[str, ...],
    agency: str,
    encoding: str,
    sheets: tuple[str, ...],
    since: dt.datetime | None,
    until: dt.datetime | None,
    talkgroups: tuple[str, ...],
    table: str,
    query: str,
    starts: Form | None,
    anchors: tuple[tuple[float, Form], ...],
    names: tuple[str, ...],
) -> None:
    """Add files or folders of another format to a record's folder."""
    is_asking = not (is_sure or preview) and has_keyboard()
    sources, folder = sources_and_folder(names)
    asked = Wishes(
        date=date and date.date(),
        title=clean(title),
        columns=columns_of(columns),
        agency=clean(agency).strip(),
        encoding=encoding,
        date_order=date_order or "",
        sheets=sheets,
        since=since,
        until=until,
        only_talkgroups=talkgroups,
        table=table,
        query=query,
        starts=starts,
        anchors=anchors,
        address=sources.address,
    )
    own_options = {
        "--map": columns,
        "--agency": agency,
        "--encoding": encoding,
        "--sheet": sheets,
        "--since": since,
        "--until": until,
        "--talkgroup": talkgroups,
        "--table": table,
        "--query": query,
        "--starts": starts,
        "--anchor": anchors,
    }
    try:
        for path in sources.paths:
            os.lstat(path)  # what is missing is no object that was read
        name = form or (_ARCHIVE if sources.address else _format_of(sources.paths))
        if sources.address and not FORMATS[name].has_address:
            raise click.UsageError(f"an address is of an archive, as --from {_ARCHIVE} reads it")
        refuse_unfit(name, own_options)
        importer = FORMATS[name].load()
        if not folder and not preview:
            folder = folder_for(sources.name) if is_asking else _no_folder()
        place = _folder(folder or sources.name)
        answers = Answers(msgspec.structs.replace(asked, folder=place), timezone)
        if is_asking:
            wishes = with_record(answers.asked, RecordFolder(place), answers.zone)
            answers = answered(importer, sources.paths, wishes, answers)
        if preview or (is_asking and not form):
            code = _try_out(name, sources, place, answers, is_whole=preview)
            if preview or code == UNREADABLE:
                sys.exit(code)
            click.confirm(visible(f"Import into {place}?"), default=True, abort=True, err=True)
        with locked(place, lambda: _say_that_it_waits(folder)):
            target = RecordFolder(place)
            wishes = with_record(answers.asked, target, answers.zone)
            found = with_progress(found_in(importer, sources.paths, wishes))
            outcome = target.write(found, wishes, sources.title, FORMATS[name].has_calls)
    except CannotAddError as error:
        _fail(str(error), PROBLEMS)
    except OSError as error:
        why = (error.strerror or "cannot be read or written").lower()
        _fail(f"{error.filename or folder}: {why}", UNREADABLE)
    except KeyboardInterrupt:
        held = f"{folder}: stopped; it holds what it held before" if folder else "stopped"
        _fail(held, SIGNALLED + signal.SIGINT)
    print_summary(outcome, target.folder)
    sys.exit(_code(outcome))


def _try_out(name: str, sources: Sources, place: Path, answers: Answers, *, is_whole: bool) -> int:
    """Print what an import would do; returns the exit code that the import would have.

    Raises:
        CannotAddError: if the record cannot take additions.
        OSError: if a file cannot be read.
    """
    importer, target = FORMATS[name].load(), RecordFolder(place)
    wishes = with_record(answers.asked, target, answers.zone)
    print_understood(name, FORMATS[name], importer.look(sources.paths, wishes))
    found = with_progress(found_in(importer, sources.paths, wishes))
    tried = found if is_whole else islice(found, _TRIED_OBJECTS)
    outcome = target.try_out(tried, wishes, sources.title, FORMATS[name].has_calls)
    print_trial(outcome, wishes, is_whole or next(found, None) is None)
    return _code(outcome)


def _format_of(paths: Sequence[Path]) -> str:
    """Return the format of the files, by their content.

    Raises:
        UsageError: if no format knows a file, or several formats do.
        OSError: if a file cannot be read.
    """
    found = formats_of(paths)
    if unknown := found.get(""):
        what = "no format is known by the content of this file; name the format with --from"
        is_empty = unknown[0].stat().st_size == 0
        packed = "" if is_empty else packed_words(unknown[0])
        words = "an empty file" if is_empty else packed or f"{what}: {', '.join(FORMATS)}"
        raise click.UsageError(visible(f"{unknown[0]}: {words}"))
    if not found:
        named = ", ".join(map(str, paths))
        raise click.UsageError(visible(f"{named}: there is no file of a known format"))
    if len(found) > 1:
        listed = ", ".join(
            f"{name} ({count_words(len(files), 'file')})" for name, files in found.items()
        )
        raise click.UsageError(f"these are of several formats: {listed}; name one with --from")
    return next(iter(found))


def _code(outcome: Outcome) -> int:
    """Return the exit code of an import."""
    if not (outcome.kept or outcome.already_there):
        return UNREADABLE
    return PROBLEMS if outcome.rejected else SOUND


def _say_that_it_waits(folder: str) -> None:
    words = "another import into it is under way; this one waits for it to end"
    click.echo(visible(f"{folder}: {words}"), err=True)


def _fail(message: str, code: int) -> NoReturn:
    """Print why nothing was imported, and end the program."""
    for line in message.splitlines():
        click.echo(visible(line), err=True)
    sys.exit(code)


def _folder(path: str) -> Path:
    """Return the folder to write.

    Raises:
        UsageError: if the path is a file.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{visible(path)} is a file; name the folder of a record")
    return folder


def _no_folder() -> NoReturn:
    raise click.UsageError("name the folder of the record last, behind the files; it may be new")
