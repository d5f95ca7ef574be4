"""The calls of a view that have sound, in words, and the entries that have none."""

from collections.abc import Iterator
from math import isinf

from incident_tui.exchange.printed.view import View
from incident_tui.listening.clock import SKIPPED_S, Joining
from incident_tui.words.counts import count_words


def sounding(view: View) -> Iterator[int]:
    """The positions of the entries with sound: shown, with a time, and known."""
    lens = view.lens
    for position in view.placed:
        entry = lens.entry(position)
        if entry is not None and entry.audio is not None:
            yield position


def joining_words(joining: Joining) -> str:
    """How sounds are joined: `calls one after another, gaps above 10 s cut to 1 s`."""
    calls = "overlapping calls at the same time" if joining.is_mixed else "calls one after another"
    longest_s = joining.longest_gap_s
    gaps = f"gaps above {longest_s:g} s cut to {SKIPPED_S:g} s"
    return f"{calls}, {'gaps as they were' if isinf(longest_s) else gaps}"


def left_out(view: View) -> Iterator[str]:
    """How many of the entries that are shown have no place in the sound."""
    told = silent = 0
    for position in view.shown:
        entry = view.lens.entry(position)
        told += entry is not None
        silent += entry is not None and entry.audio is None
    if silent:
        yield f"{count_words(silent, 'entry', 'entries')} without sound: left out"
    unplaced = told - silent - sum(1 for _ in sounding(view))
    if unplaced:
        yield f"{count_words(unplaced, 'call')} without a full time: left out"
