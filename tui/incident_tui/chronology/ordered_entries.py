"""The entries of a record, placed and in time order: from which a chronology is made."""

from typing import NamedTuple

from incident_tui.chronology.by_position import EntriesByPosition, PlacementsByPosition
from incident_tui.chronology.tied_entries import TiedEntries
from incident_tui.chronology.time_order import TimeOrder
from incident_tui.record.calls.columns import Calls
from incident_tui.record.model import Record


class OrderedEntries(NamedTuple):
    """The timeline of a record and the calls read by now, placed and in time order."""

    record: Record
    calls: Calls
    tied: TiedEntries
    order: TimeOrder
    entries: EntriesByPosition
    placements: PlacementsByPosition
