"""EIDOs: every component becomes what a record has for it, or stays as text; nothing is lost."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.exchange.imports.landing.protocol import Found, ImportedItem, Passed
from tests.examples import examples
from tests.exchange.imports.eido.reading import by_id, found_of, update
from tests.exchange.imports.eido.samples import component, eido, ref
from tests.exchange.imports.imported import any_json, assert_sound, rejected, section


def test_the_sample_is_a_sound_record(found: list[Found]) -> None:
    """All of it is accepted by the reader of records, and nothing is rejected."""
    assert rejected(found) == []
    reading = assert_sound(found)
    assert reading.record
    assert reading.record.incident.title == "Structure fire"
    chronology = chronology_of(reading)
    state = chronology.state(Subject("unit", "engine"), None, Clock.HAPPENED)
    assert state.status == "EnRoute"


def test_the_zone_of_a_new_record_is_that_of_every_time(tmp_path: Path) -> None:
    """The incident has the zone by the offsets, unless the user names another."""
    [incident] = section(found_of(tmp_path, eido()), "incident")
    assert (incident["timezone"], incident["date"]) == ("Etc/GMT+5", "2024-05-04")
    assert incident["title"] == "Structure fire"
    for wishes in ({"zone_said": True}, {"record_zone": dt.UTC}):
        [incident] = section(found_of(tmp_path, eido(), **wishes), "incident")
        assert "timezone" not in incident


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
    """The earlier and the later value of an agency make a conflict with the status superseded."""
    note = update("note-1", "21:30:00", notesActionComments="Smoke, no fire")
    found = found_of(tmp_path, eido(), eido(notesComponent=[note]))
    (conflict,) = section(found, "conflicts")
    assert (conflict["status"], conflict["affects"]) == ("superseded", ["notes-note-1"])
    assert by_id(found, "timeline")["notes-note-1"]["text"] == "Smoke, no fire"
    assert_sound(found)


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


def test_what_the_record_has_already(tmp_path: Path) -> None:
    """An agency and a unit that are there by name are referred to, and not defined again."""
    wishes = {"agencies": {"weir falls fire": "wffd"}, "units": {"engine 1": "e1"}}
    found = found_of(tmp_path, eido(), **wishes)
    assert [one["id"] for one in section(found, "agencies")] == ["psap.weirfalls.example"]
    assert section(found, "units") == []
    dispatch = by_id(found, "timeline")["dispatch-dispatch-1-e1"]
    assert (dispatch["agencies"], dispatch["units"]) == (["wffd"], ["e1"])
    assert section(found, "incident")[0]["lead_agency"] == "wffd"


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
