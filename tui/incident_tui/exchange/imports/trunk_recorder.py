"""The archive of trunk-recorder: a JSON file beside the audio of each call, an entry for each turn.

The time of a turn is its `time`. `start_time` plus the position would be wrong: trunk-recorder
cuts the silence between turns out of the audio. The JSON has no words; an entry says so, unless a
`transcript` stands in the JSON or in a text file beside the JSON.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.foreign.files import ForeignFile, bytes_of, files
from incident_tui.exchange.imports.foreign.json import JsonObject, read_object
from incident_tui.exchange.imports.foreign.radio import (
    MAX_CALL_S,
    FirstMentions,
    agency_of,
    audio_of,
    channel_words,
    known_positions,
    lengths_of,
    name_in,
    without_words,
)
from incident_tui.exchange.imports.foreign.times import UNPLACED, utc
from incident_tui.exchange.imports.foreign.values import digest, identifier, raw_of
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    EntryDraft,
    SourceDraft,
    SpeakerDraft,
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
_NUMBER_IN_NAME = re.compile(r"-call_(\d+)\.json", re.ASCII)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files of calls, or folders of such files, however many.

    The audio and the transcript of a call are read with the JSON of the call.
    """
    archive = _TrunkRecorderArchive(wishes)
    for file in files(paths):
        if isinstance(file, ForeignFile):
            yield from archive.read(file)
        else:
            yield file


IMPORTER = Importer(read)


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
            yield part
            return
        call = _RecordedCall(part, file, self._wishes)
        entries = list(call.entries())
        yield from self._definitions.new(drafts.SOURCES.item(call.source, origin))
        for unit in call.units:
            there = Passed(origin, "the record has this unit")
            yield from self._definitions.new(drafts.UNITS.item(unit, origin, there))
        yield from (drafts.TIMELINE.item(entry, origin) for entry in entries)
        yield from part.take_faults()


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
        self._start = part.epoch("start_time") or part.epoch("start_time_ms")
        self._stop = part.epoch("stop_time") or part.epoch("stop_time_ms")
        self._hertz = part.number("freq", 0)
        self._length_s = self._audio_length_s()
        self._tags = self._flags()
        self._patched = part.texts("patched_talkgroups")

    def entries(self) -> Iterator[EntryDraft]:
        """Yield an entry for each turn, or for the whole call if no turn is listed."""
        turns = list(self._part.parts("srcList"))
        positions = known_positions(turns, self._length_s) or [None]
        lengths = lengths_of(positions, self._length_s) if turns else [self._length_s]
        sound, name = name_in(self._wishes.folder, self._audio_path()), self._name()
        words = self._words(len(turns))
        for number, turn in enumerate(turns or [None]):
            entry = self._entry(turn, lengths[number])
            entry["id"] = f"{name}-{turn.index if turn else 0}"
            entry["agency"] = agency_of(self._talkgroup, self._tag, self._wishes)
            if audio := audio_of(sound, positions[number], lengths[number]):
                entry["audio"] = audio
            if words and not number:
                own = entry["text"] if turn and turn.value.get("transcript") else ""
                entry["text"] = f"{own}\n{words}".strip()
            yield entry

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
            "channel": self._channel(),
            "speaker": speaker,
            "tags": list(dict.fromkeys(filter(None, tags))),
        }

    def _channel(self) -> ChannelDraft:
        return without_blanks(
            ChannelDraft(
                system=self._system,
                talkgroup=self._talkgroup,
                talkgroup_tag=self._tag,
                frequency=_megahertz(self._hertz),
            )
        )

    def _time(self, turn: JsonObject | None) -> str:
        """Return the start of a turn; without a time, the bounds of the call."""
        began = turn.epoch("time") if turn else self._start
        if began is not None:
            return utc(began)
        if self._start is None:
            return UNPLACED
        stop = self._stop if self._stop and self._stop >= self._start else None
        return f"{utc(self._start)}..{utc(stop) if stop else ''}"

    def _speaker(self, turn: JsonObject) -> SpeakerDraft:
        """Return the unit of a turn's radio; a radio below 1 is unknown.

        A radio with another tag later is another unit: no file says that both are equal.
        """
        radio, tag = turn.whole("src"), turn.text("tag")
        known = self._wishes.units.get(tag.casefold(), "")
        if known and not known.startswith(f"{self.source['id']}-"):  # as the units made here do
            return {"unit": known}
        if radio is None or radio < 1:
            return {"label": tag} if tag else {}
        unit = identifier(self.source["id"], str(radio), *([tag] if tag else []))
        radios = [str(radio)]
        self.units.append({"id": unit, "call_sign": tag or radios[0], "radio_ids": radios})
        return {"unit": unit}

    def _flags(self) -> list[str]:
        return [flag for flag in ("emergency", "encrypted") if self._part.flag(flag)]

    def _emergency(self, turn: JsonObject | None) -> list[str]:
        return ["emergency"] if turn and turn.flag("emergency") else []

    def _audio_length_s(self) -> float | None:
        """Return the length of the audio in seconds, from milliseconds where given."""
        fine = self._part.number("call_length_ms", 0, MAX_CALL_S * 1000)
        coarse = self._part.number("call_length", 0, MAX_CALL_S)
        return coarse if fine is None else fine / 1000

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
        return f"(words of all {turns} turns) {words}" if words and turns > 1 else words

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


def _megahertz(hertz: float | None) -> str:
    return f"{hertz / 1_000_000:.6f}".rstrip("0").rstrip(".") if hertz else ""
