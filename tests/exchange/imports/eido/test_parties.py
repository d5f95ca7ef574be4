"""The agencies, people and units of an EIDO, and the statuses that units came to."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.eido.documents import AGENCIES, AGENTS
from incident_tui.exchange.imports.eido.parties import agency_items, agent_items
from incident_tui.exchange.imports.eido.references import References
from incident_tui.exchange.imports.landing.protocol import Found, ImportedItem, Wishes
from incident_tui.record.vocabulary import UNIT_STATUSES
from tests.exchange.imports.eido.reading import by_id, documents_of, found_of, update
from tests.exchange.imports.eido.samples import component, eido, jcard
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


@pytest.mark.parametrize(
    ("types", "kind"),
    [
        (["psap"], "psap"),
        (["fire.forest"], "fire"),
        (["coroner", "Sheriff"], "law"),
        (["coroner"], None),
        ([], None),
    ],
)
def test_the_kind_of_an_agency(tmp_path: Path, types: list[str], kind: str | None) -> None:
    """The first type that a record has a kind for; every type stays in the note."""
    agency = component("a", "21:04:00", agencyType=types)
    documents, _ = documents_of(tmp_path, eido(agencyComponent=[agency]))
    [item] = documents.each(AGENCIES)
    [found] = agency_items(item, References(documents, Wishes()))
    assert isinstance(found, ImportedItem)
    assert found.value.get("kind") == kind
    assert found.value.get("note", "") == "\n".join(f"type: {one}" for one in types)


@pytest.mark.parametrize(
    ("fields", "called"),
    [
        ({"agentJcard": jcard("R. Tansley")}, {"name": "R. Tansley"}),
        ({"agentJcard": "call 555"}, {"label": "agent x", "named": False}),
        ({}, {"label": "agent x", "named": False}),
    ],
)
def test_an_agent_is_called(tmp_path: Path, fields: dict[str, Any], called: dict[str, Any]) -> None:
    """By the name on the card, or by a label that says no more than is known."""
    agent = component("x", "21:04:00", **fields)
    documents, _ = documents_of(tmp_path, eido(agentComponent=[agent]))
    references = References(documents, Wishes())
    [item] = documents.each(AGENTS)
    [person] = agent_items(item, references)
    assert {key: person.value[key] for key in called} == called
    assert ("name" in person.value) is ("name" in called)
    assert references.names["agent-x"] == next(iter(called.values()))
