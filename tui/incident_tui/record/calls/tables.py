"""Parties, times and references of many calls, each noted once."""

from array import array
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from incident_tui.record.calls.columns import GrowingCalls
from incident_tui.record.calls.entry_parts import Party, Reference, anchors_of, references_of_party
from incident_tui.record.calls.line import TimeKey, read_time_key
from incident_tui.record.context import Context
from incident_tui.record.problems import Mark
from incident_tui.record.time_value import TimeValue

Item = TypeVar("Item")


class SharedTables:
    """The tables of parties and times of a record's calls, and the noted references."""

    def __init__(self, calls: GrowingCalls, context: Context) -> None:
        self._calls = calls
        self._context = context
        self._parties: dict[Party, int] = {}
        self._times: dict[TimeKey, int] = {}
        self._references: set[Reference] = set()

    def party_place(self, party: Party, mark: Mark) -> int:
        """The place of a party in the table, to which a new party is added."""
        place = self._parties.get(party)
        if place is None:
            place = self._parties[party] = self._calls.add_party(party)
            self.refer(references_of_party(party), mark)
        return place

    def time_place(self, key: TimeKey, mark: Mark) -> int:
        """The place of a time in the table, to which a new time is added.

        Raises:
            TimeSyntaxError: if the time cannot be read.
        """
        place = self._times.get(key)
        if place is None:
            value = read_time_key(key)
            place = self.add_time(value, mark)
            if not anchors_of(value):  # a relative time is placed call by call, and reported so
                self._times[key] = place
        return place

    def add_time(self, value: TimeValue, mark: Mark) -> int:
        """Add a time to the table; returns the place."""
        self.refer_to_anchors(value, mark)
        return self._calls.add_time(value, mark)

    def refer_to_anchors(self, value: TimeValue, mark: Mark) -> None:
        """Note the references of a time to entries."""
        self.refer(((("timeline",), identifier) for identifier in anchors_of(value)), mark)

    def refer(self, references: Iterable[Reference], mark: Mark) -> None:
        """Note new references; a call may have an empty id, except of a source."""
        for reference in references:
            sections, identifier = reference
            if reference not in self._references and (identifier or sections == ("sources",)):
                self._references.add(reference)
                self._context.references.append((sections, identifier, mark))


class FileTable(Generic[Item]):
    """The table of a file, and the places of the items in the table of the record."""

    def __init__(self, add: Callable[[Item, Mark], int]) -> None:
        """Begin with no item.

        Args:
            add: adds an item to the table of the record, and returns the place.
        """
        self._add = add
        self._items: list[Item] = []
        self._places: dict[int, int] = {}
        """From the place of an item in the file's table to the place in the record's table."""
        self._is_same = True
        """Whether the two places are equal so far, as in a first file without faults."""

    def extend(self, items: Iterable[Item]) -> None:
        """Add items."""
        self._items += items

    def shared_places(self, column: bytes, mark_of: Callable[[int], Mark]) -> "array[int]":
        """Turn a column of places in the file's table into places in the record's table.

        Args:
            mark_of: from the number of an item in the column to the mark of the line.
        """
        places = array("I", column)
        if len(self._places) < len(self._items):
            self._share(places, mark_of)
        return places if self._is_same else array("I", [self._places[place] for place in places])

    def _share(self, places: "array[int]", mark_of: Callable[[int], Mark]) -> None:
        """Add the items of a column to the table of the record, unless added before."""
        first_calls = dict(zip(reversed(places), range(len(places) - 1, -1, -1), strict=True))
        for place in sorted(place for place in first_calls if place not in self._places):
            shared = self._add(self._items[place], mark_of(first_calls[place]))
            self._places[place] = shared
            self._is_same = self._is_same and place == shared
