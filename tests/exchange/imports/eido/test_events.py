"""The incident, calls, dispatches, notes and links of an EIDO."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.landing.protocol import Found
from tests.exchange.imports.eido.reading import by_id, found_of
from tests.exchange.imports.eido.samples import component, eido
from tests.exchange.imports.imported import section

UPDATED = "when the EIDO's component was last updated"


def test_the_incident(found: list[Found]) -> None:
    """The incident has its type, status, place, owner and the day of its first call."""
    (incident,) = section(found, "incident")
    assert incident["type"] == "STRUCTURE_FIRE"
    assert incident["status"] == "Active"
    assert (incident["location"], incident["lead_agency"]) == ("hall", "fire.weirfalls.example")
    assert incident["date"] == "2024-05-04"


def test_an_eido_without_its_incident_component(tmp_path: Path) -> None:
    """An EIDO that only updates something still says which incident it is of."""
    found = found_of(tmp_path, eido(incidentComponent=None))
    (incident,) = section(found, "incident")
    assert incident["id"].startswith("urn-emergency-uid-incidentid-17")
    assert (incident["lead_agency"], incident["date"]) == ("fire.weirfalls.example", "2024-05-04")


def test_calls_are_received_and_answered(found: list[Found]) -> None:
    """A call is an entry at its start, with those on it; its answer is another."""
    entries = by_id(found, "timeline")
    call, answer = entries["call-call-1"], entries["call-call-1-answered"]
    assert (call["kind"], call["time"]) == ("phone_call", "2024-05-04T21:04:11.5-05:00")
    assert call["text"] == "Incoming call: emergency; callAnswered\nverstat: TN-Validation-Passed"
    assert call["people"] == ["person-caller", "agent-taker"]
    assert (call["agency"], call["location"]) == ("psap.weirfalls.example", "hall")
    assert (call["milestone"], answer["milestone"]) == ("call_received", "call_answered")
    assert answer["time"] == "2024-05-04T21:04:15-05:00"


def test_dispatches_statuses_and_notes(found: list[Found]) -> None:
    """What is known only by when it was updated is approximate; a note stands when it was made."""
    entries = by_id(found, "timeline")
    dispatch = entries["dispatch-dispatch-1-engine"]
    assert dispatch["time"] == {"at": "2024-05-04T21:06:00-05:00~", "basis": UPDATED}
    assert (dispatch["text"], dispatch["units"]) == ("Dispatched: Engine 1", ["engine"])
    (status,) = [one for one in entries.values() if one["kind"] == "unit_status"]
    assert status["text"] == "Engine 1: EnRoute, NotAvailable"
    assert status["effects"] == [{"unit": "engine", "status": "EnRoute"}]
    note = entries["notes-note-1"]
    assert note["text"] == "Smoke from the plant room & an odor"
    assert note["time"] == "2024-05-04T21:05:20-05:00"
    assert note["speaker"] == {"person": "agent-taker"}


def test_linked_incidents_and_what_has_no_place(found: list[Found]) -> None:
    """A link is a related incident; a component that a record has no place for is a note."""
    (related,) = section(found, "related")
    assert related["relation"] == ["parent"]
    assert related["summary"].startswith("the same storm")
    van = by_id(found, "timeline")["vehicle-van"]
    assert "ncVehicleComponent.colorPrimary.value: white" in van["text"]


@pytest.mark.parametrize(
    ("code", "relations", "notes"),
    [("RELATED", [["compared_by_source"]], 0), ("UNLINK", [], 1), (5, [], 1), (None, [], 1)],
)
def test_links(tmp_path: Path, code: object, relations: list[Any], notes: int) -> None:
    """A link that relates nothing is a note."""
    link = component("l", "21:08:00", incidentTrackingIdentifier="16", linkDirectionCode=code)
    found = found_of(tmp_path, eido(linkComponent=[link]))
    assert [one["relation"] for one in section(found, "related")] == relations
    assert ("link-l" in by_id(found, "timeline")) is bool(notes)
