"""Files are replaced whole or not at all."""

import os
from pathlib import Path

import pytest

from incident_tui.record.files import replacing


def test_a_file_is_there_once_all_is_written(tmp_path: Path) -> None:
    """Until then the old one is, and nothing is left beside it."""
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with replacing(path, overwrite=True) as file:
        file.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["file"]


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_what_fails_changes_nothing(
    there: bool, error: type[BaseException], tmp_path: Path
) -> None:
    """Neither a file that was there nor its folder."""
    path = tmp_path / "file"
    if there:
        path.write_bytes(b"old")

    def fail() -> None:
        with replacing(path, overwrite=True) as file:
            file.write(b"new")
            raise error

    with pytest.raises(error):
        fail()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"old"] * there


def test_a_file_that_came_meanwhile_is_kept(tmp_path: Path) -> None:
    """It is somebody else's, unless it was said that it may go."""
    path = tmp_path / "file"

    def late() -> None:
        with replacing(path, overwrite=False) as file:
            file.write(b"new")
            path.write_bytes(b"theirs")

    with pytest.raises(FileExistsError):
        late()
    assert (os.listdir(tmp_path), path.read_bytes()) == (["file"], b"theirs")
