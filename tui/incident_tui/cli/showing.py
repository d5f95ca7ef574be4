"""`incident-tui show`: a record's timeline and the state of everything, printed."""

import click

from incident_tui.cli.arguments import agency_named, end_of_moment, kind_named
from incident_tui.exchange.view import View, as_json
from incident_tui.opening import chronology_or_exit, print_problems, read
from incident_tui.review.filters import Filters
from incident_tui.review.state import Clock


@click.command(
    "show", epilog="Example: incident-tui show --agency kcpd --kind statement --at 17:00"
)
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
def command(
    path: str | None,
    agencies: tuple[str, ...],
    kinds: tuple[str, ...],
    at: str | None,
    clock: str,
    form: str,
) -> None:
    """Print a record's timeline, and the state of everything as of a moment."""
    chronology = chronology_or_exit(read(path))
    filters = Filters(
        frozenset(agency_named(chronology, one) for one in agencies) if agencies else None,
        frozenset(kind_named(one) for one in kinds) if kinds else None,
    )
    moment = None if at is None else end_of_moment(chronology, at)
    print_view(View(chronology, filters, moment, Clock(clock)), form)


def print_view(view: View, form: str) -> None:
    """Print a view as `table` or `json`, and on standard error what is wrong with its record."""
    if form == "json":
        import json

        click.echo(json.dumps(as_json(view), indent=2))  # ASCII alone: no terminal obeys it
    else:
        from incident_tui import tables

        tables.print_view(view)
    print_problems(view.chronology.problems)
