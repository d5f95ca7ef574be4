"""Arguments of commands, looked up in a record: agencies, units, kinds, words, moments."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

import click

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.record.text import folded, visible
from incident_tui.record.time_value import Moment, TimeSyntaxError, parse_form
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.filters import Within, agency_choices
from incident_tui.review.lens import END, Lens
from incident_tui.review.search import Matches, PatternError, Query, query_of, search

clock_option = click.option(
    "--clock",
    type=click.Choice([clock.value for clock in Clock]),
    default=Clock.HAPPENED.value,
    show_default=True,
    help="What had happened by then, or what had been published or said on the air.",
)

_MOST_LISTED = 20
"""The maximum number of ids in an error message."""


def agency_named(chronology: Chronology, asked: str) -> str:
    """The id of an agency, by id, short name, name or alias.

    Raises:
        click.BadParameter: if no agency of the record matches.
    """
    names: dict[str, Sequence[str]] = dict.fromkeys(agency_choices(chronology), ())
    for one in chronology.record.agencies:
        names[one.id] = (one.short, one.name, *one.aliases)
    return _ids_named("agency", names, asked)[0]


def units_named(chronology: Chronology, asked: Iterable[str]) -> frozenset[str]:
    """The ids of units, by id or call sign; units may share a call sign.

    Raises:
        click.BadParameter: if no unit of the record matches.
    """
    names = {one.id: [one.call_sign] for one in chronology.record.units}
    return frozenset(found for one in asked for found in _ids_named("unit", names, one))


def sources_named(chronology: Chronology, asked: Iterable[str]) -> frozenset[str]:
    """The ids of sources, by id or title; sources may share a title.

    Raises:
        click.BadParameter: if no source of the record matches.
    """
    names = {one.id: [one.title] for one in chronology.record.sources}
    return frozenset(found for one in asked for found in _ids_named("source", names, one))


def _ids_named(what: str, names: Mapping[str, Sequence[str]], asked: str) -> list[str]:
    """The given id, or else the ids with the given name, without regard to case.

    Args:
        names: from each id to its names.

    Raises:
        click.BadParameter: if no id matches; the message has the nearest name, or else every id.
    """
    if asked in names:
        return [asked]
    ids: dict[str, list[str]] = {}
    for identifier, called in names.items():
        for name in {one.casefold() for one in (identifier, *called) if one}:
            ids.setdefault(name, []).append(identifier)
    if found := ids.get(asked.casefold()):
        return found
    near = difflib.get_close_matches(asked.casefold(), ids, n=1)
    listed = [*names][:_MOST_LISTED] + ["…"] * (len(names) > _MOST_LISTED)
    hint = f"did you mean {ids[near[0]][0]}?" if near else f"ids: {', '.join(listed) or 'none'}"
    message = f"the record has no {what} {asked}; {hint}"
    raise click.BadParameter(visible(message), param_hint=f"--{what}")


def kind_named(asked: str) -> str:
    """A kind of entry, by name.

    Raises:
        click.BadParameter: if no kind matches.
    """
    kind = asked.replace("-", "_").replace(" ", "_")
    if kind in ENTRY_KINDS:
        return kind
    near = difflib.get_close_matches(kind, ENTRY_KINDS, n=1)
    hint = f"did you mean {near[0]}?" if near else f"kinds: {', '.join(ENTRY_KINDS)}"
    raise click.BadParameter(f"{asked} is no kind of entry; {hint}", param_hint="--kind")


def lens_at(chronology: Chronology, asked: str | None, clock: str) -> Lens:
    """A lens on a clock, at the last millisecond of a written moment; None for the record's end.

    Raises:
        click.BadParameter: if the text is no moment, or lacks a date that the record lacks too.
    """
    moment = END if asked is None else _bounds_of_moment(chronology, asked, "--at")[1]
    return Lens(chronology, moment, Clock(clock))


def within(chronology: Chronology, since: str | None, until: str | None) -> Within | None:
    """The time from the first millisecond of a written moment to the last of a second moment.

    Raises:
        click.BadParameter: if a text is no moment, or the end lies before the start.
    """
    if since is None and until is None:
        return None
    first = None if since is None else _bounds_of_moment(chronology, since, "--since")[0]
    last = None if until is None else _bounds_of_moment(chronology, until, "--until")[1]
    if first is not None and last is not None and last < first:
        raise click.BadParameter(f"{until} is before {since}", param_hint="--until")
    words = [f"{name} {asked}" for name, asked in (("since", since), ("until", until)) if asked]
    return Within(first, last, " ".join(words))


def words_found(chronology: Chronology, asked: str) -> Matches:
    """The matches of words; `//` begins a regular expression, as on the screen.

    Raises:
        click.BadParameter: if no words are given, or the expression is invalid.
    """
    try:
        query = query_of(asked.removeprefix("/")) if asked.startswith("//") else Query(asked)
        if query is None or not folded(query.text):
            raise PatternError("words to search for are missing")
        found = search(chronology, query)
        if found.fault:
            raise PatternError(found.fault)
    except PatternError as error:
        raise click.BadParameter(visible(str(error)), param_hint="--search") from None
    return found


def _bounds_of_moment(chronology: Chronology, asked: str, option: str) -> tuple[int, int]:
    try:
        form = parse_form(asked)
        if isinstance(form, Moment):
            return chronology.zone.bounds(form)[:2]
        problem = f"`{asked}` is no single moment; write 13:20 or 2024-02-29T13:20"
    except TimeSyntaxError as error:
        problem = str(error)
    except OverflowError:
        undated = chronology.zone.date is None
        why = "needs a date: the record has no date" if undated else "is outside the calendar"
        problem = f"`{asked}` {why}"
    raise click.BadParameter(visible(problem), param_hint=option)
