"""Intents: changes of a review as small values; `review.step` carries out an intent."""

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.notes.notes import Notes
from incident_tui.record.problems import Problem
from incident_tui.review.filters import FilterName, Filters
from incident_tui.review.search import Query
from incident_tui.review.time_column import TimeColumn


class Intent(msgspec.Struct, frozen=True):
    """The base of every intent."""


class Move(Intent, frozen=True):
    """Move by a number of shown entries; below zero, back."""

    by: int


class MoveRadio(Intent, frozen=True):
    """Move by a number of shown radio calls; below zero, back."""

    by: int


class MoveMinutes(Intent, frozen=True):
    """Move by a number of minutes; below zero, back."""

    by: int


class MoveHit(Intent, frozen=True):
    """Go to the next match of the search; below zero, to the previous match."""

    by: int


class MoveToChange(Intent, frozen=True):
    """Go to the entry of the next change of a state; below zero, of the change before."""

    by: int


class MoveSame(Intent, frozen=True):
    """Move by a number of entries of the same unit, or else of the same agency.

    The unit or agency is that which acts or speaks in the entry under the cursor; below zero, back.
    """

    by: int


class First(Intent, frozen=True):
    """Go to the first entry."""


class Last(Intent, frozen=True):
    """Go to the last entry."""


class FollowNewest(Intent, frozen=True):
    """Keep to the newest entry as entries arrive; again, not; when paused, again."""


class GoTo(Intent, frozen=True):
    """Go to an entry; filters that hide the entry are cleared."""

    entry: str
    """The id."""


class ReturnTo(Intent, frozen=True):
    """Go to an entry, or, if the filters hide it, to the nearest shown entry; filters stay."""

    entry: str
    """The id."""


class Resume(Intent, frozen=True):
    """Use the filters, the clock and the times of an earlier review."""

    filters: Filters
    clock: Clock
    times: TimeColumn


class GoToPosition(Intent, frozen=True):
    """Go to the entry at a position of the chronology."""

    position: int


class GoToMoment(Intent, frozen=True):
    """Go to the last entry at or before a moment in milliseconds since 1970, UTC."""

    moment: int


class ToggleAgency(Intent, frozen=True):
    """Show the entries of an agency as well, or hide them."""

    agency: str


class OnlyAgency(Intent, frozen=True):
    """Show only the entries of an agency; again, every entry."""

    agency: str


class OnlyThisAgency(Intent, frozen=True):
    """Show only entries of the agencies of the entry under the cursor; again, every entry."""


class ShowAgencies(Intent, frozen=True):
    """Show only the entries of some agencies; None for every entry."""

    agencies: frozenset[str] | None


class OnlyUnit(Intent, frozen=True):
    """Show only the entries of a unit, of any agency; again, every entry."""

    unit: str
    """The id."""


class ShowUnits(Intent, frozen=True):
    """Show only the entries of some units; None for every entry."""

    units: frozenset[str] | None


class UseFilters(Intent, frozen=True):
    """Show the entries that pass the given filters, in place of the present filters."""

    filters: Filters


class OnlySource(Intent, frozen=True):
    """Show only the entries that cite a source; again, every entry."""

    source: str


class RadioOnly(Intent, frozen=True):
    """Show only radio calls; again, every entry."""


class EveryRecording(Intent, frozen=True):
    """Show each recording of a transmission in a row of its own; again, each transmission once."""


class SetMark(Intent, frozen=True):
    """Mark the entry under the cursor, to count time from; again, remove the mark."""


class BeginPair(Intent, frozen=True):
    """Begin a pair of entries of one moment with an entry."""

    entry: str
    """The id; "" to begin none after all."""


class NextTimes(Intent, frozen=True):
    """Show other times beside the entries: the next column of `TimeColumn`."""


class SwitchClock(Intent, frozen=True):
    """Switch to the clock of the known, or of what happened."""


class Find(Intent, frozen=True):
    """Search for a query; None to end the search."""

    query: Query | None


class TakeFound(Intent, frozen=True):
    """Take the matches of a search so far, in the form of `Matches`."""

    query: Query
    found: tuple[bytes | None, ...]
    fault: str = ""


class SeekHit(Intent, frozen=True):
    """Go to the first hit from an entry on, or else the first hit; without hits, to the entry."""

    entry: str
    """The id."""


class KeepMatches(Intent, frozen=True):
    """Show only the matches of the search; again, every entry."""


class MarkedOnly(Intent, frozen=True):
    """Show only entries with a bookmark or a note; again, every entry."""


class TakeNotes(Intent, frozen=True):
    """Take the notes of the reviewers as they are now."""

    notes: Notes


class TakeCalls(Intent, frozen=True):
    """Continue with a chronology of the same record that has more calls."""

    chronology: Chronology


class TakeRecord(Intent, frozen=True):
    """Continue with the record as it is on the disk now."""

    chronology: Chronology


class TakeFaults(Intent, frozen=True):
    """Stay with the record as it was, because the file on the disk cannot be read."""

    faults: tuple[Problem, ...]


class ClearFilters(Intent, frozen=True):
    """Show every entry, and end the search."""


class UndoFilter(Intent, frozen=True):
    """End the search, or remove the latest filter."""


class DropFilter(Intent, frozen=True):
    """Remove a filter; the other filters and the search stay."""

    name: FilterName
