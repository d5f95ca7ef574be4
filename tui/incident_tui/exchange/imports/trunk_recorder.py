"""The archive of trunk-recorder: a JSON file beside each call's audio, an entry for each turn.

A turn's wall time is its own `time`; `start_time` plus its position would be wrong, since the
silence between turns is cut out of the audio. There are no words in these files: an entry says so,
unless a `transcript` stands in the JSON or a text file beside it.
"""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.foreign.json import (
    File,
    Part,
    bytes_of,
    clean,
    digest,
    files,
    identifier,
    json_of,
    raw_of,
)
from incident_tui.exchange.imports.foreign.radio import (
    LONGEST,
    agency_of,
    audio_of,
    channel_words,
    lengths_of,
    name_in,
    with_values,
    without_words,
)
from incident_tui.exchange.imports.foreign.times import UNPLACED, utc
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Item,
    Passed,
    Place,
    Rejected,
    Wishes,
)

_SOUNDS = (".m4a", ".wav", ".mp3")
_LONGEST_TEXT = 64 * 1024
_MARKS = ("talkgroup", "start_time", "start_time_ms", "srcList")
"""A JSON object without any of these is no call."""
_NUMBER_IN_NAME = re.compile(r"-call_(\d+)\.json", re.ASCII)


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read call files, or the folders they lie in, whatever their number.

    A call's audio and text are read with its JSON; they are not told of by themselves.
    """
    archive = _Archive(wishes)
    for file in files(paths):
        if isinstance(file, File):
            yield from archive.read(file)
        else:
            yield file


class _Archive:
    """What was told of so far: systems and units, by their ids."""

    def __init__(self, wishes: Wishes) -> None:
        self._wishes = wishes
        self._told: set[str] = set()

    def read(self, file: File) -> Iterator[Found]:
        """The items of one file."""
        place = Place(str(file.path))
        if file.path.suffix.lower() != ".json" and not file.asked_for:
            if not file.path.with_suffix(".json").is_file():
                yield Passed(place, "not the JSON of a call, and there is none beside it")
            return
        found = json_of(file.path)
        if isinstance(found, Rejected):
            yield found
        elif not isinstance(found.value, dict) or not set(_MARKS) & found.value.keys():
            reason = f"no call of trunk-recorder: it has none of {', '.join(_MARKS)}"
            yield Rejected(place, reason, raw_of(found.value))
        else:
            faults: list[Rejected] = []
            call = _Call(Part(found.value, faults, clean(str(file.path))), file, faults)
            entries = list(call.entries(self._wishes))
            for section, value in call.named:
                if value["id"] not in self._told:
                    self._told.add(value["id"])
                    yield Item(section, value, place)
            yield from (Item("timeline", entry, place) for entry in entries)
            yield from faults


class _Call:
    """One file: what its turns have in common, then the turns."""

    def __init__(self, part: Part, file: File, faults: list[Rejected]) -> None:
        self._part = part
        self._file = file
        self._stem = os.path.splitext(file.path)[0]
        self._faults = faults
        self.system = part.text("short_name")
        self.source = identifier("trunk-recorder", self.system or "unnamed")
        title = f"Calls of {self.system or 'a system without a name'}, by trunk-recorder"
        source = {"id": self.source, "kind": "radio_audio", "title": title}
        self.named: list[tuple[str, dict[str, Any]]] = [("sources", source)]
        """What its entries refer to, by section."""
        self._talkgroup = part.text("talkgroup")
        self._tag = part.text("talkgroup_tag")
        self._service = part.text("talkgroup_group_tag")
        self._group = part.text("talkgroup_group")
        self._description = part.text("talkgroup_description")
        self._start = part.epoch("start_time") or part.epoch("start_time_ms")
        self._stop = part.epoch("stop_time") or part.epoch("stop_time_ms")
        self._hertz = part.number("freq", 0)
        self._length = self._seconds()
        self._tags = self._flags()
        self._patched = part.texts("patched_talkgroups")

    def entries(self, wishes: Wishes) -> Iterator[dict[str, Any]]:
        """An entry for each turn of a speaker; for the whole call where no turn is told apart."""
        turns = list(self._part.parts("srcList"))
        positions = [turn.number("pos", 0, LONGEST) for turn in turns] or [None]
        lengths = lengths_of(positions, self._length) if turns else [self._length]
        sound, name = name_in(wishes.folder, self._sound()), self._name()
        words = self._words(len(turns))
        for number, turn in enumerate(turns or [None]):
            entry = self._entry(turn, lengths[number], wishes)
            entry["id"] = f"{name}-{turn.index if turn else 0}"
            if agency := agency_of(self._talkgroup, self._tag, wishes):
                entry["agency"] = agency
            if audio := audio_of(sound, positions[number], lengths[number]):
                entry["audio"] = audio
            if words and not number:
                own = entry["text"] if turn and turn.value.get("transcript") else ""
                entry["text"] = f"{own}\n{words}".strip()
            yield entry

    def _entry(self, turn: Part | None, length: float | None, wishes: Wishes) -> dict[str, Any]:
        channel = channel_words(self._talkgroup, self._tag, self._description)
        entry = {
            "id": "",
            "kind": "radio_call",
            "time": self._time(turn),
            "text": (turn and turn.text("transcript")) or without_words(length, channel),
            "cite": {"source": self.source, "at": self._file.name},
            "channel": with_values(
                system=self.system,
                talkgroup=self._talkgroup,
                talkgroup_tag=self._tag,
                frequency=_megahertz(self._hertz),
            ),
        }
        speaker = self._speaker(turn, wishes) if turn else {}
        tags = [*self._tags, *self._emergency(turn), self._service, self._group]
        tags += [f"patched with {one}" for one in self._patched if one != self._talkgroup]
        return entry | with_values(speaker=speaker, tags=list(dict.fromkeys(filter(None, tags))))

    def _time(self, turn: Part | None) -> str:
        """When a turn began; where that is not told, the bounds of the call."""
        began = turn.epoch("time") if turn else self._start
        if began is not None:
            return utc(began)
        if self._start is None:
            return UNPLACED
        stop = self._stop if self._stop and self._stop >= self._start else None
        return f"{utc(self._start)}..{utc(stop) if stop else ''}"

    def _speaker(self, turn: Part, wishes: Wishes) -> dict[str, str]:
        """Who spoke, as far as the radio says: a number below 1 is none that is known.

        A radio that is called something else later is another unit: nobody says it is the same.
        """
        radio, tag = turn.whole("src"), turn.text("tag")
        if known := wishes.units.get(tag.casefold()):
            return {"unit": known}
        if radio is None or radio < 1:
            return {"label": tag} if tag else {}
        unit = identifier(self.source, str(radio), *([tag] if tag else []))
        radios = [str(radio)]
        self.named.append(
            ("units", {"id": unit, "call_sign": tag or radios[0], "radio_ids": radios})
        )
        return {"unit": unit}

    def _flags(self) -> list[str]:
        return [flag for flag in ("emergency", "encrypted") if self._part.flag(flag)]

    def _emergency(self, turn: Part | None) -> list[str]:
        return ["emergency"] if turn and turn.flag("emergency") else []

    def _seconds(self) -> float | None:
        """How long the audio is."""
        fine = self._part.number("call_length_ms", 0, LONGEST * 1000)
        coarse = self._part.number("call_length", 0, LONGEST)
        return coarse if fine is None else fine / 1000

    def _name(self) -> str:
        """What this call is by itself, for the ids of its entries."""
        number = self._part.text("call_num")
        if not number and (named := _NUMBER_IN_NAME.search(self._file.path.name)):
            number = named[1]
        parts = (
            self._talkgroup or "x",
            str((self._start or 0) // 1000),
            f"{self._hertz or 0:.0f}",
            number or digest(raw_of(self._part.value)),
        )
        return identifier(self.source, *parts)

    def _sound(self) -> str:
        candidates = (self._stem + suffix for suffix in _SOUNDS)
        return next(filter(os.path.isfile, candidates), "")

    def _words(self, turns: int) -> str:
        """A transcript of the whole call, if there is one."""
        words = self._part.text("transcript", "transcription") or self._text_beside()
        return f"(words of all {turns} turns) {words}" if words and turns > 1 else words

    def _text_beside(self) -> str:
        path = f"{self._stem}.txt"
        if not os.path.isfile(path):
            return ""
        data = bytes_of(Path(path), _LONGEST_TEXT)
        if isinstance(data, Rejected):
            self._faults.append(data)
            return ""
        return data.decode("utf-8-sig", "replace").strip()


def _megahertz(hertz: float | None) -> str:
    return f"{hertz / 1_000_000:.6f}".rstrip("0").rstrip(".") if hertz else ""
