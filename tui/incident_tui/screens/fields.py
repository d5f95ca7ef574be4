"""The fields of a form: a choice, a text and a list; each takes keys in the order typed."""

from collections.abc import Mapping, Sequence

from rich.cells import cell_len
from textual import events
from textual.binding import Binding
from textual.geometry import Offset, Size
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from incident_tui.drawing.ink import Ink, Line
from incident_tui.drawing.lines import Bar, Listing
from incident_tui.record.text import paragraphs

_GAP = 2
"""Cells between two choices."""
_TEXT_EDITS = {
    key: binding.action
    for binding in TextArea.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
    if key not in ("pageup", "pagedown")  # the first and the last field of a form
}
"""Keys that edit a text, with their actions of `TextArea`."""


class Field(Widget):
    """A part of a form that has the keys for a while."""

    class Edited(Message):
        """The value was changed by a key, by a click or by the clipboard."""

    @property
    def value(self) -> str:
        """What the field holds."""
        raise NotImplementedError

    @property
    def target(self) -> Widget:
        """The widget that has the focus while the field has the keys."""
        return self

    async def take(self, event: events.Key) -> bool:
        """Take a key; False for a key without a use in the field."""
        raise NotImplementedError

    @property
    def place(self) -> Offset:
        """The part of the field to keep in view: column and row, from its upper left corner."""
        return Offset(0, 0)


class Choice(Bar, Field, can_focus=True):
    """A value of several: arrows or Space go on, a letter chooses."""

    def __init__(self, options: Mapping[str, str], value: str, letters: Mapping[str, str]) -> None:
        """Make the field.

        Args:
            options: from each value to its words.
            letters: from each value to its letter.
        """
        super().__init__()
        self._options, self._value = options, value
        self._letters = letters

    @property
    def value(self) -> str:
        """The chosen value."""
        return self._value

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell where the chosen value begins: for the cursor of the terminal."""
        for y, line in enumerate(self.draw(self.size.width)):
            x = 0
            for span in line:
                if span.action == self._value:
                    return self.region.offset + Offset(x, y)
                x += cell_len(span.text)
        return self.region.offset

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The number of lines that the choices take."""
        return len(self.draw(width))

    def draw(self, width: int) -> Sequence[Line]:
        """The choices, as many on a line as fit."""
        lines: list[list[Ink]] = [[]]
        used = 0
        for value, words in self._options.items():
            is_chosen = value == self._value
            mark = "(•) " if is_chosen else "( ) "
            size = len(mark) + cell_len(words)
            if used and used + _GAP + size > width:
                lines.append([])
                used = 0
            if used:
                lines[-1].append(Ink(" " * _GAP))
                used += _GAP
            ink = "here" if is_chosen and self.has_focus else "bright" if is_chosen else "dim"
            lines[-1] += [Ink(mark, ink, value), *self._words(value, words, ink)]
            used += size
        return [tuple(line) for line in lines]

    def _words(self, value: str, words: str, ink: str) -> list[Ink]:
        """The words of a choice; the letter that chooses is a key."""
        letter = self._letters.get(value, "")
        place = words.casefold().find(letter) if letter else -1
        if place < 0:
            return [Ink(words, ink, value)]
        end = place + len(letter)
        key = "key" if self.has_focus else ink
        parts = [(words[:place], ink), (words[place:end], key), (words[end:], ink)]
        return [Ink(text, name, value) for text, name in parts if text]

    def choose(self, value: str) -> None:
        """Choose a value."""
        if value != self._value:
            height = len(self._lines)
            self._value = value
            self.redraw()
            if len(self._lines) != height:
                self.refresh(layout=True)
            self.post_message(self.Edited())

    async def take(self, event: events.Key) -> bool:
        """Choose the next value, the value before, or the value of a letter."""
        values = [*self._options]
        here = values.index(self._value)
        letter = (event.character or "").casefold()
        found = next((value for value, one in self._letters.items() if one == letter), None)
        if event.key in ("right", "space"):
            self.choose(values[(here + 1) % len(values)])
        elif event.key == "left":
            self.choose(values[here - 1])
        elif letter and found is not None:
            self.choose(found)
        else:
            return bool(event.is_printable)
        return True

    def on_focus(self) -> None:
        """Show the letters as keys."""
        self.redraw()

    def on_blur(self) -> None:
        """Show the choice alone."""
        self.redraw()

    def on_click(self, event: events.Click) -> None:
        """Choose the value under the pointer."""
        event.stop()
        value = event.style.meta.get("key", "")
        if value in self._options:
            self.choose(value)


