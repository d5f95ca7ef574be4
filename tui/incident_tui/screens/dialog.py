"""The frame of a screen over the review: a titled box of lines with wishes as result."""

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.screen import ModalScreen

from incident_tui.drawing.ink import Row
from incident_tui.drawing.lines import Listing
from incident_tui.review.commands import Wish


class Page(Listing):
    """The rows of a draw function, for a width in cells."""

    def __init__(self, draw: Callable[[int], Sequence[Row]], *, id: str) -> None:
        super().__init__(id=id)
        self.draw = draw

    def make(self, width: int) -> Sequence[Row]:
        """The rows."""
        return self.draw(width)


class Dialog(ModalScreen[tuple[Wish, ...]]):
    """A box of lines over the review; Esc closes the box. The result is a tuple of wishes."""

    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall"), (48, "-high")]

    BINDINGS = [
        Binding("escape,q", "close", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,ctrl+f", "move(10)", show=False),
        Binding("pageup,ctrl+b", "move(-10)", show=False),
        Binding("g,home", "move(-1000000)", show=False),
        Binding("G,end", "move(1000000)", show=False),
    ]

    def __init__(self, title: str, hint: str, listing: Listing) -> None:
        super().__init__()
        self.listing = listing
        listing.add_class("dialog")
        listing.border_title = Content(title)  # a name may have brackets, which are no markup
        listing.border_subtitle = hint

    def compose(self) -> ComposeResult:
        """The box."""
        yield self.listing

    def on_mount(self) -> None:
        """Put the keys into the box."""
        self.listing.focus()

    def end_in(self, *wishes: Wish) -> None:
        """Close, and have wishes carried out."""
        self.dismiss(wishes)

    def action_move(self, by: int) -> None:
        """Select, or scroll, by a number of lines."""
        self.listing.move(by)

    def action_close(self) -> None:
        """Close without a wish."""
        self.dismiss(())
