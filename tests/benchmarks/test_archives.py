"""What cutting a part out of an archive costs."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from benchmarks.archives import CALLS_A_SECOND, HEAD, PARTS, TALKGROUPS, fill, rows, server_in

CALLS = 4 * CALLS_A_SECOND * TALKGROUPS


@pytest.mark.thorough
def test_there_is_a_row_for_each_part() -> None:
    """Each part has the calls of its talkgroups, from the middle of the archive to its end."""
    # Not beneath pytest's folder, which the user of the server may not look into.
    with TemporaryDirectory() as folder:
        try:
            address = server_in(Path(folder) / "server")
        except Exception as error:
            pytest.skip(f"no PostgreSQL server can be started here: {error}")
        fill(address, CALLS)
        fill(address, CALLS)  # once is enough
        found = [*rows(address, CALLS, Path(folder))]
    assert [row[0] for row in found] == [part.label for part in PARTS]
    assert all(len(row) == len(HEAD) for row in found)
    assert [row[1] for row in found] == ["20", "100", "1,200", "20"]
