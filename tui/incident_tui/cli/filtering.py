"""The options that filter entries, of every command that prints or writes entries."""

from collections.abc import Callable, Sequence
from typing import Any, TypedDict

import click

from incident_tui.chronology.chronology import Chronology
from incident_tui.cli import suggestions
from incident_tui.cli.arguments import (
    agency_named,
    kind_named,
    lens_at,
    only_marked_option,
    sources_named,
    units_named,
    within,
    words_found,
)
from incident_tui.exchange.printed.view import View
from incident_tui.review.filters import Filters
from incident_tui.review.told_notes import marked_entries

_OPTIONS: Sequence[Callable[[Callable[..., Any]], Callable[..., Any]]] = (
    click.option(
        "--agency",
        "agencies",
        multiple=True,
        help="Only entries of this agency; repeatable, like all of these.",
        shell_complete=suggestions.agencies,
    ),
    click.option(
        "--unit",
        "units",
        multiple=True,
        help="Only entries in which this unit, by its call sign or id, speaks or is named.",
        shell_complete=suggestions.units,
    ),
    click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Only entries of this kind, such as radio_call.",
        shell_complete=suggestions.kinds,
    ),
    click.option(
        "--source",
        "sources",
        multiple=True,
        help="Only entries that cite this source, by its id or title.",
        shell_complete=suggestions.sources,
    ),
    click.option(
        "--since",
        metavar="TIME",
        help="Only entries that were, or may have been, then or later. An entry with bounds stays"
        " unless all of them lie before; one that is unplaced stays unless what is known of its"
        " order says so.",
    ),
    click.option("--until", metavar="TIME", help="The same for then or earlier."),
    click.option(
        "--search",
        metavar="WORDS",
        help="Only entries with these words, without regard to case and accents; //… is a regular"
        " expression.",
    ),
    only_marked_option,
)


class AskedFilters(TypedDict):
    """The values of the options."""

    agencies: tuple[str, ...]
    units: tuple[str, ...]
    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    since: str | None
    until: str | None
    search: str | None
    only_marked: bool


def filter_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def view_asked(
    chronology: Chronology,
    at: str | None,
    clock: str,
    asked: AskedFilters,
    with_notes: bool = False,
) -> View:
    """The entries that the options ask for, as of a written moment on a clock.

    The log of notes is read only where the options ask for notes, or for marked entries.

    Args:
        with_notes: whether the view has the notes of reviewers too.

    Raises:
        click.BadParameter: if a value is no agency, unit, kind, source, time or expression.
    """
    search = asked["search"]
    found = None if search is None else words_found(chronology, search)
    lens, notes = lens_at(chronology, at, clock), None
    if with_notes or asked["only_marked"]:
        from incident_tui.cli.review_log import notes_of  # 10 ms that few need to wait for

        notes = notes_of(chronology.reading)
    agencies = frozenset(agency_named(chronology, one) for one in asked["agencies"])
    filters = Filters(
        agencies=agencies or None,
        kinds=frozenset(kind_named(one) for one in asked["kinds"]) or None,
        sources=sources_named(chronology, asked["sources"]) or None,
        units=units_named(chronology, asked["units"]) or None,
        within=within(chronology, asked["since"], asked["until"]),
        words=found.query if found else None,
        marked=marked_entries(lens, notes) if asked["only_marked"] and notes is not None else None,
    )
    return View(lens, filters, found, notes if with_notes else None)
