"""The plain values of an after-action report: texts ready to print, and `""` for what is not given.

Texts of reviewers are `Lines`. In all others a line end is a blank.
"""

from typing import NamedTuple

from incident_tui.exchange.exports.office_text import Lines

NOT_GIVEN = "not given"
"""The words for a field that neither the record nor a reviewer fills."""


class OverviewLine(NamedTuple):
    """A field of the overview."""

    label: str
    words: str


class Rated(NamedTuple):
    """A row of table 1: a capability, and who rates how well an objective was reached in it."""

    objective: str
    capability: str
    performed: str
    """The names of the reviewers who rate P; "" for nobody."""
    some: str
    """The same for S."""
    major: str
    """The same for M."""
    unable: str
    """The same for U."""


class Evidence(NamedTuple):
    """What an observation stands on: an entry, another part of the record, or a moment."""

    anchor: str
    """The anchor of the entry in the appendix; "" for what is not in the appendix."""
    time: str
    """As exact as in the source; "" for what is no entry."""
    words: str
    source: str
    """Who says so, and where."""


class PlannedAction(NamedTuple):
    """A row of the improvement plan: a corrective action, or an area without an action."""

    id: str
    """The id of the note; "" for an area for improvement without an action."""
    capability: str
    observation: Lines
    """The text of the observation that the action answers."""
    observation_id: str
    text: Lines
    """The corrective action."""
    element: str
    """The capability element: planning, organization, equipment, training or exercise."""
    owner: str
    """The organization, or the person, that is responsible."""
    contact: str
    start: str
    """A day in ISO 8601, or a month."""
    due: str
    """The same for the completion."""
    status: str
    author: str
    written: str
    evidence: tuple[Evidence, ...]


class Observed(NamedTuple):
    """An observation of a reviewer."""

    id: str
    anchor: str
    text: Lines
    capability: str
    objective: str
    rating: str
    """P, S, M or U."""
    rating_words: str
    reference: Lines
    analysis: Lines
    root_cause: Lines
    evidence: tuple[Evidence, ...]
    actions: tuple[PlannedAction, ...]
    author: str
    written: str
    """When, in UTC."""


class ReportedCapability(NamedTuple):
    """A capability, and what reviewers observed of it."""

    name: str
    anchor: str
    strengths: tuple[Observed, ...]
    improvements: tuple[Observed, ...]


class Participant(NamedTuple):
    """An agency of the record."""

    short: str
    name: str
    kind: str
    roles: tuple[str, ...]
    facts: tuple[str, ...]


class ListedNote(NamedTuple):
    """A note or a bookmark of a reviewer."""

    kind: str
    text: Lines
    about: tuple[str, ...]
    """What the note stands on."""
    author: str
    written: str


class AppendixEntry(NamedTuple):
    """An entry of the timeline in the appendix."""

    anchor: str
    time: str
    who: str
    kind: str
    words: str
    source: str
    notes: tuple[ListedNote, ...]
    """The notes on the entry, but for observations and actions."""


class ListedSource(NamedTuple):
    """A source of the record."""

    title: str
    kind: str
    url: str
    facts: tuple[str, ...]
    note: str
