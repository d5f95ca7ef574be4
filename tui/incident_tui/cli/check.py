"""`incident-tui check`: the problems of records, and warnings."""

import difflib
import sys
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click
from msgspec.structs import replace

from incident_tui.checks import CODES, warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.cli import suggestions
from incident_tui.cli.unsaved import NoRecordError, brought
from incident_tui.exchange.printed.annotations import annotation
from incident_tui.exchange.printed.view import problem_json
from incident_tui.opening import (
    PROBLEMS,
    SOUND,
    UNREADABLE,
    Unsaved,
    print_problems,
    read,
    review_place,
)
from incident_tui.record.problems import Mark, Problem, in_order
from incident_tui.record.reading import Reading
from incident_tui.record.text import visible
from incident_tui.words.counts import count_words

ALL = "all"
"""Asks `--explain` for the table of codes."""


@click.command(
    "check",
    short_help="Say what is wrong with records.",
    epilog="Example: incident-tui check *.yaml",
)
@click.argument("paths", nargs=-1, metavar="PATH…", shell_complete=suggestions.records)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="Lines for people, one JSON list, or annotations of a change on GitHub.",
)
@click.option("--strict", is_flag=True, help="End with 1 for warnings too.")
@click.option(
    "--explain",
    metavar="[CODE]",
    is_flag=False,
    flag_value=ALL,
    help="Say what a warning such as W006 means and what to do; without a code, list all.",
)
def command(paths: tuple[str, ...], form: str, strict: bool, explain: str | None) -> None:
    """Say what is wrong with records, as path:line:column, and warn of what may be.

    Warns too of observations without evidence and of actions without owner or date, by the line of
    the log beside the record; they are opinions, and the record is as sound as without them.

    Of a file of another program, says what cannot be read and what is assumed.

    Ends with 0 if all are sound, warnings or not, 1 if one has a problem, 2 if one cannot be read.
    """
    if explain is not None:
        if paths:
            raise click.UsageError("--explain tells of a code and takes no PATH")
        click.echo(_explained(explain))
        return
    if not paths:
        raise click.UsageError("Missing argument 'PATH…'.")
    worst, listed, flawed = SOUND, list[Problem](), 0
    for path in paths:
        try:
            with brought(path) as record:
                reading = read(record.path, record.unsaved)
                problems, entries = _problems_of(reading, warns=not record.unsaved)
                opinions = _problems_of_log(reading, record.unsaved)
                if record.unsaved:
                    problems = tuple(_told_at(path, record.unsaved, problems))
        except NoRecordError as error:
            reading, entries, opinions = error.reading, 0, ()
            problems = reading.problems
        worst = max(worst, _exit_code(reading, (*problems, *opinions), strict))
        listed += (*problems, *opinions)
        flawed += bool(problems or opinions)
        if form == "json":
            continue
        if form == "github":
            found = (*problems, *opinions)
            click.echo("".join(f"{annotation(problem)}\n" for problem in found), nl=False)
            continue
        if problems:
            print_problems(problems)
        else:
            click.echo(f"{visible(path)}: sound, {count_words(entries, 'entry', 'entries')}")
        print_problems(opinions)
    if form == "json":
        import json

        click.echo(json.dumps([problem_json(problem) for problem in listed], indent=2))
    elif form == "text" and listed:
        click.echo(_total(listed, flawed, len(paths)), err=True)
    sys.exit(worst)


def _total(problems: Sequence[Problem], flawed: int, records: int) -> str:
    """How many problems there are: `2 errors, 1 warning in 1 of 3 records`."""
    errors = sum(problem.severity == "error" for problem in problems)
    counts = (count_words(errors, "error"), count_words(len(problems) - errors, "warning"))
    listed = ", ".join(count for count in counts if not count.startswith("0 "))
    return listed if records == 1 else f"{listed} in {flawed} of {records:,} records"


def _exit_code(reading: Reading, problems: Iterable[Problem], strict: bool) -> int:
    """The exit code of a record."""
    if not reading.opened:
        return UNREADABLE
    wrong = any(strict or problem.severity == "error" for problem in problems)
    return PROBLEMS if wrong else SOUND


def _problems_of(reading: Reading, warns: bool) -> tuple[tuple[Problem, ...], int]:
    """The problems and warnings of a record, by place, and its number of entries.

    Args:
        warns: whether what may be wrong with a sound record is told too.
    """
    if reading.record is None:
        return reading.problems, 0
    chronology = chronology_of(reading)
    warnings = warnings_of(chronology) if warns else ()
    return in_order((*chronology.problems, *warnings)), len(chronology.entries)


def _told_at(path: str, unsaved: Unsaved, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems of a record that is not saved, with the path of the files that it is of.

    A place in the record itself is gone with the record.
    """
    for problem in problems:
        is_gone = Path(problem.mark.path).parent == unsaved.path.parent
        yield replace(problem, mark=Mark(path)) if is_gone else problem


def _problems_of_log(reading: Reading, unsaved: Unsaved | None) -> tuple[Problem, ...]:
    """The warnings about the notes of reviewers, if the record has a log that can be read."""
    if reading.record is None or not reading.record.incident.id:
        return ()
    place = review_place(reading, unsaved=unsaved)
    from incident_tui.checks.conclusions import conclusion_warnings
    from incident_tui.notes.log import ReviewLog

    found = ReviewLog(place.path, reading.record.incident.id).read()
    return conclusion_warnings(str(place.path), found.notes, found.numbers)


def _explained(asked: str) -> str:
    """The explanation of a code; the table of codes for `ALL`.

    Raises:
        click.BadParameter: if no code matches.
    """
    if asked == ALL:
        return "\n".join(f"{code.code}  {code.title}" for code in CODES.values())
    if code := CODES.get(asked.upper()):
        example = textwrap.indent(code.example, "    ")
        parts = [f"{code.code}  {code.title}", _wrapped(code.meaning), example]
        return "\n\n".join([*parts, _wrapped(code.advice)])
    near = difflib.get_close_matches(asked.upper(), CODES, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"codes: {', '.join(CODES)}"
    message = f"{asked} is no code of a warning; {hint}"
    raise click.BadParameter(visible(message), param_hint="--explain")


def _wrapped(text: str) -> str:
    return textwrap.fill(text, 80, break_long_words=False, break_on_hyphens=False)
