"""`incident-tui list`: the records of a folder."""

import os
import sys
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

import click

from incident_tui.cli import suggestions
from incident_tui.cli.printing import format_option, print_plain, print_sheets
from incident_tui.exchange.printed.sheets import NOTHING, Cells, Sheet
from incident_tui.opening import UNREADABLE
from incident_tui.record.files import failure_words
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.library import SORTS, Head, heads, ordered
from incident_tui.words.counts import count_words

_COLUMNS = {
    "records": [
        "path",
        "date",
        "title",
        "exercise",
        *(f"casualties_{group}" for group in CASUALTY_GROUPS),
        "entries",
        "calls",
        "problems",
        "wrong",
    ]
}


@click.command(
    "list",
    short_help="List the records of a folder.",
    epilog="Example: incident-tui list . --sort casualties",
)
@click.argument("folder", metavar="[DIR]", default=".", shell_complete=suggestions.folders)
@click.option(
    "--sort",
    type=click.Choice(SORTS),
    default=SORTS[0],
    show_default=True,
    help="What to order them by; numbers fall.",
)
@format_option
def command(folder: str, sort: str, form: str) -> None:
    """List the records of a folder, without those of folders inside it.

    Casualties are those who came to harm by the end of the record, as
    responders/public/suspects. Files of calls are not read: `+` stands where there are some. What
    cannot be read is listed with what is wrong.
    """
    _exit_without(folder)
    records = ordered(heads(Path(folder)), sort)
    if form in ("table", "markdown"):
        print_sheets([_sheet(folder, records)], form, heads=True)
    else:
        rows = {"records": map(_plain, records)}
        print_plain({"folder": folder}, rows, _COLUMNS, form)
    if not records:
        click.echo(f"{visible(folder)}: no record in this folder", err=True)


def _exit_without(folder: str) -> None:
    """Exit if the folder does not exist."""
    try:
        os.listdir(folder)
    except OSError as error:
        click.echo(f"{visible(folder)}: {failure_words(error)}", err=True)
        sys.exit(UNREADABLE)


def _sheet(folder: str, records: Sequence[Head]) -> Sheet:
    columns = ("date", "casualties", "entries", "problems", "record", "title")
    title = f"{folder} · {count_words(len(records), 'record')}"
    optional = ("problems", "entries", "casualties")
    return Sheet(title, columns, [*_rows(records)], optional=optional)


def _rows(records: Sequence[Head]) -> Iterator[Cells]:
    for one in records:
        plus = "+" if one.calls else ""
        exercise = "EXERCISE · " if one.exercise else ""
        yield (
            one.date or NOTHING,
            "/".join(map(str, one.casualties)) or NOTHING,
            f"{one.entries}{plus}",
            f"{one.problems}{plus}",
            one.path.name,
            f"not a record: {one.wrong}" if one.wrong else f"{exercise}{one.title}",
        )


def _plain(one: Head) -> dict[str, Any]:
    readable = not one.wrong
    return {
        "path": str(one.path),
        "date": one.date if one.date != "no date" and readable else None,
        "title": one.title if readable else None,
        "exercise": one.exercise,
        "casualties": dict(zip_longest(CASUALTY_GROUPS, one.casualties)),
        "entries": one.entries,
        "calls": one.calls,
        "problems": one.problems,
        "wrong": one.wrong or None,
    }
