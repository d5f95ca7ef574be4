"""The JSON of AssemblyAI and Deepgram, in the form in which Whisper writes segments.

Both list `utterances` of single speakers, with times in milliseconds and in seconds. Without them,
the words of Deepgram are a text without times; the words of AssemblyAI are in `text` in any case.
"""

from typing import Any

from incident_tui.exchange.imports.foreign.values import number_of

_OF_ASSEMBLY_AI = {"audio_url", "audio_duration", "acoustic_model"}
"""Fields of which AssemblyAI writes at least one beside the text."""


def knows_service(keys: frozenset[str]) -> bool:
    """Whether the keys of JSON are those of a transcript of one of the services."""
    is_deepgram = {"metadata", "results", "alternatives", "transcript"} <= keys
    return is_deepgram or ("text" in keys and "words" in keys and bool(_OF_ASSEMBLY_AI & keys))


def as_segments(value: Any) -> Any:
    """Return a transcript of a service with `segments` as of Whisper; another value unchanged."""
    if not isinstance(value, dict):
        return value
    utterances = value.get("utterances")
    if isinstance(utterances, list) and _OF_ASSEMBLY_AI & value.keys():
        segments = [_in_seconds(one) for one in utterances]
        return {"segments": segments, "language": value.get("language_code", "")}
    results = value.get("results")
    if isinstance(results, dict) and isinstance(value.get("metadata"), dict):
        return _of_deepgram(results) or value
    return value


def _in_seconds(utterance: Any) -> Any:
    """Return an utterance of AssemblyAI with times in seconds."""
    if not isinstance(utterance, dict):
        return utterance
    times = {key: number_of(utterance.get(key)) for key in ("start", "end")}
    return utterance | {key: time / 1000 for key, time in times.items() if time is not None}


def _of_deepgram(results: dict[str, Any]) -> dict[str, Any]:
    """Return the results of Deepgram with segments, or with the text of their only channel."""
    utterances = results.get("utterances")
    if isinstance(utterances, list):
        return {"segments": [_named_as_whisper(one) for one in utterances]}
    channels = results.get("channels")
    if not isinstance(channels, list) or len(channels) != 1:
        return {}
    try:
        text = channels[0]["alternatives"][0]["transcript"]
    except (KeyError, IndexError, TypeError):
        return {}
    return {"text": text} if isinstance(text, str) else {}


def _named_as_whisper(utterance: Any) -> Any:
    """Return an utterance of Deepgram with `text`, and with the number of a speaker as a text."""
    if not isinstance(utterance, dict):
        return utterance
    renamed = {key: value for key, value in utterance.items() if key != "transcript"}
    if isinstance(speaker := utterance.get("speaker"), int):
        renamed["speaker"] = str(speaker)
    return renamed | {"text": utterance.get("transcript")}
