"""Each form of a transcript: its words, places, voices and doubts, and nothing lost."""

import codecs
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.protocol import Passed, Remark, Wishes
from incident_tui.exchange.imports.transcript.importer import read
from tests.examples import examples
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section
from tests.exchange.imports.transcript.transcripts import (
    FASTER_WHISPER,
    FORMS,
    SUBRIP,
    TIMED_TEXT,
    WEBVTT,
    WHISPER,
    WHISPER_CPP,
    WHISPER_X,
    found_of,
    segment,
)


@pytest.mark.parametrize("name", FORMS)
def test_each_form_makes_sound_entries(tmp_path: Path, name: str) -> None:
    """The reader of records accepts what is made of each."""
    found = found_of(tmp_path, FORMS[name], name)
    assert section(found, "timeline")
    assert_sound(found)


def test_whisper_gives_words_places_and_numbers(tmp_path: Path) -> None:
    """The numbers of the engine are a line below the words; the position is cited."""
    first, second = section(found_of(tmp_path, WHISPER), "timeline")
    numbers = "mean log probability -0.31, probability of no speech 0.02, compression ratio 1.41"
    assert first["text"] == f"Engine 7, on scene.\n{numbers}"
    assert first["transcript"] == {"method": "asr"}
    assert first["cite"] == {"source": "recording-call", "at": "t=00:00:00"}
    assert second["cite"]["at"] == "t=00:03:12"
    assert second["time"] == f"{first['id']} +3m12s400ms"
    assert "tags" not in second


def test_the_probability_of_words_is_the_confidence(tmp_path: Path) -> None:
    """The mean over the words of faster-whisper, and over the tokens of whisper.cpp."""
    (entry,) = section(found_of(tmp_path, FASTER_WHISPER), "timeline")
    assert entry["transcript"] == {"method": "asr", "confidence": 0.85}
    (entry,) = section(found_of(tmp_path, WHISPER_CPP), "timeline")
    assert entry["transcript"] == {
        "method": "asr",
        "model": "ggml-base.en.bin",
        "confidence": 0.75,
    }
    assert entry["speaker"] == {"label": "speaker 0"}


def test_words_without_times_break_nothing(tmp_path: Path) -> None:
    """A word without a time is no fault; a segment without a time keeps its place in the order."""
    found = found_of(tmp_path, WHISPER_X)
    first, second = section(found, "timeline")
    assert first["speaker"] == {"label": "SPEAKER_01"}
    assert second["text"] == "Say again"
    assert second["time"] == {"at": "unplaced", "after": [first["id"]]}
    assert [one.origin.path.partition("#")[2] for one in rejected(found)] == [
        "segments[1].start",
        "segments[1].end",
    ]


@pytest.mark.parametrize(
    ("fields", "tags"),
    [
        ({"no_speech_prob": 0.83}, ["likely no speech"]),
        ({"compression_ratio": 2.9}, ["likely repeats itself"]),
        ({"text": " [BLANK_AUDIO]"}, ["likely no speech"]),
        ({"text": "(static) ♪♪"}, ["likely no speech"]),
        ({"text": "[Dispatch] go"}, []),
        ({}, []),
    ],
)
def test_doubtful_segments_are_kept_and_marked(
    tmp_path: Path, fields: dict[str, Any], tags: list[str]
) -> None:
    """By the thresholds of Whisper, and where there are sounds alone."""
    found = found_of(tmp_path, json.dumps([segment(0, 2, "Thank you.") | fields]))
    (entry,) = section(found, "timeline")
    assert entry.get("tags", []) == tags


def test_an_empty_segment_stays(tmp_path: Path) -> None:
    """A segment without words says how long it is."""
    found = found_of(tmp_path, json.dumps([{"start": 1, "end": 4, "text": ""}]))
    assert section(found, "timeline")[0]["text"] == "(no words) 3 s"


@pytest.mark.parametrize(
    ("value", "entries"),
    [
        ({"text": "Engine 7."}, 1),
        ({"segments": []}, 0),
        ([{"start_time": 1, "end_time": 2, "text": "WhisperS2T"}], 1),
        ({"segments": [{"start": 5, "end": 3, "text": "ends before it begins"}]}, 1),
        ({"transcription": [{"timestamps": {"from": "00:00:01,500"}, "text": "a"}]}, 1),
    ],
)
def test_further_layouts(tmp_path: Path, value: object, entries: int) -> None:
    """Layouts of services and of further engines; the length is of sound times alone."""
    found = section(found_of(tmp_path, json.dumps(value)), "timeline")
    assert len(found) == entries
    assert all("audio" not in entry for entry in found)


def test_fields_of_other_programs_are_kept(tmp_path: Path) -> None:
    """An unknown field of a segment is a line of its text; one beside the segments is told."""
    value = {"segments": [{"start": 0, "text": "Go", "tone": "A"}], "studio": 3}
    found = found_of(tmp_path, json.dumps(value))
    assert section(found, "timeline")[0]["text"] == "Go\ntone: A"
    assert [one.origin.path[-7:] for one in found if isinstance(one, Passed)] == ["#studio"]


def test_subrip(tmp_path: Path) -> None:
    """Style is left out, words in brackets are not, nor a last line of digits."""
    first, second = section(found_of(tmp_path, SUBRIP, "call.srt"), "timeline")
    assert first["text"] == "Engine 7 <inaudible> on scene"
    assert second["text"] == "10-4\n12"
    assert "transcript" not in first  # nothing says who wrote it down


