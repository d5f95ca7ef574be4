"""Files of other programs are known by their content, whatever their names."""

import gzip
import json
from pathlib import Path

import pytest

from incident_tui.exchange.imports import FORMATS
from incident_tui.exchange.recognition import format_of, formats_of
from tests.exchange.imports.test_formats import SAMPLES, bytes_of
from tests.exchange.imports.transcript.transcripts import FORMS as TRANSCRIPTS

CASES = Path(__file__).parent / "imports" / "cases"


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("ending", ["", ".dat"])
def test_each_format_is_known_by_its_content(tmp_path: Path, name: str, ending: str) -> None:
    """A file with the ending of the format, or with an ending of none, is of the format."""
    path = tmp_path / f"sample{ending or FORMATS[name].endings[0]}"
    path.write_bytes(bytes_of(SAMPLES[name]))
    assert format_of(path) == name


@pytest.mark.parametrize(
    "path",
    [path for path in sorted(CASES.glob("*/*.csv")) if path.name != "no_datetime.csv"],
    ids=lambda path: path.name,
)
def test_a_table_with_times_is_known(path: Path) -> None:
    """A log of any program is a table with times, or of a program with a format of its own."""
    assert format_of(path) in {"csv", "ics214", "timesketch", "timelinejs"}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\x00\x01\x02",
        b"%PDF-1.4",
        b"Words, and no table.\nMore words, and no time.\n",
        b"a,b\n1,2\n",
        b"time,text\n",
        b"<html><table><tr><td>time</td></tr></table></html>",
        b"{}",
        b'{"a": [1, 2]}',
        b"[" * 100_000,
    ],
)
def test_what_is_of_no_format_is_not_guessed(tmp_path: Path, content: bytes) -> None:
    """No format takes a file that has nothing of it."""
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    assert format_of(path) == ""


def test_a_folder_is_of_the_formats_of_its_files(tmp_path: Path) -> None:
    """Files without a format are left out in a folder, and told where they are named."""
    for name in ("trunk-recorder", "csv"):
        (tmp_path / f"b{FORMATS[name].endings[0]}").write_text(str(SAMPLES[name]))
    (tmp_path / "notes.txt").write_text("no times here")
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(bytes_of(SAMPLES["csv"])))
    found = formats_of([tmp_path])
    assert {name: [path.name for path in paths] for name, paths in found.items()} == {
        "trunk-recorder": ["b.json"],
        "csv": ["b.csv", "c.csv.gz"],
    }
    assert set(formats_of([tmp_path / "notes.txt"])) == {""}


def test_a_recording_beside_calls_is_theirs(tmp_path: Path) -> None:
    """The sound in a folder of calls or transcripts is no import of its own; alone, it is."""
    (tmp_path / "a.wav").write_bytes(bytes_of(SAMPLES["recording"]))
    assert set(formats_of([tmp_path])) == {"recording"}
    (tmp_path / "a.json").write_bytes(bytes_of(SAMPLES["trunk-recorder"]))
    assert set(formats_of([tmp_path])) == {"trunk-recorder"}
    assert set(formats_of([tmp_path / "a.wav"])) == {"recording"}


@pytest.mark.parametrize("name", TRANSCRIPTS)
def test_each_form_of_a_transcript_is_known(tmp_path: Path, name: str) -> None:
    """But for text with positions in brackets, which a log has too."""
    path = tmp_path / name
    path.write_text(TRANSCRIPTS[name])
    assert format_of(path) == ("text" if name == "call.txt" else "transcript")


def test_a_long_transcript_is_known_by_its_text(tmp_path: Path) -> None:
    """Whisper writes the whole text before the segments, and prints an end with each position."""
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"text": "Copy. " * 20_000, "segments": []}))
    assert format_of(path) == "transcript"
    path.write_text("\n[00:00:00.000 --> 00:00:04.000]   Copy.\n")
    assert format_of(path) == "transcript"
