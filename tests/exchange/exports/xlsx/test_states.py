"""The sheet State: statuses as of the moment, certain and possible, with who says so."""

import datetime as dt

import pytest

from incident_tui.chronology.histories import Clock, Subject
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.workbooks import Cells, rows_of
from tests.published import chronology as published
from tests.published import moment
from tests.records import chronology, entry

MAN = """
    casualties:
      - id: c
        group: public
        label: man
        role: guest
        count: 2
        note: Both came later.
        history:
          - {status: missing, time: "13:00", cite: src}
          - {status: injured, time: "13:10..13:30", cite: "src:L2"}
          - {status: deceased, time: "14:00", cite: src}
"""


def rows_named(section: str, lens: Lens) -> list[Cells]:
    """The rows of a section."""
    return [row for row in rows_of("State", lens) if row["section"] == section]


def test_a_casualty_has_its_status_as_of_the_moment() -> None:
    """What is certain, what is possible since, and when the status began; nothing later."""
    record = chronology(entry("a", "13:00"), rest=MAN)
    (row,) = rows_named("casualty", Lens(record, moment(record, "13:20")))
    assert row == row | {
        "id": "c",
        "name": "man",
        "count": 2.0,
        "group": "public",
        "status": "missing",
        "certainty": "certain",
        "possible": "injured",
        "time": "13:00",
        "exact_time": dt.datetime(2024, 2, 29, 13, 0),
        "earliest": dt.datetime(2024, 2, 29, 13, 0),
        "latest": dt.datetime(2024, 2, 29, 13, 0, 59, 999_000),
        "history": "missing 13:00\ninjured? 13:10…13:30",
        "facts": "guest",
        "note": "Both came later.",
        "cites": "src",
    }
    (last,) = rows_named("casualty", Lens(record))
    assert (last["status"], last["possible"], last["time"]) == ("deceased", "", "14:00")


def test_a_status_that_is_possible_alone_has_no_exact_time() -> None:
    """It stands with its bounds."""
    record = chronology(entry("a", "13:00"), rest=MAN.replace('"13:00"', '"13:00..13:30"'))
    (row,) = rows_named("casualty", Lens(record, moment(record, "13:05")))
    assert (row["status"], row["certainty"], row["possible"]) == ("missing", "possible", "missing")
    assert (row["time"], row["exact_time"]) == ("13:00…13:30", "")
    assert row["earliest"] == dt.datetime(2024, 2, 29, 13, 0)


@pytest.mark.parametrize("make", [independence, exercise])
@pytest.mark.parametrize("clock", Clock)
@pytest.mark.parametrize("part", [0.2, 0.6, 1.0])
def test_states_are_those_of_the_lens(make: Make, clock: Clock, part: float) -> None:
    """Of each casualty, agency and facility of a bundled record, on both clocks."""
    chronicle = make()
    lens = Lens(chronicle, chronicle.as_of[int(part * (len(chronicle.as_of) - 1))], clock)
    record = chronicle.record
    found = {(row["section"], row["id"]): row for row in rows_of("State", lens)}
    for section, subjects in (
        ("casualty", record.casualties),
        ("agency", record.agencies),
        ("facility", record.facilities),
    ):
        for one in subjects:
            state = lens.state(Subject(section, one.id))  # type: ignore[arg-type]
            row = found[section, one.id]
            possible = "; ".join(change.status for change in state.possible)
            assert row["possible"] == possible
            assert row["status"] in (state.status, "")
            assert row["certainty"] in (state.certainty, "")
            assert (row["status"] == "") is not (state.expected or state.begun)


def test_reports_of_groups_agencies_facilities_and_milestones_are_rows() -> None:
    """In this order; a report has its hedge and its grade, an agency the number of entries."""
    lens = Lens(independence())
    sections = list(dict.fromkeys(row["section"] for row in rows_of("State", lens)))
    assert sections == ["casualty", "report", "agency", "facility", "milestone"]
    report = rows_named("report", lens)[0]
    assert report["status"] == "officers down · graded F6"
    assert (report["time"], report["entry"], report["group"]) == ("13:12~", "q1", "responder")
    agencies = {row["id"]: row for row in rows_named("agency", lens)}
    assert agencies["ipd"]["entries"] == lens.entry_counts["ipd"]
    assert agencies["ipd"]["name"] == "Independence Police Department"
    assert "dispatched" in agencies["ipd"]["facts"]
    facility = rows_named("facility", lens)[0]
    assert facility["name"] == "local schools, as the Fort Osage spokesperson puts it"
    assert "lockdown" in facility["facts"]
    milestones = {row["id"]: row for row in rows_named("milestone", lens)}
    assert milestones["first_shots"]["name"] == "first shots"


def test_what_was_not_known_is_no_status() -> None:
    """On the clock of the known a casualty of which nobody had heard has no name and no words."""
    record = published(
        entry("a", "13:00", cite="feed"),
        entry("b", "13:05", cite="paper", effects="[{milestone: secret}]"),
        rest=MAN.replace("cite: src", "cite: paper").replace('"src:L2"', "paper"),
    )
    lens = Lens(record, moment(record, "13:20"), Clock.KNOWN)
    (row,) = rows_named("casualty", lens)
    assert row["name"] == "a person not known of yet"
    shown = ("status", "time", "history", "note", "facts", "cites", "earliest")
    assert {row[name] for name in shown} <= {"", "not known"}
    assert rows_named("milestone", lens) == []
    assert len(rows_named("milestone", Lens(record))) == 1
