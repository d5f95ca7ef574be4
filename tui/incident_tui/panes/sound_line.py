"""The line of the sound that plays, above the footer; there only while there is a sound."""

from collections.abc import Sequence

from incident_tui.drawing.ink import Ink, Line, cut, spread, width_of
from incident_tui.drawing.lines import Bar

_KEYS = (
    *(("Space", "pause"), (", .", "5 s"), ("< >", "speed")),
    *(("M", "mix"), ("H", "words"), ("Esc", "end")),
)
"""The keys of the line, beside those of the review."""
_OF_REPLAY = frozenset(["M"])
"""The keys that are for a replay alone."""


class SoundLine(Bar):
    """What is heard, how far it is, and the keys for it."""

    def __init__(self) -> None:
        super().__init__(id="sound")
        self._words = ""
        self._has_replay = False

    def show(self, words: str, has_replay: bool = False) -> None:
        """Show words about the sound, or about a replay."""
        if (words, has_replay) != (self._words, self._has_replay):
            self._words, self._has_replay = words, has_replay
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        live = [one for one in _KEYS if self._has_replay or one[0] not in _OF_REPLAY]
        keys = [ink for name, use in live for ink in (Ink(name, "key"), Ink(f" {use}  ", "dim"))]
        room = width - 2 - width_of(keys)
        if room < len(self._words):
            keys, room = [], width - 2
        return [spread([Ink("  "), Ink(cut(self._words, max(room, 1)), "bright")], keys, width)]
