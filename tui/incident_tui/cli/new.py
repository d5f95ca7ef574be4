"""`incident-tui new`: a record to start from."""

import contextlib
import json
import os
import shlex
import sys
from pathlib import Path
from typing import NoReturn

import click

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.new_record import MINIMAL, TEMPLATE, new_record
from incident_tui.opening import UNREADABLE
from incident_tui.record.files import flush_to_disk, reason, replacing
from incident_tui.record.reading import HEAD_NAMES, read_bytes
from incident_tui.record.text import visible

SCHEMA_NAME = "incident-record.schema.json"
"""The schema file for editors, named in the first line of the record."""


@click.command(
    "new",
    short_help="Write a record to start from.",
    epilog='Example: incident-tui new my-record --title "Smoke in a stairwell"',
)
@click.argument("folder")
@click.option("--title", default="", help="What the incident is called.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The day it began.")
@click.option("--timezone", default="", metavar="ZONE", help="Such as America/Chicago.")
@click.option("--minimal", is_flag=True, help="Only what a record needs, and no example.")
def command(folder: str, title: str, date: str, timezone: str, minimal: bool) -> None:
    """Write a commented record to start from.

    It is an example, marked as an exercise, that shows every section and every form of a time.
    With --minimal it has only what a record needs, and is no exercise. FOLDER is made if it is not
    there, and nothing that is there is written over.
    """
    record = new_record(title, date, timezone, MINIMAL if minimal else TEMPLATE)
    if not folder:
        raise click.UsageError("name a folder, such as my-record")
    if problems := chronology_of(read_bytes(record.encode(), HEAD_NAMES[0])).problems:
        raise click.UsageError(problems[0].message)
    for path in _written(Path(folder), record):
        click.echo(f"wrote {visible(str(path))}")
    if not minimal:
        click.echo("it is an example: take `exercise: true` out of it when what it says took place")
    named = visible(shlex.quote(f"./{folder}" if folder.startswith("-") else folder))
    click.echo(f"next: incident-tui check {named}\n      incident-tui open {named}")


def _written(folder: Path, record: str) -> list[Path]:
    """The files written; exits on an error."""
    from incident_tui.exchange.schema import schema_of_record

    for name in (*HEAD_NAMES, SCHEMA_NAME):
        if os.path.lexists(folder / name):
            _fail(f"{folder / name} is there already; name another folder")
    texts = {HEAD_NAMES[0]: record, SCHEMA_NAME: json.dumps(schema_of_record(), indent=2) + "\n"}
    path, made = folder, not os.path.exists(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # The first file is in place when the second is: both are written whole before.
        with contextlib.ExitStack() as files:
            for name, text in texts.items():
                path = folder / name
                file = files.enter_context(replacing(path, overwrite=False))
                file.write(text.encode())
                flush_to_disk(file)
    except (OSError, ValueError) as error:
        if made:
            with contextlib.suppress(OSError, ValueError):  # not made, or no longer empty
                folder.rmdir()
        why = reason(error) if isinstance(error, OSError) else str(error).lower()
        _fail(f"{path} cannot be written: {why}")
    return [folder / name for name in texts]


def _fail(message: str) -> NoReturn:
    print(visible(message), file=sys.stderr)
    sys.exit(UNREADABLE)
