"""Labels for the audio editor Audacity: a line for each entry, with start and end in seconds.

*File › Import › Labels* reads the file; the words of an entry stand on one line.
"""

from collections.abc import Iterator
from itertools import chain

from incident_tui.exchange.exports.subtitles.cues import cues, title_card
from incident_tui.exchange.printed.view import View
from incident_tui.record.time_value import SECOND


def export(view: View) -> Iterator[str]:
    """A label about the file, then for each entry, separated by tabs."""
    for cue in chain([title_card(view)], cues(view)):
        words = " · ".join(" ".join(line.split()) for line in cue.lines)
        yield f"{cue.start_ms / SECOND:.6f}\t{cue.stop_ms / SECOND:.6f}\t{words}\n"
