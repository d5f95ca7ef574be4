"""The lines with names of keys: the footer, and the titles of closed panes."""

from collections.abc import Iterable, Sequence

from incident_tui.drawing.ink import Ink, Line, clip, width_of
from incident_tui.drawing.lines import Bar
from incident_tui.keys import FOOTER, NAMED, Key
from incident_tui.panes.pane import pane_class
from incident_tui.record.text import visible
from incident_tui.review.layout import DETAIL, PANES, TIMELINE, number_of, title_of
from incident_tui.review.review import Review


def keys_now(review: Review, visiting: bool) -> tuple[str, ...]:
    """The names of the keys for the present state: back, next hit, clear."""
    back = ("back",) if visiting else ()
    if review.search:
        return (*back, "next_hit", "keep", "clear")
    return (*back, "clear") if review.filters.any else back


def draw_keys(width: int, now: Iterable[str] = ()) -> Line:
    """As many keys of the footer as fit, the keys for the present state first; help always."""
    spans = {name: _key(NAMED[name]) for name in (*now, *FOOTER)}
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
    """Titles of the panes under the timeline with their counts, the open pane highlighted."""
    words = {
        pane: f" {number_of(pane)} {title_of(pane)}"
        for pane in PANES
        if pane != TIMELINE and (pane == opened or not pane_class(pane).has_nothing(review))
    }
    tallies = {pane: pane_class(pane).tally(review) for pane in words}
    counted = {pane: f"{words[pane]} {tally}" for pane, tally in tallies.items() if tally}
    while counted and len("".join([*(words | counted).values()])) + len(words) > width:
        counted.popitem()  # the panes that come first count what matters most
    line = []
    for pane, title in (words | counted).items():
        ink = "here" if pane == opened else "dim"
        line.append(Ink(f"{title} ", ink, f"pane_{number_of(pane)}"))
    return tuple(line)


class KeyBar(Bar):
    """The footer: the keys to know first."""

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._now: tuple[str, ...] = ()
        self._words = ""

    def show(self, review: Review, visiting: bool) -> None:
        """Draw the keys for a review; with Backspace in a visited record."""
        now = keys_now(review, visiting)
        if now != self._now:
            self._now = now
            self.redraw()

    def say(self, words: str) -> None:
        """Show words in place of the keys; "" for the keys again."""
        if words != self._words:
            self._words = words
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        if self._words:
            return [clip([Ink(f" {visible(self._words)}", "here")], width)]
        return [draw_keys(width, self._now)]


class Titles(Bar):
    """The titles of the panes under the timeline."""

    def __init__(self) -> None:
        super().__init__(id="titles")
        self._review: Review | None = None
        self._opened = DETAIL

    def show(self, review: Review, opened: str) -> None:
        """Draw a review, with the name of the open pane."""
        self._review, self._opened = review, opened
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_titles(self._review, self._opened, width)] if self._review else ()
