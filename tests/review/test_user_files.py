"""Files of the user: what is written is read back, and a fault is told in words."""

import os
from pathlib import Path

import msgspec
import pytest

from incident_tui.review.user_files import (
    MAX_FILE_BYTES,
    UserFileError,
    decoded,
    read_user_file,
    write_user_file,
)
from tests.permissions import needs_permissions


class Value(msgspec.Struct):
    """A value of a file."""

    words: str


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    """The folder is made for the user alone, and a file that is not there is no fault."""
    path = tmp_path / "a" / "new" / "value.json"
    assert read_user_file(path) is None
    write_user_file(path, Value("a"))
    write_user_file(path, Value("b"))
    assert decoded(read_user_file(path) or b"", Value) == Value("b")
    assert [*path.parent.iterdir()] == [path]
    if os.name == "posix":
        modes = [folder.stat().st_mode & 0o077 for folder in (path.parent, tmp_path / "a")]
        assert modes == [0, 0]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"words": 1}', b"[" * 100_000])
def test_other_content_is_refused(content: bytes) -> None:
    """No JSON, JSON of a different type, and JSON that nests too deep."""
    with pytest.raises(ValueError, match=r"\w"):
        decoded(content, Value)


def test_only_a_regular_file_of_a_size_is_read(tmp_path: Path) -> None:
    """A folder or a file larger than any that is written is named with its fault."""
    with pytest.raises(UserFileError, match="not a file"):
        read_user_file(tmp_path)
    (tmp_path / "large").write_bytes(b" " * (MAX_FILE_BYTES + 1))
    with pytest.raises(UserFileError, match="larger than 1 MB"):
        read_user_file(tmp_path / "large")


@needs_permissions
def test_a_folder_without_permission_is_told(tmp_path: Path) -> None:
    """Where the user may not write, the reason is that of the system."""
    tmp_path.chmod(0o500)
    with pytest.raises(UserFileError, match="cannot be written: permission denied"):
        write_user_file(tmp_path / "value.json", Value("a"))
