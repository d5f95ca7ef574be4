"""The notes on a record as commands read them, and what is said of their log."""

from pathlib import Path

import pytest

from incident_tui.cli.review_log import content_of, log_of, notes_of
from incident_tui.opening import UNREADABLE, read
from tests.cli.running import record_in
from tests.notes.noting import note, with_log

LOG = "record.review.jsonl"


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The path of a record with a note beside it."""
    return with_log(record_in(tmp_path), note("Who?"), incident="i")


def test_a_log_beside_a_record_is_read(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is said about a sound log."""
    reading = read(str(record))
    assert log_of(reading).path == record.with_name(LOG)
    assert [one.text for one in notes_of(reading)] == ["Who?"]
    assert capsys.readouterr().err == ""


def test_a_faulty_line_is_named(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the path and the line; the notes around it are read."""
    with record.with_name(LOG).open("a") as file:
        file.write("odd\n")
    assert len(notes_of(read(str(record)))) == 1
    assert capsys.readouterr().err.startswith(f"{record.with_name(LOG)}:3: ")


def test_a_refused_log_ends_the_program(record: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The reason is said before."""
    record.with_name(LOG).write_text("My notes\n")
    with pytest.raises(SystemExit) as leaving:
        content_of(log_of(read(str(record))))
    assert leaving.value.code == UNREADABLE
    assert "no log of notes" in capsys.readouterr().err
