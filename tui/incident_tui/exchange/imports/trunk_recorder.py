"""The archive of trunk-recorder: a JSON file beside the audio of each call, an entry for each turn.

The time of a turn is its `time`. `start_time` plus the position would be wrong: trunk-recorder
cuts the silence between turns out of the audio. The JSON has no words; an entry says so, unless a
`transcript` stands in the JSON or in a text file beside the JSON. A field without a place in a
record stays as `name: value` in the text of the turn, or of the first turn of the call.
"""

import math
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.files import ForeignFile, bytes_of, files
from incident_tui.exchange.imports.foreign.json import JsonObject, parse_json, read_object
from incident_tui.exchange.imports.foreign.radio import (
    MAX_CALL_S,
    FirstMentions,
    agency_of,
    audio_of,
    channel_words,
    exact_length,
    known_positions,
    lengths_of,
    megahertz,
    name_in,
    outside_remarks,
    voice_of,
    without_words,
    words_of_turns,
)
from incident_tui.exchange.imports.foreign.times import UNPLACED, utc
from incident_tui.exchange.imports.foreign.values import (
    digest,
    identifier,
    lines_of,
    number_of,
    raw_of,
)
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    EntryDraft,
    SourceDraft,
    SpeakerDraft,
    TimeDraft,
    UnitDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Importer,
    Origin,
    Passed,
    Rejected,
    Wishes,
)

_AUDIO_ENDINGS = (".m4a", ".wav", ".mp3")
_MAX_TRANSCRIPT_BYTES = 64 * 1024
_CALL_KEYS = ("talkgroup", "start_time", "start_time_ms", "srcList")
"""A JSON object without one of these keys is no call."""
_NO_CALL = f"no call of trunk-recorder: it has none of {', '.join(_CALL_KEYS)}"
_MESSAGE_TYPES = (
    "audio",
    "call",
    "call_end",
    "call_start",
    "calls_active",
    "config",
    "end",
    "message",
    "rates",
    "recorder",
    "recorders",
    "system",
    "systems",
)
"""The `type` of a message of trunk-recorder's plugin for MQTT, which holds no turns of a call."""
_NO_MESSAGE = (
    "a message of trunk-recorder over MQTT, of type `{}`, which is not read; import the JSON that"
    " trunk-recorder writes beside the audio of each call"
)
_OUTSIDE = "the file has a time for this turn that is outside of its call"
_ROUNDING_MS = 2_000
"""Times of a call and of its turns are written in whole seconds, each rounded by itself."""
_SAME_FREQUENCY = 1e-5
"""Relative difference: older versions write the `freq` of a call with six digits."""
_NUMBER_IN_NAME = re.compile(r"-call_(\d+)\.json", re.ASCII)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files of calls, or folders of such files, however many.

    The audio and the transcript of a call are read with the JSON of the call.
    """
    yield from read_files(files(paths), wishes)


def read_files(found: Iterable[ForeignFile | Rejected | Passed], wishes: Wishes) -> Iterator[Found]:
    """Read files of calls that were found before."""
    archive = _TrunkRecorderArchive(wishes)
    for file in found:
        if isinstance(file, ForeignFile):
            yield from archive.read(file)
        else:
            yield file


def knows(beginning: Beginning) -> bool:
    """Whether a file is the JSON of a call."""
    return {"talkgroup", "start_time"} <= beginning.keys or {
        "srcList",
        "freqList",
    } <= beginning.keys


IMPORTER = Importer(read, knows=knows)


def is_call(value: object) -> bool:
    """Whether a JSON value is a call."""
    return _call_of(value) is not None


class _TrunkRecorderArchive:
    """Reads files, and defines each system and unit once."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._definitions = FirstMentions()

    def read(self, file: ForeignFile) -> Iterator[Found]:
        """Yield the items and faults of a file."""
        origin = Origin(str(file.path))
        if not file.is_wanted((".json",)):
            if not file.path.with_suffix(".json").is_file():
                yield Passed(origin, "not the JSON of a call, and there is none beside it")
            return
        part = read_object(file.path, _call_of, _NO_CALL)
        if isinstance(part, Rejected):
            kind = _message_type(part.raw)
            yield Rejected(part.origin, _NO_MESSAGE.format(kind), part.raw) if kind else part
            return
        call = _RecordedCall(part, file, self._wishes)
        entries = list(call.entries())
        yield from self._definitions.new(drafts.SOURCES.item(call.source, origin))
        for unit in call.units:
            yield from self._definitions.new(drafts.UNITS.item(unit, origin))
        yield from (drafts.TIMELINE.item(entry, origin) for entry in entries)
        yield from outside_remarks(self._wishes.folder, call.audio_path, call.sound)
        yield from part.take_faults()


