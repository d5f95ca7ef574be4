"""Statements: who said what to the public, or told what they saw, and when."""

from itertools import islice

from incident_tui.boards.board import Board
from incident_tui.boards.lines import NOT_YET, entry_line, heading, remark
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.ink import EMPTY, Row
from incident_tui.record.model import Entry
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.names import name_of, speaker_names

SAID = ("statement", "media_post", "observation", "forecast")
"""Kinds of entry in which somebody says something to the public, or tells what they saw."""
MOST = 2_000
"""Entries that are listed."""


def draw(review: Review, width: int) -> list[Row]:
    """The page: what was said, by voice, each in the order of time."""
    chronology = review.chronology
    said = chronology.of_kinds(SAID)
    voices: dict[str, list[str]] = {}
    for position in islice(said, MOST):
        entry = chronology.entries[position]
        voice = _voice(chronology, entry) if review.is_known(position) else NOT_YET
        voices.setdefault(voice, []).append(entry.id)
    rows: list[Row] = []
    for voice, several in voices.items():
        rows += heading(voice, width)
        for identifier in several:
            rows += entry_line(review, identifier, width)
    if len(said) > MOST:
        words = f"The first {MOST:,} of {len(said):,} are listed; the timeline has them all."
        rows += [Row(EMPTY), *remark(words, width)]
    return rows[1:] or remark("No statement is recorded.", width)


def _voice(chronology: Chronology, entry: Entry) -> str:
    record = chronology.record
    names = speaker_names(record, entry.speaker) if entry.speaker else []
    if not names:
        names = [name_of(record, cite.by or cite.source) for cite in entry.cite[:1]]
    return visible(" · ".join(dict.fromkeys(names)))


BOARD = Board("Statements", draw)
