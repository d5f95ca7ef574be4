"""The parties of a row of an exported table: by names, or by ids with names beside them."""

from typing import Any

import pytest

from incident_tui.exchange.imports.landing.protocol import Origin, Wishes
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.own_parties import OwnParties, Parties

ORIGIN = Origin("export.xlsx#Timeline", 2)
IDS = {
    "agency_id": "ipd",
    "who": "Independence Police",
    "agency_ids": "kcpd; ems",
    "concerns": "Kansas City Police; Ambulance",
    "unit_ids": "car",
    "units": "12",
    "people_ids": "mack",
    "people": "Drexel Mack",
    "location_id": "spot",
    "location": "the spot",
    "speaker_unit": "medic",
    "speaker_label": "a voice",
    "speaker": "M1; a voice",
    "addressed_to": "Command",
    "talkgroup": "1105",
    "talkgroup_tag": "TAC 2",
    "feed": "src",
    "channel": "TAC 2",
}


def read(cells: dict[str, str], is_new: bool = True) -> tuple[Parties, list[dict[str, Any]]]:
    """The parties of a row of a workbook, and what is defined for them."""
    definitions = Definitions(Wishes())
    parties = OwnParties(definitions, is_new).by_ids(cells, ORIGIN)
    return parties, [dict(item.value) for item in (*definitions.new, *definitions.units)]


def test_ids_stand_for_themselves() -> None:
    """A new record has each id with its name; no cell of a name is left."""
    cells = {**IDS, "text": "x"}
    parties, defined = read(cells)
    assert parties == Parties(
        agency="ipd",
        agencies=["kcpd", "ems"],
        units=["car"],
        people=["mack"],
        speaker={"unit": "medic", "label": "a voice", "addressed_to": "Command"},
        channel={"talkgroup": "1105", "talkgroup_tag": "TAC 2", "feed": "src"},
        location="spot",
    )
    assert defined == [
        {"id": "ipd", "name": "Independence Police"},
        {"id": "kcpd", "name": "Kansas City Police"},
        {"id": "ems", "name": "Ambulance"},
        {"id": "car", "call_sign": "12"},
        {"id": "mack", "label": "Drexel Mack"},
        {"id": "spot", "text": "the spot"},
    ]
    assert cells == {"text": "x"}


def test_a_record_that_is_there_defines_its_own_ids() -> None:
    """Nothing is defined anew."""
    parties, defined = read(dict(IDS), is_new=False)
    assert parties.agency == "ipd"
    assert defined == []


def test_a_name_that_is_not_of_one_id_defines_none() -> None:
    """Two names beside one id can be of either."""
    _, defined = read({"agency_id": "ipd", "who": "A; B"})
    assert defined == []


@pytest.mark.parametrize("is_new", [True, False])
def test_names_without_ids_are_typed(is_new: bool) -> None:
    """As in a row that a person has added, and as in CSV."""
    cells = {"who": "Fire", "units": "E1; E2", "location": "here", "speaker": "Engine 1"}
    parties, defined = read(cells | {"channel": "TAC 2", "talkgroup": "1105"}, is_new)
    assert (parties.agency, parties.units) == ("Fire", ["E1", "E2"])
    assert parties.speaker == {"label": "Engine 1"}
    assert parties.channel == {"talkgroup": "1105"}
    assert [one.get("name") or one.get("text") or one["call_sign"] for one in defined] == [
        "Fire",
        "here",
        "E1",
        "E2",
    ]
