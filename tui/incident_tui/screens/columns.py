"""The panes in their columns; the style sheet arranges the columns by the size of the terminal."""

from collections.abc import Sequence

from textual.containers import Container
from textual.widget import Widget

from incident_tui.panes.footer import Titles
from incident_tui.panes.lanes import LanesBesideDetail
from incident_tui.panes.pane import Pane, pane_class
from incident_tui.review.layout import BROAD, HIGH, PANES, TALL, TIMELINE, VAST, WIDE, Layout
from incident_tui.review.review import Review

ROOMY_COLUMN_PANES = 3
"""Panes with room for their full height, in a column of a wide screen."""
_SHARES: Sequence[tuple[int, tuple[int, int, int, int] | None]] = (
    (VAST, (76, 24, 59, 41)),
    (BROAD, (62, 38, 0, 0)),
    (WIDE, (60, 40, 0, 0)),
    (0, None),
)
"""By least width of the terminal in cells, the shares of the left and the right column; with a
middle column beside the timeline, then those of the timeline and of the middle column."""
_COLUMN_STEP, _ROW_STEP = 3, 2
"""A step of a column in shares, and in rows."""
_LEAST_ROWS = 5
"""Rows of the smallest pane below the timeline."""
_MOST_BELOW = "75%"
"""The height of the largest pane below the timeline, on a narrow screen."""


class Columns(Container):
    """The panes, and lanes beside Detail. The middle column is a part of the left column."""

    def __init__(self) -> None:
        self.panes: dict[str, Pane] = {name: pane_class(name)(name) for name in PANES}
        """By name."""
        self._titles, self._lanes = Titles(), LanesBesideDetail()
        self._middle = self._column("middle", self._lanes)
        self._left = self._column("left", self._titles, self._middle)
        self._right = self._column("right")
        super().__init__(self._left, self._right, id="columns")

    def _column(self, name: str, *below: Widget) -> Container:
        return Container(*self._panes_in(name).values(), *below, id=name, classes="column")

    def _panes_in(self, *columns: str) -> dict[str, Pane]:
        return {name: pane for name, pane in self.panes.items() if pane.COLUMN in columns}

    def empty_panes(self, review: Review) -> frozenset[str]:
        """The names of the panes for which a record has nothing."""
        return frozenset(name for name, pane in self.panes.items() if pane.has_nothing(review))

    def show(self, review: Review, layout: Layout) -> None:
        """Draw a review in every pane."""
        for pane in self.panes.values():
            pane.show(review)
        self._lanes.show(review)
        self._titles.show(review, layout.opened)

    def lay_out(self, layout: Layout, review: Review) -> None:
        """Give panes and columns the classes and the sizes of a layout."""
        self._titles.show(review, layout.opened)
        for name, pane in self.panes.items():
            pane.set_class(name in layout.empty, "-empty")
            pane.set_class(name == layout.opened, "-open")
            pane.set_class(name == layout.zoomed, "-zoomed")
        for column, inside in (
            (self._left, self._panes_in("left", "middle")),
            (self._middle, self._panes_in("middle")),
            (self._right, self._panes_in("right")),
        ):
            column.set_class(layout.opened in inside, "-open")
            column.set_class(layout.zoomed in inside, "-zoomed")
            column.set_class(len(inside.keys() - layout.empty) > ROOMY_COLUMN_PANES, "-crowded")
        self.size_columns(layout)

    def size_columns(self, layout: Layout) -> None:
        """Give columns the sizes that a reader chose; the style sheet has the usual sizes."""
        left, middle, right = (one.styles for one in (self._left, self._middle, self._right))
        timeline = self.panes[TIMELINE].styles
        for styles in (left, middle, right, timeline):
            if {styles.clear_rule(rule) for rule in ("width", "height", "max_height")} != {False}:
                styles.refresh(layout=True)  # to the usual size
        if layout.zoomed or not (layout.right_steps or layout.middle_steps):
            return
        width, height = self.app.size
        shares = next(shares for least, shares in _SHARES if width >= least)
        if shares is None:  # the columns stand below the timeline
            usual = 12 if height >= TALL else 6 if layout.focused == TIMELINE else 10
            steps = layout.middle_steps + layout.right_steps  # the open column alone is shown
            for styles in (middle, right):
                styles.height = max(usual + _ROW_STEP * steps, _LEAST_ROWS)
                styles.max_height = _MOST_BELOW
            return
        of_left, of_right, of_timeline, of_middle = shares
        right.width = f"{of_right + _COLUMN_STEP * layout.right_steps}fr"
        left.width = f"{of_left - _COLUMN_STEP * layout.right_steps}fr"
        if of_middle:
            middle.width = f"{of_middle + _COLUMN_STEP * layout.middle_steps}fr"
            timeline.width = f"{of_timeline - _COLUMN_STEP * layout.middle_steps}fr"
        else:
            usual = 18 if height >= HIGH else 12 if height >= TALL else 9
            middle.height = max(usual + _ROW_STEP * layout.middle_steps, _LEAST_ROWS)
