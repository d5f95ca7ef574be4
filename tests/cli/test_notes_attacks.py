"""Notes that are written at once, killed, or short of disk: no note that was told of is lost."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.notes.log import ReviewLog
from incident_tui.notes.reading import LogReading
from incident_tui.opening import SOUND, UNREADABLE
from tests.cli.running import record_in
from tests.thorough import thorough

if sys.platform == "win32":
    pytest.skip("there is no fork, no kill and no limit", allow_module_level=True)

from tests.cli.forking import KILLED, Forks, forks

TEXT = "Größer " * 120
"""A line of some length."""
WRITERS = 5
"""The number of writers that are killed at once."""


@pytest.fixture(scope="module")
def forked() -> Iterator[Forks]:
    """A process that forks the program."""
    with forks() as process:
        yield process


def add(record: Path, text: str) -> list[str | Path]:
    """The command that adds a note."""
    return ["notes", "add", record, "--on", "e1", "--by", "Ann", "--text", text]


def log_of(record: Path) -> ReviewLog:
    """The log of a record, read by nobody yet."""
    return ReviewLog(record.with_suffix(".review.jsonl"), "i")


def texts_of(found: LogReading) -> list[str]:
    """The first word of each note."""
    return [note.text.partition(" ")[0] for note in found.notes]


@pytest.mark.thorough
def test_notes_written_at_once_are_all_kept(forked: Forks, tmp_path: Path) -> None:
    """Each writer waits for the others; the first of them writes the header, alone."""
    for race in range(5):
        record = record_in(tmp_path, name=f"race-{race}.yaml")
        runs = forked.run(*[add(record, f"{number}") for number in range(8)])
        assert {one.code for one in runs} == {SOUND}, runs
        found = log_of(record).read()
        assert sorted(texts_of(found)) == [*map(str, range(8))]
        assert found.problems == ()
        assert len(log_of(record).path.read_bytes().splitlines()) == 9


@pytest.mark.parametrize("count", [35, *thorough(500)])
def test_a_killed_writer_loses_its_own_note_at_most(
    forked: Forks, tmp_path: Path, count: int
) -> None:
    """Several are killed at any moment: what was there is whole, and the next note is written."""
    record = record_in(tmp_path)
    path = log_of(record).path
    start = time.monotonic()
    assert forked.run(add(record, f"whole {TEXT}"))[0].code == SOUND
    length_s = time.monotonic() - start
    chance, killed, written = random.Random(count), 0, {"whole"}
    for wave in range(count // WRITERS):
        before, tried = path.read_bytes(), [f"{wave}.{number}" for number in range(WRITERS)]
        wait_s = chance.uniform(0, length_s) if killed else 0
        runs = forked.run(*(add(record, f"{name} {TEXT}") for name in tried), kill_after_s=wait_s)
        killed += sum(ended.code == KILLED for ended in runs)
        told = {name for name, ended in zip(tried, runs, strict=True) if ended.code == SOUND}
        assert path.read_bytes().startswith(before)
        found = {*texts_of(log_of(record).read())}
        assert written | told <= found <= written | {*tried}
        written = found  # a writer may be killed after it has written its note
    assert killed
    assert forked.run(add(record, "last"))[0].code == SOUND
    assert {*texts_of(log_of(record).read())} == written | {"last"}


@pytest.mark.parametrize(
    ("is_new", "room"),
    [*((True, room) for room in (500, 1_000)), *((False, room) for room in (0, 1, 60, 1_000))],
)
def test_where_the_disk_is_full_the_log_is_as_before(
    forked: Forks, tmp_path: Path, room: int, is_new: bool
) -> None:
    """With words for it; the same note is written once there is room.

    The words are written to a file too, which has as much room as the log.
    """
    record = record_in(tmp_path)
    log = log_of(record)
    if not is_new:
        assert forked.run(add(record, f"old {TEXT}"))[0].code == SOUND
    before = b"" if is_new else log.path.read_bytes()
    [ended] = forked.run(add(record, f"new {TEXT}"), max_file_bytes=len(before) + room)
    assert ended.code == UNREADABLE
    assert "cannot be written: file too large; nothing was saved" in ended.output
    assert log.path.exists() != is_new
    assert is_new or log.path.read_bytes() == before
    assert forked.run(add(record, "new"))[0].code == SOUND
    assert texts_of(log.read()) == (["new"] if is_new else ["old", "new"])


def test_after_a_writer_was_stopped_the_next_line_is_whole(forked: Forks, tmp_path: Path) -> None:
    """What a stopped writer has left stays in the file, and is told with its line."""
    record = record_in(tmp_path)
    assert forked.run(add(record, "old"))[0].code == SOUND
    log = log_of(record)
    whole = log.path.read_bytes()
    log.path.write_bytes(whole + whole.splitlines()[-1][:40])
    [ended] = forked.run(add(record, "new"))
    assert ended.code == SOUND
    found = log.read()
    assert texts_of(found) == ["old", "new"]
    assert [problem.mark.line for problem in found.problems] == [3]
    [ended] = forked.run(["notes", record])
    assert f"{log.path}:3: is not whole" in ended.output
