"""Printing in the formats of `--format`, row by row."""

import shutil
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

import click

from incident_tui.exchange.printed.plain import (
    JsonObject,
    Sections,
    csv_lines,
    json_lines,
    json_text,
)
from incident_tui.exchange.printed.sheets import Sheet, markdown_lines

FORMATS = ("table", "markdown", "csv", "json", "jsonl")

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=FORMATS[0],
    show_default=True,
    help="How to print it; jsonl is a JSON object a line.",
)


def print_sheets(
    sheets: Iterable[Sheet], form: str, heads: bool = False, paged: bool = False
) -> None:
    """Print sheets as `table` or `markdown`.

    Args:
        heads: whether tables have the names of their columns above them.
        paged: whether a pager shows what is longer than the terminal.
    """
    if form == "markdown":
        lines = markdown_lines(sheets)
    else:
        from incident_tui.cli.tables import sheet_lines

        lines = sheet_lines(sheets, heads)
    if paged and sys.stdout.isatty():
        _page(lines)
    else:
        sys.stdout.writelines(lines)


def _page(lines: Iterator[str]) -> None:
    """Print lines, or start the pager of the user if they are more than the rows of the terminal.

    Lines of a record have no control characters, so that the pager has none to interpret.
    """
    fitting = [*islice(lines, shutil.get_terminal_size().lines - 1)]
    following = next(lines, None)
    if following is None:
        sys.stdout.writelines(fitting)
        return
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # a pager that is left ends no program
    click.echo_via_pager(chain(fitting, [following], lines))


def print_plain(
    head: JsonObject,
    sections: Sections,
    columns: Mapping[str, Sequence[str]],
    form: str,
    heading: Callable[[str], str] = str,
) -> None:
    """Print rows as `csv`, `json` or `jsonl`.

    Args:
        head: values before the rows; not for CSV.
        columns: the columns of each section in CSV.
        heading: from the name of a column to the name in the first row of CSV.
    """
    if form == "csv":
        sys.stdout.flush()
        lines = (line.encode() for line in csv_lines(sections, columns, heading))
        sys.stdout.buffer.writelines(lines)  # UTF-8, whatever a terminal would take
    elif form == "json":
        sys.stdout.writelines(json_text(head, sections))
    else:
        sys.stdout.writelines(json_lines({"head": [head], **sections}))
