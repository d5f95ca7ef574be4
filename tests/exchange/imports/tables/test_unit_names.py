"""Names of units: told apart where each part is a name, and no unit is invented."""

import pytest

from incident_tui.exchange.imports.tables.unit_names import is_call_sign, unit_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Engine 1 Ladder 2", ["Engine 1", "Ladder 2"]),
        ("E7, M2", ["E7", "M2"]),
        ("E7/M2", ["E7", "M2"]),
        ("E7 M2\nT3|T4;", ["E7", "M2", "T3", "T4"]),
        ("Engine 12A Medic 3", ["Engine 12A", "Medic 3"]),
        ("HLF 20/1 DLK 23/1", ["HLF 20/1", "DLK 23/1"]),
        ("E7 and M2 & T3+T4", ["E7", "M2", "T3", "T4"]),
        ("12 14 15", ["12", "14", "15"]),
        ("Engine 1, Ladder 2 Truck 4", ["Engine 1", "Ladder 2", "Truck 4"]),
        ("Command, E7", ["Command", "E7"]),
        # A part without a number, or with words of a sentence, is no unit.
        ("Car 54 Where", ["Car 54 Where"]),
        ("ENGINE 7 ON SCENE", ["ENGINE 7 ON SCENE"]),
        ("ENGINE 7 ON CH 2", ["ENGINE 7 ON CH 2"]),
        ("Engine 1 (2)", ["Engine 1 (2)"]),
        ("Engine 7 and 8", ["Engine 7 and 8"]),
        ("Engines 7 8", ["Engines 7 8"]),
        ("3 Engines", ["3 Engines"]),
        ("Search and Rescue 5", ["Search and Rescue 5"]),
        ("E7, 13:15", []),
        (" ; ", []),
        ("", []),
    ],
)
def test_a_list_of_units(text: str, names: list[str]) -> None:
    """Spaces are between units only if each part ends with a number."""
    assert unit_names(text, are_many=True) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        *(("E7; M2", ["E7", "M2"]), ("E7/M2", ["E7", "M2"]), ("HLF 20/1", ["HLF 20/1"])),
        *(("E7 M2", ["E7 M2"]), ("Smith, John", ["Smith, John"]), ("13:15", []), ("", [])),
        *(("LF 20/A", ["LF 20/A"]), ("Engine 7, on scene", ["Engine 7, on scene"])),
    ],
)
def test_a_cell_for_one_unit(text: str, names: list[str]) -> None:
    """It is told apart at marks between units with a number, and at no space."""
    assert unit_names(text, are_many=False) == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        *(("E7", True), ("Engine 12", True), ("HLF 20/1", True), ("1-Adam-12", True)),
        *(("Osier Medic 22", True), ("Unit 5", True), ("Florian Berlin 12/83-1", True)),
        *(("Command", False), ("Caller 2", False), ("Officer 12", False), ("2140", False)),
        *(("Floor 3", False), ("Channel 5", False), ("Engine 1 on scene 2", False)),
        *(("7 and 8", False), ("Engine 7, 8", False), ("13:12", False), ("", False)),
    ],
)
def test_a_call_sign_among_words(text: str, expected: bool) -> None:
    """Words with a number are the call sign of a unit, unless they name a person or a place."""
    assert is_call_sign(text) is expected
