"""The line of the sound that plays, above the footer; there only while there is a sound."""

from collections.abc import Sequence

from incident_tui.drawing.ink import Ink, Line, cut, spread, width_of
from incident_tui.drawing.lines import Bar
from incident_tui.keymap import keymap

_KEYS = ((", .", "5 s"), ("< >", "speed"))
"""The keys of the sound alone, and their use."""
_OF_REPLAY = (("M", "mix"),)
"""Likewise, for a replay alone."""


class SoundLine(Bar):
    """What is heard, how far it is, and the keys for it."""

    def __init__(self) -> None:
        super().__init__(id="sound")
        self._words = ""
        self._has_replay = False
        self._space = ""

    def show(self, words: str, has_replay: bool = False, space: str = "") -> None:
        """Show words about the sound, or about a replay.

        Args:
            space: what Space does with the sound; "" for nothing.
        """
        shown = words, has_replay, space
        if shown != (self._words, self._has_replay, self._space):
            self._words, self._has_replay, self._space = shown
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        firsts = keymap().firsts
        space = ((firsts["toggle"], self._space),) if self._space else ()
        of_replay = _OF_REPLAY if self._has_replay else ()
        of_review = (firsts["words"], "words"), (firsts["clear"], "end")
        live = [*space, *_KEYS, *of_replay, *of_review]
        keys = [ink for name, use in live for ink in (Ink(name, "key"), Ink(f" {use}  ", "dim"))]
        room = width - 2 - width_of(keys)
        if room < len(self._words):
            keys, room = [], width - 2
        return [spread([Ink("  "), Ink(cut(self._words, max(room, 1)), "bright")], keys, width)]
