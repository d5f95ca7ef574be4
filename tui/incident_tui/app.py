"""The app: keys to wishes, records to reviews, themes."""

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.driver import Driver
from textual.geometry import Offset
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import get_current_worker

from incident_tui.chronology.build import LoadingRecord
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.lines import Lines
from incident_tui.keymap import keymap, use, with_keys
from incident_tui.keys import KEYS
from incident_tui.record.files import stays_inside
from incident_tui.record.reading import STANDARD_INPUT, Reading, open_record
from incident_tui.record.text import visible
from incident_tui.review import intents
from incident_tui.review.commands import (
    OpenRecord,
    OpenRelated,
    Press,
    Quit,
    ShowLibrary,
    ShowPalette,
    Wish,
)
from incident_tui.review.filters import agency_choices
from incident_tui.review.layout import Layout
from incident_tui.review.library import same_record
from incident_tui.review.memory import (
    Memory,
    Recalled,
    ScreenMemory,
    memory_of,
    recalled,
)
from incident_tui.review.review import Review, review_of, step
from incident_tui.screens.review import ReviewScreen
from incident_tui.settings import Settings
from incident_tui.themes import DARK, LIGHT, ink_variables

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.command import Provider

    from incident_tui.exchange.recorder.feed import RecorderFeed
    from incident_tui.screens.dialog import Dialog, OverReview
    from incident_tui.screens.noting import PlaceOfNotes

_ACTIONS: dict[Wish, str] = {ShowPalette(): "command_palette", Quit(): "quit"}
"""Commands of Textual, with their actions."""
_EVERYWHERE = {key.keys.split(",")[0] for key in KEYS if key.wish in _ACTIONS}
"""The keys of commands of Textual, which work over the review too."""
_NO_KEY = "no_key"
"""In place of a key that stands for no action any more."""

_NEWS = 0.1
"""Seconds between two counts of calls read."""
_MAX_RESIZE_S = 0.1
"""Seconds after which the screen is to have a new size of the terminal."""
_TOLD = 3
"""The number of faults of the settings that are told on the screen."""
_TURN = 0.001
"""Seconds after which a reading thread gives way to the screen."""


def _palette() -> "type[Provider]":
    """The commands of the palette, imported when the palette opens."""
    from incident_tui.screens.palette import Commands

    return Commands


