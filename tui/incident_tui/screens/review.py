"""The review screen: the timeline, and the state of every subject as of the cursor."""

import asyncio
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.getters import query_one
from textual.message import Message

from incident_tui.chronology.build import realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.lines import Bar, press_key
from incident_tui.keys import NAMED
from incident_tui.painting.screen import RowPaintedScreen
from incident_tui.panes.footer import KeyBar, Titles
from incident_tui.panes.header import Status, Title, Traffic
from incident_tui.panes.pane import Pane, pane_class
from incident_tui.placing.aligning import shifts_of
from incident_tui.review import intents
from incident_tui.review.commands import Align, Arrange, CloseAsk, OpenPane, ShowOver, Visit, Wish
from incident_tui.review.layout import PANES, TIMELINE, Layout, arranged, of_record
from incident_tui.review.review import Review, step
from incident_tui.screens.clicks import ClickChain
from incident_tui.screens.dialogs import dialog_of
from incident_tui.screens.prompting import Prompting
from incident_tui.screens.searching import Searching
from incident_tui.words.filters import search_words, toggled_words

ROOMY_COLUMN_PANES = 3
"""Panes with room for their full height, in a column of a wide screen."""


class ReviewScreen(RowPaintedScreen[None]):
    """Arranges the panes, holds the review and the layout, and carries out wishes."""

    AUTO_FOCUS = f"#{TIMELINE}"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide"), (160, "-broad")]
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall"), (48, "-high")]

    keys = query_one(KeyBar)

    class VisitWanted(Message):
        """Another record is to be opened, or the record before."""

        def __init__(self, command: Visit) -> None:
            super().__init__()
            self.command = command

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.pane_layout = Layout()
        """Where keys go, at once; Textual moves the focus a while later."""
        self.panes = {name: pane_class(name)(name) for name in PANES}
        self.columns = {name: Container(id=name, classes="column") for name in ("left", "right")}
        self.searching = Searching(self)
        self.prompting = Prompting(self)
        self.composed = asyncio.Event()
        """Set when the panes are made: keys may be typed before."""
        self._chain = ClickChain()
        self._has_mark = False
        """Whether the clicked pane had the keys before the click: its mark was shown."""
        self._visiting = False
        """Whether a record waits for Backspace."""
        self._paint_asked = False

    def compose(self) -> ComposeResult:
        """The lines above, two columns of panes, and the footer."""
        # Before the panes are mounted, so that Textual computes their styles once.
        self.pane_layout = self._layout_of_record()
        self._set_classes(self.pane_layout)
        yield Title()
        yield Traffic()
        yield Status()
        with Container(id="body"):
            with self.columns["left"]:
                timeline, *others = self._column("left")
                yield timeline
                yield Titles()
                yield from others
            with self.columns["right"]:
                yield from self._column("right")
        yield KeyBar()

    def _column(self, name: str) -> list[Pane]:
        return [pane for pane in self.panes.values() if name == pane.COLUMN]

    def on_mount(self) -> None:
        """Show the review."""
        self.composed.set()
        self._show_record()
        self.call_after_refresh(self.prompting.make)

    # What is shown.

    def look_at(self, review: Review, visiting: bool) -> None:
        """Show a review of a different record, from the start or as left before."""
        self.review, self._visiting = review, visiting
        self._show_record()
        self.searching.go_on()

    def act(self, intent: intents.Intent) -> None:
        """Carry out an intent; every pane is drawn once before the next frame."""
        review = step(self.review, intent)
        if review is self.review:
            return
        self.review = review
        if not self._paint_asked:
            self._paint_asked = True
            self.call_later(self._paint)

    def rearrange(self, command: Arrange) -> None:
        """Carry out a command, and show the panes of the new layout."""
        self._lay_out(arranged(self.pane_layout, command))

    def take_calls(self, chronology: Chronology) -> None:
        """Go on with more calls of the record, in searches too."""
        self.act(intents.TakeCalls(chronology))
        self.searching.go_on()

    @property
    def whole(self) -> bool:
        """Whether the panes exist: false at the start, and when the screen is closed."""
        return bool(self.query(Pane)) and bool(self.query(Status))

    @property
    def typing(self) -> bool:
        """Whether keys are letters of a text."""
        return bool(self.pane_layout.prompt)

    def count_calls(self, count: int | None) -> None:
        """Show the number of calls read; None once every call is read."""
        self.query_one(Status).count(count)

    def _show_record(self) -> None:
        self._lay_out(self._layout_of_record())
        self._paint()

    def _layout_of_record(self) -> Layout:
        empty = {name for name, pane in self.panes.items() if pane.has_nothing(self.review)}
        return of_record(self.pane_layout, frozenset(empty))

    def _lay_out(self, layout: Layout) -> None:
        """Show a layout: style classes, focus and prompt follow from the layout."""
        old, self.pane_layout = self.pane_layout, layout
        self._set_classes(layout)
        self.query_one(Titles).show(self.review, layout.opened)
        focused = self.panes[layout.focused]
        if layout.prompt:
            self.prompting.open_soon()
            return
        if old.prompt:
            self.prompting.close()
            self.set_focus(focused)
        focused.focus()  # later, when a pane that was closed is there

    def _set_classes(self, layout: Layout) -> None:
        """Give panes and columns the classes of a layout; the style sheet does the rest."""
        self.set_class(layout.is_zoomed, "-zoom")
        for name, pane in self.panes.items():
            pane.set_class(name in layout.empty, "-empty")
            pane.set_class(name == layout.opened, "-open")
            pane.set_class(name == layout.zoomed, "-zoomed")
        for side, column in self.columns.items():
            names = {pane.id for pane in self._column(side)}
            column.set_class(layout.opened in names, "-open")
            column.set_class(layout.zoomed in names, "-zoomed")
            column.set_class(len(names - layout.empty) > ROOMY_COLUMN_PANES, "-crowded")

    def _paint(self) -> None:
        self._paint_asked = False
        if not self.app.is_running:
            return  # it is being left
        for pane in self.panes.values():
            pane.show(self.review)
        self.query_one(Title).show(self.review)
        self.query_one(Traffic).show(self.review)
        self.query_one(Status).show(self.review)
        self.keys.show(self.review, self._visiting)
        self.query_one(Titles).show(self.review, self.pane_layout.opened)

    # What is wished for, by keys, by the mouse and by dialogs.

    def press(self, name: str) -> None:
        """Carry out the wish of a key of the table, as the focused pane understands the key."""
        wish = NAMED[name].wish
        self.keys.say("")
        self.searching.heed(wish)
        self.carry_out(self.panes[self.pane_layout.focused].means(self.pane_layout.means(wish)))

    def carry_out(self, *wishes: Wish | None) -> None:
        """Carry out wishes in order."""
        for wish in wishes:
            match wish:
                case intents.Intent():
                    before = self.review
                    self.act(wish)
                    self._follow(wish, before)
                case Arrange():
                    self.rearrange(wish)
                case ShowOver():
                    self.app.push_screen(dialog_of(wish, self.review), self._take_result)
                case Visit():
                    self.post_message(self.VisitWanted(wish))
                case Align():
                    self._align()

    def _take_result(self, wishes: tuple[Wish, ...] | None) -> None:
        self.carry_out(*(wishes or ()))

    def _follow(self, intent: intents.Intent, before: Review) -> None:
        """After a wish for hits: search on, or say why no hit is found. After a box: say what."""
        if isinstance(intent, intents.MoveHit) and not self.review.hits:
            self.searching.is_seeking = self.review.search is not None
            found = search_words(self.review) or "nothing is searched for"
            self.keys.say(f"{found}: / searches")
        elif isinstance(intent, intents.KeepMatches):
            self.searching.go_on()
        elif isinstance(intent, intents.ToggleAgency):
            self.keys.say(toggled_words(before, self.review, intent.agency))

    def _align(self) -> None:
        """Correct the clocks of sources with a known offset, or take the correction back."""
        chronology = self.review.chronology
        if not shifts_of(chronology.record):
            self.keys.say("no source of this record has a clock known to be off")
        elif not chronology.complete:
            self.keys.say("once all calls are read")
        else:
            self.keys.say("putting clocks right…")
            self.run_worker(partial(self._realign, chronology), thread=True, group="align")

    def _realign(self, chronology: Chronology) -> None:
        self.app.call_from_thread(self._realigned, chronology, realigned(chronology))

    def _realigned(self, before: Chronology, after: Chronology) -> None:
        if self.review.chronology is before:
            self.take_calls(after)
            words = "clocks of sources put right" if after.aligned else "clocks as they are written"
            self.keys.say(words)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A click moves the keys into a pane, and ends the typing beside the prompt.

        A change of focus does not: Textual reports it late, after keys may have moved on.
        """
        under, _ = self.get_widget_at(event.screen_x, event.screen_y)
        pane = next((one for one in under.ancestors_with_self if isinstance(one, Pane)), None)
        layout = self.pane_layout
        self._has_mark = pane is not None and pane.id == layout.focused and not layout.prompt
        if pane and pane.id:
            self.rearrange(OpenPane(pane.id))
        elif layout.prompt and not self.prompting.has_under(under):
            self.rearrange(CloseAsk())

    def on_click(self, event: events.Click) -> None:
        """A click on a pane selects a row, opens the row, or presses a key."""
        self.keys.say("")
        under, _ = self.get_widget_at(event.screen_x, event.screen_y)
        if not self._chain.began_here(event) or not isinstance(under, Pane):
            return
        number, key = under.hit(event, self._has_mark)
        if number is not None:
            self.carry_out(under.click(number))
        if key:
            press_key(self, key)

    def on_screen_resume(self) -> None:
        """A dialog was closed: a double click may have begun on the dialog."""
        self._chain = ClickChain()

    def on_traffic_moment_chosen(self, message: Traffic.MomentChosen) -> None:
        """A click on the strip: go to the time."""
        self.act(intents.GoToMoment(message.moment))

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        """A click on the name of a key: the same as the key."""
        self.press(message.key)

    def on_input_changed(self) -> None:
        """A text was pasted."""
        self.prompting.text_changed()
