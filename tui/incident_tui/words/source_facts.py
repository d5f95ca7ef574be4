"""Facts of a record with their citations, and the texts of sources."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from incident_tui.chronology.histories import Subject
from incident_tui.record import source_text
from incident_tui.record.model import Cite
from incident_tui.record.source_text import SourceText
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.links import (
    TO_AGENCY,
    TO_CASUALTY,
    TO_CONFLICT,
    TO_ENTRY,
    TO_FACILITY,
    TO_QUESTION,
    TO_UNIT,
)
from incident_tui.words.locators import in_order
from incident_tui.words.names import entry_words, role_words

_LINE = re.compile(r"L(\d{1,9})", re.ASCII)


class CitedFact(msgspec.Struct, frozen=True):
    """A fact with its citations."""

    words: str
    cites: tuple[Cite, ...]
    entry: str = ""
    """The id of the entry, if the fact is an entry."""
    link: str = ""
    """The link to the entry, or to the page of the subject; "" for neither."""

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
        yield CitedFact(entry_words(entry), entry.cite, entry.id, TO_ENTRY + entry.id)
    for casualty in lens.casualties():
        name, subject = lens.name(casualty.id), Subject("casualty", casualty.id)
        link = TO_CASUALTY + casualty.id
        yield from _steps(lens, name, subject, link)
        yield CitedFact(f"{name}: {plain(casualty.group)}", casualty.cite, link=link)
        if casualty.transported:
            cites = casualty.transported.cite
            yield CitedFact(f"{name}: taken to hospital", cites, link=link)
    yield from _of_agencies(lens)
    for person in lens.people():
        yield CitedFact(f"{lens.name(person.id)}: who it is", person.cite)
    for location in lens.locations():
        yield CitedFact(f"{location.text}: the place", location.cite)
    for facility in lens.facilities():
        link = TO_FACILITY + facility.id
        yield CitedFact(f"{facility.name}: what it did", facility.cite, link=link)
    for related in lens.related():
        yield CitedFact(f"{related.title}: a related incident", related.cite)
    for conflict in lens.conflicts():
        topic = f"{conflict.topic}: " if conflict.is_told else ""
        link = TO_CONFLICT + conflict.id if conflict.is_told else ""
        for claim in conflict.claims:
            yield CitedFact(f"{topic}{claim.value}", claim.cite, link=link)
    for question, _ in lens.questions():
        yield CitedFact(question.text, question.cite, link=TO_QUESTION + question.id)
    for term in lens.glossary():
        yield CitedFact(f"{term.term}: what the word means", term.cite)


def _of_agencies(lens: Lens) -> Iterator[CitedFact]:
    for agency in lens.agencies():
        link = TO_AGENCY + agency.id
        yield CitedFact(f"{agency.name}: an agency", agency.cite, link=link)
        yield from _steps(lens, agency.name, Subject("agency", agency.id), link)
        for role in agency.roles:
            yield CitedFact(f"{agency.name}: {role_words(role)}", role.cite, link=link)
    for unit in lens.units():
        link = TO_UNIT + unit.id if unit.agency else ""
        yield CitedFact(f"{unit.call_sign}: a unit", unit.cite, link=link)
        yield from _steps(lens, unit.call_sign, Subject("unit", unit.id), link)


def _steps(lens: Lens, name: str, subject: Subject, link: str) -> Iterator[CitedFact]:
    """The statuses of a subject's own history; entries with a status are facts by themselves."""
    for change in lens.history(subject):
        if change.status is not None and not change.entry:
            yield CitedFact(f"{name}: {plain(change.status)}", change.cite, link=link)


def by_source(lens: Lens) -> dict[str, list[CitedFact]]:
    """From the id of a source to its facts."""
    found: dict[str, list[CitedFact]] = {}
    for fact in facts(lens):
        for source in dict.fromkeys(cite.source for cite in fact.cites):
            found.setdefault(source, []).append(fact)
    return found


def fact_counts(lens: Lens, source: str, found: dict[str, list[CitedFact]]) -> tuple[int, int]:
    """How many entries and facts a source supports, and how many no second source supports.

    Args:
        source: the id of the source.
        found: as of `by_source`.
    """
    rest = [fact for fact in found.get(source, ()) if not fact.entry]
    entries, own = lens.of_source(source), lens.of_source(source, alone=True)
    alone = sum(fact.is_on_one_source for fact in rest) + len(own)
    return len(rest) + len(entries), alone


def by_place(facts_of_source: Iterable[CitedFact], source: str) -> dict[str, list[CitedFact]]:
    """From each place in a source to its facts, in the order of the source.

    A fact that cites more places stands at each of them; the place "" is the whole source.

    Args:
        facts_of_source: facts that cite the source.
        source: the id of the source.
    """
    found: dict[str, list[CitedFact]] = {}
    for fact in facts_of_source:
        places = {cite.at: None for cite in fact.cites if cite.source == source}
        for place in [place for place in places if place] or [""]:
            found.setdefault(place, []).append(fact)
    return {place: found[place] for place in in_order(found)}


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
    return line_at(cite.at)


def line_at(place: str) -> int | None:
    """The number of a line of a source, from 1; None for any other place."""
    found = _LINE.fullmatch(place)
    return int(found[1]) if found else None