class IncidentApp(App[None]):
    """Steps through a record, and visits related records."""

    TITLE = "incident-tui"
    CSS_PATH = "app.tcss"
    PAUSE_GC_ON_SCROLL = True
    COMMANDS = {_palette}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            key.keys,
            _ACTIONS.get(key.wish) or f"press('{key.name}')",
            key.help,
            show=False,
            # Taken by the app itself, in the order typed: what follows `/` goes into its line.
            priority=key.wish != Quit(),  # `q` closes a dialog
        )
        for key in KEYS
    ]

    class CallsArrived(Message):
        """More of a record's calls are read."""

        def __init__(self, chronology: Chronology) -> None:
            super().__init__()
            self.chronology = chronology

    def __init__(
        self,
        review: Review,
        arrivals: LoadingRecord | None = None,
        library: Path | None = None,
        opens_on_overview: bool = False,
        place_of_notes: "PlaceOfNotes | None" = None,
        memory: Memory | None = None,
        settings: Settings = Settings(),  # noqa: B008 - a frozen value
        follows: bool = False,
        feed: "RecorderFeed | None" = None,
    ) -> None:
        """Start with a review, whose record may still be loading.

        Args:
            library: the folder whose records to show first.
            opens_on_overview: whether a record without a remembered place opens on its overview.
            place_of_notes: finds the log of the notes on a record; None for no notes.
            memory: what is remembered; None to remember nothing.
            settings: of the user.
            follows: whether the record opens at the newest entry, and the cursor keeps to it.
            feed: brings further calls into the record; None for a record that others write.
        """
        super().__init__()
        use(settings.keymap)
        self._simulated: list[events.Key] = []
        """The usual keys of clicks, until they are taken."""
        self._library = library
        self._memory = memory or Memory(None)
        self._settings = settings
        self._opens_on_overview = opens_on_overview
        self._place_of_notes = place_of_notes
        self._first = self._recalled(review)
        self._follows = follows
        self._feed = feed
        if follows:
            self._first = Recalled(step(self._first.review, intents.FollowNewest()))
        self._saved_screen = self._memory.screen()
        """The looks of the screen, as they are remembered."""
        self._main: ReviewScreen | None = None
        self._arriving = [arrivals] if arrivals and not review.chronology.complete else []
        """Records whose calls are being read."""
        self._counting: Timer | None = None
        self._quit_words = ""
        """What a reader was told of texts that are lost by quitting."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        if self.theme == "textual-dark":  # unless the environment asks for another
            wanted = settings.theme or self._saved_screen.theme
            self._begin_with(wanted if wanted in self.available_themes else DARK.name)
        elif self.theme in (DARK.name, LIGHT.name):
            self.mutate_reactive(IncidentApp.theme)  # asked for before it was known
        self._first_theme = self.theme

    def _begin_with(self, theme: str) -> None:
        """Choose the theme of the first screen."""
        if self.available_themes[theme].dark is not self.current_theme.dark:
            self.theme = theme  # other colours of the terminal, too
            return
        # The watcher would have the style sheet parsed twice, a tenth of the start.
        self.set_reactive(IncidentApp.theme, theme)
        self.set_class(True, f"-theme-{theme}", update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    @property
    def cursor_position(self) -> Offset:
        """The cell at which Textual leaves the terminal's own cursor, hidden, after each frame.

        In lines it is the start of the selected line: a braille display or a magnifier that follows
        the cursor shows that line. In a text it is the place where letters go.
        """
        focused = self.screen_stack[-1].focused if self.screen_stack else None
        if isinstance(focused, Lines):
            return focused.mark_place
        return getattr(focused, "cursor_screen_offset", self._cursor_place)

    @cursor_position.setter
    def cursor_position(self, place: Offset) -> None:
        self._cursor_place = place

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ink, for themes without colours of ink."""
        return ink_variables(dark=self.current_theme.dark)

    def get_driver_class(self) -> type[Driver]:
        """Textual's driver; on a POSIX terminal, our driver that is made of it."""
        found = super().get_driver_class()
        if os.name != "posix" or found.__name__ != "LinuxDriver":
            return found
        # Not at the top: other systems have no such terminals.
        from incident_tui.painting.steady_driver import SteadyDriver

        return SteadyDriver

    def get_default_screen(self) -> Screen[None]:
        """The review screen."""
        review, has_place, awaited = self._first
        layout = Layout(
            right_steps=self._saved_screen.right_steps, middle_steps=self._saved_screen.middle_steps
        )
        self._main = ReviewScreen(
            review,
            self._opens_on_overview and not (has_place or self._follows),
            layout,
            awaited,
            self._place_of_notes,
            self._settings.reviewer,
            self._settings.longest_gap,
        )
        return self._main

    def on_resize(self) -> None:
        """See to it that the screen takes the new size.

        `App` tells the screen by a timer of 1/120 s. Textual skips a timer that comes too late,
        also a timer of a single run, and then `App` waits for it with each later size, for ever.
        """
        asyncio.get_running_loop().call_later(_MAX_RESIZE_S, self._resize_screens)

    def _resize_screens(self) -> None:
        for screen in self.screen_stack if self.is_running else ():
            if screen.outer_size != self.size:
                screen.post_message(events.Resize(self.size, self.size))

    def on_mount(self) -> None:
        """Read on behind the screen after the first frame; show the library on request."""
        self.call_after_refresh(_collect_again)
        self._tell_settings()
        self._tell_faults()
        if self._library:
            self.review_screen.carry_out(ShowLibrary(str(self._library)))
        elif self._first.has_place:
            self.call_after_refresh(self._tell_place, self._first)
        if self._arriving:
            self.call_after_refresh(self._read_on, self._arriving[0])
        if self._feed:
            self.call_after_refresh(self._watch, self._feed)

    def _watch(self, feed: "RecorderFeed") -> None:
        from incident_tui.screens.watching import Watching  # for a recorder alone

        Watching(self, feed, self._say).begin()

    def _say(self, words: str) -> None:
        if not self._is_left:
            self.review_screen.say(words)

    def _read_on(self, arrivals: LoadingRecord) -> None:
        """Read the calls of a record in a thread, without slowing keys down."""
        sys.setswitchinterval(_TURN)
        self.run_worker(partial(self._read, arrivals), thread=True, group="calls")
        if self._counting is None:
            self._counting = self.set_interval(_NEWS, self._count)

    def _read(self, arrivals: LoadingRecord) -> None:
        worker = get_current_worker()
        for chronology in arrivals:
            if worker.is_cancelled:
                return
            if chronology:
                self.post_message(self.CallsArrived(chronology))

    @property
    def _is_left(self) -> bool:
        """Whether the app is being closed, and has no panes left."""
        return not (self.is_running and self.screen_stack and self.review_screen.whole)

    def _count(self) -> None:
        """Say how many calls are read of the record on the screen."""
        if self._is_left:
            return
        record = self.review.chronology.record
        counts = (arrivals.count for arrivals in self._arriving if arrivals.first.record is record)
        self.review_screen.count_calls(next(counts, None))

    def on_incident_app_calls_arrived(self, message: CallsArrived) -> None:
        """Show the calls read so far, on the screen and in the reviews that wait."""
        chronology = message.chronology
        if self._is_left:
            return
        if chronology.complete:
            self._arriving = [
                arrivals
                for arrivals in self._arriving
                if arrivals.first.record is not chronology.record
            ]
        if self.review.chronology.record is chronology.record:
            self.review_screen.take_calls(chronology)
        self.review_screen.take_calls_elsewhere(chronology)
        if not self._arriving and self._counting:
            self._counting.stop()
            self._counting = None
            self._count()
            gc.collect()
            gc.freeze()  # all of it stays: nothing of it is worth looking at again

    @property
    def active_review_screen(self) -> ReviewScreen | None:
        """The review screen, unless a screen lies over it."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        return screen if isinstance(screen, ReviewScreen) else None

    @property
    def active_dialog(self) -> "OverReview | None":
        """The dialog or the form over the review, unless a screen lies over it."""
        screen = self.screen_stack[-1] if self.screen_stack else None
        if screen is None or isinstance(screen, ReviewScreen):
            return None
        from incident_tui.screens.dialog import OverReview  # loaded with the first dialog

        return screen if isinstance(screen, OverReview) else None

    @property
    def review_screen(self) -> ReviewScreen:
        """The review screen, also below other screens."""
        return next(screen for screen in self.screen_stack if isinstance(screen, ReviewScreen))

    @property
    def review(self) -> Review:
        """The present review."""
        return self.review_screen.review

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow keys of the table only while no screen lies over the review."""
        return action != "press" or self.active_review_screen is not None

    async def on_event(self, event: events.Event) -> None:
        """Take the letters of a prompt in the order typed: Enter must not overtake them."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            is_simulated = event in self._simulated
            if is_simulated:
                self._simulated.remove(event)
            if await self._is_typed(event):
                return
            if not is_simulated and keymap().changed:
                event = self._meant(event)
        await super().on_event(event)

    def _meant(self, event: events.Key) -> events.Key:
        """The key of the table that a pressed key stands for, by the keys in force."""
        key, dialog = keymap().meant(event.key), self.active_dialog
        if dialog is not None:  # the usual keys of a dialog stay, if they stand for nothing else
            is_for_dialog = key and (dialog.binds(key) or key in _EVERYWHERE)
            if not is_for_dialog:
                key = None if keymap().is_taken(event.key) else event.key
        elif self.active_review_screen is None:
            return event
        if key == event.key:
            return event
        return events.Key(key or _NO_KEY, None)

    def simulate_key(self, key: str) -> None:
        """Press a usual key of the table, for a click, whichever keys are in force."""
        event = events.Key(key, None)
        if keymap().changed:
            self._simulated.append(event)
        self.post_message(event)

    async def _is_typed(self, event: events.Key) -> bool:
        """Whether a key was taken into a text of the review screen, or of the dialog over it."""
        if screen := self.active_review_screen:
            await screen.composed.wait()
            return screen.typing and await screen.prompting.take(event)
        dialog = self.active_dialog
        return dialog is not None and dialog.typing and await dialog.take(event)

    def action_help_quit(self) -> None:
        """After Ctrl+C, say how to quit."""
        typing = "; Ctrl+q while you type" if "ctrl+q" in keymap().keys["quit"] else ""
        self.notify(with_keys("{quit} quits") + typing)

    def action_press(self, name: str) -> None:
        """Carry out the wish of a key."""
        if self.active_review_screen:
            self.active_review_screen.press(name)

    def on_dialog_wished(self, message: "Dialog.Wished") -> None:
        """Carry out the wishes of a dialog that stays; it is shown what came of them."""
        self.review_screen.carry_out(*message.wishes)

    def on_review_screen_visit_wanted(self, message: ReviewScreen.VisitWanted) -> None:
        """Open a record, while the record before waits unchanged."""
        match message.command:
            case OpenRelated(incident):
                self._open_related(incident)
            case OpenRecord(path) if not same_record(Path(path), self.review.chronology.path):
                self._visit(Path(path))

    def _open_related(self, identifier: str) -> None:
        """Open the record of a related incident, which lies in the folder of the record."""
        incidents = self.review.lens.related()
        related = next((found for found in incidents if found.id == identifier), None)
        if related is None:
            return
        path, folder = related.record, Path(self.review.chronology.path).parent
        if not related.title:
            self.notify("This incident is not known of yet.", markup=False)
        elif not path:
            self.notify("This incident has no record of its own.", markup=False)
        elif not stays_inside(folder, path):
            self._complain(f"{path} leaves the record's folder; it is not opened.")
        else:
            self._visit(folder / path)

    def _visit(self, path: Path) -> None:
        opened = open_record(path)
        reading = opened if isinstance(opened, Reading) else opened.reading
        if isinstance(opened, Reading) or reading.record is None:
            self._complain("\n".join(str(problem) for problem in reading.problems[:3]))
            return
        arrivals = LoadingRecord(opened)
        review, has_place, awaited = found = self._recalled(review_of(arrivals.first))
        is_opening = self._opens_on_overview and not has_place
        self.review_screen.visit(review, "opening" if is_opening else "", awaited)
        self._tell_faults()
        if has_place:
            self._tell_place(found)
        if not arrivals.first.complete:
            self._arriving.append(arrivals)
            self._read_on(arrivals)

    # What is remembered.

    def _recalled(self, review: Review) -> Recalled:
        """A review of a record just opened, as the record was left."""
        if review.clock is not self._settings.clock:
            review = step(review, intents.SwitchClock())
        if review.chronology.path == STANDARD_INPUT:
            return Recalled(review)
        return recalled(review, self._memory.record(review.chronology.record.incident.id))

    def _tell_place(self, found: Recalled) -> None:
        """Say that the record was opened where it was left."""
        from incident_tui.words.arrival import place_words  # after the first frame

        if self._main:
            words = place_words(found.review, bool(found.awaited))
            after = with_keys("{overview} overview, --fresh starts anew")
            self._main.say(f"Where you were: {words}. {after}")

    def _tell_faults(self) -> None:
        """Say what is wrong with the files of what is remembered."""
        for fault in self._memory.new_faults():
            self._complain(fault)

    def _tell_settings(self) -> None:
        """Say what is wrong with the settings, and where more is told."""
        first, more = self._settings.problems[:_TOLD], self._settings.problems[_TOLD:]
        if first:
            words = [*map(str, first)]
            if more:
                words.append(f"{len(more)} more: incident-tui config")
            self._complain("\n".join(words))

    def on_review_screen_record_left(self, message: ReviewScreen.RecordLeft) -> None:
        """Remember where a record was left; the file is written in a thread, out of a key's way."""
        self._remember(message.review, message.entry)
        if self._memory.is_unsaved:
            self.run_worker(self._memory.save, thread=True, group="memory")

    def _remember(self, review: Review, entry: str) -> None:
        if review.chronology.path != STANDARD_INPUT:
            self._memory.leave(memory_of(review, entry, self._settings.clock))

    def exit(
        self, result: None = None, return_code: int = 0, message: "RenderableType | None" = None
    ) -> None:
        """End the app, by a key or a signal; remember what is on the screen."""
        if self._main:
            self._remember(self._main.review, self._main.entry_to_return)
            layout, theme = self._main.pane_layout, self.theme
            self._memory.leave(
                ScreenMemory(
                    theme=self._saved_screen.theme if theme == self._first_theme else theme,
                    right_steps=layout.right_steps,
                    middle_steps=layout.middle_steps,
                )
            )
            self._memory.save()
        super().exit(result, return_code, message)

    async def action_quit(self) -> None:
        """End the app; with a text that is put aside, at the second time."""
        words = self._main.noting.unkept_words if self._main else ""
        if self._main and words not in ("", self._quit_words):
            self._quit_words = words
            self._main.say(words)
            return
        await super().action_quit()

    def action_command_palette(self) -> None:
        """Open the palette."""
        from incident_tui.screens.palette import Palette  # a start has no palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key of the table by its name, each agency, then Textual's own."""
        do = self._carrier(screen)
        if do is not None:
            for key in KEYS:
                if key.wish not in _ACTIONS:
                    yield SystemCommand(
                        key.title, keymap().shown(key.name), partial(do, Press(key.name))
                    )
            chronology = self.review.chronology
            for agency in agency_choices(chronology):
                name = chronology.agencies[agency].name if agency in chronology.agencies else agency
                only = intents.ShowAgencies(frozenset({agency}))
                yield SystemCommand(f"Only {visible(name)}", "", partial(do, only))
        for command in super().get_system_commands(screen):
            yield command._replace(help="")

    def _carrier(self, screen: Screen[object]) -> Callable[[Wish], None] | None:
        """Carries out a wish for a screen; a dialog closes before. None for any other screen."""
        if isinstance(screen, ReviewScreen):
            return screen.carry_out
        over = (one for one in self.review_screen.dialogs if one.TAKES_COMMANDS)
        return next((one.end_in for one in over if one is screen), None)

    def _complain(self, words: str) -> None:
        lines = map(visible, words.split("\n"))
        self.notify("\n".join(lines), severity="error", markup=False)


def _collect_again() -> None:
    """Collect garbage from now on, if a start has put it off: the objects so far stay."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
