"""The only module with private names of Textual: a compositor for changed rows.

Textual's compositor renders every widget inside the rectangle around the changes. Between a changed
line near the top and a changed pane near the bottom, the rectangle is most of the screen. Textual
has no public hook for a compositor.

Private names may change in each release. `textual_guard.py` lists the tested parts; `screen.py`
imports the module only where the parts of the installed Textual match.
"""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby

from rich.console import Console

# `App._display` writes the text of a `CompositorUpdate` to the terminal unchanged; every other
# renderable goes through a Rich console, which is slow and bypasses `TerminalCells`.
from textual._compositor import Compositor, CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

from incident_tui.painting.terminal_cells import PlacedStrip, TerminalCells
from incident_tui.painting.visible_spans import VisibleSpan, visible_spans


def replace_compositor(screen: Screen[ScreenResultType], cells: TerminalCells) -> None:
    """Have a new screen painted by a `RowCompositor`, and `cells` kept up to date.

    The screen must not be laid out yet: the old compositor knows where the widgets are.
    """
    screen._compositor = RowCompositor(cells)


class ChangedRowsUpdate(CompositorUpdate):
    """Strips for changed rows."""

    def __init__(self, strips: list[PlacedStrip], cells: TerminalCells) -> None:
        self.strips = strips
        self.cells = cells

    def render_segments(self, console: Console) -> str:
        """The text for the terminal; Textual calls the method once, on writing."""
        return self.cells.update(self.strips, console)


class WholeScreenUpdate(LayoutUpdate):
    """All strips of the screen, in the class from which Textual prints screenshots."""

    def __init__(self, update: LayoutUpdate, cells: TerminalCells) -> None:
        super().__init__(update.strips, update.region)
        self.cells = cells

    def render_segments(self, console: Console) -> str:
        """The text for the terminal, which may show anything before."""
        self.cells.forget()
        return self.cells.update(self._placed_strips(), console)

    def _placed_strips(self) -> Iterator[PlacedStrip]:
        for y, strips in enumerate(self.strips, self.region.y):
            x = self.region.x
            for strip in strips:
                yield PlacedStrip(x, y, strip)
                x += strip.cell_length


class RowCompositor(Compositor):
    """Renders changed rows, and writes changed cells."""

    def __init__(self, cells: TerminalCells) -> None:
        super().__init__()
        self.cells = cells
        self._spans_by_row: dict[int, list[VisibleSpan]] = {}
        self._spans_made_for: list[tuple[Widget, tuple[Region, Region]]] = []
        """The places of the widgets for which `_spans_by_row` was made."""

    def update_widgets(self, widgets: set[Widget]) -> None:
        """Note changed widgets; under a covering screen none, for Textual would paint it whole."""
        if not self.cells.is_covered:
            super().update_widgets(widgets)

    def render_full_update(self, simplify: bool = False) -> LayoutUpdate:
        """The whole screen."""
        return WholeScreenUpdate(super().render_full_update(simplify), self.cells)

    def render_partial_update(  # type: ignore[override]  # App._display takes any CompositorUpdate
        self,
    ) -> CompositorUpdate | None:
        """The rows changed since the last update; None for no change."""
        screen = self.size.region
        # Textual has no public list of the changed regions, and no public way to empty the list.
        changed = [region.intersection(screen) for region in self._dirty_regions]
        self._dirty_regions.clear()
        self._forget_moved_spans()
        strips = [
            strip
            for (widget, start, stop), rows in self._changed_rows(changed).items()
            for strip in self._rendered(widget, start, stop, rows)
        ]
        return ChangedRowsUpdate(strips, self.cells) if strips else None

    def _changed_rows(
        self, changed: Iterable[Region]
    ) -> dict[tuple[Widget, int, int], dict[int, None]]:
        """From a widget and its first and last column to the rows to render, from top to bottom."""
        rows: dict[tuple[Widget, int, int], dict[int, None]] = {}
        for y, left, right in self._regions_to_spans(changed):
            for start, stop, content_start, content_stop, widget in self._visible_spans(y):
                if right <= start or stop <= left:
                    continue
                # Cells without border are rendered over their whole width: the widgets keep whole
                # lines, and rows of equal columns are rendered together.
                if content_start <= max(start, left) and min(stop, right) <= content_stop:
                    start, stop = content_start, content_stop
                rows.setdefault((widget, start, stop), {})[y] = None
        return rows

    def _rendered(
        self, widget: Widget, start: int, stop: int, rows: Collection[int]
    ) -> Iterator[PlacedStrip]:
        """Strips of a widget for rows in ascending order; adjacent rows in a single call."""
        region, _ = self.visible_widgets[widget]
        for _, run in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
            adjacent = [y for _, y in run]
            crop = Region(start - region.x, adjacent[0] - region.y, stop - start, len(adjacent))
            for y, strip in zip(adjacent, widget.render_lines(crop), strict=False):
                yield PlacedStrip(start, y, strip)

    def _visible_spans(self, y: int) -> list[VisibleSpan]:
        if y not in self._spans_by_row:
            spans = visible_spans(y, self.size.width, self.layers_visible[y])
            self._spans_by_row[y] = list(spans)
        return self._spans_by_row[y]

    def _forget_moved_spans(self) -> None:
        """Forget the visible spans if a widget has appeared, disappeared or moved."""
        places = [*self.visible_widgets.items()]
        if self._spans_made_for != places:
            self._spans_made_for = places
            self._spans_by_row.clear()
