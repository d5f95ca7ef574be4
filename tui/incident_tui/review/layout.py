"""The layout: focus, open pane, zoom, overview and prompt. `arranged` gives the next layout.

The screen follows from a `Review` and a `Layout`.
"""

from typing import Literal

import msgspec

from incident_tui.review.commands import (
    Arrange,
    Ask,
    CloseAsk,
    LeaveOverview,
    NextPane,
    OpenPane,
    Purpose,
    Resize,
    ScrollDetail,
    ShowOverview,
    Unzoom,
    Wish,
    Zoom,
)

PANES = ("timeline", "casualties", "agencies", "units", "related", "detail")
"""The panes by the names of their modules, in the order of their numbers, from 1."""
TIMELINE, DETAIL = "timeline", "detail"
MAX_STEPS = 6
"""The maximum number of steps by which a column is larger, or smaller, than usual."""
WIDE, BROAD, VAST = 100, 160, 180
"""The minimum widths of screens with two columns, with lanes beside Detail, with three columns."""
MEDIUM, TALL, HIGH = 27, 30, 48
"""The minimum heights of screens with more lines for the strip and for the middle column."""
WIDTH_CLASSES = [(0, "-narrow"), (WIDE, "-wide"), (BROAD, "-broad"), (VAST, "-vast")]
HEIGHT_CLASSES = [(0, "-short"), (MEDIUM, "-medium"), (TALL, "-tall"), (HIGH, "-high")]
"""The style classes of screens by their minimum size in cells."""
OVERVIEW = "overview"
"""The page over the panes."""
OverviewReason = Literal["", "opening", "asked"]
"""Why the overview is shown: the record was opened, or a key; "" while it is not shown."""


class Layout(msgspec.Struct, frozen=True):
    """Which panes are seen and where keys go; `arranged` alone makes a new layout."""

    focused: str = TIMELINE
    """The pane with the keys, while no prompt is open."""
    opened: str = DETAIL
    """The open pane, on a screen with room for a single pane beside the timeline."""
    is_zoomed: bool = False
    """Whether the focused pane fills the screen."""
    prompt: Purpose | Literal[""] = ""
    """The question of the prompt; "" while the prompt is closed."""
    empty: frozenset[str] = frozenset()
    """The panes without content in the record: no room is taken until the pane is opened."""

    overview: OverviewReason = ""
    """Why the overview lies over the panes, and has the keys; "" while the panes are shown."""

    right_steps: int = 0
    """How much wider the right column is than usual, in steps."""
    middle_steps: int = 0
    """How much larger the middle column is than usual, in steps."""

    @property
    def zoomed(self) -> str:
        """The pane over the whole screen; "" while every pane is shown."""
        return self.focused if self.is_zoomed else ""

    def means(self, wish: Wish) -> Wish:
        """The meaning of a wish in the layout: Esc ends a zoom before a filter."""
        if isinstance(wish, Unzoom):
            return Zoom() if self.is_zoomed else wish.elsewhere
        return wish


def arranged(layout: Layout, command: Arrange) -> Layout:
    """The layout after a command; equal to the layout before if nothing changes."""
    match command:
        case ShowOverview():
            return with_overview(layout, layout.overview or "asked")
        case LeaveOverview():
            return with_overview(layout, "")
        case OpenPane(pane):
            return _with_keys_in(layout, pane)
        case NextPane(by):
            return _with_keys_in(layout, _pane_beside(layout, by))
        case ScrollDetail() if layout.focused == TIMELINE:
            return msgspec.structs.replace(layout, opened=DETAIL)
        case Resize(by):
            return _resized(layout, by)
        case Zoom():
            zoomed = not layout.is_zoomed
            return msgspec.structs.replace(layout, is_zoomed=zoomed, overview="")
        case Ask(purpose):
            return msgspec.structs.replace(layout, prompt=purpose, overview="")
        case CloseAsk():
            return msgspec.structs.replace(layout, prompt="")
    return layout


def with_overview(layout: Layout, overview: OverviewReason) -> Layout:
    """The layout with the overview over the panes for a reason, or ("") without the overview."""
    return msgspec.structs.replace(layout, overview=overview, is_zoomed=False, prompt="")


def of_record(layout: Layout, empty: frozenset[str], overview: OverviewReason = "") -> Layout:
    """The layout for a different record, with the keys in the timeline or in the overview.

    Args:
        empty: the panes for which the record has nothing.
        overview: why the overview is shown; "" for the timeline.
    """
    opened = DETAIL if layout.opened in empty else layout.opened
    return Layout(
        opened=opened,
        is_zoomed=layout.is_zoomed and not overview,
        empty=empty,
        overview=overview,
        right_steps=layout.right_steps,
        middle_steps=layout.middle_steps,
    )


def _resized(layout: Layout, by: int) -> Layout:
    """The layout with more room for the focused pane; the timeline takes from the right column."""

    def limited(steps: int) -> int:
        return min(max(steps, -MAX_STEPS), MAX_STEPS)

    if layout.focused == DETAIL:
        return msgspec.structs.replace(layout, middle_steps=limited(layout.middle_steps + by))
    by = -by if layout.focused == TIMELINE else by
    return msgspec.structs.replace(layout, right_steps=limited(layout.right_steps + by))


def number_of(pane: str) -> int:
    """The number of a pane, from 1: also the key of the pane."""
    return PANES.index(pane) + 1


def title_of(pane: str) -> str:
    """The title of a pane on the screen."""
    return pane.capitalize()


def _with_keys_in(layout: Layout, pane: str) -> Layout:
    opened = layout.opened if pane == TIMELINE else pane
    return msgspec.structs.replace(layout, focused=pane, opened=opened, prompt="", overview="")


def _pane_beside(layout: Layout, by: int) -> str:
    """The pane at a distance, cyclic; empty panes are skipped."""
    panes = [pane for pane in PANES if pane == layout.focused or pane not in layout.empty]
    return panes[(panes.index(layout.focused) + by) % len(panes)]
