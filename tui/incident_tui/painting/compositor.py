"""A compositor that renders the rows that changed, of the widgets that are seen there.

Textual's own renders every widget inside the rectangle around all that changed. Between a line near
the top and a pane near the bottom, that is nearly the whole screen.

Here and in `screen.py` private parts of Textual's compositor and screen are known, those of 8.2.
Tests fail if they are gone, and the package asks for a Textual before 9.
"""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import NamedTuple

from rich.console import Console
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.widget import Widget

from incident_tui.painting.shown import Placed, Shown


class Stretch(NamedTuple):
    """Cells of a row in which one widget is seen."""

    start: int
    stop: int
    content_start: int
    content_stop: int
    """Before this the widget's border begins; 0 where the row is nothing but border."""
    widget: Widget


class RowsUpdate(CompositorUpdate):
    """The rows that changed."""

    def __init__(self, strips: list[Placed], shown: Shown) -> None:
        self.strips = strips
        self.shown = shown

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal; called once, when it is."""
        return self.shown.show(self.strips, console)


class ScreenUpdate(LayoutUpdate):
    """The whole screen, whatever the terminal shows."""

    def __init__(self, update: LayoutUpdate, shown: Shown) -> None:
        super().__init__(update.strips, update.region)
        self.shown = shown

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal; called once, when it is."""
        self.shown.forget()
        return self.shown.show(self._placed(), console)

    def _placed(self) -> Iterator[Placed]:
        for y, strips in enumerate(self.strips, self.region.y):
            x = self.region.x
            for strip in strips:
                yield Placed(x, y, strip)
                x += strip.cell_length


class RowCompositor(Compositor):
    """Renders row by row, and writes what differs from what the terminal shows."""

    def __init__(self) -> None:
        super().__init__()
        self.shown = Shown()
        self._stretches: dict[int, list[Stretch]] = {}
        self._arranged: list[tuple[Widget, tuple[Region, Region]]] = []

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """All of the screen."""
        return ScreenUpdate(super().render_full_update(simplify), self.shown)

    def render_partial_update(  # type: ignore[override]  # all that is asked of it is to render
        self,
    ) -> CompositorUpdate | None:
        """What has become dirty since the last update; None if nothing has."""
        screen = self.size.region
        dirty = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        self._arrange()
        rows: dict[tuple[Widget, int, int], dict[int, None]] = {}
        for y, left, right in self._regions_to_spans(dirty):
            for stretch in self.stretches(y):
                if stretch.start < right and left < stretch.stop:
                    start, stop, first, last, widget = stretch
                    if first <= max(start, left) and min(stop, right) <= last:
                        start, stop = first, last
                    rows.setdefault((widget, start, stop), {})[y] = None
        strips = [one for place, ys in rows.items() for one in self._rendered(*place, ys)]
        return RowsUpdate(strips, self.shown) if strips else None

    def _rendered(
        self, widget: Widget, start: int, stop: int, rows: Collection[int]
    ) -> Iterator[Placed]:
        """Rows of a widget, those that follow one another at once."""
        region, _ = self.visible_widgets[widget]
        for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            ys = [y for _, y in group]
            crop = Region(start - region.x, ys[0] - region.y, stop - start, len(ys))
            for y, strip in zip(ys, widget.render_lines(crop), strict=False):
                yield Placed(start, y, strip)

    def stretches(self, y: int) -> list[Stretch]:
        """Which widgets are seen in a row, and where."""
        if y not in self._stretches:
            self._stretches[y] = list(self._seen(y))
        return self._stretches[y]

    def _arrange(self) -> None:
        """Forget where widgets were seen, if any has come, gone or moved."""
        arranged = [*self.visible_widgets.items()]
        if self._arranged != arranged:
            self._arranged = arranged
            self._stretches.clear()

    def _seen(self, y: int) -> Iterator[Stretch]:
        """The parts of the widgets in a row that no widget nearer to the front covers."""
        free = [(0, self.size.width)]
        for widget, visible, region in self.layers_visible[y]:
            left = []
            for start, stop in free:
                first, last = max(start, visible.x), min(stop, visible.right)
                if first >= last:
                    left.append((start, stop))
                    continue
                content = region.shrink(widget.styles.gutter)
                end = min(last, content.right) if content.y <= y < content.bottom else 0
                yield Stretch(first, last, max(first, content.x), end, widget)
                left += [gap for gap in ((start, first), (last, stop)) if gap[0] < gap[1]]
            free = left
            if not free:
                return
