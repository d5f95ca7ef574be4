"""Files come beside a record with the entries that the record takes, and with no other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.landing.files_beside import (
    WAITING_NAME,
    FilesBeside,
    InTheWayError,
)
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import (
    FileBeside,
    Found,
    ImportedItem,
    Origin,
    Wishes,
)

ORIGIN = Origin("archive")
SOURCE = ImportedItem("sources", {"id": "s", "kind": "radio_audio"}, ORIGIN)


def call(name: str, content: bytes = b"sound", **fields: Any) -> ImportedItem:
    """An entry with a recording."""
    path = f"audio/{name}.mp3"
    value = {
        "id": name,
        "kind": "radio_call",
        "time": "2024-02-29T13:15Z",
        "text": "Fire",
        "cite": "s",
        "audio": {"path": path},
    }
    return ImportedItem("timeline", value | fields, ORIGIN, files=(FileBeside(path, content),))


def write(folder: Path, *items: Found) -> RecordFolder:
    """Write items into a folder, and return the folder as it was before."""
    target = RecordFolder(folder)
    target.write(items, Wishes(), "archive")
    return target


def place_and_fail(folder: Path) -> None:
    """Move a file to its place, and fail to write the record then."""
    with FilesBeside(folder) as files:
        files.take(call("a").files)
        with files.in_place():
            assert (folder / "audio/a.mp3").exists()
            raise ZeroDivisionError


def names(folder: Path) -> list[str]:
    """The files of a folder, with their paths."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def test_a_file_comes_with_its_entry(tmp_path: Path) -> None:
    """The files of accepted entries are in their places, and no file waits any more."""
    write(tmp_path, SOURCE, call("a"), call("b", b"other"))
    assert names(tmp_path) == ["audio/a.mp3", "audio/b.mp3", "record.yaml"]
    assert (tmp_path / "audio/b.mp3").read_bytes() == b"other"
    assert not (tmp_path / WAITING_NAME).exists()


def test_an_entry_again_writes_no_file(tmp_path: Path) -> None:
    """An entry that is there leaves the file as it is, even one that was taken away."""
    write(tmp_path, SOURCE, call("a"), call("b"))
    written = (tmp_path / "audio/a.mp3").stat().st_mtime_ns
    (tmp_path / "audio/b.mp3").unlink()
    write(tmp_path, SOURCE, call("a"), call("b"))
    assert names(tmp_path) == ["audio/a.mp3", "record.yaml"]
    assert (tmp_path / "audio/a.mp3").stat().st_mtime_ns == written


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "no such kind"},  # refused at once
        {"location": "nowhere"},  # defined by its id, so that the entry is kept
        {"effects": [{"casualty": "nobody", "status": "minor"}]},  # refused at the end
    ],
)
def test_a_rejected_entry_brings_no_file(tmp_path: Path, fields: dict[str, Any]) -> None:
    """Only of a kept entry there is a file."""
    target = RecordFolder(tmp_path)
    outcome = target.write([SOURCE, call("a", **fields), call("b")], Wishes(), "archive")
    kept = 1 + ("location" in fields)
    assert outcome.kept["timeline"] == kept
    assert ("audio/a.mp3" in names(tmp_path)) is (kept == 2)
    assert "audio/b.mp3" in names(tmp_path)


def test_turns_share_a_file(tmp_path: Path) -> None:
    """The file of several entries stays as long as one of them is kept."""
    file = call("a").files
    bad = call("a-1", effects=[{"casualty": "nobody", "status": "minor"}])
    items = [ImportedItem(one.section, one.value, ORIGIN, files=file) for one in (call("a-0"), bad)]
    write(tmp_path, SOURCE, *items)
    assert names(tmp_path) == ["audio/a.mp3", "record.yaml", "rejected.jsonl"]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt])
@pytest.mark.parametrize("is_new", [True, False])
def test_a_failure_leaves_no_file(tmp_path: Path, error: type[BaseException], is_new: bool) -> None:
    """Whether the import breaks off while it reads, or while it writes the record."""
    folder = tmp_path / "record"
    if not is_new:
        write(folder, SOURCE, call("old"))
    before = names(folder)

    def items() -> Iterator[Found]:
        yield SOURCE
        yield call("a")
        raise error

    with pytest.raises(error):
        RecordFolder(folder).write(items(), Wishes(), "archive")
    assert names(folder) == before
    assert folder.exists() is not is_new
    with pytest.raises(ZeroDivisionError):
        place_and_fail(tmp_path)
    assert not (tmp_path / "audio").exists()


def test_the_files_of_a_killed_import_are_taken_away(tmp_path: Path) -> None:
    """What waited when an import was killed is no part of the next."""
    killed = FilesBeside(tmp_path)
    killed.take(call("a").files)
    assert (tmp_path / WAITING_NAME).exists()
    write(tmp_path, SOURCE, call("b"))
    assert names(tmp_path) == ["audio/b.mp3", "record.yaml"]


def test_a_file_that_a_killed_import_has_moved_is_taken(tmp_path: Path) -> None:
    """An equal file in place needs no other, and stays if a later import fails."""
    (tmp_path / "audio").mkdir()
    (tmp_path / "audio/a.mp3").write_bytes(b"sound")
    with pytest.raises(ZeroDivisionError):
        place_and_fail(tmp_path)
    assert (tmp_path / "audio/a.mp3").read_bytes() == b"sound"


@pytest.mark.parametrize("content", [b"another", b"sounds", b"", None])
def test_another_file_in_the_place_stays(tmp_path: Path, content: bytes | None) -> None:
    """A file with another content, or a folder, is not overwritten: the entry is rejected."""
    place = tmp_path / "audio/a.mp3"
    place.parent.mkdir()
    place.mkdir() if content is None else place.write_bytes(content)
    outcome = RecordFolder(tmp_path).write([SOURCE, call("a"), call("b")], Wishes(), "archive")
    assert [one.reason for one in outcome.first_rejected] == [
        "timeline: `audio/a.mp3` is there with another content; take it away"
    ]
    assert outcome.kept["timeline"] == 1
    assert content is None or place.read_bytes() == content


def test_a_link_leads_nowhere_else(tmp_path: Path) -> None:
    """No file leaves the folder through a link in the place of `audio` or of waiting files."""
    outside, folder = tmp_path / "outside", tmp_path / "record"
    outside.mkdir()
    folder.mkdir()
    (folder / "audio").symlink_to(outside)
    with FilesBeside(folder) as files, pytest.raises(InTheWayError, match="perhaps by a link"):
        files.take(call("a").files)
    (folder / "audio").unlink()
    (folder / WAITING_NAME).symlink_to(outside)
    with FilesBeside(folder) as files, pytest.raises(FileExistsError):
        files.take(call("a").files)
    assert list(outside.iterdir()) == []
