"""`incident-tui show`: a record's timeline and the state of everything, printed."""

import shutil
from collections.abc import Collection
from typing import Unpack

import click
import msgspec

from incident_tui.cli import suggestions
from incident_tui.cli.arguments import TIME_HELP, clock_option, notes_option
from incident_tui.cli.filtering import AskedFilters, filter_options, view_asked
from incident_tui.cli.printing import format_option, print_plain, print_sheets
from incident_tui.cli.unsaved import read_brought, tell_how_to_keep
from incident_tui.exchange.printed.sheets import PARTS, about, notes_sheet, sheets
from incident_tui.exchange.printed.view import (
    COLUMNS,
    NOTE_COLUMNS,
    NOTES,
    SECTIONS,
    STATE,
    View,
    head,
    heading,
    note_rows,
)
from incident_tui.opening import chronology_or_exit, print_problems
from incident_tui.words.counts import count_words
from incident_tui.words.notes import withheld_words

_PIPE_WIDTH = 100
"""Cells of a picture where standard output is no terminal."""


@click.command(
    "show",
    short_help="Print the timeline and the state.",
    epilog="Example: incident-tui show --agency kcpd --kind statement --at 17:00",
)
@click.argument("path", required=False, shell_complete=suggestions.records)
@filter_options
@click.option("--at", metavar="TIME", help=TIME_HELP.format("The state"))
@clock_option
@click.option("--state", is_flag=True, help=f"Print only {PARTS['state']}.")
@click.option("--intervals", is_flag=True, help=f"Print only {PARTS['intervals']}.")
@click.option("--conflicts", is_flag=True, help=f"Print only {PARTS['conflicts']}.")
@click.option("--questions", is_flag=True, help=f"Print only {PARTS['questions']}.")
@click.option(
    "--lanes", is_flag=True, help="Print who was where, when: a line of time for each of them."
)
@notes_option
@format_option
@click.option("--pager/--no-pager", default=True, help="Whether a terminal shows it by pages.")
def command(
    path: str | None,
    at: str | None,
    clock: str,
    form: str,
    pager: bool,
    lanes: bool,
    with_notes: bool,
    state: bool,
    intervals: bool,
    conflicts: bool,
    questions: bool,
    **filters: Unpack[AskedFilters],
) -> None:
    """Print a record's timeline, and the state of everything as of a moment.

    Filters hold together, and what they hide is counted; in csv, on standard error. `?` marks what
    is only possible, `≠` what was not known by then: such an entry has no words, in no format.

    A table is cut to the width of a terminal and whole in a pipe; with --at, a line stands at that
    moment. What is longer than the terminal is shown by $PAGER. json and jsonl tell everything,
    or only the parts that are asked for. csv has the entries, or those parts: several under a
    column `part`, a conflict in a row for each claim. It is UTF-8; lists are joined by `;`, and a
    text that a spreadsheet would compute begins with an apostrophe.

    --notes adds what reviewers have noted, opinions that are no part of the record: a mark beside
    the entries, `⚑` a bookmark, `✎` a note, `¶` words as heard, and a section with every note and
    its author.

    --lanes draws bars of time, one for each status: of all, or by --agency, --unit, --since,
    --until.
    """
    wanted = {
        "state": state,
        "intervals": intervals,
        "conflicts": conflicts,
        "questions": questions,
    }
    asked = [part for part in PARTS if wanted[part]]
    reading, unsaved = read_brought(path)
    view = view_asked(chronology_or_exit(reading), at, clock, filters, with_notes)
    if lanes:
        _print_lanes(view, form, asked, pager)
    else:
        print_view(view, form, asked, pager)
    tell_how_to_keep(path, unsaved)


def _print_lanes(view: View, form: str, parts: Collection[str], paged: bool) -> None:
    """Print the lanes of a view, for the width of the terminal, after the parts asked for.

    Raises:
        click.BadOptionUsage: for a format that has no lines of text.
    """
    if form != "table":
        message = f"--lanes is a picture in lines of text, which {form} does not have"
        raise click.BadOptionUsage("form", message)
    from incident_tui.exchange.printed.lanes import lane_sheet

    width = shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns
    record_alone = msgspec.structs.replace(view, notes=None)
    before = sheets(record_alone, parts) if parts else [about(view)]
    after = [notes_sheet(view)] if view.notes is not None else []
    print_sheets([*before, lane_sheet(view, width), *after], form, paged=paged)
    print_problems(view.lens.problems)


def print_view(view: View, form: str, parts: Collection[str] = (), paged: bool = False) -> None:
    """Print a view, and the problems of its record on standard error.

    Args:
        form: a name of `FORMATS`.
        parts: names of `PARTS`; none for the default parts.
        paged: whether a pager shows what is longer than the terminal.
    """
    if form in ("table", "markdown"):
        print_sheets(sheets(view, parts), form, paged=paged)
    else:
        names = _sections(parts) or (["entries"] if form == "csv" else [*SECTIONS])
        rows = {name: SECTIONS[name](view) for name in names}
        columns = COLUMNS
        if view.notes is not None:
            rows[NOTES], columns = note_rows(view), NOTE_COLUMNS
        print_plain(head(view), rows, columns, form, heading)
        if form == "csv" and view.hidden:
            shown = count_words(len(view.shown), "entry", "entries")
            click.echo(f"{shown} shown, {view.hidden:,} hidden", err=True)
        if form == "csv" and view.withheld_notes:
            click.echo(withheld_words(view.withheld_notes), err=True)
    print_problems(view.lens.problems)


def _sections(parts: Collection[str]) -> list[str]:
    """The sections of parts."""
    return [one for part in parts for one in (STATE if part == "state" else (part,))]
