"""Statements: every entry of the record's head under the voices that say it."""

from collections.abc import Iterator
from itertools import chain

from incident_tui.boards.board import Board
from incident_tui.boards.lines import NOT_YET, entry_line, heading, remark, time_size
from incident_tui.drawing.ink import EMPTY, Row
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.citations import source_words, speaker_of
from incident_tui.words.counts import count_words
from incident_tui.words.names import speaker_names

MAX_ENTRIES = 2_000


def draw(review: Review, width: int) -> list[Row]:
    """The page: entries by voice, each voice's in the order of time; bulk calls are counted."""
    lens = review.lens
    positions = lens.head_positions()
    voices: dict[str, list[str]] = {}
    for position in positions[:MAX_ENTRIES]:
        for voice in voices_in_entry(lens, position):
            voices.setdefault(voice, []).append(lens.outline(position).id)
    listed = chain.from_iterable(voices.values())
    rows, times = list[Row](), time_size(lens, listed, width)
    for voice, identifiers in voices.items():
        rows += heading(voice, width)
        for identifier in identifiers:
            rows += entry_line(review, identifier, width, times=times)
    if len(positions) > MAX_ENTRIES:
        count = f"{len(positions):,}"
        words = f"The first {MAX_ENTRIES:,} of {count} are listed; the timeline has them all."
        rows += [Row(EMPTY), *remark(words, width)]
    if calls := lens.count - len(positions):
        words = f"{count_words(calls, 'bulk call')} more: the timeline alone has them."
        rows += [Row(EMPTY), *remark(words, width)]
    return rows[1:] or remark("No statement is recorded.", width)


def voices_in_entry(lens: Lens, position: int) -> Iterator[str]:
    """The voices of an entry, each once: who speaks, who is cited, and the person who relays it.

    Without any of these the source speaks itself.
    """
    entry = lens.entry(position)
    if entry is None:
        yield NOT_YET
        return
    names = speaker_names(lens, entry.speaker)[:1] if entry.speaker else []
    names += [lens.name(speaker) for speaker in map(speaker_of, entry.cite) if speaker]
    names += [lens.name(cite.via) for cite in entry.cite if lens.section(cite.via) == "people"]
    if not names:
        sources = dict.fromkeys(cite.source for cite in entry.cite)
        names = [f"{source_words(lens, source)}, in its own voice" for source in sources]
    yield from dict.fromkeys(map(visible, names))


BOARD = Board("Statements", draw)
