"""A dialog with a search line: matches as one types, and the way from one match to the next."""

from collections.abc import Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row, text_of_line
from incident_tui.keymap import with_keys
from incident_tui.keys import NAMED
from incident_tui.panes.prompt import Prompt
from incident_tui.review.search import PatternError, Query, is_found, query_of
from incident_tui.screens.dialog import Dialog, Page
from incident_tui.words.filters import SEARCH_ADVICE

_TYPING_HINTS = (Hint("↓/↑", "match"), Hint("Enter", "stay"), Hint("Esc", "back"))
_FOUND_HINTS = (Hint("n/N", "match"), Hint("Esc", "ends"))


class Match(NamedTuple):
    """A row with a match."""

    page: int
    """The number of the page in `pages`."""
    row: int
    """The number of the row on the page."""


class SearchedDialog(Dialog):
    """A dialog whose rows can be searched."""

    BINDINGS = [
        # Taken by the app itself, in the order typed: what follows `/` goes into the line.
        Binding(NAMED["search"].keys, "search", show=False, priority=True),
        Binding(NAMED["next_hit"].keys, "next_match(1)", show=False),
        Binding(NAMED["previous_hit"].keys, "next_match(-1)", show=False),
        Binding("escape", "back_out", show=False),
        Binding("q", "close", show=False),
    ]

    def __init__(self, title: str, hints: Sequence[Hint], listing: Page) -> None:
        super().__init__(title, hints, listing)
        self.prompt = Prompt()
        self.query_now: Query | None = None
        """The search; None without a search."""
        self._is_typing, self._text = False, ""
        self._pages: Sequence[Sequence[Row]] | None = None
        """The pages as they are now; None before they are searched."""
        self._matches: list[Match] | None = None
        """The matches on the pages as they are now; None before they are looked for."""
        self._current: Match | None = None
        """The match that the search went to last."""

    def compose(self) -> ComposeResult:
        """The boxes and the search line."""
        yield from super().compose()
        yield self.prompt

    # What a dialog says of its pages.

    def pages(self) -> Sequence[Sequence[Row]]:
        """The rows of each page, as wide as they are shown."""
        return [self.listing.rows]

    def here(self) -> Match:
        """The place from which the next match is looked for."""
        top, height = self.listing.scroll_offset.y, self.listing.scrollable_content_region.height
        found = self._current
        return found if found and top <= found.row < top + height else Match(0, top - 1)

    def reach(self, match: Match) -> None:
        """Show the row of a match."""
        self.listing.reveal(match.row)

    def depart(self) -> None:
        """Note the place where a search begins."""

    def go_home(self) -> None:
        """Return to the place where the search began."""

    # The search.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Open the line by its key, unless the key is a letter of a text."""
        return action != "search" or not self._is_typing

    def action_search(self) -> None:
        """Open the search line."""
        self.depart()
        self._is_typing, self._text = True, ""
        self.prompt.open("search", SEARCH_ADVICE, _TYPING_HINTS[-1:])

    @property
    def typing(self) -> bool:
        """Whether keys are letters of the search."""
        return self._is_typing

    async def take(self, event: events.Key) -> bool:
        """Take a key into the search; False for a key without a use in a text."""
        match event.key:
            case "enter":
                self.end_typing()
            case "escape":
                self._leave()
            case "down":
                self._go_to_match(1)
            case "up":
                self._go_to_match(-1)
            case _:
                if not await self.prompt.take(event):
                    return False
                self.on_input_changed()
        return True

    def on_input_changed(self) -> None:
        """Search for the text, as it is typed or pasted."""
        text = self.prompt.text
        if text == self._text or not self._is_typing:
            return
        self._text = text
        try:
            query = query_of(text)
        except PatternError as error:
            self.prompt.reply(str(error), "possible", _TYPING_HINTS[-1:])
            return
        self._look_for(query)
        self.go_home()
        if query is None:
            self.prompt.reply(SEARCH_ADVICE, "dim", _TYPING_HINTS[-1:])
        else:
            self._go_to_match(0)

    def action_next_match(self, by: int) -> None:
        """Go to the next match; below zero, to the previous match."""
        if self.query_now is None:
            self.say(with_keys("nothing is searched for: {search} searches"))
        else:
            self._go_to_match(by)

    def action_back_out(self) -> None:
        """End the search, or else close."""
        if self.query_now is not None:
            self._end_search()
        else:
            self.action_close()

    def forget_matches(self) -> None:
        """Note that the rows have changed."""
        self._pages, self._matches = None, None
        if self.query_now is not None:
            self._answer()

    def end_typing(self) -> None:
        """Give the keys back to the box; the search stays."""
        if self._is_typing:
            self._is_typing = False
            if self.active:
                self.set_focus(self.active)
            if self.query_now is None:
                self._end_search()
            else:
                self._answer()

    def _leave(self) -> None:
        """Give the keys back to the box, where the search began, without a search."""
        self._look_for(None)
        self.end_typing()
        self.go_home()

    def _end_search(self) -> None:
        self._look_for(None)
        self.prompt.display = False

    def _look_for(self, query: Query | None) -> None:
        self.query_now, self._matches, self._current = query, None, None
        for box in self.listings:
            if isinstance(box, Page):
                box.highlight(query)

    @property
    def matches(self) -> list[Match]:
        """The rows with a match, in order."""
        query = self.query_now
        if query is None:
            return []
        if self._pages is None:
            self._pages = self.pages()
        if self._matches is None:
            self._matches = [
                Match(page, number)
                for page, rows in enumerate(self._pages)
                for number, row in enumerate(rows)
                if is_found(query, text_of_line(row.line))
            ]
        return self._matches

    def _go_to_match(self, by: int) -> None:
        """Go on by a match, round the ends; 0 is the match here, or else the next match."""
        matches, here = self.matches, self.here()
        if matches:
            after = [match for match in matches if match > here or (not by and match == here)]
            before = [match for match in matches if match < here]
            wanted = [*before[-1:], matches[-1]] if by < 0 else [*after[:1], matches[0]]
            self._current = wanted[0]
            self.reach(wanted[0])
        self._answer()

    def _answer(self) -> None:
        """Show the number of the match, and the number of matches, beside the text."""
        matches = self.matches
        hints = _TYPING_HINTS if self._is_typing else _FOUND_HINTS
        if not matches:
            self.prompt.reply("no match", "possible", hints[-1:])
            return
        is_here = self._current in matches
        words = f"{len(matches):,} matches" if len(matches) > 1 else "1 match"
        if is_here and self._current:
            words = f"{matches.index(self._current) + 1:,} of {len(matches):,}"
        self.prompt.reply(words, "here", hints)
