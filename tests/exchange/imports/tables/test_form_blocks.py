"""The blocks of an ICS 214: labels with their values, the names of the log, and the period."""

import pytest

from incident_tui.exchange.imports.tables.form_blocks import (
    Period,
    fields_in,
    is_log_title,
    log_columns,
    period_in,
)


@pytest.mark.parametrize(
    ("cells", "fields"),
    [
        (
            ["1. Incident Name:", "Ridge Fire", "2. Operational Period:", "Date From: 5/14/2024"],
            [("incident", "", 0), ("period", "", 2)],
        ),
        (
            ["3. Name: J. Doe 4. ICS Position: DIVS 5. Home Agency (and Unit): Elm FD"],
            [("name", "J. Doe", 0), ("position", "DIVS", 0), ("agency", "Elm FD", 0)],
        ),
        (
            ["8. Prepared by:", "J. Doe", "Position/Title: DIVS", "Signature:"],
            [("prepared", "", 0), ("position", "DIVS", 2), ("other", "", 3)],
        ),
        (["8. Prepared by: Name: ____"], [("prepared", "", 0), ("name", "", 0)]),
        (["9. Prepared by (Name and Position): J. Roe"], [("prepared", "J. Roe", 0)]),
        (["4. Unit Name/Designators: Hazmat 1"], [("name", "Hazmat 1", 0)]),
        (["incident name"], [("incident", "", 0)]),
        # Words of an activity.
        (["Briefed the crew on the incident name"], []),
        (["0915", "Met the home agency"], []),
        ([""], []),
    ],
)
def test_labels_and_their_values(cells: list[str], fields: list[tuple[str, str, int]]) -> None:
    """Each label has the words behind it in its cell, up to the next label."""
    assert [(one.block, one.value, one.column) for one in fields_in(cells)] == fields


def test_a_line_to_write_on_is_an_answer() -> None:
    """A value is looked for in other cells only where the cell has none, and no line for it."""
    assert [one.is_open for one in fields_in(["3. Name:"])] == [True]
    assert [one.is_open for one in fields_in(["3. Name: ____"])] == [False]
    assert [one.is_open for one in fields_in(["8. Prepared by: Name: ____"])] == [False, False]


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        (["Date/Time", "Notable Activities"], (0, 1)),
        (["Time", "Major Events"], (0, 1)),
        (["Date", "Time (CDT)", "Activity", "Initials"], (1, 2)),
        (["Event", "", "Date/Time:"], (2, 0)),
        (["Date/Time Notable Activities"], (0, 1)),
        (["Time"], None),
        (["Date/Time: 5/14/2024", "Signature:"], None),
        (["0915", "Time of the event"], None),
        (["Name", "ICS Position"], None),
        ([], None),
    ],
)
def test_the_names_of_the_columns_of_a_log(
    cells: list[str], columns: tuple[int, int] | None
) -> None:
    """A column of times and a column of activities, in any order."""
    assert log_columns(cells) == columns


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        *((["7. Activity Log:", ""], True), (["UNIT LOG"], True), (["Activities"], True)),
        *((["Activity log kept by", "Doe"], False), (["0915 Activities"], False)),
    ],
)
def test_the_title_of_a_log(cells: list[str], expected: bool) -> None:
    """It stands alone in its row."""
    assert is_log_title(cells) is expected


@pytest.mark.parametrize(
    ("words", "period"),
    [
        (
            "Date From: 05/14/2024 Date To: 05/15/2024 Time From: 0600 Time To: 1800",
            Period("05/14/2024", "06:00", ("05/15/2024",)),
        ),
        ("From: 5/14/24 0600 To: 5/15/24 0600", Period("5/14/24", "06:00", ("5/15/24",))),
        ("14 May 2024 6:00 – 15 May 2024 6:00", Period("14 May 2024", "6:00", ("15 May 2024",))),
        ("2024-05-14", Period("2024-05-14")),
        ("Not given in the record.", Period()),
        ("0600 to 1800", Period()),
    ],
)
def test_the_operational_period(words: str, period: Period) -> None:
    """The first date and the first time of day are its beginning; without a date there is none."""
    assert period_in(words) == period
    assert period.beginning == f"{period.date} {period.time}".strip()
