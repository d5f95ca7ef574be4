"""Hashes in little memory: a million take 12 to 24 MB, in place of 80 MB in a `set`.

Hash tables in arrays, with linear probing (Knuth, The Art of Computer Programming, volume 3,
section 6.4). Two texts with an equal hash count as equal, which for a million texts is as likely
as 1 to 30 million.
"""

from array import array

_FEWEST_SLOTS = 1024
"""Slots of an empty table, a power of 2."""
_ZERO = 1
"""The hash in place of 0, which marks an empty slot."""


class HashSet:
    """A growing set of hashes, as `hash` makes them."""

    def __init__(self) -> None:
        self._slots = _zeros(_FEWEST_SLOTS)
        """The hashes; 0 for an empty slot."""
        self._count = 0

    def add(self, value: int) -> bool:
        """Add a hash; returns whether the hash is new."""
        value = value or _ZERO
        at = self._slot_of(value)
        if self._slots[at]:
            return False
        self._slots[at] = value
        self._count += 1
        if 3 * self._count > 2 * len(self._slots):
            self._grow()
        return True

    def __contains__(self, value: int) -> bool:
        return bool(self._slots[self._slot_of(value or _ZERO)])

    def _slot_of(self, value: int) -> int:
        """Return the slot with a hash, or the empty slot for it."""
        slots = self._slots
        last = len(slots) - 1
        at = value & last
        while (there := slots[at]) and there != value:
            at = (at + 1) & last
        return at

    def _grow(self) -> None:
        """Double the number of slots."""
        old, self._slots = self._slots, _zeros(2 * len(self._slots))
        for value in filter(None, old):
            self._slots[self._slot_of(value)] = value


class HashMap(HashSet):
    """A growing map from hashes to numbers of 64 bits with a sign."""

    def __init__(self) -> None:
        super().__init__()
        self._values = _zeros(_FEWEST_SLOTS)
        """The number of each hash, in the slot of the hash."""

    def get(self, key: int) -> int:
        """Return the number of a hash; 0 if the hash has none."""
        return self._values[self._slot_of(key or _ZERO)]

    def put(self, key: int, number: int) -> None:
        """Give a hash a number."""
        self.add(key)
        self._values[self._slot_of(key or _ZERO)] = number

    def _grow(self) -> None:
        """Double the number of slots."""
        old, numbers = self._slots, self._values
        super()._grow()
        self._values = _zeros(len(self._slots))
        for value, number in zip(old, numbers, strict=True):
            if value:
                self._values[self._slot_of(value)] = number


def _zeros(count: int) -> "array[int]":
    return array("q", bytes(8 * count))
