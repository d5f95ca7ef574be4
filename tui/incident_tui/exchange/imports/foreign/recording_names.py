"""What the names of sound files say, as recorders write them: start, talkgroup, radio.

The names of a transcript's file are the same but for the ending. A date and a time in a name are
local, without a zone, unless the name says an offset as ISO 8601 does; trunk-recorder counts the
seconds since 1970. sdrtrunk names a file when it writes the file, at the end of the call.
"""

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import NamedTuple

import msgspec

from incident_tui.exchange.imports.foreign.recording_clock import (
    Anchor,
    RecordingClock,
    instants_of,
)
from incident_tui.exchange.imports.foreign.times import NoTimeError, milliseconds, offset_of
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.time_value import SECOND, Moment, Precision

SOUND_ENDINGS = (".wav", ".mp3", ".m4a", ".ogg", ".flac", ".opus")
"""The endings of files of sound, in lower case."""

_BY_STAMP = "counted from the time in the {} of the file"
_BY_STAMP_OF_END = "the {} of the file has the time at which it was written, after the call"
_EPOCH = dt.datetime(1970, 1, 1)
_MS = dt.timedelta(milliseconds=1)
_TRUNK_RECORDER = re.compile(
    r"(?P<talkgroup>\d{1,9})-(?P<count>\d{10})_(?P<hertz>\d{7,10})(?:\.\d{1,6})?"
    r"(?:-call_\d+)?",
    re.ASCII,
)
_COUNTED = re.compile(r"\d{1,9}-(?P<count>\d{10})", re.ASCII)
"""OpenMHz: a talkgroup first. Broadcastify: the number of a feed first."""
_SDRTRUNK = re.compile(
    r"(?P<date>\d{8})_(?P<clock>\d{6})_?(?P<system>.{0,200}?)__TO_(?P<talkgroup>[^_]{1,40})"
    r"(?:_FROM_(?P<radio>[^_]{1,40}))?(?:_TONES_.{0,200})?(?:_V\d+)?",
    re.ASCII,
)
_DSD_PLUS_CLOCK = re.compile(r"(?P<clock>\d{6})_", re.ASCII)
_DSD_PLUS_PART = re.compile(r"(?:[^_\[\]]|\[[^\]]{0,100}\])+")
_DSD_PLUS_NUMBER = re.compile(r"(?P<number>\d{1,10})(?:\[(?P<label>[^\]]{0,100})\])?", re.ASCII)
_DATE = re.compile(r"\d{8}", re.ASCII)
_BROADCASTIFY = re.compile(r"(?P<date>\d{8})(?P<clock>\d{4})-\d{1,12}(?:-.{0,100})?", re.ASCII)
_ANY = re.compile(
    r"(?<!\d)(?P<date>(?:19|20)\d{6}|(?:19|20)\d\d-\d\d-\d\d|(?:19|20)\d\d_\d\d_\d\d)"
    r"(?:[ T_-]|\sat\s)"
    r"(?P<clock>\d\d[-_.:h]?\d\d(?:[-_.:]?\d\d)?)(?!\d)"
    r"(?P<offset>Z(?![A-Za-z0-9])|[+-](?:0\d|1[0-4])[:_]?(?:00|15|30|45)(?!\d))?",
    re.ASCII,
)
_JOINED = re.compile(r"(?<!\d)(?P<date>(?:19|20)\d{6})(?P<clock>\d{6})(?!\d)", re.ASCII)
"""A date and a time in fourteen digits."""
_NO_DIGIT = re.compile(r"\D", re.ASCII)


class NamedRecording(NamedTuple):
    """What the name of a file says of the recording in it."""

    recorder: str = ""
    """The name of the program that recorded; "" if the name is of no known form."""
    stamp: Moment | None = None
    """The time in the name; without an offset, in the zone of the recorder."""
    stamp_in: str = "name"
    """The part of the file that has the time: its name, or its tags."""
    is_of_end: bool = False
    """Whether the time is of the end of the recording."""
    is_call: bool = False
    """Whether the recording is a single call: the recorder has cut it."""
    is_cut: bool = False
    """Whether the recorder leaves silence out of a call."""
    system: str = ""
    site: str = ""
    talkgroup: str = ""
    talkgroup_tag: str = ""
    radio: str = ""
    radio_tag: str = ""
    hertz: float | None = None


def stem_of(path: PurePath) -> str:
    """Return the name of a file without the ending, and without that of a sound before it.

    The transcript of `call.wav` is `call.json`, or `call.wav.json` by whisper.cpp.
    """
    stem = PurePath(clean(path.stem))
    return stem.stem if stem.suffix.lower() in SOUND_ENDINGS else stem.name


def named(path: Path) -> NamedRecording:
    """Return what the name of a file says; of DSDPlus, the name of the folder says the date."""
    stem = stem_of(path)
    for read in _READERS:
        if found := read(stem, path):
            return found
    return NamedRecording()


