"""The bundled records: where they are, and that each of them is sound."""

from pathlib import Path

import pytest

from incident_tui.record.reading import read_record
from incident_tui.samples import INDEPENDENCE, bundled_record, data_folder

RECORDS = sorted(data_folder().glob("*.yaml"))


def test_there_are_records() -> None:
    """The folder of bundled records is found, and is not empty."""
    assert data_folder().is_dir()
    assert RECORDS


def test_record_that_opens_unasked_is_bundled() -> None:
    """The record that opens when none is named is one of the bundled ones."""
    assert bundled_record() in RECORDS
    assert bundled_record().name == INDEPENDENCE


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_bundled_record_is_sound(path: Path) -> None:
    """A bundled record is read whole and without a problem."""
    reading = read_record(path)
    assert [str(problem) for problem in reading.problems] == []
    assert reading.left_out == ()
    assert reading.record is not None
    assert reading.record.timeline
    assert reading.record.incident.id == path.stem


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.stem)
def test_related_records_are_bundled_too(path: Path) -> None:
    """The record of a related incident that a bundled record names is beside it."""
    record = read_record(path).record
    assert record is not None
    missing = [
        one.record
        for one in record.related
        if one.record and not (path.parent / one.record).is_file()
    ]
    assert missing == []
