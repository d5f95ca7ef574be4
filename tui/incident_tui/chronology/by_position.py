"""Entries and placements by position, each made when asked for; positions by id."""

from abc import abstractmethod
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, overload

from incident_tui.chronology.call_placements import CallPlacements
from incident_tui.chronology.tied_entries import TiedEntries
from incident_tui.chronology.time_order import TimeOrder
from incident_tui.placing.placement import Placement
from incident_tui.record.calls.columns import Calls
from incident_tui.record.model import Entry
from incident_tui.record.numbering import HEAD, Position, Row

Item = TypeVar("Item")


class _ByPosition(Sequence[Item]):
    """Items by position."""

    def __init__(self, rows: "array[int]") -> None:
        self._rows = rows
        """By position, the row."""

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, position: int) -> Item: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, position: int | slice) -> Item | tuple[Item, ...]:
        """The item at a position, or the items at a slice of positions."""
        if isinstance(position, slice):
            return tuple(self[number] for number in range(*position.indices(len(self))))
        return self.of_row(Row(self._rows[position]))

    @abstractmethod
    def of_row(self, row: Row) -> Item:
        """The item of an entry by row."""


class EntriesByPosition(_ByPosition[Entry]):
    """Entries by position; a call is decoded from the line."""

    def __init__(self, rows: "array[int]", timeline: Sequence[Entry], calls: Calls) -> None:
        super().__init__(rows)
        self._timeline = timeline
        self._calls = calls

    def of_row(self, row: Row) -> Entry:
        """The entry of a row."""
        return self._timeline[row - HEAD] if row >= HEAD else self._calls.entry(row)


class PlacementsByPosition(_ByPosition[Placement]):
    """Placements by position."""

    def __init__(
        self, rows: "array[int]", tied: TiedEntries, calls: Calls, placements: CallPlacements
    ) -> None:
        super().__init__(rows)
        self._tied = tied
        self._calls = calls
        self._placements = placements

    def of_row(self, row: Row) -> Placement:
        """The placement of a row."""
        placement = self._tied.by_row.get(row)
        return self._placements.of_call(self._calls, row) if placement is None else placement


class PositionsById(Mapping[str, Position]):
    """From the id of an entry to the position."""

    def __init__(self, order: TimeOrder, timeline: Mapping[str, Row], calls: Calls) -> None:
        self._order = order
        self._timeline = timeline
        """From the id of an entry of the timeline to the row."""
        self._calls = calls

    def __len__(self) -> int:
        return len(self._order.rows)

    def __iter__(self) -> Iterator[str]:
        yield from self._timeline
        yield from self._calls.ids

    def __getitem__(self, identifier: str) -> Position:
        row = self._timeline.get(identifier)
        if row is None:
            row = self._calls.row_of(identifier)
        position = None if row is None else self._order.position_of(row)
        if position is None:
            raise KeyError(identifier)
        return position
