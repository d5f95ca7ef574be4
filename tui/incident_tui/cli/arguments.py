"""What commands are asked for, looked up in a record: agencies, kinds of entry, moments."""

import difflib

import click

from incident_tui.record.text import visible
from incident_tui.record.time_value import Moment, TimeSyntaxError, parse_form
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.chronology import Chronology
from incident_tui.review.filters import everyone


def agency_named(chronology: Chronology, asked: str) -> str:
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


def kind_named(asked: str) -> str:
    """The kind of entry behind what is asked for.

    Raises:
        click.BadParameter: if there is no such kind.
    """
    kind = asked.replace("-", "_").replace(" ", "_")
    if kind in ENTRY_KINDS:
        return kind
    near = difflib.get_close_matches(kind, ENTRY_KINDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"kinds: {', '.join(ENTRY_KINDS)}"
    raise click.BadParameter(f"{asked} is no kind of entry; {hint}", param_hint="--kind")


def end_of_moment(chronology: Chronology, asked: str) -> int:
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
