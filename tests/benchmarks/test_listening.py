"""What finding a place in a long recording costs."""

from pathlib import Path

import pytest

from benchmarks.listening import HEAD, RECORDINGS, Recording, measure, write

HOURS = 0.02


@pytest.mark.thorough
@pytest.mark.parametrize("recording", RECORDINGS, ids=lambda recording: recording.name)
def test_every_place_is_found(recording: Recording, tmp_path: Path) -> None:
    """A figure of a wrong place would be wrong: each is checked by its burst."""
    write(tmp_path / recording.name, recording, HOURS)
    row = measure(tmp_path / recording.name)
    assert len(row) == len(HEAD)
    assert row[0] == f"{recording.name}, 0.0 h"
    assert float(row[-1]) < 20
