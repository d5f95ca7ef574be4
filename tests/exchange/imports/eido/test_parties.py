"""The agencies, people and units of an EIDO, and the statuses that units came to."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.landing.protocol import Found
from incident_tui.record.vocabulary import UNIT_STATUSES
from tests.exchange.imports.eido.reading import by_id, found_of, update
from tests.exchange.imports.eido.samples import eido
from tests.exchange.imports.imported import section


def test_agencies_people_and_units(found: list[Found]) -> None:
    """They have their names and roles; what a record has no word for stays in a note."""
    agencies, people = by_id(found, "agencies"), by_id(found, "people")
    fire = agencies["fire.weirfalls.example"]
    assert (fire["name"], fire["kind"]) == ("Weir Falls Fire", "fire")
    assert [one["role"] for one in fire["roles"]] == ["Dispatched"]
    assert fire["note"].split("\n") == ["role: Hosting", "type: fire.forest"]
    assert people["person-caller"]["name"] == "Mara Osier"
    assert people["person-caller"]["age"] == 41
    assert people["person-caller"]["roles"] == ["Caller", "Other"]
    assert "hairColor.value: grey" in people["person-caller"]["note"]
    assert people["person-someone"]["label"] == "Witness (unnamed)"
    assert people["agent-taker"]["occupation"] == "Call Taking"
    (unit,) = section(found, "units")
    assert (unit["call_sign"], unit["agency"]) == ("Engine 1", "fire.weirfalls.example")


STATUSES = [
    (["EnRoute", "Hospital"], "EnRoute"),
    (["Arrived", "Hospital"], "Hospital"),
    (["OnScene", "Staging"], "Staging"),
    (["AssignmentCancelled"], "Canceled"),
    (["PatientContact"], "AtPatient"),
    (["Meal"], None),
]


@pytest.mark.parametrize(("words", "status"), STATUSES)
def test_secondary_statuses(tmp_path: Path, words: list[str], status: str | None) -> None:
    """Of several statuses that a unit has at once, the one that says most; none is guessed."""
    engine = update("engine", "21:12:00", secondaryUnitStatusRegistryText=words)
    found = found_of(tmp_path, eido(emergencyResourceComponent=[engine]))
    (entry,) = [one for one in section(found, "timeline") if one["kind"] == "unit_status"]
    effects = [{"unit": "engine", "status": status}] if status else None
    assert entry.get("effects") == effects
    assert status is None or status in UNIT_STATUSES
