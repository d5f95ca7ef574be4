"""The words of a record to search, without case and accents, in chunks of many entries each."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from incident_tui.record.calls.columns import Calls
from incident_tui.record.calls.entry_parts import searched_words
from incident_tui.record.model import Entry
from incident_tui.record.numbering import HEAD, Row


class SearchIndex:
    """Chunks of words: the timeline first, then each block of calls in row order."""

    def __init__(self, timeline: Sequence[Entry], calls: Calls) -> None:
        self.timeline = timeline
        self._calls = calls
        self.chunks = 1 + len(calls.blocks)
        """The number of chunks."""

    def chunk(self, number: int) -> str:
        """The words of a chunk, a line for each entry."""
        return self._calls.blocks[number - 1].words if number else self._words_of_timeline

    def length(self, number: int) -> int:
        """The number of entries in a chunk."""
        return len(self._calls.blocks[number - 1]) if number else len(self.timeline)

    def chunk_of(self, row: Row) -> int:
        """The chunk with the words of an entry."""
        return 0 if row >= HEAD else bisect_right(self._calls.starts, row)

    @cached_property
    def _words_of_timeline(self) -> str:
        return "\n".join(searched_words(entry) for entry in self.timeline)
