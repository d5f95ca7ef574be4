"""Agencies, units and places of a log: each is defined once, unless the record has it."""

import pytest

from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import UnitStatusChangeDraft
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Passed, Wishes
from incident_tui.exchange.imports.tables import definitions
from incident_tui.exchange.imports.tables.definitions import Definitions

HERE, THERE = Origin("log.csv", 2), Origin("log.csv", 3)
STEP: UnitStatusChangeDraft = {"status": "OnScene", "time": "13:15", "cite": "s:L2"}


def test_a_name_that_comes_again_is_the_same() -> None:
    """A repeated name has a single id, and a definition at its first place in the log."""
    found = Definitions(Wishes())
    assert [found.agency("Fire Dept", HERE), found.agency("Fire Dept", THERE)] == [
        "Fire-Dept-f9590425"
    ] * 2
    place = found.place("Weir Lane", "", "", HERE)
    assert found.place("Weir Lane", "", "", THERE) == place
    assert found.new == [
        drafts.AGENCIES.item(
            {"id": "Fire-Dept-f9590425", "name": "Fire Dept"},
            HERE,
            Passed(HERE, "the record has this agency"),
        ),
        ImportedItem("locations", {"id": place, "text": "Weir Lane"}, HERE),
    ]


@pytest.mark.parametrize(
    ("text", "latitude", "longitude", "value"),
    [
        ("Hall", "", "", {"text": "Hall"}),
        ("Hall", "39.1", "-94.4", {"text": "Hall", "lat": "39.1", "lon": "-94.4"}),
        ("", "39.1", "-94.4", {"text": "39.1, -94.4", "lat": "39.1", "lon": "-94.4"}),
    ],
)
def test_a_place(text: str, latitude: str, longitude: str, value: dict[str, str]) -> None:
    """Its text, its coordinates or both; another place has another id."""
    found = Definitions(Wishes())
    identity = found.place(text, latitude, longitude, HERE)
    assert found.new[0].value == {"id": identity, **value}
    assert found.place("elsewhere", "", "", HERE) != identity


def test_what_the_record_has_is_not_defined() -> None:
    """Its id there is the id, and nothing is told of it."""
    found = Definitions(Wishes(agencies={"fire dept": "fd"}, units={"e1": "engine-1"}))
    assert found.agency("Fire Dept", HERE) == "fd"
    assert found.unit("E1", "", "fd", HERE) == "engine-1"
    found.add_step("engine-1", STEP)
    assert (found.new, list(found.units)) == ([], [])


def test_a_unit_is_told_with_all_that_it_came_to() -> None:
    """Where it was named first, and with what was known of it then."""
    found = Definitions(Wishes())
    assert [found.unit("E1", "Engine", "fd", HERE), found.unit("E1", "", "", THERE)] == ["E1", "E1"]
    found.unit("T3", "", "", THERE)
    for _ in range(2):
        found.add_step("E1", STEP)
    assert list(found.units) == [
        drafts.UNITS.item(
            {
                "id": "E1",
                "call_sign": "E1",
                "agency": "fd",
                "type": "Engine",
                "status_history": [STEP, STEP],
            },
            HERE,
            Passed(HERE, "the record has this unit"),
        ),
        drafts.UNITS.item(
            {"id": "T3", "call_sign": "T3"}, THERE, Passed(THERE, "the record has this unit")
        ),
    ]


def test_there_is_room_for_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past that, a new one has no id in its section, and no unit has a history."""
    monkeypatch.setattr(definitions, "MAX_DEFINITIONS", 1)
    monkeypatch.setattr(definitions, "MAX_HISTORY_STEPS", 1)
    found = Definitions(Wishes())
    assert [found.unit(name, "", "", HERE) for name in ("E1", "E2", "E1")] == ["E1", "", "E1"]
    assert found.agency("A", HERE) == "A"
    assert found.agency("B", HERE) == ""
    for _ in range(2):
        found.add_step("E1", STEP)
    assert [unit.value for unit in found.units] == [{"id": "E1", "call_sign": "E1"}]
