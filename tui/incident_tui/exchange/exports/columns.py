"""What there is to tell of each entry, as the columns of a table: texts, empty where unknown."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.exchange.printed.view import rfc3339
from incident_tui.record.model import Channel, Cite, Effect, Entry, Record, Speaker, milestones_of
from incident_tui.words.names import casualty_name, person_name
from incident_tui.words.times import time_words

BETWEEN = "; "
"""Stands between several of something in one column."""


class Row(NamedTuple):
    """One entry. Moments are RFC 3339, in the incident's zone; both ends belong to what is told."""

    id: str
    kind: str
    time: str
    """As honestly as it is known: `13:12~`, `13:15…13:17`, `after 13:00`."""
    notation: str
    """As the record has it: `13:12~`, `13:15..13:17`, `q2 +2m~`."""
    stated: str
    """In the source's own words."""
    earliest: str
    latest: str
    """The end, of what lasted."""
    best: str
    """The moment it stands at: what is written, or the middle of its bounds; empty if unplaced."""
    qualifier: str
    known_earliest: str
    known_latest: str
    agencies: str
    """Short names, the acting one first; `unidentified` where none is known."""
    units: str
    speaker: str
    addressed_to: str
    channel: str
    talkgroup: str
    people: str
    location: str
    title: str
    text: str
    verbatim: str
    """`true` where the text is the words themselves, else `false`."""
    cites: str
    """Sources and places in them: `art:L13`."""
    grade: str
    weight: str
    effects: str
    """`second officer → critical`."""
    milestones: str
    conflicts: str
    """The ids of the conflicts that touch it."""
    tags: str


def rows(chronology: Chronology) -> Iterator[Row]:
    """A row for each entry: those placed in the order of time, then the unplaced."""
    names = _Names(chronology.record)

    @lru_cache(maxsize=16)
    def stamp(instant: int | None) -> str:
        return rfc3339(instant, chronology.zone) or ""

    for position in range(len(chronology.entries)):
        yield _row(chronology, position, names, stamp)


def _row(
    chronology: Chronology, position: int, names: "_Names", stamp: Callable[[int | None], str]
) -> Row:
    entry, placement = chronology.entries[position], chronology.placements[position]
    known = chronology.known(position)
    speaker, channel = entry.speaker or _NOBODY, entry.channel or _NOWHERE
    return Row(
        id=entry.id,
        kind=entry.kind,
        time=time_words(chronology, entry.time, placement),
        notation=str(entry.time),
        stated=entry.time.stated,
        earliest=stamp(placement.earliest),
        latest=stamp(placement.latest if placement.end is None else placement.end),
        best=stamp(placement.best),
        qualifier=placement.qualifier,
        known_earliest=stamp(known.earliest),
        known_latest=stamp(known.latest),
        agencies=BETWEEN.join(agency_labels(chronology, entry)),
        units=BETWEEN.join(names.of(one) for one in entry.units),
        speaker=BETWEEN.join(names.speaking(speaker)),
        addressed_to=speaker.addressed_to,
        channel=channel.talkgroup_tag or channel.frequency or names.of(channel.feed),
        talkgroup=channel.talkgroup,
        people=BETWEEN.join(names.of(one) for one in entry.people),
        location=names.locations.get(entry.location, entry.location),
        title=entry.title,
        text=entry.text,
        verbatim="true" if entry.verbatim else "false",
        cites=BETWEEN.join(map(cite_text, entry.cite)),
        grade=entry.grade,
        weight=entry.weight,
        effects=BETWEEN.join(filter(None, map(names.changing, entry.effects))),
        milestones=BETWEEN.join(milestones_of(entry)),
        conflicts=BETWEEN.join(one.id for one in chronology.conflicts_of.get(entry.id, ())),
        tags=BETWEEN.join(entry.tags),
    )


def agency_labels(chronology: Chronology, entry: Entry) -> list[str]:
    """The short names of the agencies of an entry, or `unidentified` alone."""
    return [
        UNIDENTIFIED if one == UNIDENTIFIED else chronology.agency_label(one)
        for one in chronology.agencies_of(entry)
    ]


def cite_text(cite: Cite) -> str:
    """A citation in short: `art:L13`."""
    return f"{cite.source}:{cite.at}" if cite.at else cite.source


_NOBODY, _NOWHERE = Speaker(), Channel()


class _Names:
    """What ids of a record stand for, looked up once for all of its entries."""

    def __init__(self, record: Record) -> None:
        self._names = {
            **{one.id: one.title for one in record.sources if one.title},
            **{one.id: one.call_sign for one in record.units},
            **{one.id: one.short or one.name for one in record.agencies},
            **{one.id: person_name(one) for one in record.people},
        }
        self.locations: Mapping[str, str] = {one.id: one.text for one in record.locations}
        self._casualties = {one.id: casualty_name(record, one) for one in record.casualties}
        self._facilities = {one.id: one.name for one in record.facilities}

    def of(self, identifier: str) -> str:
        """The name of a person, an agency, a unit or a source; words as they are."""
        return self._names.get(identifier, identifier)

    def speaking(self, speaker: Speaker) -> Iterator[str]:
        """Who speaks, as far as it is known."""
        for identifier in (speaker.person, speaker.unit, speaker.agency):
            if identifier:
                yield self.of(identifier)
        if speaker.label:
            yield speaker.label

    def changing(self, effect: Effect) -> str:
        """What an effect changes, and to what; nothing for a mere milestone."""
        subject = (
            self._casualties.get(effect.casualty, effect.casualty)
            or self._facilities.get(effect.facility, effect.facility)
            or self.of(effect.agency or effect.unit)
            or effect.group
        )
        return f"{subject} → {effect.status}" if subject else ""
