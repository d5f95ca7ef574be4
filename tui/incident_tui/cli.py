"""The command line: arguments in, exit codes out. Textual is imported only to open a screen."""

import difflib
import sys
from collections.abc import Iterable

import click

from incident_tui import __version__
from incident_tui.opening import (
    PROBLEMS,
    SOUND,
    UNREADABLE,
    chronology_or_exit,
    is_screen,
    open_screen,
    print_problems,
    read,
)
from incident_tui.record.problems import Problem
from incident_tui.record.text import visible
from incident_tui.record.time_value import Moment, TimeSyntaxError, parse_form
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.chronology import Chronology
from incident_tui.review.filters import EVERYTHING, Filters, everyone
from incident_tui.review.gathering import chronology_of
from incident_tui.review.state import Clock
from incident_tui.review.wording import count_words

_AT_START = "Open a record on the screen (what happens when no command is named)."


class _OpensByDefault(click.Group):
    """A group whose first argument may be a path instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `incident-tui PATH` as `incident-tui open PATH`."""
        first = args[0] if args else ""
        if first == "-" or not (first.startswith("-") or first in self.commands):
            args = ["open", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=_OpensByDefault,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: incident-tui show --agency kcpd --at 13:20",
)
@click.version_option(__version__, prog_name="incident-tui")
def main() -> None:
    """Step through the record of an incident, every pane as of that moment.

    `incident-tui` opens the bundled record, `incident-tui exercise` a bundled exercise,
    `incident-tui PATH` a record's file or its folder, `incident-tui DIR` a folder of records,
    `incident-tui -` a record from standard input.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


@main.command("open", help=_AT_START, epilog="Example: incident-tui my-record.yaml")
@click.argument("path", required=False)
def open_record(path: str | None) -> None:
    """Open a record on the screen; print it where there is no terminal."""
    if is_screen():
        open_screen(path)
    else:
        _print(_chronology(path), EVERYTHING, None, "table")


@main.command(epilog="Example: incident-tui check *.yaml")
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
def check(paths: tuple[str, ...]) -> None:
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


@main.command(epilog="Example: incident-tui show --agency kcpd --kind statement --at 17:00")
@click.argument("path", required=False)
@click.option(
    "--agency", "agencies", multiple=True, help="Only entries of this agency; repeatable."
)
@click.option(
    "--kind", "kinds", multiple=True, help="Only entries of this kind; repeatable.", metavar="KIND"
)
@click.option("--at", metavar="TIME", help="The state as of then, such as 13:20.")
@click.option(
    "--clock",
    type=click.Choice([clock.value for clock in Clock]),
    default=Clock.HAPPENED.value,
    show_default=True,
    help="What happened by then, or what was known.",
)
@click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True
)
def show(
    path: str | None,
    agencies: tuple[str, ...],
    kinds: tuple[str, ...],
    at: str | None,
    clock: str,
    form: str,
) -> None:
    """Print a record's timeline, and the state of everything as of a moment."""
    chronology = _chronology(path)
    filters = Filters(
        frozenset(_agency(chronology, one) for one in agencies) if agencies else None,
        frozenset(_kind(one) for one in kinds) if kinds else None,
    )
    _print(chronology, filters, None if at is None else _moment(chronology, at), form, Clock(clock))


def _chronology(path: str | None) -> Chronology:
    """A record, ready; ends the program where there is none."""
    return chronology_or_exit(read(path))


def _print(
    chronology: Chronology,
    filters: Filters,
    at: int | None,
    form: str,
    clock: Clock = Clock.HAPPENED,
) -> None:
    from incident_tui.exchange.view import View, as_json

    view = View(chronology, filters, at, clock)
    if form == "json":
        import json

        click.echo(json.dumps(as_json(view), indent=2))  # ASCII alone: no terminal obeys it
    else:
        from incident_tui.tables import print_view

        print_view(view)
    print_problems(chronology.problems)


def _agency(chronology: Chronology, asked: str) -> str:
    """The id behind an id, a short name, a name or an alias.

    Raises:
        click.BadParameter: if the record has no such agency.
    """
    if asked in everyone(chronology):
        return asked
    named: dict[str, str] = {}
    for agency in chronology.record.agencies:
        for name in (agency.id, agency.short, agency.name, *agency.aliases):
            if name:
                named.setdefault(name.casefold(), agency.id)
    if asked.casefold() in named:
        return named[asked.casefold()]
    near = difflib.get_close_matches(asked.casefold(), named, n=1)
    hint = f"did you mean {named[near[0]]}?" if near else f"ids: {', '.join(everyone(chronology))}"
    message = f"the record has no agency {asked}; {hint}"
    raise click.BadParameter(visible(message), param_hint="--agency")


def _kind(asked: str) -> str:
    kind = asked.replace("-", "_").replace(" ", "_")
    if kind in ENTRY_KINDS:
        return kind
    near = difflib.get_close_matches(kind, ENTRY_KINDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"kinds: {', '.join(ENTRY_KINDS)}"
    raise click.BadParameter(f"{asked} is no kind of entry; {hint}", param_hint="--kind")


def _moment(chronology: Chronology, asked: str) -> int:
    """The last millisecond of a written moment, in the record's zone.

    Raises:
        click.BadParameter: if it is no moment, or one without a date that the record gives none.
    """
    try:
        form = parse_form(asked)
        if isinstance(form, Moment):
            return chronology.zone.bounds(form)[1]
        problem = f"`{asked}` is no single moment; write 13:20 or 2024-02-29T13:20"
    except TimeSyntaxError as error:
        problem = str(error)
    except OverflowError:
        undated = chronology.zone.date is None
        why = "needs a date: the record has no date" if undated else "is outside the calendar"
        problem = f"`{asked}` {why}"
    raise click.BadParameter(visible(problem), param_hint="--at")
