"""The columns of a table that this program exported, in CSV and in a workbook."""

import pytest

from incident_tui.exchange.exports.columns import EntryRow
from incident_tui.exchange.exports.xlsx.entries import READ_BACK
from incident_tui.exchange.imports.tables.own_columns import OwnColumns, is_own_export

MARKS = ("id", "kind", "notation", "earliest", "latest", "text")


@pytest.mark.parametrize(
    ("header", "is_own"),
    [
        (MARKS, True),
        (EntryRow._fields, True),
        ([*MARKS[:3], "earliest [America/Chicago]", "latest [Europe/Berlin?]", " text "], True),
        (MARKS[1:], False),
        (["time", "unit", "text"], False),
        ([], False),
    ],
)
def test_a_header_of_ours_is_known(header: tuple[str, ...], is_own: bool) -> None:
    """By six names, with zones or without."""
    assert is_own_export(header) is is_own


def test_a_workbook_has_ids_beside_names() -> None:
    """CSV has the names alone."""
    assert OwnColumns((*MARKS, *READ_BACK)).has_ids
    assert not OwnColumns(EntryRow._fields).has_ids


@pytest.mark.parametrize(
    ("title", "text", "cell"),
    [
        ("latest [America/Chicago]", "2024-02-29 13:12", "2024-02-29T13:12-06:00"),
        ("latest [America/Chicago?]", "2024-07-01 13:12:07.250", "2024-07-01T13:12:07.250-05:00"),
        ("latest [UTC]", "2024-02-29 13:12:07", "2024-02-29T13:12:07Z"),
        ("latest [America/Chicago]", "2024-02-29", "2024-02-29T00:00-06:00"),
        # A moment that a spreadsheet has no date for is a text with its offset.
        ("latest [America/Chicago]", "1815-06-18T12:00:00+00:00", "1815-06-18T12:00:00+00:00"),
        ("latest [America/Chicago]", "2024-02-30 13:12", "2024-02-30 13:12"),
        ("latest [America/Chicago]", "soon", "soon"),
        ("latest [Nowhere/At all]", "2024-02-29 13:12", "2024-02-29 13:12"),
        ("latest [../zone]", "2024-02-29 13:12", "2024-02-29 13:12"),
        ("latest", "2024-02-29 13:12", "2024-02-29 13:12"),
    ],
)
def test_a_date_has_the_zone_of_its_title(title: str, text: str, cell: str) -> None:
    """On the clocks there; what is no date stays as it is."""
    assert OwnColumns(["id", title]).cells(["e", text]) == {"id": "e", "latest": cell}


def test_an_empty_cell_is_none() -> None:
    """Nor are cells beyond the columns."""
    assert OwnColumns(["id", "text"]).cells(["", "x", "y"]) == {"text": "x"}
    assert OwnColumns(["id", "text"]).cells([]) == {}
