"""The files of transcripts: which to read, and the form of each by its content."""

import os
import re
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from incident_tui.exchange.imports.foreign.beginning import (
    BEGINNING_BYTES,
    Beginning,
    beginning_of,
)
from incident_tui.exchange.imports.foreign.files import ForeignFile, bytes_of, files
from incident_tui.exchange.imports.foreign.json import read_json
from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.landing.protocol import Origin, Passed, Rejected, Remark
from incident_tui.exchange.imports.transcript.captions import is_subrip, is_webvtt, read_captions
from incident_tui.exchange.imports.transcript.segments import Transcript
from incident_tui.exchange.imports.transcript.service_json import as_segments, knows_service
from incident_tui.exchange.imports.transcript.text_files import text_of
from incident_tui.exchange.imports.transcript.timed_text import (
    has_positions,
    is_printed,
    read_timed_text,
)
from incident_tui.exchange.imports.transcript.trunk_transcribe import (
    TranscribedCalls,
    is_trunk_transcribe,
)
from incident_tui.exchange.imports.transcript.whisper_json import is_whisper, read_whisper

ENDINGS = (".json", ".vtt", ".srt", ".txt")
"""The endings of transcripts; of several forms of a transcript, the first says most."""

_NO_TRANSCRIPT = "no transcript: it has neither segments nor transcription nor raw_transcript"
_FURTHER_FORM = "a further form of a transcript that is read"
_FURTHER_FORMS = (
    "of a transcript in several forms, the one with most to say is read; to read another, name it"
)
_START_BYTES = 1_000
_JSON = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:\{|\[\s*[\[{\]])")
"""The beginning of JSON; `[00:03:12]` is none."""


def wanted(paths: Sequence[Path]) -> Iterator[ForeignFile | Rejected | Passed | Remark]:
    """Yield the named files, and in folders the files with a transcript, each once.

    A further form of a transcript is passed over; of named files, if the better one is named too.
    """
    named = {path for path in paths if not path.is_dir()}
    for file in files(paths):
        if not isinstance(file, ForeignFile):
            yield file
            continue
        origin = Origin(clean(str(file.path)))
        if not (file.asked_for or _is_transcript(file.path)):
            yield Passed(origin, "no transcript")
        elif _has_better_form(file, named):
            yield Remark(origin, _FURTHER_FORMS)
            yield Passed(origin, _FURTHER_FORM)
        else:
            yield file


def knows(beginning: Beginning) -> bool:
    """Whether a file is a transcript; text with positions in brackets could be a log as well."""
    keys = beginning.keys
    if keys:
        is_whisper = {"start", "text"} <= keys or {"start_time", "text"} <= keys
        is_listed = "segments" in keys or bool({"avg_logprob", "no_speech_prob"} & keys)
        is_cpp = {"transcription", "offsets"} <= keys
        # Whisper writes the whole text before the segments.
        is_long = keys == {"text"} and len(beginning.data) == BEGINNING_BYTES
        is_engine = (is_whisper and is_listed) or is_cpp or is_long
        return "raw_transcript" in keys or is_engine or knows_service(keys)
    text = beginning.text.removeprefix("\ufeff")
    return beginning.is_text and (is_webvtt(text) or is_subrip(text) or is_printed(text))


def transcript_in(path: Path, encoding: str = "") -> Transcript | TranscribedCalls | Rejected:
    """Read a transcript, or calls with transcripts.

    Args:
        path: the file.
        encoding: of a text, as the user names it; "" lets the text decide.
    """
    data = bytes_of(path)
    if isinstance(data, Rejected):
        return data
    if _JSON.match(data[:_START_BYTES]):
        return _json_in(path)
    text = text_of(path, encoding)
    if isinstance(text, Rejected):
        return text
    is_captions = is_webvtt(text.text) or is_subrip(text.text)
    read = (read_captions if is_captions else read_timed_text)(text.text, path)
    return read._replace(faults=(*text.remarks, *read.faults))


def _json_in(path: Path) -> Transcript | TranscribedCalls | Rejected:
    found = read_json(path)
    if isinstance(found, Rejected):
        return found
    if is_trunk_transcribe(found.value):
        return TranscribedCalls(found.value, path)
    if is_whisper(value := as_segments(found.value)):
        return read_whisper(value, path)
    return Rejected(Origin(str(path)), _NO_TRANSCRIPT, raw_of(found.value))


def _is_transcript(path: Path) -> bool:
    if path.suffix.lower() not in ENDINGS or not os.path.isfile(path):
        return False
    try:
        beginning = beginning_of(path)
    except OSError:
        return True  # the reader says why
    return knows(beginning) or (not beginning.keys and has_positions(beginning.text))


def _has_better_form(file: ForeignFile, named: Collection[Path]) -> bool:
    """Whether a file of the same name has more to say, and is read too."""
    ending = file.path.suffix.lower()
    better = ENDINGS[: ENDINGS.index(ending)] if ending in ENDINGS else ()
    others = (file.path.with_suffix(other) for other in better)
    if file.asked_for:
        return any(other in named for other in others)
    return any(map(_is_transcript, others))
