"""Where a log is: beside its record, or in the user's data folder."""

import os
from pathlib import Path

import pytest

from incident_tui.notes.log import ReviewLog
from incident_tui.notes.place import Place, place_of
from tests.notes.noting import HEADER, INCIDENT, note
from tests.permissions import needs_permissions

OTHER = HEADER.replace(b'"inc"', b'"other"')


def record_in(folder: Path, name: str = "x.yaml") -> Path:
    """A file in place of a record: its content says nothing of the place."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(b"")
    return path


@pytest.mark.parametrize(
    ("name", "log"),
    [
        ("x.yaml", "x.review.jsonl"),
        ("x.yml", "x.review.jsonl"),
        ("2024-02-29.shots.yaml", "2024-02-29.shots.review.jsonl"),
        ("record", "record.review.jsonl"),
        ("folder/record.yaml", "folder/record.review.jsonl"),
    ],
)
def test_a_log_is_beside_its_record(tmp_path: Path, name: str, log: str) -> None:
    """Under the record's name; nothing is made by asking."""
    record = record_in(tmp_path, name)
    assert place_of(record, INCIDENT, folder=tmp_path / "data") == Place(tmp_path / log)
    assert not (tmp_path / log).exists()
    assert not (tmp_path / "data").exists()


def test_records_that_are_not_yours_have_their_log_in_the_data_folder(tmp_path: Path) -> None:
    """A bundled record, and one from standard input; an id is no part of the path."""
    record, data = record_in(tmp_path), tmp_path / "data"
    first = place_of(record, "../../etc", bundled=True, folder=data).path
    assert first.parent == data
    assert first == place_of("-", "../../etc", folder=data).path
    assert first != place_of("-", INCIDENT, folder=data).path
    ReviewLog(first, "../../etc").append(note())
    assert os.listdir(data) == [first.name]


def test_the_data_folder_is_that_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the system has it."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert place_of("-", INCIDENT).path.parts[-3:-1] == ("incident-tui", "reviews")


@needs_permissions
def test_where_nothing_can_be_written_notes_are_in_the_data_folder(tmp_path: Path) -> None:
    """Which is told; of a log that is there already, how its notes come over."""
    folder, data = tmp_path / "records", tmp_path / "data"
    record = record_in(tmp_path, "records/x.yaml")
    (folder / "y.review.jsonl").write_bytes(OTHER)
    (folder / "y.review.jsonl").chmod(0o400)
    folder.chmod(0o500)
    try:
        found = place_of(record, INCIDENT, folder=data)
        taken = place_of(folder / "y.yaml", "other", folder=data)
    finally:
        folder.chmod(0o700)
    assert found.path.parent == taken.path.parent == data
    assert found.told == f"{folder}: cannot be written; notes are in {found.path}"
    assert "y.review.jsonl: cannot be written" in taken.told
    assert "incident-tui notes merge" in taken.told


@pytest.mark.parametrize(
    ("logs", "records", "used"),
    [
        ({"old": HEADER}, (), "old"),
        ({"old": HEADER, "other": OTHER}, (), "old"),
        ({"old": HEADER, "text": b"My notes\n", "empty": b""}, (), "old"),
        ({"old": HEADER.replace(b",", b", ").replace(b"\n", b"\r\n") + b"{\n"}, (), "old"),
        ({"old": HEADER}, ("old.yaml",), "x"),
        ({"old": HEADER}, ("old.yml",), "x"),
        ({"old": HEADER, "older": HEADER}, (), "x"),
        ({"old": HEADER, "older": HEADER}, ("older.yaml",), "old"),
        ({"old": HEADER, "x": HEADER}, (), "x"),
        ({"old": HEADER, "x": OTHER}, (), "x"),
        ({"other": OTHER}, (), "x"),
    ],
)
def test_the_log_of_a_record_that_was_renamed_is_found(
    tmp_path: Path, logs: dict[str, bytes], records: tuple[str, ...], used: str
) -> None:
    """The only log of this incident whose record is gone, and no other; it is told."""
    record = record_in(tmp_path)
    for name, content in logs.items():
        (tmp_path / f"{name}.review.jsonl").write_bytes(content)
    for name in records:
        record_in(tmp_path, name)
    found = place_of(record, INCIDENT)
    assert found.path == tmp_path / f"{used}.review.jsonl"
    assert bool(found.told) == (used != "x")
    assert "rename it to x.review.jsonl" in found.told or used == "x"


def test_the_log_of_another_reviewer_is_no_log_under_an_old_name(tmp_path: Path) -> None:
    """Whoever merges a log says so, and it stays the log of the other."""
    record, theirs = record_in(tmp_path), tmp_path / "theirs.review.jsonl"
    theirs.write_bytes(HEADER)
    assert place_of(record, INCIDENT).path == theirs
    assert place_of(record, INCIDENT, others=[theirs]).path == tmp_path / "x.review.jsonl"


@pytest.mark.parametrize("name", ["\0.yaml", "none/x.yaml", "a" * 300 + ".yaml", "x.yaml/y.yaml"])
def test_a_path_that_cannot_be_has_a_place_all_the_same(tmp_path: Path, name: str) -> None:
    """Reading and writing tell what is wrong with it."""
    record_in(tmp_path)
    assert isinstance(place_of(tmp_path / name, INCIDENT, folder=tmp_path), Place)
