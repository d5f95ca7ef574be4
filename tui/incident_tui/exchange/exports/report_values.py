"""The plain values that a report is made of, section by section."""

from typing import NamedTuple

from incident_tui.record.model import Cite
from incident_tui.words.citations import Voice


class Link(NamedTuple):
    """Words that lead to a part of the report."""

    words: str
    anchor: str = ""
    """"" where they lead nowhere."""


class Mark(NamedTuple):
    """An agency as it is marked beside an entry."""

    label: str
    name: str
    colour: str
    """`#rrggbb`, or the number of one of the palette's `COLOURS`; "" for no agency."""


class Told(NamedTuple):
    """An entry of the timeline."""

    anchor: str
    time: str
    exact: str
    """The same for a machine, where it is exact; or ""."""
    kind: str
    glyph: str
    radio: bool
    agencies: tuple[Mark, ...]
    title: str
    """"" where it would only repeat the text."""
    text: str
    verbatim: bool
    facts: tuple[tuple[str, str], ...]
    """What else is told of it: a label, or "", and words."""
    disputed: tuple[Link, ...]
    cites: tuple[Cite, ...]
    bulk: bool
    """Whether it is one of the record's `calls`, of which there may be very many."""


class Step(NamedTuple):
    """A status that somebody or something came to."""

    status: str
    time: str
    known: str
    """When that was known; "" where it was at once."""
    note: str
    cites: tuple[Cite, ...]
    entry: Link | None
    """The entry that says so, if one does."""


class Hurt(NamedTuple):
    """A casualty, or a number of them whom nobody tells apart."""

    anchor: str
    name: str
    people: int
    facts: tuple[str, ...]
    status: str
    """At the end of the record."""
    certainty: str
    history: tuple[Step, ...]
    disputed: tuple[Link, ...]
    note: str
    cites: tuple[Cite, ...]


class Group(NamedTuple):
    """A group of casualties, counted apart from the others."""

    name: str
    tally: str
    reported: tuple[Step, ...]
    """What was reported of the group, nobody in it told apart."""
    members: tuple[Hurt, ...]


class Responder(NamedTuple):
    """An agency, or a unit of one."""

    anchor: str
    mark: Mark
    kind: str
    entries: int
    roles: tuple[tuple[str, tuple[Cite, ...]], ...]
    status: str
    since: Step | None
    """The last status that is known, if there is one."""
    facts: tuple[str, ...]
    cites: tuple[Cite, ...]


class Span(NamedTuple):
    """An interval between two entries, and how long it is."""

    name: str
    start: Link
    end: Link
    length: str
    computable: bool
    note: str


class Side(NamedTuple):
    """One claim of a conflict."""

    letter: str
    value: str
    known: str
    voices: tuple[tuple[Voice, Cite], ...]


class Dispute(NamedTuple):
    """Claims that contradict each other."""

    anchor: str
    id: str
    topic: str
    status: str
    sides: tuple[Side, ...]
    readings: tuple[str, ...]
    affects: tuple[Link, ...]
    note: str


class Asked(NamedTuple):
    """What the record does not know."""

    anchor: str
    id: str
    text: str
    by_source: bool
    """Whether the source itself leaves it open."""
    answer: str
    about: tuple[Link, ...]
    cites: tuple[Cite, ...]


class Other(NamedTuple):
    """A related incident."""

    anchor: str
    title: str
    day: str
    date: str
    """The day for a machine, or ""."""
    apart: str
    relation: str
    facts: tuple[str, ...]
    there: str
    """Its own casualties, which are not this incident's."""
    summary: str
    cites: tuple[Cite, ...]


class Place(NamedTuple):
    """A facility: what was reported of it and, apart, what was inferred."""

    anchor: str
    name: str
    kind: str
    reported: str
    inferred: str
    """The Standard Response Protocol's word for it."""
    basis: str
    facts: tuple[tuple[str, str], ...]
    ended: Link | None
    status: str
    note: str
    cites: tuple[Cite, ...]


class Origin(NamedTuple):
    """A source."""

    anchor: str
    title: str
    kind: str
    url: str
    facts: tuple[str, ...]
    note: str


class Bar(NamedTuple):
    """A cell of the strip of traffic; left in percent of the width, height of the highest."""

    left: float
    height: float
    calls: int
    others: int
    words: str


class Tick(NamedTuple):
    """A label of a strip, in percent of its width."""

    left: float
    words: str


class Day(NamedTuple):
    """An incident on a strip of days, in percent of its width."""

    left: float
    words: str
    title: str
    here: bool
    """Whether it is this incident."""


class Section(NamedTuple):
    """A section of the report, and how much stands in it."""

    name: str
    anchor: str
    size: str = ""


class Strip(NamedTuple):
    """Radio traffic over the time of the placed entries."""

    bars: tuple[Bar, ...]
    width: float
    """Of a cell, in percent."""
    ticks: tuple[Tick, ...]
    cell: str
    """How long a cell is."""
    unplaced_calls: int
