"""The segments of a transcript as entries of a record.

Words of a call that the record has already are for the call. All other words are radio calls.
"""

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from incident_tui.exchange.imports.foreign.entry_times import EntryTimes, time_within
from incident_tui.exchange.imports.foreign.known_calls import (
    KnownCall,
    KnownCalls,
    call_within,
)
from incident_tui.exchange.imports.foreign.libraries import missing_words
from incident_tui.exchange.imports.foreign.positions import length_text
from incident_tui.exchange.imports.foreign.radio import (
    agency_of,
    audio_of,
    name_in,
    outside_remarks,
)
from incident_tui.exchange.imports.foreign.recording_clock import RecordingClock
from incident_tui.exchange.imports.foreign.recording_names import (
    SOUND_ENDINGS,
    NamedRecording,
    named,
    stem_of,
)
from incident_tui.exchange.imports.foreign.recordings import channel_of, cite_of, source_of
from incident_tui.exchange.imports.foreign.speakers import speaker_of
from incident_tui.exchange.imports.foreign.times import UNPLACED
from incident_tui.exchange.imports.foreign.values import digest, identifier
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import (
    EntryDraft,
    SourceDraft,
    TimeDraft,
    TranscriptDraft,
)
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Passed, Wishes
from incident_tui.exchange.imports.transcript.call_words import Part, found_beside, found_for
from incident_tui.exchange.imports.transcript.segments import Segment, Transcript


class TranscriptEntries:
    """The entries of a transcript."""

    def __init__(self, transcript: Transcript, wishes: Wishes, known: KnownCalls) -> None:
        """Find the calls of the record that are parts of the recording.

        Args:
            transcript: the words.
            wishes: the names that the record has.
            known: the calls that the record has.
        """
        self._transcript = transcript
        self._wishes = wishes
        self._named = named(transcript.path)
        self._stem = stem_of(transcript.path)
        self._sound_path = _sound_beside(transcript.path, self._stem)
        self._sound = name_in(wishes.folder, self._sound_path)
        self._ids = [*self._identifiers()]
        own = set(self._ids)  # of an import before
        calls = known.of_recording(self._stem)
        self.calls = [call for call in calls if call.id not in own]
        """The calls of the record, in the order of the recording."""
        self.of_no_call = 0
        """The number of segments so far that are of no call of the record."""

    def sound_s(self) -> float | None:
        """Return the length of the recording beside in seconds; None if unknown."""
        if not self._sound_path or missing_words("av", "audio"):
            return None
        from incident_tui.listening.faults import SoundError
        from incident_tui.listening.levels import SoundLevels

        try:
            with SoundLevels(Path(self._sound_path)) as sound:
                return sound.length
        except SoundError:
            return None

    def items(self, clock: RecordingClock | None) -> Iterator[Found]:
        """Yield the source, an entry for each segment of no call, and the words of each call.

        Args:
            clock: of the recording; None if nothing is known of its start.
        """
        origin = Origin(str(self._transcript.path))
        source = _source(self._transcript, self._named, self._stem)
        there = Passed(origin, "the record has this source")
        yield drafts.SOURCES.item(source, origin, there)
        if not self.calls:
            yield from outside_remarks(self._wishes.folder, self._sound_path, self._sound)
        times = EntryTimes(clock, self._named.is_cut)
        last: KnownCall | None = None
        parts: dict[KnownCall, list[Part]] = {}
        for name, segment in zip(self._ids, self._transcript.segments, strict=True):
            call, is_alone = call_within(self.calls, segment.start_s, segment.end_s)
            last = call or last
            if call is not None:
                time = time_within(call.id, (segment.start_s or 0) - call.start_s)
            elif clock is None and self.calls:
                time = {"at": UNPLACED, "after": [last.id]} if last else UNPLACED
            else:
                time = times.of(name, segment.start_s)
            entry = self._entry(name, time, segment)
            if call is not None:
                part = Part(segment, (segment.speaker,), entry)
                if is_alone:
                    parts.setdefault(call, []).append(part)
                else:
                    yield found_beside(call, part)
                continue
            self.of_no_call += 1
            yield drafts.TIMELINE.item(entry, segment.origin)
        for call, spoken in parts.items():
            yield from found_for(call, spoken, self._method(), self._wishes)

    def _entry(self, name: str, time: TimeDraft, segment: Segment) -> EntryDraft:
        start, end, recording = segment.start_s, segment.end_s, self._named
        length = None if start is None or end is None else round(end - start, 3)
        words = segment.text
        if not words:
            words = "(no words)" if length is None else f"(no words) {length_text(length)}"
        entry: EntryDraft = {
            "id": name,
            "kind": "radio_call",
            "time": time,
            "text": "\n".join((words, *segment.lines)),
            "cite": cite_of(recording, self._stem, start),
            "agency": agency_of(recording.talkgroup, recording.talkgroup_tag, self._wishes),
            "channel": channel_of(recording),
            "speaker": speaker_of(
                self._wishes, segment.speaker, recording.radio_tag, recording.radio
            ),
            "tags": [*segment.tags],
        }
        if audio := audio_of(self._sound, start, length):
            entry["audio"] = audio
        if method := self._method():
            if segment.confidence is not None:
                method["confidence"] = segment.confidence
            entry["transcript"] = method
        return entry

    def _method(self) -> TranscriptDraft | None:
        """Return how the words were written down; None if the file does not say."""
        if not self._transcript.is_by_machine:
            return None
        method: TranscriptDraft = {"method": "asr"}
        if self._transcript.model:
            method["model"] = self._transcript.model
        return method

    def _identifiers(self) -> Iterator[str]:
        """Yield the id of each segment, by its words and its place; equal ones are numbered."""
        counts: Counter[str] = Counter()
        for segment in self._transcript.segments:
            key = digest(f"{segment.start_s} {segment.end_s} {segment.text}")
            counts[key] += 1
            number = [str(counts[key])] if counts[key] > 1 else []
            yield identifier("transcript", self._stem, key, *number)


def _source(transcript: Transcript, recording: NamedRecording, stem: str) -> SourceDraft:
    source = source_of(recording, stem)
    if transcript.language and not recording.is_call:
        source["note"] = f"words by a speech recognizer, which took them for: {transcript.language}"
    return source


def _sound_beside(path: Path, stem: str) -> str:
    """Return the path of the recording beside a transcript; "" without."""
    candidates = (str(path.parent / f"{stem}{ending}") for ending in SOUND_ENDINGS)
    return next(filter(os.path.isfile, candidates), "")
