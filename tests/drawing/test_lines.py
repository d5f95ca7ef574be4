"""Panes of lines: they scroll as Textual's own do, without laying out the screen at each change."""

import pytest
from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from incident_tui.drawing.hints import CLOSE, Hint
from incident_tui.drawing.ink import Ink, Row
from incident_tui.drawing.lines import Hit, Lines, Listing
from incident_tui.themes import ink_variables

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


class Boxed(Ours):
    """A pane with hints and a mark that closes it."""

    DEFAULT_CSS = "Boxed { width: 30; height: 8; border: round white; }"


class InInk(App[None]):
    """An app with the colours of ink, in a theme of Textual's."""

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ink."""
        return ink_variables(dark=True)


@pytest.mark.parametrize("colour", ["", "1"])
async def test_borders_have_hints_and_a_mark(colour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever part of a border is painted, it is that part of the whole border."""
    if colour:
        monkeypatch.setenv("NO_COLOR", colour)
    app = InInk()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        boxed = Boxed()
        await app.mount(boxed)
        boxed.border_title = "A title"
        boxed.closes = True
        boxed.show_hints([Hint("Enter", "opens"), Hint("Esc")])
        await pilot.pause()
        rows = [boxed.render_lines(Region(0, y, 30, 1))[0] for y in range(8)]
        assert rows[0].text == "╭─ A title ────────────── × ─╮"
        assert rows[7].text == "╰──────── Enter opens · Esc ─╯"
        whole = boxed.render_lines(Region(0, 0, 30, 8))
        for y, row in ((0, rows[0]), (7, rows[7])):
            assert whole[y].text == row.text
            for start, stop in ((0, 25), (3, 30), (24, 27), (25, 26), (0, 1), (28, 30), (5, 24)):
                part = boxed.render_lines(Region(start, y, stop - start, 1))[0]
                assert [*part.simplify()] == [*row.crop(start, stop).simplify()]


@pytest.mark.parametrize(
    ("place", "has_mark", "hit"),
    [
        ((4, 2), True, Hit(1)),
        ((4, 1), True, Hit(0, "enter")),
        ((4, 1), False, Hit(0)),
        ((4, 5), True, Hit()),  # below the last line
        ((10, 7), True, Hit(None, "enter")),
        ((10, 7), False, Hit()),
        ((25, 7), False, Hit(None, "escape")),
        ((26, 0), False, Hit(None, CLOSE)),
        ((3, 0), True, Hit()),
        ((2, 7), True, Hit()),
    ],
)
async def test_a_click_has_a_meaning(place: tuple[int, int], has_mark: bool, hit: Hit) -> None:
    """A line is selected, or opened if its mark was shown; a key of a border is pressed."""
    app, hits = InInk(), list[Hit]()

    class Listening(Boxed):
        """Notes each click."""

        def on_click(self, event: events.Click) -> None:
            """Note what a click means."""
            hits.append(self.hit(event, has_mark))

    async with app.run_test(size=(40, HEIGHT)) as pilot:
        boxed = Listening()
        await app.mount(boxed)
        boxed.closes = True
        boxed.show_hints([Hint("Enter", "opens"), Hint("Esc")])
        boxed.take(3)
        boxed.select(0)
        await pilot.pause()
        await pilot.click(boxed, offset=place)
        assert hits == [hit]


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


class Links(Listing):
    """A row for each letter, with the letter as key."""

    letters = ""

    def make(self, width: int) -> list[Row]:
        """The rows."""
        return [Row((Ink(letter),), letter.strip()) for letter in self.letters]

    def take(self, letters: str) -> None:
        """Show other letters."""
        self.letters = letters
        self.remake()


@pytest.mark.parametrize(
    ("before", "select", "after", "selected"),
    [
        ("abc", 1, "xxabc", 3),
        ("abc", 2, "c", 0),
        ("abc", 1, "ac", 1),
        ("abc", 2, "ab", 0),
        ("a a a", 2, "  a a a", 2),
        ("abc", 1, "  ", None),
    ],
)
async def test_the_selected_row_stays_selected(
    before: str, select: int, after: str, selected: int | None
) -> None:
    """A row is known by its key, of several rows the nearest; else by its number."""
    app = App[None]()
    async with app.run_test(size=(40, HEIGHT)) as pilot:
        links = Links()
        await app.mount(links)
        await pilot.pause()
        links.take(before)
        links.select(select)
        links.take(after)
        assert links.selected == selected
