"""Widgets made of lines: `Lines` scrolls and has a selection, `Bar` stands still.

Both use Textual's line API: a line is built once on the screen, and kept until its content
changes, so no cost grows with the number of lines.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from itertools import zip_longest
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip
from textual.widget import Widget

from incident_tui.drawing.hints import CLOSE, CLOSE_MARK, ESCAPE, Hint, draw_hints
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, ink_style, width_of
from incident_tui.drawing.scrollbar import SlimScrollBar

CURSOR, CURSOR_IDLE = "▸", "▹"
"""The marks of the selected line: of what has the keys, and of what waits for them."""
_LIFTED = {"dim": "text", "faint": "dim", "routine": "text"}
"""Replacements for inks that are too weak on the ground of the selected line."""
_MOST_KEPT = 4_096
_BESIDE_HINTS = 6
"""Cells of the lower border without hints: two at each end, and a space before and after."""
_NO_ROW = Row(EMPTY)


def _joins(text: str, style: Style, before: Segment) -> bool:
    """Whether a text can join the segment before.

    Spaces join any ink that is invisible on spaces. No text joins spaces, for some SVG viewers drop
    leading spaces.
    """
    blank, other = text[0] == " " and not text.strip(" "), before.style
    if blank and other and not (other.reverse or other.underline or other.meta):
        return True
    return style is other and (blank or bool(before.text.strip(" ")))


class Painted(Widget):
    """A widget that turns inked lines into strips in the colours of the theme.

    Colours come from the variables of the theme; component classes would cost a start 100 ms.
    """

    def __init__(
        self,
        *children: Widget,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
        disabled: bool = False,
    ) -> None:
        super().__init__(*children, name=name, id=id, classes=classes, disabled=disabled)
        self._inks: dict[Style, dict[str, Style]] = {}
        """Styles by base style, then by name of the ink."""
        self._ground: Style | None = None

    def notify_style_update(self) -> None:
        """Forget colours when the theme changes."""
        super().notify_style_update()
        self._inks.clear()
        self._ground = None

    @property
    def ground(self) -> Style:
        """The style of a cell without ink."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    def render_lines(self, crop: Region) -> list[Strip]:
        """Rows of the widget; rows without a border skip Textual's rendering of borders.

        Textual's rendering of borders, outlines, hatches and tints, which our rows lack, costs
        several times the painting.
        """
        inside = self.content_size.region.translate(self.content_offset)
        if not inside.contains_region(crop) or self.opacity < 1:
            return super().render_lines(crop)
        left = crop.x - inside.x
        strips = [self.render_line(y - inside.y) for y in crop.line_range]
        strips = [
            strip if strip.cell_length == crop.width else strip.crop(left, left + crop.width)
            for strip in strips
        ]
        return self._filtered(strips)

    def _filtered(self, strips: list[Strip]) -> list[Strip]:
        """Strips as the filters of the app change them, which remove colours for example."""
        background = Color.from_rich_color(self.ground.bgcolor)
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        return strips

    def paint(self, line: Line, width: int, base: Style) -> Strip:
        """A line in colour, exactly `width` cells wide."""
        return Strip(self.segments(line, width, base), width)

    def segments(self, line: Line, width: int, base: Style) -> list[Segment]:
        """The pieces of a line in colour, exactly so many cells wide in all."""
        segments: list[Segment] = []
        inks = self._inks.setdefault(base, {})
        for text, ink, action in line:
            if not text:
                continue
            style = inks.get(ink)
            if style is None:
                style = inks[ink] = base + ink_style(ink, self.app.theme_variables)
            if action:
                style += Style.from_meta({"key": action})
            if segments and _joins(text, style, segments[-1]):
                segments[-1] = Segment(segments[-1].text + text, segments[-1].style)
            else:
                segments.append(Segment(text, style))
        spare = width - sum([cell_len(text) for text, _, _ in segments])
        if spare < 0:
            return Segment.adjust_line_length(segments, width, base)
        if spare:
            segments.append(Segment(" " * spare, base))
        return segments


