"""Calls that are appended are read without the calls before; any other change is not taken so."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from incident_tui.record import growing
from incident_tui.record.growing import GrowingReading
from incident_tui.record.reading import Reading, read_record
from tests.driving import HEAD, call, folder_of, reader_of

FEW = [call(1, 100), call(2, 200)]


def begun(folder: Path) -> GrowingReading:
    """A record with two calls, read whole."""
    return GrowingReading(reader_of(folder_of(folder, FEW)))


def append(folder: Path, text: bytes) -> None:
    """Append to the calls of a record."""
    with (folder / "calls.jsonl").open("ab") as file:
        file.write(text)


def ids(reading: Reading | None) -> list[str]:
    """The ids of the calls."""
    assert reading is not None
    return [*reading.calls.ids]


def same(one: Reading, other: Reading) -> bool:
    """Whether two readings have the same calls, at the same places."""
    rows = [*one.calls.rows]
    return (
        rows == [*other.calls.rows]
        and [one.calls.entry(row) for row in rows] == [other.calls.entry(row) for row in rows]
        and [one.calls.mark(row) for row in rows] == [other.calls.mark(row) for row in rows]
        and one.problems == other.problems
        and one.states == other.states
    )


@pytest.mark.parametrize("end", [b"", b"\n"])
def test_appended_calls_are_read_as_if_all_were_read(tmp_path: Path, end: bytes) -> None:
    """Whether or not a recorder ends each line, with blank lines between, time after time."""
    record = begun(tmp_path)
    append(tmp_path, b"\n" + call(3, 300) + end)
    assert ids(record.read_on()) == ["c1", "c2", "c3"]
    assert same(record.reading, read_record(tmp_path))
    append(tmp_path, b"\n\n" + call(4, 50) + b"\n" + call(5, 500, "words") + end)
    assert ids(record.read_on()) == ["c1", "c2", "c3", "c4", "c5"]
    assert same(record.reading, read_record(tmp_path))


def test_a_file_of_calls_may_begin_empty(tmp_path: Path) -> None:
    """A recorder writes its first call after the record is opened."""
    record = GrowingReading(reader_of(folder_of(tmp_path, [])))
    append(tmp_path, call(1, 100) + b"\n")
    assert ids(record.read_on()) == ["c1"]


def test_half_a_line_is_left_for_the_next_time(tmp_path: Path) -> None:
    """A call of which a part is written is no fault, and is read once it is whole."""
    record, text = begun(tmp_path), b"\n" + call(3, 300)
    append(tmp_path, text[:40])
    assert ids(record.read_on()) == ["c1", "c2"]
    assert record.reading.problems == ()
    append(tmp_path, text[40:])
    assert ids(record.read_on()) == ["c1", "c2", "c3"]


def test_nothing_appended_is_nothing_new(tmp_path: Path) -> None:
    """The record is as it was."""
    assert ids(begun(tmp_path).read_on()) == ["c1", "c2"]


def rewritten(folder: Path) -> None:
    """An editor writes a new file in the place of the old."""
    (folder / "new").write_bytes(b"\n".join([*FEW, call(3, 300)]))
    os.replace(folder / "new", folder / "calls.jsonl")


def changed_in_place(folder: Path) -> None:
    """The last words change, and the file grows."""
    calls = folder / "calls.jsonl"
    calls.write_bytes(calls.read_bytes().replace(b"number 2", b"number 9") + b"\n" + call(3, 300))


def continued(folder: Path) -> None:
    """The last line goes on."""
    append(folder, b" ")


def shortened(folder: Path) -> None:
    """A call is taken away."""
    (folder / "calls.jsonl").write_bytes(FEW[0])


def touched(folder: Path) -> None:
    """A time of change is all that tells of a change."""
    os.utime(folder / "calls.jsonl", ns=(1, 1))


def edited(folder: Path) -> None:
    """The head changes."""
    (folder / "record.yaml").write_text(HEAD.replace("A long day", "A day"), "utf-8")


def removed(folder: Path) -> None:
    """The calls are gone."""
    (folder / "calls.jsonl").unlink()


@pytest.mark.parametrize(
    "change", [rewritten, changed_in_place, continued, shortened, touched, edited, removed]
)
def test_any_other_change_wants_the_record_read_whole(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    """What is read is never mixed of two versions of a file."""
    record = begun(tmp_path)
    change(tmp_path)
    assert record.read_on() is None


@pytest.mark.parametrize(
    "line",
    [b'{"id": "c3"}', call(1, 300), call(3, 300, agency="nobody"), b"no JSON"],
    ids=["a part of a call", "an id twice", "an unknown agency", "no JSON"],
)
def test_a_fault_is_reported_once_and_then_the_record_is_read_whole(
    tmp_path: Path, line: bytes
) -> None:
    """A fault may be mended by a later line: only the whole record tells."""
    record = begun(tmp_path)
    append(tmp_path, b"\n" + line + b"\n")
    assert record.read_on() is not None
    assert record.reading.problems == read_record(tmp_path).problems != ()
    append(tmp_path, call(4, 400))
    assert record.read_on() is None


def test_a_record_with_a_fault_in_its_head_is_read_on(tmp_path: Path) -> None:
    """A fault that no call can mend is no reason to read all calls again and again."""
    folder_of(tmp_path, FEW, HEAD + "agencys: []\n")
    record = GrowingReading(reader_of(tmp_path))
    append(tmp_path, b"\n" + call(3, 300))
    assert ids(record.read_on()) == ["c1", "c2", "c3"]
    assert record.reading.problems == read_record(tmp_path).problems != ()


def test_many_small_blocks_are_made_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After many appended calls the record is read whole."""
    monkeypatch.setattr(growing, "MAX_APPENDS", 2)
    record = begun(tmp_path)
    for number in (3, 4):
        append(tmp_path, b"\n" + call(number, 300))
        assert record.read_on() is not None
    append(tmp_path, b"\n" + call(5, 300))
    assert record.read_on() is None
