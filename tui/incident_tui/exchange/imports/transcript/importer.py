"""Reads transcripts of recordings: JSON of speech recognizers, captions, plain text with times."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from incident_tui.exchange.imports.foreign.files import ForeignFile
from incident_tui.exchange.imports.foreign.known_calls import KnownCalls, Second
from incident_tui.exchange.imports.foreign.recording_names import named, stem_of
from incident_tui.exchange.imports.foreign.recording_starts import (
    RecordingStarts,
    is_said,
    left_open,
)
from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import (
    Found,
    Importer,
    Looked,
    Origin,
    Rejected,
    Remark,
    Wishes,
)
from incident_tui.exchange.imports.transcript.entries import TranscriptEntries
from incident_tui.exchange.imports.transcript.files import knows, transcript_in, wanted
from incident_tui.exchange.imports.transcript.segments import Transcript
from incident_tui.exchange.imports.transcript.trunk_transcribe import OWN_IDS, TranscribedCalls

_OF_NO_CALL = "entries with words of no call of the record, unplaced behind the call before: {:,}"


def read(paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Read files of transcripts, or folders of such files."""
    reading = _Reading(paths, wishes)
    for file in wanted(paths):
        if isinstance(file, ForeignFile):
            yield from reading.file(file.path)
        else:
            yield file
    yield from reading.remarks()


def look(paths: Sequence[Path], wishes: Wishes) -> Iterator[Looked]:
    """Say of each transcript whether its start is known."""
    found = [file.path for file in wanted(paths) if isinstance(file, ForeignFile)]
    is_only = len(found) == 1
    for path in found:
        transcript = transcript_in(path, wishes.encoding)
        is_open = isinstance(transcript, Transcript)
        needs = left_open(named(path), wishes, is_only) if is_open else frozenset()
        yield Looked(origin=Origin(str(path)), open=needs)


IMPORTER = Importer(read, look, knows)


class _Reading:
    """An import of transcripts."""

    def __init__(self, paths: Sequence[Path], wishes: Wishes) -> None:
        self._wishes = wishes
        self._starts = RecordingStarts(wishes)
        self._known = _known_calls(paths, wishes)
        self._of_no_call = 0
        self._last = Origin("")

    def file(self, path: Path) -> Iterator[Found]:
        """Yield the entries and faults of a file."""
        self._last = Origin(str(path))
        transcript = transcript_in(path, self._wishes.encoding)
        if isinstance(transcript, Rejected):
            yield transcript
        elif isinstance(transcript, TranscribedCalls):
            yield from transcript.found(self._wishes, self._known)
        else:
            yield from self._transcript(transcript)

    def remarks(self) -> Iterator[Remark]:
        """Yield how many words are of no call of the record, once each file is read."""
        if self._of_no_call:
            yield Remark(self._last, _OF_NO_CALL.format(self._of_no_call))

    def _transcript(self, transcript: Transcript) -> Iterator[Found]:
        yield from transcript.faults
        if not transcript.segments:
            return
        path = transcript.path
        entries = TranscriptEntries(transcript, self._wishes, self._known)
        clock = None
        if not entries.calls or is_said(self._wishes):
            try:
                recording, length = named(path), transcript.recording_s
                if not length and (recording.is_of_end or is_said(self._wishes)):
                    length = entries.sound_s()
                known = length or transcript.length_s
                clock = self._starts.clock_of(path, recording, known, is_of_words=not length)
            except NoTimeError as error:
                yield Rejected(Origin(str(path)), str(error), "")
                return
        yield from self._starts.take_remarks()
        yield from entries.items(clock)
        if entries.calls and clock is None:
            self._of_no_call += entries.of_no_call


def _known_calls(paths: Sequence[Path], wishes: Wishes) -> KnownCalls:
    """Return the calls of the record that the transcripts can be of; reads the files once."""
    if wishes.entries is None:
        return KnownCalls(wishes)
    names: set[str] = set()
    seconds: set[Second] = set()
    for file in wanted(paths):
        if isinstance(file, ForeignFile):
            names.add(stem_of(file.path))
            transcript = transcript_in(file.path)
            if isinstance(transcript, TranscribedCalls):
                seconds.update(transcript.seconds())
    return KnownCalls(wishes, names, seconds, OWN_IDS)
