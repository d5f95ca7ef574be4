"""The form ICS 214: its log as entries, its blocks as the record has room, nothing lost."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports.ics214 import export
from incident_tui.exchange.imports.foreign.beginning import Beginning
from incident_tui.exchange.imports.foreign.times import at_of
from incident_tui.exchange.imports.ics214.log import knows, look, read
from incident_tui.exchange.imports.landing.folder import RecordFolder
from incident_tui.exchange.imports.landing.protocol import Found, Rejected, Remark, Wishes
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import Moment
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.reports import Make, exercise, hostile, independence
from tests.exchange.imports.imported import assert_sound, left_open, rejected, section

CASES = Path(__file__).parents[1] / "cases" / "form"
MARKDOWN = """# ACTIVITY LOG (ICS 214)

**1. Incident Name:** Ridge Fire
**2. Operational Period:** Date From: 2/29/2024 Date To: 3/1/2024
Time From: 1800 Time To: 0600
**3. Name:** J. Doe **4. ICS Position:** DIVS A **5. Home Agency (and Unit):** Elm Fire Department

## 6. Resources Assigned

| Name | ICS Position | Home Agency (and Unit) |
|---|---|---|
| A. Smith | ENGB | Elm Fire Department |
| Engine 12 | | Oak FD |
| Dozer | | |

## 7. Activity Log

| Date/Time | Notable Activities |
|-----------|--------------------|
| 1815 | Briefed crews |
| 2355 | Spot fire across the road |
| | engine 12 assigned |
| 0010 | Spot fire out |
| 3/1 0530-0545 | Relieved<br>by E. Poe |

**8. Prepared by:** Name: J. Doe Position/Title: DIVS Signature: ______ Date/Time: 3/1/2024 0600
"""
UNIT_LOG = """UNIT LOG
1. Incident Name: Ridge Fire
4. Unit Name/Designators: Hazmat 1
6. Operational Period: 29 Feb 2024 1800-2400
7. Personnel Roster Assigned
Name                 ICS Position         Home Base
J. Roe               Captain              Station 5
8. Activity Log (Continue on Reverse)
Time Major Events
1815 Briefed crews
2355 Spot fire across the road
     engine 12 assigned
0010 Spot fire out
9. Prepared by (Name and Position): J. Roe
"""
LIST = """Activity Log (ICS 214)
1. Incident Name
Ridge Fire
2. Operational Period
From 29 Feb 2024 18:00
7. Activity Log
- 1815 Briefed crews
- 2355 Spot fire across the road
  engine 12 assigned
