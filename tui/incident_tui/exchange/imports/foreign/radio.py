"""Parts of a radio archive: turns, channels, recordings, calls without a transcript."""

import math
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.positions import length_text
from incident_tui.exchange.imports.foreign.times import UNPLACED, utc
from incident_tui.exchange.imports.foreign.values import clean, identifier
from incident_tui.exchange.imports.landing.drafts import (
    AudioDraft,
    SpeakerDraft,
    TimeDraft,
    UnitDraft,
)
from incident_tui.exchange.imports.landing.protocol import (
    ImportedItem,
    Origin,
    Remark,
    Wishes,
)
from incident_tui.record.calls.entry_parts import NO_WORDS
from incident_tui.record.files import stays_inside
from incident_tui.record.text import visible

MAX_CALL_S = 24 * 60 * 60
"""A longer call is a mistake in the file."""
SILENCE_CUT = "the call's time plus the position in its audio, from which silence is cut: or later"
"""The basis of the time of a turn, of which the position in the recording of its call is known."""

_OUTSIDE = (
    "outside of the record's folder {}: its entries cannot be played; put the file into the folder"
    " before the import"
)
_UNKNOWN_POSITION = "a later turn of the call; its position in the recording is unknown"
_ROUNDING_S = 1
"""A length in whole seconds can be shorter than the recording by less than this."""


class FirstMentions:
    """Lets an item with a new id through, so that a source or a unit is defined once."""

    def __init__(self) -> None:
        self._ids: set[object] = set()

    def new(self, item: ImportedItem) -> Iterator[ImportedItem]:
        """Yield the item, unless an earlier item had the id."""
        identity = item.value["id"]
        if identity not in self._ids:
            self._ids.add(identity)
            yield item


def agency_of(talkgroup: str, tag: str, wishes: Wishes) -> str:
    """Return the id of the record's agency with the talkgroup; "" if the record names none."""
    return wishes.talkgroups.get(talkgroup) or wishes.talkgroups.get(tag) or ""


class Voice(NamedTuple):
    """The speaker of a turn."""

    speaker: SpeakerDraft
    unit: UnitDraft | None = None
    """The unit, unless the record has it."""


def voice_of(source: str, radio: str, tag: str, wishes: Wishes) -> Voice:
    """Return the unit of a turn's radio; without a radio, the tag alone.

    A radio with another tag later is another unit: no file says that both are equal.

    Args:
        source: the beginning of the unit's id.
        radio: the number of the radio; "" if unknown.
        tag: the name of the radio's unit; "" if unknown.
        wishes: the units that the record has.
    """
    known = wishes.units.get(tag.casefold(), "")
    if known and not known.startswith(f"{source}-"):  # as the units made here do
        return Voice({"unit": known})
    if not radio:
        return Voice({"label": tag} if tag else {})
    unit = identifier(source, radio, *([tag] if tag else []))
    return Voice({"unit": unit}, {"id": unit, "call_sign": tag or radio, "radio_ids": [radio]})


def words_of_turns(words: str, turns: int) -> str:
    """Return the transcript of a call; of several turns, with their number."""
    return f"(words of all {turns} turns) {words}" if words and turns > 1 else words


def megahertz(hertz: float | None) -> str:
    """Return a frequency in megahertz, to a hertz; "" for none."""
    return f"{hertz / 1_000_000:.6f}".rstrip("0").rstrip(".") if hertz else ""


def channel_words(talkgroup: str, *names: str) -> str:
    """Return the first name of a channel, or the number of the talkgroup in words."""
    return next(
        filter(None, names), f"talkgroup {talkgroup}" if talkgroup else "an unknown channel"
    )


def without_words(length_s: float | None, channel: str) -> str:
    """Return the text of a call without a transcript: length, and channel unless ""."""
    length = "" if length_s is None else length_text(length_s)
    return " ".join(filter(None, (NO_WORDS, length, channel and f"on {channel}")))


def exact_length(length_s: float | None) -> float | None:
    """Return a length with a fraction; None for whole seconds, which may be rounded.

    The sound of a call with a rounded length would be cut off before its end.
    """
    return length_s if length_s and length_s % 1 else None


