"""The review screen: the timeline and the state of everything as of its cursor."""

import asyncio
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.getters import query_one
from textual.message import Message
from textual.widget import Widget

from incident_tui.chronology.build import realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.lines import Bar, Lines, Listing
from incident_tui.keys import NAMED
from incident_tui.painting.screen import RowPaintedScreen
from incident_tui.panes.agencies import Agencies
from incident_tui.panes.casualties import Casualties
from incident_tui.panes.detail import Detail
from incident_tui.panes.footer import STACKED, KeyBar, Titles
from incident_tui.panes.header import Status, Title, Traffic
from incident_tui.panes.related import RelatedIncidents
from incident_tui.panes.timeline import Timeline
from incident_tui.placing.aligning import shifts_of
from incident_tui.record.time_value import TimeSyntaxError
from incident_tui.review import intents
from incident_tui.review.goto import HINT, moments_of
from incident_tui.review.library import folder_of, same_record
from incident_tui.review.review import Review, step
from incident_tui.review.search import PatternError, Search, query_of
from incident_tui.screens.picker import AgencyPicker, Picked
from incident_tui.screens.problems import ProblemList
from incident_tui.words.arrival import arrival_words
from incident_tui.words.filters import search_words

if TYPE_CHECKING:
    from incident_tui.panes.prompt import Prompt

PANES = ("timeline", *STACKED)
SEARCH, TIME = "search", "go to"
"""What is typed into the prompt."""
_HINTS = {SEARCH: "// for a regular expression", TIME: HINT}
_KEYS = {SEARCH: ("↓/↑ hit", "Enter stay", "Esc back"), TIME: ("Enter go", "Esc back")}

_SLICE = 0.004
"""Seconds that a search goes on before keys have their turn."""
_NEWS = 0.1
"""Seconds between what is shown of a search that goes on."""
_AT_ONCE = 0.05
"""Seconds that keys wait for the first hit when they ask for it."""


