"""Times counted from times that are counted themselves: where each chain ends, found once.

A record may count each of its entries from the entry before. To follow the chain anew for each
entry would take time by the square of their number.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from incident_tui.record.model import Entry
from incident_tui.record.numbering import Position
from incident_tui.record.time_value import Relative


class TimeChain(NamedTuple):
    """The end of a chain of relative times."""

    root: Position
    """The entry whose time is not counted from another."""
    least: int = 0
    """The least milliseconds from the root to the entry."""
    most: int = 0
    """The most milliseconds from the root to the entry."""
    is_together: bool = True
    """Whether each entry of the chain goes together with the next."""


class TimeChains:
    """By position of an entry, the end of its chain; None for a circle, or an unknown anchor."""

    def __init__(self, entries: Sequence[Entry], positions: Mapping[str, Position]) -> None:
        self._entries, self._positions = entries, positions
        self._found: dict[Position, TimeChain | None] = {}

    def __getitem__(self, position: Position) -> TimeChain | None:
        """The chain of an entry; an entry without a relative time is its own root."""
        links: dict[Position, Relative] = {}
        here: Position | None = position
        while here is not None and here not in self._found:
            at = self._entries[here].time.at
            if not isinstance(at, Relative):
                self._found[here] = TimeChain(here)
            elif here in links:  # a circle
                here = None
            else:
                links[here] = at
                here = self._positions.get(at.anchor)
        chain = None if here is None else self._found[here]
        for link in reversed(links):
            chain = chain and _longer(chain, links[link])
            self._found[link] = chain
        return chain

    def of(self, at: Relative) -> TimeChain | None:
        """The chain of a time that is counted from an entry; None as for an entry."""
        position = self._positions.get(at.anchor)
        chain = None if position is None else self[position]
        return chain and _longer(chain, at)


def _longer(chain: TimeChain, at: Relative) -> TimeChain:
    least, most = at.offset.least, at.offset.most
    return TimeChain(
        chain.root,
        chain.least + least,
        chain.most + most,
        chain.is_together and least == most == 0,
    )
