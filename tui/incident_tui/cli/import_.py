"""`incident-tui import`: logs and recordings of other formats into a record's folder."""

import datetime as dt
import difflib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click
import msgspec

from incident_tui.cli import suggestions
from incident_tui.exchange.imports import IMPORTERS, Importer, importer
from incident_tui.exchange.imports.csv_columns import FIELDS
from incident_tui.exchange.imports.intake import Outcome
from incident_tui.exchange.imports.items import Found, Wishes
from incident_tui.exchange.imports.record_folder import (
    ASSUMED,
    REJECTED_NAME,
    CannotAddError,
    RecordFolder,
)
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words

_EACH = 1_000
"""Things after which the progress is drawn again."""


class _Zone(click.ParamType[dt.tzinfo]):
    """The name of a time zone."""

    name = "zone"

    def convert(
        self, value: str | dt.tzinfo, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.tzinfo:
        """The zone of this name."""
        if isinstance(value, dt.tzinfo):
            return value
        try:
            return ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            message = f"{visible(value)} is no IANA time zone; write one such as America/Chicago"
            self.fail(message, param, ctx)


@click.command("import", epilog="Example: incident-tui import --from csv cad-export.csv my-record")
@click.option(
    "--from", "form", required=True, type=click.Choice(list(IMPORTERS)), help="What SOURCE is."
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
    sources: tuple[str, ...],
    folder: str,
) -> None:
    """Add files or folders of another format to a record's folder, or begin one with them.

    What stands in the folder stays as it is, and what is there already is not added again. What
    cannot be read is kept in its rejected.jsonl.

    Ends with 0 if all was kept, 1 if something was not, 2 if nothing could be read.
    """
    asked = Wishes(
        date=date and date.date(),
        title=title,
        columns=_columns(columns),
        folder=Path(folder),
        date_order=date_order or "",
    )
    chosen, paths = importer(form), [Path(one) for one in sources]
    try:
        target = RecordFolder(_folder(folder))
        wishes = _wishes(target, timezone, asked)
        if timezone is None and target.record is None:
            wishes = _asked_for_zone(wishes, chosen, paths)
        outcome = target.write(_with_progress(chosen.read(paths, wishes)), wishes, _name(paths))
    except CannotAddError as error:
        for line in str(error).splitlines():
            click.echo(visible(line), err=True)
        sys.exit(PROBLEMS)
    except OSError as error:
        why = (error.strerror or "cannot be read or written").lower()
        click.echo(visible(f"{error.filename or folder}: {why}"), err=True)
        sys.exit(UNREADABLE)
    _print_summary(outcome, target)
    if not (outcome.kept or outcome.already_there):
        sys.exit(UNREADABLE)
    sys.exit(PROBLEMS if outcome.rejected else SOUND)


def _folder(path: str) -> Path:
    """The folder to write.

    Raises:
        UsageError: if it is a file.
    """
    folder = Path(path)
    if folder.exists() and not folder.is_dir():
        raise click.UsageError(f"{visible(path)} is a file; name the folder of a record")
    return folder


def _columns(columns: tuple[str, ...]) -> dict[str, str]:
    """From each field to its column.

    Raises:
        BadParameter: if one is not `field=column`, or no field.
    """
    named = {}
    for one in columns:
        field, equals, column = one.partition("=")
        if not equals or not column:
            message = f"{visible(one)} names no column; write time=received, say"
            raise click.BadParameter(message, param_hint="--map")
        if field not in FIELDS:
            near = difflib.get_close_matches(field, FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"fields: {', '.join(FIELDS)}"
            message = f"there is no field {visible(field)}; {hint}"
            raise click.BadParameter(message, param_hint="--map")
        named[field] = column
    return named


def _wishes(target: RecordFolder, zone: dt.tzinfo | None, asked: Wishes) -> Wishes:
    """What the user asked for, and what the record that is added to says."""
    record = target.record
    if record is None:
        return msgspec.structs.replace(asked, zone=zone or dt.UTC, zone_said=zone is not None)
    own = ZoneInfo(record.incident.timezone)
    return msgspec.structs.replace(
        asked,
        zone=zone or own,
        zone_said=zone is not None or record.incident.timezone_basis != ASSUMED,
        record_zone=own,
        talkgroups={name: one.id for one in record.agencies for name in one.talkgroups},
        agencies={
            name.casefold(): one.id
            for one in record.agencies
            for name in (*one.aliases, one.name, one.short, one.id)
            if name
        },
        units={name.casefold(): one.id for one in record.units for name in (one.call_sign, one.id)},
    )


def _asked_for_zone(wishes: Wishes, chosen: Importer, paths: Sequence[Path]) -> Wishes:
    """The wishes with the zone that the user names when asked, if there is need and a terminal."""
    if not (sys.stdin and sys.stdin.isatty() and chosen.lacks_zone(paths, wishes)):
        return wishes
    zone = click.prompt(
        "These times name no zone. Which one is it, such as America/Chicago?",
        default="UTC",
        type=_Zone(),
        err=True,
    )
    return msgspec.structs.replace(wishes, zone=zone, zone_said=True)


def _name(paths: Sequence[Path]) -> str:
    """What a new record is called: as what it is imported from."""
    return visible(paths[0].resolve().stem)


def _with_progress(found: Iterable[Found]) -> Iterator[Found]:
    """The same things, and on a terminal how many there were so far."""
    if not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = BarColumn(), TextColumn("{task.completed:,} read"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=None)
        for number, one in enumerate(found):
            if number % _EACH == 0:
                progress.update(task, completed=number)
            yield one


def _print_summary(outcome: Outcome, target: RecordFolder) -> None:
    """Print what came of it: how many things of which kind, and the first that were rejected."""
    click.echo(
        f"read {count_words(outcome.read, 'object')}: kept {outcome.kept.total():,}, already there"
        f" {outcome.already_there:,}, rejected {outcome.rejected:,}, passed over {outcome.passed:,}"
    )
    if outcome.kept:
        click.echo(f"kept: {_sections(outcome.kept)}")
    if outcome.defined:
        click.echo(f"defined by their id alone: {_sections(outcome.defined)}")
    for words, place in outcome.remarks.items():
        click.echo(visible(f"{place}: {words}"))
    if outcome.zone_assumed:
        click.echo("timezone UTC is assumed: nothing says which; mend it in the record if need be")
    for one in outcome.first_rejected:
        click.echo(visible(f"{one.place}: {one.reason}"))
    if more := outcome.rejected - len(outcome.first_rejected):
        click.echo(f"… and {more:,} more")
    rejected = target.folder / REJECTED_NAME
    if outcome.rejected and rejected.exists():
        click.echo(visible(f"what was rejected is kept in {rejected}"))


def _sections(counts: Counter[str]) -> str:
    """`timeline 12, units 3`."""
    return ", ".join(f"{section} {count:,}" for section, count in counts.items() if count)
