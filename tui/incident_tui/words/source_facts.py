"""Sources: every fact of a record with where it stands, and the text that a source may carry."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.record import source_text
from incident_tui.record.model import Cite, Record, Source
from incident_tui.record.source_text import SourceText
from incident_tui.words.names import casualty_name, entry_words, person_name

_LINE = re.compile(r"L(\d{1,9})", re.ASCII)


class Fact(msgspec.Struct, frozen=True):
    """Something that a record says, and where that stands."""

    words: str
    cites: tuple[Cite, ...]
    entry: str = ""
    """The id of the entry that it is, if it is one."""

    @property
    def is_on_one_source(self) -> bool:
        """Whether no second source tells of it."""
        return len({cite.source for cite in self.cites}) == 1


def facts(record: Record) -> Iterator[Fact]:
    """Every fact of a record that is cited, but for the entries of its calls."""
    return (fact for fact in _facts(record) if fact.cites)


def _facts(record: Record) -> Iterator[Fact]:
    yield Fact(f"{record.incident.title}: the incident", record.incident.cite)
    for entry in record.timeline:
        yield Fact(entry_words(entry), entry.cite, entry.id)
    for casualty in record.casualties:
        name = casualty_name(record, casualty)
        for step in casualty.history:
            yield Fact(f"{name}: {step.status}", step.cite)
        yield Fact(f"{name}: {casualty.group}", casualty.cite)
        if casualty.transported:
            yield Fact(f"{name}: taken to hospital", casualty.transported.cite)
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
    for term in record.glossary:
        yield Fact(f"{term.term}: what the word means", term.cite)


@lru_cache(1)
def by_source(chronology: Chronology) -> dict[str, tuple[Fact, ...]]:
    """From a source's id to the facts that stand in it; those of calls are not among them."""
    found: dict[str, list[Fact]] = {}
    for fact in facts(chronology.record):
        for source in dict.fromkeys(cite.source for cite in fact.cites):
            found.setdefault(source, []).append(fact)
    return {source: tuple(several) for source, several in found.items()}


def same_line(chronology: Chronology, cite: Cite) -> list[Fact]:
    """The facts that stand on the same line of the same source; none where no line is cited."""
    if not cite.at:
        return []
    return [
        fact
        for fact in by_source(chronology).get(cite.source, ())
        if any((one.source, one.at) == (cite.source, cite.at) for one in fact.cites)
    ]


def text_of(path: str, source: Source) -> SourceText:
    """The text of a source, from beside the record at this path; nothing where it has none."""
    return source_text.text_of(Path(path).parent, source.path, source.sha256)


def line_of(cite: Cite) -> int | None:
    """The number of the line that is cited, from 1; None where it is no line."""
    found = _LINE.fullmatch(cite.at)
    return int(found[1]) if found else None
