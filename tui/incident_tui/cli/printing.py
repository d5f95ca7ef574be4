"""Printing in the formats of `--format`, row by row."""

import sys
from collections.abc import Iterable, Mapping, Sequence

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


def print_sheets(sheets: Iterable[Sheet], form: str, heads: bool = False) -> None:
    """Print sheets as `table` or `markdown`.

    Args:
        heads: whether tables have the names of their columns above them.
    """
    if form == "markdown":
        sys.stdout.writelines(markdown_lines(sheets))
        return
    from incident_tui.cli import tables

    tables.print_sheets(sheets, heads)


def print_plain(
    head: JsonObject, sections: Sections, columns: Mapping[str, Sequence[str]], form: str
) -> None:
    """Print rows as `csv`, `json` or `jsonl`.

    Args:
        head: values before the rows; not for CSV.
        columns: the columns of each section in CSV.
    """
    if form == "csv":
        sys.stdout.flush()
        lines = (line.encode() for line in csv_lines(sections, columns))
        sys.stdout.buffer.writelines(lines)  # UTF-8, whatever a terminal would take
    elif form == "json":
        sys.stdout.writelines(json_text(head, sections))
    else:
        sys.stdout.writelines(json_lines({"head": [head], **sections}))