class Bar(Painted):
    """Lines that stand still: a title, a status, a row of keys."""

    ALLOW_SELECT = False

    class Pressed(Message):
        """A span with a key was clicked."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key
            """The action of the span."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._lines: Sequence[Line] = ()
        self._drawn_size = Size(0, 0)

    def draw(self, width: int) -> Sequence[Line]:
        """The lines, for a width in cells."""
        return ()

    def redraw(self) -> None:
        """Draw again, and repaint if a line changed."""
        if not (self.size and self._drawn_size):
            self._drawn_size = Size(0, 0)
            return  # not laid out yet, or hidden: `render_line` draws when the size is known
        old, self._lines = self._lines, self.draw(self.size.width)
        pairs = enumerate(zip_longest(old, self._lines, fillvalue=EMPTY))
        changed = [y for y, (one, other) in pairs if one != other]
        if changed:
            self.refresh(Region(0, changed[0], self.size.width, changed[-1] - changed[0] + 1))

    def render_line(self, y: int) -> Strip:
        """Paint a line."""
        if self.size != self._drawn_size:
            self._drawn_size = self.size
            self._lines = self.draw(self.size.width)
        line = self._lines[y] if y < len(self._lines) else EMPTY
        return self.paint(line, self.size.width, self.ground)

    def on_click(self, event: events.Click) -> None:
        """Say which key was clicked."""
        if key := event.style.meta.get("key"):
            self.post_message(self.Pressed(key))


def press_key(widget: Widget, key: str) -> None:
    """Press a key for a click on a widget.

    The app sends the key: a key that is sent by a parent of the widget with the focus ends there,
    before Textual looks for its binding.

    Args:
        key: Textual's name of the key.
    """
    widget.app.call_later(widget.app.simulate_key, key)


class Hit(NamedTuple):
    """The meaning of a click in `Lines`: a line to select, and then a key to press."""

    line: int | None = None
    """The number of the line, from 0; None beside the lines."""
    key: str = ""
    """Textual's name of the key, or `CLOSE`; "" for no key."""


