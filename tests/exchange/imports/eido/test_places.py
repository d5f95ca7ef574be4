"""The locations of an EIDO, with their cross streets."""

from pathlib import Path

from tests.exchange.imports.eido.reading import about, by_id, found_of, update
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
