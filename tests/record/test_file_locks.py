"""Files that several programs write: what is opened, and which path still leads to it."""

import os
import sys
from pathlib import Path

import pytest

from incident_tui.record.file_locks import NOT_REGULAR, is_at, open_regular, try_lock


def test_a_file_is_made_where_it_is_asked_for(tmp_path: Path) -> None:
    """And opened as it is without."""
    path = tmp_path / "file"
    with pytest.raises(FileNotFoundError):
        open_regular(path, os.O_RDONLY)
    os.close(open_regular(path, os.O_RDWR | os.O_CREAT))
    os.close(open_regular(path, os.O_RDONLY))


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders there")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    """In the words that are asked for."""
    os.mkfifo(tmp_path / "pipe")
    for fault in (NOT_REGULAR, "take it away"):
        with pytest.raises(OSError, match=fault):
            open_regular(tmp_path / "pipe", os.O_RDONLY, fault)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """Whatever it leads to, and not even made to lead to something."""
    (tmp_path / "link").symlink_to(tmp_path / "file")
    with pytest.raises(OSError, match="link"):
        open_regular(tmp_path / "link", os.O_RDWR | os.O_CREAT)
    assert not (tmp_path / "file").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="an open file is not removed there")
def test_a_removed_file_is_no_longer_at_its_path(tmp_path: Path) -> None:
    """Nor one in whose place is another, whose lock is free."""
    path = tmp_path / "file"
    first = open_regular(path, os.O_RDWR | os.O_CREAT)
    assert is_at(first, path)
    assert try_lock(first)
    path.unlink()
    assert not is_at(first, path)
    second = open_regular(path, os.O_RDWR | os.O_CREAT)
    assert not is_at(first, path)
    assert try_lock(second)
    third = open_regular(path, os.O_RDONLY)
    assert not try_lock(third)
    for descriptor in (first, second, third):
        os.close(descriptor)
