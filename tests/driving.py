"""The app as tests drive it: opened on a record, keys pressed, its lines read back as words."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Event, Semaphore
from typing import TypeVar

from textual import events
from textual.keys import _character_to_key
from textual.message_pump import MessagePump
from textual.pilot import Pilot
from textual.widget import Widget

from incident_tui.app import IncidentApp
from incident_tui.chronology.build import LoadingRecord, chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.hints import hint_words
from incident_tui.drawing.lines import Bar, Lines
from incident_tui.opening import review_place
from incident_tui.panes.footer import KeyBar, Notice
from incident_tui.panes.prompt import Prompt
from incident_tui.panes.status import Status
from incident_tui.record.reading import Reader, open_record, read_record
from incident_tui.review.review import Review, review_of
from incident_tui.samples import bundled_record, data_folder
from incident_tui.screens.review import ReviewScreen
from tests.drawn import line_text

T = TypeVar("T")

INDEPENDENCE = bundled_record()


@cache
def bundled_chronology(path: Path = INDEPENDENCE) -> Chronology:
    """A bundled record, read once: a chronology does not change."""
    return chronology_of(read_record(path))


def _chronology_at(path: Path) -> Chronology:
    if path.is_relative_to(data_folder()):
        return bundled_chronology(path)
    return chronology_of(read_record(path))


@asynccontextmanager
async def opened(
    path: Path | None = None, size: tuple[int, int] = (120, 36), has_notes: bool = False
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app with a record open, on a terminal of this size."""
    review = review_of(_chronology_at(path or bundled_record()))
    app = IncidentApp(review, place_of_notes=review_place if has_notes else None)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        yield app, pilot


def burst(app: IncidentApp, *keys: str) -> None:
    """Keys that arrive all at once, before the first of them is looked at."""
    for key in keys:
        single = len(key) == 1
        name = _character_to_key(key) if single else key
        app.post_message(events.Key(name, key if single else None))


async def play(app: IncidentApp, pilot: "Pilot[None]", *keys: str) -> None:
    """Keys that arrive all at once, and all that comes of them."""
    burst(app, *keys)
    seen: Review | None = None
    await until(pilot, lambda: app._message_queue.empty())
    while seen is not app.review:
        seen = app.review
        await until(pilot, lambda: not app.review.to_search)
        await pilot.pause()


async def until(pilot: "Pilot[None]", holds: Callable[[], T]) -> T:
    """Wait for a condition, as long as a slow machine may take, and return its value."""
    for _ in range(1_000):
        if value := holds():
            return value
        await pilot.pause()
        await asyncio.sleep(0.005)
    raise AssertionError("it never came to hold")


async def press(app: IncidentApp, pilot: "Pilot[None]", *keys: str) -> None:
    """Press the keys at the same moment, and wait until the screen shows their effect."""
    burst(app, *keys)
    await painted(app, pilot)


async def resize(app: IncidentApp, pilot: "Pilot[None]", width: int, height: int) -> None:
    """Give the terminal a size in cells, and wait until the screen has it and shows it."""
    await pilot.resize_terminal(width, height)
    await until(pilot, lambda: app.screen._compositor.size == (width, height))
    await painted(app, pilot)


async def painted(app: IncidentApp, pilot: "Pilot[None]") -> None:
    """Wait until no widget has a message to handle or a change to show.

    `pilot.pause` would paint a frame of its own; here Textual chooses the moment.
    """
    await pilot._wait_for_screen()
    for _ in range(10_000):
        if _is_painted(app):
            return
        await asyncio.sleep(0.001)
        await pilot._wait_for_screen()
    raise AssertionError("the screen was never painted")


def _is_painted(app: IncidentApp) -> bool:
    screen = app.screen
    nodes = [*screen.walk_children(Widget, with_self=True)]
    # A scroll bar is not among the children of its widget. Only its messages count: the change of
    # a bar that is not shown stays noted.
    bars = (node._vertical_scrollbar for node in nodes)
    running = [bar for bar in bars if bar and bar.is_running]
    return not (
        screen._dirty_widgets
        or screen._callbacks
        or any(map(_has_messages, [app, *nodes, *running]))
        or any(map(_has_changed, nodes))
    )


def _has_messages(pump: MessagePump) -> bool:
    return bool(pump.message_queue_size or pump._next_callbacks)


def _has_changed(widget: Widget) -> bool:
    return (
        widget._repaint_required
        or widget._layout_required
        or widget._scroll_required
        or widget._recompose_required
    )


def screen_of(app: IncidentApp) -> ReviewScreen:
    """The review screen."""
    assert app.active_review_screen
    return app.active_review_screen


def words_of(pane: Lines) -> str:
    """All that a pane says, line by line."""
    lines = (pane.line(number, pane.line_width) for number in range(pane.count()))
    return "\n".join(map(line_text, lines))


def hints_of(lines: Lines) -> str:
    """What the lower border says."""
    return hint_words(lines.hints)


