"""The calls of a view that have sound, in words, and the entries that have none."""

from collections.abc import Iterator

from incident_tui.exchange.printed.view import View
from incident_tui.words.counts import count_words


def sounding(view: View) -> Iterator[int]:
    """The positions of the entries with sound: shown, with a time, and known."""
    lens = view.lens
    for position in view.placed:
        entry = lens.entry(position)
        if entry is not None and entry.audio is not None:
            yield position


def left_out(view: View) -> Iterator[str]:
    """How many of the entries that are shown have no place in the sound."""
    silent = unplaced = 0
    for position in view.shown:
        entry = view.lens.entry(position)
        if entry is None:
            continue
        if entry.audio is None:
            silent += 1
        elif position >= view.lens.placed_count:
            unplaced += 1
    if silent:
        yield f"{count_words(silent, 'entry', 'entries')} without sound: left out"
    if unplaced:
        yield f"{count_words(unplaced, 'call')} without a full time: left out"
