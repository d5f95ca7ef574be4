"""The searches of a review, in slices of time between keys."""

import asyncio
from time import perf_counter
from typing import TYPE_CHECKING

from textual.worker import Worker

from incident_tui.review import intents
from incident_tui.review.commands import Wish
from incident_tui.review.history import History
from incident_tui.review.search import Query, Search

if TYPE_CHECKING:
    from incident_tui.screens.review import ReviewScreen

SEARCH_SLICE_S = 0.004
"""How long a search goes on before keys have their turn."""
PROGRESS_INTERVAL_S = 0.1
"""The interval between two displays of progress."""
FIRST_HIT_WAIT_S = 0.05
"""How long a key waits for the first hit."""


class Searching:
    """Carries on the searches of the review, and moves the cursor to the first hit while seeking.

    After each step the prompt shows an answer.
    """

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self.is_seeking = False
        """Whether the cursor is to go to the first hit."""
        self.origin = ""
        """The id of the entry from which on the first hit is sought."""
        self._history = History()
        """The places before the search: the end of a search takes its jumps back."""

    def begin(self) -> None:
        """Note the entry under the cursor, and the history, for the end of the search."""
        self.origin, self._history = self._screen.review.entry_id, self._screen.history

    def find(self, query: Query | None) -> None:
        """Begin a search; None ends the search at the entry of its beginning."""
        self.is_seeking = query is not None
        self._screen.act(intents.Find(query))
        if query is None:
            self._screen.return_to(self.origin, self._history)

    def heed(self, wish: Wish) -> None:
        """Stop seeking the first hit, unless the wish of the key is a hit."""
        self.is_seeking &= isinstance(wish, intents.MoveHit | intents.KeepMatches)

    def go_on(self) -> None:
        """Begin the pending search; a search under way is given up."""
        if self._screen.review.to_search:
            # The function and not a coroutine: a worker given up before its start awaits nothing.
            _: Worker[None] = self._screen.run_worker(self._search, group="search", exclusive=True)
        else:
            self._end()

    def find_at_once(self) -> None:
        """Wait a moment for a hit near the cursor: the next key may be typed already."""
        review = self._screen.review
        if not (review.to_search and self.is_seeking):
            return
        search, began = Search(review.chronology, review.to_search, review.cursor), perf_counter()
        for found in search:
            if found or perf_counter() - began > FIRST_HIT_WAIT_S:
                break
        self._take(search)
        self.go_on()

    async def _search(self) -> None:
        """Search in slices; show the first hit at once, and further hits at intervals."""
        screen = self._screen
        while matches := screen.review.to_search:
            search = Search(screen.review.chronology, matches, screen.review.cursor)
            began = shown = perf_counter()
            for found in search:
                now = perf_counter()
                if (found and not matches.positions) or now - shown > PROGRESS_INTERVAL_S:
                    shown = perf_counter()
                    self._take(search)
                    matches = screen.review.search or matches
                if now - began > SEARCH_SLICE_S:
                    await asyncio.sleep(0)
                    began = perf_counter()
            self._take(search)
        self._end()

    def _take(self, search: Search) -> None:
        """Take the hits found by now into the review."""
        screen = self._screen
        screen.act(intents.TakeFound(search.query, tuple(search.found), search.fault))
        if self.is_seeking and screen.review.hits:
            screen.act(intents.SeekHit(self.origin))
            self.is_seeking = screen.prompting.is_search
        screen.prompting.answer()

    def _end(self) -> None:
        if self.is_seeking and not self._screen.review.hits:
            self._screen.act(intents.SeekHit(self.origin))
        self.is_seeking = False
        self._screen.prompting.answer()
