"""Cues: when the words of an entry are shown, counted from the first entry that is shown.

The clock of a file begins at zero with the first entry, and runs as the clock of the incident. A
cue lasts as long as the sound of its entry or the entry itself; without either, as long as its
words need to be read. An entry within bounds is shown from the first bound on, and its words say
the bounds. For a joined sound, the clock of the file is that of the sound, and the cues are the
calls of the sound.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from incident_tui.exchange.exports.entry_lines import (
    line_of,
    quoted_headline,
    unplaced_positions,
    who_words,
)
from incident_tui.exchange.exports.event_times import extents, plain_time
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import left_out_words, lens_words, title_words
from incident_tui.record.text import visible
from incident_tui.record.time_value import SECOND
from incident_tui.review.lens import Lens
from incident_tui.words.sounds import joining_words
from incident_tui.words.times import date_words, zone_words

if TYPE_CHECKING:
    from incident_tui.listening.joining import JoinedSound

_LEAST_MS = 2 * SECOND
_MOST_MS = 8 * SECOND
_READ_CHARACTERS_A_SECOND = 15
"""The usual speed of reading, for which subtitles are made."""


class Cue(NamedTuple):
    """Words that are shown for a while."""

    start_ms: int
    """Since the first cue."""
    stop_ms: int
    lines: list[str]
    """Time and who, then the words of the entry: no line is empty."""


def cues(view: View, sound: "JoinedSound | None" = None) -> Iterator[Cue]:
    """Yield a cue for each placed entry that is shown and known, in the order of the record.

    Args:
        sound: of the view; None for the clock of the incident.
    """
    if sound is not None:
        yield from _cues_of(view, sound)
        return
    lens = view.lens
    shown = frozenset(view.placed)
    zero: int | None = None
    for position, extent in enumerate(extents(lens)):
        if position not in shown or not lens.tells(position):
            continue
        zero = extent.start if zero is None else zero
        lines = _lines(view, position)
        length = _length_ms(lens, position, lines)
        yield Cue(extent.start - zero, extent.start - zero + length, lines)


def _cues_of(view: View, sound: "JoinedSound") -> Iterator[Cue]:
    """Yield a cue for each call of a joined sound, as long as the call."""
    for cue in sound.cues:
        start_ms = round(cue.start_s * SECOND)
        length_ms = max(round(cue.length_s * SECOND), 1)
        yield Cue(start_ms, start_ms + length_ms, _lines(view, cue.position))


def title_card(view: View, sound: "JoinedSound | None" = None) -> Cue:
    """Return a cue at the beginning of a file, with the words about the file.

    Raises:
        ValueError: if there are notes: opinions would stand among the words of the record.
    """
    return Cue(0, _MOST_MS, list(about(view, sound)))


def about(view: View, sound: "JoinedSound | None" = None) -> Iterator[str]:
    """Yield lines about a file: the incident, when the clock begins, entries without a time.

    Args:
        sound: whose clock the file has; None for the clock of the incident.

    Raises:
        ValueError: if there are notes: opinions would stand among the words of the record.
    """
    if view.notes is not None:
        raise ValueError("subtitles have no field for notes")
    lens = view.lens
    exercise = "EXERCISE · " if lens.incident.exercise else ""
    yield exercise + visible(title_words(lens))
    yield f"{date_words(lens)}, {zone_words(lens)}"
    if view.filter_words:
        yield f"Shown: {visible(view.filter_words)}"
    yield from filter(None, (lens_words(lens), left_out_words(view.withheld_count())))
    if sound is None:
        first = next((one for one in view.placed if lens.tells(one)), None)
    else:
        first = next(cue.position for cue in sound.cues)
        yield f"The calls with sound: {joining_words(sound.joining)}"
    if first is not None:
        yield f"0:00:00 is the first entry, {plain_time(lens, lens.outline(first))}"
    if sound is None:
        yield from _unplaced_lines(view)


def _unplaced_lines(view: View) -> Iterator[str]:
    """Yield a line for each entry without a time, and for each forecast without one after these."""
    lens = view.lens
    for planned in (False, True):
        for position in unplaced_positions(lens, planned, view.shown):
            if lens.tells(position):
                time = plain_time(lens, lens.outline(position))
                yield visible(f"{time} · {line_of(lens, position)}")


def _lines(view: View, position: int) -> list[str]:
    """Return the lines of a cue."""
    lens = view.lens
    time, who = plain_time(lens, lens.outline(position)), who_words(lens, position)
    words = visible(quoted_headline(lens, position))
    head = " · ".join(visible(part) for part in (time, who) if part)
    return [head, words]


def _length_ms(lens: Lens, position: int, lines: list[str]) -> int:
    """Return how long a cue is shown."""
    entry, placement = lens.entry(position), lens.outline(position).placement
    if entry is not None and entry.audio is not None and entry.audio.length:
        return max(round(entry.audio.length * SECOND), 1)
    if placement.end is not None and placement.best is not None:
        return max(placement.end - placement.best, _LEAST_MS)
    read_ms = sum(map(len, lines)) * SECOND // _READ_CHARACTERS_A_SECOND
    return min(max(read_ms, _LEAST_MS), _MOST_MS)


def clock_words(ms: int, mark: str) -> str:
    """Return a time of a file as `00:12:31,500`.

    Args:
        ms: since the first cue.
        mark: between seconds and milliseconds.
    """
    seconds, rest = divmod(ms, SECOND)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{rest:03}"
