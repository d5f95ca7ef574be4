"""Out and in again: what is exported as JSON is the same record once it is imported."""

from pathlib import Path

import msgspec
import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.imports import FORMATS as IMPORT_FORMATS
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.printed.view import View
from incident_tui.record.model import Record
from incident_tui.record.reading import read_record
from incident_tui.review.lens import Lens
from incident_tui.samples import EXERCISE, data_folder

RECORDS = sorted(path.name for path in data_folder().glob("*.yaml"))


def there_and_back(path: Path, folder: Path) -> Record:
    """The record of what is imported from what is exported."""
    exported = folder / "exported.json"
    pieces = FORMATS["json"].load()(View(Lens(chronology_of(read_record(path)))))
    exported.write_text("".join(pieces), "utf-8")
    found = IMPORT_FORMATS["json"].load().read([exported], Wishes(folder=folder / "record"))
    outcome = RecordFolder(folder / "record").write(found, Wishes(), "exported")
    assert not outcome.rejected
    reading = read_record(folder / "record")
    assert reading.record
    assert reading.problems == ()
    return reading.record


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_comes_back_the_same(name: str, tmp_path: Path) -> None:
    """Every object and every field of it, in its order."""
    before = read_record(data_folder() / name).record
    assert there_and_back(data_folder() / name, tmp_path) == before


def test_a_record_with_calls_comes_back_the_same(tmp_path: Path) -> None:
    """Its calls are entries of the timeline then; the texts of its sources stay where they were."""
    reading = read_record(data_folder() / EXERCISE)
    assert reading.record
    after = there_and_back(data_folder() / EXERCISE, tmp_path)
    calls = map(reading.calls.entry, reading.calls.rows)
    assert [*after.timeline] == [*reading.record.timeline, *calls]
    bare = {"timeline": (), "calls": (), "sources": ()}
    assert msgspec.structs.replace(after, **bare) == msgspec.structs.replace(reading.record, **bare)
    assert [one.id for one in after.sources] == [one.id for one in reading.record.sources]
