"""Facts of a record with their citations, and the texts of sources."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from incident_tui.chronology.histories import Subject
from incident_tui.record import source_text
from incident_tui.record.model import Cite
from incident_tui.record.source_text import SourceText
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.names import entry_words, role_words

_LINE = re.compile(r"L(\d{1,9})", re.ASCII)


class CitedFact(msgspec.Struct, frozen=True):
    """A fact with its citations."""

    words: str
    cites: tuple[Cite, ...]
    entry: str = ""
    """The id of the entry, if the fact is an entry."""

    @property
    def is_on_one_source(self) -> bool:
        """Whether no second source supports the fact."""
        return len({cite.source for cite in self.cites}) == 1


def facts(lens: Lens) -> Iterator[CitedFact]:
    """Every fact told with a citation, without the entries of bulk calls."""
    return (fact for fact in _facts(lens) if fact.cites)


def _facts(lens: Lens) -> Iterator[CitedFact]:
    incident = lens.incident
    yield CitedFact(f"{incident.title}: the incident", incident.cite)
    for entry in lens.timeline():
        yield CitedFact(entry_words(entry), entry.cite, entry.id)
    for casualty in lens.casualties():
        name, subject = lens.name(casualty.id), Subject("casualty", casualty.id)
        yield from _steps(lens, name, subject)
        yield CitedFact(f"{name}: {plain(casualty.group)}", casualty.cite)
        if casualty.transported:
            yield CitedFact(f"{name}: taken to hospital", casualty.transported.cite)
    yield from _of_agencies(lens)
    for person in lens.people():
        yield CitedFact(f"{lens.name(person.id)}: who it is", person.cite)
    for location in lens.locations():
        yield CitedFact(f"{location.text}: the place", location.cite)
    for facility in lens.facilities():
        yield CitedFact(f"{facility.name}: what it did", facility.cite)
    for related in lens.related():
        yield CitedFact(f"{related.title}: a related incident", related.cite)
    for conflict in lens.conflicts():
        topic = f"{conflict.topic}: " if conflict.is_told else ""
        for claim in conflict.claims:
            yield CitedFact(f"{topic}{claim.value}", claim.cite)
    for question, _ in lens.questions():
        yield CitedFact(question.text, question.cite)
    for term in lens.glossary():
        yield CitedFact(f"{term.term}: what the word means", term.cite)


def _of_agencies(lens: Lens) -> Iterator[CitedFact]:
    for agency in lens.agencies():
        yield CitedFact(f"{agency.name}: an agency", agency.cite)
        yield from _steps(lens, agency.name, Subject("agency", agency.id))
        for role in agency.roles:
            yield CitedFact(f"{agency.name}: {role_words(role)}", role.cite)
    for unit in lens.units():
        yield CitedFact(f"{unit.call_sign}: a unit", unit.cite)
        yield from _steps(lens, unit.call_sign, Subject("unit", unit.id))


def _steps(lens: Lens, name: str, subject: Subject) -> Iterator[CitedFact]:
    """The statuses of a subject's own history; entries with a status are facts by themselves."""
    for change in lens.history(subject):
        if change.status is not None and not change.entry:
            yield CitedFact(f"{name}: {plain(change.status)}", change.cite)


def by_source(lens: Lens) -> dict[str, list[CitedFact]]:
    """From the id of a source to its facts."""
    found: dict[str, list[CitedFact]] = {}
    for fact in facts(lens):
        for source in dict.fromkeys(cite.source for cite in fact.cites):
            found.setdefault(source, []).append(fact)
    return found


def same_line(found: dict[str, list[CitedFact]], cite: Cite) -> list[CitedFact]:
    """The facts of `by_source` on the line of a citation; none where no line is cited."""
    if not cite.at:
        return []
    return [
        fact
        for fact in found.get(cite.source, ())
        if any((other.source, other.at) == (cite.source, cite.at) for other in fact.cites)
    ]


def text_of(lens: Lens, identifier: str) -> SourceText:
    """The text of a source, from beside the record; empty without a text, or where withheld."""
    source = lens.source(identifier)
    if source is None:
        return SourceText()
    return source_text.text_of(Path(lens.path).parent, source.path, source.sha256)


def line_of(cite: Cite) -> int | None:
    """The number of the cited line, from 1; None where no line is cited."""
    found = _LINE.fullmatch(cite.at)
    return int(found[1]) if found else None
