"""Transcripts of an invented call, in the layout of each engine."""

import json
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.landing.protocol import Found, Wishes
from incident_tui.exchange.imports.transcript.importer import read


def segment(start: float, end: float, text: str, **fields: Any) -> dict[str, Any]:
    """A segment as Whisper writes it."""
    usual = {
        "id": 0,
        "seek": 0,
        "start": start,
        "end": end,
        "text": f" {text}",
        "tokens": [50364, 1],
        "temperature": 0.0,
        "avg_logprob": -0.31,
        "compression_ratio": 1.41,
        "no_speech_prob": 0.02,
    }
    return usual | fields


WORDS = (segment(0.0, 4.2, "Engine 7, on scene."), segment(192.4, 195.0, "Copy, 7."))
WHISPER = json.dumps({"text": " Engine 7, on scene.", "segments": WORDS, "language": "en"})
FASTER_WHISPER = json.dumps(
    [
        segment(
            0.5,
            2.0,
            "Engine seven",
            words=[
                {"start": 0.5, "end": 1.0, "word": " Engine", "probability": 0.9},
                {"start": 1.0, "end": 2.0, "word": " seven", "probability": 0.8},
            ],
        )
    ]
)
WHISPER_X = json.dumps(
    {
        "segments": [
            {
                "start": 1.2,
                "end": 3.4,
                "text": " Medic 1 en route",
                "words": [{"word": "Medic", "start": 1.2, "end": 1.5, "score": 0.9}, {"word": "1"}],
                "speaker": "SPEAKER_01",
            },
            {"start": float("nan"), "end": float("nan"), "text": " Say again", "words": []},
        ],
        "word_segments": [{"word": "1"}],
        "language": "en",
    }
)
WHISPER_CPP = json.dumps(
    {
        "systeminfo": "AVX = 1",
        "model": {"type": "base", "multilingual": False},
        "params": {"model": "models/ggml-base.en.bin", "language": "en", "translate": False},
        "result": {"language": "en"},
        "transcription": [
            {
                "timestamps": {"from": "00:00:00,000", "to": "00:00:07,500"},
                "offsets": {"from": 0, "to": 7500},
                "text": " [BLANK_AUDIO]",
                "tokens": [
                    {"text": "[_BEG_]", "id": 50363, "p": 0.5, "t_dtw": -1},
                    {"text": " [", "offsets": {"from": 0, "to": 90}, "id": 685, "p": 0.75},
                ],
                "speaker": "0",
            }
        ],
    }
)
TRUNK_TRANSCRIBE = json.dumps(
    {
        "data": [
            {
                "raw_metadata": {
                    "freq": 773_043_750,
                    "start_time": 1_709_234_527,
                    "stop_time": 1_709_234_538,
                    "emergency": 0,
                    "call_length": 11,
                    "talkgroup": 101,
                    "talkgroup_tag": "FD Disp",
                    "talkgroup_description": "Fire Dispatch",
                    "short_name": "metro",
                    "freqList": [{"freq": 773_043_750, "time": 1_709_234_527}],
                    "srcList": [{"src": 7001, "time": 1_709_234_527, "pos": 0.0, "tag": ""}],
                },
                "raw_audio_url": "https://media.example/101.mp3",
                "raw_transcript": [
                    [{"src": 7001, "time": 1_709_234_527, "pos": 0.0, "tag": ""}, "Engine 7 here."],
                    [{"src": -1, "time": 1_709_234_532, "pos": 5.0, "tag": "Disp"}, "10-4."],
                    [None, "And out."],
                ],
                "geo": None,
                "start_time": "2024-02-29T19:22:07",
                "id": 7,
            }
        ],
        "count": 1,
    }
)
SUBRIP = """1
00:00:01,000 --> 00:00:02,500
<i>Engine 7</i> <inaudible> {\\an8}on scene

2
00:00:03,000 --> 00:00:04,000
10-4
12
"""
WEBVTT = """WEBVTT - dispatch
Kind: captions

NOTE of the header

id 7
00:01.000 --> 00:02.000 align:left
<v Engine 7>on &lt;scene&gt; &amp; out</v>

NOTE Confidence: 0.9

00:05.000 --> 00:06.000
<v A>one</v>
<v.loud B>two</v>
"""
TIMED_TEXT = """[00:03:12] Engine 7 on scene
and working
(3:40) Copy
00:04:00 --> 00:04:10
Words below
[00:05:00.000 --> 00:05:04.000]   As whisper.cpp prints it
0:06:01 - Bare
"""
FORMS = {
    "whisper.json": WHISPER,
    "faster.json": FASTER_WHISPER,
    "x.json": WHISPER_X,
    "call.wav.json": WHISPER_CPP,
    "calls.json": TRUNK_TRANSCRIBE,
    "call.srt": SUBRIP,
    "call.vtt": WEBVTT,
    "call.txt": TIMED_TEXT,
}
"""A file of each form."""


def found_of(folder: Path, text: str, name: str = "call.json", /, **wishes: Any) -> list[Found]:
    """What is read of a file with this text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return [*read([path], Wishes(**wishes))]
