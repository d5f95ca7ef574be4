"""Labels for the audio editor Audacity: a line for each entry, with start and end in seconds.

*File › Import › Labels* reads the file; the words of an entry stand on one line.
"""

from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from incident_tui.exchange.exports.subtitles.cues import cues, title_card
from incident_tui.exchange.printed.view import View
from incident_tui.record.time_value import SECOND

if TYPE_CHECKING:
    from incident_tui.listening.joining import JoinedSound


def export(view: View, sound: "JoinedSound | None" = None) -> Iterator[str]:
    """A label about the file, then for each entry, separated by tabs."""
    for cue in chain([title_card(view, sound)], cues(view, sound)):
        words = " · ".join(" ".join(line.split()) for line in cue.lines)
        yield f"{cue.start_ms / SECOND:.6f}\t{cue.stop_ms / SECOND:.6f}\t{words}\n"
