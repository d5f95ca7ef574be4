"""Panes of lines: they scroll as Textual's own do, without laying out the screen at each change."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Lines, Listing

HEIGHT = 20
COUNTS = (0, 1, 19, 20, 21, 400, 37, 20, 3, 21, 0)


class Ours(Lines):
    """A pane of as many lines as a test wants."""

    lines = 0

    def count(self) -> int:
        """So many."""
        return self.lines

    def take(self, lines: int) -> None:
        """Show so many lines from now on."""
        self.lines = lines
        self.measure()


class Theirs(ScrollView):
    """A pane of Textual's, told of its lines as Textual's own list of options is."""

    def take(self, lines: int) -> None:
        """Show so many lines from now on."""
        self.virtual_size = Size(self.scrollable_content_region.width, lines)
        self._scroll_update(self.virtual_size)

    def render_line(self, y: int) -> Strip:
        """Nothing."""
        return Strip.blank(self.size.width)


class Both(App[None]):
    """One pane of each kind, side by side."""

    CSS = """
    Ours, Theirs {
        width: 1fr; overflow-x: hidden; overflow-y: auto;
        scrollbar-size-vertical: 1; scrollbar-size-horizontal: 0;
    }
    .always { overflow-y: scroll; }
    .never { overflow-y: hidden; }
    """

    def compose(self) -> ComposeResult:
        """The panes."""
        with Horizontal():
            yield Ours()
            yield Theirs()


def scrolling_of(pane: ScrollView) -> tuple[object, ...]:
    """All that can be seen of how a pane scrolls."""
    bar = pane.vertical_scrollbar
    seen = pane.show_vertical_scrollbar, pane.scrollable_content_region.size, pane.scroll_offset
    if not pane.show_vertical_scrollbar:
        return (*seen, bar.display)
    return (*seen, bar.display, bar.window_virtual_size, bar.window_size, bar.position)


@pytest.mark.parametrize("overflow", ["", "always", "never"])
async def test_a_pane_scrolls_as_textuals_own(overflow: str) -> None:
    """Whatever the number of lines, bar, room and place are those of a pane of Textual's."""
    app = Both()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        ours, theirs = app.query_one(Ours), app.query_one(Theirs)
        for pane in (ours, theirs):
            pane.set_class(bool(overflow), overflow or "always")
        await pilot.pause()
        for lines in COUNTS:
            for pane in (ours, theirs):
                pane.take(lines)
            await pilot.pause()
            assert scrolling_of(ours) == scrolling_of(theirs), lines
            for pane in (ours, theirs):
                pane.scroll_to(y=lines, animate=False, force=True)
            await pilot.pause()
            assert scrolling_of(ours) == scrolling_of(theirs), lines


async def test_only_a_bar_that_comes_or_goes_lays_out_the_screen() -> None:
    """More lines and fewer lines ask for no layout while the scroll bar stays or stays away."""
    app = Both()
    layouts: list[object] = []
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        ours = app.query_one(Ours)
        await pilot.pause()
        app.screen.screen_layout_refresh_signal.subscribe(ours, layouts.append, immediate=True)
        for lines, is_laid_out in ((5, False), (9, False), (40, True), (90, False), (4, True)):
            layouts.clear()
            ours.take(lines)
            await pilot.pause()
            assert bool(layouts) is is_laid_out, lines


class Few(Listing):
    """A list as high as its rows."""

    DEFAULT_CSS = "Few { height: auto; overflow-x: hidden; }"

    def __init__(self) -> None:
        super().__init__()
        self.widths: list[int] = []

    def make(self, width: int) -> list[Row]:
        """Two rows, and a note of the width."""
        self.widths.append(width)
        return [Row(()), Row(())]


async def test_a_list_makes_its_rows_once_for_height_and_first_frame() -> None:
    """The rows that are made to count them are the rows shown, as long as the width stays."""
    app = App[None]()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        few = Few()
        await app.mount(few)
        await pilot.pause()
        assert few.widths == [39]
        assert few.size.height == len(few.rows) == 2
        few.refresh(layout=True)
        await pilot.pause()
        assert few.widths == [39]
        await pilot.resize_terminal(30, HEIGHT)
        await pilot.pause()
        assert few.widths[-1] == 29
        assert few.size.height == 2
