"""The locations of an EIDO, with their cross streets."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.eido.documents import LOCATIONS
from incident_tui.exchange.imports.eido.places import location_items
from incident_tui.exchange.imports.eido.references import References
from incident_tui.exchange.imports.landing.protocol import Wishes
from tests.exchange.imports.eido.reading import about, by_id, documents_of, found_of, update
from tests.exchange.imports.eido.samples import component, eido, ref
from tests.exchange.imports.imported import assert_sound


def test_cross_streets_and_several_places(tmp_path: Path) -> None:
    """A cross street is a field; a second place of a call is told in its text."""
    hall = update(
        "hall", "21:05:00", crossStreetByValue=["<a><RD>Elm</RD></a>", "<a><RD>Oak</RD></a>"]
    )
    gate = component("gate", "21:05:00", locationByReferenceUrl="https://lis.example/1")
    call = update("call-1", "21:05:00", locationReference=[ref("hall"), ref("#gate")])
    found = found_of(tmp_path, eido(locationComponent=[hall, gate], callComponent=[call]))
    assert by_id(found, "locations")["hall"]["cross_street"] == "Elm"
    entries = by_id(found, "timeline")
    assert "crossStreetByValue: Oak" in about(entries, "location-hall")
    assert "locationByReferenceUrl: https://lis.example/1" in about(entries, "location-gate")
    assert "also at gate" in entries["call-call-1"]["text"]
    assert_sound(found)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"text": "here"}),
        ({"locationDescriptionText": "Hall"}, {"text": "Hall"}),
        ({"locationByValue": "<a><RD>Elm</RD></a>"}, {"text": "Elm", "street": "Elm"}),
        (
            {"locationByValue": "<a><RD>Elm</RD></a>", "locationDescriptionText": "Hall"},
            {"text": "Hall, Elm", "street": "Elm"},
        ),
        (
            {"locationTypeDescriptionRegistryText": "CurrentIncident"},
            {"text": "here", "kind": "CurrentIncident"},
        ),
        (
            {"intersectingStreetByValue": "<a><RD>Oak</RD></a>"},
            {"text": "here", "cross_street": "Oak"},
        ),
        ({"locationByValue": "no xml"}, {"text": "here"}),
    ],
)
def test_a_location(tmp_path: Path, fields: dict[str, Any], expected: dict[str, str]) -> None:
    """The text of a location has the description and the address; without both, the `$id`."""
    place = component("here", "21:05:00", **fields)
    documents, _ = documents_of(tmp_path, eido(locationComponent=[place]))
    references = References(documents, Wishes())
    [item] = documents.each(LOCATIONS)
    [location] = location_items(item, references)
    value = dict(location.value)
    assert (value.pop("id"), bool(value.pop("cite"))) == ("here", True)
    value.pop("precision", None)
    assert value == expected
    assert references.names == {"here": expected["text"]}
