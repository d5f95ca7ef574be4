"""What the tags in a file of sound say of the recording, beside what its name says.

Tags are ID3 (MP3), `LIST`/`INFO` and `bext` (WAV; EBU Tech 3285), or of MP4, by FFmpeg's names.
sdrtrunk writes the talkgroup as title, the radio as artist, and the rest into the comment
(`AudioMetadataUtils.java`).
"""

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from incident_tui.exchange.imports.foreign.recording_names import NamedRecording, named
from incident_tui.exchange.imports.foreign.values import number_of
from incident_tui.record.time_value import Moment, TimeSyntaxError, parse_moment

_IN_TAGS = "tags"
_SDRTRUNK = re.compile(r"sdrtrunk", re.IGNORECASE)
_COMMENT_FIELD = re.compile(r"\s*([A-Za-z]{1,20}):([^;]{0,200})(?:;|$)")
_NUMBER_AND_NAME = re.compile(r"\s*(\d{1,10})\s*(.{0,200})", re.ASCII | re.DOTALL)
_DATE = re.compile(r"(\d{4})[-:/](\d\d)[-:/](\d\d)", re.ASCII)
_CLOCK = re.compile(
    r"(\d\d)[:-](\d\d)(?:[:-](\d\d)(?:\.(\d{1,3})\d*)?)?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
_SOFTWARE = ("composer", "encoder", "encoded_by", "software", "isft")
_DATES = ("date", "creation_time", "icrd", "tdrc", "date_recorded")
"""The tags with a date and a time, the likeliest first."""


def recording_of(path: Path, tags: Mapping[str, str]) -> NamedRecording:
    """Return what the name of a file and its tags say; the name goes before the tags.

    Args:
        path: the file.
        tags: the tags, by names in lower case.
    """
    recording = named(path)
    if any(_SDRTRUNK.search(tags.get(name, "")) for name in _SOFTWARE):
        return _with_sdrtrunk(recording, tags)
    if recording.stamp is None and (stamp := _stamp(tags)) is not None:
        return recording._replace(stamp=stamp, stamp_in=_IN_TAGS)
    return recording


def _with_sdrtrunk(recording: NamedRecording, tags: Mapping[str, str]) -> NamedRecording:
    fields = {
        name.lower(): words for name, words in _COMMENT_FIELD.findall(tags.get("comment", ""))
    }
    stamp = _moment(fields.get("date", ""))
    talkgroup, talkgroup_tag = _number_and_name(tags.get("title", ""))
    radio, radio_tag = _number_and_name(tags.get("artist", ""))
    return recording._replace(
        recorder="sdrtrunk",
        stamp=recording.stamp or stamp,
        stamp_in=recording.stamp_in if recording.stamp else _IN_TAGS,
        is_of_end=True,
        is_call=True,
        system=fields.get("system", "") or recording.system,
        site=fields.get("site", ""),
        talkgroup=recording.talkgroup or talkgroup,
        talkgroup_tag=talkgroup_tag,
        radio=recording.radio or radio,
        radio_tag=radio_tag,
        hertz=number_of(fields.get("frequency", "")),
    )


def _number_and_name(text: str) -> tuple[str, str]:
    """Read `101"Fire Dispatch"` or `7001 Engine 7`."""
    match = _NUMBER_AND_NAME.fullmatch(text)
    return (match[1], match[2].strip(' "')) if match else ("", text.strip(' "'))


def _stamp(tags: Mapping[str, str]) -> Moment | None:
    """Return the time in the tags.

    That of a broadcast wave is of its first sample. Any other can be of the making of the file, and
    is uncertain.
    """
    date, clock = tags.get("date", ""), tags.get("creation_time", "")
    if _DATE.fullmatch(date.strip()) and _CLOCK.fullmatch(clock.strip()):
        return _moment(f"{date.strip()} {clock.strip()}")
    found = (_moment(tags[name]) for name in _DATES if name in tags)
    stamp = next((one for one in found if one is not None), None)
    return stamp and msgspec.structs.replace(stamp, qualifier="?")


def _moment(text: str) -> Moment | None:
    """Read a date and a time of day as a moment; None for any other text."""
    date = _DATE.match(text.strip())
    clock = _CLOCK.fullmatch(text.strip()[date.end() :].lstrip("T ")) if date else None
    if date is None or clock is None:
        return None
    hour, minute, second, fraction, offset = clock.groups()
    written = f"{'-'.join(date.groups())}T{hour}:{minute}"
    written += f":{second}" if second else ""
    written += f".{fraction}" if fraction and fraction.strip("0") else ""
    if offset:
        written += offset if offset == "Z" or ":" in offset else f"{offset[:3]}:{offset[3:]}"
    try:
        return parse_moment(written)
    except TimeSyntaxError:
        return None
