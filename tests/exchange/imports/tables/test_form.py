"""The form ICS 214 in any table: each row of the log, and each block around it, in its place."""

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.foreign.times import at_of
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Rejected, Wishes
from incident_tui.exchange.imports.tables import form_reader
from incident_tui.exchange.imports.tables.form import FormTable
from incident_tui.exchange.imports.tables.log import read_tables
from incident_tui.exchange.imports.tables.table import Row, Table
from tests.exchange.imports.imported import assert_sound, rejected, section

HEAD = [
    ["ACTIVITY LOG (ICS 214)", "", "", ""],
    ["1. Incident Name:", "Ridge Fire", "2. Operational Period:", "Date From: 5/14/2024"],
    ["", "", "", "Time From: 1800"],
    ["3. Name:", "J. Doe", "4. ICS Position:", "DIVS"],
]
LOG = [["7. Activity Log:", "", "", ""], ["Date/Time", "Notable Activities", "", ""]]


class Cells(Table):
    """A table of cells, as a sheet of a workbook."""

    def __init__(self, rows: Sequence[Sequence[str]], title: str = "book.xlsx Sheet1") -> None:
        super().__init__("book.xlsx", title)
        self._rows = rows

    def fault(self) -> str:
        """No fault."""
        return ""

    def rows(self) -> Iterator[Row]:
        """The rows, by their numbers."""
        for line, cells in enumerate(self._rows, 1):
            yield Row(line, ",".join(cells), [*cells])

    def place(self, line: int, column: int) -> str:
        """The place as a workbook names it."""
        return f"{'ABCD'[max(column, 0)]}{line}"


def found_of(*rows: Sequence[str], **wishes: Any) -> list[Found]:
    """The objects that are read from a table of a form."""
    said = Wishes(**wishes)
    found = list(read_tables([FormTable(Cells(rows), said)], [], said))
    assert_sound(found)
    return found


def entries_of(found: list[Found]) -> list[tuple[str, str]]:
    """The times and the words of the entries."""
    return [(at_of(one["time"]), one["text"]) for one in section(found, "timeline")]


def test_a_sheet_with_the_form() -> None:
    """The period dates the log, and the places are those of the table."""
    found = found_of(*HEAD, *LOG, ["2355", "Spot fire", "", ""], ["0010", "Out", "", ""])
    assert entries_of(found) == [("2024-05-14T23:55", "Spot fire"), ("2024-05-15T00:10", "Out")]
    [source] = section(found, "sources")
    cites = [one["cite"] for one in section(found, "timeline")]
    assert cites == [f"{source['id']}:A7", f"{source['id']}:A8"]
    assert source["author"] == "J. Doe"


def test_a_row_without_a_time_belongs_to_the_row_above() -> None:
    """In each of its columns; and a further column stays with its name."""
    names = ["Date/Time", "Notable Activities", "Initials"]
    found = found_of(*HEAD, names, ["1815", "Spot fire", "JD"], ["", "of an acre", ""])
    assert entries_of(found) == [("2024-05-14T18:15", "Spot fire\nof an acre\nInitials: JD")]


def test_a_second_page_begins_a_period_of_its_own() -> None:
    """Its head is around the log again, and its names are no entry."""
    page = [["1. Incident Name:", "Ridge Fire", "2. Operational Period:", "From 5/16/2024 0600"]]
    found = found_of(
        *HEAD,
        *LOG,
        ["1815", "a", "", ""],
        *page,
        *LOG,
        ["0615", "b", "", ""],
        ["0700", "c", "", ""],
    )
    assert rejected(found) == []
    assert entries_of(found) == [
        ("2024-05-14T18:15", "a"),
        ("2024-05-16T06:15", "b"),
        ("2024-05-16T07:00", "c"),
    ]


def test_words_of_an_activity_are_no_block() -> None:
    """Labels and names of columns below the log are its words, unless a row begins with a block."""
    rows = [
        ["1815", "Remarks: none", "", ""],
        ["1816", "8. Prepared by: my crew", "", ""],
        ["1817", "Time check, events noted", "", ""],
        ["Time check", "notes", "", ""],
        ["8. Prepared by:", "J. Poe", "", ""],
    ]
    found = found_of(*HEAD, *LOG, *rows)
    assert [text for _, text in entries_of(found)] == [row[1] for row in rows[:3]]
    [fault] = rejected(found)
    assert (fault.origin.line, "`Time check` is no time" in fault.reason) == (10, True)
    assert section(found, "sources")[0]["author"] == "J. Poe"


