"""Statements: words to the public, reported observations and forecasts, by voice."""

from itertools import chain, islice

from incident_tui.boards.board import Board
from incident_tui.boards.lines import NOT_YET, entry_line, heading, remark, time_size
from incident_tui.drawing.ink import EMPTY, Row
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.names import speaker_names

STATEMENT_KINDS = ("statement", "media_post", "observation", "forecast")
"""Kinds of entry in which somebody speaks to the public, or reports an observation."""
MAX_ENTRIES = 2_000


def draw(review: Review, width: int) -> list[Row]:
    """The page: statements by voice, each voice's in the order of time."""
    lens = review.lens
    statements = lens.of_kinds(STATEMENT_KINDS)
    voices: dict[str, list[str]] = {}
    for position in islice(statements, MAX_ENTRIES):
        voices.setdefault(_voice(lens, position), []).append(lens.outline(position).id)
    listed = chain.from_iterable(voices.values())
    rows, times = list[Row](), time_size(lens, listed, width)
    for voice, identifiers in voices.items():
        rows += heading(voice, width)
        for identifier in identifiers:
            rows += entry_line(review, identifier, width, times=times)
    if len(statements) > MAX_ENTRIES:
        count = f"{len(statements):,}"
        words = f"The first {MAX_ENTRIES:,} of {count} are listed; the timeline has them all."
        rows += [Row(EMPTY), *remark(words, width)]
    return rows[1:] or remark("No statement is recorded.", width)


def _voice(lens: Lens, position: int) -> str:
    """The speaker of an entry, or else the voice of the first citation."""
    entry = lens.entry(position)
    if entry is None:
        return NOT_YET
    names = speaker_names(lens, entry.speaker) if entry.speaker else []
    if not names:
        names = [lens.name(cite.by or cite.source) for cite in entry.cite[:1]]
    return visible(" · ".join(dict.fromkeys(names)))


BOARD = Board("Statements", draw)