def test_webvtt(tmp_path: Path) -> None:
    """A voice is the speaker; of several voices, each is named before its words."""
    first, second = section(found_of(tmp_path, WEBVTT, "call.vtt"), "timeline")
    assert first["text"] == "on <scene> & out"
    assert first["speaker"] == {"label": "Engine 7"}
    assert second["text"] == "A: one\nB: two\nnote: Confidence: 0.9"
    assert "speaker" not in second


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:00:bad --> 00:00:04,000\nlost\n", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n00:00:03,000 --> 00:00:04,000\nlost\n", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nA\n\n00:03.000 -> 00:04.000\nlost\n", 6),
        ("1\n00:00:01,000 --> 00:00:02,000\nA\n\n2\n00:75:01,000 --> 00:75:02,000\nlost\n", 6),
    ],
)
def test_a_broken_caption_is_told_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    """The captions beside are read, and the broken one is kept beside the record."""
    found = found_of(tmp_path, text, "call.srt")
    assert [entry["text"] for entry in section(found, "timeline")] == ["A"]
    (fault,) = rejected(found)
    assert fault.origin.line == line
    assert "lost" in fault.raw


@pytest.mark.parametrize(
    "text",
    [
        "\n\n1 \n00:00:01,000 --> 00:00:02,000\nA\n",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\nA\r\n",
        "\ufeff1\n00:00:01,000 --> 00:00:02,000\nA",
        "1\n0:0:1,0 --> 0:0:2,0 X1:40 X2:600\nA\n",
        "7\n00:00:01.000 --> 00:00:02.000\nA\n\n8\n00:00:03.000 --> 00:00:04.000\n\n",
        "00:00:01,000 --> 00:00:02,000\nA\n",
    ],
)
def test_captions_as_they_are_found(tmp_path: Path, text: str) -> None:
    """Blank lines, line ends, marks, points for commas, no numbers: the words are the same."""
    found = found_of(tmp_path, text, "call.srt")
    assert [entry["text"] for entry in section(found, "timeline")] == ["A"]
    assert section(found, "timeline")[0]["cite"]["at"] == "t=00:00:01"
    assert rejected(found) == []


def test_text_with_positions(tmp_path: Path) -> None:
    """Each notation of a position begins a segment; further lines belong to it."""
    entries = section(found_of(tmp_path, TIMED_TEXT, "call.txt"), "timeline")
    assert [(entry["cite"]["at"], entry["text"]) for entry in entries] == [
        ("t=00:03:12", "Engine 7 on scene\nand working"),
        ("t=00:03:40", "Copy"),
        ("t=00:04:00", "Words below"),
        ("t=00:05:00", "As whisper.cpp prints it"),
        ("t=00:06:01", "Bare"),
    ]


def test_words_before_the_first_position_are_told(tmp_path: Path) -> None:
    """They have no time, and are kept beside the record."""
    found = found_of(tmp_path, "A title\n[0:01] Go\n", "call.txt")
    assert [one.raw for one in rejected(found)] == ["A title"]
    assert len(section(found, "timeline")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("No position at all.", "no line begins with a position"),
        ("", "no line begins with a position"),
        ('{"a": 1}', "it has neither segments nor"),
        ("[[1]]", "it has neither segments nor"),
        ('{"segments": [', "not JSON"),
    ],
)
def test_a_file_that_is_no_transcript(tmp_path: Path, text: str, words: str) -> None:
    """It is told of whole."""
    (fault,) = rejected(found_of(tmp_path, text, "call.txt"))
    assert words in fault.reason


@pytest.mark.parametrize(
    ("data", "wanted", "remark"),
    [
        ("[0:01] Größe".encode(), "", ""),
        (codecs.BOM_UTF8 + "[0:01] Größe".encode(), "", ""),
        ("[0:01] Größe".encode("utf-16"), "", ""),
        ("[0:01] Größe".encode("cp1252"), "", "read as Windows-1252"),
        ("[0:01] Größe".encode("cp850"), "cp850", ""),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, wanted: str, remark: str) -> None:
    """By the bytes, or as the user names it."""
    path = tmp_path / "call.txt"
    path.write_bytes(data)
    found = [*read([path], Wishes(encoding=wanted))]
    assert section(found, "timeline")[0]["text"] == "Größe"
    words = " ".join(one.words for one in found if isinstance(one, Remark))
    assert remark in words
    assert bool(remark) is ("UTF-8" in words)


def test_an_encoding_that_nobody_knows_is_told(tmp_path: Path) -> None:
    """With examples of those that are known."""
    found = found_of(tmp_path, "[0:01] Go", "call.txt", encoding="utf-9")
    assert "is no encoding" in rejected(found)[0].reason


FIELDS = [*segment(0, 1, "x"), "words", "speaker", "offsets", "timestamps", "confidence", "x"]


@examples(80)
@given(
    st.lists(st.dictionaries(st.sampled_from(FIELDS), any_json()) | any_json(), max_size=3),
    st.sampled_from(["segments", "transcription", "raw_transcript", "data", ""]),
)
def test_anything_is_an_entry_or_told(
    tmp_path_factory: pytest.TempPathFactory, segments: list[Any], key: str
) -> None:
    """Whatever JSON stands in the place of segments, it is sound entries, or is told."""
    value = {key: segments} if key else segments
    found = found_of(tmp_path_factory.mktemp("any"), json.dumps(value))
    assert found or segments == []
    assert_sound(found)
