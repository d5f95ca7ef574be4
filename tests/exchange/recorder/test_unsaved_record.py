"""The record of calls that are being recorded: written as it grows, sound at every moment."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.protocol import Found, Wishes
from incident_tui.exchange.imports.trunk_recorder import read
from incident_tui.exchange.recorder.unsaved_record import CALLS_NAME, UnsavedRecord
from incident_tui.record.files import file_state
from incident_tui.record.reading import Reading, read_record
from tests.exchange.recorder.recording import entry_of, record_call


def found_in(*paths: Path) -> list[Found]:
    """The items in files of calls."""
    return [*read(paths, Wishes())]


def reading_of(record: UnsavedRecord) -> Reading:
    """The record as it is on the disk, without a fault."""
    reading = read_record(record.path)
    assert reading.problems == ()
    assert reading.record is not None
    return reading


@pytest.fixture
def record(tmp_path: Path) -> UnsavedRecord:
    """A record of a folder named `calls of a day`."""
    folder = tmp_path / "record"
    folder.mkdir()
    return UnsavedRecord(folder, tmp_path / "calls of a day")


def test_the_record_begins_with_its_first_calls(record: UnsavedRecord, tmp_path: Path) -> None:
    """Its title says that it is not saved; the id is that of an import of the folder."""
    record.add(found_in(record_call(tmp_path, 1)))
    reading = reading_of(record)
    assert reading.record
    incident = reading.record.incident
    assert (incident.id, incident.title) == ("calls-of-a-day", "calls of a day · not saved")
    assert incident.date == dt.date(2024, 2, 29)
    assert [*reading.calls.ids] == [entry_of(1, 0), entry_of(1, 1)]


def test_a_record_without_a_call_is_sound(record: UnsavedRecord) -> None:
    """It waits for the first call."""
    assert record.add([]).read == 0
    assert len(reading_of(record).calls) == 0


def test_calls_are_added_once_and_the_head_stays(record: UnsavedRecord, tmp_path: Path) -> None:
    """With the same radios, only the file of calls grows."""
    first = record_call(tmp_path, 1)
    record.add(found_in(first))
    head = file_state(record.path)
    outcome = record.add(found_in(first, record_call(tmp_path, 2)))
    assert (outcome.kept["timeline"], outcome.rejected) == (2, 0)
    assert file_state(record.path) == head
    assert len(reading_of(record).calls) == 4


def failing(found: list[Found]) -> Iterator[Found]:
    """Items, and then a full disk."""
    yield from found
    raise OSError(28, "No space left on device")


def test_after_a_failure_the_same_calls_are_added(record: UnsavedRecord, tmp_path: Path) -> None:
    """What was not written is not taken for written."""
    record.add(found_in(record_call(tmp_path, 1)))
    found = found_in(record_call(tmp_path, 2))
    with pytest.raises(OSError, match="No space"):
        record.add(failing(found))
    assert len(reading_of(record).calls) == 2
    assert record.add(found).kept["timeline"] == 2
    assert len(reading_of(record).calls) == 4


def test_calls_that_cannot_be_appended_are_added_later(
    record: UnsavedRecord, tmp_path: Path
) -> None:
    """The file of calls is a folder for a while."""
    record.add(found_in(record_call(tmp_path, 1)))
    calls = record.path.parent / CALLS_NAME
    aside = calls.rename(calls.with_name("aside"))
    calls.mkdir()
    found = found_in(record_call(tmp_path, 2))
    with pytest.raises(OSError, match="directory"):
        record.add(found)
    calls.rmdir()
    aside.rename(calls)
    record.add(found)
    assert len(reading_of(record).calls) == 4
