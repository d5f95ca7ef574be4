"""Links: the keys of rows that lead to an entry, a time, a source, or a page of a board."""

from incident_tui.review.commands import Follow, OpenPane, Say, Wish
from incident_tui.review.intents import GoTo, GoToMoment
from incident_tui.review.layout import TIMELINE

TO_ENTRY, TO_MOMENT, TO_SOURCE = "entry:", "moment:", "source:"
TO_CONFLICT, TO_QUESTION = "conflict:", "question:"
TO_CASUALTY, TO_AGENCY, TO_UNIT, TO_FACILITY = "casualty:", "agency:", "unit:", "facility:"
"""The prefixes of links; after each an id, or (`moment:`) milliseconds since 1970, UTC."""

_NO_ENTRY = "no entry cites the same place: this is the last entry up to that time"
_SEPARATOR = "\x1f"
"""Stands between the id of a source and a place in the source: the unit separator of ASCII."""


def to_source(source: str, place: str = "") -> str:
    """The link to a source, or to a place in a source such as `L13`."""
    return f"{TO_SOURCE}{source}{_SEPARATOR}{place}" if place else TO_SOURCE + source


def source_and_place(link: str) -> tuple[str, str]:
    """The id of the source of a link, and the place in the source, or ""."""
    source, _, place = link.removeprefix(TO_SOURCE).partition(_SEPARATOR)
    return source, place


def id_of(link: str) -> str:
    """The id at the end of a link."""
    return link.partition(":")[2]


def wishes_of(link: str) -> tuple[Wish, ...]:
    """The wishes that a link stands for; none for the empty link."""
    if link.startswith(TO_ENTRY):
        return OpenPane(TIMELINE), GoTo(id_of(link))
    if link.startswith(TO_MOMENT):
        return OpenPane(TIMELINE), GoToMoment(int(id_of(link))), Say(_NO_ENTRY)
    return (Follow(link),) if link else ()
