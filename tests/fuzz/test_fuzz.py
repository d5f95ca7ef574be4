"""Readers take any input: those that once failed, and a few that nobody has seen."""

from pathlib import Path
from random import Random

import pytest

from tests.fuzz.changes import changed
from tests.fuzz.targets import TARGETS, attempt

KEPT = Path(__file__).parent / "kept"
COUNT = 40
"""Inputs of each target that `make test` makes; `make fuzz` makes as many as its time allows."""


@pytest.mark.thorough
@pytest.mark.parametrize("name", TARGETS)
def test_no_input_breaks_a_reader(name: str) -> None:
    """Inputs made by chance, equal ones in each run, raise nothing and take little time."""
    random = Random(name)
    for _ in range(COUNT):
        attempt(name, changed(random, TARGETS[name].seeds))


@pytest.mark.parametrize("path", sorted(KEPT.glob("*/*")), ids=lambda path: path.parent.name)
def test_an_input_that_once_failed_does_not_again(path: Path) -> None:
    """Each kept input is read by the target that it belongs to."""
    attempt(path.parent.name, path.read_bytes())


def test_each_kept_input_has_a_target() -> None:
    """No folder of kept inputs is passed over."""
    assert {path.parent.name for path in KEPT.glob("*/*")} <= {*TARGETS}
