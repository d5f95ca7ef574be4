"""A line of a form, with names to complete the line from."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input

from incident_tui.drawing.ink import Ink, Row
from incident_tui.drawing.lines import Listing
from incident_tui.panes.prompt import edited_by
from incident_tui.record.text import visible
from incident_tui.screens.fields import Field, Shown

_MAX_SUGGESTED = 7
"""The maximum number of suggestions in view."""
Complete = Callable[[str], Sequence[str]]
"""From a text to the names that complete the text."""


class Suggestions(Listing):
    """Names to take into a line, below the line."""

    SELECTS_FIRST = False

    def __init__(self) -> None:
        super().__init__(classes="suggestions")
        self.names: Sequence[str] = ()
        self.display = False
        self.can_focus = False

    @property
    def has_focus(self) -> bool:  # type: ignore[override]
        """The mark is shown: keys of the line move it."""
        return True

    def offer(self, names: Sequence[str]) -> None:
        """Show names; none, to hide the list."""
        if names != self.names:
            self.names, self.selected = names, None
            self.styles.height = min(len(names), _MAX_SUGGESTED)
            self.remake()
            self.scroll_to(y=0, animate=False, force=True)
        self.display = bool(names)

    @property
    def choices(self) -> list[int]:
        """The numbers of the names: also before the rows are made, for keys may come at once."""
        return [*range(len(self.names))]

    @property
    def key(self) -> str:
        """The selected name; "" without a selection."""
        return "" if self.selected is None else self.names[self.selected]

    def make(self, width: int) -> Sequence[Row]:
        """A row for each name."""
        return [Row((Ink(visible(name)),), name) for name in self.names]

    def on_click(self, event: events.Click) -> None:
        """Take the name under the pointer."""
        event.stop()
        number, _ = self.hit(event, False)
        if number is not None and isinstance(self.parent, LineField):
            self.parent.use(self.rows[number].key)


class LineField(Vertical, Field):
    """A line of text, with names to complete it from."""

    def __init__(self, value: str, complete: Complete | None = None) -> None:
        super().__init__(classes="line-field")
        self._shown = Shown(value, visible(value))
        self._complete = complete
        self.line = Input(self._shown.text, compact=True, select_on_focus=False)
        self.line.cursor_blink = False  # nothing is written while nothing is pressed
        self.list = Suggestions()

    def compose(self) -> ComposeResult:
        """The line, and the names over what is below the line."""
        yield self.line
        if self._complete:
            yield self.list

    @property
    def value(self) -> str:
        """The text."""
        return self._shown.value(self.line.value)

    @property
    def target(self) -> Widget:
        """The line."""
        return self.line

    @property
    def is_open(self) -> bool:
        """Whether names are offered."""
        return self.list.display

    def close(self) -> None:
        """Offer no names."""
        self.list.offer(())

    def offer(self) -> None:
        """Offer the names that complete the text."""
        if self._complete:
            self.list.offer(self._complete(self.line.value))

    def use(self, name: str) -> None:
        """Take a name."""
        self.line.value = name
        self.line.cursor_position = len(name)
        self.close()

    async def take(self, event: events.Key) -> bool:
        """Edit the line, or choose a name."""
        if self.is_open and event.key in ("down", "up"):
            if event.key == "up" and self.list.selected in (None, 0):
                self.list.select(None)
            else:
                self.list.move(1 if event.key == "down" else -1)
            return True
        if self.is_open and event.key == "enter" and self.list.key:
            self.use(self.list.key)
            return True
        if event.key == "enter" or not await edited_by(self.line, event):
            return False
        self.offer()
        return True

    def on_input_changed(self, event: Input.Changed) -> None:
        """A text was typed or pasted."""
        event.stop()
        self.post_message(self.Edited())
