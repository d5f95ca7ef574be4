"""The review screen: the timeline, and the state of every subject as of the cursor."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Container
from textual.getters import query_one
from textual.message import Message

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.lines import Bar, press_key
from incident_tui.keymap import keymap
from incident_tui.keys import NAMED
from incident_tui.listening.clock import LONGEST_GAP_S
from incident_tui.painting.screen import RowPaintedScreen
from incident_tui.panes.footer import KeyBar, Notice
from incident_tui.panes.header import Title
from incident_tui.panes.pane import Pane
from incident_tui.panes.status import Status
from incident_tui.panes.strip import Traffic
from incident_tui.review import intents
from incident_tui.review.commands import (
    Align,
    Arrange,
    Bookmark,
    CloseAsk,
    Copy,
    DeleteNote,
    EndSound,
    Export,
    Follow,
    LeaveOverview,
    Listen,
    OpenPane,
    PauseSound,
    Press,
    SameMoment,
    SaveScreenshot,
    Say,
    ScrollDetail,
    ShowBoard,
    ShowExports,
    ShowLanes,
    ShowOver,
    Travel,
    Visit,
    Wish,
    WriteNote,
    WriteObservation,
    WriteWords,
)
from incident_tui.review.history import JUMPS, History, Place
from incident_tui.review.layout import (
    DETAIL,
    HEIGHT_CLASSES,
    TIMELINE,
    WIDTH_CLASSES,
    Layout,
    OverviewReason,
    arranged,
    number_of,
    of_record,
    with_overview,
)
from incident_tui.review.memory import awaits
from incident_tui.review.review import Review, as_a_whole, step
from incident_tui.screens.aligning import Aligning
from incident_tui.screens.clicks import ClickChain
from incident_tui.screens.dialogs import dialog_of
from incident_tui.screens.listening import SOUND_KEYS, Listening
from incident_tui.screens.noting import Noting, PlaceOfNotes
from incident_tui.screens.overview import Overview, leaves
from incident_tui.screens.prompting import Prompting
from incident_tui.screens.rereading import Rereading
from incident_tui.screens.searching import Searching
from incident_tui.screens.taking import Taking
from incident_tui.words.filters import search_words, toggled_words
from incident_tui.words.recordings import recordings_words
from incident_tui.words.speakers import stay_words

if TYPE_CHECKING:
    from incident_tui.screens.board_view import Places
    from incident_tui.screens.columns import Columns
    from incident_tui.screens.dialog import OverReview


_ARRIVALS = (intents.TakeCalls, intents.TakeFound, intents.TakeRecord)
"""The intents by which an entry that is waited for may come."""
_LEAVE_PLACE = (
    intents.SwitchClock,
    intents.NextTimes,
    intents.SetMark,
    intents.BeginPair,
    intents.TakeNotes,
    intents.TakeFaults,
)
"""The intents that leave the cursor, and the entries shown, alone."""


def _end_words(intent: intents.Intent) -> str:
    """Why a step led nowhere; "" for an intent that is no step."""
    match intent:
        case intents.Move(by):
            sought = "entry"
        case intents.MoveRadio(by):
            sought = "radio call"
        case intents.MoveToChange(by):
            sought = "change of state"
        case intents.MoveMinutes(by):
            return f"no entry at {'a later' if by > 0 else 'an earlier'} minute"
        case _:
            return ""
    return f"no {sought} {'after' if by > 0 else 'before'} this"


class ReviewScreen(RowPaintedScreen[None]):
    """Arranges the panes, holds the review and the layout, and carries out wishes."""

    AUTO_FOCUS = f"#{TIMELINE}"
    BINDINGS = [
        Binding(key, f"sound('{key}')", show=False, system=True, priority=True)
        for key in SOUND_KEYS
    ]
    HORIZONTAL_BREAKPOINTS = WIDTH_CLASSES
    VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

    keys = query_one(KeyBar)

    class VisitWanted(Message):
        """Another record is to be opened."""

        def __init__(self, command: Visit) -> None:
            super().__init__()
            self.command = command

    class RecordLeft(Message):
        """The reader went from a record to a different record."""

        def __init__(self, review: Review, entry: str) -> None:
            super().__init__()
            self.review = review
            self.entry = entry
            """The id of the entry to return to; "" for none."""

    def __init__(
        self,
        review: Review,
        opens_on_overview: bool = False,
        layout: Layout = Layout(),  # noqa: B008 - a frozen value
        awaited: str = "",
        place_of_notes: PlaceOfNotes | None = None,
        reviewer: str = "",
        longest_gap_s: float = LONGEST_GAP_S,
    ) -> None:
        """Make a screen.

        Args:
            opens_on_overview: whether the record opens on its overview, and not in the timeline.
            layout: the layout with the sizes of the panes.
            awaited: the id of an entry to go to as soon as it is shown; "" for none.
            place_of_notes: finds the log of the notes on a record; None for no notes.
            reviewer: the name of the author of notes; "" for the user's name at the system.
            longest_gap_s: seconds of waiting beyond which a replay skips a gap.
        """
        super().__init__()
        self.review = review
        self.pane_layout = layout
        """Where keys go, at once; Textual moves the focus a while later."""
        self._awaited = awaited
        self.columns: Columns | None = None
        """None until the panes are made."""
        self.overview = Overview()
        self._opens_on_overview = opens_on_overview
        self.searching = Searching(self)
        self.prompting = Prompting(self)
        self.noting = Noting(self, place_of_notes, reviewer)
        self.taking = Taking(self)
        self.aligning = Aligning(self)
        self.rereading = Rereading(self)
        self.listening = Listening(self, longest_gap_s=longest_gap_s)
        self.notice = Notice()
        """Mounted for the first notice: a start does without it."""
        self.composed = asyncio.Event()
        """Set when the panes are made: keys may be typed before."""
        self.dialogs: list[OverReview] = []
        """The dialogs over the review, the uppermost last; each is shown a changed review."""
        self._places: dict[str, Places] = {}
        """Where boards were left, by the path of the record."""
        self._chain = ClickChain()
        self._has_mark = False
        """Whether the clicked pane had the keys before the click: its mark was shown."""
        self._moved_keys = False
        """Whether the click before selected a row, and moved the keys into the pane of the row."""
        self.history = History()
        self._read_on: dict[int, Chronology] = {}
        """By `id` of a record, the chronology with most calls that was read."""
        self._place_left: Place | None = None
        """The board whose row is followed just now: Backspace leads back there."""
        self._jump: type[intents.Intent] | None = None
        """The kind of the last jump, while it goes on: hits, or a drag, are a single jump."""
        self._paint_asked = False

    def compose(self) -> ComposeResult:
        """The lines above, the columns of panes, and the footer."""
        if not self._opens_on_overview:
            self._make_columns()
        self._begin("opening" if self._opens_on_overview else "")
        yield Title()
        yield Traffic()
        yield Status()
        with Container(id="body"):
            yield self.overview
            if self.columns:
                yield self.columns
        yield KeyBar()

    def _make_columns(self) -> "Columns":
        """Make the panes in their columns."""
        from incident_tui.screens.columns import Columns  # the overview does not wait for them

        self.columns = Columns()
        return self.columns

    def _begin(self, overview: OverviewReason) -> None:
        """Give widgets their classes before the mount, so that Textual computes styles once."""
        self.pane_layout = self._layout_of_record(overview)
        self._set_classes(self.pane_layout)

    @property
    def panes(self) -> Mapping[str, Pane]:
        """The panes by name; none until they are made."""
        return self.columns.panes if self.columns else {}

    def on_mount(self) -> None:
        """Show the review; the overview does without the panes for its first frame."""
        if self.columns:
            self.composed.set()
        self.focused_pane.focus()
        if self.review.to_search:
            self.searching.go_on()
        self._paint()
        self.call_after_refresh(self._compose_rest)

    async def _compose_rest(self) -> None:
        """Mount what the first frame does without: the panes below the overview, and the prompt."""
        if not (self.app.is_running and self.is_attached):
            return  # the app was left at once
        if not self.columns:
            columns = self._make_columns()
            self._begin(self.pane_layout.overview)
            await self.query_one("#body").mount(columns)
            self.composed.set()
            self.focused_pane.focus()
            self._paint()
        await self.prompting.make()
        self.noting.begin()
        self.rereading.begin()

    def on_unmount(self) -> None:
        """Fall silent with the screen."""
        self.listening.close()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether a key is live: those of the sound while there is a sound."""
        if action == "sound":
            return self.listening.is_on and not self.typing and not self.dialogs
        return True

    def action_sound(self, name: str) -> None:
        """Carry out a command of the line of the sound."""
        self.carry_out(SOUND_KEYS[name])

    # What is shown.

    def visit(self, review: Review, overview: OverviewReason = "", awaited: str = "") -> None:
        """Show a review of a different record.

        Args:
            overview: why the overview lies over the panes; "" for the timeline.
            awaited: the id of an entry to go to as soon as it is shown; "" for none.
        """
        self.history = self.history.leaving(self._place)
        self._look_at(review, overview, awaited)

    def _look_at(self, review: Review, overview: OverviewReason, awaited: str = "") -> None:
        self.listening.carry_out(EndSound())  # of the record that is left
        self.post_message(self.RecordLeft(self.review, self.entry_to_return))
        self.review, self._awaited = review, awaited
        self._lay_out(self._layout_of_record(overview))
        self._paint()
        self.searching.go_on()

    @property
    def _place(self) -> Place:
        return Place(self.review, overview=self.pane_layout.overview)

    @property
    def entry_to_return(self) -> str:
        """The id of the entry to return to; "" while no step was made from the overview."""
        entries = self.review.chronology.entries
        if self.pane_layout.overview == "opening" or not entries:
            return ""
        return self._awaited or entries[self.review.cursor].id

    def take_calls_elsewhere(self, chronology: Chronology) -> None:
        """Keep more calls of a record, for when a reader returns to it."""
        self._read_on[id(chronology.record)] = chronology

    def travel(self, by: int) -> None:
        """Go back to the place before the last jump, or forward again."""
        history, here = self.history, self._place
        gone = history.gone_back(here) if by < 0 else history.gone_forward(here)
        if gone is None:
            self.say("no place before this" if by < 0 else "no place after this")
            return
        self.history, place = gone
        if place.is_of(self.review.chronology):
            self._return_to(place)
        else:
            self._look_at(self._read_since(place.review), place.overview)
        if place.over:
            self._open(place.over)

    def _read_since(self, review: Review) -> Review:
        """A review with the calls that were read while a reader was elsewhere."""
        newest = self._read_on.get(id(review.chronology.record))
        if review.chronology.complete or newest is None:
            return review
        return step(review, intents.TakeCalls(newest))

    def _return_to(self, place: Place) -> None:
        """Put the cursor on the entry of a place in the same record; filters stay if they can."""
        if self.pane_layout.overview != place.overview:
            self._lay_out(with_overview(self.pane_layout, place.overview))
        review = place.review
        self.return_to(review.chronology.entries[review.cursor].id, self.history)

    def return_to(self, entry: str, history: History) -> None:
        """Put the cursor on an entry, with the places that lay behind and ahead there."""
        self.history, self._jump = history, None
        self._show(step(self.review, intents.GoTo(entry)))

    def act(self, intent: intents.Intent) -> None:
        """Carry out an intent; every pane is drawn once before the next frame."""
        review = step(self.review, intent)
        if review.cursor != self.review.cursor and isinstance(intent, JUMPS):
            if self._jump is not type(intent):
                self.history = self.history.leaving(self._place_left or self._place)
            self._jump = type(intent)
        if self.pane_layout.overview and leaves(intent):
            self.rearrange(LeaveOverview())
        self._show(self._returned(intent, review))
        if isinstance(intent, intents.TakeNotes):
            self.aligning.follow_pairs()

    def _returned(self, intent: intents.Intent, review: Review) -> Review:
        """A review after an intent, at the entry that is waited for: until the reader moves."""
        if not self._awaited or isinstance(intent, _LEAVE_PLACE):
            return review
        if isinstance(intent, _ARRIVALS):
            review = step(review, intents.ReturnTo(self._awaited))
            if not awaits(review, self._awaited):
                self._awaited = ""
        else:
            self._awaited = ""
        return review

    def _show(self, review: Review) -> None:
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

    def take_record(self, intent: intents.TakeRecord) -> None:
        """Go on with the record as it is on the disk, in searches and panes too."""
        self.act(intent)
        self.history = self.history.reread(self.review)
        empty = self.columns.empty_panes(self.review) if self.columns else self.pane_layout.empty
        if empty != self.pane_layout.empty:
            self._lay_out(msgspec.structs.replace(self.pane_layout, empty=empty))
        self.searching.go_on()

    @property
    def whole(self) -> bool:
        """Whether the screen is composed, and not closed."""
        return bool(self.query(Pane)) and bool(self.query(Status))

    @property
    def typing(self) -> bool:
        """Whether keys are letters of a text."""
        return bool(self.pane_layout.prompt)

    def say(self, words: str) -> None:
        """Show a notice until the next key; "" for none."""
        if self.dialogs:
            self.dialogs[-1].say(words)
            return
        if words and not self.notice.is_attached:
            self.mount(self.notice, before=self.keys)
        self.notice.say(words)

    def count_calls(self, count: int | None) -> None:
        """Show the number of calls read; None once every call is read."""
        self.query_one(Status).count(count)

    def _layout_of_record(self, overview: OverviewReason) -> Layout:
        empty = self.columns.empty_panes(self.review) if self.columns else frozenset[str]()
        return of_record(self.pane_layout, empty, overview)

    def _lay_out(self, layout: Layout) -> None:
        """Show a layout: style classes, focus and prompt follow from the layout."""
        old, self.pane_layout = self.pane_layout, layout
        self._set_classes(layout)
        self._show_keys()
        focused = self.focused_pane
        if layout.prompt:
            if layout.prompt != old.prompt:
                self.prompting.open_soon()
            return
        if old.prompt:
            self.prompting.close()
            self.set_focus(focused)
        if layout.overview:
            self.overview.show(self.review)
        if bool(layout.overview) is not bool(old.overview):
            self._show_moment()
        self.call_after_refresh(self._show_keys)  # rows of a pane that was closed are there then
        focused.focus()  # later, when a pane that was closed is there

    @property
    def shown_review(self) -> Review:
        """The review as of the moment of the screen: under the overview, of the whole record."""
        return as_a_whole(self.review) if self.pane_layout.overview else self.review

    @property
    def focused_pane(self) -> Pane:
        """The pane that has the keys, or the overview."""
        layout = self.pane_layout
        return self.overview if layout.overview or not self.columns else self.panes[layout.focused]

    def _set_classes(self, layout: Layout) -> None:
        """Give the screen and its columns the classes of a layout, for the style sheet."""
        self.set_class(bool(layout.overview), "-overview")
        self.overview.is_opening = layout.overview == "opening"
        self.set_class(layout.is_zoomed, "-zoom")
        self.set_class(layout.focused != TIMELINE, "-below")
        if self.columns:
            self.columns.lay_out(layout, self.review)

    def on_resize(self) -> None:
        """Size the columns for the new size of the terminal."""
        if self.columns:
            self.columns.size_columns(self.pane_layout)

    def _paint(self) -> None:
        self._paint_asked = False
        if not self.app.is_running:
            return  # it is being left
        if not self._is_covered:
            self._paint_review()
        for dialog in self.dialogs:
            dialog.show(self.review)

    @property
    def _is_covered(self) -> bool:
        """Whether a dialog covers the whole screen, so that nothing below needs painting."""
        return any(dialog.COVERS_REVIEW for dialog in self.dialogs)

    def _paint_review(self) -> None:
        if self.columns:
            self.columns.show(self.review, self.pane_layout)
        if self.pane_layout.overview:
            self.overview.show(self.review)
        self.query_one(Title).show(self.review)
        self._show_moment()
        self._show_keys()

    def _show_moment(self) -> None:
        """Show the moment of the panes; no moment while the overview lies over them."""
        # On the clock of the known the overview is as of the cursor, too.
        is_whole = bool(self.pane_layout.overview) and self.review.clock is Clock.HAPPENED
        self.query_one(Traffic).show(self.review, is_whole)
        self.query_one(Status).show(self.review, is_whole)

    def _show_keys(self) -> None:
        """Show the keys of the focused pane in the footer."""
        is_made = bool(self.columns or self.pane_layout.overview)
        if not is_made or not self.focused_pane.is_attached or self._is_covered:
            return
        layout = self.pane_layout
        own = self.focused_pane.keys()
        leads_to_record = self.history.leads_to_record(self.review.chronology)
        self.keys.show(self.review, leads_to_record, layout.is_zoomed, own)

    # What is wished for, by keys, by the mouse and by dialogs.

    def press(self, name: str) -> None:
        """Carry out the wish of a key of the table, as the focused pane understands the key."""
        wish = NAMED[name].wish
        if name == "clear" and self.listening.is_on and not self.typing:
            wish = EndSound()
        elif name == "toggle":
            wish = self.toggle_wish or wish
        self.say("")
        self.searching.heed(wish)
        self.carry_out(self.focused_pane.means(self.pane_layout.means(wish)))

    @property
    def toggle_wish(self) -> Wish | None:
        """What Space stands for: in a pane without boxes, a pause of the sound that is heard."""
        meant = self.focused_pane.space()
        return PauseSound() if meant is None and self.listening.is_on else meant

    def carry_out(self, *wishes: Wish | None) -> None:
        """Carry out wishes in order."""
        for wish in wishes:
            if not isinstance(wish, intents.MoveHit):
                self._jump = None
            match wish:
                case intents.Intent():
                    before = self.review
                    self.act(wish)
                    self._follow(wish, before)
                case Arrange():
                    self.rearrange(wish)
                    self._scroll(wish)
                case ShowOver():
                    self._open(wish)
                case Travel(by):
                    self.travel(by)
                case Visit():
                    self.post_message(self.VisitWanted(wish))
                case Align():
                    self.aligning.switch()
                case Bookmark() | WriteNote() | WriteObservation() | WriteWords():
                    self.noting.carry_out(wish)
                case DeleteNote() | SameMoment():
                    self.noting.carry_out(wish)
                case Listen():
                    self.listening.carry_out(wish)
                case Copy() | Export() | SaveScreenshot():
                    self.taking.carry_out(wish)
                case Say(words):
                    self.say(words)
                case Press(key):
                    self.press(key)
        self._show_keys()

    @property
    def _places_of_record(self) -> "Places":
        return self._places.setdefault(self.review.chronology.path, {})

    def _open(self, command: ShowOver) -> None:
        """Show a dialog over the review until it is closed; its wishes are carried out then."""
        review = self.shown_review if isinstance(command, ShowExports) else self.review
        self.lay_over(dialog_of(command, review, self._places_of_record), command)

    def lay_over(self, dialog: "OverReview", command: ShowOver | None = None) -> None:
        """Show a dialog or a form over the review until it is closed.

        Args:
            command: which the dialog was made for; None for a form.
        """
        self.dialogs.append(dialog)
        self.cells.is_covered = self._is_covered
        self.app.push_screen(dialog, partial(self._take_result, command, dialog))

    def _take_result(
        self, command: ShowOver | None, dialog: "OverReview", wishes: tuple[Wish, ...] | None
    ) -> None:
        self.dialogs.remove(dialog)
        if dialog.SHOWS_SOUND:
            self.listening.let_go()
        if dialog.COVERS_REVIEW:
            self.cells.is_covered = self._is_covered
            self._paint()
            self.refresh()
        is_board = isinstance(command, ShowBoard | ShowLanes | Follow)
        over = command if is_board else None
        self._place_left = msgspec.structs.replace(self._place, over=over)
        self.carry_out(*(wishes or ()))
        self._place_left = None

    def _follow(self, intent: intents.Intent, before: Review) -> None:
        """After a wish for hits: search on, or say why no hit is found. After a box: say what.

        After a wish for an entry of the same unit: say why there is none.
        """
        if isinstance(intent, intents.MoveHit) and not self.review.hits:
            self.searching.is_seeking = self.review.search is not None
            found = search_words(self.review) or "nothing is searched for"
            self.say(f"{found}: {keymap().firsts['search']} searches")
        elif isinstance(intent, intents.MoveSame):
            if self.review is before:
                self.say(stay_words(self.review, intent.by))
        elif isinstance(intent, intents.EveryRecording):
            self.say(recordings_words(before, self.review))
        elif self.review is before and self.review.shown and (words := _end_words(intent)):
            self.say(words)
        elif isinstance(intent, intents.KeepMatches):
            self.searching.go_on()
        elif isinstance(intent, intents.ToggleAgency):
            self.say(toggled_words(before, self.review, intent.agency))

    def _scroll(self, command: Arrange) -> None:
        """Scroll Detail, if a command asks for that."""
        if not isinstance(command, ScrollDetail):
            return
        layout, detail = self.pane_layout, self.panes[DETAIL]
        is_covered = layout.zoomed not in ("", DETAIL)
        if is_covered or (layout.focused != TIMELINE and not detail.display):
            key = keymap().firsts[f"pane_{number_of(DETAIL)}"]
            self.say(f"Detail is closed: {key} opens it")
        else:
            detail.scroll_half_pages(command.by)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A press of the mouse ends a notice, a jump, and the typing beside a prompt."""
        self.say("")
        self._jump = None
        under, _ = self.get_widget_at(event.screen_x, event.screen_y)
        pane = next((one for one in under.ancestors_with_self if isinstance(one, Pane)), None)
        layout = self.pane_layout
        self._has_mark = pane is self.focused_pane and not layout.prompt
        if pane is None and layout.prompt and not self.prompting.has_under(under):
            self.rearrange(CloseAsk())

    def on_click(self, event: events.Click) -> None:
        """A click on a pane moves the keys there, and selects a row, opens it, or presses a key.

        A change of focus does not move the keys: Textual reports it late, after keys may have moved
        on. On a small screen a pane grows when it gets the keys, and its rows move away from under
        the pointer: the line is found before, and the second click of a double click opens the line
        of the first.
        """
        under, _ = self.get_widget_at(event.screen_x, event.screen_y)
        if not self._chain.began_here(event) or not isinstance(under, Pane) or not under.id:
            return
        if event.chain > 1 and self._moved_keys:
            self._moved_keys = False
            press_key(self, "enter")
            return
        number, key = under.hit(event, self._has_mark)
        self._moved_keys = number is not None and not key and not self._has_mark
        if under is not self.overview:
            self.rearrange(OpenPane(under.id))
        if number is not None:
            self.carry_out(under.click(number))
        if key:
            press_key(self, key)

    def on_screen_resume(self) -> None:
        """A dialog was closed: a double click may have begun on the dialog."""
        self._chain = ClickChain()

    def on_traffic_moment_chosen(self, message: Traffic.MomentChosen) -> None:
        """A click or a drag on the strip: go to the time."""
        self.act(intents.GoToMoment(message.moment))

    def on_traffic_wheel_turned(self, message: Traffic.WheelTurned) -> None:
        """The wheel over the strip: go to the next or the previous entry."""
        self.act(intents.Move(message.by))

    def on_status_dropped(self, message: Status.Dropped) -> None:
        """A click on a filter: remove the filter."""
        self.act(intents.DropFilter(message.name))

    def on_bar_pressed(self, message: Bar.Pressed) -> None:
        """A click on the name of a key: the same as the key."""
        self.press(message.key)

    def on_input_changed(self) -> None:
        """A text was pasted."""
        self.prompting.text_changed()
