"""A map as GeoJSON, held against the rules of RFC 7946."""

import json
from typing import Any

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.columns import EntryRow, entry_row
from incident_tui.exchange.exports.geojson import export
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.located import located, made_located
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.texts import saying, texts
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, PLACES, chronology, entry

RESERVED = {"coordinates", "geometries", "geometry", "properties"}
"""Members that a FeatureCollection must not have (RFC 7946, 7.1)."""


def map_of(lens: Lens, filters: Filters = EVERYTHING) -> dict[str, Any]:
    """The map, as it comes back from its JSON, with what the rules ask of every map."""
    found: dict[str, Any] = json.loads("".join(export(View(lens, filters))))
    assert found["type"] == "FeatureCollection"
    assert not RESERVED & {*found, *found["about"]}
    for feature in found["features"]:
        assert {*feature} == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        assert {*feature["geometry"]} == {"type", "coordinates"}
        assert feature["geometry"]["type"] == "Point"
        longitude, latitude = feature["geometry"]["coordinates"]
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert not set(feature["properties"]) & RESERVED
    assert len({feature["id"] for feature in found["features"]}) == len(found["features"])
    return found


def of_kind(told: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The features of entries, or of places."""
    return [one for one in told["features"] if one["properties"]["feature"] == kind]


def test_an_entry_is_a_point_with_its_columns() -> None:
    """The longitude first; how exact time and place are stands beside them."""
    lens = Lens(
        chronology(
            entry("q1", "13:12~", title="Call", agency="ipd", location="spot", cite="src:L3"),
            rest=AGENCIES + PLACES,
        )
    )
    [feature] = of_kind(map_of(lens), "entry")
    assert feature["id"] == "q1"
    assert feature["geometry"] == {"type": "Point", "coordinates": [-94.4, 39.1]}
    columns = {name: value for name, value in entry_row(lens, 0)._asdict().items() if value}
    assert feature["properties"] == columns | {
        "feature": "entry",
        "name": "about 13:12 · IPD · Call",
        "place": "spot",
        "place_precision": "city",
        "place_note": "the point stands for the city, and no address in it",
    }
    assert columns["notation"] == "13:12~"
    assert (columns["earliest"], columns["latest"]) == (
        "2024-02-29T13:07:00-06:00",
        "2024-02-29T13:17:59.999-06:00",
    )


def test_a_column_and_a_property_of_a_place_have_no_name_in_common() -> None:
    """So that neither hides the other."""
    lens = Lens(chronology(entry("a", "13:15", location="spot"), rest=PLACES))
    [place] = [one for one in of_kind(map_of(lens), "place") if one["id"] == "place spot"]
    assert not {"feature", "name", *place["properties"]} & {*EntryRow._fields} - {"cites"}


def test_entries_come_in_the_order_of_time_and_then_places() -> None:
    """An entry without a time has its place too."""
    lens = Lens(
        chronology(
            entry("late", "14:00", location="spot"),
            entry("never", "unplaced", location="far"),
            entry("early", "13:00", location="far"),
            rest=PLACES,
        )
    )
    told = map_of(lens)
    ids = [feature["id"] for feature in told["features"]]
    assert ids == ["early", "late", "never", "place spot", "place far"]
    assert [one["properties"]["entries"] for one in of_kind(told, "place")] == [1, 2]
    assert "earliest" not in told["features"][2]["properties"]


@pytest.mark.parametrize(
    ("location", "on_map"),
    [("spot", 1), ("far", 1), ("half", 0), ("nowhere", 0), ("", 0)],
)
def test_an_entry_without_coordinates_is_counted(location: str, on_map: int) -> None:
    """Whether it names no place, an unknown place, or a place with half a point."""
    lens = Lens(chronology(entry("a", "13:15", location=location or "''"), rest=PLACES))
    told = map_of(lens)
    assert len(of_kind(told, "entry")) == told["about"]["entries"] == on_map
    assert told["about"]["entries_without_coordinates"] == 1 - on_map
    said = "1 entry without coordinates is not on the map"
    assert (said in told["about"]["words"]) is not bool(on_map)


@pytest.mark.parametrize("make", [independence, exercise])
def test_a_record_without_coordinates_says_so(make: Make) -> None:
    """No place is looked up or made up."""
    told = map_of(Lens(make()))
    assert told["features"] == []
    assert told["about"]["entries_without_coordinates"] == Lens(make()).count
    words = "No place of this record has coordinates: there is nothing to put on a map."
    assert words in told["about"]["words"]
    assert told["about"]["sources"]


def test_the_place_of_the_incident_says_so() -> None:
    """Apart from the places of entries."""
    sections = {
        "format": "incident-record/1",
        "incident": "{id: i, title: T, date: 2024-02-29, timezone: UTC, location: l}",
        "locations": "[{id: l, text: L, lat: 1, lon: 2, street: Elm, cite: s}]",
        "sources": "[{id: s, kind: report}]",
    }
    lens = Lens(chronology_of(read_bytes(as_yaml(sections), "record.yaml")))
    [place] = map_of(lens)["features"]
    assert place["id"] == "place l"
    assert place["properties"] == {
        "feature": "place",
        "name": "L",
        "place": "l",
        "place_precision": "unknown",
        "place_note": "the point stands for the place, how exactly is not said",
        "street": "Elm",
        "cites": "s",
        "entries": 0,
        "of_incident": True,
    }


def test_what_is_not_known_yet_is_not_on_the_map() -> None:
    """Neither the entry nor the place that only it names; both are counted as one entry."""
    chronicle = chronology(
        entry("a", "13:15", kind="radio_call", location="spot", cite="src"),
        entry("b", "13:20", known="15:00", location="far"),
        rest=PLACES,
    )
    told = map_of(Lens(chronicle, chronicle.as_of[1], Clock.KNOWN))
    assert [one["id"] for one in told["features"]] == ["a", "place spot"]
    assert told["about"]["entries_not_known_yet"] == 1
    assert told["about"]["entries_without_coordinates"] == 0
    assert "far away" not in json.dumps(told)


def test_an_exercise_says_so_at_once() -> None:
    """Nobody takes what is made up for what took place."""
    told = map_of(Lens(exercise()))
    assert told["about"]["exercise"] is True
    assert told["about"]["words"][0] == "Exercise: nothing of it took place."


@given(texts())
def test_any_words_come_back_as_they_are(text: str) -> None:
    """Text, title and stated words are values of JSON."""
    features = of_kind(map_of(Lens(located(saying(text, title=text)))), "entry")
    assert [one["properties"].get("text", "") for one in features] == [text, text]
    assert [one["properties"].get("title", "") for one in features] == [text, text]


@given(records())
def test_any_record_is_a_map(sections: dict[str, str]) -> None:
    """A feature for each entry at a place with coordinates, the rest counted."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    lens = Lens(located(chronicle))
    told = map_of(lens)
    assert [one["id"] for one in of_kind(told, "entry")] == [
        lens.outline(position).id for position in range(lens.count)
    ]


@pytest.mark.parametrize("make", [independence, exercise])
def test_every_entry_is_on_the_map_or_counted(make: Make) -> None:
    """Of a record with places: a number for each entry, and none twice."""
    lens = Lens(made_located(make))
    about = map_of(lens)["about"]
    assert about["entries"] > 0
    assert about["entries"] + about["entries_without_coordinates"] == lens.count
