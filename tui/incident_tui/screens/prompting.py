"""The text of the prompt: a search from letter to letter, or a time to go to."""

import asyncio
from typing import TYPE_CHECKING

from textual import events
from textual.widget import Widget
from textual.worker import Worker

from incident_tui.drawing.hints import Hint
from incident_tui.keymap import keymap
from incident_tui.record.time_value import TimeSyntaxError
from incident_tui.review import intents
from incident_tui.review.commands import NAME, NOTE, SEARCH, TIME, CloseAsk
from incident_tui.review.search import PatternError, query_of
from incident_tui.words.filters import SEARCH_ADVICE, search_words

if TYPE_CHECKING:
    from incident_tui.panes.prompt import Prompt
    from incident_tui.screens.review import ReviewScreen

_HINTS = {
    SEARCH: (Hint("↓/↑", "hit"), Hint("Enter", "stay"), Hint("Esc", "back")),
    TIME: (Hint("Enter", "go"), Hint("Esc", "back")),
    NAME: (Hint("Enter", "save"), Hint("Esc", "back")),
    NOTE: (Hint("Enter", "keep"), Hint("Esc", "back")),
}


class Prompting:
    """Takes the keys while the layout has a prompt open, and answers beside the text."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._prompt: Prompt | None = None
        """None until the first screen is painted."""
        self._made = asyncio.Event()

    @property
    def is_search(self) -> bool:
        """Whether the text is a search."""
        return self._screen.pane_layout.prompt == SEARCH

    async def make(self) -> None:
        """Make the prompt, after the first frame."""
        from incident_tui.panes.prompt import Prompt

        if not (self._screen.app.is_running and self._screen.is_attached):
            return  # the app was left at once
        self._prompt = Prompt()
        await self._screen.mount(self._prompt)
        self._made.set()

    def open_soon(self) -> None:
        """Open the prompt, from the entry under the cursor, as soon as the prompt is made."""
        self._screen.searching.begin()
        _: Worker[None] = self._screen.run_worker(self._open, group="prompt", exclusive=True)

    async def _open(self) -> None:
        await self._made.wait()
        if self._prompt and not self._prompt.display and (what := self._screen.pane_layout.prompt):
            self._screen.keys.display = False
            text = self._screen.noting.draft if what == NOTE else ""
            hints = _HINTS[what] if what == NOTE else _HINTS[what][-1:]
            self._prompt.open(what, self._advice(), hints, text)

    def _advice(self) -> str:
        """The forms of a text."""
        if self.is_search:
            return SEARCH_ADVICE
        if self._screen.pane_layout.prompt == NAME:
            return "a name for these filters"
        if self._screen.pane_layout.prompt == NOTE:
            return self._screen.noting.subject_words
        from incident_tui.words.typed_times import hint_words  # the first screen does not wait

        return hint_words(self._screen.review)

    def has_under(self, widget: Widget) -> bool:
        """Whether a widget is a part of the prompt."""
        return self._prompt in widget.ancestors_with_self

    def close(self) -> None:
        """Give the last line back to the keys."""
        if self._prompt:
            self._prompt.display = False
        self._screen.keys.display = True

    async def take(self, event: events.Key) -> bool:
        """Take a key into the text; False for a key without a use in a text."""
        await self._open()
        prompt = self._prompt
        if prompt is None:
            return False
        if event.key == "enter":
            self._enter(prompt)
        elif event.key == "escape":
            self._leave()
        elif event.key in ("up", "down") and self.is_search:
            self._move_hit(1 if event.key == "down" else -1)
        elif not await prompt.take(event):
            return False
        else:
            self.text_changed()
        return True

    def text_changed(self) -> None:
        """Search for the text, if the text is a search."""
        if self.is_search and self._prompt:
            self._look_for(self._prompt)

    def answer(self) -> None:
        """Show the number of hits beside a search."""
        review = self._screen.review
        if self.is_search and self._prompt and review.search:
            words, hints = search_words(review), _HINTS[SEARCH]
            if review.search.query.regex:
                words = f"regular expression: {words}" if words else words
            if review.hits:
                self._prompt.reply(words, "here", hints)
            else:
                self._prompt.reply(words, "possible", hints[-1:])

    def _move_hit(self, by: int) -> None:
        self._screen.searching.find_at_once()
        self._screen.searching.is_seeking = False
        self._screen.act(intents.MoveHit(by))
        self.answer()

    def _look_for(self, prompt: "Prompt") -> None:
        try:
            query = query_of(prompt.text)
        except PatternError as error:
            prompt.reply(str(error), "possible")
            return
        search = self._screen.review.search
        if query == (search.query if search else None):
            return
        self._screen.searching.find(query)
        if query is None:
            prompt.reply(SEARCH_ADVICE, "dim", _HINTS[SEARCH][-1:])
        self._screen.searching.go_on()

    def _enter(self, prompt: "Prompt") -> None:
        """The search stays; or the cursor goes to the time."""
        if self.is_search:
            self._screen.searching.find_at_once()
            self._screen.rearrange(CloseAsk())
            return
        if self._screen.pane_layout.prompt == NAME:
            self._save_filters(prompt)
            return
        if self._screen.pane_layout.prompt == NOTE:
            self._keep_note(prompt)
            return
        from incident_tui.words.arrival import arrival_words
        from incident_tui.words.typed_times import typed_from_cursor

        try:
            wanted = typed_from_cursor(self._screen.review, prompt.text)
        except TimeSyntaxError as error:
            prompt.reply(str(error), "possible")
            return
        self._screen.rearrange(CloseAsk())
        self._screen.act(intents.GoToMoment(wanted.last))
        self._screen.say(arrival_words(self._screen.review, prompt.text, wanted))

    def _save_filters(self, prompt: "Prompt") -> None:
        """Save the filters of the review under the typed name."""
        from incident_tui.review.saved_filters import SavedFiltersError, save_filters

        review, name = self._screen.review, prompt.text.strip()
        try:
            save_filters(review.chronology.record.incident.id, name, review.filters)
        except SavedFiltersError as error:
            prompt.reply(str(error), "possible", _HINTS[NAME][-1:])
            return
        self._screen.rearrange(CloseAsk())
        key = keymap().firsts["saved_filters"]
        self._screen.say(f"saved as {name}: {key} shows the filters saved for this record")

    def _keep_note(self, prompt: "Prompt") -> None:
        """Write the note to the log; a text that cannot be written stays in the prompt."""
        fault = self._screen.noting.keep(prompt.text)
        if fault:
            prompt.reply("not kept", "possible", _HINTS[NOTE][-1:])
            self._screen.say(fault)
            return
        self._screen.rearrange(CloseAsk())
        self._screen.say(self._screen.noting.kept_words)

    def _leave(self) -> None:
        """Back to where the prompt was opened, without a search; the text of a note is no loss."""
        if self.is_search:
            self._screen.searching.find(None)
        words = ""
        if self._screen.pane_layout.prompt == NOTE and self._prompt:
            words = self._screen.noting.put_aside(self._prompt.text)
        self._screen.rearrange(CloseAsk())
        self._screen.say(words)