def _trunk_recorder(stem: str, path: Path) -> NamedRecording | None:
    match = _TRUNK_RECORDER.fullmatch(stem)
    return match and NamedRecording(
        "trunk-recorder",
        _counted(match["count"]),
        is_call=True,
        is_cut=True,
        talkgroup=match["talkgroup"],
        hertz=float(match["hertz"]),
    )


def _counted_name(stem: str, path: Path) -> NamedRecording | None:
    match = _COUNTED.fullmatch(stem)
    return match and NamedRecording("", _counted(match["count"]))


def _sdrtrunk(stem: str, path: Path) -> NamedRecording | None:
    match = _SDRTRUNK.fullmatch(stem)
    return match and NamedRecording(
        "sdrtrunk",
        _local(match["date"], match["clock"]),
        is_of_end=True,
        is_call=True,
        system=match["system"].strip("_"),
        talkgroup=match["talkgroup"],
        radio=match["radio"] or "",
    )


def _dsd_plus(stem: str, path: Path) -> NamedRecording | None:
    """Read `131207_…_101[Fire]_7001[Engine 7]` in a folder `20240229`."""
    clock, date = _DSD_PLUS_CLOCK.match(stem), _DATE.fullmatch(path.absolute().parent.name)
    parts = _DSD_PLUS_PART.findall(stem)
    if not clock or not date or len(parts) < 4:
        return None
    talkgroup, radio = (_DSD_PLUS_NUMBER.fullmatch(part) for part in parts[-2:])
    return NamedRecording(
        "DSDPlus",
        _local(date[0], clock["clock"]),
        is_call=True,
        talkgroup=talkgroup["number"] if talkgroup else "",
        talkgroup_tag=(talkgroup["label"] or "").strip(" .,-_") if talkgroup else "",
        radio=radio["number"] if radio and int(radio["number"]) else "",
        radio_tag=(radio["label"] or "").strip(" .,-_") if radio else "",
    )


def _broadcastify(stem: str, path: Path) -> NamedRecording | None:
    match = _BROADCASTIFY.fullmatch(stem)
    stamp = match and _local(match["date"], match["clock"])
    return NamedRecording("Broadcastify", stamp) if stamp else None


def _any(stem: str, path: Path) -> NamedRecording | None:
    """Read a date and a time anywhere in a name."""
    if match := _ANY.search(stem):
        offset = match["offset"] or ""
        # Behind a blank or a line, a minus can stand before another number.
        is_other = offset.startswith("-") and match[0][len(match["date"])] != "T"
        stamp = _local(match["date"], match["clock"], "" if is_other else offset)
    else:
        match = _JOINED.search(stem)
        stamp = match and _local(match["date"], match["clock"])
    return NamedRecording("", stamp) if stamp else None


_READERS: tuple[Callable[[str, Path], NamedRecording | None], ...] = (
    _trunk_recorder,
    _counted_name,
    _sdrtrunk,
    _dsd_plus,
    _broadcastify,
    _any,
)
"""From the most particular form of a name to the least."""


def _counted(text: str) -> Moment | None:
    """Return a number of seconds since 1970 as a moment of UTC."""
    try:
        local = _EPOCH + milliseconds(float(text)) * _MS
    except NoTimeError:
        return None
    return _moment(local, Precision.SECOND, 0)


def _local(date: str, clock: str, offset: str = "") -> Moment | None:
    """Return a date and a time as a moment; None outside the calendar.

    Args:
        date: the day, with or without marks between the numbers.
        clock: the time of day, likewise.
        offset: the offset from UTC, as `Z` or `-0600`; "" for none.
    """
    day, time = _NO_DIGIT.sub("", date), _NO_DIGIT.sub("", clock)
    try:
        local = dt.datetime.strptime(f"{day}{time:0<6}", "%Y%m%d%H%M%S")
    except ValueError:
        return None
    precision = Precision.SECOND if len(time) == 6 else Precision.MINUTE
    minutes = offset_of(offset.replace("_", ":")) // dt.timedelta(minutes=1) if offset else None
    return _moment(local, precision, minutes)


def _moment(local: dt.datetime, precision: Precision, offset: int | None) -> Moment:
    clock = (local - dt.datetime.combine(local, dt.time())) // _MS
    return Moment(local.date(), clock, precision, offset)


def clock_by_stamp(
    recording: NamedRecording, length_s: float | None, wishes: Wishes
) -> RecordingClock | None:
    """Return the clock of a recording by the time in its file; None without a time.

    Args:
        recording: what the file says.
        length_s: the length of the recording in seconds; None if unknown.
        wishes: the zone of a time without an offset.
    """
    stamp = recording.stamp
    if stamp is None:
        return None
    basis, end = _BY_STAMP, 0
    if recording.is_of_end:
        stamp, basis = msgspec.structs.replace(stamp, qualifier="~"), _BY_STAMP_OF_END
        end = round((length_s or 0) * SECOND)
    anchor = Anchor(end, instants_of(stamp, wishes), str(stamp))
    return RecordingClock([anchor], basis.format(recording.stamp_in))
