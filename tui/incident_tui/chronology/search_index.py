"""The words of a record to search, without case and accents, in chunks of many entries each."""

from collections.abc import Sequence
from functools import cached_property

from incident_tui.record.calls import Calls, searched_words
from incident_tui.record.model import Entry


class SearchIndex:
    """Chunks of words: the entries of the timeline first, then the calls as they were read."""

    def __init__(self, timeline: Sequence[Entry], calls: Calls) -> None:
        self.timeline = timeline
        self._calls = calls
        self.chunks = 1 + len(calls.texts)
        """How many chunks there are; more calls make another `SearchIndex`."""
        self.starts = calls.chunks[: self.chunks]
        """The first call of each chunk after the first, and the number of calls."""

    def chunk(self, number: int) -> str:
        """The words of a chunk, a line for each entry."""
        return self._calls.texts[number - 1] if number else self._head

    def length(self, number: int) -> int:
        """How many entries a chunk has."""
        if not number:
            return len(self.timeline)
        return self.starts[number] - self.starts[number - 1]

    @cached_property
    def _head(self) -> str:
        return "\n".join(searched_words(entry) for entry in self.timeline)
