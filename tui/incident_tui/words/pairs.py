"""Pairs of entries of one moment in words: why two entries are no pair, and what a pair says."""

from typing import TYPE_CHECKING

from incident_tui.clocks.evidence import clock_of, pair_of
from incident_tui.notes.kinds import SAME_MOMENT
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.clocks import clock_name, lead_words
from incident_tui.words.times import entry_time

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note


def no_pair_words(review: Review, first: str, second: str) -> str:
    """Why two entries are no pair of one moment; "" where they are.

    Args:
        first: the id of an entry; "" for none yet.
        second: the id of the other entry.
    """
    lens = review.lens
    for one in filter(None, (first, second)):
        position = lens.position(one)
        if position is None:
            return "a pair is made of entries"
        if not lens.tells(position):
            return "an entry that is not known yet is no part of a pair"
        if not clock_of(lens.chronology, one):
            return "the entry names no source, whose clock its time is by"
    clocks = [clock_of(lens.chronology, one) for one in (first, second) if one]
    if len(clocks) == 2 and clocks[0] == clocks[1]:
        name = clock_name(clocks[0])
        return f"both times are by one clock, of {name}: choose an entry of another source"
    noted = (note for note in review.notes if note.kind == SAME_MOMENT)
    if first and any({*note.on} == {first, second} for note in noted):
        return "this pair is noted already"
    return "" if second else "nothing is selected"


def begun_words(lens: Lens, entry: str) -> str:
    """The entry that begins a pair: `20:46:26 of Panel`."""
    position = lens.position(entry)
    assert position is not None
    source = clock_name(clock_of(lens.chronology, entry))
    return f"{entry_time(lens, position)} of {source}"


def told_words(lens: Lens, note: "Note") -> str:
    """What a pair says of the clocks: `Panel is between … and … ahead of CAD`."""
    pair = pair_of(lens.chronology, note)
    if pair is None:
        return "nothing follows"
    first, second = (clock_name(source) for source in pair.sources)
    return f"{first} is {lead_words(pair.lead_of(pair.sources[0]), second)}"
