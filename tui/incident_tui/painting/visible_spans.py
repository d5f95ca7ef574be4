"""Which widget is visible in which cells of a row."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.geometry import Region
from textual.widget import Widget


class VisibleSpan(NamedTuple):
    """Cells of a row in which a single widget is visible, as columns of the screen."""

    start: int
    stop: int
    content_start: int
    content_stop: int
    """The cells from `content_start` to `content_stop` have no border and no padding of the widget;
    `content_stop` is 0 for a row with border or padding only."""
    widget: Widget


def visible_spans(
    y: int, width: int, widgets: Iterable[tuple[Widget, Region, Region]]
) -> Iterator[VisibleSpan]:
    """The visible spans of row `y` of a screen, `width` cells wide.

    Args:
        widgets: the widgets in the row, front to back, with the visible part and with
            the whole of the widget, both in cells of the screen.
    """
    free = [(0, width)]
    for widget, visible, region in widgets:
        still_free: list[tuple[int, int]] = []
        content = region.shrink(widget.styles.gutter)
        for left, right in free:
            start, stop = max(left, visible.x), min(right, visible.right)
            if start >= stop:
                still_free.append((left, right))
                continue
            content_stop = min(stop, content.right) if content.y <= y < content.bottom else 0
            yield VisibleSpan(start, stop, max(start, content.x), content_stop, widget)
            still_free += [gap for gap in ((left, start), (stop, right)) if gap[0] < gap[1]]
        free = still_free
        if not free:
            return
