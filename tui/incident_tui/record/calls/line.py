"""Decodes a call: a line of JSON as an entry, or as a compact struct to make columns from.

A line that does not fit the compact struct is read by the readers of `convert`, which report the
fault and keep the sound fields.
"""

import re
from functools import lru_cache
from typing import Annotated

import msgspec

from incident_tui.record import convert, model
from incident_tui.record.context import Context
from incident_tui.record.problems import Problems
from incident_tui.record.rules import holds
from incident_tui.record.time_value import (
    TimeValue,
    parse_duration,
    parse_form,
)
from incident_tui.record.tree import parse_json_line

MAX_LINE_BYTES = 1024 * 1024
"""Bytes of a line; a longer line is left out."""


class WrittenTime(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """A time written as a mapping; a `tolerance`, rare in calls, is left to `convert`."""

    at: str
    stated: str = ""
    after: str | tuple[str, ...] = ()
    before: str | tuple[str, ...] = ()
    basis: str = ""
    duration: str | None = None


TimeKey = str | WrittenTime
"""A time as written in a line."""

STAMP = re.compile(
    r"(197[3-9]|19[89]\d|[2-9]\d{3})-\d\d-\d\dT\d\d:\d\d:[0-5]\d(?P<fraction>\.\d{1,3})?"
    r"(Z|[+-]\d\d:\d\d)?",
    re.ASCII,
)
"""A date and time to the second or finer; no clock has changed within a minute since 1973."""
MILLISECONDS = {f"{second:02}": 1_000 * second for second in range(60)}
"""From the two digits of a second to milliseconds."""
TIME_CACHE_SIZE = 1_024
"""Times kept after reading."""


class _Channel(model.Channel, frozen=True):
    """A channel as machines write it."""

    talkgroup: str | int = ""  # type: ignore[assignment]


class CallLine(model.Entry, frozen=True):
    """An entry as in a line, with times and citations as written."""

    time: str | WrittenTime  # type: ignore[assignment]
    known: str | WrittenTime | None = None  # type: ignore[assignment]
    cite: str | model.Cite | Annotated[tuple[str | model.Cite, ...], model.CITED]  # type: ignore[assignment]
    channel: _Channel | None = None


class _UncheckedAudio(model.Audio, frozen=True):
    """A recording whose path may leave the folder of the record."""

    path: str


class UncheckedLine(CallLine, frozen=True):
    """A line without a rule for the recording's path: the pattern takes as long as the rest."""

    audio: _UncheckedAudio | None = None


UNFIT = msgspec.DecodeError, ValueError
"""Raised by a line without the form of a call, by bytes without text, and by a wrong time."""

_decode = msgspec.json.Decoder(CallLine).decode


def decode_line(text: bytes) -> CallLine:
    """Decode a line; the times stay as they are written.

    Raises:
        DecodeError: if the line does not fit, or breaks a rule.
        ValueError: if the line is too long, or no text.
    """
    if len(text) > MAX_LINE_BYTES:
        raise ValueError("too long")
    line = _decode(text)
    if not (line.id and line.cite and all(map(holds, line.effects))):
        raise msgspec.ValidationError
    return line


def read_line(text: bytes, context: Context) -> model.Entry:
    """Read a line as an entry; faults are noted in the context.

    Raises:
        DecodeError: if the line is no JSON.
        ValueError: if the line is nested too deep, or no text.
        Wrong: if the line is no entry.
    """
    try:
        return _entry_of(decode_line(text))
    except UNFIT:
        return convert.read_entry(parse_json_line(text, 1), context)


def read_sound_line(text: bytes) -> model.Entry:
    """Read a line that had an entry before."""
    return read_line(text, Context("", Problems()))


def read_time(written: TimeKey) -> TimeValue:
    """Read a time of a line.

    Raises:
        TimeSyntaxError: if the text has none of the forms of a time.
    """
    if isinstance(written, str):
        return TimeValue(parse_form(written))
    return TimeValue(
        parse_form(written.at),
        written.stated,
        (written.after,) if isinstance(written.after, str) else written.after,
        (written.before,) if isinstance(written.before, str) else written.before,
        written.basis,
        None,
        None if written.duration is None else parse_duration(written.duration),
    )


def split_time(written: TimeKey) -> tuple[TimeKey, int]:
    """Split a time with seconds: the time at second 0, and milliseconds after.

    A time without seconds is kept whole. The calls of a minute then share a time to be placed.
    """
    if not isinstance(written, str) or not (stamp := STAMP.fullmatch(written)):
        return written, 0
    fraction = stamp["fraction"] or ""
    rest = written[19 + len(fraction) :]
    at_zero = f"{written[:17]}00{'.000'[: len(fraction)]}{rest}"
    return at_zero, MILLISECONDS[written[17:19]] + int(fraction[1:].ljust(3, "0"))


read_time_key = lru_cache(TIME_CACHE_SIZE)(read_time)
"""As `read_time`, for times read twice: by the decoder to check, by the reader to keep."""


def _entry_of(line: CallLine) -> model.Entry:
    """The entry of a decoded line."""
    values = msgspec.structs.asdict(line)
    values["time"] = read_time(line.time)
    values["known"] = None if line.known is None else read_time(line.known)
    cites = line.cite if isinstance(line.cite, tuple) else (line.cite,)
    values["cite"] = tuple(_cite_of(cite) for cite in cites)
    if line.channel:
        channel = msgspec.structs.asdict(line.channel)
        values["channel"] = model.Channel(**channel | {"talkgroup": str(line.channel.talkgroup)})
    if line.audio:
        values["audio"] = model.Audio(**msgspec.structs.asdict(line.audio))
    if line.transcript:
        values["transcript"] = model.Transcript(**msgspec.structs.asdict(line.transcript))
    return model.Entry(**values)


def _cite_of(written: str | model.Cite) -> model.Cite:
    return convert.written_cite(written) if isinstance(written, str) else written
