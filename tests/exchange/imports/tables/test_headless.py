"""Columns without names: recognised by their cells, and never taken for more than they show."""

import pytest

from incident_tui.exchange.imports.tables.headless import columns_by_cells


def fields(text: str) -> dict[str, str]:
    """The recognised fields of rows between commas, with the numbers of their columns."""
    _, found = columns_by_cells([line.split(",") for line in text.splitlines()])
    return {field: name.removeprefix("column ") for field, name in found.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Moments are the time, whatever else is one; the first, if there are several.
        (
            "2024-05-04 21:04,00:05:32,a fire\n2024-05-04 21:05,00:04:00,b",
            {"time": "1", "text": "3"},
        ),
        ("2024-05-04 21:04,2024-05-04 21:09,fire", {"time": "1", "text": "3"}),
        # A time of day beside a date, or alone, or a date alone.
        ("a fire,05/14/2024,13:15\nb,05/15/2024,13:20", {"time": "3", "date": "2", "text": "1"}),
        ("13:15,E4,on scene", {"time": "1", "unit": "2", "status": "3"}),
        ("13:15,E4,three hurt", {"time": "1", "text": "3"}),
        ("2024-05-04,on scene", {"time": "1", "text": "2"}),
        # A birth dates nothing; of two dates beside a time of day, none is chosen.
        (
            "E7,03/04/1961,2024-02-29,13:15,chest pain\nE8,12/25/1970,2024-02-29,13:20,fall",
            {"time": "4", "date": "3", "text": "5"},
        ),
        (
            "1961-03-24 12:30,2024-02-29 13:15,pain\n1970-03-24 12:30,2024-02-29 13:20,fall",
            {"time": "2", "text": "3"},
        ),
        ("13:15,03/24/1961,chest pain\n13:20,12/25/1970,fall", {"time": "1", "text": "3"}),
        ("2024-02-29,2024-03-01,13:15,fall", {"time": "3", "text": "4"}),
        # The text is neither a unit nor an address.
        ("13:15,Engine 12,left", {"time": "1", "unit": "2", "text": "3"}),
        ("13:15,HLF 20/1,frei", {"time": "1", "unit": "2", "status": "3"}),
        ("13:15,1200 BLOCK OF ELM STREET,fire", {"time": "1", "location": "2", "text": "3"}),
        ("13:15,Engine 12", {"time": "1", "unit": "2"}),
        # The code of a unit is one beside a status alone: it can be a priority.
        ("13:15,P1,Fire alarm\n13:16,P2,Fall", {"time": "1", "text": "3"}),
        ("13:15,Engine 1,Medic 2,left", {"time": "1", "text": "4"}),
        # Coordinates are degrees with four decimals.
        (
            "39.1234,-84.5123,a fire,13:15",
            {"time": "4", "latitude": "1", "longitude": "2", "text": "3"},
        ),
        ("12.50,13.75,a fire,13:15", {"time": "4", "text": "3"}),
        ("99.1234,-84.5123,a fire,13:15", {"time": "4", "text": "3"}),
        # Too little.
        ("1,2,3", {}),
        ("E4,on scene", {"unit": "1", "status": "2"}),
    ],
)
def test_cells_say_what_a_column_holds(text: str, expected: dict[str, str]) -> None:
    """The time, the text and the coordinates are found where the cells leave no doubt."""
    assert fields(text) == expected


def test_every_column_has_a_number() -> None:
    """Rows can have different widths; each of their columns has a name."""
    names, _ = columns_by_cells([["13:15", "a"], ["13:16", "b", "c"], []])
    assert names == ["column 1", "column 2", "column 3"]
    assert columns_by_cells([]) == ([], {})
