"""The base classes of panes: a pane describes itself, the screen arranges the panes."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from typing import ClassVar, Literal

import msgspec

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Lines, Listing
from incident_tui.review import commands, intents
from incident_tui.review.commands import Wish
from incident_tui.review.layout import PANES, TIMELINE, number_of, title_of
from incident_tui.review.review import Review

ROOMY_ROWS = 10
"""The rows of a folding pane that is high enough for the rows under every heading."""
HEADING = "heading:"
"""The prefix of the key of a heading, in a folding pane."""


class Pane(Lines):
    """Lines of a review with a title; `PANES` names the module of each pane."""

    COLUMN: ClassVar[Literal["left", "middle", "right"]] = "right"
    """The column of the pane on a screen of three columns; on smaller screens, the middle column
    stands below the left column."""

    def __init__(self, name: str) -> None:
        """Make an empty pane.

        Args:
            name: of `PANES`, or of a page over the panes.
        """
        stacked = "" if name == TIMELINE else " stacked"  # under the timeline on a small screen
        super().__init__(id=name, classes=f"pane {name}{stacked}")
        number = f"{number_of(name)} " if name in PANES else ""
        self.border_title = f"{number}{title_of(name)}"

    def show(self, review: Review) -> None:
        """Draw a review, as far as the rows differ from the review before."""
        raise NotImplementedError

    @staticmethod
    def tally(review: Review) -> str:
        """The count beside the title on a small screen."""
        return ""

    @staticmethod
    def short_tally(review: Review) -> str:
        """The count in fewer characters, where there is little room; "" for none."""
        return ""

    @staticmethod
    def has_nothing(review: Review) -> bool:
        """Whether the record has nothing for the pane; an empty pane takes no room."""
        return False

    def keys(self) -> Mapping[str, str]:
        """The keys with a meaning of their own in the pane, by name, the first to know first.

        Each with a word for the footer; "" for a key without a meaning.
        """
        return {}

    def means(self, wish: Wish) -> Wish | None:
        """The meaning of a wish in the pane; None if the pane has carried out the wish."""
        match wish:
            case (
                commands.Unfold(elsewhere)
                | commands.Fold(elsewhere)
                | commands.Explain(elsewhere)
                | commands.ShowAbout(elsewhere)
            ):
                return elsewhere
            case commands.OnSubject():
                return wish
            case commands.InPane():
                return None
        return wish

    def space(self) -> Wish | None:
        """What Space stands for in the pane, which carries nothing out; None: nothing."""
        return None

    def click(self, number: int) -> Wish | None:
        """Select a row, or return the wish that selects it: the timeline selects by its cursor.

        Args:
            number: of the row, from 0.
        """
        return None

    @property
    def page(self) -> int:
        """The number of rows of a page."""
        return max(self.scrollable_content_region.height - 1, 1)

    def scroll_half_pages(self, by: int) -> None:
        """Scroll by a number of half pages; below zero, up."""
        self.scroll_relative(y=by * max(self.page // 2, 1), animate=False)


class ListPane(Pane, Listing):
    """A pane of a few rows, with a mark moved by keys."""

    ROW_KEYS: ClassVar[Mapping[str, str]] = {}
    """The keys for the selected row, by name, with words for the footer."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._review: Review | None = None

    @staticmethod
    def draw(review: Review, width: int) -> Sequence[Row]:
        """The rows, for a width in cells."""
        raise NotImplementedError

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """The keys of the pane, for the lower border."""
        return ()

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether the rows of two reviews may differ."""
        return True

    def keys(self) -> Mapping[str, str]:
        """The keys for the selected row, and the keys that move between rows and panes."""
        moves = {"down": "row" if self.key else "scroll", "pane_1": "timeline"}
        return {**(self.row_keys(self.key) if self.key else {"open": ""}), **moves}

    def row_keys(self, key: str) -> Mapping[str, str]:
        """The keys for a row, by name, with words for the footer.

        Args:
            key: of the row.
        """
        return self.ROW_KEYS

    def enter(self, key: str) -> Wish | None:
        """The wish of Enter on a row."""
        return None

    def toggle(self, key: str) -> Wish | None:
        """The wish of Space on a row."""
        return None

    def explain(self, key: str) -> Wish | None:
        """The wish for the page of a row; None for a row without a page."""
        return None

    def subject(self, key: str) -> str:
        """The id of the casualty, agency, unit or incident of a row; "" without a subject."""
        return ""

    def show(self, review: Review) -> None:
        """Draw a review, if a row may differ."""
        old, self._review = self._review, review
        if old is None or self.changes(old, review):
            self.show_hints(self.hint(review))
            self.remake()

    def make(self, width: int) -> Sequence[Row]:
        """The rows, for a width in cells."""
        return self.draw(self._review, width) if self._review else ()

    def means(self, wish: Wish) -> Wish | None:
        """The meaning of a wish in the pane; None if the pane has carried out the wish."""
        match wish:
            case intents.Move(by):
                self.move(by)
            case commands.Page(by):
                self.move(by * self.page)
            case intents.First():
                self.move(-len(self.rows))
            case intents.Last():
                self.move(len(self.rows))
            case commands.InPane() if self.key:
                return self._means_for_row(wish, self.key)
            case _:
                return super().means(wish)
        return None

    def _means_for_row(self, command: commands.InPane, key: str) -> Wish | None:
        match command:
            case commands.Open():
                return self.enter(key)
            case commands.Explain(elsewhere):
                return self.explain(key) or elsewhere
            case commands.ShowAbout(elsewhere):
                return commands.ShowBoard(elsewhere.board, self.subject(key))
            case commands.OnSubject():
                return msgspec.structs.replace(command, subject=self.subject(key))
        return super().means(command)

    def space(self) -> Wish | None:
        """What Space stands for on the selected row."""
        return self.toggle(self.key) if self.key else None

    def click(self, number: int) -> Wish | None:
        """Select a row with a key."""
        self.take_click(number)
        return None


class FoldingPane(ListPane):
    """A pane of headings; the rows under a heading are hidden until a key unfolds the heading.

    The key of a heading begins with `HEADING`; the rows below belong to the heading.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.unfolded: frozenset[str] = frozenset()
        """The keys of the headings whose rows are shown."""
        self._was_folded = False
        """Whether a reader has folded or unfolded a heading."""

    @staticmethod
    def draw(review: Review, width: int, unfolded: frozenset[str] = frozenset()) -> Sequence[Row]:
        """The rows, for a width in cells.

        Args:
            unfolded: the keys of the headings whose rows are shown.
        """
        raise NotImplementedError

    def make(self, width: int) -> Sequence[Row]:
        """The rows, for a width in cells."""
        return self.draw(self._review, width, self.unfolded) if self._review else ()

    def on_resize(self) -> None:
        """Unfold every heading in a high pane, as long as no reader has folded any."""
        super().on_resize()
        headings = frozenset(row.key for row in self.rows if row.key.startswith(HEADING))
        if not self._was_folded and self.size.height >= ROOMY_ROWS and self.unfolded != headings:
            self.unfolded = headings
            self.remake()

    def row_keys(self, key: str) -> Mapping[str, str]:
        """The keys for a heading, or for a row below a heading."""
        if key.startswith(HEADING):
            word = "fold" if key in self.unfolded else "unfold"
            return {**self.ROW_KEYS, "open": word, "next_minute": "unfold"}
        return {**self.ROW_KEYS, "next_minute": "unfold"}

    def unfold(self, key: str) -> None:
        """Show the rows under a heading."""
        if key.startswith(HEADING):
            self._was_folded = True
            self._refold(self.unfolded | {key})

    def fold(self, key: str) -> None:
        """Hide the rows under the heading of a row, and select the heading."""
        self._was_folded = True
        keys = [row.key for row in self.rows]
        number = keys.index(key)
        while number and not keys[number].startswith(HEADING):
            number -= 1
        self._refold(self.unfolded - {keys[number]})
        self.select(number)

    def _refold(self, unfolded: frozenset[str]) -> None:
        if unfolded != self.unfolded:
            self.unfolded = unfolded
            self.remake()
            self.refresh(layout=True)  # the pane is as high as its rows

    def space(self) -> Wish | None:
        """What Space stands for on the selected row: on a heading, to fold or unfold it."""
        return commands.Toggle() if self.key.startswith(HEADING) else super().space()

    def _turn(self, heading: str) -> None:
        if heading in self.unfolded:
            self.fold(heading)
        else:
            self.unfold(heading)

    def _means_for_row(self, command: commands.InPane, key: str) -> Wish | None:
        match command:
            case commands.Unfold():
                self.unfold(key)
            case commands.Fold():
                self.fold(key)
            case commands.Open() | commands.Toggle() if key.startswith(HEADING):
                self._turn(key)
            case _:
                return super()._means_for_row(command, key)
        return None


@cache
def pane_class(name: str) -> type[Pane]:
    """The class of a pane, as defined in the module of the pane.

    Args:
        name: of `PANES`.
    """
    module = import_module(f"incident_tui.panes.{name}")
    classes = (value for value in vars(module).values() if isinstance(value, type))
    return next(
        found
        for found in classes
        if issubclass(found, Pane) and found.__module__ == module.__name__
    )