def _message_type(text: str) -> str:
    """Return the type of a message over MQTT, also behind its topic; "" for another text."""
    try:
        message = parse_json(text[max(text.find("{"), 0) :])
    except ValueError:
        return ""
    kind = message.get("type") if isinstance(message, dict) else None
    return kind if kind in _MESSAGE_TYPES and "timestamp" in message else ""


def _call_of(value: Any) -> dict[str, Any] | None:
    return value if isinstance(value, dict) and set(_CALL_KEYS) & value.keys() else None


class _RecordedCall:
    """A file: the fields of the call, then the turns."""

    def __init__(self, part: JsonObject, file: ForeignFile, wishes: Wishes) -> None:
        self._part = part
        self._file = file
        self._stem = os.path.splitext(file.path)[0]
        self._wishes = wishes
        self._system = part.text("short_name")
        title = f"Calls of {self._system or 'a system without a name'}, by trunk-recorder"
        self.source: SourceDraft = {
            "id": identifier("trunk-recorder", self._system or "unnamed"),
            "kind": "radio_audio",
            "title": title,
        }
        self.units: list[UnitDraft] = []
        """The units of the turns, once `entries` has run."""
        self._talkgroup = part.text("talkgroup")
        self._tag = part.text("talkgroup_tag")
        self._service = part.text("talkgroup_group_tag")
        self._group = part.text("talkgroup_group")
        self._description = part.text("talkgroup_description")
        self._start = _instant(part, "start_time")
        self._stop = _instant(part, "stop_time")
        self._hertz = part.number("freq", 0)
        self._tunings = _Tunings(part)
        self._exact_s, self._length_s = self._audio_lengths()
        self.audio_path = self._audio_path()
        """The file of the audio; "" without audio."""
        self.sound = name_in(wishes.folder, self.audio_path)
        """The path of the audio from the folder of the record; "" for audio outside."""
        self._tags = self._flags()
        self._patched = part.texts("patched_talkgroups")

    def entries(self) -> Iterator[EntryDraft]:
        """Yield an entry for each turn, or for the whole call if no turn is listed."""
        listed = list(self._part.parts("srcList"))
        turns: list[JsonObject | None] = [*listed] or [None]
        positions = known_positions(listed, self._length_s) or [None]
        lengths = lengths_of(positions, self._length_s) if listed else [self._length_s]
        of_sound = lengths_of(positions, self._exact_s) if listed else [self._exact_s]
        name = self._name()
        words = self._words(len(listed))
        entries = [self._entry(turn, lengths[n]) for n, turn in enumerate(turns)]
        for number, (turn, entry) in enumerate(zip(turns, entries, strict=True)):
            entry["id"] = f"{name}-{turn.index if turn else 0}"
            entry["agency"] = agency_of(self._talkgroup, self._tag, self._wishes)
            if audio := audio_of(self.sound, positions[number], of_sound[number]):
                entry["audio"] = audio
            own = entry["text"] if turn and turn.value.get("transcript") else ""
            if words and not number:
                entry["text"] = f"{own}\n{words}".strip()
            lines = list(lines_of(turn.rest)) if turn else []
            if not number:
                lines += self._lines(is_length_told=not words and not own and len(entries) == 1)
            entry["text"] = "\n".join([entry["text"], *lines])
            yield entry

    def _lines(self, is_length_told: bool) -> Iterator[str]:
        """Yield the fields of the call without a place in a record, once the turns are read."""
        if self._tag and self._description:
            yield f"talkgroup_description: {self._description}"
        if self._stop is not None:
            yield f"stop_time: {_utc(self._stop)}"
        if self._length_s is not None and not is_length_told:
            yield f"call_length: {self._length_s:g}"
        if self._hertz and not self._tunings.has_told(self._hertz):
            yield f"freq: {megahertz(self._hertz)} MHz"
        yield from lines_of(self._part.rest)
        yield from lines_of(self._tunings.rest, "freqList")

    def _entry(self, turn: JsonObject | None, length_s: float | None) -> EntryDraft:
        """Return the entry of a turn, without the parts that the call adds."""
        channel = channel_words(self._talkgroup, self._tag, self._description)
        time = self._time(turn)
        text = (turn and turn.text("transcript")) or without_words(length_s, channel)
        speaker = self._speaker(turn) if turn else SpeakerDraft()
        tags = [*self._tags, *self._emergency(turn), self._service, self._group]
        tags += [f"patched with {group}" for group in self._patched if group != self._talkgroup]
        return {
            "id": "",
            "kind": "radio_call",
            "time": time,
            "text": text,
            "cite": {"source": self.source["id"], "at": self._file.name},
            "channel": self._channel(turn),
            "speaker": speaker,
            "tags": list(dict.fromkeys(filter(None, tags))),
        }

    def _channel(self, turn: JsonObject | None) -> ChannelDraft:
        return without_blanks(
            ChannelDraft(
                system=self._system,
                talkgroup=self._talkgroup,
                talkgroup_tag=self._tag,
                frequency=megahertz(self._tunings.take(turn) or self._hertz),
            )
        )

    def _time(self, turn: JsonObject | None) -> TimeDraft:
        """Return the start of a turn; without a time within the call, the bounds of the call."""
        began = turn.epoch("time") if turn else self._start
        if self._start is None:
            return UNPLACED if began is None else _utc(began)
        stop = self._stop if self._stop and self._stop >= self._start else None
        bounds = f"{_utc(self._start)}..{_utc(stop) if stop else ''}"
        if turn is None or began is None:
            return bounds if turn else _utc(self._start)
        if self._start - _ROUNDING_MS <= began <= (stop or began) + _ROUNDING_MS:
            return _utc(began)
        turn.reject("time", f"is not within the call, {bounds}", turn.value["time"])
        return {"at": bounds, "basis": _OUTSIDE}

    def _speaker(self, turn: JsonObject) -> SpeakerDraft:
        """Return the unit of a turn's radio; a radio below 1 is unknown."""
        radio, tag, sent = turn.whole("src"), turn.text("tag"), turn.text("tag_ota")
        number = str(radio) if radio is not None and radio >= 1 else ""
        voice = voice_of(self.source["id"], number, tag or sent, self._wishes)
        if voice.unit:
            self.units.append(voice.unit)
        elif number:
            turn.rest["src"] = number
        if tag and sent != tag:
            turn.rest["tag_ota"] = sent
        return voice.speaker

    def _flags(self) -> list[str]:
        return [flag for flag in ("emergency", "encrypted") if self._part.flag(flag)]

    def _emergency(self, turn: JsonObject | None) -> list[str]:
        return ["emergency"] if turn and turn.flag("emergency") else []

    def _audio_lengths(self) -> tuple[float | None, float | None]:
        """Return the length of the audio in seconds; first None where it may be rounded.

        It is that in milliseconds, else that with a fraction, else the sum of `freqList` if it is
        less than a second from the length in whole seconds.
        """
        fine = self._part.number("call_length_ms", 0, MAX_CALL_S * 1000)
        coarse = self._part.number("call_length", 0, MAX_CALL_S)
        if fine is not None:
            return fine / 1000, fine / 1000
        exact, summed = exact_length(coarse), exact_length(self._tunings.length_s)
        if exact is None and summed and coarse is not None and abs(summed - coarse) < 1:
            exact = summed
        return exact, coarse

    def _name(self) -> str:
        """Return the beginning of the ids of the call's entries."""
        number = self._part.text("call_num")
        if not number and (named := _NUMBER_IN_NAME.search(self._file.path.name)):
            number = named[1]
        parts = (
            self._talkgroup or "x",
            str((self._start or 0) // 1000),
            f"{self._hertz or 0:.0f}",
            number or digest(raw_of(self._part.value)),
        )
        return identifier(self.source["id"], *parts)

    def _audio_path(self) -> str:
        candidates = (self._stem + ending for ending in _AUDIO_ENDINGS)
        return next(filter(os.path.isfile, candidates), "")

    def _words(self, turns: int) -> str:
        """Return the transcript of the whole call, or ""."""
        words = self._part.text("transcript", "transcription") or self._text_beside()
        return words_of_turns(words, turns)

    def _text_beside(self) -> str:
        """Return the text of the file beside the JSON, or ""."""
        path = f"{self._stem}.txt"
        if not os.path.isfile(path):
            return ""
        data = bytes_of(Path(path), _MAX_TRANSCRIPT_BYTES)
        if isinstance(data, Rejected):
            self._part.faults.append(data)
            return ""
        return data.decode("utf-8-sig", "replace").strip()


class _Tunings:
    """The frequencies of a call's turns, in `freqList`."""

    def __init__(self, call: JsonObject) -> None:
        self._parts = list(call.parts("freqList"))
        self._hertz = [part.number("freq", 0) for part in self._parts]
        self._numbers: dict[tuple[float | None, float | None], int] = {
            _place_of(part): number for number, part in enumerate(self._parts)
        }
        """From time and position to the index of the part."""
        self._told: set[float] = set()
        self._left = dict(enumerate(self._parts))

    def take(self, turn: JsonObject | None) -> float | None:
        """Return the frequency of a turn in hertz; None if unknown.

        The other fields of the frequency's part, such as the number of errors, join the turn's.
        """
        number = self._numbers.get(_place_of(turn)) if turn else None
        if turn is None or number is None:
            known = set(filter(None, self._hertz))
            hertz = known.pop() if len(known) == 1 else None
        else:
            hertz = self._hertz[number]
            if part := self._left.pop(number, None):
                turn.rest |= {
                    key: value for key, value in part.rest.items() if key not in ("time", "pos")
                }
        if hertz:
            self._told.add(hertz)
        return hertz

    @property
    def length_s(self) -> float | None:
        """The sum of the lengths in seconds; None unless each part has a length."""
        lengths = [number_of(part.value.get("len")) for part in self._parts]
        known = [length for length in lengths if length is not None and 0 <= length <= MAX_CALL_S]
        return round(sum(known), 3) if len(known) == len(lengths) else None

    def has_told(self, hertz: float) -> bool:
        """Whether a turn has the frequency, or none has any."""
        return not self._told or any(
            math.isclose(hertz, told, rel_tol=_SAME_FREQUENCY) for told in self._told
        )

    @property
    def rest(self) -> list[dict[str, object]]:
        """The fields of the parts that belong to no turn."""
        return [
            part.rest | ({} if self._hertz[number] in self._told else {"freq": self._hertz[number]})
            for number, part in self._left.items()
        ]


def _place_of(part: JsonObject) -> tuple[float | None, float | None]:
    """Return time and position of a turn, or of a frequency, as written."""
    return number_of(part.value.get("time")), number_of(part.value.get("pos"))


def _instant(call: JsonObject, key: str) -> int | None:
    """Return a time of a call as milliseconds since 1970, from milliseconds where given."""
    coarse, fine = call.epoch(key), call.epoch(f"{key}_ms")
    if coarse is None or fine is None:
        return fine if coarse is None else coarse
    if abs(fine - coarse) < 1_000:
        return fine
    call.reject(f"{key}_ms", f"is another time than `{key}`", call.value[f"{key}_ms"])
    return coarse


def _utc(instant: int) -> str:
    """Return an instant to the second, or to the millisecond where the file has milliseconds."""
    return utc(instant, fine=bool(instant % 1_000))
