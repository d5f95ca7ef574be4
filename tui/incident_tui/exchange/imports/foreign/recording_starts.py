"""When recordings start: as the user says, or by the times in their files."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

from incident_tui.exchange.imports.foreign.positions import position_text
from incident_tui.exchange.imports.foreign.recording_clock import (
    RecordingClock,
    clock_of,
    date_of,
    lacks_zone,
    said_in,
)
from incident_tui.exchange.imports.foreign.recording_names import (
    NamedRecording,
    clock_by_stamp,
    stem_of,
)
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Need, Origin, Remark, Wishes
from incident_tui.record.time_value import SECOND

_OF_ONE = "--starts and --anchor are of a single recording; import the recordings one by one"
_BY_STAMP = "the times are counted from the date and the time in the {} of the file"
_OTHERWISE = "the {} of the file says {}; what --starts and --anchor say is taken"
_BEYOND = (
    "the anchor {} lies outside of the recording, which is {} long; a position is h:mm:ss, m:ss,"
    " or seconds"
)
_BEHIND_WORDS = (
    "the anchor {} lies behind the last words, which end at {}; is the position right?"
    " It is h:mm:ss, m:ss, or seconds"
)
_UNKNOWN = (
    "nothing says when the recording starts: its first entry is unplaced, the others are counted"
    " from it; give --starts or --anchor, or write the time of the first entry into the record"
)


class RecordingStarts:
    """The starts of the recordings of an import, one after the other."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._named = ""
        """The recording that the user's start is of; "" before the first."""
        self._remarks: list[Remark] = []

    def clock_of(
        self,
        path: Path,
        recording: NamedRecording,
        length_s: float | None,
        is_of_words: bool = False,
    ) -> RecordingClock | None:
        """Return the clock of a recording; None if nothing is known of its start.

        Args:
            path: the file.
            recording: what the file says of itself.
            length_s: the length of the recording in seconds; None if unknown.
            is_of_words: whether the length is the end of the last words, and the recording can be
                longer.

        Raises:
            NoTimeError: if what the user said cannot be taken for this recording.
        """
        origin = Origin(clean(str(path)))
        if not is_said(self._wishes):
            clock = clock_by_stamp(recording, length_s, self._wishes)
            words = _BY_STAMP.format(recording.stamp_in) if clock else _UNKNOWN
            self._remarks.append(Remark(origin, words))
            return clock
        stem = stem_of(path)
        if self._named not in ("", stem):
            raise NoTimeError(_OF_ONE)
        clock = clock_of(self._wishes)
        beyond = None if clock is None else _beyond(clock, length_s)
        if beyond and not is_of_words:
            raise NoTimeError(_BEYOND.format(*beyond))
        if clock is not None and not self._named:
            self._remarks += [Remark(origin, _BEHIND_WORDS.format(*beyond))] if beyond else []
            self._remarks += [Remark(origin, words) for words in clock.remarks()]
            if recording.stamp is not None:
                words = _OTHERWISE.format(recording.stamp_in, recording.stamp)
                self._remarks.append(Remark(origin, words))
        self._named = stem
        return clock

    def take_remarks(self) -> Iterator[Remark]:
        """Yield the remarks on the recordings so far, and forget them."""
        while self._remarks:
            yield self._remarks.pop(0)


def _beyond(clock: RecordingClock, length_s: float | None) -> tuple[str, str] | None:
    """Return the last anchor and the length in words if the anchor lies outside; else None."""
    last = clock.anchors[-1]
    if length_s is None or last.position <= ceil(length_s) * SECOND:
        return None
    return last.words, position_text(length_s)


def is_said(wishes: Wishes) -> bool:
    """Whether the user says when a recording starts."""
    return wishes.starts is not None or bool(wishes.anchors)


def left_open(recording: NamedRecording, wishes: Wishes, is_only: bool) -> frozenset[Need]:
    """Return the options that would say what a recording leaves open.

    Args:
        recording: what the file says of itself.
        wishes: the options of the user.
        is_only: whether the user named no other recording.
    """
    said = [form for _, form in said_in(wishes)]
    if not said and recording.stamp is not None:
        said = [recording.stamp]
    found: set[Need] = set()
    if not said and is_only:
        found.add("--starts")
    if said and not any(map(date_of, said)) and wishes.date is None:
        found.add("--date")
    if any(map(lacks_zone, said)) and not wishes.zone_said:
        found.add("--timezone")
    return frozenset(found)
