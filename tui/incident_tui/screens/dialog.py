"""The frame of a screen over the review: a titled box of lines with wishes as result.

A wish can also be carried out while the box stays: the box posts `Dialog.Wished`, the app hands the
wishes to the review screen, and the review screen gives the changed review back by `Dialog.show`.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widget import Widget

from incident_tui.drawing.hints import CLOSE, Hint
from incident_tui.drawing.ink import Line, Row, lit, text_of_line
from incident_tui.drawing.lines import Listing, press_key
from incident_tui.keys import NAMED
from incident_tui.panes.footer import Notice
from incident_tui.review.commands import PauseSound, Press, Wish
from incident_tui.review.layout import HEIGHT_CLASSES
from incident_tui.review.review import Review
from incident_tui.review.search import Query, spans
from incident_tui.screens.clicks import ClickChain
from incident_tui.screens.listening import SOUND_KEYS

KEYS_OVER_REVIEW: Mapping[str, Wish] = {**SOUND_KEYS, "space": PauseSound()}
"""The keys of the sound over the review, where Esc closes a dialog."""


class Page(Listing):
    """The rows of a draw function, for a width in cells."""

    def __init__(self, draw: Callable[[int], Sequence[Row]], *, id: str) -> None:
        super().__init__(id=id)
        self.draw = draw

        self.searched: Query | None = None
        """The search whose matches are highlighted."""

    def make(self, width: int) -> Sequence[Row]:
        """The rows."""
        return self.draw(width)

    def redraw(self) -> None:
        """Make and paint every row again; a hidden page waits for its width."""
        if not self.size.width:
            self._drawn_width = -1
        self.remake()
        self.forget()

    def line(self, number: int, width: int) -> Line:
        """A line, with the matches of the search highlighted."""
        line = super().line(number, width)
        return lit(line, spans(self.searched, text_of_line(line))) if self.searched else line

    def highlight(self, query: Query | None) -> None:
        """Highlight the matches of a search; None ends the highlighting."""
        if query != self.searched:
            self.searched = query
            self.forget()


def live_keys(*names: str) -> list[Binding]:
    """Bindings of keys whose wishes are carried out while a dialog stays.

    Args:
        names: of keys of the table; no key whose meaning depends on the focused pane.
    """
    return [Binding(NAMED[name].keys, f"wish('{name}')", show=False) for name in names]


def leaving_keys(*names: str) -> list[Binding]:
    """Bindings of keys that close a dialog, and are pressed then.

    Args:
        names: of keys of the table.
    """
    return [Binding(NAMED[name].keys, f"leave('{name}')", show=False) for name in names]


class OverReview(ModalScreen[tuple[Wish, ...]]):
    """A screen over the review: a dialog, or a form. The result is a tuple of wishes."""

    COVERS_REVIEW: ClassVar[bool] = False
    """Whether nothing of the review is in sight: then a step draws the upper screen alone."""
    SHOWS_SOUND: ClassVar[bool] = False
    """Whether the screen has a line of its own for what is heard."""
    TAKES_COMMANDS: ClassVar[bool] = True
    """Whether a command of the palette may close the screen."""
    VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

    def __init__(self) -> None:
        super().__init__()
        self.notice = Notice()

    @classmethod
    @cache
    def binds(cls, key: str) -> bool:
        """Whether a key has a meaning on the screen; by Textual's name of the key."""
        lists = (vars(base).get("BINDINGS", ()) for base in cls.__mro__)
        bindings = (one for each in lists for one in each if isinstance(one, Binding))
        return any(key in binding.key.split(",") for binding in bindings)

    @property
    def typing(self) -> bool:
        """Whether keys are letters of a text."""
        return False

    async def take(self, event: events.Key) -> bool:
        """Take a key into a text, in the order typed; False for a key without a use in a text."""
        return False

    def say(self, words: str) -> None:
        """Show a notice until the next key; "" for none."""
        if words and self.is_attached and not self.notice.is_attached:
            self.mount(self.notice)
        self.notice.say(words)

    def show(self, review: Review) -> None:
        """Draw a changed review; a screen that shows nothing of the review has nothing to do."""

    def end_in(self, *wishes: Wish) -> None:
        """Close, and have wishes carried out."""
        self.dismiss(wishes)


class Dialog(OverReview):
    """A box of lines over the review.

    Esc closes the box; so does a click beside the box, or on the mark in the upper border.
    """

    BINDINGS = [
        Binding("escape,q", "close", show=False),
        Binding("j,down", "move(1)", show=False),
        Binding("k,up", "move(-1)", show=False),
        Binding("pagedown,ctrl+f", "move(10)", show=False),
        Binding("pageup,ctrl+b", "move(-10)", show=False),
        Binding("g,home", "move(-1000000)", show=False),
        Binding("G,end", "move(1000000)", show=False),
        *live_keys("screenshot"),
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
        self._marked: Listing | None = None
        """The box whose mark was shown before the click."""

    def compose(self) -> ComposeResult:
        """The box."""
        yield self.listing

    def on_mount(self) -> None:
        """Put the keys into the box."""
        if self.active:
            self.active.focus()

    @property
    def listings(self) -> Sequence[Listing]:
        """The boxes of lines."""
        return (self.listing,)

    @property
    def active(self) -> Listing | None:
        """The box whose mark is moved by keys; None while keys are letters of a text."""
        return self.listing

    def activate(self, box: Listing) -> None:
        """Take the keys into a box, at a click on the box."""

    def on_mouse_down(self) -> None:
        """Note which box shows the mark, before the click gives the keys to a box."""
        self._marked = self.active

    def on_click(self, event: events.Click) -> None:
        """Close at a click beside the boxes; select, open or press a key at a click on a box."""
        if not self._chain.began_here(event):
            return
        if self._is_under(event, self):
            self.action_close()
        for box in self.listings:
            if self._is_under(event, box):
                self._click_box(box, event)

    def _is_under(self, event: events.MouseEvent, widget: Widget) -> bool:
        return self.get_widget_at(event.screen_x, event.screen_y)[0] is widget

    def _click_box(self, box: Listing, event: events.Click) -> None:
        number, key = box.hit(event, box is self._marked)
        self.activate(box)  # not before the hit: rows may move
        if number is not None:
            self.take_click(box, number)
        if key == CLOSE:
            self.action_close()
        elif key:
            press_key(self, key)

    def take_click(self, box: Listing, number: int) -> None:
        """Select a row of a box, for a click."""
        box.take_click(number)

    def on_key(self, event: events.Key) -> None:
        """A key ends a notice; a key of the sound without a use in the dialog is for the sound."""
        self.say("")
        wish = KEYS_OVER_REVIEW.get(event.key)
        if wish and not (self.typing or self.uses(event.key)):
            self.post_message(self.Wished(wish))

    def uses(self, key: str) -> bool:
        """Whether a key has a use in the dialog now; by Textual's name of the key."""
        return self.binds(key)

    def action_wish(self, name: str) -> None:
        """Have the wish of a key of the table carried out; the dialog stays."""
        self.post_message(self.Wished(NAMED[name].wish))

    def action_leave(self, name: str) -> None:
        """Close, and have a key of the table pressed."""
        self.end_in(Press(name))

    def action_move(self, by: int) -> None:
        """Select, or scroll, by a number of lines."""
        self.listing.move(by)

    def action_close(self) -> None:
        """Close without a wish."""
        self.end_in()
