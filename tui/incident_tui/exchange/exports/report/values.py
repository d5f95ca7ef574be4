"""The plain values of a report, section by section."""

from typing import Literal, NamedTuple

from incident_tui.words.citations import Cite, Voice


class Link(NamedTuple):
    """Words, and the part of the report behind them."""

    words: str
    anchor: str = ""
    """"" where the words lead nowhere."""


class AgencyMark(NamedTuple):
    """The mark of an agency beside an entry."""

    label: str
    name: str
    colour: str
    """`#rrggbb`, or the number of a colour of the palette, from 0; "" for no agency."""


class ReportedNote(NamedTuple):
    """A note of a reviewer: an opinion, and no part of the record."""

    anchor: str
    mark: str
    kind: str
    lines: tuple[str, ...]
    """The lines of the text; none for a bookmark without a text."""
    by: str
    written: str
    """When the note was written, in words."""
    at: str
    """The same in RFC 3339, for machines."""
    about: tuple[Link, ...]
    """All that the note stands on."""


class ReportedEntry(NamedTuple):
    """An entry of the timeline."""

    anchor: str
    time: str
    exact: str
    """The time in RFC 3339, for machines; "" where the time is not exact."""
    kind: str
    glyph: str
    radio: bool
    agencies: tuple[AgencyMark, ...]
    """The agencies that act or speak; empty where the entry is withheld."""
    who: str
    """Who acts or speaks, in short; "" where nobody is named."""
    title: str
    """"" where the title would only repeat the text."""
    text: str
    verbatim: bool
    facts: tuple[tuple[str, str], ...]
    """A label, or "", and the words of each further fact."""
    disputed: tuple[Link, ...]
    """The conflicts about the entry."""
    cites: tuple[Cite, ...]
    bulk: bool
    """Whether the entry stands in a file of calls."""
    notes: tuple[ReportedNote, ...]
    """The notes of reviewers on the entry."""


class StatusStep(NamedTuple):
    """A status of a subject."""

    status: str
    time: str
    known: str
    """When the status was known; "" for a status known at once."""
    note: str
    cites: tuple[Cite, ...]
    entry: Link | None
    """The entry with the report; None for a step of the subject's own history."""


class CasualtyReport(NamedTuple):
    """A casualty, or a number of people whom no source tells apart."""

    anchor: str
    name: str
    people: int
    facts: tuple[str, ...]
    status: str
    """As of the moment of the report."""
    certainty: str
    history: tuple[StatusStep, ...]
    disputed: tuple[Link, ...]
    """The conflicts about the casualty."""
    note: str
    cites: tuple[Cite, ...]


class GroupReport(NamedTuple):
    """A group of casualties; groups are counted apart."""

    name: str
    tally: str
    reported: tuple[StatusStep, ...]
    """Reports of the group as a whole."""
    members: tuple[CasualtyReport, ...]


class ResponderReport(NamedTuple):
    """An agency, or a unit of an agency."""

    anchor: str
    mark: AgencyMark
    kind: str
    entry_count: int
    roles: tuple[tuple[str, tuple[Cite, ...]], ...]
    since: StatusStep | None
    """The last certain status."""
    facts: tuple[str, ...]
    cites: tuple[Cite, ...]


class IntervalReport(NamedTuple):
    """An interval between two entries, and the length."""

    name: str
    start: Link
    end: Link
    length: str
    has_both_bounds: bool
    """Whether the least and the most length are known."""
    note: str


class ClaimReport(NamedTuple):
    """A claim of a conflict."""

    letter: str
    value: str
    known: str
    """When the claim was known, as the claim itself says."""
    doubt: str
    """A doubt whether the claim was known by the moment; "" for none."""
    voices: tuple[tuple[Voice, Cite], ...]


class ConflictReport(NamedTuple):
    """A conflict, and the claims on each side."""

    anchor: str
    id: str
    topic: str
    status: str
    claims: tuple[ClaimReport, ...]
    readings: tuple[str, ...]
    affects: tuple[Link, ...]
    note: str


