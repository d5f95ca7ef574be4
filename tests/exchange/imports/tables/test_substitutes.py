"""Columns in place of those whose cells do not fit their names."""

import pytest

from incident_tui.exchange.imports.tables.contents import contents_of


def fields(text: str, **wanted: str) -> dict[str, str]:
    """From each field to the name of its column."""
    header, *rows = [line.split(",") for line in text.splitlines()]
    columns = contents_of(header, wanted, rows).columns
    return {field: columns.names[at] for field, at in columns.fields.items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Of two columns for the latitude, the one in degrees.
        (
            "Time,X_Coordinate,Y_Coordinate,X,Y\n13:15,6700000,1970000,-121.4,38.5\n",
            {"latitude": "Y"},
        ),
        ("Time,X_Coordinate,Y_Coordinate\n13:15,6700000,1970000\n", {"time": "Time"}),
        # A code beside words.
        ("Time,Call_Type,Description\n13:15,246,SHOTS FIRED\n", {"type": "Description"}),
        ("Time,Problem,Nature_Code\n13:15,Fire,10\n", {"type": "Problem"}),
        ("Time,Call_Type,Notes\n13:15,246," + "a long text " * 9 + "\n", {"text": "Notes"}),
        # A time that is none gives way to the next name.
        (
            "Time,Time on Scene,First Arrived\n2024-02-29 13:15,4102,2024-02-29 13:22\n",
            {"time": "Time"},
        ),
        (
            "Time,Time on Scene,Arrived DtTm\n2024-02-29 13:15,4102,2024-02-29 13:22\n",
            {"on_scene": "Arrived DtTm"},
        ),
        # From and to can be times.
        ("Time,From,To,Message\n13:15,E12,NET,ok\n", {"speaker": "From", "addressed_to": "To"}),
        ("Date,From,To,Message\n2024-02-29,13:15,13:20,ok\n", {"text": "Message"}),
    ],
)
def test_cells_choose_among_the_names(text: str, expected: dict[str, str]) -> None:
    """A field has the likeliest column whose cells fit, or none."""
    found = fields(text)
    assert expected.items() <= found.items()
    assert not ("speaker" in found and "speaker" not in expected)
    assert not ("latitude" in found and "latitude" not in expected)


def test_what_the_user_names_stays() -> None:
    """A column of the user has the field, whatever stands in it."""
    text = "Time,Call_Type,Description\n13:15,246,SHOTS FIRED\n"
    assert fields(text, type="Call_Type")["type"] == "Call_Type"


def test_coordinates_are_no_place() -> None:
    """A column of coordinates gives the degrees, and the address is another one."""
    text = "Time,Location,Block\n13:15,39.10;-84.50,1XX Elm St\n"
    found = fields(text)
    assert (found["coordinates"], found["location"]) == ("Location", "Block")
