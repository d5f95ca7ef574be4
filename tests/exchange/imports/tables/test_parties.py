"""The place of a row: from an address, from its parts, with coordinates; channel and speaker."""

from typing import Any

import pytest

from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Wishes
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.columns import columns_of
from incident_tui.exchange.imports.tables.definitions import Definitions
from incident_tui.exchange.imports.tables.parties import (
    channel_of,
    coordinates_in,
    parties_of,
    speaker_of,
)
from incident_tui.exchange.imports.tables.table import Row


def cells_of(header: str, row: str) -> RowCells:
    """The cells of a row."""
    return RowCells(columns_of(header.split(";"), {}), Row(2, row, row.split(";")))


def place_of(header: str, row: str) -> tuple[dict[str, Any], list[str]]:
    """The place of a row, and the cells that it leaves."""
    cells = cells_of(header, row)
    definitions = Definitions(Wishes())
    parties_of(cells, definitions, Origin("log", 2))
    places = [dict(one.value) for one in definitions.new if isinstance(one, ImportedItem)]
    return places[0] if places else {}, cells.rest()


@pytest.mark.parametrize(
    ("header", "row", "place"),
    [
        ("Address;City", "1 Elm St;Elmville", {"text": "1 Elm St, Elmville"}),
        (
            "StreetNumber;StreetName;StreetType;City",
            "1;Elm;St;Elmville",
            {"text": "1 Elm St, Elmville"},
        ),
        # A place beside a street is told with it, and an address that has the street alone.
        ("StreetNumber;StreetName;Location", "1;Elm St;Depot", {"text": "1 Elm St, Depot"}),
        ("Location;Lat;Lon", "Depot;39.1;-84.5", {"text": "Depot", "lat": "39.1", "lon": "-84.5"}),
        ("Breitengrad;Längengrad", "51,357;7,463", {"text": "51.357, 7.463", "lat": "51.357"}),
        ("GPS", "(39.10, -84.50)", {"text": "39.10, -84.50", "lat": "39.10", "lon": "-84.50"}),
        # Nothing is at 0, 0, and a number of meters is no degree.
        ("Lat;Lon", "0;0", {}),
        ("Lat;Lon", "3679000;530000", {}),
    ],
)
def test_the_place_of_a_row(header: str, row: str, place: dict[str, str]) -> None:
    """An address, the parts of one, or coordinates; what is no place stays."""
    found, rest = place_of(header, row)
    assert place.items() <= found.items()
    assert bool(found) is bool(place) is not bool([line for line in rest if "Number" not in line])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(39.10, -84.50)", ("39.10", "-84.50")),
        ("39.10;-84.50", ("39.10", "-84.50")),
        ("POINT (-84.50 39.10)", ("39.10", "-84.50")),
        ("95.10, -84.50", None),
        ("39, -84", None),
        ("1 Elm St (39.10, -84.50)", None),
    ],
)
def test_coordinates_in_one_cell(text: str, found: tuple[str, str] | None) -> None:
    """Latitude first, and in WKT longitude first."""
    assert coordinates_in(text) == found


@pytest.mark.parametrize(
    ("header", "row", "speaker"),
    [
        (
            "From Station;To Station;Unit",
            "Engine 1;Command;Engine 1",
            {"unit": "e1", "addressed_to": "Command"},
        ),
        (
            "Speaker;To Station;Unit",
            "Chief;EOC;Engine 1",
            {"label": "Chief", "addressed_to": "EOC"},
        ),
        ("Speaker;Unit", ";Engine 1", {}),
    ],
)
def test_the_speaker_of_a_row(header: str, row: str, speaker: dict[str, str]) -> None:
    """The unit of the row, where the speaker has its name, and else a label."""
    assert speaker_of(cells_of(header, row), ["e1"]) == speaker


@pytest.mark.parametrize(
    ("header", "row", "channel", "rest"),
    [
        ("System;TGID;Channel", "County;3101;TAC 2", ["system", "talkgroup", "talkgroup_tag"], []),
        ("Channel", "FD DISP", ["talkgroup_tag"], []),
        ("Channel", "5", ["talkgroup_tag"], []),
        ("Channel", "154.430", ["frequency"], []),
        ("Frequency", "155", ["frequency"], []),
        ("Talkgroup Tag;Channel", "FD DISP;TAC 2", ["talkgroup_tag"], ["Channel: TAC 2"]),
        ("Talkgroup Tag;Freq", "FD DISP;154.43 MHz", ["talkgroup_tag", "frequency"], []),
        ("System;Text", "County;Hello", [], ["System: County", "Text: Hello"]),
    ],
)
def test_the_channel_of_a_row(header: str, row: str, channel: list[str], rest: list[str]) -> None:
    """A talkgroup or a frequency makes a channel; the name of a system alone makes none."""
    cells = cells_of(header, row)
    assert [*channel_of(cells)] == channel
    assert cells.rest() == rest
