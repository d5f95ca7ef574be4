"""New files: whole or not at all, never in the place of an older file, where there is room."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.exchange.new_files import MAX_NAME_CHARACTERS, stem_of, usual_folders, write_new


@pytest.mark.parametrize(
    ("incident", "stem"),
    [
        ("independence-2024", "independence-2024"),
        ("2024/02:29 shots", "2024-02-29-shots"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("\x1b]0;t\x07", "0-t"),
        ("日本", "record"),
        ("", "record"),
        ("NUL", "NUL-record"),
        ("com1.txt", "com1.txt-record"),
        ("x" * 500, "x" * MAX_NAME_CHARACTERS),
    ],
)
def test_a_name_is_no_path(incident: str, stem: str) -> None:
    """An id is text of a stranger: letters, digits, dots and dashes of it are a name."""
    assert stem_of(incident) == stem


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    """The next file of a name has a number."""
    paths = [write_new("i", ".csv", [b"a", b"b"], [tmp_path]) for _ in range(3)]
    assert [path.name for path in paths] == ["i.csv", "i-2.csv", "i-3.csv"]
    assert {path.read_bytes() for path in paths} == {b"ab"}
    assert sorted(os.listdir(tmp_path)) == ["i-2.csv", "i-3.csv", "i.csv"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A link of the name that leads nowhere is not written through."""
    target = tmp_path / "elsewhere"
    (tmp_path / "i.csv").symlink_to(target)
    assert write_new("i", ".csv", [b"x"], [tmp_path]).name == "i-2.csv"
    assert not target.exists()


def test_a_failure_leaves_no_file(tmp_path: Path) -> None:
    """A content that breaks off leaves the folder as it was."""

    def broken() -> Iterator[bytes]:
        yield b"begun"
        raise OSError("no more")

    with pytest.raises(OSError, match="no more"):
        write_new("i", ".csv", broken(), [tmp_path])
    assert os.listdir(tmp_path) == []


def test_the_next_folder_is_for_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """Without any folder, the reason is that of the last."""
    missing = tmp_path / "missing"
    assert write_new("i", ".csv", [b"x"], [missing, tmp_path]).parent == tmp_path
    with pytest.raises(FileNotFoundError):
        write_new("i", ".csv", [b"x"], [missing])


@pytest.mark.skipif(sys.platform == "win32", reason="another variable is the home there")
def test_the_folders_are_the_current_and_the_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In this order."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert [*usual_folders()] == [here, tmp_path]
