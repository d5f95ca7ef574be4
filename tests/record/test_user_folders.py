"""Folders of the user: those that the system names, and names of files that no stranger chooses."""

import os
from pathlib import Path

import pytest

from incident_tui.record.user_folders import incident_file, user_folder


@pytest.mark.parametrize("kind", ["cache", "config", "data", "state"])
def test_the_folder_is_the_one_that_the_system_names(kind: str) -> None:
    """In tests it is a folder of the test, never the folder of whoever runs the tests."""
    folder = user_folder(kind)  # type: ignore[arg-type]
    assert folder is not None
    if os.name == "posix":
        assert folder == Path(os.environ[f"XDG_{kind.upper()}_HOME"], "incident-tui")


def test_an_id_is_no_path(tmp_path: Path) -> None:
    """The name of a file has no letter of an id."""
    assert incident_file(tmp_path, "../../x").parent == tmp_path
    assert incident_file(tmp_path, "a") != incident_file(tmp_path, "b")
    assert incident_file(tmp_path, "a", ".jsonl").suffix == ".jsonl"
