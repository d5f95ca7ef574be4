"""The record as JSON is the record: read again, it is the same, entry for entry."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.whole_record import export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import Reading, read_bytes, read_record
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record, record_at
from tests.chronology.growth import check_equal, reader_of
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry

BUNDLED = sorted(bundled_record().parent.glob("*.yaml"))


def exported(chronicle: Chronology) -> str:
    """A record as one text."""
    return "".join(export(View(Lens(chronicle))))


def again(chronicle: Chronology) -> Reading:
    """What comes of reading what was written, as if it stood where the record stands."""
    return read_bytes(exported(chronicle).encode(), chronicle.path)


@pytest.mark.parametrize("path", BUNDLED, ids=lambda path: path.stem)
def test_a_bundled_record_comes_back(path: Path) -> None:
    """Every value of it, and nothing is wrong with what was written."""
    chronicle = chronology_of(read_record(path))
    reading = again(chronicle)
    assert reading.record == chronicle.record
    assert reading.problems == chronicle.problems == ()


def test_a_record_with_calls_comes_back_in_one_file() -> None:
    """The exercise's calls stand in the timeline, and it is placed and told as before."""
    chronicle = chronology_of(read_record(record_at("exercise")))
    reading = again(chronicle)
    assert reading.record
    assert reading.record.calls == ()
    assert len(reading.record.timeline) == len(chronicle.entries) > len(chronicle.record.timeline)
    assert not reading.problems
    check_equal(chronology_of(reading), chronicle)


@given(records())
def test_any_record_comes_back(sections: dict[str, str]) -> None:
    """Whatever its times and orders, sound or not."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    assert again(chronicle).record == chronicle.record


@given(records(), st.integers(0, 4))
def test_any_record_with_calls_comes_back(sections: dict[str, str], count: int) -> None:
    """As if all of its entries had stood in its timeline."""
    with TemporaryDirectory() as folder:
        chronicle = chronology_of(reader_of(Path(folder), sections, count).read_all())
        text = exported(chronicle)
    found = chronology_of(read_bytes(text.encode(), "record.yaml"))
    assert [*found.entries] == [*chronicle.entries]
    assert [*found.placements] == [*chronicle.placements]


@given(texts())
def test_any_text_comes_back(text: str) -> None:
    """Controls, quotes, line ends, signs of YAML, characters that JSON escapes in two halves."""
    chronicle = saying(text)
    assert again(chronicle).record == chronicle.record


def test_it_is_json_and_ascii_but_for_the_rarest() -> None:
    """An object a line; what lies beyond U+FFFF stands as it is, since YAML cannot join halves."""
    odd = r'"\e[31m é \U0001F600 \" \\ud83d \N 日"'
    chronicle = chronology(entry("e", "13:15", text=odd), rest=AGENCIES)
    text = exported(chronicle)
    assert {one for one in text if not one.isascii()} == {"\U0001f600"}
    said = json.loads(text)["timeline"][0]["text"]
    assert said == '\x1b[31m é \U0001f600 " \\ud83d \x85 日' == chronicle.entries[0].text
    assert json.loads(text)["timeline"] == [json.loads(text.splitlines()[-3])]
    assert again(chronicle).record == chronicle.record
