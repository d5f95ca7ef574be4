"""Transcripts of AssemblyAI and Deepgram: each utterance with its time and its speaker."""

import json
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.transcript.files import knows
from incident_tui.exchange.imports.transcript.service_json import as_segments
from tests.exchange.imports.imported import assert_sound, rejected, section
from tests.exchange.imports.transcript.transcripts import found_of

ASSEMBLY_AI: dict[str, Any] = {
    "language_code": "en_us",
    "audio_url": "https://voices.example/call.wav",
    "text": "Engine 7, on scene. Copy.",
    "words": [{"text": "Engine", "start": 200, "end": 600, "confidence": 0.9, "speaker": "A"}],
    "utterances": [
        {"speaker": "A", "start": 200, "end": 3200, "text": "Engine 7, on scene.", "words": []},
        {"speaker": "B", "start": 5000, "end": 6000, "text": "Copy.", "confidence": 0.5},
    ],
    "audio_duration": 7,
}
DEEPGRAM: dict[str, Any] = {
    "metadata": {"duration": 7.0},
    "results": {
        "channels": [{"alternatives": [{"transcript": "engine 7 on scene copy", "words": []}]}],
        "utterances": [
            {"speaker": 0, "start": 0.2, "end": 3.2, "transcript": "Engine 7, on scene."},
            {"speaker": 1, "start": 5, "end": 6, "transcript": "Copy.", "confidence": 0.5},
        ],
    },
}


@pytest.mark.parametrize(
    ("value", "speakers"),
    [(ASSEMBLY_AI, ["A", "B"]), (DEEPGRAM, ["speaker 0", "speaker 1"])],
    ids=["AssemblyAI", "Deepgram"],
)
def test_each_utterance_is_an_entry(tmp_path: Path, value: Any, speakers: list[str]) -> None:
    """Milliseconds and seconds are told apart by the service."""
    text = json.dumps(value)
    assert knows(Beginning("call.json", text.encode()))
    found = found_of(tmp_path, text, "call.json")
    assert rejected(found) == []
    assert_sound(found)
    first, second = section(found, "timeline")
    assert [one["text"] for one in (first, second)] == ["Engine 7, on scene.", "Copy."]
    assert [one["speaker"]["label"] for one in (first, second)] == speakers
    assert second["time"] == f"{first['id']} +4s800ms"
    assert second["transcript"]["confidence"] == 0.5


def test_without_utterances_the_words_have_no_times(tmp_path: Path) -> None:
    """A single channel is a text; of several channels nothing is put together."""
    alone = DEEPGRAM | {"results": {"channels": DEEPGRAM["results"]["channels"]}}
    (entry,) = section(found_of(tmp_path, json.dumps(alone), "call.json"), "timeline")
    assert entry["text"] == "engine 7 on scene copy"
    alone["results"] = {"channels": DEEPGRAM["results"]["channels"] * 2}
    (fault,) = rejected(found_of(tmp_path, json.dumps(alone), "call.json"))
    assert "no transcript" in fault.reason
    assert as_segments(ASSEMBLY_AI | {"utterances": None}) == ASSEMBLY_AI | {"utterances": None}


@pytest.mark.parametrize("part", ["x", None, 1, {"start": "x", "text": 1}, {"speaker": {}}])
def test_an_utterance_that_is_none_spoils_no_other(tmp_path: Path, part: Any) -> None:
    """The others are read."""
    for value in (
        ASSEMBLY_AI | {"utterances": [part, *ASSEMBLY_AI["utterances"]]},
        DEEPGRAM | {"results": {"utterances": [part, *DEEPGRAM["results"]["utterances"]]}},
    ):
        found = found_of(tmp_path, json.dumps(value), "call.json")
        assert {"Engine 7, on scene.", "Copy."} <= {
            one["text"] for one in section(found, "timeline")
        }
        assert_sound(found)