def known_positions(turns: Sequence[JsonObject], total: float | None) -> list[float | None]:
    """Return the start of each turn in the recording, in seconds; None where it is unknown.

    A recorder may write 0 for each turn: a position is unknown unless the turns before have lower
    positions and the turns behind have higher positions. A position beyond the end of the
    recording is rejected.

    Args:
        turns: the turns, with the position in `pos`.
        total: the length of the recording in seconds.
    """
    positions = [turn.number("pos", 0, MAX_CALL_S) for turn in turns]
    for number, (turn, position) in enumerate(zip(turns, positions, strict=True)):
        if position and total is not None and position >= total + _ROUNDING_S:
            turn.reject(
                "pos", f"is beyond the end of the recording, {total:g} s long", turn.value["pos"]
            )
            positions[number] = None
    given = [position for position in positions if position is not None]
    highest_before = accumulate(given, max, initial=-1.0)
    lowest_behind = [*accumulate(reversed(given), min, initial=math.inf)][-2::-1]
    ordered = map(_is_between, highest_before, given, lowest_behind)
    return [position if position is not None and next(ordered) else None for position in positions]


def lengths_of(positions: Sequence[float | None], total: float | None) -> list[float | None]:
    """Return the length of each turn in seconds: up to the next turn, or to the end.

    Args:
        positions: the start of each turn in the recording, in seconds.
        total: the length of the recording in seconds.
    """
    ends = [*positions[1:], total]
    return [_between(start, end) for start, end in zip(positions, ends, strict=True)]


def turn_time(instant: int, position_s: float | None, end: int | None = None) -> TimeDraft:
    """Return the time of a turn that does not begin with its call.

    Silence is cut out of the recording, so that the turn begins at about the time of the call plus
    the position in the recording, or later.

    Args:
        instant: the time of the call, in milliseconds since 1970.
        position_s: the position in the recording, in seconds; None if unknown.
        end: the end of the call, in milliseconds since 1970; None if unknown.
    """
    if position_s is None:
        at = f"{utc(instant)}..{'' if end is None else utc(end)}"
        return {"at": at, "basis": _UNKNOWN_POSITION}
    try:
        return {"at": f"{utc(instant + int(position_s * 1000))}~", "basis": SILENCE_CUT}
    except OverflowError:
        return UNPLACED


def name_in(folder: Path | None, path: str) -> str:
    """Return the path of a file from the folder of a record; "" for a file outside, or a link.

    Args:
        folder: the folder of the record.
        path: the path of the file; "" without a file.
    """
    if folder is None or not path or os.path.islink(path):
        return ""
    within = _folder_in(folder, os.path.dirname(path))
    name = f"{within}/{os.path.basename(path)}".removeprefix("./")
    return name if within and visible(name) == name else ""


def outside_remarks(folder: Path | None, path: str, name: str) -> Iterator[Remark]:
    """Yield a remark on a file of sound without a name in the folder of a record.

    Args:
        folder: the folder of the record.
        path: the path of the file; "" without a file.
        name: the path from the folder, as `name_in` returns it.
    """
    if folder is not None and path and not name:
        yield Remark(Origin(clean(path)), _OUTSIDE.format(clean(str(folder))))


def audio_of(name: str, start_s: float | None, length_s: float | None) -> AudioDraft | None:
    """Return a turn of a recording; None without a recording."""
    if not name:
        return None
    audio = AudioDraft(path=name)
    if start_s:
        audio["start"] = round(start_s, 3)
    if length_s is not None:
        audio["length"] = length_s
    return audio


def _is_between(before: float, position: float, behind: float) -> bool:
    return before < position < behind


def _between(start: float | None, end: float | None) -> float | None:
    if start is None or end is None or end <= start:
        return None
    return round(end - start, 3)


# An archive has thousands of files in a folder: the path of each folder is resolved once.
@lru_cache(maxsize=64)
def _folder_in(folder: Path, path: str) -> str:
    """Return the path of a folder from another folder, links followed; "" if outside."""
    try:
        name = Path(os.path.relpath(path or ".", folder)).as_posix()
    except ValueError:  # on another drive
        return ""
    return name if stays_inside(folder, name) else ""