- 0010 Spot fire out
"""


def found_of(beneath: Path, text: str, name: str = "form.md", **wishes: Any) -> list[Found]:
    """The objects that are read from a file with the text."""
    path = beneath / name
    path.write_text(text)
    return list(read([path], Wishes(**wishes)))


def entries_of(found: list[Found]) -> list[tuple[str, str]]:
    """The times and the words of entries, of which nothing may be put aside."""
    assert_sound(found)
    assert rejected(found) == []
    assert {one["kind"] for one in section(found, "timeline")} == {"note"}
    return [(at_of(one["time"]), one["text"]) for one in section(found, "timeline")]


@pytest.mark.parametrize("text", [MARKDOWN, UNIT_LOG, LIST], ids=["table", "lines", "list"])
def test_the_period_dates_the_log(tmp_path: Path, text: str) -> None:
    """In each layout, times are of the first day, and past midnight of the second."""
    found = found_of(tmp_path, text)
    assert entries_of(found)[:3] == [
        ("2024-02-29T18:15", "Briefed crews"),
        ("2024-02-29T23:55", "Spot fire across the road\nengine 12 assigned"),
        ("2024-03-01T00:10", "Spot fire out"),
    ]
    assert section(found, "incident") == [{"title": "Ridge Fire"}]


def test_the_blocks_around_the_log(tmp_path: Path) -> None:
    """The agency acts, people and units are resources, and all words are in the note."""
    found = found_of(tmp_path, MARKDOWN)
    assert entries_of(found)[3] == ("2024-03-01T05:30..2024-03-01T05:45", "Relieved\nby E. Poe")
    elm, oak = (agency["id"] for agency in section(found, "agencies"))
    assert {entry["agency"] for entry in section(found, "timeline")} == {elm}
    [unit] = section(found, "units")
    assert (unit["call_sign"], unit["agency"]) == ("Engine 12", oak)
    [person] = section(found, "people")
    assert (person["name"], person["occupation"], person["agency"], person["cite"]) == (
        "A. Smith",
        "ENGB",
        elm,
        "form.md:L12",
    )
    [source] = section(found, "sources")
    assert (source["kind"], source["author"]) == ("report", "J. Doe")
    for words in ("DIVS A", "Dozer", "Time To: 0600", "3/1/2024 0600"):
        assert words in source["note"]
    remarks = [one.words for one in found if isinstance(one, Remark)]
    assert any("Elm Fire Department" in words and "--agency" in words for words in remarks)


def test_an_agency_of_the_user_comes_first(tmp_path: Path) -> None:
    """A named agency acts in the entries in place of the home agency."""
    found = found_of(tmp_path, MARKDOWN, agency="Ridge Command")
    names = {agency["id"]: agency["name"] for agency in section(found, "agencies")}
    acting = {names[entry["agency"]] for entry in section(found, "timeline")}
    assert acting == {"Ridge Command"}


def test_a_base_is_no_agency(tmp_path: Path) -> None:
    """The Unit Log has the home base of a person, which stays in the note."""
    found = found_of(tmp_path, UNIT_LOG)
    [person] = section(found, "people")
    assert "agency" not in person
    assert section(found, "agencies") == []
    [source] = section(found, "sources")
    assert source["author"] == "J. Roe"
    assert "Station 5" in source["note"]


def test_the_form_as_csv() -> None:
    """A spreadsheet of the form: values in the next cells, dates in the log."""
    found = list(read([CASES / "ics-214.csv"], Wishes()))
    assert entries_of(found) == [
        ("2024-05-14T09:15", "Briefed crews at the drop point"),
        ("2024-05-14T13:40", "Spot fire across the road,\nengine 12 assigned"),
    ]
    assert [person["name"] for person in section(found, "people")] == ["A. Smith", "B. Jones"]
    assert section(found, "incident") == [{"title": "Ridge Fire"}]
    assert section(found, "sources")[0]["author"] == "J. Doe"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# Ridge Fire\n\nWords.\n", "this is no ICS 214"),
        ("", "this is no ICS 214"),
        ("a,b\n1,2\n", "this is no ICS 214"),
    ],
)
def test_what_is_no_form_is_not_read_as_one(tmp_path: Path, text: str, words: str) -> None:
    """A file without a log of a form is rejected as a whole, with what to do."""
    [fault] = found_of(tmp_path, text)
    assert isinstance(fault, Rejected)
    assert words in fault.reason
    assert "--from text" in fault.reason


def test_a_date_without_a_year_asks_for_a_day(tmp_path: Path) -> None:
    """Where the form names no period, the year is that of the day that the user names."""
    text = "Activity Log (ICS 214)\n| Time | Activity |\n|---|---|\n| 2/29 0915 | a |\n"
    path = tmp_path / "form.md"
    path.write_text(text)
    assert left_open(look, path) == {"--date", "--timezone"}
    found = found_of(tmp_path, text, date=dt.date(2024, 1, 1))
    assert entries_of(found) == [("2024-02-29T09:15", "a")]


@pytest.mark.parametrize("make", [independence, exercise, hostile])
def test_an_exported_form_is_read_back(tmp_path: Path, make: Make) -> None:
    """Each entry of a record comes back once, at its time and with its kind."""
    view = View(Lens(make()))
    path = tmp_path / "form.txt"
    path.write_text("".join(export(view)))
    wishes = Wishes(zone=view.lens.zone.zone, zone_said=True)
    found = list(read([path], wishes))
    assert_sound(found)
    assert rejected(found) == []
    chronicle = view.lens.chronology
    RecordFolder(tmp_path / "record").write(found, wishes, "form")
    back = chronology_of(read_record(tmp_path / "record"))
    assert len(back.entries) == len(chronicle.entries)
    kinds = [entry.kind for entry in back.entries]
    assert sorted(kinds) == sorted(entry.kind for entry in chronicle.entries)
    ours, theirs = (
        {
            place.best
            for place, entry in zip(one.placements, one.entries, strict=True)
            if isinstance(entry.time.at, Moment) and not (place.after or place.before)
        }
        for one in (back, chronicle)
    )
    assert theirs <= ours


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (MARKDOWN, True),
        (UNIT_LOG, True),
        (LIST, True),
        ("Date/Time,Notable Activities\n2024-02-29 13:12,a\n", False),
        ("The ICS 214 activity log is a form for each incident name.\n", False),
        ("", False),
    ],
)
def test_a_form_is_recognized(text: str, expected: bool) -> None:
    """By an incident name, a log, and the number of the form or a period."""
    assert knows(Beginning("form.txt", text.encode())) is expected


LINES = st.lists(
    st.sampled_from(
        [
            *("# Activity Log (ICS 214)", "1. Incident Name: Ridge", "2. Operational Period:"),
            *("Date From: 2/29/2024", "Time From: 1800", "3. Name: Doe", "6. Resources Assigned"),
            *("Smith, ENGB", "| Engine 9 | | Oak |", "7. Activity Log", "| Date/Time | Activity |"),
            *("|---|---|", "| 1815 | Fire |", "| | more |", "1820 Smoke", "words", "Time | Events"),
            *("8. Prepared by: Poe", "+----+----+", "| 13:12 | note, X: a |", "", "0010 Out"),
        ]
    )
    | st.text(
        st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=9
    ),
    max_size=14,
)


@examples(150)
@given(LINES)
def test_no_line_is_lost(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    """The words of each line are in an entry, in the note, or put aside."""
    found = found_of(tmp_path_factory.mktemp("form"), "\n".join(lines), "form.txt")
    assert_sound(found)
    if any(isinstance(one, Rejected) and not one.origin.line for one in found):
        return  # the whole file
    kept = [entry["text"] for entry in section(found, "timeline")]
    kept += [source.get("note", "") for source in section(found, "sources")]
    kept += [one.raw for one in rejected(found)]
    kept += ["Date/Time Time Activity Events note X"]  # names of columns, and a kind
    if not section(found, "timeline"):
        return  # a form without an entry has no source
    told = {word for text in kept for word in words_of(text)}
    for line in lines:
        assert {*words_of(line)} <= told, line


def words_of(text: str) -> list[str]:
    """The words of a text that have letters, without the marks around them."""
    words = ("".join(filter(str.isalpha, word)) for word in text.replace("|", " ").split())
    return [word for word in words if word]
