"""EIDOs: every component becomes what a record has for it, or stays as text; nothing is lost."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.exchange.imports.eido.incident import read
from incident_tui.exchange.imports.landing.protocol import Found, ImportedItem, Passed, Wishes
from incident_tui.record.vocabulary import UNIT_STATUSES
from tests.examples import examples
from tests.exchange.imports.eido.samples import component, eido, ref
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section

UPDATED = "when the EIDO's component was last updated"


def found_of(tmp_path: Path, *values: object, **wishes: Any) -> list[Found]:
    """What is read of files with these values."""
    paths = []
    for number, value in enumerate(values):
        paths.append(tmp_path / f"{number}.json")
        paths[-1].write_text(json.dumps(value))
    return list(read(paths, Wishes(**wishes)))


def by_id(found: list[Found], name: str) -> dict[str, dict[str, Any]]:
    """The values of a section by their ids."""
    return {one["id"]: one for one in section(found, name)}


def about(entries: dict[str, dict[str, Any]], name: str) -> str:
    """What is told of an object that a record has no field for."""
    return "".join(one["text"] for key, one in entries.items() if key.startswith(f"about-{name}"))


@pytest.fixture
def found(tmp_path: Path) -> list[Found]:
    """What is read of the sample."""
    return found_of(tmp_path, eido())


def test_the_sample_is_a_sound_record(found: list[Found]) -> None:
    """All of it is accepted by the reader of records, and nothing is rejected."""
    assert rejected(found) == []
    reading = assert_sound(found)
    assert reading.record
    assert reading.record.incident.title == "Structure fire"
    chronology = chronology_of(reading)
    state = chronology.state(Subject("unit", "engine"), None, Clock.HAPPENED)
    assert state.status == "EnRoute"


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


def test_every_fact_names_its_source(found: list[Found]) -> None:
    """A citation has the issuer, the component, when it was updated, and by whom."""
    note = by_id(found, "timeline")["notes-note-1"]
    assert note["cite"] == {
        "source": "eido-cad.psap.weirfalls.example",
        "at": "notesComponent note-1 of 2024-05-04T21:05:20-05:00",
        "by": "psap.weirfalls.example",
    }


def update(name: str, clock: str, **fields: Any) -> dict[str, Any]:
    """A component of the sample, updated."""
    for components in eido().values():
        for one in components if isinstance(components, list) else [components]:
            if isinstance(one, dict) and one.get("$id") == name:
                found: dict[str, Any] = one | component(name, clock) | fields
                return found
    raise AssertionError(name)


def test_later_eidos_add_to_the_first(tmp_path: Path) -> None:
    """Statuses of a unit follow each other, whatever the order of the files."""
    later = [
        eido(
            lastUpdateTimeStamp=f"2024-05-04T21:{minute}:00-05:00",
            emergencyResourceComponent=[
                update("engine", f"21:{minute}:00", secondaryUnitStatusRegistryText=statuses)
            ],
        )
        for minute, statuses in (("20", ["Transporting", "Hospital"]), ("12", ["Arrived"]))
    ]
    found = found_of(tmp_path, *later, eido(), eido())
    statuses = [one for one in section(found, "timeline") if one["kind"] == "unit_status"]
    assert [one["effects"][0]["status"] for one in statuses] == [
        "EnRoute",
        "OnScene",
        "Transporting",
    ]
    assert len(section(found, "units")) == 1
    assert len(section(found, "sources")) == 1
    assert [one.reason for one in found if isinstance(one, Passed)] == ["the same EIDO as before"]
    assert section(found, "conflicts") == []
    assert_sound(found)


def test_an_update_by_itself_repeats_nothing(tmp_path: Path, found: list[Found]) -> None:
    """What a later EIDO says again is the same item, citation and all, though it is read alone."""
    engine = update("engine", "21:12:00", secondaryUnitStatusRegistryText=["Arrived"])
    later = eido(
        lastUpdateTimeStamp="2024-05-04T21:12:00-05:00",
        emergencyResourceComponent=[engine],
        notesComponent=[],
    )
    known = {one.value["id"]: one.value for one in found if isinstance(one, ImportedItem)}
    again = [one.value for one in found_of(tmp_path, later) if isinstance(one, ImportedItem)]
    new = [one for one in again if known.get(one["id"]) != one]
    assert [one.get("kind") or one["call_sign"] for one in new] == [
        "Engine 1",
        "unit_status",
        "note",
    ]


def test_alternate_values_are_a_conflict(tmp_path: Path) -> None:
    """What two agencies tell differently stands side by side, open; neither is dropped."""
    fire = {"updatedByAgencyReference": ref("fire.weirfalls.example")}
    other = eido(
        incidentComponent=update(
            "incident", "21:07:00", incidentTypeCommonRegistryText="HAZMAT", **fire
        )
    )
    found = found_of(tmp_path, eido(), other)
    (conflict,) = section(found, "conflicts")
    assert conflict["status"] == "open"
    assert conflict["topic"].startswith("incidentTypeCommonRegistryText of ")
    assert [(one["value"], one["cite"]["by"]) for one in conflict["claims"]] == [
        ("STRUCTURE_FIRE", "psap.weirfalls.example"),
        ("HAZMAT", "fire.weirfalls.example"),
    ]
    assert section(found, "incident")[0]["type"] == "HAZMAT"
    assert_sound(found)


def test_a_correction_by_the_same_agency_is_superseded(tmp_path: Path) -> None:
    """What one agency told first stands beside what it told later, as superseded."""
    note = update("note-1", "21:30:00", notesActionComments="Smoke, no fire")
    found = found_of(tmp_path, eido(), eido(notesComponent=[note]))
    (conflict,) = section(found, "conflicts")
    assert (conflict["status"], conflict["affects"]) == ("superseded", ["notes-note-1"])
    assert by_id(found, "timeline")["notes-note-1"]["text"] == "Smoke, no fire"
    assert_sound(found)


def test_eidos_in_a_message(tmp_path: Path) -> None:
    """EIDOs are found in a list and in a message that conveys them, which is told of."""
    other = eido() | {"$id": "another"}
    message = {"subscriptionId": 5, "eidos": [eido(), other, "x"], "more": {"a": 1}}
    found = found_of(tmp_path, message)
    path = tmp_path / "0.json"
    assert [one.origin.path for one in found if isinstance(one, Passed)] == [
        f"{path}#subscriptionId",
        f"{path}#eidos[2]",
    ]
    faults = {one.origin.path: one.reason for one in rejected(found)}
    assert faults[f"{path}#eidos[1]"].startswith("of another incident, `another`")
    assert f"{path}#more" in faults
    assert len(section(found, "incident")) == 1


@pytest.mark.parametrize(
    ("fields", "where", "reason"),
    [
        (
            {"notesComponent": [component("n", "21:00:00", agentReference=ref("nobody"))]},
            "notesComponent[0].agentReference",
            "refers to `nobody`",
        ),
        # A reference to a component of another kind is none.
        (
            {"notesComponent": [component("n", "21:00:00", agentReference=ref("hall"))]},
            "notesComponent[0].agentReference",
            "refers to `hall`",
        ),
        ({"notesComponent": ["text", None]}, "notesComponent[0]", "no JSON object"),
        ({"locationComponent": 5}, "locationComponent", "no JSON object"),
        (
            {"callComponent": [component("c", "21:00:00", callStartTimestamp="soon")]},
            "callComponent[0].callStartTimestamp",
            "`soon` is no time",
        ),
        (
            {"notesComponent": [component("n", "99:00:00")]},
            "notesComponent[0].lastUpdateTimeStamp",
            "is no time",
        ),
        (
            {
                "locationComponent": [
                    component(
                        "hall", "21:00:00", locationByValue="<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"
                    )
                ]
            },
            "locationComponent[0].locationByValue",
            "entities",
        ),
        (
            {"locationComponent": [component("hall", "21:00:00", crossStreetByValue=["<a>"])]},
            "locationComponent[0].crossStreetByValue[0]",
            "no XML",
        ),
    ],
)
def test_a_part_that_is_wrong(
    tmp_path: Path, fields: dict[str, Any], where: str, reason: str
) -> None:
    """What cannot be read is told of with its path, and the rest of its component is kept."""
    found = found_of(tmp_path, eido(**fields))
    faults = {one.origin.path.partition("#")[2]: one for one in rejected(found)}
    assert reason in faults[where].reason
    assert faults[where].raw
    assert_sound(found)


@pytest.mark.parametrize("value", [{}, [], 5, {"a": [{}]}, None])
def test_a_file_without_an_eido(tmp_path: Path, value: object) -> None:
    """A file that holds no EIDO is told of whole."""
    (fault,) = found_of(tmp_path, value)
    assert "no EIDO" in rejected([fault])[0].reason


def test_times_without_their_own(tmp_path: Path) -> None:
    """A component that was never updated was so before its EIDO; without that it has no time."""
    note = {"$id": "n", "notesActionComments": "a"}
    bare = eido(notesComponent=[note])
    found = found_of(tmp_path, bare)
    assert by_id(found, "timeline")["notes-n"]["time"] == {
        "at": "..2024-05-04T21:09:00-05:00",
        "basis": "the EIDO was updated then",
    }
    del bare["lastUpdateTimeStamp"]
    found = found_of(tmp_path, bare)
    assert by_id(found, "timeline")["notes-n"]["time"] == "unplaced"
    assert_sound(found)


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


def test_what_the_record_has_already(tmp_path: Path) -> None:
    """An agency and a unit that are there by name are referred to, and not defined again."""
    wishes = {"agencies": {"weir falls fire": "wffd"}, "units": {"engine 1": "e1"}}
    found = found_of(tmp_path, eido(), **wishes)
    assert [one["id"] for one in section(found, "agencies")] == ["psap.weirfalls.example"]
    assert section(found, "units") == []
    dispatch = by_id(found, "timeline")["dispatch-dispatch-1-e1"]
    assert (dispatch["agencies"], dispatch["units"]) == (["wffd"], ["e1"])
    assert section(found, "incident")[0]["lead_agency"] == "wffd"


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


def strings_in(value: Any, skipped: tuple[str, ...]) -> list[str]:
    """Every text in a value, but those under some keys."""
    if isinstance(value, dict):
        return [
            text for key in value if key not in skipped for text in strings_in(value[key], skipped)
        ]
    if isinstance(value, list):
        return [text for item in value for text in strings_in(item, skipped)]
    return [value] if isinstance(value, str) else []


def test_no_word_of_the_sample_is_lost(found: list[Found]) -> None:
    """Every text of the sample, but for what joins it, is somewhere in the record."""
    skipped = (
        *("$id", "$ref", "lastUpdateTimeStamp", "eidoVersion", "timeUnitCode", "callIdentifier"),
        *("agencyJcard", "agentJcard", "locationByValue", "notesActionComments"),
    )
    told = json.dumps(
        [one.value for one in found if isinstance(one, ImportedItem)], ensure_ascii=False
    )
    told = told.replace("Incoming", "incoming")
    lost = [text for text in strings_in(eido(), skipped) if text not in told]
    assert lost == []


def places_in(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a value that another value could be put into: its holder and its key."""
    keys = list(value) if isinstance(value, dict) else range(len(value))
    found = []
    for key in keys:
        found.append((value, key))
        if isinstance(value[key], dict | list):
            found += places_in(value[key])
    return found


@examples(60)
@given(st.data())
def test_any_value_in_any_place(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever stands in whatever places of two EIDOs, what is read is a sound record."""
    values = [eido(), eido(lastUpdateTimeStamp="2024-05-04T22:00:00-05:00")]
    for value in values:
        for _ in range(data.draw(st.integers(1, 4))):
            places = places_in(value)
            holder, key = places[data.draw(st.integers(0, len(places) - 1))]
            holder[key] = data.draw(any_json())
    found = found_of(tmp_path_factory.mktemp("eido"), *values)
    assert found
    assert_sound(found)


def test_ids_are_the_same_at_every_import(tmp_path: Path, found: list[Found]) -> None:
    """The same EIDO gives the same items wherever it lies."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    again = found_of(elsewhere, [eido()])
    assert [one.value["id"] for one in found if isinstance(one, ImportedItem)] == [
        one.value["id"] for one in again if isinstance(one, ImportedItem)
    ]
