"""The facts of each entry as the columns of a table: texts, empty where nothing is known.

Values of the vocabulary stay as the record has them: a table is data.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, get_args

from incident_tui.exchange.printed.view import rfc3339
from incident_tui.exchange.printed.withheld import NOT_YET
from incident_tui.review.lens import Lens
from incident_tui.words.citations import Cite, titled_cite_words
from incident_tui.words.entries import FactKind, facts
from incident_tui.words.exactness import exactness_of
from incident_tui.words.recordings import also_places
from incident_tui.words.times import known_words, time_words

BETWEEN = "; "
"""Stands between two values in a column."""


class EntryRow(NamedTuple):
    """An entry. Moments are RFC 3339, in the incident's zone; both ends are within the entry."""

    id: str
    kind: str
    time: str
    """As exact as the source, and no more: `13:12~`, `13:15…13:17`, `after 13:00`."""
    notation: str
    """As in the record: `13:12~`, `13:15..13:17`, `q2 +2m~`."""
    stated: str
    """In the source's own words."""
    earliest: str
    latest: str
    """The latest moment; of an entry with a duration the end."""
    sort_time: str
    """For sorting alone: the written moment, or a moment inside the bounds; "" if unplaced."""
    precision: str
    """The smallest part that is written: `minute`, `day`, …; `bounds`; `open` if unplaced."""
    qualifier: str
    known: str
    """When the words of the entry were known: `at once`, `by 2 Mar`."""
    known_earliest: str
    """"" where only a latest moment is given."""
    known_latest: str
    known_certainty: str = ""
    """How certainly the words were known by the moment of the table; "" where none is withheld."""
    time_basis: str = ""
    """The reason for the time."""
    time_notes: str = ""
    """The bounds in words, and the convention behind a tolerance."""
    order: str = ""
    """Entries known to come before the entry, or after the entry."""
    lasted: str = ""
    who: str = ""
    """The names of the agencies that act or speak."""
    concerns: str = ""
    """The other agencies of the entry."""
    units: str = ""
    speaker: str = ""
    addressed_to: str = ""
    channel: str = ""
    talkgroup: str = ""
    also_on: str = ""
    """Ids of the other recordings of the transmission, each with its talkgroup or site."""
    people: str = ""
    location: str = ""
    title: str = ""
    text: str = ""
    verbatim: str = ""
    """`true` where the text is the words themselves, else `false`."""
    sources: str = ""
    """Each citation in words: kind and title of the source, the place in it, who said it."""
    said_by: str = ""
    """Who says it; `the source itself` where a source speaks in its own voice."""
    via: str = ""
    """Through whom it came to the source."""
    source_basis: str = ""
    """`quote`, `paraphrase`, `inference`, …"""
    hedge: str = ""
    """The source's own reserve: `alleged`, `appeared`, `reportedly`."""
    cites: str = ""
    """Ids of sources and places in them: `art:L13`."""
    grade: str = ""
    """The Admiralty code: `B2`."""
    grade_words: str = ""
    """Its meaning: `B2 usually reliable, probably true`."""
    weight: str = ""
    effects: str = ""
    """`second officer → critical`."""
    milestones: str = ""
    conflicts: str = ""
    """Ids and topics of the conflicts about the entry."""
    tags: str = ""
    audio: str = ""
    transcript: str = ""
    sic: str = ""


_ITSELF = "the source itself"
"""Stands for the voice of a source."""
_COLUMNS: Mapping[FactKind, str] = {
    "basis": "time_basis",
    "bounds": "time_notes",
    "order": "order",
    "lasted": "lasted",
    "grade": "grade_words",
    "audio": "audio",
    "transcript": "transcript",
    "sic": "sic",
}
"""The columns whose content is the words of a kind of fact."""
_AS_VALUES = frozenset[FactKind](get_args(FactKind)) - _COLUMNS.keys()
"""Facts whose columns have values of the record."""


def rows(lens: Lens, shown: Iterable[int] | None = None) -> Iterator[EntryRow]:
    """A row for each entry: placed entries in the order of time, then unplaced entries.

    Args:
        shown: the positions of the entries; None for every entry.
    """
    positions = range(lens.count) if shown is None else shown
    return (entry_row(lens, position) for position in positions)


def entry_row(lens: Lens, position: int) -> EntryRow:
    """The row of the entry at a position."""
    row = _outline_row(lens, position)
    return _with_words(lens, position, row) if lens.tells(position) else row


