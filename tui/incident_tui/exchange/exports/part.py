"""The part of a record that an export has: the entries that filters let through."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.chronology.positions import Positions
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.filters import filter_words


class Part(NamedTuple):
    """The entries of an export."""

    shown: Positions | None = None
    """The positions of the entries; None for every entry."""
    words: str = ""
    """The filters and their effect, for the file: `only IPD: 4 of 28 entries`; "" without any."""

    def of(self, positions: Iterable[int]) -> Iterator[int]:
        """The positions, of those given, that are in the part."""
        shown = self.shown
        return iter(positions) if shown is None else (one for one in positions if one in shown)

    def has(self, position: int) -> bool:
        """Whether the entry at a position is in the part."""
        return self.shown is None or position in self.shown

    def count(self, lens: Lens, start: int = 0) -> int:
        """How many entries are in the part, from a position on."""
        if self.shown is None:
            return lens.count - start
        return len(self.shown) - self.shown.rank(start)

    def withheld_count(self, lens: Lens, start: int = 0) -> int:
        """How many entries of the part are withheld, from a position on."""
        if self.shown is None or not lens.withholds:
            return lens.withheld_count(start)
        return sum(not lens.tells(position) for position in self.shown if position >= start)


WHOLE = Part()
"""Every entry of a record."""


def part_of(view: View) -> Part:
    """The part of a record that a view shows."""
    if not view.filters.any:
        return WHOLE
    total = count_words(view.lens.count, "entry", "entries")
    words = f"{filter_words(view.lens, view.filters)}: {len(view.shown):,} of {total}"
    return Part(view.shown, words)
