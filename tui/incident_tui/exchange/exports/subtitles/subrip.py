"""Subtitles for a player, as SubRip has them: `.srt`, in UTF-8.

SubRip has no specification and no escapes: players take `<i>` and `{\\an8}` for commands. Such
marks in the words of an entry stand as `‹i›` and `{ \\an8}`.
"""

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from incident_tui.exchange.exports.subtitles.cues import clock_words, cues, title_card
from incident_tui.exchange.printed.view import View

if TYPE_CHECKING:
    from incident_tui.listening.joining import JoinedSound

_ANGLES = str.maketrans("<>", "‹›")
_COMMAND = re.compile(r"\{(?=[\\a-zA-Z])")


def export(view: View, sound: "JoinedSound | None" = None) -> Iterator[str]:
    """A numbered cue about the file, then for each entry."""
    for number, cue in enumerate(chain([title_card(view, sound)], cues(view, sound)), start=1):
        times = f"{clock_words(cue.start_ms, ',')} --> {clock_words(cue.stop_ms, ',')}"
        lines = "".join(f"{_text(line)}\n" for line in cue.lines)
        yield f"{number}\n{times}\n{lines}\n"


def _text(line: str) -> str:
    return _COMMAND.sub("{ ", line.translate(_ANGLES))
