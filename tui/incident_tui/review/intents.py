"""What a reviewer can wish for, as small values; `review.step` carries them out."""

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
    """Go to the next (or, -1, the previous) entry that the search has found."""

    by: int


class MoveToChange(Intent, frozen=True):
    """Go to where the state next changes, or (-1) last changed."""

    by: int


class First(Intent, frozen=True):
    """Go to the first entry."""


class Last(Intent, frozen=True):
    """Go to the last entry."""


class GoTo(Intent, frozen=True):
    """Go to one entry; filters that hide it give way."""

    entry: str
    """Its id."""


class GoToPosition(Intent, frozen=True):
    """Go to the entry at a position of the chronology."""

    position: int


class GoToMoment(Intent, frozen=True):
    """Go to the entry that stands at or before a moment in milliseconds."""

    moment: int


class ToggleAgency(Intent, frozen=True):
    """Show an agency's entries too, or no longer."""

    agency: str


class OnlyAgency(Intent, frozen=True):
    """Show one agency's entries only; again, all of them."""

    agency: str


class OnlyThisAgency(Intent, frozen=True):
    """Show only entries of the agencies of the entry under the cursor; again, all of them."""


class ShowAgencies(Intent, frozen=True):
    """Show the entries of these agencies; None for all of them."""

    agencies: frozenset[str] | None


class OnlyUnit(Intent, frozen=True):
    """Show only the entries of a unit, whatever the agency; again, all of them."""

    unit: str
    """Its id."""


class ShowUnits(Intent, frozen=True):
    """Show only the entries of these units; for None, of all units and of none."""

    units: frozenset[str] | None


class OnlySource(Intent, frozen=True):
    """Show only entries that cite one source; again, all of them."""

    source: str


class RadioOnly(Intent, frozen=True):
    """Show radio calls only; again, everything."""


class SetMark(Intent, frozen=True):
    """Count from the entry under the cursor; again, no longer."""


class SwitchClock(Intent, frozen=True):
    """See what was known, or what happened."""


class Find(Intent, frozen=True):
    """Search for this; None to search no longer."""

    query: Query | None


class TakeFound(Intent, frozen=True):
    """Take in what a search has found so far, as `Matches` has it."""

    query: Query
    found: tuple[bytes | None, ...]
    fault: str = ""


class SeekHit(Intent, frozen=True):
    """Go to the first hit from an entry on, or else to the first of all; to the entry for none."""

    entry: str
    """Its id."""


class KeepMatches(Intent, frozen=True):
    """Show only what the search finds; again, everything."""


class TakeCalls(Intent, frozen=True):
    """Go on with a chronology of the same record that has more calls."""

    chronology: Chronology


class ClearFilters(Intent, frozen=True):
    """Show everything, and search no longer."""


class UndoFilter(Intent, frozen=True):
    """End the search, or take off the filter that was set last."""
