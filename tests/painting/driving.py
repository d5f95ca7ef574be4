"""The app on a model of a terminal: the frames that are written, and the cells that they make."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual._compositor import LayoutUpdate
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.pilot import Pilot
from textual.widget import Widget

from incident_tui.app import IncidentApp
from incident_tui.review.review import review_of
from tests.driving import bundled_chronology, painted
from tests.painting.terminal import Terminal
from tests.painting.terminal_driver import SIZE, TerminalDriver


@asynccontextmanager
async def opened(
    monkeypatch: pytest.MonkeyPatch, colours: bool = True
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]", TerminalDriver]]:
    """The app on a terminal of all colours, or of none, with the bundled record open."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    if colours:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    app = IncidentApp(review_of(bundled_chronology()))
    app.driver_class = TerminalDriver
    async with app.run_test(size=SIZE, headless=False) as pilot:
        app.post_message(TerminalSupportsSynchronizedOutput())
        await painted(app, pilot)
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
