"""The app on a terminal: what stands there after each key, and how much was written for it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from statistics import mean, median

import pytest
from textual._compositor import LayoutUpdate
from textual.drivers.headless_driver import HeadlessDriver
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.pilot import Pilot
from textual.widget import Widget

from incident_tui.app import IncidentApp
from incident_tui.record.reading import read_record
from incident_tui.review.gathering import chronology_of
from incident_tui.review.review import review_of
from incident_tui.samples import bundled_record
from incident_tui.themes import LIGHT
from tests.painting.terminal import Terminal

SIZE = (120, 36)


class TerminalDriver(HeadlessDriver):
    """Keeps what is written, frame by frame, and shows it on a terminal of ours."""

    is_headless = False

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)  # type: ignore[arg-type]
        self.terminal = Terminal(*(self._size or SIZE))
        self.written: list[str] = []

    def write(self, data: str) -> None:
        """Take what would go to the terminal."""
        self.written.append(data)
        self.terminal.write(data)


@asynccontextmanager
async def opened(
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]", TerminalDriver]]:
    """The app on a terminal of all colours, with the bundled record open."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.delenv("NO_COLOR", raising=False)
    app = IncidentApp(review_of(chronology_of(read_record(bundled_record()))))
    app.driver_class = TerminalDriver
    async with app.run_test(size=SIZE, headless=False) as pilot:
        app.post_message(TerminalSupportsSynchronizedOutput())
        await pilot.pause()
        driver = app._driver
        assert isinstance(driver, TerminalDriver)
        yield app, pilot, driver


def painted_anew(app: IncidentApp) -> Terminal:
    """A terminal on which Textual has painted the whole screen, without anything kept."""
    for widget in app.screen.walk_children(Widget, with_self=True):
        widget.notify_style_update()
        widget._styles_cache.clear()
    stack = app._background_screens
    update = app.screen._compositor.render_update(full=True, screen_stack=stack)
    assert isinstance(update, LayoutUpdate)
    terminal = Terminal(*app.size)
    terminal.write(LayoutUpdate.render_segments(update, app.console))
    return terminal


async def test_a_step_writes_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the whole record, a step writes less than 2,000 bytes; more only where all changes.

    It does where the timeline scrolls, where a report on the air takes a line of its own and moves
    the panes below it, and at the first entry whose time is unknown.
    """
    sizes = []
    async with opened(monkeypatch) as (app, pilot, driver):
        for _ in app.review.shown[1:]:
            driver.written.clear()
            await pilot.press("j")
            await pilot.pause()
            sizes.append(len("".join(driver.written).encode()))
    assert mean(sizes) < 1_600
    assert median(sizes) < 1_400
    assert max(sizes) < 4_200


async def test_the_terminal_shows_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the end of the record and back, the terminal is as if all of it were painted anew."""
    async with opened(monkeypatch) as (app, pilot, driver):
        for key in (*"j" * len(app.review.shown), *"k" * 12):
            await pilot.press(key)
            await pilot.pause()
            assert driver.terminal.seen == painted_anew(app).seen


@pytest.mark.parametrize(
    "keys",
    [
        "z j j z j",
        "3 down enter j escape",
        "2 j z z 5 j",
        "f down space enter j f escape",
        "question_mark escape j",
        "4 enter down down b j",
        "b j j",
        "ctrl+p s escape j",
        "G J K g",
    ],
)
async def test_the_terminal_shows_what_any_key_does(
    monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    """Zoomed panes, filters, dialogs, other records, notes and the palette leave nothing behind."""
    async with opened(monkeypatch) as (app, pilot, driver):
        for key in keys.split():
            await pilot.press(key)
            await pilot.pause(0.02)
            await pilot.pause()
            assert driver.terminal.seen == painted_anew(app).seen, key


async def test_the_terminal_shows_another_theme_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was on the terminal before it was resized, or in other colours, is not taken for new."""
    async with opened(monkeypatch) as (app, pilot, driver):
        app.theme = LIGHT.name
        await pilot.pause()
        assert driver.terminal.seen == painted_anew(app).seen
        driver.terminal = Terminal(80, 24)
        await pilot.resize_terminal(80, 24)
        for key in "jjk":
            await pilot.press(key)
            await pilot.pause()
            assert driver.terminal.seen == painted_anew(app).seen
