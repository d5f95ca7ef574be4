"""Files that appear in the folder of a recorder are found once, the newest call first."""

import os
import shutil
from pathlib import Path

import pytest

from incident_tui.exchange.recorder.call_files import CallFiles, has_no_files, json_files
from tests.exchange.recorder.recording import path_of, record_call

LATER = 10_000
"""The number of a call a day later."""


def test_each_file_is_found_once_the_newest_first(tmp_path: Path) -> None:
    """In every folder; also files and folders that come later."""
    paths = [record_call(tmp_path, number) for number in (1, 2, LATER)]
    files = CallFiles(tmp_path)
    assert files.look() == [paths[2], paths[1], paths[0]]
    assert files.look() == []
    news = [record_call(tmp_path, number) for number in (3, LATER + 1, 2 * LATER)]
    assert files.look() == news[::-1]
    assert files.look() == []


def test_a_file_that_comes_within_the_same_tick_of_the_clock_is_found(tmp_path: Path) -> None:
    """A folder is listed again, though the file system gives it the same time."""
    first = record_call(tmp_path, 1)
    os.utime(first.parent, ns=(1, 1))
    files = CallFiles(tmp_path)
    assert files.look() == [first]
    second = record_call(tmp_path, 2)
    os.utime(first.parent, ns=(1, 1))
    assert files.look() == [second]


def test_other_files_are_no_calls(tmp_path: Path) -> None:
    """The audio, hidden files, and folders named as a file; links to folders are not followed."""
    path = record_call(tmp_path, 1)
    (path.parent / ".hidden.json").write_text("{}")
    (path.parent / "folder.json").mkdir()
    other = tmp_path.with_name("other")
    record_call(other, 2)
    (tmp_path / "link").symlink_to(other)
    assert CallFiles(tmp_path).look() == [path]
    assert [*json_files(tmp_path)] == [path]


def test_a_file_without_a_second_in_its_name_is_as_new_as_its_last_change(tmp_path: Path) -> None:
    """Names may be changed in the settings of the recorder."""
    old, new = tmp_path / "a.json", tmp_path / "b.json"
    for path, second in ((old, 100), (new, 200)):
        path.write_text("{}")
        os.utime(path, (second, second))
    assert CallFiles(tmp_path).look() == [new, old]


def test_a_folder_that_is_gone_is_said_and_read_on_once_it_is_back(tmp_path: Path) -> None:
    """What was found before is not found again."""
    root = tmp_path / "root"
    record_call(root, 1)
    files = CallFiles(root)
    assert len(files.look()) == 1
    root.rename(tmp_path / "away")
    with pytest.raises(FileNotFoundError):
        files.look()
    (tmp_path / "away").rename(root)
    new = record_call(root, 2)
    assert files.look() == [new]


def test_a_day_that_is_removed_is_no_fault(tmp_path: Path) -> None:
    """Old days are cleaned up while the recorder writes."""
    day = record_call(tmp_path, 1).parent
    files = CallFiles(tmp_path)
    files.look()
    shutil.rmtree(day)
    assert files.look() == []
    again = record_call(tmp_path, 2)
    assert files.look() == [again]


def test_a_folder_of_folders_has_no_files(tmp_path: Path) -> None:
    """A recorder that has just started has made its folders."""
    path = path_of(tmp_path, 1)
    assert has_no_files(tmp_path)
    path.write_text("")
    assert not has_no_files(tmp_path)
    assert not has_no_files(tmp_path / "none")
