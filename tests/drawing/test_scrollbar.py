"""The scroll bar: it looks as Textual's does."""

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from incident_tui.drawing.lines import Lines
from incident_tui.drawing.scrollbar import SlimScrollBar
from tests.painting.terminal import Terminal

HEIGHT = 20


class Many(Lines):
    """A pane of as many lines as a test wants, with a scroll bar always."""

    DEFAULT_CSS = "Many { overflow-y: scroll; scrollbar-size-vertical: 1; height: 20; }"

    lines = 0

    def count(self) -> int:
        """So many."""
        return self.lines


class ManyApp(App[None]):
    """Shows one such pane."""

    def compose(self) -> ComposeResult:
        """The pane."""
        yield Many()


def shown(app: ManyApp, strips: list[Strip]) -> Terminal:
    """A terminal with these strips on it."""
    terminal = Terminal(1, HEIGHT)
    for y, strip in enumerate(strips, start=1):
        terminal.write(f"\x1b[{y};1H{strip.render(app.console)}")
    return terminal


@pytest.mark.parametrize("no_color", [False, True])
async def test_it_looks_as_textuals_own(monkeypatch: pytest.MonkeyPatch, no_color: bool) -> None:
    """For any length and place, by day and by night, each cell looks and acts as Textual's does."""
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    app = ManyApp()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        pane = app.query_one(Many)
        bar = pane.vertical_scrollbar
        assert isinstance(bar, SlimScrollBar)
        for lines in (0, 1, 19, 20, 21, 37, 400):
            pane.lines = lines
            pane.measure()
            for y in {0, 1, lines // 2, lines}:
                pane.scroll_to(y=y, animate=False, force=True)
                bar.mouse_over = bool(y)
                await pilot.pause()
                for crop in (Region(0, 0, 1, HEIGHT), Region(0, 3, 1, 2)):
                    bar._styles_cache.clear()
                    ours, theirs = bar.render_lines(crop), Widget.render_lines(bar, crop)
                    assert shown(app, ours).seen == shown(app, theirs).seen
                    assert [_acts(strip) for strip in ours] == [_acts(strip) for strip in theirs]


def _acts(strip: Strip) -> list[object]:
    return [segment.style.meta.get("@mouse.down") for segment in strip if segment.style]
