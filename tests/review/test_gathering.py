"""Chronologies of calls: those of the same entries in the timeline, at once and step by step."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tui.review.gathering import chronology_of
from tests.review.growth import at_once, check_equal, reader_of, stages
from tests.review.strategies import records


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a record."""
    return tmp_path_factory.mktemp("record")


@settings(max_examples=200, deadline=None)
@given(records(8), st.integers(0, 8))
def test_calls_are_entries_of_the_timeline(
    folder: Path, sections: dict[str, str], count: int
) -> None:
    """Whichever of its entries are calls, a record has the chronology of all in its timeline."""
    check_equal(chronology_of(reader_of(folder, sections, count).read_all()), at_once(sections))


@settings(max_examples=60, deadline=None)
@given(records(8), st.integers(0, 3), st.integers(20, 400))
def test_a_record_that_grows(
    folder: Path, sections: dict[str, str], count: int, block: int
) -> None:
    """After each block of calls the chronology is that of a record that ends there."""
    [*grown] = stages(reader_of(folder, sections, count), block)
    check_equal(grown[-1][1], at_once(sections))
    assert grown[-1][1].complete
    for reading, chronicle in grown[:-1]:
        assert len(chronicle.entries) == len(chronicle.placements) <= len(reading.calls) + count
