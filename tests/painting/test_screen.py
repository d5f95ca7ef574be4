"""The app on a terminal: what stands there after each key, and how much was written for it."""

from collections import Counter
from collections.abc import Collection, Iterator
from copy import deepcopy
from statistics import mean, median

import pytest
from textual._ansi_sequences import SYNC_START
from textual.driver import Driver
from textual.events import Resize
from textual.widget import Widget

from incident_tui.painting.terminal_cells import PlacedStrip, TerminalCells
from incident_tui.painting.textual_private import RowCompositor
from incident_tui.panes.status import Status
from incident_tui.panes.timeline import Timeline
from incident_tui.review import intents
from incident_tui.review.review import same_states, step
from incident_tui.themes import LIGHT
from tests.driving import painted, press, resize, until
from tests.painting.driving import opened, painted_anew
from tests.painting.terminal import Terminal
from tests.painting.terminal_driver import SIZE
from tests.thorough import thorough


async def test_a_step_writes_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Through the whole record, a step writes less than 2,000 bytes; more only where all changes.

    It does where the timeline scrolls, where a report on the air takes a line of its own and moves
    the panes below it, where bounds are a band on the strip, and at the first entry without a time.
    """
    sizes = []
    async with opened(monkeypatch) as (app, pilot, driver):
        for _ in app.review.shown[1:]:
            driver.written.clear()
            await press(app, pilot, "j")
            written = "".join(driver.written)
            assert written.count(SYNC_START) <= 3, "one frame a step, and its layout's"
            sizes.append(len(written.encode()))
    assert mean(sizes) < 1_550
    assert median(sizes) < 1_200
    assert max(sizes) < 3_700


async def test_a_step_renders_few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A step renders the rows of the panes that changed; all others are left alone.

    Casualties and agencies change where states turn; where the timeline scrolls, all its rows do.
    """
    rendered: Counter[str] = Counter()
    render = RowCompositor._rendered

    def counted(
        compositor: RowCompositor, widget: Widget, start: int, stop: int, rows: Collection[int]
    ) -> Iterator[PlacedStrip]:
        rendered[widget.id or type(widget).__name__] += len(rows)
        return render(compositor, widget, start, stop, rows)

    async with opened(monkeypatch) as (app, pilot, _):
        await press(app, pilot, "J", "J", "j")
        while not same_states(app.review, step(app.review, intents.Move(1))):
            await press(app, pilot, "j")
        before = app.review
        monkeypatch.setattr(RowCompositor, "_rendered", counted)
        await press(app, pilot, "j")
        assert same_states(before, app.review)
    assert set(rendered) <= {"timeline", "detail", "status", "traffic", "SlimScrollBar"}
    assert rendered["timeline"] == 3, "two rows, and the border with the marks of the row"
    assert sum(rendered.values()) < 30


async def test_what_scrolls_is_shown_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of the new place are never seen among those of the old one."""
    async with opened(monkeypatch) as (app, pilot, driver):
        screen = app.active_review_screen
        assert screen
        screen.query_one(Timeline).select(len(app.review.shown) - 1)
        await painted(app, pilot)
        assert screen.query_one(Timeline).scroll_offset.y
        assert driver.terminal.seen == painted_anew(app).seen


@pytest.mark.parametrize("happening", ["dialog", "resize", "resume"])
async def test_what_others_may_have_written_over_is_written_again(
    monkeypatch: pytest.MonkeyPatch, happening: str
) -> None:
    """After a dialog, a resize or a return from the shell, nothing is taken to be shown."""
    async with opened(monkeypatch) as (app, pilot, driver):
        screen = app.active_review_screen
        assert screen
        known = screen.cells
        status = screen.query_one(Status)
        line = [PlacedStrip(0, status.region.y, status.render_line(0))]
        assert not known.update(line, app.console)

        def is_written_whole() -> bool:
            written = deepcopy(known).update(line, app.console)
            return written == TerminalCells().update(line, app.console)

        if happening == "dialog":
            await press(app, pilot, "question_mark")
        elif happening == "resize":
            screen.post_message(Resize(app.size, app.size))
        else:
            driver.terminal = Terminal(*SIZE)
            app.post_message(Driver.SignalResume())
            await painted(app, pilot)
            assert driver.terminal.seen == painted_anew(app).seen
            return
        await until(pilot, is_written_whole)


@pytest.mark.thorough
@pytest.mark.parametrize("steps", [(12, 4), *thorough((99, 12))])
async def test_the_terminal_shows_each_step(
    monkeypatch: pytest.MonkeyPatch, steps: tuple[int, int]
) -> None:
    """Step by step, to the end and back, the terminal is as if all of it were painted anew."""
    down, up = steps
    async with opened(monkeypatch) as (app, pilot, driver):
        for key in (*"j" * min(down, len(app.review.shown)), *"k" * up):
            await press(app, pilot, key)
            assert driver.terminal.seen == painted_anew(app).seen


@pytest.mark.thorough
async def test_the_terminal_shows_each_step_without_colours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where colours are not wanted, rows that are painted alone are as grey as all others."""
    async with opened(monkeypatch, colours=False) as (app, pilot, driver):
        for key in "jJJjkG":
            await press(app, pilot, key)
            assert driver.terminal.seen == painted_anew(app).seen


@pytest.mark.parametrize(
    "keys",
    [
        "z j j z j",
        "3 down enter j escape",
        "2 j z z 5 j",
        "f down space enter j f escape",
        "question_mark escape j",
        "n j r n a j escape escape k w 0",
        *thorough(
            "4 enter down down b j",
            "b j j",
            "ctrl+p s escape j",
            "G J K g",
            "ctrl+d j ctrl+u k",
        ),
    ],
)
async def test_the_terminal_shows_what_any_key_does(
    monkeypatch: pytest.MonkeyPatch, keys: str
) -> None:
    """Zoomed panes, filters, dialogs, other records, notes and the palette leave nothing behind."""
    async with opened(monkeypatch) as (app, pilot, driver):
        for key in keys.split():
            await press(app, pilot, key)
            assert driver.terminal.seen == painted_anew(app).seen, key


@pytest.mark.thorough
async def test_the_terminal_shows_another_theme_and_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was on the terminal before it was resized, or in other colours, is not taken for new."""
    async with opened(monkeypatch) as (app, pilot, driver):
        app.theme = LIGHT.name
        await painted(app, pilot)
        assert driver.terminal.seen == painted_anew(app).seen
        driver.terminal = Terminal(80, 24)
        await resize(app, pilot, 80, 24)
        for key in "jjk":
            await press(app, pilot, key)
            assert driver.terminal.seen == painted_anew(app).seen
