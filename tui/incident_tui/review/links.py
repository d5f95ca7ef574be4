"""Links: the keys of rows that lead to an entry, a time, a source, a record or a page."""

from incident_tui.review.commands import (
    Copy,
    Follow,
    OpenPane,
    OpenRelated,
    SameMoment,
    Say,
    ShowBoard,
    Wish,
)
from incident_tui.review.intents import GoTo, GoToMoment
from incident_tui.review.layout import TIMELINE

TO_ENTRY, TO_MOMENT, TO_SOURCE = "entry:", "moment:", "source:"
TO_CONFLICT, TO_QUESTION = "conflict:", "question:"
TO_CASUALTY, TO_AGENCY, TO_UNIT, TO_FACILITY = "casualty:", "agency:", "unit:", "facility:"
TO_INTERVAL, TO_RELATED, TO_BOARD = "interval:", "related:", "board:"
TO_NOTE, TO_CLAIM = "note:", "claim:"
TO_CLOCK, TO_PAIR, TO_PROPOSAL = "clock:", "pair:", "proposal:"
"""The prefixes of links; after each an id, or (`moment:`) milliseconds since 1970, UTC.

After `board:` the name of a module of `boards`; after `claim:` the id of a conflict, a separator
and the letter of a claim, which has no page and can be copied. After `clock:` the id of a source;
after `pair:` the ids of two entries and after `proposal:` of two sources, a separator between.
"""
AT_ONCE = (TO_CLOCK, TO_PAIR)
"""The prefixes of links that a dialog stays for: lines are copied, and a pair is written."""

_PAGES = {
    "casualties": TO_CASUALTY,
    "agencies": TO_AGENCY,
    "units": TO_UNIT,
    "facilities": TO_FACILITY,
    "conflicts": TO_CONFLICT,
    "intervals": TO_INTERVAL,
    "related incidents": TO_RELATED,
    "sources": TO_SOURCE,
}
"""From the sections whose objects have a page, or a record, to the links there."""
_TO_OBJECTS = (TO_ENTRY, TO_QUESTION, *(link for link in _PAGES.values() if link != TO_SOURCE))
"""Of links that end in the id of an object; a link to a source may end in a place."""
_NO_ENTRY = "no entry cites the same place: this is the last entry up to that time"
_SEPARATOR = "\x1f"
"""Stands between two parts of a link, as a source and a place: the unit separator of ASCII."""


def to_source(source: str, place: str = "") -> str:
    """The link to a source, or to a place in a source such as `L13`."""
    return f"{TO_SOURCE}{source}{_SEPARATOR}{place}" if place else TO_SOURCE + source


def to_claim(conflict: str, letter: str) -> str:
    """The link that stands for a claim of a conflict, by the id and the letter of the claim."""
    return f"{TO_CLAIM}{conflict}{_SEPARATOR}{letter}"


def claim_of(link: str) -> tuple[str, str]:
    """The id of the conflict of a link, and the letter of the claim, or ""."""
    conflict, _, letter = id_of(link).partition(_SEPARATOR)
    return conflict, letter


def to_pair(first: str, second: str) -> str:
    """The link that says that two entries are one moment, by the ids of the entries."""
    return f"{TO_PAIR}{first}{_SEPARATOR}{second}"


def to_proposal(first: str, second: str) -> str:
    """The key of the proposed pairs of two sources, by the ids of the sources."""
    return f"{TO_PROPOSAL}{first}{_SEPARATOR}{second}"


def two_of(link: str) -> tuple[str, str]:
    """The two ids of a link of a pair, or of proposed pairs."""
    first, _, second = id_of(link).partition(_SEPARATOR)
    return first, second


def subject_of(link: str) -> str:
    """The id of the object of the record that a link leads to; "" for a link to no object."""
    if link.startswith(TO_SOURCE):
        return source_and_place(link)[0]
    return id_of(link) if link.startswith(_TO_OBJECTS) else ""


def link_to(section: str, identifier: str) -> str:
    """The link to the page of an object, or to its record; "" for an object without either.

    Args:
        section: of the record, as `Name` has it.
        identifier: of the object.
    """
    return _PAGES[section] + identifier if section in _PAGES else ""


def source_and_place(link: str) -> tuple[str, str]:
    """The id of the source of a link, and the place in the source, or ""."""
    source, _, place = link.removeprefix(TO_SOURCE).partition(_SEPARATOR)
    return source, place


def id_of(link: str) -> str:
    """The id at the end of a link."""
    return link.partition(":")[2]


def wish_of(link: str) -> Wish | None:
    """The wish that a link stands for; None for the empty link."""
    if link.startswith(TO_ENTRY):
        return GoTo(id_of(link))
    if link.startswith(TO_MOMENT):
        return GoToMoment(int(id_of(link)))
    if link.startswith(TO_RELATED):
        return OpenRelated(id_of(link))
    if link.startswith(TO_BOARD):
        return ShowBoard(id_of(link))
    if link.startswith(TO_PAIR):
        return SameMoment(*two_of(link))
    if link.startswith(TO_CLOCK):
        return Copy(link=link)
    return Follow(link) if link else None


def wishes_of(link: str) -> tuple[Wish, ...]:
    """The wishes of a link in a dialog: for an entry or a time, the keys go to the timeline."""
    match wish_of(link):
        case GoTo() as wish:
            return OpenPane(TIMELINE), wish
        case GoToMoment() as wish:
            return OpenPane(TIMELINE), wish, Say(_NO_ENTRY)
        case wish:
            return (wish,) if wish else ()
