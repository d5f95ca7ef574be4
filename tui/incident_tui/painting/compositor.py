"""A compositor that renders the rows that changed, of the widgets that are seen there.

Textual's own renders every widget inside the rectangle around all that changed. Between a line near
the top and a pane near the bottom, that is nearly the whole screen.

Here and in `screen.py`, and nowhere else, private parts of Textual are known: those of 8.2. Tests
fail if they are gone, and the package asks for a Textual before 9.
"""

from collections.abc import Iterable, Iterator
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
    widget: Widget
    region: Region
    """Where the whole widget lies on the screen."""

    def inside(self, y: int, start: int, stop: int) -> "Stretch":
        """The part between the borders of the widget, if that is all it takes; or else all."""
        content = self.region.shrink(self.widget.styles.gutter)
        first, last = max(self.start, content.x), min(self.stop, content.right)
        if content.y <= y < content.bottom and first <= start and stop <= last:
            return self._replace(start=first, stop=last)
        return self


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
        self._stretched: object = None

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
        rows: dict[Stretch, dict[int, None]] = {}
        for y, start, stop in self._regions_to_spans(dirty):
            for stretch in self.stretches(y):
                first, last = max(start, stretch.start), min(stop, stretch.stop)
                if first < last:
                    rows.setdefault(stretch.inside(y, first, last), {})[y] = None
        strips = [one for stretch, ys in rows.items() for one in _rendered(stretch, ys)]
        return RowsUpdate(strips, self.shown) if strips else None

    def stretches(self, y: int) -> list[Stretch]:
        """Which widgets are seen in a row, and where."""
        arranged = [*self.visible_widgets.items()]
        if self._stretched != arranged:
            self._stretched = arranged
            self._stretches.clear()
        if y not in self._stretches:
            self._stretches[y] = list(self._seen(y))
        return self._stretches[y]

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
                yield Stretch(first, last, widget, region)
                left += [gap for gap in ((start, first), (last, stop)) if gap[0] < gap[1]]
            free = left
            if not free:
                return


def _rendered(stretch: Stretch, rows: Iterable[int]) -> Iterator[Placed]:
    """A widget's rows, those that follow one another at once."""
    start, stop, widget, region = stretch
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        ys = [y for _, y in group]
        crop = Region(start - region.x, ys[0] - region.y, stop - start, len(ys))
        for y, strip in zip(ys, widget.render_lines(crop), strict=False):
            yield Placed(start, y, strip)
