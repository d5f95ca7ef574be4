"""Calls of trunk-transcribe: the JSON of trunk-recorder with pairs of a radio and words.

A call is read as its service gives it (`raw_metadata`, and `raw_transcript`, a list of
`[radio or null, words]`), or as its search index has it, with both as text. The program itself
gives words to the radio whose turn begins nearest to them: a time but the first is about that of
the turn.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from incident_tui.exchange.imports.foreign.json import JsonObject, parse_json
from incident_tui.exchange.imports.foreign.known_calls import (
    KnownCall,
    KnownCalls,
    Second,
)
from incident_tui.exchange.imports.foreign.radio import MAX_CALL_S, agency_of, megahertz
from incident_tui.exchange.imports.foreign.speakers import speaker_of
from incident_tui.exchange.imports.foreign.times import UNPLACED, utc
from incident_tui.exchange.imports.foreign.values import (
    clean,
    digest,
    identifier,
    lines_of,
    raw_of,
)
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    ChannelDraft,
    CiteForm,
    EntryDraft,
    SourceDraft,
    TimeDraft,
    without_blanks,
)
from incident_tui.exchange.imports.landing.protocol import Found, Passed, Wishes
from incident_tui.exchange.imports.transcript.call_words import Part, found_beside, found_for
from incident_tui.exchange.imports.transcript.engine_numbers import EngineNumbers
from incident_tui.exchange.imports.transcript.segments import Segment
from incident_tui.record.time_value import SECOND, Duration, Relative

OWN_IDS = "trunk-transcribe-"
"""The beginning of the ids of the entries made here."""

_KEY = "raw_transcript"
_ADDRESS = "raw_audio_url"
_LISTS = ("data", "hits", "results")
"""The keys of the list of calls, in what the service and the search answer."""
_REPEATED = ("id", "transcript", "transcript_plaintext", "units", "radios", "start_time", "srcList")
"""Fields of a call that say again what its turns say, and its number in the database."""
_OF_RECORDER = ("srcList", "freqList")
_ROUNDING_MS = 2_000
"""Times of a call and of its turns are written in whole seconds, each rounded by itself."""
_NEAREST = "the turn that begins nearest to the words, as trunk-transcribe takes it"


def is_trunk_transcribe(value: Any) -> bool:
    """Whether a JSON value is a call of trunk-transcribe, or a list of calls."""
    return any(isinstance(call, dict) and _KEY in call for call in _calls(value))


def _calls(value: Any) -> list[Any]:
    if isinstance(value, dict) and _KEY not in value:
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), [])
    return value if isinstance(value, list) else [value]


class TranscribedCalls:
    """The calls in a file."""

    def __init__(self, value: Any, path: Path) -> None:
        """Read a JSON value for which `is_trunk_transcribe` holds."""
        whole = JsonObject({"calls": _calls(value)}, [], clean(str(path)))
        self._calls = [_TranscribedCall(part) for part in whole.parts("calls")]
        self._faults = whole.faults

    def seconds(self) -> Iterator[Second]:
        """Yield the talkgroup and the second of each call and turn."""
        for call in self._calls:
            yield from call.seconds()

    def found(self, wishes: Wishes, known: KnownCalls) -> Iterator[Found]:
        """Yield the entries of the calls."""
        for call in self._calls:
            yield from call.found(wishes, known)
        yield from self._faults


class _Turn(NamedTuple):
    """The words of a radio in a call."""

    words: str
    instant: int | None = None
    """When the turn of the radio begins, in milliseconds since 1970; None if unknown."""
    labels: tuple[str, ...] = ()
    """The name and the number of the radio."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """Tags for words that are hardly speech; the service gives no figures."""
        return tuple(EngineNumbers(None, None, None).tags(self.words))


class _TranscribedCall:
    """The fields of a call, then its turns."""

    def __init__(self, part: JsonObject) -> None:
        self._part = part
        self._id = digest(raw_of(part.value))
        self._address = part.text(_ADDRESS)
        self._turns = [*self._read_turns()]
        plain = part.text("transcript_plaintext", "transcript")
        self._turns = self._turns or ([_Turn(plain)] if plain else [])
        raw = self._parsed("raw_metadata")
        meta = part if raw is None else part.holding(raw if isinstance(raw, dict) else {})
        self.talkgroup = meta.text("talkgroup")
        self._tag = meta.text("talkgroup_tag")
        self._system = meta.text("short_name")
        self._start, self._stop = meta.epoch("start_time"), meta.epoch("stop_time")
        self._length_s = meta.number("call_length", 0, MAX_CALL_S)
        self._hertz = meta.number("freq", 0)
        self._tags = [meta.text("talkgroup_group_tag"), meta.text("talkgroup_group")]
        self._tags += ["emergency"] if meta.flag("emergency") else []
        for name in _OF_RECORDER:
            meta.rest.pop(name, None)
        for name in _REPEATED:
            part.rest.pop(name, None)
        rest = meta.rest if meta is part else {**part.rest, **meta.rest}
        self._lines = [*lines_of(rest)]

    def seconds(self) -> Iterator[Second]:
        """Yield the talkgroup with the second of the call, and of each turn."""
        for instant in (self._start, *(turn.instant for turn in self._turns)):
            if instant is not None:
                yield self.talkgroup, instant // SECOND

    def found(self, wishes: Wishes, known: KnownCalls) -> Iterator[Found]:
        """Yield the source, and the words of each turn: for a call of the record, or an entry."""
        origin = self._part.origin
        source = self._source()
        there = Passed(origin, "the record has this source")
        yield drafts.SOURCES.item(source, origin, there)
        if not self._turns:
            yield Passed(origin, "a call without words")
        parts: dict[KnownCall, list[Part]] = {}
        calls = [known.at(self.talkgroup, turn.instant) for turn in self._turns]
        whole = known.at(self.talkgroup, self._start)
        is_split = len({*calls, whole} - {None}) > 1
        for number, turn in enumerate(self._turns):
            call = calls[number] or whole
            entry = self._entry(number, turn, wishes, call)
            lines = [] if number else self._lines
            entry["text"] = "\n".join([entry["text"], *lines])
            if call is None:
                yield drafts.TIMELINE.item(entry, origin)
                continue
            address = [f"{_ADDRESS}: {self._address}"] if self._address and not number else []
            segment = Segment(origin, turn.words, lines=(*lines, *address), tags=turn.doubts)
            part = Part(segment, turn.labels, entry)
            if is_split and calls[number] is None:
                yield found_beside(call, part)  # of which of the calls is not known
            else:
                parts.setdefault(call, []).append(part)
        for call, spoken in parts.items():
            yield from found_for(call, spoken, {"method": "asr"}, wishes)

    def _entry(
        self, number: int, turn: _Turn, wishes: Wishes, call: KnownCall | None
    ) -> EntryDraft:
        channel = ChannelDraft(
            system=self._system,
            talkgroup=self.talkgroup,
            talkgroup_tag=self._tag,
            frequency=megahertz(self._hertz),
        )
        name = identifier(f"{OWN_IDS}{self.talkgroup or 'x'}", self._id)
        tags = [*self._tags, *turn.doubts]
        return {
            "id": f"{name}-{number}",
            "kind": "radio_call",
            "time": self._time_within(call) if call else self._time(number, turn),
            "text": turn.words or "(no words)",
            "cite": without_blanks(CiteForm(source=self._source()["id"], at=self._address)),
            "agency": agency_of(self.talkgroup, self._tag, wishes),
            "channel": without_blanks(channel),
            "speaker": speaker_of(wishes, *turn.labels),
            "transcript": {"method": "asr"},
            "tags": list(dict.fromkeys(filter(None, tags))),
        }

    def _source(self) -> SourceDraft:
        """Return the source that an import of trunk-recorder's archive has too."""
        title = f"Calls of {self._system or 'a system without a name'}, by trunk-recorder"
        identity = identifier("trunk-recorder", self._system or "unnamed")
        return {"id": identity, "kind": "radio_audio", "title": title}

    def _time_within(self, call: KnownCall) -> TimeDraft:
        """Return a time within a call of the record."""
        length = round((self._length_s or 0) * SECOND)
        return str(Relative(call.id, Duration(0, length)))

    def _time(self, number: int, turn: _Turn) -> TimeDraft:
        start, stop, at = self._start, self._stop, turn.instant
        if start is None:
            return UNPLACED
        if not number:
            return utc(start)
        if at is not None and start - _ROUNDING_MS <= at <= (stop or at) + _ROUNDING_MS:
            return {"at": f"{utc(at)}~", "basis": _NEAREST}
        return f"{utc(start)}..{utc(stop) if stop and stop >= start else ''}"

    def _read_turns(self) -> Iterator[_Turn]:
        pairs = self._parsed(_KEY)
        if pairs is not None and not isinstance(pairs, list):
            self._part.reject(_KEY, "is no list of radios and words", pairs)
            return
        for number, pair in enumerate(pairs or ()):
            match pair:
                case [dict() as radio, str() as words]:
                    turn = self._part.holding(radio)
                    source = turn.text("src")
                    labels = turn.text("tag"), source if source.strip("-0") else ""
                    yield _Turn(clean(words.strip()), turn.epoch("time"), labels)
                case [None, str() as words]:
                    yield _Turn(clean(words.strip()))
                case _:
                    key = f"{_KEY}[{number}]"
                    self._part.reject(key, "is no pair of a radio and words", pair)

    def _parsed(self, key: str) -> Any:
        """Return a field, which may be JSON in a text; None where it is absent or broken."""
        value = self._part.rest.pop(key, None)
        if not isinstance(value, str):
            return value
        try:
            return parse_json(value)
        except ValueError:
            self._part.reject(key, "is no JSON", value)
            return None
