"""Calls of a radio archive as entries: an entry for each turn of a speaker, or for the call.

The tables of archives differ; each preset brings a row into the form of `ArchivedCall`. A turn has
a position in the recording and no time, see `foreign.radio.turn_time`. A field without a place in a
record stays as `name: value` in the text of the call's first turn.
"""

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.radio import (
    FirstMentions,
    Voice,
    agency_of,
    audio_of,
    channel_words,
    exact_length,
    known_positions,
    lengths_of,
    megahertz,
    turn_time,
    voice_of,
    without_words,
)
from incident_tui.exchange.imports.foreign.times import UNPLACED, utc
from incident_tui.exchange.imports.foreign.values import identifier, lines_of
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    EntryDraft,
    SourceDraft,
    TimeDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import FileBeside, Found, Wishes

AUDIO_FOLDER = "audio"
"""The folder of recordings, in the folder of the record."""
_ENDINGS = {
    "audio/mpeg": ".mp3",
    "audio/mp3": ".mp3",
    "audio/mp4": ".m4a",
    "audio/m4a": ".m4a",
    "audio/x-m4a": ".m4a",
    "audio/aac": ".aac",
    "audio/ogg": ".ogg",
    "audio/opus": ".opus",
    "audio/wav": ".wav",
    "audio/wave": ".wav",
    "audio/x-wav": ".wav",
    "audio/vnd.wave": ".wav",
    "audio/flac": ".flac",
    "audio/webm": ".webm",
}
"""From the type of a recording to the ending of a file; names of the archive are not used."""


class ArchivedCall(NamedTuple):
    """A call of an archive."""

    place: str
    """The place in the archive, as `calls.callId=17`."""
    name: tuple[str, ...]
    """The parts of the ids of the entries: system, talkgroup, start and key."""
    began: int | None
    """Milliseconds since 1970; None if unknown."""
    system: str
    system_name: str
    talkgroup: str
    tag: str
    description: str
    fields: JsonObject
    """`turns` with `src`, `pos`, `tag` and `freq`; further fields stay in the text."""
    ended: int | None = None
    """Milliseconds since 1970; None if unknown."""
    length_s: float | None = None
    hertz: float | None = None
    site: str = ""
    groups: Sequence[str] = ()
    """The services and kinds of the talkgroup."""
    patches: Sequence[str] = ()
    """The talkgroups joined with the own talkgroup."""
    is_emergency: bool = False
    recording: bytes = b""
    recording_type: str = ""
    """The type of the recording, as `audio/mp4`; or else the name of the file."""


class CallEntries:
    """Turns calls into entries, and defines the source and each unit once."""

    def __init__(self, program: str, source: SourceDraft, wishes: Wishes) -> None:
        """Begin an archive.

        Args:
            program: the name of the program of the archive, as `rdio-scanner`.
            source: the archive as a source of the record.
            wishes: the options of the user.
        """
        self._program = program
        self._source = source
        self._wishes = wishes
        self._definitions = FirstMentions()

    def of(self, call: ArchivedCall) -> Iterator[Found]:
        """Yield the source and the units, the entries of a call, and the faults of the fields."""
        fields, origin = call.fields, call.fields.origin
        listed = list(fields.parts("turns"))
        turns: list[JsonObject | None] = [*listed] or [None]
        positions = known_positions(listed, call.length_s) or [None]
        lengths = lengths_of(positions, call.length_s) if listed else [call.length_s]
        exact_s = exact_length(call.length_s)
        of_sound = lengths_of(positions, exact_s) if listed else [exact_s]
        times = _times(call, positions)
        name = identifier(self._program, *call.name)
        channel = channel_words(call.talkgroup, call.tag, call.description)
        file = _recording(call, name)
        sha256 = hashlib.sha256(call.recording).hexdigest()
        yield from self._definitions.new(drafts.SOURCES.item(self._source, origin))
        for number, turn in enumerate(turns):
            voice = self._voice(call, turn) if turn else Voice({})
            if voice.unit:
                yield from self._definitions.new(drafts.UNITS.item(voice.unit, origin))
            hertz = (turn and turn.number("freq", 0)) or call.hertz
            lines = list(lines_of(turn.rest)) if turn else []
            if not number:
                lines += _lines(call, is_length_told=len(turns) == 1)
            entry: EntryDraft = {
                "id": f"{name}-{number}",
                "kind": "radio_call",
                "time": times[number],
                "text": "\n".join([without_words(lengths[number], channel), *lines]),
                "cite": {"source": self._source["id"], "at": call.place},
                "agency": agency_of(call.talkgroup, call.tag, self._wishes),
                "speaker": voice.speaker,
                "channel": _channel(call, hertz),
                "tags": _tags(call),
            }
            if file and (audio := audio_of(file.path, positions[number], of_sound[number])):
                audio["sha256"] = sha256
                entry["audio"] = audio
            item = drafts.TIMELINE.item(entry, origin)
            yield msgspec.structs.replace(item, files=(file,)) if file else item
        yield from fields.take_faults()

    def _voice(self, call: ArchivedCall, turn: JsonObject) -> Voice:
        """Return the unit of a turn's radio; a radio below 1 is unknown."""
        radio, tag = turn.text("src"), turn.text("tag")
        is_unknown = radio.startswith("-") or not radio.strip("0")
        source = identifier(self._program, call.system)
        voice = voice_of(source, "" if is_unknown else radio, tag, self._wishes)
        if not voice.unit and not is_unknown:
            turn.rest["src"] = radio
        return voice


def _times(call: ArchivedCall, positions: Sequence[float | None]) -> list[TimeDraft]:
    """Return the start of each turn."""
    if call.began is None:
        return [UNPLACED for _ in positions]
    begin = utc(call.began, fine=bool(call.began % 1_000))
    first, *later = positions
    return [
        turn_time(call.began, first, call.ended) if first else begin,
        *(turn_time(call.began, position, call.ended) for position in later),
    ]


def _lines(call: ArchivedCall, is_length_told: bool) -> Iterator[str]:
    """Yield the fields of a call without a place in a record."""
    if call.tag and call.description and call.description != call.tag:
        yield f"talkgroup: {call.description}"
    if call.ended is not None:
        yield f"end: {utc(call.ended)}"
    if call.length_s is not None and not is_length_told:
        yield f"length: {call.length_s:g}"
    yield from lines_of(call.fields.rest)


def _tags(call: ArchivedCall) -> list[str]:
    found = ["emergency"] if call.is_emergency else []
    found += [*call.groups, *(f"patched with {other}" for other in call.patches)]
    return list(dict.fromkeys(filter(None, found)))


def _channel(call: ArchivedCall, hertz: float | None) -> ChannelDraft:
    return without_blanks(
        ChannelDraft(
            system=call.system_name or call.system,
            talkgroup=call.talkgroup,
            talkgroup_tag=call.tag,
            frequency=megahertz(hertz),
            site=call.site,
        )
    )


def _recording(call: ArchivedCall, name: str) -> FileBeside | None:
    """Return the file for the recording of a call; None without a recording."""
    if not call.recording:
        return None
    kind = call.recording_type.partition(";")[0].strip().lower()
    ending = _ENDINGS.get(kind) or os.path.splitext(kind)[1]
    ending = ending if ending in _ENDINGS.values() else ".bin"
    return FileBeside(f"{AUDIO_FOLDER}/{name}{ending}", call.recording)
