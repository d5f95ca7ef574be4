"""What commands are asked for, looked up in a record: agencies, kinds of entry, words, moments."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

import click

from incident_tui.chronology.chronology import Chronology
from incident_tui.record.text import folded, visible
from incident_tui.record.time_value import Moment, TimeSyntaxError, parse_form
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.filters import Within, agency_choices
from incident_tui.review.search import Matches, PatternError, Query, query_of, search

_MOST_LISTED = 20
"""Ids that are listed where none is near."""


def agency_named(chronology: Chronology, asked: str) -> str:
    """The id behind an id, a short name, a name or an alias.

    Raises:
        click.BadParameter: if the record has no such agency.
    """
    names: dict[str, Sequence[str]] = dict.fromkeys(agency_choices(chronology), ())
    for one in chronology.record.agencies:
        names[one.id] = (one.short, one.name, *one.aliases)
    return _ids_named("agency", names, asked)[0]


def units_named(chronology: Chronology, asked: Iterable[str]) -> frozenset[str]:
    """The ids behind ids and call signs; several where units share one.

    Raises:
        click.BadParameter: if the record has no such unit.
    """
    names = {one.id: [one.call_sign] for one in chronology.record.units}
    return frozenset(found for one in asked for found in _ids_named("unit", names, one))


def sources_named(chronology: Chronology, asked: Iterable[str]) -> frozenset[str]:
    """The ids behind ids and titles; several where sources share one.

    Raises:
        click.BadParameter: if the record has no such source.
    """
    names = {one.id: [one.title] for one in chronology.record.sources}
    return frozenset(found for one in asked for found in _ids_named("source", names, one))


def _ids_named(what: str, names: Mapping[str, Sequence[str]], asked: str) -> list[str]:
    """The id that is asked for, or else those with that name in any case.

    Args:
        names: from each id to what else it is called.

    Raises:
        click.BadParameter: if there is none; the nearest one is named, or else all.
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
    return _bounds_of_moment(chronology, asked, "--at")[1]


def within(chronology: Chronology, since: str | None, until: str | None) -> Within | None:
    """The stretch from the first millisecond of a written moment to the last of another.

    Raises:
        click.BadParameter: if one is no moment, or the one that ends it comes first.
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
    """What is found of words; `//` begins a regular expression, as it does on the screen.

    Raises:
        click.BadParameter: if there are no words, or the expression cannot be used.
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
