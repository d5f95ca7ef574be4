"""The JSON of Whisper, faster-whisper, WhisperX and whisper.cpp, and of OpenAI's service.

Whisper and WhisperX write an object with `segments`, whisper.cpp (`-oj`, `-ojf`) with
`transcription`; the segments of faster-whisper are written as a list. Times are seconds, those of
whisper.cpp milliseconds in `offsets`. The words and tokens of a segment repeat its text with finer
times, some without a time, and are read for their probabilities alone.
"""

from collections.abc import Iterator
from pathlib import Path, PureWindowsPath
from typing import Any

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.positions import LONGEST_RECORDING_S, position_of
from incident_tui.exchange.imports.foreign.values import clean, lines_of, number_of
from incident_tui.exchange.imports.landing.protocol import Origin, Rejected
from incident_tui.exchange.imports.transcript.engine_numbers import numbers_of
from incident_tui.exchange.imports.transcript.segments import Segment, Transcript

_LISTS = ("segments", "transcription")
"""The keys of the list of segments."""
_REPEATED = ("words", "tokens", "chars", "id", "seek", "temperature", "timestamps", "offsets")
"""Fields of a segment that say the same again, or matter to the engine alone."""
_OF_ENGINE = (
    "text",
    "word_segments",
    "words",
    "systeminfo",
    "task",
    "duration",
    "params",
    "result",
)
"""Fields beside the segments without further words; `params` and `result` are read before."""


def is_whisper(value: Any) -> bool:
    """Whether a JSON value is a transcript of one of the engines."""
    if isinstance(value, list):
        return bool(value) and all(map(_is_segment, value))
    if not isinstance(value, dict):
        return False
    return any(isinstance(value.get(key), list) for key in _LISTS) or isinstance(
        value.get("text"), str
    )


def read_whisper(value: Any, path: Path) -> Transcript:
    """Return the transcript in a JSON value for which `is_whisper` holds."""
    faults: list[Rejected] = []
    whole = JsonObject(
        {"segments": value} if isinstance(value, list) else value, faults, clean(str(path))
    )
    key = next((key for key in _LISTS if isinstance(whole.value.get(key), list)), "")
    segments = [_segment(part) for part in whole.parts(key)] if key else [_text_alone(whole)]
    params, result = (whole.value.get(name) for name in ("params", "result"))
    language = whole.text("language") or _inner(result, "language")
    model = whole.rest.pop("model", "")
    model = model if isinstance(model, str) else ""
    length = number_of(whole.rest.get("duration"))
    for name in _OF_ENGINE:
        whole.rest.pop(name, None)
    return Transcript(
        path,
        tuple(segments),
        (*faults, *whole.leftovers("says nothing of the words")),
        is_by_machine=True,
        model=clean(model) or PureWindowsPath(_inner(params, "model")).name,  # reads `/` too
        language=language,
        recording_s=length if length and 0 < length <= LONGEST_RECORDING_S else None,
    )


def _is_segment(value: Any) -> bool:
    return (
        isinstance(value, dict) and "text" in value and bool({"start", "start_time"} & value.keys())
    )


def _segment(part: JsonObject) -> Segment:
    text, speaker = part.text("text"), part.text("speaker")
    start, end = _times(part)
    confidence = part.number("confidence", 0, 1)
    if confidence is None:
        confidence = _mean([*_probabilities(part)])
    for name in _REPEATED:
        part.rest.pop(name, None)
    numbers = numbers_of(part)
    return Segment(
        part.origin,
        text,
        start,
        end,
        f"speaker {speaker}" if speaker.isdecimal() else speaker.strip("?"),
        confidence,
        tuple(filter(None, (numbers.line(), *lines_of(part.rest)))),
        tuple(numbers.tags(text)),
    )


def _text_alone(whole: JsonObject) -> Segment:
    """Return the words of a transcript without times, as OpenAI's service gives them."""
    return Segment(Origin(whole.origin.path), whole.text("text"), 0.0)


def _times(part: JsonObject) -> tuple[float | None, float | None]:
    """Return start and end of a segment in seconds; an end before the start is unknown."""
    offsets, stamps = part.value.get("offsets"), part.value.get("timestamps")
    if isinstance(offsets, dict):
        found = [_seconds(number_of(offsets.get(key))) for key in ("from", "to")]
    elif isinstance(stamps, dict):
        found = [position_of(_inner(stamps, key)) for key in ("from", "to")]
    else:
        found = []
        for key in ("start", "end"):
            key = key if key in part.value else f"{key}_time"
            found.append(part.number(key, 0, LONGEST_RECORDING_S))
    start, end = found
    return start, end if start is None or end is None or end >= start else None


def _seconds(milliseconds: float | None) -> float | None:
    if milliseconds is None or not 0 <= milliseconds <= LONGEST_RECORDING_S * 1000:
        return None
    return milliseconds / 1000


def _probabilities(part: JsonObject) -> Iterator[float]:
    """Yield the probability of each word, or of each token of the text."""
    for key, name in (("words", "probability"), ("tokens", "p")):
        listed = part.value.get(key)
        for item in listed if isinstance(listed, list) else ():
            if not isinstance(item, dict) or str(item.get("text", "")).startswith("[_"):
                continue  # a number of Whisper's vocabulary, or a token such as [_BEG_]
            number = number_of(item.get(name))
            if number is not None and 0 <= number <= 1:
                yield number


def _mean(numbers: list[float]) -> float | None:
    return round(sum(numbers) / len(numbers), 3) if numbers else None


def _inner(value: Any, key: str) -> str:
    found = value.get(key) if isinstance(value, dict) else None
    return clean(found) if isinstance(found, str) else ""
