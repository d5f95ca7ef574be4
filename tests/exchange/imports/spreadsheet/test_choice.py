"""Which sheets of a workbook are read."""

import pytest

from incident_tui.exchange.imports.spreadsheet.choice import listed, sheet_named, why_passed_over
from incident_tui.exchange.imports.spreadsheet.messages import SheetName

SHEETS = [SheetName(name) for name in ("Cover", "Call log", "call LOG", "1", "Notes ")]


@pytest.mark.parametrize(
    ("wanted", "number"),
    [
        ("Call log", 1),
        ("call LOG", 2),
        ("CALL LOG", 1),
        ("cover", 0),
        ("notes", 4),
        ("1", 3),  # a name comes before a number
        ("2", 1),
        ("5", 4),
        ("6", None),
        ("0", None),
        ("-1", None),
        ("²", None),
        ("Log", None),
        ("9" * 5_000, None),
    ],
)
def test_a_sheet_is_found_by_name_or_number(wanted: str, number: int | None) -> None:
    """By its name, in any letters; else by its number from 1."""
    assert sheet_named(wanted, SHEETS) == number


def test_a_sheet_that_is_not_seen_is_passed_over() -> None:
    """A hidden sheet, and a chart, unless they are named."""
    assert why_passed_over(SheetName("a", is_hidden=True)) == "hidden"
    assert why_passed_over(SheetName("a", is_other=True)) == "no table of cells"
    assert why_passed_over(SheetName("a")) == ""


def test_many_names_are_not_all_listed() -> None:
    """A message stays a few lines long."""
    assert listed(["a", "b"]) == "`a`, `b`"
    assert listed(["a"] * 25).endswith("`a` and 5 more")
