"""What turning a record into other formats costs, beside reading it."""

import os
import subprocess
from pathlib import Path

import pytest

from benchmarks.conversions import EXPORTED, HEAD, Work, cost, rows, works
from benchmarks.traffic import write

CALLS = 30


@pytest.mark.thorough
def test_there_is_a_row_for_each_piece_of_work(tmp_path: Path) -> None:
    """The first is reading, which all others are told as multiples of; what is written is there."""
    write(tmp_path / "record", CALLS)
    found = [*rows(works(tmp_path / "record", tmp_path), CALLS)]
    assert [row[0] for row in found] == [
        "read and check",
        *(f"export to {one}" for one in EXPORTED),
        "import from jsonl",
        "import from csv",
    ]
    assert all(len(row) == len(HEAD) for row in found)
    assert (found[0][2], found[0][5]) == ("1.00", "1.00")
    assert {one.stem for one in tmp_path.glob("exported-*")} == {
        f"exported-{one}" for one in EXPORTED
    }
    assert all(one.stat().st_size > CALLS for one in tmp_path.glob("exported-*"))


def test_what_fails_has_no_cost() -> None:
    """A figure of work that was not done would be wrong."""
    with pytest.raises(subprocess.CalledProcessError):
        cost(Work("nothing", ("export", "--to", "csv", os.devnull + "/none")))
