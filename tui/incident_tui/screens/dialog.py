"""The frame of a screen over the review: a titled box of lines with wishes as result.

A wish can also be carried out while the box stays: the box posts `Dialog.Wished`, the app hands the
wishes to the review screen, and the review screen gives the changed review back by `Dialog.show`.
"""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from incident_tui.drawing.hints import CLOSE, Hint
from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Listing, press_key
from incident_tui.keys import NAMED
from incident_tui.review.commands import Wish
from incident_tui.review.review import Review
from incident_tui.screens.clicks import ClickChain


class Page(Listing):
    """The rows of a draw function, for a width in cells."""

    def __init__(self, draw: Callable[[int], Sequence[Row]], *, id: str) -> None:
        super().__init__(id=id)
        self.draw = draw

    def make(self, width: int) -> Sequence[Row]:
        """The rows."""
        return self.draw(width)


def live_keys(*names: str) -> list[Binding]:
    """Bindings of keys whose wishes are carried out while a dialog stays.

    Args:
        names: of keys of the table; no key whose meaning depends on the focused pane.
    """
    return [Binding(NAMED[name].keys, f"wish('{name}')", show=False) for name in names]


def leaving_keys(*names: str) -> list[Binding]:
    """Bindings of keys that close a dialog, and whose wishes are carried out then.

    Args:
        names: of keys of the table; no key whose meaning depends on the focused pane.
    """
    return [Binding(NAMED[name].keys, f"leave('{name}')", show=False) for name in names]


class Dialog(ModalScreen[tuple[Wish, ...]]):
    """A box of lines over the review. The result is a tuple of wishes.

    Esc closes the box; so does a click beside the box, or on the mark in the upper border.
    """

    COVERS_REVIEW: ClassVar[bool] = False
    """Whether nothing of the review is in sight: then a step draws the dialog alone."""
    VERTICAL_BREAKPOINTS = [(0, "-short"), (27, "-medium"), (30, "-tall"), (48, "-high")]

    BINDINGS = [
        Binding("escape,q", "close", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,ctrl+f", "move(10)", show=False),
        Binding("pageup,ctrl+b", "move(-10)", show=False),
        Binding("g,home", "move(-1000000)", show=False),
        Binding("G,end", "move(1000000)", show=False),
    ]

    class Wished(Message):
        """Wishes to be carried out while the dialog stays."""

        def __init__(self, *wishes: Wish) -> None:
            super().__init__()
            self.wishes = wishes

    def __init__(self, title: str, hints: Sequence[Hint], listing: Listing) -> None:
        super().__init__()
        self.listing = listing
        listing.add_class("dialog")
        listing.border_title = Content(title)  # a name may have brackets, which are no markup
        listing.closes = True
        listing.show_hints(hints)
        self._chain = ClickChain()
        self._has_mark = True
        """Whether the mark of the selected line was shown before the click."""

    def compose(self) -> ComposeResult:
        """The box."""
        yield self.listing

    def on_mount(self) -> None:
        """Put the keys into the box."""
        self.listing.focus()

    @property
    def has_keys_in_box(self) -> bool:
        """Whether keys move the mark in the box."""
        return True

    def return_keys(self) -> None:
        """Take the keys back into the box, at a click on the box."""

    def on_mouse_down(self) -> None:
        """Note whether the mark is shown, before the click gives the keys to the box."""
        self._has_mark = self.has_keys_in_box

    def on_click(self, event: events.Click) -> None:
        """Close at a click beside the box; select, open or press a key at a click on the box."""
        if not self._chain.began_here(event):
            return
        if self._is_under(event, self):
            self.action_close()
        elif self._is_under(event, self.listing):
            self._click_box(event)

    def _is_under(self, event: events.MouseEvent, widget: Widget) -> bool:
        return self.get_widget_at(event.screen_x, event.screen_y)[0] is widget

    def _click_box(self, event: events.Click) -> None:
        number, key = self.listing.hit(event, self._has_mark)
        self.return_keys()  # not before the hit: rows may move
        if number is not None:
            self.listing.take_click(number)
        if key == CLOSE:
            self.action_close()
        elif key:
            press_key(self, key)

    def show(self, review: Review) -> None:
        """Draw a changed review; a dialog that shows nothing of the review has nothing to do."""

    def action_wish(self, name: str) -> None:
        """Have the wish of a key of the table carried out; the dialog stays."""
        self.post_message(self.Wished(NAMED[name].wish))

    def action_leave(self, name: str) -> None:
        """Close, and have the wish of a key of the table carried out."""
        self.end_in(NAMED[name].wish)

    def end_in(self, *wishes: Wish) -> None:
        """Close, and have wishes carried out."""
        self.dismiss(wishes)

    def action_move(self, by: int) -> None:
        """Select, or scroll, by a number of lines."""
        self.listing.move(by)

    def action_close(self) -> None:
        """Close without a wish."""
        self.dismiss(())
