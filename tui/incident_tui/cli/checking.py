"""`incident-tui check`: what is wrong with records."""

import sys
from collections.abc import Iterable

import click

from incident_tui.cli import suggestions
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE, print_problems, read
from incident_tui.record.problems import Problem
from incident_tui.record.text import visible
from incident_tui.review.gathering import chronology_of
from incident_tui.review.wording import count_words


@click.command("check", epilog="Example: incident-tui check *.yaml")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…", shell_complete=suggestions.files)
def command(paths: tuple[str, ...]) -> None:
    """Say what is wrong with records, as path:line:column.

    Ends with 0 if all are sound, 1 if one has a problem, 2 if one cannot be read.
    """
    worst = SOUND
    for path in paths:
        reading = read(path)
        problems: Iterable[Problem] = reading.problems
        if reading.record is not None:
            chronology = chronology_of(reading)
            problems = chronology.problems
            if not problems:
                entries = count_words(len(chronology.entries), "entry", "entries")
                click.echo(f"{visible(path)}: sound, {entries}")
        print_problems(problems)
        if not reading.opened:
            worst = max(worst, UNREADABLE)
        elif any(problem.severity == "error" for problem in problems):
            worst = max(worst, PROBLEMS)
    sys.exit(worst)