class Lines(ScrollView, Painted, can_focus=True, inherit_bindings=False):
    """Lines that scroll, with at most one line selected, and hints in the lower border."""

    ALLOW_SELECT = False
    MARGIN = 1
    """Cells to the left of each line, for the mark of the selection."""
    MARK_STAYS = False
    """Whether the mark is shown while the keys are elsewhere."""
    HINTS_STAY = True
    """Whether the hints are shown while the keys are elsewhere."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.selected: int | None = None
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._drawn_width = -1
        self._top = 0
        self.hints: Sequence[Hint] = ()
        self.closes = False
        """Whether the upper border has a mark that closes the box."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar, which Textual makes at the first request."""
        bar = super().vertical_scrollbar
        if not isinstance(bar, SlimScrollBar):
            # Textual has no hook for the class of its bar. The subclass adds a method and no state,
            # so that a bar can become an instance of it.
            bar.__class__ = SlimScrollBar
        return bar

    # What a pane has to say.

    def count(self) -> int:
        """The number of lines."""
        return 0

    def line(self, number: int, width: int) -> Line:
        """A line, for a width in cells."""
        return EMPTY

    def row_lines(self, number: int) -> range:
        """The lines that are selected with a line: the lines of a row, from its first line."""
        return range(number, number + 1)

    def arranged(self, width: int) -> None:
        """The width has changed; lines may have to be made anew."""

    # What holds for all of them.

    @property
    def selected_lines(self) -> range:
        """The lines of the selected row; empty without a selection."""
        return range(0) if self.selected is None else self.row_lines(self.selected)

    @property
    def line_width(self) -> int:
        """The width of a line in cells, without the margin."""
        return max(self.scrollable_content_region.width - self.MARGIN, 1)

    def forget(self) -> None:
        """Everything may have changed: count, measure and paint again."""
        self._strips.clear()
        self.measure()
        self.refresh()

    def measure(self) -> None:
        """Scroll over as many lines as the pane has."""
        size = Size(self.scrollable_content_region.width, self.count())
        if size == self.virtual_size:
            return
        # Assigning `virtual_size` would lay out the whole screen again, in Detail at each step.
        # Only a scroll bar that comes or goes needs that: `show_vertical_scrollbar` asks for it.
        self.set_reactive(Widget.virtual_size, size)
        if self.container_size:
            self._measure_scrollbar(size.height, self.container_size.height)
            self.scroll_y = min(self.scroll_y, self.max_scroll_y)

    def _measure_scrollbar(self, lines: int, height: int) -> None:
        """Show the bar if `lines` lines do not fit into `height` lines."""
        overflow, was_shown = self.styles.overflow_y, self.show_vertical_scrollbar
        shown = overflow == "scroll" or (overflow == "auto" and lines > height)
        self.show_vertical_scrollbar = shown
        if shown or was_shown:
            bar = self.vertical_scrollbar
            bar.display = shown
            bar.window_virtual_size, bar.window_size = lines, height

    def forget_lines(self, numbers: Collection[int]) -> None:
        """Note that lines have changed."""
        for number in numbers:
            self._strips.pop((number, False), None)
            self._strips.pop((number, True), None)
        self.repaint(numbers)

    def keep_lines(self, numbers: range) -> None:
        """Note that lines out of view may have changed: all lines except `numbers`."""
        self._strips = {key: strip for key, strip in self._strips.items() if key[0] in numbers}

    def repaint(self, numbers: Collection[int]) -> None:
        """Paint lines again, as far as in view, with the lines between them."""
        width, height = self.scrollable_content_region.size
        top = self.scroll_offset.y
        if rows := [y for number in numbers if 0 <= (y := number - top) < height]:
            self.refresh(Region(0, min(rows), width, max(rows) - min(rows) + 1))

    def show_hints(self, hints: Sequence[Hint]) -> None:
        """Show hints in the lower border, if the hints differ."""
        if hints != self.hints:
            self.hints = hints
            left, top = self.content_offset
            width, height = self.outer_size
            if width and height:  # laid out: the lower border alone
                self.refresh(Region(-left, height - 1 - top, width, 1))

    @property
    def mark_place(self) -> Offset:
        """The cell of the screen where the selected line begins; without one, where the lines do.

        A selected line out of view is scrolled into view soon: until then, the nearest cell.
        """
        left, top, _, height = self.content_region
        number = 0 if self.selected is None else self.selected - self.scroll_offset.y
        return Offset(left, top + min(max(number, 0), max(height - 1, 0)))

    def select(self, number: int | None) -> None:
        """Move the mark to a line, and bring the line into view."""
        old, self.selected = self.selected_lines, number
        self.repaint([*old, *self.selected_lines])
        if number is not None:
            self.reveal(number)

    def reveal(self, number: int) -> None:
        """Scroll a line into view, with a few lines beyond, so that not every step scrolls."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        if top <= number <= self.row_lines(number)[-1] < top + height:
            return
        ahead = height // 4
        wanted = number - ahead if number < top else number + ahead - height + 1
        self.scroll_to(y=wanted, animate=False, force=True)

    def notify_style_update(self) -> None:
        """Forget painted lines when the theme changes."""
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self) -> None:
        """Measure for the new size, and keep the selected line in view."""
        self._arrange(self.line_width)
        self.measure()
        if self.selected is not None:
            self.reveal(self.selected)

    def _arrange(self, width: int) -> bool:
        """Make the lines for a width in cells, if the width has changed."""
        if width == self._drawn_width:
            return False
        self._drawn_width = width
        self._strips.clear()
        self.arranged(width)
        return True

    def on_focus(self) -> None:
        """Show the mark as the mark that keys move."""
        self._repaint_selected()

    def on_blur(self) -> None:
        """Show the mark as idle."""
        self._repaint_selected()

    def _repaint_selected(self) -> None:
        for number in self.selected_lines:
            self._strips.pop((number, True), None)
        self.repaint(self.selected_lines)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint lines of the screen, for the present width.

        A new scroll bar takes from the width.
        """
        if self._arrange(self.line_width):
            self.call_later(self.measure)
        self._top = self.scroll_offset.y
        strips = super().render_lines(crop)
        if self.closes and crop.y <= 0 < crop.bottom:
            strips[-crop.y] = self._over_border(strips[-crop.y], crop, CLOSE_MARK)
        last = self.outer_size.height - 1
        if crop.y <= last < crop.bottom and self.hints and self.styles.border_bottom[0]:
            strips[last - crop.y] = self._over_border(strips[last - crop.y], crop, self._below())
        return strips

    def _below(self) -> Line:
        """The hints as they stand in the lower border now."""
        if not (self.has_focus or self.HINTS_STAY):
            return EMPTY
        room = self.outer_size.width - _BESIDE_HINTS
        return (Ink(" "), *draw_hints(self.hints, room, self.has_focus), Ink(" "))

    def _over_border(self, strip: Strip, crop: Region, words: Line) -> Strip:
        """A row of the border with words near the right end.

        Args:
            crop: the part of the widget that the row is cut to.
        """
        size = width_of(words)
        start = self.outer_size.width - size - 2 - crop.x
        if start + crop.x < 2:
            return strip
        if words is CLOSE_MARK and strip.crop(start, start + 1).text.strip(" ─"):
            words = (words[0]._replace(text="…"), *words[1:])  # the title is longer than its room
        painted = self._filtered([self.paint(words, size, self.ground)])[0]
        left, right = max(start, 0), max(start + size, 0)
        middle = painted.crop(left - start, max(crop.width - start, 0))
        return Strip.join([strip.crop(0, left), middle, strip.crop(right)])

    def render_line(self, y: int) -> Strip:
        """Paint a line of the screen."""
        number = y + self._top
        width = self._drawn_width + self.MARGIN
        base = self.ground
        if number >= self.count():
            return Strip.blank(width, base)
        selected = number in self.selected_lines and (self.has_focus or self.MARK_STAYS)
        strip = self._strips.get((number, selected))
        if strip is None or strip.cell_length != width:
            strip = self._painted(number, width, selected, base)
            if len(self._strips) > _MOST_KEPT:
                self._strips.clear()
            self._strips[number, selected] = strip
        return strip

    def _painted(self, number: int, width: int, selected: bool, base: Style) -> Strip:
        mark = " "
        if selected:
            base += ink_style(
                "cursor" if self.has_focus else "cursor-idle", self.app.theme_variables
            )
            if number == self.selected:
                mark = CURSOR if self.has_focus else CURSOR_IDLE
        drawn = self.line(number, width - self.MARGIN)
        if selected:
            drawn = tuple(span._replace(ink=_LIFTED.get(span.ink, span.ink)) for span in drawn)
        line = self.segments(drawn, width - self.MARGIN, base)
        margin = [Segment(mark.ljust(self.MARGIN), base)] if self.MARGIN else []
        return Strip([*margin, *line], width)

    def hit(self, event: events.Click, has_mark: bool) -> Hit:
        """The meaning of a click: the same in each pane and dialog.

        A click selects a line. A click on a span with a key, for example a box, presses the key
        then. A click on the line that was selected before presses Enter. A click on a hint presses
        the key of the hint.

        Args:
            has_mark: whether a reader saw the mark of the selected line before the click. Without
                the mark, a reader does not know which line a key would open: the click presses
                neither Enter nor the key of a hint.
        """
        key, offset = event.style.meta.get("key", ""), event.get_content_offset(self)
        if offset is None:
            return Hit(key=key if has_mark or key in (ESCAPE, CLOSE) else "")
        number = offset.y + self.scroll_offset.y
        if number >= self.count():
            return Hit()
        is_again = has_mark and number in self.selected_lines
        return Hit(number, key or ("enter" if is_again else ""))


