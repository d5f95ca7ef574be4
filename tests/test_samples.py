"""The bundled records: where they are, and that each of them is sound."""

from pathlib import Path

import pytest

from incident_tui.record.reading import read_record
from incident_tui.samples import EXERCISE, INDEPENDENCE, bundled_record, data_folder, record_at

pytestmark = pytest.mark.smoke

RECORDS = sorted([*data_folder().glob("*.yaml"), data_folder() / EXERCISE])


def test_there_are_records() -> None:
    """The folder of bundled records is found, and is not empty."""
    assert data_folder().is_dir()
    assert RECORDS


def test_record_that_opens_unasked_is_bundled() -> None:
    """The record that opens when none is named is one of the bundled ones."""
    assert bundled_record() in RECORDS
    assert bundled_record().name == INDEPENDENCE


def test_every_folder_of_records_is_looked_at() -> None:
    """A folder beside the records is one of them."""
    assert {path for path in data_folder().iterdir() if path.is_dir()} <= set(RECORDS)


def test_the_exercise_opens_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bare `exercise` is the bundled one, unless a file or folder of that name is there."""
    monkeypatch.chdir(tmp_path)
    assert record_at("exercise") == data_folder() / EXERCISE
    assert record_at("./exercise") == Path("exercise")
    assert record_at("other") == Path("other")
    Path("exercise").mkdir()
    assert record_at("exercise") == Path("exercise")


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
    folder = path if path.is_dir() else path.parent
    missing = [
        one.record for one in record.related if one.record and not (folder / one.record).is_file()
    ]
    assert missing == []
