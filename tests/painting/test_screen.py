"""The app on a terminal: what stands there after each key, and how much was written for it."""

from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator
from contextlib import asynccontextmanager
from itertools import count
from statistics import mean, median

import pytest
from textual._ansi_sequences import SYNC_START
from textual._compositor import LayoutUpdate
from textual.driver import Driver
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.messages import TerminalSupportsSynchronizedOutput
from textual.pilot import Pilot
from textual.widget import Widget

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import chronology_of
from incident_tui.painting.compositor import RowCompositor
from incident_tui.painting.shown import Placed, Shown
from incident_tui.panes.header import Status
from incident_tui.panes.timeline import Timeline
from incident_tui.record.reading import read_record
from incident_tui.review import intents
from incident_tui.review.review import review_of, same_states, step
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
    monkeypatch: pytest.MonkeyPatch, colours: bool = True
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]", TerminalDriver]]:
    """The app on a terminal of all colours, or of none, with the bundled record open."""
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    if colours:
        monkeypatch.delenv("NO_COLOR", raising=False)
    else:
        monkeypatch.setenv("NO_COLOR", "1")
    ticks = count(step=1.0)  # no frame has to wait for the next tick
    monkeypatch.setattr("incident_tui.painting.screen.monotonic", lambda: next(ticks))
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
            written = "".join(driver.written)
            assert written.count(SYNC_START) <= 3, "one frame a step, and its layout's"
            sizes.append(len(written.encode()))
    assert mean(sizes) < 1_600
    assert median(sizes) < 1_400
    assert max(sizes) < 4_200


async def test_a_step_renders_few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step renders the rows of the panes that changed; all others are left alone.

    Casualties and agencies change where states turn; where the timeline scrolls, all its rows do.
    """
    rendered: Counter[str] = Counter()
    render = RowCompositor._rendered

    def counted(
        compositor: RowCompositor, widget: Widget, start: int, stop: int, rows: Collection[int]
    ) -> Iterator[Placed]:
        rendered[widget.id or type(widget).__name__] += len(rows)
        return render(compositor, widget, start, stop, rows)

    async with opened(monkeypatch) as (app, pilot, _):
        await pilot.press("J", "J")
        await pilot.press("j")
        await pilot.pause()
        while not same_states(app.review, step(app.review, intents.Move(1))):
            await pilot.press("j")
            await pilot.pause()
        before = app.review
        monkeypatch.setattr(RowCompositor, "_rendered", counted)
        await pilot.press("j")
        await pilot.pause()
        assert same_states(before, app.review)
    assert set(rendered) <= {"timeline", "detail", "status", "traffic", "SlimScrollBar"}
    assert rendered["timeline"] == 2
    assert sum(rendered.values()) < 30


async def test_a_frame_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changed is written at once, but not twice in the time of one frame."""
    async with opened(monkeypatch) as (app, _, driver):
        now = 1_000.0
        monkeypatch.setattr("incident_tui.painting.screen.monotonic", lambda: now)
        screen = app.active_review_screen
        assert screen

        def written_now() -> str:
            driver.written.clear()
            screen._rows.shown.forget()
            screen.query_one(Status).refresh()
            screen.paint_now()
            return "".join(driver.written)

        assert written_now()
        assert not written_now()
        now += 1
        assert written_now()


async def test_what_scrolls_is_shown_at_once_and_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of the new place are never seen among those of the old one."""
    async with opened(monkeypatch) as (app, _, driver):
        screen = app.active_review_screen
        assert screen
        screen.query_one(Timeline).select(len(app.review.shown) - 1)
        screen.paint_now()
        assert screen.query_one(Timeline).scroll_offset.y
        assert driver.terminal.seen == painted_anew(app).seen


async def test_what_has_to_be_laid_out_first_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """While any widget waits for its place, the frame waits too."""
    async with opened(monkeypatch) as (app, pilot, driver):
        screen = app.active_review_screen
        assert screen
        await pilot.pause()
        driver.written.clear()
        screen.query_one(Status).refresh(layout=True)
        screen.paint_now()
        assert not driver.written


@pytest.mark.parametrize("happening", ["dialog", "resize", "resume"])
async def test_what_others_may_have_written_over_is_written_again(
    monkeypatch: pytest.MonkeyPatch, happening: str
) -> None:
    """After a dialog, a resize or a return from the shell, nothing is taken to be shown."""
    async with opened(monkeypatch) as (app, pilot, driver):
        screen = app.active_review_screen
        assert screen
        known = screen._rows.shown
        line = [Placed(0, 3, screen.query_one(Status).render_line(0))]
        assert not known.show(line, app.console)
        if happening == "dialog":
            await pilot.press("question_mark")
        elif happening == "resize":
            screen.post_message(Resize(app.size, app.size))
            await pilot.pause()
        else:
            driver.terminal = Terminal(*SIZE)
            app.post_message(Driver.SignalResume())
            await pilot.pause()
            assert driver.terminal.seen == painted_anew(app).seen
            return
        assert known.show(line, app.console) == Shown().show(line, app.console)


async def test_the_terminal_shows_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the end of the record and back, the terminal is as if all of it were painted anew."""
    async with opened(monkeypatch) as (app, pilot, driver):
        for key in (*"j" * len(app.review.shown), *"k" * 12):
            await pilot.press(key)
            await pilot.pause()
            assert driver.terminal.seen == painted_anew(app).seen


async def test_the_terminal_shows_each_step_without_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where colours are not wanted, rows that are painted alone are as grey as all others."""
    async with opened(monkeypatch, colours=False) as (app, pilot, driver):
        for key in "jJJjkG":
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