class Listing(Lines):
    """A few lines, made together; lines with a key can be selected."""

    SELECTS_FIRST: ClassVar[bool] = True
    """Whether the first row with a key is selected before a key or a click selects a row."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[Row] = ()

    def make(self, width: int) -> Sequence[Row]:
        """All rows, for a width in cells."""
        return ()

    def remake(self) -> None:
        """Make the rows again, and repaint changed rows."""
        if self._drawn_width < 0:
            return  # not laid out yet: `arranged` makes the rows when the width is known
        if not self.size:  # hidden: no width to make rows for, until the pane is shown again
            self._drawn_width = -1
            return
        key, selected = self.key, self.selected
        old, self.rows = self.rows, self.make(self.line_width)
        pairs = enumerate(zip_longest(old, self.rows, fillvalue=_NO_ROW))
        if changed := [number for number, (one, other) in pairs if one.line != other.line]:
            self.forget_lines(changed)
        if len(old) != len(self.rows):
            self.measure()
        self._keep_selected(key)
        if self.selected != selected:
            self.repaint([one for one in (selected, self.selected) if one is not None])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines, for a pane as high as its content."""
        width = max(width - self.MARGIN, 1)
        if self._drawn_width < 0:
            self._arrange(width)  # most often the width of the first frame: the rows are made once
        return len(self.rows if width == self._drawn_width else self.make(width))

    def arranged(self, width: int) -> None:
        """Make the rows for the new width."""
        key = self.key
        self.rows = self.make(width)
        self._keep_selected(key)

    def count(self) -> int:
        """The number of lines."""
        return len(self.rows)

    def line(self, number: int, width: int) -> Line:
        """A line."""
        return self.rows[number].line if number < len(self.rows) else EMPTY

    @property
    def key(self) -> str:
        """The key of the selected row; "" without a selection."""
        if self.selected is None or self.selected >= len(self.rows):
            return ""
        return self.rows[self.selected].key

    @property
    def choices(self) -> list[int]:
        """The numbers of the rows with a key."""
        return [number for number, row in enumerate(self.rows) if row.key]

    def take_click(self, number: int) -> None:
        """Select a row with a key, for a click."""
        if self.rows[number].key:
            self.select(number)

    def move(self, by: int) -> None:
        """Select so many rows on; where nothing can be selected, scroll."""
        choices = self.choices
        if not choices:
            self.scroll_relative(y=by, animate=False)
            return
        here = choices.index(self.selected) if self.selected in choices else -1 if by > 0 else 0
        self.select(choices[min(max(here + by, 0), len(choices) - 1)])

    def _keep_selected(self, key: str) -> None:
        """Select a row after a change of the rows: of the rows with a key, the nearest."""
        choices, here = self.choices, self.selected or 0
        alike = [number for number in choices if key and self.rows[number].key == key]
        if alike:
            self.selected = min(alike, key=lambda number: abs(number - here))
        elif self.selected not in choices:
            self.selected = choices[0] if choices and self.SELECTS_FIRST else None


