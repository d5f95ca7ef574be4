"""`incident-tui import`: logs and recordings of other formats into a record's folder."""

import datetime as dt
import difflib
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal, NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import msgspec

from incident_tui.cli import suggestions
from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.collect import Outcome
from incident_tui.exchange.imports.landing.folder import (
    ASSUMED,
    CannotAddError,
    RecordFolder,
)
from incident_tui.exchange.imports.landing.folder_lock import locked
from incident_tui.exchange.imports.landing.protocol import INFERRED, Found, Importer, Wishes
from incident_tui.exchange.imports.landing.rejections import REJECTED_NAME
from incident_tui.exchange.imports.tables.columns import FIELDS
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words

_PROGRESS_OBJECTS = 1_000
"""Objects between two drawings of the progress."""

_HELP = """Add files or folders of another format to a record's folder, or begin one with them.

What stands in the folder stays as it is, and what is there already is not added again. What
cannot be read is kept in its rejected.jsonl.

Ends with 0 if all was kept, 1 if something was not, 2 if nothing could be read.

\b
"""


def _format_lines() -> Iterator[str]:
    """Yield a line about each format, and a line about the options for its files."""
    for name, form in FORMATS.items():
        yield f"{name:<14}  {form.about} ({' '.join(form.endings)})"
        if form.needs:
            yield f"{'':<14}  may need {' '.join(form.needs)}"


class _Zone(click.ParamType[dt.tzinfo]):
    """The name of a time zone."""

    name = "zone"

    def convert(
        self, value: str | dt.tzinfo, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.tzinfo:
        """Return the zone with the name."""
        if isinstance(value, dt.tzinfo):
            return value
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f"{visible(value)} is no IANA time zone; write one such as America/Chicago"
            self.fail(message, param, ctx)


@click.command(
    "import",
    short_help="Add other files to a record.",
    help=_HELP + "\n".join(_format_lines()),
    epilog="Example: incident-tui import --from csv cad-export.csv my-record",
)
@click.option(
    "--from", "form", required=True, type=click.Choice([*FORMATS]), help="What SOURCE is."
)
@click.option("--timezone", type=_Zone(), metavar="ZONE", help="Of times that name none (IANA).")
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
    help="The column of a CSV that holds a field, such as time=received; repeatable.",
)
@click.option(
    "--agency", default="", metavar="NAME", help="The agency of entries of a CSV that name none."
)
@click.argument(
    "sources", nargs=-1, required=True, metavar="SOURCE…", shell_complete=suggestions.files
)
@click.argument("folder", metavar="FOLDER", shell_complete=suggestions.folders)
def command(
    form: str,
    timezone: dt.tzinfo | None,
    date: dt.datetime | None,
    date_order: Literal["mdy", "dmy"] | None,
    title: str,
    columns: tuple[str, ...],
    agency: str,
    sources: tuple[str, ...],
    folder: str,
) -> None:
    """Add files or folders of another format to a record's folder."""
    asked = Wishes(
        date=date and date.date(),
        title=clean(title),
        columns=_columns(columns),
        agency=clean(agency).strip(),
        folder=Path(folder),
        date_order=date_order or "",
    )
    try:
        place = _folder(folder)
        for source in sources:
            os.lstat(source)  # what is missing is no object that was read
        with locked(place, lambda: _say_that_it_waits(folder)):
            target = RecordFolder(place)
            wishes = _wishes(target, timezone, asked)
            outcome = _import(FORMATS[form].load(), [*map(Path, sources)], target, wishes)
    except CannotAddError as error:
        _fail(str(error), PROBLEMS)
    except OSError as error:
        why = (error.strerror or "cannot be read or written").lower()
        _fail(f"{error.filename or folder}: {why}", UNREADABLE)
    _print_summary(outcome, target)
    if not (outcome.kept or outcome.already_there):
        sys.exit(UNREADABLE)
    sys.exit(PROBLEMS if outcome.rejected else SOUND)


def _import(
    importer: Importer, paths: Sequence[Path], target: RecordFolder, wishes: Wishes
) -> Outcome:
    """Read the files, and write the items into the record.

    Raises:
        CannotAddError: if the record cannot take additions.
        OSError: if a file cannot be written.
    """
    if not wishes.zone_said and target.record is None:
        wishes = _asked_for_zone(wishes, importer, paths)
    found = _with_progress(importer.read(paths, wishes))
    name = Path(os.path.realpath(paths[0])).stem  # `Path.resolve` raises on links in a circle
    return target.write(found, wishes, visible(name))


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