class ReviewScreen(RowPaintedScreen[None]):
    """Arranges the panes, holds the review, and shows each new one in all of them."""

    AUTO_FOCUS = "#timeline"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall"), (48, "-high")]

    timeline = query_one("#timeline", Timeline)
    detail = query_one("#detail", Detail)
    casualties = query_one("#casualties", Casualties)
    agencies = query_one("#agencies", Agencies)
    related = query_one("#related", RelatedIncidents)

    class RecordWanted(Message):
        """A related incident's own record is to be opened."""

        def __init__(self, path: str) -> None:
            super().__init__()
            self.path = path
            """As it stands in the record."""

    class RecordChosen(Message):
        """A record of the library is to be opened."""

        def __init__(self, path: Path) -> None:
            super().__init__()
            self.path = path

    class BackWanted(Message):
        """The record before is to be shown again."""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self._visiting = False
        """Whether there is a record to come back to."""
        self._opened = "detail"
        """The pane that is open where there is room for one beside the timeline."""
        self._paint_asked = False
        self._keys_in = "timeline"
        """The pane that keys are meant for, at once; Textual moves the focus a while later."""
        self._prompt: Prompt | None = None
        """There once the first screen is painted."""
        self._prompt_made = asyncio.Event()
        self.composed = asyncio.Event()
        """Set when there are panes: keys may be typed before."""
        self._typing = ""
        """What the prompt is open for; "" if it is closed."""
        self._typed_from = ""
        """The id of the entry that the cursor was on when it was opened."""
        self._seeking = False
        """Whether the cursor is to go to the first hit that comes."""

    def compose(self) -> ComposeResult:
        """The lines above, two columns of panes, and the footer."""
        yield Title()
        yield Traffic()
        yield Status()
        with Container(id="body"):
            with Container(id="left", classes="column"):
                yield Timeline()
                yield Titles()
                yield Detail()
            with Container(id="right", classes="column"):
                yield Casualties()
                yield Agencies()
                yield RelatedIncidents()
        yield KeyBar()

    def on_mount(self) -> None:
        """Show the review."""
        self.composed.set()
        self._paint()
        self.call_after_refresh(self._make_prompt)

    def look_at(self, review: Review, visiting: bool) -> None:
        """Show another review whole: another record, or one as it was left."""
        self.review, self._visiting = review, visiting
        self._paint()
        self._search_on()
        self._keys_in = "timeline"
        self.timeline.focus()

    def act(self, intent: intents.Intent) -> None:
        """Carry out a wish and show what came of it, all panes at once before the next frame."""
        review = step(self.review, intent)
        if review is self.review:
            return
        self.review = review
        if not self._paint_asked:
            self._paint_asked = True
            self.call_later(self._paint)

    def take_calls(self, chronology: Chronology) -> None:
        """Go on with more of the record's calls, in searches too."""
        self.act(intents.TakeCalls(chronology))
        self._search_on()

    @property
    def whole(self) -> bool:
        """Whether its panes are there: not before they are made, nor while it is being left."""
        return bool(self.query(Timeline)) and bool(self.query(Status))

    def count_calls(self, count: int | None) -> None:
        """Say how many calls are read; None when all are."""
        self.query_one(Status).count(count)

    def _paint(self) -> None:
        self._paint_asked = False
        if not self.app.is_running:
            return  # it is being left
        self.timeline.show(self.review)
        for pane in (self.detail, self.casualties, self.agencies, self.related):
            pane.show(self.review)
        self.query_one(Title).show(self.review)
        self.query_one(Traffic).show(self.review)
        self.query_one(Status).show(self.review)
        self.query_one(KeyBar).show(self.review, self._visiting)
        self.query_one(Titles).show(self.review, self._opened)

    # What keys mean depends on the pane they are pressed in.

    def press(self, name: str) -> None:
        """Do what a key of the table stands for."""
        key = NAMED[name]
        self.query_one(KeyBar).say("")
        self._seeking &= name in ("next_hit", "previous_hit", "keep")
        pane = self.query_one(f"#{self._keys_in}")
        if isinstance(pane, Listing) and self._move_in(pane, key.intent, name):
            return
        if name == "clear" and self.has_class("-zoom"):
            self._zoom(None)
        elif key.intent is not None:
            self.act(key.intent)
            if name in ("next_hit", "previous_hit") and not self.review.hits:
                self._seeking = self.review.search is not None
                found = search_words(self.review) or "nothing is searched for"
                self.query_one(KeyBar).say(f"{found}: / searches")
            if name == "keep":
                self._search_on()
        elif name in ("page_down", "page_up"):
            page = self.timeline.page
            self.act(intents.Move(page if name == "page_down" else -page))
        elif name.startswith("pane_"):
            self._go_to(PANES[int(name.removeprefix("pane_")) - 1])
        elif name in ("next_pane", "previous_pane"):
            self._next_pane(1 if name == "next_pane" else -1)
        elif name == "zoom":
            self._zoom(None if self.has_class("-zoom") else pane)
        elif name == "toggle" and pane is self.agencies and self.agencies.key:
            self.act(intents.ToggleAgency(self.agencies.key))
        elif name == "open":
            self._enter(pane)
        elif name == "back":
            self.post_message(self.BackWanted())
        elif name == "search":
            self._type(SEARCH)
        elif name == "go_to":
            self._type(TIME)
        elif name == "agencies":
            self.app.push_screen(AgencyPicker(self.review), self._picked)
        elif name == "align":
            self._align()
        elif name == "library":
            self.show_library(folder_of(self.review.chronology.path))
        elif name == "sources" and pane is self.agencies and self.agencies.key:
            self._show_board("agency", self.agencies.key)
        elif name == "sources" and pane is self.casualties and self.casualties.key:
            self._show_board("casualty", self.casualties.key)
        elif key.group == "boards":
            self._show_board(name)
        elif name == "problems":
            self.app.push_screen(ProblemList(self.review))
        elif name == "help":
            self._show_help()

    def _move_in(self, pane: Listing, intent: intents.Intent | None, name: str) -> bool:
        """Move inside a pane other than the timeline; False when the key is no move."""
        page = max(pane.scrollable_content_region.height - 1, 1)
        match intent, name:
            case intents.Move(by), _:
                pane.move(by)
            case intents.First(), _:
                pane.move(-len(pane.rows))
            case intents.Last(), _:
                pane.move(len(pane.rows))
            case None, "page_down":
                pane.move(page)
            case None, "page_up":
                pane.move(-page)
            case _:
                return False
        return True

    def _enter(self, pane: Widget | None) -> None:
        if pane is self.agencies and self.agencies.key:
            self.act(intents.OnlyAgency(self.agencies.key))
        elif pane is self.casualties and self.casualties.key:
            self._show_board("casualty", self.casualties.key)
        elif pane is self.related:
            self._open_related(self.related.key)
        elif pane is self.timeline:
            self._go_to("detail")

    def _open_related(self, identifier: str) -> None:
        for one in self.review.chronology.record.related:
            if one.id == identifier and one.record:
                self.post_message(self.RecordWanted(one.record))
            elif one.id == identifier:
                self.notify("This incident has no record of its own.", markup=False)

    def _align(self) -> None:
        """Put right the clocks of sources that are known to be off, or leave them as they are."""
        chronology = self.review.chronology
        if not shifts_of(chronology.record):
            self.query_one(KeyBar).say("no source of this record has a clock known to be off")
        elif not chronology.complete:
            self.query_one(KeyBar).say("once all calls are read")
        else:
            self.query_one(KeyBar).say("putting clocks right…")
            self.run_worker(partial(self._realign, chronology), thread=True, group="align")

    def _realign(self, chronology: Chronology) -> None:
        self.app.call_from_thread(self._realigned, chronology, realigned(chronology))

    def _realigned(self, before: Chronology, after: Chronology) -> None:
        if self.review.chronology is before:
            self.take_calls(after)
            words = "clocks of sources put right" if after.aligned else "clocks as they are written"
            self.query_one(KeyBar).say(words)

    def show_library(self, folder: Path) -> None:
        """Show the records of a folder, to open one of them."""
        from incident_tui.screens.library import Library  # the first screen need not wait for it

        library = Library(folder, self.review.chronology.path)
        self.app.push_screen(library, self._record_chosen)

    def _record_chosen(self, path: str | None) -> None:
        if path and not same_record(Path(path), self.review.chronology.path):
            self.post_message(self.RecordChosen(Path(path)))

    def _show_help(self) -> None:
        from incident_tui.screens.help import Help

        self.app.push_screen(Help())

    def _show_board(self, name: str, subject: str = "") -> None:
        from incident_tui.screens.board import Board  # nor for the boards

        self.app.push_screen(Board(self.review, name, subject), self._chosen)

    def _chosen(self, key: str | None) -> None:
        """Go where a row of a board leads."""
        from incident_tui.boards.lines import ONLY_SOURCE, TO_ENTRY

        if key and key.startswith(ONLY_SOURCE):
            self.act(intents.OnlySource(key.removeprefix(ONLY_SOURCE)))
        elif key and key.startswith(TO_ENTRY):
            self._go_to("timeline")
            self.act(intents.GoTo(key.removeprefix(TO_ENTRY)))

    def _picked(self, agencies: Picked) -> None:
        if not isinstance(agencies, bool):
            self.act(intents.ShowAgencies(agencies))

    # The prompt: a search as it is typed, or a time to go to.

    async def _make_prompt(self) -> None:
        from incident_tui.panes.prompt import Prompt  # after the first screen: it waits for nobody

        if not (self.app.is_running and self.is_attached):
            return  # the app was left at once
        self._prompt = Prompt()
        await self.mount(self._prompt)
        self._prompt_made.set()

    @property
    def typing(self) -> bool:
        """Whether keys are letters of a text."""
        return bool(self._typing)

    def _type(self, what: str) -> None:
        """Have keys typed into the prompt, from the next one on."""
        self._typing, self._typed_from = what, self.review.entry_id
        self._open_prompt_soon()

    @work(group="prompt", exclusive=True)
    async def _open_prompt_soon(self) -> None:
        await self._open_prompt()

    async def _open_prompt(self) -> None:
        await self._prompt_made.wait()
        if self._prompt and not self._prompt.display and (what := self._typing):
            self.query_one(KeyBar).display = False
            self._prompt.open(what, _HINTS[what], _KEYS[what][-1:])

    async def take_key(self, event: events.Key) -> bool:
        """Take a key into what is typed; False if it is none of a text."""
        await self._open_prompt()
        prompt = self._prompt
        if prompt is None:
            return False
        if event.key == "enter":
            self._entered(prompt)
        elif event.key == "escape":
            self._leave()
        elif event.key in ("up", "down") and self._typing == SEARCH:
            self._search_at_once()
            self._seeking = False
            self.act(intents.MoveHit(1 if event.key == "down" else -1))
            self._answer()
        elif not await prompt.take(event):
            return False
        elif self._typing == SEARCH:
            self._look_for(prompt)
        return True

    def on_input_changed(self) -> None:
        """A text was pasted."""
        if self._typing == SEARCH and self._prompt:
            self._look_for(self._prompt)

    def _look_for(self, prompt: "Prompt") -> None:
        """Search for what is typed by now."""
        try:
            query = query_of(prompt.text)
        except PatternError as error:
            prompt.reply(str(error), "possible")
            return
        if query == (self.review.search.query if self.review.search else None):
            return
        self._seeking = query is not None
        self.act(intents.Find(query))
        if query is None:
            prompt.reply(_HINTS[SEARCH], "dim", _KEYS[SEARCH][-1:])
            self.act(intents.GoTo(self._typed_from))
        self._search_on()

    def _entered(self, prompt: "Prompt") -> None:
        """The search stays; or the cursor goes to the time."""
        if self._typing == SEARCH:
            self._search_at_once()
            self._close_prompt()
            return
        try:
            wanted = moments_of(self.review, prompt.text)
        except TimeSyntaxError as error:
            prompt.reply(str(error), "possible")
            return
        self._close_prompt()
        self.act(intents.GoToMoment(wanted[1]))
        self.query_one(KeyBar).say(arrival_words(self.review, wanted))

    def _leave(self) -> None:
        """Back to where the prompt was opened, without a search."""
        if self._typing == SEARCH:
            self._seeking = False
            self.act(intents.Find(None))
            self.act(intents.GoTo(self._typed_from))
        self._close_prompt()

    def _close_prompt(self) -> None:
        self._typing = ""
        if self._prompt:
            self._prompt.display = False
        self.query_one(KeyBar).display = True
        self.set_focus(self.query_one(f"#{self._keys_in}"))

    def _search_on(self) -> None:
        """Search what is to be searched, from now on; what was under way is given up."""
        if self.review.to_search:
            self._search()
        else:
            self._found_all()

    def _search_at_once(self) -> None:
        """Have a hit, if there is one near, for the next key: it may have been typed already."""
        matches = self.review.to_search
        if not (matches and self._seeking):
            return
        search, began = Search(self.review.chronology, matches, self.review.cursor), perf_counter()
        for found in search:
            if found or perf_counter() - began > _AT_ONCE:
                break
        self._tell_of(search)
        self._search_on()

    @work(group="search", exclusive=True)
    async def _search(self) -> None:
        """Go through the words in slices; tell of the first hit at once, of others now and then."""
        while matches := self.review.to_search:
            search = Search(self.review.chronology, matches, self.review.cursor)
            began = told = perf_counter()
            for found in search:
                now = perf_counter()
                if (found and not matches.positions) or now - told > _NEWS:
                    told = perf_counter()
                    self._tell_of(search)
                    matches = self.review.search or matches
                if now - began > _SLICE:
                    await asyncio.sleep(0)
                    began = perf_counter()
            self._tell_of(search)
        self._found_all()

    def _tell_of(self, search: Search) -> None:
        self.act(intents.TakeFound(search.query, tuple(search.found), search.fault))
        if self._seeking and self.review.hits:
            self.act(intents.SeekHit(self._typed_from))
            self._seeking = self._typing == SEARCH
        self._answer()

    def _found_all(self) -> None:
        if self._seeking and not self.review.hits:
            self.act(intents.SeekHit(self._typed_from))
        self._seeking = False
        self._answer()

    def _answer(self) -> None:
        """Say beside what is typed how much of it is found."""
        if self._typing == SEARCH and self._prompt and self.review.search:
            words, keys = search_words(self.review), _KEYS[SEARCH]
            if self.review.hits:
                self._prompt.reply(words, "here", keys)
            else:
                self._prompt.reply(words, "possible", keys[-1:])

    # Where the keys go, and what is open.

    def _go_to(self, pane: str) -> None:
        """Put the keys into a pane, opening it where it is closed."""
        if self.has_class("-zoom"):
            self._zoom(self.query_one(f"#{pane}"))
        if self._typing:
            self._close_prompt()
        if pane != "timeline":
            self._open(pane)
        self._keys_in = pane
        self.query_one(f"#{pane}").focus()

    def _next_pane(self, by: int) -> None:
        self._go_to(PANES[(PANES.index(self._keys_in) + by) % len(PANES)])

    def _open(self, pane: str) -> None:
        self._opened = pane
        for name in STACKED:
            self.query_one(f"#{name}").set_class(name == pane, "-open")
        self.query_one("#right").set_class(pane != "detail", "-open")
        self.query_one(Titles).show(self.review, pane)

    def _zoom(self, pane: Widget | None) -> None:
        """One pane over the whole screen; None for all of them again."""
        self.set_class(pane is not None, "-zoom")
        for name in PANES:
            widget = self.query_one(f"#{name}")
            widget.set_class(widget is pane, "-zoomed")
        for column in self.query(".column"):
            column.set_class(pane is not None and pane in column.query("*"), "-zoomed")

    # The mouse.

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click puts the keys into a pane.

        That the focus has moved does not: this is told late, when keys may have moved it again.
        """
        under, _ = self.get_widget_at(event.screen_x, event.screen_y)
        for one in under.ancestors_with_self:
            if one.id in PANES:
                self._keys_in = one.id
                if one.id != "timeline":
                    self._open(one.id)
                if self._typing:
                    self._close_prompt()

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A click on a row: go there; on an agency's box, filter; on a related one, open it."""
        lines, number = message.lines, message.number
        if isinstance(lines, Timeline):
            position = lines.position_of(number)
            if position is not None:
                self.act(intents.GoToPosition(position))
        elif isinstance(lines, Listing) and number < len(lines.rows) and lines.rows[number].key:
            again = lines.selected == number
            lines.select(number)
            if isinstance(lines, Agencies):
                self.act(intents.ToggleAgency(lines.key))
            elif again:
                self._enter(lines)

    def on_traffic_moment_chosen(self, message: Traffic.MomentChosen) -> None:
        """A click on the strip: go to that time."""
        self.act(intents.GoToMoment(message.moment))

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        """A click on a key's name: as if it were pressed."""
        self.press(message.key)
