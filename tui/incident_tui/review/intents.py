"""Intents: changes of a review as small values; `review.step` carries out an intent."""

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.review.search import Query


class Intent(msgspec.Struct, frozen=True):
    """The base of every intent."""


class Move(Intent, frozen=True):
    """Step over so many entries; below zero, back."""

    by: int


class MoveRadio(Intent, frozen=True):
    """Step over so many radio calls."""

    by: int


class MoveMinutes(Intent, frozen=True):
    """Go so many minutes on; below zero, back."""

    by: int


class MoveHit(Intent, frozen=True):
    """Go to the next (or, -1, the previous) match of the search."""

    by: int


class MoveToChange(Intent, frozen=True):
    """Go to where the state next changes, or (-1) last changed."""

    by: int


class First(Intent, frozen=True):
    """Go to the first entry."""


class Last(Intent, frozen=True):
    """Go to the last entry."""


class GoTo(Intent, frozen=True):
    """Go to an entry; filters that hide the entry are cleared."""

    entry: str
    """The id."""


class GoToPosition(Intent, frozen=True):
    """Go to the entry at a position of the chronology."""

    position: int


class GoToMoment(Intent, frozen=True):
    """Go to the last entry at or before a moment in milliseconds since 1970, UTC."""

    moment: int


class ToggleAgency(Intent, frozen=True):
    """Show an agency's entries too, or no longer."""

    agency: str


class OnlyAgency(Intent, frozen=True):
    """Show only the entries of an agency; again, every entry."""

    agency: str


class OnlyThisAgency(Intent, frozen=True):
    """Show only entries of the agencies of the entry under the cursor; again, all of them."""


class ShowAgencies(Intent, frozen=True):
    """Show the entries of these agencies; None for all of them."""

    agencies: frozenset[str] | None


class OnlyUnit(Intent, frozen=True):
    """Show only the entries of a unit, whatever the agency; again, all of them."""

    unit: str
    """The id."""


class ShowUnits(Intent, frozen=True):
    """Show only the entries of these units; for None, of all units and of none."""

    units: frozenset[str] | None


class OnlySource(Intent, frozen=True):
    """Show only entries that cite a source; again, every entry."""

    source: str


class RadioOnly(Intent, frozen=True):
    """Show radio calls only; again, everything."""


class SetMark(Intent, frozen=True):
    """Count from the entry under the cursor; again, no longer."""


class SwitchClock(Intent, frozen=True):
    """Switch to the clock of the known, or of what happened."""


class Find(Intent, frozen=True):
    """Search for this; None to search no longer."""

    query: Query | None


class TakeFound(Intent, frozen=True):
    """Take the matches of a search so far, in the form of `Matches`."""

    query: Query
    found: tuple[bytes | None, ...]
    fault: str = ""


class SeekHit(Intent, frozen=True):
    """Go to the first hit from an entry on, or else to the first of all; to the entry for none."""

    entry: str
    """The id."""


class KeepMatches(Intent, frozen=True):
    """Show only the matches of the search; again, every entry."""


class TakeCalls(Intent, frozen=True):
    """Go on with a chronology of the same record with more calls."""

    chronology: Chronology


class ClearFilters(Intent, frozen=True):
    """Show everything, and search no longer."""


class UndoFilter(Intent, frozen=True):
    """End the search, or remove the latest filter."""
