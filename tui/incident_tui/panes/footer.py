"""The lines around the panes that name keys: the footer, and the titles of the closed panes."""

from collections.abc import Sequence

from incident_tui.keys import KEYS, Key
from incident_tui.panes.ink import Ink, Line, width_of
from incident_tui.panes.lines import Bar
from incident_tui.review.filters import everyone
from incident_tui.review.review import Review
from incident_tui.review.state import casualty_counts

STACKED = ("casualties", "agencies", "related", "detail")
"""The panes that share the rows under the timeline on a small screen."""


def draw_keys(width: int) -> Line:
    """As many of the footer's keys as fit; help is always one of them."""
    spans = {key.name: _key(key) for key in KEYS if key.footer}
    last = spans.pop("help")
    room = width - width_of(last)
    line: list[Ink] = []
    for span in spans.values():
        room -= width_of(span)
        if room < 0:
            break
        line += span
    return (*line, *last)


def _key(key: Key) -> Line:
    shown, _, word = key.footer.partition(" ")
    return (Ink(f" {shown}", "key", key.name), Ink(f" {word} ", "dim", key.name))


def draw_titles(review: Review, opened: str, width: int) -> Line:
    """Titles of the stacked panes with what they count, the open one lit."""
    titles = dict(zip(STACKED, _titles(review), strict=True))
    line: list[Ink] = []
    for number, (pane, title) in enumerate(titles.items(), start=2):
        ink = "here" if pane == opened else "dim"
        line.append(Ink(f" {number} {title} ", ink, f"pane_{number}"))
    return tuple(line)


def _titles(review: Review) -> list[str]:
    record = review.chronology.record
    certain, possible = casualty_counts(review.state, record.casualties)
    hurt = f"{certain}+{possible}?" if possible else str(certain)
    agencies = len(everyone(review.chronology))
    on = review.filters.agencies
    shown = str(agencies) if on is None else f"{len(on)}/{agencies}"
    related = len(record.related)
    return [f"Casualties {hurt}", f"Agencies {shown}", f"Related {related}", "Detail"]


class KeyBar(Bar):
    """The footer: the keys to know first."""

    def __init__(self) -> None:
        super().__init__(id="keys")

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_keys(width)]


class Titles(Bar):
    """The titles of the panes that share the rows under the timeline."""

    def __init__(self) -> None:
        super().__init__(id="titles")
        self._review: Review | None = None
        self._opened = "detail"

    def show(self, review: Review, opened: str) -> None:
        """Draw a review, with one pane open."""
        self._review, self._opened = review, opened
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_titles(self._review, self._opened, width)] if self._review else ()
