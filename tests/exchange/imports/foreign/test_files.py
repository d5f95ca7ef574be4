"""Files of other programs: found in a fixed order, however deep, with what cannot be listed."""

import os
from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign.files import ForeignFile, files
from incident_tui.exchange.imports.landing.protocol import Rejected


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    """Folders and files come as people count; what cannot be listed is told of."""
    for name in ("10/a", "9/b", "9/10", "9/2"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    names = [one.name for one in files([tmp_path]) if isinstance(one, ForeignFile)]
    assert names == ["9/2", "9/10", "9/b", "10/a"]


@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="root may list any folder")
def test_a_closed_folder_is_told_of(tmp_path: Path) -> None:
    """A folder that may not be listed is told of, and the walk goes on."""
    (tmp_path / "closed").mkdir(mode=0)
    (tmp_path / "open").write_text("")
    found = list(files([tmp_path]))
    assert [type(one) for one in found] == [Rejected, ForeignFile]


def test_a_deep_tree_costs_no_stack(tmp_path: Path) -> None:
    """Folders inside each other as far as the system allows are walked."""
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    (deep / "f").write_text("")
    assert len(list(files([tmp_path]))) == 1
