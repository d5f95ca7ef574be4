"""Arguments of commands, looked up in a record: agencies, units, kinds, words, moments."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

import click

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.record.text import folded, visible
from incident_tui.record.time_value import MINUTE, SECOND, TimeSyntaxError
from incident_tui.record.vocabulary import ENTRY_KINDS
from incident_tui.review.filters import Within, agency_choices
from incident_tui.review.lens import END, Lens
from incident_tui.review.search import Matches, PatternError, Query, query_of, search
from incident_tui.words.typed_times import TypedTime, typed_time

clock_option = click.option(
    "--clock",
    type=click.Choice([clock.value for clock in Clock]),
    default=Clock.HAPPENED.value,
    show_default=True,
    help="What had happened by then, or what had been published or said on the air.",
)

notes_option = click.option(
    "--notes",
    "with_notes",
    is_flag=True,
    help="With the notes of reviewers, as opinions beside the record.",
)

only_marked_option = click.option(
    "--only-marked",
    is_flag=True,
    help="Only entries with a bookmark or a note of a reviewer.",
)

TIME_HELP = (
    "{} as of then: 13:20, 1320, 1:20 pm, noon, 29 Feb 13:20, 29/2 13:20; T+12m or T+1:05 from the"
    " first clock time, -5m from the last."
)
"""The help of an option for a moment, with a place for the word at its start."""

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
    written: dict[str, str] = {}
    for identifier, called in names.items():
        for name in dict.fromkeys(one for one in (identifier, *called) if one):
            written.setdefault(name.casefold(), name)
            if identifier not in ids.setdefault(name.casefold(), []):
                ids[name.casefold()].append(identifier)
    if found := ids.get(asked.casefold()):
        return found
    near = difflib.get_close_matches(asked.casefold(), ids, n=1)
    listed = [*names][:_MOST_LISTED] + ["…"] * (len(names) > _MOST_LISTED)
    hint = f"did you mean {written[near[0]]}?" if near else f"ids: {', '.join(listed) or 'none'}"
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
        click.BadParameter: if the text is no time, or lacks a date that the record lacks too.
    """
    moment = END if asked is None else _typed(chronology, asked, "--at").last
    return Lens(chronology, moment, Clock(clock))


def moment_at(chronology: Chronology, asked: str) -> str:
    """A written moment as an ISO 8601 time with offset, as precise as written.

    Raises:
        click.BadParameter: if the text is no time, or names no time of the day.
    """
    typed = _typed(chronology, asked, "--at")
    precisions = {MINUTE: "minutes", SECOND: "seconds", 1: "milliseconds"}
    precision = precisions.get(typed.last - typed.first + 1)
    if precision is None:
        raise click.BadParameter(visible(f"{asked} is no time of a day"), param_hint="--at")
    return chronology.zone.local(typed.first).isoformat(timespec=precision)


def within(chronology: Chronology, since: str | None, until: str | None) -> Within | None:
    """The time from the first millisecond of a written moment to the last of a second moment.

    Raises:
        click.BadParameter: if a text is no time, or the end lies before the start.
    """
    if since is None and until is None:
        return None
    start = None if since is None else _typed(chronology, since, "--since")
    end = None if until is None else _typed(chronology, until, "--until")
    if start and end and end.last < start.first:
        raise click.BadParameter(f"{until} is before {since}", param_hint="--until")
    words = [
        f"{name} {typed.reading or asked}"
        for name, typed, asked in (("since", start, since), ("until", end, until))
        if typed
    ]
    return Within(start and start.first, end and end.last, " ".join(words))


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


def _typed(chronology: Chronology, asked: str, option: str) -> TypedTime:
    """A typed time; if the text has several readings, the chosen reading is on standard error."""
    try:
        typed = typed_time(chronology, asked)
    except TimeSyntaxError as error:
        raise click.BadParameter(visible(str(error)), param_hint=option) from None
    if typed.reading:
        click.echo(visible(f"{option} {asked} read as {typed.reading}"), err=True)
    return typed
