"""Subtitles for a web page or a player: WebVTT, the W3C's Web Video Text Tracks Format.

A note at the head says what the file is of, and what its clock begins with.
"""

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING

from incident_tui.exchange.exports.subtitles.cues import about, clock_words, cues
from incident_tui.exchange.printed.view import View

if TYPE_CHECKING:
    from incident_tui.listening.joining import JoinedSound


def export(view: View, sound: "JoinedSound | None" = None) -> Iterator[str]:
    """The head, then a cue for each entry; a cue has the id of its entry's number."""
    yield "WEBVTT\n\nNOTE\n" + "".join(f"{_text(line)}\n" for line in about(view, sound))
    for number, cue in enumerate(cues(view, sound), start=1):
        times = f"{clock_words(cue.start_ms, '.')} --> {clock_words(cue.stop_ms, '.')}"
        lines = "".join(f"{_text(line)}\n" for line in cue.lines)
        yield f"\n{number}\n{times}\n{lines}"


def _text(line: str) -> str:
    """A line as text of a cue: without tags, and without the arrow that begins a cue."""
    return html.escape(line, quote=False)
