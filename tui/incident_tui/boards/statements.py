"""Statements: every entry of the record's head under the voices that say it."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import WITHHELD, entry_line, heading, remark, time_size
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.citations import source_words, speaker_of
from incident_tui.words.counts import count_words
from incident_tui.words.names import speaker_names

MAX_ENTRIES = 2_000
_NONE = "No statement is recorded."


@lru_cache(1)
def _voices(lens: Lens) -> dict[str, list[str]]:
    """From each voice to the ids of its entries, in the order of time."""
    voices: dict[str, list[str]] = {}
    for position in lens.head_positions()[:MAX_ENTRIES]:
        for voice in voices_in_entry(lens, position):
            voices.setdefault(voice, []).append(lens.outline(position).id)
    return voices


def draw(review: Review, width: int) -> list[Row]:
    """The page: entries by voice, each voice's in the order of time; bulk calls are counted."""
    lens, voices = review.lens, _voices(review.lens)
    listed = chain.from_iterable(voices.values())
    rows, times = list[Row](), time_size(lens, listed, width)
    for voice, identifiers in voices.items():
        rows += heading(voice, width)
        for identifier in identifiers:
            rows += entry_line(review, identifier, width, times=times)
    for words in _left_out(lens):
        rows += [Row(EMPTY), *remark(words, width)]
    return rows[1:] or remark(_NONE, width)


def _left_out(lens: Lens) -> Iterator[str]:
    """Remarks about the entries that are not listed."""
    count = len(lens.head_positions())
    if count > MAX_ENTRIES:
        yield f"The first {MAX_ENTRIES:,} of {count:,} are listed; the timeline has them all."
    if calls := lens.count - count:
        yield f"{count_words(calls, 'bulk call')} more: the timeline alone has them."


def items(subject: str, review: Review, width: int) -> Items:
    """The list: the voices, each with the number of its entries."""
    lens, voices = review.lens, _voices(review.lens)
    near = voices_in_entry(lens, review.cursor) if review.shown else ()
    remarks = " ".join(_left_out(lens)) or ("" if voices else _NONE)
    found = [Item(voice, voice, [_count(entries)]) for voice, entries in voices.items()]
    tally = count_words(len(voices), "voice")
    return Items(found, {*near}, tally, "not in this entry", remark=remarks)


def _count(entries: list[str]) -> Line:
    return (Ink(count_words(len(entries), "entry", "entries"), "dim"),)


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: the entries of a voice."""
    entries = _voices(review.lens).get(key, [])
    rows, times = heading(key, width)[1:], time_size(review.lens, entries, width)
    for identifier in entries:
        rows += entry_line(review, identifier, width, times=times)
    return rows


def voices_in_entry(lens: Lens, position: int) -> Iterator[str]:
    """The voices of an entry, each once: who speaks, who is cited, and the person who relays it.

    Without any of these the source speaks itself.
    """
    entry = lens.entry(position)
    if entry is None:
        yield WITHHELD
        return
    names = speaker_names(lens, entry.speaker)[:1] if entry.speaker else []
    names += [lens.name(speaker) for speaker in map(speaker_of, entry.cite) if speaker]
    names += [lens.name(cite.via) for cite in entry.cite if lens.section(cite.via) == "people"]
    if not names:
        sources = dict.fromkeys(cite.source for cite in entry.cite)
        names = [f"{source_words(lens, source)}, in its own voice" for source in sources]
    yield from dict.fromkeys(map(visible, names))


BOARD = Board("Statements", draw, items=items, draw_item=draw_item)
