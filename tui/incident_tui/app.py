"""The app: keys to wishes, records to reviews, themes. It wires, and decides nothing else."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from incident_tui.keys import KEYS, NAMED
from incident_tui.record.reading import read_record, stays_inside
from incident_tui.record.text import visible
from incident_tui.review import intents
from incident_tui.review.filters import everyone
from incident_tui.review.gathering import chronology_of
from incident_tui.review.review import Review, review_of
from incident_tui.screens.review import ReviewScreen
from incident_tui.themes import DARK, LIGHT, ink_variables

_OWN = {"palette": "command_palette", "quit": "quit"}
"""Keys that Textual itself carries out."""


class IncidentApp(App[None]):
    """Steps through one record, and from it to related ones and back."""

    TITLE = "incident-tui"
    CSS_PATH = "app.tcss"
    PAUSE_GC_ON_SCROLL = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            key.keys,
            _OWN.get(key.name) or f"press('{key.name}')",
            key.help,
            show=False,
            priority=key.name in ("next_pane", "previous_pane"),
        )
        for key in KEYS
    ]

    def __init__(self, review: Review) -> None:
        super().__init__()
        self._start = review
        self._before: list[Review] = []
        """Reviews to come back to, the last one first to be."""
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        if self.theme == "textual-dark":  # unless the environment asks for another
            self.theme = DARK.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Colours of ink for themes that do not name them."""
        return ink_variables(dark=self.current_theme.dark)

    def get_default_screen(self) -> Screen[None]:
        """The review screen, there from the first frame on."""
        return ReviewScreen(self._start)

    @property
    def reviewing(self) -> ReviewScreen | None:
        """The review screen, when nothing lies over it."""
        return self.screen if isinstance(self.screen, ReviewScreen) else None

    @property
    def review(self) -> Review:
        """The review as it stands."""
        screen = next(one for one in self.screen_stack if isinstance(one, ReviewScreen))
        return screen.review

    def action_press(self, name: str) -> None:
        """Do what a key of the table stands for."""
        if self.reviewing:
            self.reviewing.press(name)

    def on_review_screen_record_wanted(self, message: ReviewScreen.RecordWanted) -> None:
        """Open a related incident's record; the one before waits as it is."""
        screen, here = self.reviewing, self.review.chronology.path
        folder = Path(here).parent
        if screen is None:
            return
        if not stays_inside(folder, message.path):
            self._complain(f"{message.path} leaves the record's folder; it is not opened.")
            return
        reading = read_record(folder / message.path)
        if reading.record is None:
            self._complain("\n".join(str(problem) for problem in reading.problems[:3]))
            return
        self._before.append(self.review)
        screen.look_at(review_of(chronology_of(reading)), visiting=True)

    def on_review_screen_back_wanted(self) -> None:
        """Come back to the record before, its cursor where it was."""
        if self.reviewing and self._before:
            self.reviewing.look_at(self._before.pop(), visiting=bool(self._before))
        else:
            self.notify("This is the record that was opened first.", markup=False)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every key of the table by its name, each agency, then Textual's own."""
        if isinstance(screen, ReviewScreen):
            for key in KEYS:
                if key.name not in _OWN:
                    callback = _pressing(screen, key.name)
                    yield SystemCommand(key.help.capitalize(), f"Key {key.shown}", callback)
            chronology = screen.review.chronology
            for agency in everyone(chronology):
                name = chronology.agencies[agency].name if agency in chronology.agencies else agency
                title = f"Only {visible(name)}"
                yield SystemCommand(title, "Filter by this agency", _only(screen, agency))
        yield from super().get_system_commands(screen)

    def _complain(self, words: str) -> None:
        self.notify(visible(words), severity="error", markup=False)


def _pressing(screen: ReviewScreen, name: str) -> Callable[[], None]:
    return lambda: screen.press(NAMED[name].name)


def _only(screen: ReviewScreen, agency: str) -> Callable[[], None]:
    return lambda: screen.act(intents.ShowAgencies(frozenset({agency})))
