"""The calls that a record has already, by their recording, or by talkgroup and second."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import zip_longest
from pathlib import PurePath
from typing import NamedTuple

import msgspec

from incident_tui.exchange.imports.foreign.recording_clock import instants_of
from incident_tui.exchange.imports.foreign.recording_names import stem_of
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.drafts import EntryDraft, SpeakerDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record import model
from incident_tui.record.calls.entry_parts import lacks_words
from incident_tui.record.time_value import SECOND, Moment

_SHARED_S = 1.0
"""Seconds that a part shares with a second call, and may be of it; engines are as inexact."""

Second = tuple[str, int]
"""The number of a talkgroup, and a whole second since 1970."""


class KnownCall(NamedTuple):
    """A call of the record."""

    id: str
    start_s: float = 0.0
    """Where the call begins in its recording, in seconds."""
    end_s: float | None = None
    """None if unknown."""
    agency: str = ""
    """The id of the agency that speaks; "" if the record names none."""
    unit: str = ""
    """The id of the unit that speaks; "" if the record names none."""
    texts: tuple[str, ...] = ()
    """The words, and those before a person corrected them; none without words."""

    def says(self, text: str) -> bool:
        """Whether the call has these words; lines that another import wrote may stand below."""
        return any(f"{one}\n".startswith(f"{text}\n") for one in self.texts)


class KnownCalls:
    """The calls of a record that are looked for."""

    def __init__(
        self,
        wishes: Wishes,
        names: Collection[str] = (),
        seconds: Collection[Second] = (),
        own: str = "",
    ) -> None:
        """Read the record once, and keep the calls that are looked for.

        Args:
            wishes: has the entries of the record, and its zone.
            names: the names of recordings without an ending, as `stem_of` has them.
            seconds: talkgroups, each with a second in which a call begins.
            own: the beginning of the ids of entries that are not looked for by talkgroup; "" for
                none.
        """
        self._by_name: dict[str, list[KnownCall]] = {}
        self._by_second: dict[Second, KnownCall] = {}
        if wishes.entries is None or not (names or seconds):
            return
        zone = wishes.record_zone or wishes.zone
        zoned = msgspec.structs.replace(wishes, zone=zone, zone_said=True)
        talkgroups = {talkgroup for talkgroup, _ in seconds}
        for entry in wishes.entries():
            if entry.kind != "radio_call":
                continue
            if entry.audio and (name := stem_of(PurePath(entry.audio.path))) in names:
                self._by_name.setdefault(name, []).append(_call(entry))
            talkgroup = entry.channel.talkgroup if entry.channel else ""
            if talkgroup in talkgroups and not (own and entry.id.startswith(own)):
                second = talkgroup, _second(entry, zoned)
                if second in seconds:
                    self._by_second.setdefault(second, _call(entry))
        self._by_name = {name: _in_order(calls) for name, calls in self._by_name.items()}

    def of_recording(self, name: str) -> Sequence[KnownCall]:
        """Return the calls of a recording, in the order of the recording."""
        return self._by_name.get(name, ())

    def at(self, talkgroup: str, instant: int | None) -> KnownCall | None:
        """Return the call on a talkgroup that begins in the second of an instant.

        Args:
            talkgroup: the number of the talkgroup.
            instant: milliseconds since 1970, UTC; None if unknown.
        """
        return None if instant is None else self._by_second.get((talkgroup, instant // SECOND))


class Within(NamedTuple):
    """The call of a recording that shares most time with a part of the recording."""

    call: KnownCall | None
    is_alone: bool = True
    """Whether no other call shares a second or more with the part."""


def call_within(calls: Sequence[KnownCall], start_s: float | None, end_s: float | None) -> Within:
    """Return the call of a recording that shares most time with a part of the recording.

    Args:
        calls: the calls of the recording, in the order of the recording.
        start_s: the start of the part, in seconds; None if unknown.
        end_s: the end of the part; None if unknown.
    """
    if start_s is None:
        return Within(None)
    end_s = start_s if end_s is None else end_s
    # Calls follow each other: of those begun before the part, only the last can reach into it.
    first = max(bisect_right(calls, start_s, key=_start) - 1, 0)
    found, most, further = None, -1.0, -1.0
    for call in calls[first : bisect_right(calls, end_s, key=_start)]:
        shared = min(end_s, end_s if call.end_s is None else call.end_s)
        shared -= max(start_s, call.start_s)
        if shared >= 0 and shared > most:
            found, most, further = call, shared, most
        else:
            further = max(further, shared)
    return Within(found, further < _SHARED_S)


def kept_beside(call: KnownCall, entry: EntryDraft) -> EntryDraft:
    """Return an entry as a note beside a call; who speaks is as of the call, unless it is named."""
    speaker: SpeakerDraft = {**entry.get("speaker", {})}
    if call.unit and "unit" not in speaker:
        speaker["unit"] = call.unit
    agency = entry.get("agency") or call.agency
    return {**entry, "kind": "note", "agency": agency, "speaker": speaker}


def _start(call: KnownCall) -> float:
    return call.start_s


def _in_order(calls: Sequence[KnownCall]) -> list[KnownCall]:
    """Return the calls of a recording by their start, each with an end unless it is the last.

    Of calls with one start, as where the recorder states none, the first stands for all.
    """
    by_start: dict[float, KnownCall] = {}
    for call in calls:
        by_start.setdefault(call.start_s, call)
    ordered = sorted(by_start.values(), key=_start)
    return [
        call._replace(end_s=following.start_s) if call.end_s is None and following else call
        for call, following in zip_longest(ordered, ordered[1:])
    ]


def _call(entry: model.Entry) -> KnownCall:
    audio, unit = entry.audio, entry.speaker.unit if entry.speaker else ""
    start = audio.start if audio else 0.0
    end = None if audio is None or audio.length is None else start + audio.length
    texts = () if lacks_words(entry) else (entry.text, *_uncorrected(entry))
    return KnownCall(entry.id, start, end, entry.agency, unit, texts)


def _uncorrected(entry: model.Entry) -> Iterator[str]:
    if entry.transcript and entry.transcript.uncorrected:
        yield entry.transcript.uncorrected


def _second(entry: model.Entry, wishes: Wishes) -> int:
    """Return the second in which an entry begins; -1 where the record does not say."""
    if not isinstance(entry.time.at, Moment):
        return -1
    try:
        at = instants_of(entry.time.at, wishes)
    except NoTimeError:
        return -1
    return at.earliest // SECOND if at.is_exact and at.earliest is not None else -1