def _columns(columns: tuple[str, ...]) -> dict[str, str]:
    """Return the column of each field.

    Raises:
        BadParameter: if an option is not `field=column`, or the field is unknown.
    """
    named = {}
    for option in columns:
        field, equals, column = option.partition("=")
        if not equals or not column:
            message = f"{visible(option)} names no column; write time=received, say"
            raise click.BadParameter(message, param_hint="--map")
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"fields: {', '.join(FIELDS)}"
            message = f"there is no field {visible(field)}; {hint}"
            raise click.BadParameter(message, param_hint="--map")
        named[field] = column
    return named


def _wishes(target: RecordFolder, zone: dt.tzinfo | None, asked: Wishes) -> Wishes:
    """Return the options of the user with the zone and the names of an existing record."""
    record = target.record
    if record is None:
        return msgspec.structs.replace(asked, zone=zone or dt.UTC, zone_said=zone is not None)
    own = ZoneInfo(record.incident.timezone)
    return msgspec.structs.replace(
        asked,
        zone=zone or own,
        zone_said=zone is not None
        or not record.incident.timezone_basis.startswith((ASSUMED, INFERRED)),
        record_zone=own,
        talkgroups={
            talkgroup: agency.id for agency in record.agencies for talkgroup in agency.talkgroups
        },
        agencies={
            name.casefold(): agency.id
            for agency in record.agencies
            for name in (*agency.aliases, agency.name, agency.short, agency.id)
            if name
        }
        # An id itself comes before the names, which may differ from another id in case alone.
        | {agency.id: agency.id for agency in record.agencies},
        units={
            name.casefold(): unit.id for unit in record.units for name in (unit.call_sign, unit.id)
        }
        | {unit.id: unit.id for unit in record.units},
    )


def _asked_for_zone(wishes: Wishes, importer: Importer, paths: Sequence[Path]) -> Wishes:
    """Return the wishes with a zone from the user, if at a terminal and the files name none."""
    if not (sys.stdin and sys.stdin.isatty()):
        return wishes
    if not any("--timezone" in looked.open for looked in importer.look(paths, wishes)):
        return wishes
    zone = click.prompt(
        "These times name no zone. Which one is it, such as America/Chicago?",
        default="UTC",
        type=_Zone(),
        err=True,
    )
    return msgspec.structs.replace(wishes, zone=zone, zone_said=True)


def _with_progress(found: Iterable[Found]) -> Iterator[Found]:
    """Yield the objects, and draw their number on a terminal."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = BarColumn(), TextColumn("{task.completed:,} read"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for number, item in enumerate(found):
            if number % _PROGRESS_OBJECTS == 0:
                progress.update(task, completed=number)
            yield item


def _print_summary(outcome: Outcome, target: RecordFolder) -> None:
    """Print the number of objects by section, and the first rejections."""
    click.echo(
        f"read {count_words(outcome.read, 'object')}: kept {outcome.kept.total():,}, already there"
        f" {outcome.already_there:,}, rejected {outcome.rejected:,}, passed over {outcome.passed:,}"
    )
    if not outcome.read and not outcome.remarks:
        click.echo("nothing that this format knows is in what was named; look at --from")
    if outcome.kept:
        click.echo(f"kept: {_sections(outcome.kept)}")
    if outcome.defined:
        click.echo(f"defined by their id alone: {_sections(outcome.defined)}")
    for words, origin in outcome.remarks.items():
        click.echo(visible(f"{origin}: {words}"))
    if outcome.zone_assumed:
        click.echo("timezone UTC is assumed: nothing says which; mend it in the record if need be")
    passed = outcome.first_passed
    if passed and outcome.passed == outcome.read:
        click.echo(visible(f"{passed.origin}: {passed.reason}"))
    for rejected in outcome.first_rejected:
        click.echo(visible(f"{rejected.origin}: {rejected.reason}"))
    if more := outcome.rejected - len(outcome.first_rejected):
        click.echo(f"… and {more:,} more")
    path = target.folder / REJECTED_NAME
    if outcome.rejected and path.exists():
        click.echo(visible(f"what was rejected is kept in {path}"))


def _sections(counts: Counter[str]) -> str:
    """Return the counts as `timeline 12, units 3`."""
    return ", ".join(f"{section} {count:,}" for section, count in counts.items())
