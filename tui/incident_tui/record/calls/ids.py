"""The ids of calls: a column of a block, and a table to find the block of an id."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Protocol

import msgspec


class Ids(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The ids of the calls of a block, each different."""

    text: str | tuple[str, ...]
    """A line for each id; a tuple, five times as large, if an id has a line end inside."""
    is_rising: bool
    """Whether each id is greater than the id before."""

    @property
    def all(self) -> Sequence[str]:
        """Every id."""
        return self.text.split("\n") if isinstance(self.text, str) else self.text

    @property
    def ends(self) -> tuple[str, str]:
        """The first and the last id."""
        if not isinstance(self.text, str):
            return self.text[0], self.text[-1]
        first, _, _ = self.text.partition("\n")
        _, _, last = self.text.rpartition("\n")
        return first, last

    def place_of(self, identifier: str) -> int | None:
        """The place of an id; None for a different text."""
        if isinstance(self.text, str) and "\n" not in identifier:
            # Searched as a text, for a list of the ids takes six times as long.
            lines = f"\n{self.text}\n"
            start = lines.find(f"\n{identifier}\n")
            return None if start < 0 else lines.count("\n", 0, start)
        every = self.all
        return every.index(identifier) if identifier in every else None

    def is_any_of(self, others: Sequence[str]) -> bool:
        """Whether an id is among the given ids, which rise."""
        if self.is_rising:
            first, last = self.ends
            others = others[bisect_left(others, first) : bisect_right(others, last)]
        return bool(others) and not frozenset(others).isdisjoint(self.all)


def ids_of(ids: Sequence[str]) -> Ids:
    """Different ids as the column of a block."""
    text = "\n".join(ids)
    is_apart = text.count("\n") == len(ids) - 1
    return Ids(text if is_apart else tuple(ids), [*ids] == sorted(ids))


class HasIds(Protocol):
    """A block of calls, as far as ids are concerned."""

    @property
    def ids(self) -> Ids:
        """The ids of the calls."""


class IdTable:
    """The blocks of ids: a thread appends blocks, while a second thread looks for ids.

    Recorders number calls, or name calls by time. While ids rise from call to call, the first id of
    each block is enough to find the block, and nothing else is kept: a dictionary of a million ids
    takes 100 MB and a third of a second. The first id that does not rise makes the dictionary.
    """

    def __init__(self, blocks: Sequence[HasIds]) -> None:
        """Begin with no block.

        Args:
            blocks: the growing list of blocks; a block is added after the ids are appended.
        """
        self._blocks = blocks
        self._first_ids: list[str] = []
        """The first id of each block, rising."""
        self._last_id = ""
        self._numbers: dict[str, int] | None = None
        """From an id to the number of the block; None while the ids rise."""

    def append(self, ids: Ids) -> None:
        """Append the ids of the next block."""
        if self._numbers is None and self._is_next(ids):
            first, self._last_id = ids.ends
            self._first_ids.append(first)
        else:
            self._every_number().update(dict.fromkeys(ids.all, len(self._blocks)))

    def is_any_taken(self, ids: Ids) -> bool:
        """Whether one of the ids is in a block."""
        if self._numbers is None and self._is_next(ids):
            return False
        return not self._every_number().keys().isdisjoint(ids.all)

    def block_of(self, identifier: str) -> int | None:
        """The number of the only block that may have an id; None if no block has the id."""
        numbers = self._numbers  # read once, for the other thread may set it
        if numbers is not None:
            return numbers.get(identifier)
        if identifier > self._last_id:  # as each next id of a block that is read line by line
            return None
        number = bisect_right(self._first_ids, identifier) - 1
        return number if number >= 0 else None

    def _is_next(self, ids: Ids) -> bool:
        return ids.is_rising and ids.ends[0] > self._last_id

    def _every_number(self) -> dict[str, int]:
        """From every id to the number of the block."""
        if self._numbers is None:
            numbers: dict[str, int] = {}
            for number, block in enumerate(self._blocks):
                numbers.update(dict.fromkeys(block.ids.all, number))
            self._numbers = numbers
        return self._numbers
