"""The prompt: a line for a search, or for a time to go to."""

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widgets import Input

from incident_tui.drawing.hints import Hint, fitting_hints, hint_spans
from incident_tui.drawing.ink import Ink, Line, spread, width_of
from incident_tui.drawing.lines import Bar, press_key
from incident_tui.record.text import visible

_EDITS = {
    key: binding.action
    for binding in Input.BINDINGS
    if isinstance(binding, Binding)
    for key in binding.key.split(",")
}
"""Keys that edit a text, with their actions of `Input`."""
_GAP = 2
"""Cells before a hint."""


def draw_answer(words: Ink, hints: Sequence[Hint], width: int) -> Line:
    """Words at the right, and after them as many hints (`Enter stay`) as fit.

    A word is never cut for a hint. While a text is typed, no setting changes the keys.
    """
    hints = [hint._replace(is_fixed=True) for hint in hints]
    line = [words]
    room = width - width_of([words]) - _GAP - 1
    for hint in fitting_hints(hints, room, _GAP):
        line += (Ink(" " * _GAP), *hint_spans(hint))
    return spread([], [*line, Ink(" ")], width)


async def edited_by(line: Input, event: events.Key) -> bool:
    """Edit a line by a key; False for a key that edits no text."""
    if event.is_printable and event.character:
        if line.selection.is_empty:
            line.insert_text_at_cursor(event.character)
        else:
            line.replace(event.character, *line.selection)
    elif event.key in _EDITS:
        await line.app.run_action(_EDITS[event.key], line)
    else:
        return False
    return True


class Words(Bar):
    """A line of words and hints."""

    class Pressed(Bar.Pressed):
        """A hint was clicked; the key has Textual's name."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.words = Ink("")
        self._hints: Sequence[Hint] = ()

    def say(self, words: Ink, hints: Sequence[Hint] = ()) -> None:
        """Show words and hints."""
        self.words, self._hints = words, hints
        self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line, to the right."""
        return [draw_answer(self.words, self._hints, width)]


class Prompt(Horizontal):
    """Takes the place of the footer while something is typed."""

    name_of_it = query_one("#prompt-name", Words)
    answer = query_one("#prompt-answer", Words)
    line = query_one(Input)

    def __init__(self) -> None:
        super().__init__(id="prompt")

    def compose(self) -> ComposeResult:
        """The label, the text and the answer."""
        yield Words(id="prompt-name")
        line = Input(compact=True, select_on_focus=False)
        line.cursor_blink = False  # nothing is written while nothing is pressed
        yield line
        yield Words(id="prompt-answer")

    @property
    def text(self) -> str:
        """The typed text."""
        return self.line.value

    def open(self, name: str, advice: str, hints: Sequence[Hint], text: str = "") -> None:
        """Show the prompt, with advice beside the text.

        Args:
            text: the text to go on with.
        """
        with self.line.prevent(Input.Changed):  # nothing is typed yet: a search stays until then
            self.line.value = text
        self.line.cursor_position = len(text)
        self.name_of_it.say(Ink(name, "here"))
        self.reply(advice, "dim", hints)
        self.display = True
        self.screen.set_focus(self.line)

    def reply(self, words: str, ink: str, hints: Sequence[Hint] = ()) -> None:
        """Answer beside the text; a long answer takes room from the text."""
        self.set_class(cell_len(words) + 1 > self.app.size.width // 2, "-wordy")
        self.answer.say(Ink(visible(words), ink), hints)

    async def take(self, event: events.Key) -> bool:
        """Edit the text by a key; False for a key that edits no text."""
        return await edited_by(self.line, event)

    def on_words_pressed(self, message: Words.Pressed) -> None:
        """A click on a hint presses the key of the hint."""
        message.stop()
        press_key(self, message.key)