class QuestionReport(NamedTuple):
    """A question of the record, open or answered."""

    anchor: str
    id: str
    text: str
    by_source: bool
    """Whether the source itself leaves the question open."""
    answer: str
    about: tuple[Link, ...]
    cites: tuple[Cite, ...]


class RelatedReport(NamedTuple):
    """A related incident."""

    anchor: str
    title: str
    day: str
    date: str
    """The day in ISO 8601; "" for no date."""
    apart: str
    """The distance of the day from the incident's."""
    relation: str
    facts: tuple[str, ...]
    casualties: str
    """The casualties of the related incident, never counted with the incident's own."""
    summary: str
    cites: tuple[Cite, ...]


class FacilityReport(NamedTuple):
    """A facility: the report of a source and, apart, an inference."""

    anchor: str
    name: str
    kind: str
    reported: str
    inferred: str
    """The word of the Standard Response Protocol."""
    basis: str
    facts: tuple[tuple[str, str], ...]
    ended: Link | None
    status: str
    note: str
    cites: tuple[Cite, ...]


class SourceReport(NamedTuple):
    """A source."""

    anchor: str
    title: str
    kind: str
    url: str
    facts: tuple[str, ...]
    note: str


class TrafficBar(NamedTuple):
    """A cell of the strip of traffic."""

    left: float
    """In percent of the width of the strip."""
    height: float
    """In percent of the highest bar."""
    calls: int
    others: int
    """Entries of every kind but radio calls."""
    words: str


class AxisTick(NamedTuple):
    """A label of a strip."""

    left: float
    """In percent of the width of the strip."""
    words: str


class TrafficStrip(NamedTuple):
    """Radio traffic over the time of the placed entries."""

    bars: tuple[TrafficBar, ...]
    width: float
    """Of a cell, in percent of the width of the strip."""
    ticks: tuple[AxisTick, ...]
    cell: str
    """The length of time of a cell."""
    unplaced_count: int
    """Entries without a full time."""
    unplaced_calls: int
    """Radio calls among them."""
    bounded_count: int
    """Entries somewhere within bounds, which are in no bar."""
    bounded_calls: int
    """Radio calls among them."""


PartKind = Literal["certain", "quiet", "possible"]
"""How a status is drawn; `quiet`: certain, and the subject is not, or no longer, at work."""


class LanePart(NamedTuple):
    """A bar of a lane."""

    left: float
    """In percent of the width of the axis, as `width` and `open_width`."""
    width: float
    open_width: float
    """Of the dashes after the bar, where no end of the status is told; 0 for none."""
    kind: PartKind
    label: str
    """The status; "" without room."""
    title: str
    """The subject, the status and its time as the source has the time."""


class LaneReport(NamedTuple):
    """A lane of a subject, or a heading."""

    name: str
    """Cut to the room beside the lane."""
    title: str
    """The whole name."""
    colour: str
    """As `AgencyMark.colour`; "" without an agency."""
    is_heading: bool
    parts: tuple[LanePart, ...] = ()
    calls: tuple[float, ...] = ()
    """Where radio calls of a unit are, in percent of the width of the axis."""
    without_time: int = 0
    """Statuses without a place in time."""


class LanesReport(NamedTuple):
    """Lanes over the time of the placed entries."""

    groups: tuple[tuple[LaneReport, ...], ...]
    """Each group of lanes begins with its heading."""
    ticks: tuple[AxisTick, ...]
    beside: str
    """How many statuses have no place in time; "" for none."""


class IncidentDay(NamedTuple):
    """An incident on a strip of days."""

    left: float
    """In percent of the width of the strip."""
    words: str
    title: str
    here: bool
    """Whether the incident is the incident of the report."""


class ReportSection(NamedTuple):
    """A section of the report, and how much the section contains."""

    name: str
    anchor: str
    size: str = ""
