"""Words as heard in files of calls: a line changes in its words alone, all others stay."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.call_lines import CannotRewriteError, rewritten_line
from incident_tui.exchange.corrected_calls import (
    corrections_of,
    line_change,
    write_corrections,
)
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Wishes
from incident_tui.notes.kinds import WORDS
from incident_tui.notes.model import Note
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.problems import Mark
from incident_tui.record.reading import Reading, read_record
from tests.driving import folder_of
from tests.examples import examples
from tests.notes.noting import note, notes_of, texts

HEAD = """\
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: radio_audio}]
calls: [calls.jsonl]
timeline:
  - {id: head, kind: note, time: 13:00, text: Of the head., cite: s}
"""
ONE = (
    b'{"id": "one", "kind": "radio_call",  "time": "2024-02-29T13:00:00", "text": "Engine one.",'
    b' "cite": "s", "tags": ["a"],  "audio": {"path": "a.mp3", "length": 1.50},'
    b' "transcript": {"method": "asr", "model": "asr-1", "confidence": 0.90}}'
)
TWO = b'{"id":"two","kind":"note","time":"2024-02-29T13:01:00","text":"Out.","cite":"s"}'


def heard(text: str, entry: str = "one", number: int = 0, by: str = "Ann") -> Note:
    """The words of an entry."""
    return note(text, entry, kind=WORDS, by=by, chance=number)


def record_of(folder: Path, *lines: bytes) -> Reading:
    """A record with these lines of calls."""
    return read_record(folder_of(folder / "r", lines, HEAD))


def written(reading: Reading, *notes: Note) -> bytes:
    """The file of calls with the words of notes."""
    write_corrections(reading, corrections_of(reading, notes_of(*notes)).in_calls)
    return (reading.folder / "calls.jsonl").read_bytes()


def test_a_line_has_the_words_and_keeps_the_rest(tmp_path: Path) -> None:
    """Who corrected it and the words before stand with the transcript; numbers stay as written."""
    reading = record_of(tmp_path, ONE, TWO, b"")
    first, *rest = written(reading, heard("Engine 1.\n")).split(b"\n")
    assert rest == [TWO, b""]
    assert b'"length": 1.50' in first
    assert json.loads(first) == json.loads(ONE) | {
        "text": "Engine 1.",
        "verbatim": True,
        "transcript": {
            "method": "human",
            "model": "asr-1",
            "confidence": 0.9,
            "corrected_by": "Ann",
            "uncorrected": "Engine one.",
        },
    }
    again = read_record(reading.folder)
    assert again.problems == ()
    assert corrections_of(again, notes_of(heard("Engine 1."))).in_calls == ()


def test_the_first_words_stay_when_words_are_corrected_again(tmp_path: Path) -> None:
    """What the machine wrote is not replaced by what a person wrote."""
    written(record_of(tmp_path, ONE), heard("Engine 1."))
    line = json.loads(written(read_record(tmp_path / "r"), heard("Engine 9.", by="Bob")))
    assert line["text"] == "Engine 9."
    assert line["transcript"]["corrected_by"] == "Bob"
    assert line["transcript"]["uncorrected"] == "Engine one."


@given(st.lists(texts, max_size=4), texts.map(lambda text: f"{text}."), st.sampled_from([0, 1, 4]))
@examples(60)
def test_every_other_line_stays_byte_for_byte(
    tmp_path_factory: pytest.TempPathFactory, others: list[str], text: str, place: int
) -> None:
    """Sound or not, with whatever ends and spaces; the entry has the words as heard."""
    lines = [
        *(one.replace("\n", "\r").encode() + b"\r" for one in others),
        b"  " + TWO + b"  \r",
        b"",
        b"\xff{",
    ]
    lines.insert(place, ONE + b"\r")
    reading = record_of(tmp_path_factory.mktemp("calls"), *lines)
    after = written(reading, heard(text)).split(b"\n")
    number = lines.index(ONE + b"\r")
    assert after[:number] + after[number + 1 :] == lines[:number] + lines[number + 1 :]
    assert after[number].endswith(b"}\r")
    assert json.loads(after[number])["text"] == text.strip()


@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", [b"", b"\n", b"\r\n"])
def test_the_ends_of_a_file_stay(tmp_path: Path, start: bytes, end: bytes) -> None:
    """A byte-order mark, and the end of the last line or none."""
    reading = record_of(tmp_path, start + ONE + end)
    after = written(reading, heard("Engine 1."))
    assert after.startswith(start + b'{"id"')
    assert after.removesuffix(end).endswith(b"}")


def test_what_is_not_in_calls_is_left_to_a_person(tmp_path: Path) -> None:
    """Words of the head, and of what is gone; each with its place."""
    reading = record_of(tmp_path, ONE, TWO)
    notes = [heard("Head.", "head"), heard("Gone.", "gone", 1), heard("Out!", "two", 2)]
    found = corrections_of(reading, notes_of(*notes))
    assert [(one.mark.line, one.entry.id) for one in found.in_calls] == [(2, "two")]
    assert [(one.mark, one.text) for one in found.in_head] == [
        (reading.mark_of_id("timeline", "head"), "Head.")
    ]
    assert [one.text for one in found.gone] == ["Gone."]


@pytest.mark.parametrize(
    "changed",
    [
        TWO,
        ONE.replace(b"Engine one.", b"Engine two."),
        b"{",
        b"",
        ONE.replace(b'"a"', b'"b"'),
    ],
)
def test_a_line_that_was_changed_meanwhile_is_left(tmp_path: Path, changed: bytes) -> None:
    """An editor does not ask for the lock: the file stays as the editor wrote it."""
    reading = record_of(tmp_path, TWO, ONE)
    found = corrections_of(reading, notes_of(heard("Engine 1."))).in_calls
    path = reading.folder / "calls.jsonl"
    path.write_bytes(TWO + b"\n" + changed)
    with pytest.raises(CannotRewriteError, match="was changed meanwhile, and is left so"):
        write_corrections(reading, found)
    assert path.read_bytes() == TWO + b"\n" + changed
    assert sorted(os.listdir(reading.folder)) == ["calls.jsonl", "record.yaml"]


def test_a_line_that_would_be_too_long_is_named(tmp_path: Path) -> None:
    """A reader would leave it out."""
    long = ONE.replace(b'"a"', b'"' + b"a" * (MAX_LINE_BYTES - 400) + b'"')
    reading = record_of(tmp_path, long)
    with pytest.raises(CannotRewriteError, match=r"calls.jsonl:1:1: would be longer than 1,024 kB"):
        written(reading, heard("x" * 1_000))


def test_a_line_stands_for_its_entry_alone(tmp_path: Path) -> None:
    """A line of another entry is refused, whatever its number."""
    reading = record_of(tmp_path, ONE, TWO)
    [one] = corrections_of(reading, notes_of(heard("Engine 1."))).in_calls
    assert one.mark == Mark(str(reading.folder / "calls.jsonl"), 1, 1)
    with pytest.raises(CannotRewriteError):
        rewritten_line(TWO, line_change(one))


def test_a_transcript_of_a_person_is_corrected_too(tmp_path: Path) -> None:
    """And a call without any transcript gets one."""
    line = json.loads(written(record_of(tmp_path, TWO), heard("Out now.", "two")))
    assert line["transcript"] == {
        "method": "human",
        "corrected_by": "Ann",
        "uncorrected": "Out.",
    }


@pytest.mark.parametrize("line", [ONE, TWO], ids=["of a machine", "of a log"])
def test_an_import_of_the_words_before_adds_nothing(tmp_path: Path, line: bytes) -> None:
    """The file that the calls came from may be imported again; other words are another entry."""
    reading = record_of(tmp_path, line)
    entry = json.loads(line)
    written(reading, heard("Other words.", entry["id"]))

    def imported(text: str) -> tuple[int, int]:
        item = ImportedItem("timeline", entry | {"text": text}, Origin("calls.jsonl", 1))
        outcome = RecordFolder(reading.folder).write([item], Wishes(), "again")
        return outcome.already_there, outcome.rejected

    assert imported(entry["text"]) == (1, 0)
    assert imported("Nothing of the kind.") == (0, 1)