class Shown:
    """A text as shown, and as written: what a reader leaves alone stays as written."""

    def __init__(self, written: str, shown: str) -> None:
        self._written, self.text = written, shown

    def value(self, now: str) -> str:
        """The text to keep.

        Args:
            now: what the field shows now.
        """
        return self._written if now == self.text else now


class TextField(TextArea, Field):
    """A text of several lines, as high as its lines."""

    def __init__(self, value: str, most: int, is_line: bool = False) -> None:
        """Make the field.

        Args:
            most: the maximum height, in lines; a longer text scrolls.
            is_line: whether Enter goes on to the next field, and is no end of a line.
        """
        shown = Shown(value, "\n".join(paragraphs(value)))
        super().__init__(
            shown.text, soft_wrap=True, compact=True, highlight_cursor_line=False, id=None
        )
        self._shown, self._most, self._is_line = shown, most, is_line
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self.move_cursor(self.document.end)

    @property
    def value(self) -> str:
        """The text."""
        return self._shown.value(self.text)

    @property
    def place(self) -> Offset:
        """The cursor."""
        return self.cursor_screen_offset - self.region.offset

    async def take(self, event: events.Key) -> bool:
        """Edit the text; at its first and its last line, up and down leave the field."""
        if event.key == "enter" and self._is_line:
            return False
        if event.key == "enter":
            self._insert("\n")
        elif event.is_printable and event.character:
            self._insert(event.character)
        elif event.key in ("up", "down"):
            before = self.cursor_location
            at_edge = self._is_at_edge(event.key)
            if at_edge:
                return False
            await self.app.run_action(_TEXT_EDITS[event.key], self)
            return before != self.cursor_location
        elif event.key in _TEXT_EDITS:
            await self.app.run_action(_TEXT_EDITS[event.key], self)
        else:
            return False
        return True

    def _is_at_edge(self, key: str) -> bool:
        """Whether no line is above, or below, the line of the cursor on the screen."""
        wrapped = self.wrapped_document
        y = wrapped.location_to_offset(self.cursor_location).y
        return y == 0 if key == "up" else y >= wrapped.height - 1

    def _insert(self, text: str) -> None:
        self.replace(text, *self.selection, maintain_selection_offset=False)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A text was typed or pasted."""
        event.stop()
        self._fit()
        self.post_message(self.Edited())

    def on_resize(self) -> None:
        """Take as many lines as the text has at the new width, once it is wrapped to the width."""
        self.call_after_refresh(self._fit)

    def _fit(self) -> None:
        height = min(max(self.wrapped_document.height, 1), self._most)
        if self.styles.height is None or self.styles.height.value != height:
            self.styles.height = height


class ListField(Listing, Field):
    """Rows of a form; a key on a row is an action of the form."""

    KEYS: Mapping[str, str] = {}
    """From Textual's names of keys to the names of actions."""

    @property
    def value(self) -> str:
        """Nothing: the form has the objects of the rows."""
        return ""

    @property
    def place(self) -> Offset:
        """The selected row."""
        return Offset(0, self.selected or 0)

    def changed(self) -> None:
        """The objects of the rows are different objects: make the rows again."""
        self.remake()
        self.refresh(layout=True)
        self.post_message(self.Edited())

    async def take(self, event: events.Key) -> bool:
        """Move the mark, or act on the row."""
        choices = self.choices
        if event.key in ("up", "down"):
            if not choices or self.selected == choices[0 if event.key == "up" else -1]:
                return False
            self.move(1 if event.key == "down" else -1)
            return True
        name = event.character if event.is_printable and event.character else event.key
        if (action := self.KEYS.get(name)) and self.key:
            self.act(action, self.key)
            return True
        return bool(event.is_printable)

    def act(self, action: str, row: str) -> None:
        """Carry out an action on a row, by the key of the row."""
        raise NotImplementedError

    def on_click(self, event: events.Click) -> None:
        """Select the row under the pointer; a click on the selected row is Enter."""
        event.stop()
        number, key = self.hit(event, self.has_focus)
        if number is None:
            return
        self.select(number)
        action = self.KEYS.get(key)
        if action and self.key:
            self.act(action, self.key)
