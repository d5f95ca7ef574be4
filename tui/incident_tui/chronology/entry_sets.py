"""Small sets of ids by row: the agencies of an entry, or the sources."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable

from incident_tui.chronology.positions import Sets
from incident_tui.chronology.time_order import TimeOrder
from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.entry_parts import Party, party_of
from incident_tui.record.model import Record


class EntrySets:
    """A column of codes, each the place of a set in a table."""

    def __init__(self, record: Record, set_of: Callable[[Party], tuple[str, ...]]) -> None:
        """Begin with the timeline.

        Args:
            set_of: from the party of an entry to the set.
        """
        self._set_of = set_of
        self._table: dict[tuple[str, ...], int] = {}
        """From a set to the code."""
        self._codes: dict[Party, int] = {}
        """From a party to the code of the set."""
        self._of_timeline = [self._code(party_of(entry)) for entry in record.timeline]
        """By row of the timeline, the code."""
        self._of_parties: list[int] = []
        """By place in the table of parties, the code."""
        self._of_calls = array("I")
        """By row of a call, the code."""
        self._counts = Counter(self._of_timeline)
        """By code, the number of entries, as far as counted."""
        self._counted = 0
        """The number of calls counted."""
        self._block_count = 0
        """The number of blocks taken."""

    def take(self, calls: Calls) -> None:
        """Take the calls read since the last time."""
        parties = calls.party_table[len(self._of_parties) :]
        self._of_parties += (self._code(party) for party in parties)
        codes = self._of_parties
        is_same = len({*codes}) == 1  # as the sources of most records
        for block in calls.blocks[self._block_count :]:
            of_block = codes[:1] * len(block) if is_same else [codes[one] for one in block.parties]
            self._of_calls.extend(array("I", of_block))
        self._block_count = len(calls.blocks)

    def by_position(self, order: TimeOrder) -> Sets:
        """The sets by position."""
        return Sets(self.codes_by_position(order), self._table)

    def codes_by_position(self, order: TimeOrder) -> "array[int]":
        """The codes of the sets by position."""
        return order.codes_by_position(self._of_calls, self._of_timeline)

    def code_of(self, members: tuple[str, ...]) -> int | None:
        """The code of a set; None if no entry has the set."""
        return self._table.get(members)

    def counts(self, ids: Iterable[str]) -> dict[str, int]:
        """By id, the number of entries whose set contains the id; the given ids come first."""
        self._counts.update(self._of_calls[self._counted :])
        self._counted = len(self._of_calls)
        counts = dict.fromkeys(ids, 0)
        for members, code in self._table.items():
            for member in dict.fromkeys(members):
                counts[member] = counts.get(member, 0) + self._counts[code]
        return counts

    def _code(self, party: Party) -> int:
        code = self._codes.get(party)
        if code is None:
            members = self._set_of(party)
            code = self._codes[party] = self._table.setdefault(members, len(self._table))
        return code