def place_of(app: IncidentApp, words: str, lines: Lines) -> tuple[int, int]:
    """The cell of the screen where words begin in a pane or a dialog, its borders included."""
    left, top, width, height = lines.region
    rows = cells_of(app)[top : top + height]
    for y, row in enumerate(rows, top):
        if words in row[left : left + width]:
            return left + row[left : left + width].index(words), y
    raise AssertionError(f"no {words!r} in {rows}")


async def click(app: IncidentApp, pilot: "Pilot[None]", place: tuple[int, int]) -> None:
    """Click on a cell of the screen, and wait until the screen shows the effect."""
    await pilot.click(offset=place)
    await painted(app, pilot)


def status_of(app: IncidentApp) -> str:
    """What the status line says."""
    return _said(screen_of(app).query_one(Status))


def filters_of(app: IncidentApp) -> list[str]:
    """The filters as the status names them, each without the mark that removes it."""
    status = screen_of(app).query_one(Status)
    spans = [span for line in status.draw(status.size.width) for span in line]
    return [span.text for span in spans if span.action.startswith("filter:") and span.ink != "key"]


def notice_of(app: IncidentApp) -> str:
    """What came of the last key, over the lower border of the panes; "" for no notice."""
    return said_in(screen_of(app).notice)


def said_in(notice: Notice) -> str:
    """What a notice says, its lines as one; "" for no notice."""
    if not notice.display:
        return ""
    return " ".join(_said(notice, y).strip() for y in range(notice.size.height))


def footer_of(app: IncidentApp) -> str:
    """What the last line of the screen says: the keys, or the prompt."""
    prompt = next(
        iter(screen_of(app).query(Prompt)), None
    )  # none before the first screen is painted
    if prompt is None or not prompt.display:
        return _said(screen_of(app).query_one(KeyBar))
    said = _said(prompt.name_of_it).strip(), prompt.text, _said(prompt.answer).strip()
    return " | ".join(said)


def _said(bar: Bar, y: int = 0) -> str:
    """A line of a bar as it was last painted."""
    return "".join(segment.text for segment in bar.render_line(y))


def count_of(app: IncidentApp) -> int:
    """The number of entries of the record."""
    return len(app.review.chronology.entries)


def has_overview(app: IncidentApp) -> bool:
    """Whether the overview lies over the panes."""
    return bool(screen_of(app).pane_layout.overview)


def entry_id(app: IncidentApp) -> str:
    """The id of the entry under the cursor."""
    assert app.review.shown
    return app.review.entry_id


def cells_of(app: IncidentApp) -> list[str]:
    """All rows of the screen."""
    strips: Iterable[Iterable[object]] = app.screen._compositor.render_strips()
    return ["".join(getattr(segment, "text", "") for segment in strip) for strip in strips]


# Records with calls that arrive while the app is open.


HEAD = """\
format: incident-record/1
incident: {id: i, title: A long day, date: 2024-02-29, timezone: UTC}
sources: [{id: s, kind: radio_audio}]
agencies: [{id: fire, name: Fire Service, short: FS}, {id: law, name: Police, short: PD}]
calls: [calls.jsonl]
timeline:
  - {id: start, kind: milestone, time: 00:00:00, text: It begins., cite: s}
  - {id: noon, kind: note, time: "12:00:00", text: A fire drill is held., cite: s}
  - {id: some, kind: note, time: unplaced, text: Nobody knows when., cite: s}
"""


def call(number: int, second: int, text: str = "", **fields: str) -> bytes:
    """A call in a second of the day; each third one is of the fire service."""
    clock = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
    entry = {
        "id": f"c{number}",
        "kind": "radio_call",
        "time": f"2024-02-29T{clock}Z",
        "agency": "law" if number % 3 else "fire",
        "text": text or f"call number {number}",
        "cite": "s",
    }
    return json.dumps(entry | fields).encode()


def folder_of(folder: Path, calls: Iterable[bytes], head: str = HEAD) -> Path:
    """A record in a folder, with these calls beside it."""
    folder.mkdir(exist_ok=True)
    (folder / "record.yaml").write_text(head, "utf-8")
    (folder / "calls.jsonl").write_bytes(b"\n".join(calls))
    return folder


class HeldBack(LoadingRecord):
    """Calls that arrive when a test lets them: `let.release()` for each next chronology."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.let = Semaphore(0)
        self.ended = Event()
        """Set when nobody reads on."""

    def __iter__(self) -> Iterator[Chronology | None]:
        """The next chronology, once it is let."""
        try:
            for chronology in super().__iter__():
                if chronology:
                    self.let.acquire()
                yield chronology
        finally:
            self.ended.set()

    def let_all(self) -> None:
        """Let come what may."""
        self.let.release(1_000)


def reader_of(path: Path) -> Reader:
    """A record's reader; there has to be something to read."""
    reader = open_record(path)
    assert isinstance(reader, Reader)
    return reader


@asynccontextmanager
async def arriving(
    path: Path, size: tuple[int, int] = (120, 36)
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]", HeldBack]]:
    """The app on the first calls of a record; the others are held back."""
    arrivals = HeldBack(reader_of(path))
    app = IncidentApp(review_of(arrivals.first), arrivals)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot, arrivals
    finally:
        arrivals.let_all()
