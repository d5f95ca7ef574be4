"""`incident-tui import`: logs and recordings of other formats into a record's folder."""

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import click

from incident_tui.exchange.imports import IMPORTERS, Importer, importer
from incident_tui.exchange.intake import Outcome
from incident_tui.exchange.items import Found, Wishes
from incident_tui.exchange.record_folder import REJECTED_NAME, CannotAddError, RecordFolder
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record import model
from incident_tui.record.files import failure_words
from incident_tui.record.text import visible

_EACH = 1_000
"""Things after which the progress is drawn again."""


class _Zone(click.ParamType):
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


@click.command(
    "import", epilog="Example: incident-tui import --from csv cad-export.csv my-record"
)
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
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.argument("folder", metavar="FOLDER")
def command(
    form: str,
    timezone: dt.tzinfo | None,
    date: dt.datetime | None,
    date_order: str | None,
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