class LinkedLines(Listing):
    """A text with links: keys select the rows with links and scroll over the rest."""

    def move(self, by: int) -> None:
        """Select the next row with a link; scroll if no such row is near, or by pages."""
        choices, step = self.choices, 1 if by > 0 else -1
        height = self.scrollable_content_region.height
        last = max(self.count() - height, 0)
        top = self.scroll_offset.y
        if abs(by) > 1:
            top = min(max(top + (by if abs(by) > self.count() else step * (height - 1)), 0), last)
            self._scroll_and_select(top, step)
            return
        here = self.selected
        if here is None or not top <= here < top + height:
            here = top - 1 if by > 0 else top + height
        number = bisect_right(choices, here) if by > 0 else bisect_left(choices, here) - 1
        reach = height + height // 2
        if 0 <= number < len(choices) and top - reach < choices[number] < top + height + reach:
            self.select(choices[number])
        else:
            self._scroll_and_select(min(max(top + by, 0), last), step)

    def _scroll_and_select(self, top: int, step: int) -> None:
        """Scroll; the selected row stays selected while in view, else the first row in view."""
        height = self.scrollable_content_region.height
        at_end = top == (0 if step < 0 else max(self.count() - height, 0))
        in_view = [number for number in self.choices if top <= number < top + height]
        if self.selected not in in_view or (at_end and top != self.scroll_offset.y):
            old = self.selected
            self.selected = None
            if in_view:
                self.selected = in_view[0 if (step > 0) is not at_end else -1]
            self.repaint([number for number in (old, self.selected) if number is not None])
        self.scroll_to(y=top, animate=False, force=True)
