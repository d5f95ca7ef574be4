"""No raw value of the vocabulary reaches a reader of an export; data keeps the record's values."""

import csv
import io
import json
import re
from collections.abc import Iterable
from xml.etree import ElementTree

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.exchange.exports.located import located
from tests.exchange.exports.reports import Make, exercise, independence
from tests.test_plain_words import EVERY_VALUE, RAW, milestones_of

FOR_PEOPLE = ["markdown", "html", "aar", "aar-html", "ics214", "timelinejs", "ical"]


def every_value() -> Lens:
    """A record with every value of the vocabulary."""
    return Lens(chronology_of(read_bytes(EVERY_VALUE.encode(), "record.yaml")))


def raw_values(text: str, more: Iterable[str] = ()) -> list[str]:
    """The raw values that stand in a text as words, of the vocabulary and of `more`."""
    words = set(re.findall(r"\w+", text.replace("\\_", "_")))
    return [value for value in (*RAW, *more) if value in words]


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_reader_meets_plain_words(name: str) -> None:
    """Of kinds, roles, statuses, relations, aid, basis and the rest."""
    assert raw_values("".join(FORMATS[name].load()(View(every_value())))) == []


@pytest.mark.parametrize("make", [independence, exercise])
@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_a_reader_of_a_bundled_record_meets_plain_words(name: str, make: Make) -> None:
    """Of milestones too; a note of a source may quote the values."""
    lens = Lens(make())
    quoted = " ".join(source.note for source in lens.sources())
    found = raw_values("".join(FORMATS[name].load()(View(lens))), milestones_of(lens))
    assert set(found) <= set(re.findall(r"\w+", quoted))


def test_the_message_of_an_event_is_plain_and_its_columns_are_not() -> None:
    """Timesketch shows the message to a reader; the columns are for queries."""
    text = "".join(FORMATS["timesketch"].load()(View(every_value())))
    events = [json.loads(line) for line in text.splitlines()]
    assert raw_values(" ".join(event["message"] for event in events)) == []
    assert {"radio_call", "cad_event"} <= {event["kind"] for event in events}


def test_the_words_of_a_placemark_are_plain_and_its_data_is_not() -> None:
    """A globe shows name and description to a reader; the data is for programs."""
    lens = every_value()
    kml = ElementTree.fromstring(
        "".join(FORMATS["kml"].load()(View(Lens(located(lens.chronology)))))
    )
    texts = {
        name: " ".join(
            one.text or "" for one in kml.iter(f"{{http://www.opengis.net/kml/2.2}}{name}")
        )
        for name in ("name", "description", "value")
    }
    assert raw_values(f"{texts['name']} {texts['description']}") == []
    assert {"radio_call", "cad_event"} <= set(texts["value"].split())


def test_a_table_keeps_the_values_of_the_record() -> None:
    """A program reads them."""
    text = "".join(FORMATS["csv"].load()(View(every_value())))
    table = [*csv.DictReader(io.StringIO(text, newline=""))]
    assert {"radio_call", "cad_event"} <= {row["kind"] for row in table}
    assert {row["effects"] for row in table} == {"E5 → OnScene; A → AtPatient"}
