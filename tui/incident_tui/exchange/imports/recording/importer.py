"""Reads recordings: a long one is parted by silence, an entry for each part; a call is an entry."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.entry_times import EntryTimes
from incident_tui.exchange.imports.foreign.files import ForeignFile, each_file, files, packed_words
from incident_tui.exchange.imports.foreign.known_calls import KnownCalls
from incident_tui.exchange.imports.foreign.libraries import missing_words
from incident_tui.exchange.imports.foreign.radio import (
    FirstMentions,
    agency_of,
    audio_of,
    channel_words,
    name_in,
    outside_remarks,
    without_words,
)
from incident_tui.exchange.imports.foreign.recording_names import (
    SOUND_ENDINGS,
    NamedRecording,
    stem_of,
)
from incident_tui.exchange.imports.foreign.recording_starts import RecordingStarts, left_open
from incident_tui.exchange.imports.foreign.recordings import channel_of, cite_of, source_of
from incident_tui.exchange.imports.foreign.speakers import speaker_of
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.foreign.values import clean
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import EntryDraft
from incident_tui.exchange.imports.landing.protocol import (
    Advance,
    Found,
    Importer,
    Looked,
    Origin,
    Passed,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.recording.parts import SHORTEST_SILENCE_S, Part, parted
from incident_tui.exchange.imports.recording.tags import recording_of
from incident_tui.listening.faults import SoundError
from incident_tui.listening.levels import SoundLevels
from incident_tui.record.files import failure_words, opened_file
from incident_tui.record.text import visible

MAX_FILE_BYTES = 64 * 1024 * 1024 * 1024
"""Size of a file, which is decoded piece by piece."""

_OWN_IDS = "recording-"
"""The beginning of the ids of the entries made here."""
_IDENTITY_DIGITS = 12
_BLOCK_BYTES = 1024 * 1024
_PARTED = "{:,} parts: silence is {:g} s or longer below {} dB"
_CLICKS = "; {:,} sounds shorter than a word left out"
_MAGIC = (b"fLaC", b"OggS", b"ID3")
_RIFF = (b"RIFF", b"RF64")


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read recordings, or folders of recordings, piece by piece."""
    reading = _Reading(paths, wishes)
    yield from each_file(paths, SOUND_ENDINGS, "no recording by its name", reading.file)


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Read the tags of recordings, and say whether their start is known."""
    found = [file.path for file in _wanted(paths)]
    for path in found:
        if _fault(path):
            continue  # the import says why, as below
        try:
            with SoundLevels(path) as sound:
                recording = recording_of(path, sound.tags)
        except SoundError:
            continue
        needs = left_open(recording, wishes, is_only=len(found) == 1)
        yield Looked(origin=Origin(str(path)), open=needs)


def knows(beginning: Beginning) -> bool:
    """Whether a file is sound, by its first bytes."""
    data = beginning.data
    if data.startswith(_RIFF):
        return data[8:12] == b"WAVE"
    return data.startswith(_MAGIC) or data[4:8] == b"ftyp" or _is_mpeg_frame(data)


IMPORTER = Importer(read, look, knows)


class _Reading:
    """An import of recordings."""

    def __init__(self, paths: Sequence[Path], wishes: Wishes) -> None:
        self._wishes = wishes
        self._starts = RecordingStarts(wishes)
        self._definitions = FirstMentions()
        is_new = wishes.entries is None
        names = set() if is_new else {stem_of(file.path) for file in _wanted(paths)}
        self._known = KnownCalls(wishes, names)

    def file(self, file: ForeignFile) -> Iterator[Found]:
        """Yield the entries of a recording."""
        path, origin = file.path, Origin(clean(str(file.path)))
        calls = self._known.of_recording(stem_of(path))
        if other := next((call.id for call in calls if not call.id.startswith(_OWN_IDS)), ""):
            yield Passed(origin, f"the record has calls of this recording, such as {other}")
            return
        if fault := _fault(path):
            yield Rejected(origin, fault, "")
            return
        try:
            identity = _identity(path)
            with SoundLevels(path) as sound:
                recording = recording_of(path, sound.tags)
                for done in sound.measure():
                    yield Advance(done, sound.bytes)
        except SoundError as error:
            yield Rejected(origin, str(error).removeprefix(f"{visible(path.name)}: "), "")
            return
        except OSError as error:
            yield Rejected(origin, failure_words(error), "")
            return
        for fault in sound.faults:
            yield Rejected(origin, fault, "")
        yield from self._entries(path, sound, recording, identity)

    def _entries(
        self, path: Path, sound: SoundLevels, recording: NamedRecording, identity: str
    ) -> Iterator[Found]:
        origin = Origin(clean(str(path)))
        parts: Sequence[Part] = [Part(0.0, round(sound.seconds, 2))] if sound.levels else []
        if not recording.is_call:
            split = parted(sound.levels, sound.seconds)
            parts = split.parts
            clicks = _CLICKS.format(split.clicks) if split.clicks else ""
            words = _PARTED.format(len(parts), SHORTEST_SILENCE_S, split.threshold_db)
            yield Remark(origin, words + clicks)
        if not parts:
            yield Passed(origin, "a recording without a sound")
            return
        try:
            clock = self._starts.clock_of(path, recording, sound.seconds)
        except NoTimeError as error:
            yield Rejected(origin, str(error), "")
            return
        yield from self._starts.take_remarks()
        folder = self._wishes.folder
        name = name_in(folder, str(path))
        yield from outside_remarks(folder, str(path), name)
        stem = stem_of(path)
        there = Passed(origin, "the record has this source")
        source = drafts.SOURCES.item(source_of(recording, stem), origin, there)
        yield from self._definitions.new(source)
        times = EntryTimes(clock, recording.is_cut)
        for part in parts:
            entry = self._entry(recording, stem, part)
            entry["id"] = f"{_OWN_IDS}{identity}-{part.start_s * 1000:.0f}"
            entry["time"] = times.of(entry["id"], part.start_s)
            if audio := audio_of(name, part.start_s, part.length_s):
                entry["audio"] = audio
            yield drafts.TIMELINE.item(entry, origin)

    def _entry(self, recording: NamedRecording, stem: str, part: Part) -> EntryDraft:
        talkgroup, tag = recording.talkgroup, recording.talkgroup_tag
        channel = channel_words(talkgroup, tag) if talkgroup or tag else ""
        return {
            "id": "",
            "kind": "radio_call",
            "time": "",
            "text": without_words(part.length_s, channel),
            "cite": cite_of(recording, stem, part.start_s),
            "agency": agency_of(talkgroup, tag, self._wishes),
            "channel": channel_of(recording),
            "speaker": speaker_of(self._wishes, recording.radio_tag, recording.radio),
        }


def _wanted(paths: Sequence[Path]) -> Iterator[ForeignFile]:
    """Yield the named files, and the recordings in folders."""
    for file in files(paths):
        if isinstance(file, ForeignFile) and file.is_wanted(SOUND_ENDINGS):
            yield file


def _fault(path: Path) -> str:
    """Return why a file is no recording that can be read; "" if it may be one."""
    if words := missing_words("av", "audio"):
        return words
    file, failure = opened_file(path, MAX_FILE_BYTES, "cut it into parts")
    if file is None:
        return failure
    file.close()
    return packed_words(path)


def _identity(path: Path) -> str:
    """Return the first digits of the SHA-256 of a file.

    Raises:
        OSError: if the file cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            found.update(block)
    return found.hexdigest()[:_IDENTITY_DIGITS]


def _is_mpeg_frame(data: bytes) -> bool:
    """Whether bytes begin with the header of a frame of MPEG layer III (ISO/IEC 11172-3)."""
    if len(data) < 4 or data[0] != 0xFF or data[1] & 0xE6 != 0xE2:
        return False
    bitrate, sample_rate = data[2] >> 4, data[2] >> 2 & 3
    return 0 < bitrate < 15 and sample_rate < 3
