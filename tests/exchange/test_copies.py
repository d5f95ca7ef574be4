"""The file of copied texts: nothing copied is lost, and nobody else reads it."""

import stat
import sys
import tempfile
from pathlib import Path

import platformdirs
import pytest

from incident_tui.exchange.copies import FULL_NAME, MAX_BYTES, NAME, keep_copy


def test_each_text_is_added() -> None:
    """In the state folder of the user, an empty line between two texts."""
    before = keep_copy("One “quoted”")
    assert keep_copy("Two\nlines") == before
    assert before.parent == platformdirs.user_state_path("incident-tui", appauthor=False)
    assert before.read_text("utf-8").endswith("One “quoted”\n\nTwo\nlines\n\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions there")
def test_only_the_user_may_read_it(tmp_path: Path) -> None:
    """The file, and the folder that is made for it."""
    path = keep_copy("text", tmp_path / "state")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_full_file_is_put_aside(tmp_path: Path) -> None:
    """The texts of the full file stay, in a file with another name."""
    (tmp_path / NAME).write_bytes(b"x" * MAX_BYTES)
    assert keep_copy("next", tmp_path).read_text() == "next\n\n"
    assert (tmp_path / FULL_NAME).stat().st_size == MAX_BYTES


def test_without_the_folder_the_text_is_in_a_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be made, as a file has its name, loses no text."""
    (tmp_path / "state").write_text("a file")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    path = keep_copy("kept", tmp_path / "state")
    assert path.parent == tmp_path
    assert path.read_text() == "kept\n\n"