def _outline_row(lens: Lens, position: int) -> EntryRow:
    """The columns of an entry, known or not."""
    outline, known, zone = lens.outline(position), lens.known(position), lens.zone
    placement, by_a_bound = outline.placement, lens.is_known_by_a_bound(position)
    latest = placement.latest if placement.end is None else placement.end
    return EntryRow(
        id=outline.id,
        kind=outline.kind,
        time=time_words(lens, outline.time, placement),
        notation=str(outline.time),
        stated=outline.time.stated,
        earliest=rfc3339(placement.earliest, zone) or "",
        latest=rfc3339(latest, zone) or "",
        sort_time=rfc3339(placement.best, zone) or "",
        precision=exactness_of(lens, outline),
        qualifier=placement.qualifier,
        known=known_words(lens, position),
        known_earliest="" if by_a_bound else rfc3339(known.earliest, zone) or "",
        known_latest=rfc3339(known.latest, zone) or "",
        known_certainty="" if by_a_bound else lens.certainty(position),
        text=NOT_YET,
    )


def _with_words(lens: Lens, position: int, row: EntryRow) -> EntryRow:
    """The row of an entry with words, parties and sources."""
    entry = lens.entry(position)
    assert entry is not None
    speaker, channel, place = entry.speaker, entry.channel, lens.location(entry.location)
    voice = (speaker.person, speaker.unit, speaker.agency) if speaker else ()
    names = [_short(lens, identifier) for identifier in voice if identifier]
    feed = _short(lens, channel.feed) if channel else ""
    effects = (
        _effect(
            _short(lens, effect.casualty or effect.facility or effect.agency or effect.unit)
            or effect.group,
            effect.status,
        )
        for effect in entry.effects
    )
    milestones = (*(effect.milestone for effect in entry.effects), entry.milestone)
    return row._replace(
        who=BETWEEN.join(map(lens.name, lens.acting(position))),
        concerns=BETWEEN.join(map(lens.name, lens.concerned(position))),
        units=BETWEEN.join(_short(lens, unit) for unit in entry.units),
        speaker=BETWEEN.join([*names, *([speaker.label] if speaker and speaker.label else ())]),
        addressed_to=speaker.addressed_to if speaker else "",
        channel=channel.talkgroup_tag or channel.frequency or feed if channel else "",
        talkgroup=channel.talkgroup if channel else "",
        also_on=BETWEEN.join(_recordings(lens, position)),
        people=BETWEEN.join(_short(lens, person) for person in entry.people),
        location=place.text if place else entry.location,
        title=entry.title,
        text=entry.text,
        verbatim="true" if entry.verbatim else "false",
        sources=BETWEEN.join(titled_cite_words(lens, cite) for cite in entry.cite),
        said_by=_each(_voice(lens, cite) for cite in entry.cite),
        via=_each(lens.name(cite.via) for cite in entry.cite if cite.via),
        source_basis=_each(cite.basis or "" for cite in entry.cite),
        hedge=_each(cite.hedge or "" for cite in entry.cite),
        cites=BETWEEN.join(map(cite_text, entry.cite)),
        grade=entry.grade,
        weight=entry.weight,
        effects=BETWEEN.join(filter(None, effects)),
        milestones=BETWEEN.join(filter(None, milestones)),
        conflicts=BETWEEN.join(
            f"{conflict.id} {conflict.topic}" for conflict in lens.conflicts_of(entry.id)
        ),
        tags=BETWEEN.join(entry.tags),
        **_words(lens, position),
    )


def cite_text(cite: Cite) -> str:
    """A citation in short: `art:L13`."""
    return f"{cite.source}:{cite.at}" if cite.at else cite.source


def _each(words: Iterable[str]) -> str:
    """Texts in a column, each once."""
    return BETWEEN.join(dict.fromkeys(filter(None, words)))


def _voice(lens: Lens, cite: Cite) -> str:
    """Who says what a citation cites; "" where the record does not say."""
    return _ITSELF if cite.by and cite.by == cite.source else lens.name(cite.by)


def _short(lens: Lens, identifier: str) -> str:
    """The title or the id of a source; the short name of an agency; else the name of an id."""
    source = lens.source(identifier)
    return source.title or source.id if source else lens.short(identifier)


def _effect(subject: str | None, status: str) -> str:
    """A subject and the reported status; "" for a milestone, which has no subject."""
    return f"{subject} → {status}" if subject else ""


def _recordings(lens: Lens, position: int) -> Iterator[str]:
    """The id of each other recording of the transmission of an entry, and the place."""
    others = lens.other_recordings(position)
    for one, words in zip(others, also_places(lens, position), strict=True):
        yield f"{lens.outline(one).id} {words}"


def _words(lens: Lens, position: int) -> dict[str, str]:
    """The columns filled with words of facts, without the name of the column before the words."""
    found: dict[str, list[str]] = {}
    for fact in facts(lens, position, _AS_VALUES):
        words = fact.words.removeprefix(f"{fact.kind}: ").removeprefix(f"{fact.kind} ")
        found.setdefault(_COLUMNS[fact.kind], []).append(words)
    return {column: BETWEEN.join(words) for column, words in found.items()}
