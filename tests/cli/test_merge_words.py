"""`notes merge --into-calls`: a preview, a question, and the files of calls afterwards."""

import os
import sys
from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.folder_lock import LOCK_NAME
from incident_tui.notes.model import Note
from incident_tui.opening import PROBLEMS, SOUND
from tests.cli.running import ODD, WRONG_USE, process, pseudo_terminal, run
from tests.driving import folder_of
from tests.exchange.test_corrected_calls import HEAD, ONE, TWO, heard
from tests.notes.noting import with_log


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The folder of a record with two calls."""
    return folder_of(tmp_path / "r", [ONE, TWO], HEAD)


def noted(record: Path, *notes: Note) -> None:
    """Add notes to the log of a record."""
    with_log(record / "record.yaml", *notes, incident="i")


def calls_of(record: Path) -> bytes:
    """The file of calls."""
    return (record / "calls.jsonl").read_bytes()


def test_without_yes_the_changes_are_told_and_none_is_written(record: Path) -> None:
    """Where nobody can be asked: each line with its words, and those of the head apart."""
    noted(record, heard("Engine 1.\nOver."), heard("Other words.", "head", 1))
    result = run("notes", "merge", record, "--into-calls")
    assert (result.exit_code, calls_of(record)) == (SOUND, ONE + b"\n" + TWO)
    assert result.stdout.splitlines() == [
        f"{record}/calls.jsonl:1: one: words by Ann, 2024-02-29 19:15 UTC",
        "  - Engine one.",
        "  + Engine 1.",
        "  + Over.",
        "1 line would change, and none is written; --yes writes them",
    ]
    place = f"{record}/record.yaml:6: head"
    assert result.stderr.splitlines() == [
        f"{place}: not written, as it is in the head; its `text` by Ann, 2024-02-29 19:15 UTC:",
        "  + Other words.",
    ]


def test_what_others_have_heard_is_told(record: Path) -> None:
    """The newest words are written, and the others are not lost in silence."""
    noted(record, heard("Engine 1."), heard("Engine 9.", number=1, by="Bob"))
    lines = run("notes", "merge", record, "--into-calls").stdout.splitlines()
    assert lines[1:-1] == [
        "  - Engine one.",
        "  + Engine 9.",
        "  not written, other words by Ann, 2024-02-29 19:15 UTC:",
        "    Engine 1.",
    ]


def test_words_are_written_once_and_the_record_is_sound(record: Path) -> None:
    """The notes stay; a second time there is nothing to write."""
    noted(record, heard("Engine 1."))
    result = run("notes", "merge", record, "--into-calls", "--yes")
    assert result.exit_code == SOUND
    assert result.stdout.endswith("1 line written; the notes stay in the log\n")
    assert b'"text":"Engine 1."' in calls_of(record)
    assert run("check", record).exit_code == SOUND
    assert "Engine 1." in run("show", record).stdout
    again = run("notes", "merge", record, "--into-calls", "--yes")
    assert again.stdout == "no line of the files of calls changes\n"
    assert len((record / "record.review.jsonl").read_text().splitlines()) == 2
    assert not (record / LOCK_NAME).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="terminals are opened another way there")
@pytest.mark.parametrize(("answer", "is_written"), [(b"y\n", True), (b"\n", False)])
def test_a_person_at_a_terminal_is_asked(record: Path, answer: bytes, is_written: bool) -> None:
    """Without a yes nothing is written."""
    noted(record, heard("Engine 1."))
    with pseudo_terminal() as (ours, theirs):
        os.write(ours, answer)
        ended = process("notes", "merge", str(record), "--into-calls", stdin=theirs)
    assert b"Write 1 line?" in ended.stderr
    assert (b"Engine 1." in calls_of(record)) is is_written


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x.review.jsonl", "--into-calls"], "give logs to add, or --into-calls; not both at once"),
        ([], "name the logs to add, or --into-calls"),
        (["x.review.jsonl", "--yes"], "--yes is of --into-calls"),
    ],
)
def test_what_is_asked_for_must_be_clear(record: Path, arguments: list[str], words: str) -> None:
    """Logs are added, or words are written."""
    result = run("notes", "merge", record, *arguments)
    assert result.exit_code == WRONG_USE
    assert words in result.stderr


def test_records_that_are_not_written_are_refused() -> None:
    """One from standard input, and one that came with the program."""
    piped = run("notes", "merge", "-", "--into-calls", stdin=HEAD.replace("calls", "#").encode())
    assert "a record from standard input has no files of calls" in piped.stderr
    bundled = run("notes", "merge", "exercise", "--into-calls", "--yes")
    assert "this record came with the program and is not written" in bundled.stderr
    assert (piped.exit_code, bundled.exit_code) == (WRONG_USE, WRONG_USE)


def test_a_line_that_cannot_be_written_is_named(record: Path) -> None:
    """And the file stays as it is."""
    long = ONE.replace(b'"a"', b'"' + b"a" * 1_048_000 + b'"')
    (record / "calls.jsonl").write_bytes(long)
    noted(record, heard("word " * 4_000))
    result = run("notes", "merge", record, "--into-calls", "--yes")
    assert (result.exit_code, calls_of(record)) == (PROBLEMS, long)
    assert f"{record}/calls.jsonl:1:1: would be longer than 1,024 kB" in result.stderr


def test_words_are_text(record: Path) -> None:
    """No control reaches the terminal, and the record has the words as they are."""
    noted(record, heard(ODD, by=ODD))
    result = run("notes", "merge", record, "--into-calls", "--yes")
    assert result.exit_code == SOUND
    assert "\x1b" not in result.stdout + result.stderr
    assert run("check", record).exit_code == SOUND


def test_exports_have_the_words_of_the_record(record: Path) -> None:
    """With or without a correction; on asking it is there as a note."""
    plain = run("export", record, "--to", "csv").stdout
    noted(record, heard("Engine 1."))
    assert run("export", record, "--to", "csv").stdout == plain
    asked = run("export", record, "--to", "csv", "--notes").stdout
    assert "Engine one." in asked
    assert "correction" in asked
    shown = run("show", record, "--notes").stdout
    assert "¶" in shown
    assert "Engine 1." in shown
