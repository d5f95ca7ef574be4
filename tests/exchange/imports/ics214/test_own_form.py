"""The exported form: wrapped cells are whole again, times have their day, words their parts."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign.contents import plain_content
from incident_tui.exchange.imports.ics214.own_form import OwnForm

FORM = """ACTIVITY LOG (ICS 214)
+-------------------------------------+----------------------------------------+
| 1. Incident Name:                   | 2. Operational Period:                 |
| Officers shot during an eviction in | Not given in the record.               |
| the northeast                       |                                        |
+------------------------+----------------------+------------------------------+
| Battalion 1 (battalion |                      | Quillen Bend Fire Department |
| chief)                 |                      |                              |
| Osier Medic 22         |                      | Osier County Fire District 2 |
| (ambulance)            |                      |                              |
| Unit 21 (patrol)       |                      | Quillen Bend Police          |
|                        |                      | Department                   |
+--------------------+---------------------------------------------------------+
| Date/Time (CST)    | Notable Activities                                      |
+--------------------+---------------------------------------------------------+
|                    | Times without a date are of Thu 29 Feb 2024.            |
{log}
+--------------------+---------------------------------------------------------+
|                    | NO TIME GIVEN: the sources give no full time for these. |
| no time            | note: x                                                 |
+------------------------------------------------------------------------------+
| Remarks (no block of the form):                                              |
| Short names:                                                                 |
| - IPD: Independence Police                                                   |
| Department                                                                   |
| - Mayor: Mayor of Kansas City                                                |
| Sources:                                                                     |
| - art: News article                                                          |
+------------------------------------------------------------------------------+
"""


def rows_of(folder: Path, *log: tuple[str, str]) -> list[list[str]]:
    """The cells of the rows of a form with these lines in its log."""
    lines = "\n".join(f"| {time:<18} | {words:<55} |" for time, words in log)
    path = folder / "form.txt"
    path.write_text(FORM.format(log=lines))
    return [row.cells for row in OwnForm(plain_content(path)).rows()]


def test_wrapped_cells_are_whole(tmp_path: Path) -> None:
    """In the head, among the resources, and in the remarks."""
    rows = rows_of(tmp_path, ("13:12", "note: x"))
    assert ["Battalion 1 (battalion chief)", "", "Quillen Bend Fire Department"] in rows
    assert ["Osier Medic 22 (ambulance)", "", "Osier County Fire District 2"] in rows
    assert ["Unit 21 (patrol)", "", "Quillen Bend Police Department"] in rows
    assert [
        "1. Incident Name: Officers shot during an eviction in the northeast",
        "2. Operational Period: Not given in the record.",
    ] in rows
    assert ["Date/Time (CST)", "Notable Activities", "kind", "speaker", "agency"] in rows
    assert ["unplaced", "x", "note", "", ""] in rows
    remark = "Remarks (no block of the form):"
    assert [f"{remark} Times without a date are of Thu 29 Feb 2024."] in rows


@pytest.mark.parametrize(
    ("lines", "time"),
    [
        ([("13:12", "note: x")], "29 Feb 2024 13:12"),
        ([("13:12:05~", "note: x")], "29 Feb 2024 13:12:05~"),
        ([("1 Mar 00:10", "note: x")], "1 Mar 2024 00:10"),
        ([("31 Dec 2023 23:50", "note: x")], "31 Dec 2023 23:50"),
        ([("29 Feb?", "note: x")], "29 Feb 2024?"),
        ([("13:00…13:12~", "note: x")], "29 Feb 2024 13:00..29 Feb 2024 13:12~"),
        ([("13:15–13:40", "note: x")], "29 Feb 2024 13:15/29 Feb 2024 13:40"),
        ([("after 13:12~", "note: x")], "29 Feb 2024 13:12~.."),
        ([("before 13:12", "note: x")], "..29 Feb 2024 13:12"),
        # Wrapped between the bounds, and behind a date.
        (
            [("1 Mar 00:10:00…", "note: x"), ("1 Mar 00:20:00", "")],
            "1 Mar 2024 00:10:00..1 Mar 2024 00:20:00",
        ),
        ([("after 1 Mar", "note: x"), ("00:40:00", "")], "1 Mar 2024 00:40:00.."),
    ],
)
def test_times_have_their_day(tmp_path: Path, lines: list[tuple[str, str]], time: str) -> None:
    """That of the form where the time has none; marks become those of a record."""
    rows = rows_of(tmp_path, *lines)
    assert [time, "x", "note", "", ""] in rows


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        (
            "radio call, unidentified voice: “Down.”",
            ["“Down.”", "radio_call", "unidentified voice", ""],
        ),
        (
            "radio call, IPD: “Down.”",
            ["“Down.”", "radio_call", "", "Independence Police Department"],
        ),
        ("CAD event: Address corrected", ["Address corrected", "cad_event", "", ""]),
        ("action, multi: Arrest", ["multi: Arrest", "action", "", ""]),
        ("without a kind: x", ["without a kind: x", "", "", ""]),
    ],
)
def test_the_parts_of_an_activity(tmp_path: Path, words: str, cells: list[str]) -> None:
    """The kind; and who acts, as an agency by its short name, or as a speaker."""
    assert ["29 Feb 2024 13:12", *cells] in rows_of(tmp_path, ("13:12", words))


def test_rows_of_the_log_are_told_apart(tmp_path: Path) -> None:
    """A line without a time continues the words, and a second line of words stays a line."""
    rows = rows_of(
        tmp_path,
        ("13:12", "note: words"),
        ("", "and more"),
        ("", "Time: stated “at noon”"),
        ("29 Feb", "note: y"),
        ("13:15", "note: z"),
    )
    assert ["29 Feb 2024 13:12", "words and more\nTime: stated “at noon”", "note", "", ""] in rows
    assert ["29 Feb 2024", "y", "note", "", ""] in rows
    assert ["29 Feb 2024 13:15", "z", "note", "", ""] in rows
