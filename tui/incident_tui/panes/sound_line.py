"""The line of the sound that plays, above the footer; there only while there is a sound."""

from collections.abc import Sequence

from incident_tui.drawing.ink import Ink, Line, cut, spread, width_of
from incident_tui.drawing.lines import Bar

_KEYS = (("Space", "pause"), (", .", "5 s"), ("< >", "speed"), ("H", "words"), ("Esc", "end"))
"""The keys of the line, beside those of the review."""


class SoundLine(Bar):
    """What is heard, how far it is, and the keys for it."""

    def __init__(self) -> None:
        super().__init__(id="sound")
        self._words = ""

    def show(self, words: str) -> None:
        """Show words about the sound."""
        if words != self._words:
            self._words = words
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        keys = [ink for name, use in _KEYS for ink in (Ink(name, "key"), Ink(f" {use}  ", "dim"))]
        room = width - 2 - width_of(keys)
        if room < len(self._words):
            keys, room = [], width - 2
        return [spread([Ink("  "), Ink(cut(self._words, max(room, 1)), "bright")], keys, width)]
