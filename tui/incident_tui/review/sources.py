"""Sources: every fact of a record with where it stands, and the text that a source may carry."""

import hashlib
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from incident_tui.record.model import Cite, Record, Source
from incident_tui.record.reading import stays_inside
from incident_tui.review.chronology import Chronology
from incident_tui.review.wording import casualty_name, entry_words, person_name

LARGEST_TEXT = 8 * 1024 * 1024
"""Bytes of a source's text that are read."""

_LINE = re.compile(r"L(\d+)", re.ASCII)


class Fact(msgspec.Struct, frozen=True):
    """Something that a record says, and where that stands."""

    words: str
    cites: tuple[Cite, ...]
    entry: str = ""
    """The id of the entry that it is, if it is one."""


def facts(record: Record) -> Iterator[Fact]:
    """Every fact of a record that is cited, but for the entries of its calls."""
    for entry in record.timeline:
        yield Fact(entry_words(entry), entry.cite, entry.id)
    for casualty in record.casualties:
        name = casualty_name(record, casualty)
        for step in casualty.history:
            yield Fact(f"{name}: {step.status}", step.cite)
        yield Fact(f"{name}: {casualty.group}", casualty.cite)
    for agency in record.agencies:
        yield Fact(f"{agency.name}: an agency", agency.cite)
        for change in agency.status_history:
            yield Fact(f"{agency.name}: {change.status}", change.cite)
        for role in agency.roles:
            yield Fact(f"{agency.name}: {role.role}", role.cite)
    for unit in record.units:
        for change in unit.status_history:
            yield Fact(f"{unit.call_sign}: {change.status}", change.cite)
    for person in record.people:
        yield Fact(f"{person_name(person)}: who it is", person.cite)
    for location in record.locations:
        yield Fact(f"{location.text}: the place", location.cite)
    for facility in record.facilities:
        yield Fact(f"{facility.name}: what it did", facility.cite)
    for one in record.related:
        yield Fact(f"{one.title}: a related incident", one.cite)
    for conflict in record.conflicts:
        for claim in conflict.claims:
            yield Fact(f"{conflict.topic}: {claim.value}", claim.cite)
    for question in record.questions:
        yield Fact(question.text, question.cite)


@lru_cache(4)
def by_source(chronology: Chronology) -> dict[str, tuple[Fact, ...]]:
    """From a source's id to the facts that stand in it; those of calls are not among them."""
    found: dict[str, list[Fact]] = {}
    for fact in facts(chronology.record):
        for source in dict.fromkeys(cite.source for cite in fact.cites):
            found.setdefault(source, []).append(fact)
    return {source: tuple(several) for source, several in found.items()}


def alone(several: tuple[Fact, ...]) -> int:
    """How many of these facts stand on one source only."""
    return sum(len({cite.source for cite in fact.cites}) == 1 for fact in several)


def same_line(chronology: Chronology, cite: Cite) -> list[Fact]:
    """The facts that stand on the same line of the same source."""
    return [
        fact
        for fact in by_source(chronology).get(cite.source, ())
        if any((one.source, one.at) == (cite.source, cite.at) for one in fact.cites)
    ]


class SourceText(msgspec.Struct, frozen=True):
    """The text that a record carries of a source, and what is wrong with it."""

    lines: tuple[str, ...] = ()
    fault: str = ""


def text_of(path: str, source: Source) -> SourceText:
    """The text of a source, from beside the record at this path; nothing where it has none."""
    if not source.path:
        return SourceText()
    folder = Path(path).parent
    if not stays_inside(folder, source.path):
        return SourceText(fault=f"`{source.path}` leaves the record's folder; it is not opened")
    try:
        with (folder / source.path).open("rb") as file:
            data = file.read(LARGEST_TEXT + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        return SourceText(fault=f"`{source.path}` cannot be read: {str(reason).lower()}")
    if len(data) > LARGEST_TEXT:
        return SourceText(fault=f"`{source.path}` is larger than {LARGEST_TEXT >> 20} MB")
    lines = tuple(data.decode("utf-8", errors="replace").removesuffix("\n").split("\n"))
    if source.sha256 and hashlib.sha256(data).hexdigest() != source.sha256.lower():
        return SourceText(lines, "this text is not the one that was cited: its sha256 differs")
    return SourceText(lines)


def line_of(cite: Cite) -> int | None:
    """The number of the line that is cited, from 1; None where it is no line."""
    found = _LINE.fullmatch(cite.at)
    return int(found[1]) if found else None
