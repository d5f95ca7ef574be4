"""What importing logs of dispatch costs, beside a script that reads the same rows."""

from itertools import islice
from pathlib import Path

import pytest

from benchmarks.dispatch_logs import HEAD, LOGS, rows, write_logs
from benchmarks.traffic import Week

ROWS = 40


@pytest.mark.thorough
def test_there_is_a_row_for_each_log(tmp_path: Path) -> None:
    """The first is the script; an import whose rows are not all kept would fail."""
    write_logs(tmp_path / "logs", ROWS)
    found = [*rows(tmp_path / "logs", tmp_path / "records", ROWS)]
    assert [row[0] for row in found[1:]] == [f"import {name}" for name in LOGS]
    assert all(len(row) == len(HEAD) for row in found)
    assert {path.name for path in (tmp_path / "records").iterdir()} == LOGS.keys()


@pytest.mark.parametrize("name", LOGS)
def test_the_rows_of_a_log_fit_its_header(name: str) -> None:
    """A cell for each name, and a row for each call."""
    header, *below = LOGS[name][0](islice(iter(Week(ROWS)), ROWS))
    assert len(below) == ROWS
    assert {len(cells) for cells in below} == {len(header)}