@pytest.mark.parametrize(
    ("resource", "units", "people"),
    [
        (["Engine 12", "", "Oak FD"], ["Engine 12"], []),
        (["E-12", "ENGB", ""], ["E-12"], []),
        (["A. Smith", "ENGB", "Oak FD"], [], ["A. Smith"]),
        # Without a number and a position, a name can be of anything.
        (["Dozer", "", "Oak FD"], [], []),
        (["Crew of 5", "ENGB", ""], [], []),
        (["", "ENGB", "Oak FD"], [], []),
    ],
)
def test_resources_are_units_or_people(
    resource: list[str], units: list[str], people: list[str]
) -> None:
    """By the call sign, or by an ICS position; each stays in the note."""
    names = ["Name", "ICS Position", "Home Agency (and Unit)"]
    found = found_of(["6. Resources Assigned:"], names, resource, *LOG, ["5/14/2024 1815", "a"])
    assert [unit["call_sign"] for unit in section(found, "units")] == units
    assert [person["name"] for person in section(found, "people")] == people
    note = section(found, "sources")[0]["note"]
    assert all(cell in note for cell in resource)


@pytest.mark.parametrize(
    ("cell", "time"),
    [
        ("5/14 1815", "2024-05-14T18:15"),
        ("5/14/2024\n1815", "2024-05-14T18:15"),
        ("1815 5/15/24", "2024-05-15T18:15"),
        ("1815-1830", "2024-05-14T18:15..2024-05-14T18:30"),
        ("~1815", "2024-05-14T18:15~"),
        ("915", "2024-05-14T09:15"),
        ("6:15 PM", "2024-05-14T18:15"),
    ],
)
def test_times_as_people_write_them(cell: str, time: str) -> None:
    """A date without a year is of the year of the period."""
    period = ["2. Operational Period: From 5/14/2024"]
    assert entries_of(found_of(period, *LOG, [cell, "a", "", ""])) == [(time, "a")]


def test_a_person_in_two_forms_is_one(tmp_path: Path) -> None:
    """The second form adds nothing to the person, and nothing is put aside."""
    names = ["Name", "ICS Position", "Home Agency (and Unit)"]
    log = [*LOG, ["5/14/2024 1815", "a"]]
    first = [["6. Resources Assigned:"], names, ["A. Smith", "ENGB", ""], *log]
    second = [["ICS 214"], *first]
    said = Wishes(date=dt.date(2024, 5, 14))
    tables = [FormTable(Cells(rows, title), said) for title, rows in (("a", first), ("b", second))]
    outcome = RecordFolder(tmp_path / "record").write(read_tables(tables, [], said), said, "forms")
    assert (outcome.kept["people"], outcome.kept["timeline"], outcome.rejected) == (1, 2, 0)


def test_what_is_too_long_is_put_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that the note or an entry has no room for, each with its place."""
    monkeypatch.setattr(form_reader, "MAX_NOTE_CHARACTERS", 80)
    monkeypatch.setattr(form_reader, "MAX_ENTRY_CHARACTERS", 20)
    found = found_of(
        ["1. Incident Name: Ridge Fire"],
        ["3. Name: " + "J" * 80],
        *LOG,
        ["5/14/2024 1815", "a"],
        ["", "b" * 20],
        ["", "c"],
    )
    assert [one.origin.line for one in rejected(found)] == [2, 6]
    assert entries_of(found) == [("2024-05-14T18:15", "a\nc")]


def test_a_table_without_a_log_is_no_form() -> None:
    """It is rejected as a whole, with what to do."""
    [fault] = found_of(*HEAD)
    assert isinstance(fault, Rejected)
    assert "this is no ICS 214" in fault.reason


def test_a_row_above_the_first_time_is_put_aside() -> None:
    """It belongs to no entry."""
    found = found_of(*HEAD, *LOG, ["", "words", "", ""], ["1815", "a", "", ""])
    assert [one.origin.line for one in rejected(found)] == [7]
