"""Lines of files of calls written anew: all of the files or none, whatever comes between."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec
import pytest

from incident_tui.exchange.call_lines import (
    CannotRewriteError,
    Fields,
    LineChange,
    numbered_lines,
    rewritten,
)
from incident_tui.record import model
from incident_tui.record.calls.line import MAX_LINE_BYTES
from incident_tui.record.problems import Mark

LINE = b'{"id":"%s","kind":"note","time":"2024-02-29T13:01","text":"Old.","cite":"s"}\n'
FILES = {"a.jsonl": LINE % b"a1" + LINE % b"a2", "deep/b.jsonl": LINE % b"b1"}


def folder_with(folder: Path) -> Path:
    """A folder with two files of calls, one of them in a folder of its own."""
    (folder / "deep").mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The files of a folder, hidden ones too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def new_text(entry: model.Entry, written: Mapping[str, msgspec.Raw]) -> Fields | None:
    """Other words."""
    return {"text": "New."}


CHANGE = LineChange(Mark("calls", 1, 1), new_text)


def test_only_the_named_lines_change(tmp_path: Path) -> None:
    """The new files are in place within the block, and no other file is left behind it."""
    folder = folder_with(tmp_path)
    new = {
        "a.jsonl": LINE % b"a1" + (LINE % b"a2").replace(b"Old", b"New"),
        "deep/b.jsonl": (LINE % b"b1").replace(b"Old", b"New"),
    }
    with rewritten(folder, {"a.jsonl": {2: CHANGE}, "deep/b.jsonl": {1: CHANGE}}):
        assert new.items() <= contents(folder).items()
    assert contents(folder) == new


@pytest.mark.parametrize("has_links", [True, False])
def test_a_failed_block_leaves_the_files_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_links: bool
) -> None:
    """With the state by which an open screen sees a change, where files can have two names."""
    folder = folder_with(tmp_path)
    before = os.stat(folder / "a.jsonl")

    def refuse(*_: object) -> None:
        raise OSError

    if not has_links:
        monkeypatch.setattr(os, "link", refuse)
    with (
        pytest.raises(KeyboardInterrupt),
        rewritten(folder, {"a.jsonl": {1: CHANGE}, "deep/b.jsonl": {1: CHANGE}}),
    ):
        raise KeyboardInterrupt
    assert contents(folder) == FILES
    after = os.stat(folder / "a.jsonl")
    assert after.st_mtime_ns == before.st_mtime_ns
    assert not has_links or after.st_ino == before.st_ino


def test_a_file_that_cannot_be_replaced_leaves_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first file gets its old content back, if the second cannot be put in its place."""
    folder, replace = folder_with(tmp_path), os.replace

    def full(source: str, target: Path) -> None:
        if target.name == "b.jsonl":
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    changes = {"a.jsonl": {1: CHANGE}, "deep/b.jsonl": {1: CHANGE}}
    with pytest.raises(OSError, match="No space"), rewritten(folder, changes):
        raise AssertionError("the block does not begin")
    monkeypatch.undo()
    assert contents(folder)["a.jsonl"] == FILES["a.jsonl"]
    assert contents(folder)["deep/b.jsonl"] == FILES["deep/b.jsonl"]


@pytest.mark.parametrize("number", [1, 3])
def test_a_line_that_is_not_as_expected_changes_nothing(tmp_path: Path, number: int) -> None:
    """Of another entry, or beyond the end: no file is changed, also not the one before."""
    folder = folder_with(tmp_path)
    other = LineChange(Mark("calls", number, 1), lambda entry, written: None)
    with (
        pytest.raises(CannotRewriteError, match="was changed meanwhile, and is left so"),
        rewritten(folder, {"a.jsonl": {1: CHANGE}, "deep/b.jsonl": {number: other}}),
    ):
        raise AssertionError("the block does not begin")
    assert contents(folder) == FILES


def test_a_change_of_the_file_meanwhile_is_left(tmp_path: Path) -> None:
    """What an editor saves while the lines are written is not lost."""
    folder = folder_with(tmp_path)

    def edited(entry: model.Entry, written: Mapping[str, msgspec.Raw]) -> Fields | None:
        (folder / "a.jsonl").write_bytes(FILES["a.jsonl"] + b"\n")
        return {"text": "New."}

    change = LineChange(Mark("calls", 1, 1), edited)
    with (
        pytest.raises(CannotRewriteError, match="was changed meanwhile"),
        rewritten(folder, {"a.jsonl": {1: change}, "deep/b.jsonl": {1: CHANGE}}),
    ):
        raise AssertionError("the block does not begin")
    assert contents(folder) == FILES | {"a.jsonl": FILES["a.jsonl"] + b"\n"}


def test_the_rest_of_a_too_long_line_is_no_line(tmp_path: Path) -> None:
    """The numbers are those that an editor shows."""
    path = tmp_path / "calls.jsonl"
    path.write_bytes(b"x" * (2 * MAX_LINE_BYTES) + b"\nlast")
    with path.open("rb") as file:
        found = [(number, piece) for number, piece in numbered_lines(file) if number]
    assert [number for number, _ in found] == [1, 2]
    assert found[1][1] == b"last"
