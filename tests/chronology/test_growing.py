"""A record that grows is put in order as if it had been read at once."""

from pathlib import Path

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.growing import GrowingRecord
from incident_tui.record.reading import read_record
from tests.chronology.growth import check_equal
from tests.driving import call, folder_of, reader_of


def test_appended_calls_take_their_places_in_time(tmp_path: Path) -> None:
    """Calls later than all others, and earlier ones that arrive late."""
    folder = folder_of(tmp_path, [call(1, 100), call(2, 300)])
    record = GrowingRecord(reader_of(folder))
    for number, second in ((3, 400), (4, 200), (5, 60_000)):
        with (folder / "calls.jsonl").open("ab") as file:
            file.write(b"\n" + call(number, second))
        before = record.chronology
        assert record.read_on()
        assert record.chronology is not before
        check_equal(record.chronology, chronology_of(read_record(folder)))


def test_a_record_that_was_edited_is_not_read_on(tmp_path: Path) -> None:
    """The chronology stays as it was."""
    folder = folder_of(tmp_path, [call(1, 100)])
    record = GrowingRecord(reader_of(folder))
    before = record.chronology
    (folder / "calls.jsonl").write_bytes(call(2, 200))
    assert not record.read_on()
    assert record.chronology is before
