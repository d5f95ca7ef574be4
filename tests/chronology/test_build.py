"""Chronologies of calls: those of the same entries in the timeline, at once and step by step."""

import json
from array import array
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of, realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.calls import index
from incident_tui.record.reading import Reader
from tests.chronology.growth import at_once, check_equal, reader_of, stages
from tests.examples import examples
from tests.record_strategies import SECTIONS, records
from tests.records import entry


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a record."""
    return tmp_path_factory.mktemp("record")


def with_entries(*entries: str, timezone: str = "America/Chicago") -> dict[str, str]:
    """The sections of a record with these entries, as `records.entry` writes them."""
    listed = ", ".join(one.strip().removeprefix("- ") for one in entries)
    listed = listed.replace("cite: src", "cite: s")
    incident = SECTIONS["incident"].replace("America/Chicago", timezone)
    return SECTIONS | {"incident": incident, "timeline": f"[{listed}]"}


def with_calls(folder: Path, sections: dict[str, str], count: int = 0) -> Chronology:
    """A record of which all entries but so many are calls."""
    return chronology_of(reader_of(folder, sections, count).read_all())


@examples(120)
@given(records(8), st.integers(0, 8))
def test_calls_are_entries_of_the_timeline(
    folder: Path, sections: dict[str, str], count: int
) -> None:
    """Whichever of its entries are calls, a record has the chronology of all in its timeline."""
    check_equal(with_calls(folder, sections, count), at_once(sections))


@examples(50)
@given(records(8), st.integers(0, 3), st.integers(20, 400))
def test_a_record_that_grows(
    folder: Path, sections: dict[str, str], count: int, block: int
) -> None:
    """After each block of calls all is in the chronology, and at the end what is there at once."""
    [*grown] = stages(reader_of(folder, sections, count), block)
    for _, chronicle in grown[:-1]:
        ids = [one.id for one in chronicle.entries]
        assert [chronicle.positions[one] for one in ids] == [*range(len(ids))]
        assert chronicle.positions.get("e11") == (ids.index("e11") if "e11" in ids else None)
    assert grown[-1][1].complete
    check_equal(grown[-1][1], at_once(sections))


@examples(40)
@given(records(8), st.integers(0, 3), st.integers(20, 400))
def test_a_record_that_is_opened_again(sections: dict[str, str], count: int, block: int) -> None:
    """By the index of its calls a record grows to the chronology that it has read anew."""
    with TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(Path(name) / "cache"))
        patch.setattr(index, "MIN_INDEXED_BYTES", 0)
        for _ in ("anew", "by the index"):
            [*grown] = stages(reader_of(Path(name), sections, count), block)
            check_equal(grown[-1][1], at_once(sections))


def test_what_has_come_since_has_no_position_yet(folder: Path) -> None:
    """A chronology knows no position of a call that was read after it was made."""
    for clocks in (("13:01", "13:02", "13:03"), ("13:02", "13:01", "13:00")):
        calls = [entry(f"c{clock[-1]}x", clock) for clock in clocks]
        reader = reader_of(folder, with_entries(entry("h", "13:01:30"), *calls), 1)
        made = [chronicle for _, chronicle in stages(reader, 1)]
        assert made[0].positions.get(f"c{clocks[-1][-1]}x") is None
        assert len(dict(made[0].positions)) == len(made[0].entries) < 4
        assert len(dict(made[-1].positions)) == 4


TIMES = [
    "13:15",
    "13:15:07",
    "13:15:07.250",
    "13:12~",
    "13:12:30%",
    "13:00..13:12",
    "13:00..",
    "..13:12",
    "13:15/13:40",
    "13:15:07/13:15:09",
    "unplaced",
    "2024",
    "2024-02",
    "2024-02-29",
    "2024-02-29?",
    "2024-02-29T13:15",
    "2024-02-29T13:15:07",
    "2024-02-29T13:15:59.9",
    "2024-02-29T13:15:07Z",
    "2024-02-29T13:15:07.250+05:45",
    "2024-02-29T13:15:07-06:00~",
    "9999-12-31T23:59:59-12:00",
    "1960-02-29T13:15:07",
    "1972-01-07T00:44:07",  # a change of clocks within a minute, in Monrovia
    "1972-01-07T00:44:37",
    "2024-03-10T02:30:07",  # no clock in Chicago showed that
    "2024-03-10T02:59:59.999",
    "2024-03-10T03:00:00",
    "2024-11-03T01:30:07",  # and that was shown twice
    "2024-11-03T01:30:07-05:00",
    "2024-11-03T01:59:59",
    "h +2m~",
    "h -30s..1m",
    "{at: 13:15~, stated: about one, basis: log}",
    "{at: 13:15~, tolerance: 2m}",
    "{at: 13:15, duration: 20m..30m}",
    "{at: 2024-02-29T13:15:07, duration: 20s}",
    "{at: unplaced, after: h}",
    "{at: 13:00..13:30, after: [h], before: [x]}",
]


@pytest.mark.parametrize("timezone", ["America/Chicago", "Africa/Monrovia"])
@pytest.mark.parametrize("time", TIMES)
def test_a_time_of_a_call_is_that_of_the_timeline(folder: Path, time: str, timezone: str) -> None:
    """Every form of a time is placed in a call as it is in a timeline, whatever stands beside."""
    quoted = time if time.startswith("{") else json.dumps(time)
    entries = [
        entry("h", "13:15"),
        entry("before", '"2024-02-29T13:15:08Z"'),
        entry("c", quoted),
        entry("again", quoted),
        entry("x", '"2024-02-29T13:15:59.5"'),
    ]
    sections = with_entries(*entries, timezone=timezone)
    check_equal(with_calls(folder, sections, 1), at_once(sections))


@pytest.mark.parametrize("offset", ["+5m", "-2m"])
def test_clocks_of_calls_are_put_right(folder: Path, offset: str) -> None:
    """With the clock of their source put right, calls stand where entries of the timeline do.

    What has no moment stays after all that has one, in the order of the record.
    """
    clocks = "[{id: s, kind: report, clock: {offset: " + offset + "}}, {id: t, kind: report}]"
    written = (one if one.startswith("{") else json.dumps(one) for one in TIMES)
    entries = [entry("h", "13:15"), entry("x", "13:16")]
    entries += [entry(f"c{number:02}", time) for number, time in enumerate(written)]
    entries += [entry("last", '"9999-12-31T23:59:07-12:00"'), entry("open", "13:00..")]
    sections = with_entries(*entries) | {"sources": clocks}
    check_equal(realigned(with_calls(folder, sections, 2)), realigned(at_once(sections)))


@pytest.mark.parametrize(
    ("calls", "statuses"),
    [
        # As they are told: the unplaced after what stands before it, though more is to come.
        (
            [("13:00", "EnRoute"), ("unplaced", "OnScene"), ("13:30", "Cleared")],
            "EnRoute OnScene Cleared",
        ),
        # At one moment as the lines are, also where one of them is what another is timed by.
        (
            [("13:00", "EnRoute"), ("13:00", "OnScene"), ("c1 +9m", "Cleared")],
            "EnRoute OnScene Cleared",
        ),
        # In the order of time, whatever that of the lines.
        (
            [("13:10", "OnScene"), ("13:20", "Cleared"), ("13:00", "EnRoute")],
            "EnRoute OnScene Cleared",
        ),
        # After what they must follow.
        (
            [("{at: unplaced, after: [c1]}", "OnScene"), ("13:00", "EnRoute")],
            "EnRoute OnScene",
        ),
    ],
)
def test_the_ladder_of_calls(folder: Path, calls: list[tuple[str, str]], statuses: str) -> None:
    """Changes that calls tell of follow each other as they are told."""
    entries = [
        entry(f"c{number}", time, effects=f"[{{unit: u0, status: {status}}}]")
        for number, (time, status) in enumerate(calls)
    ]
    histories = with_calls(folder, with_entries(*entries)).histories[Clock.HAPPENED]
    found = [change.status for change in histories[Subject("unit", "u0")].changes]
    assert found == statuses.split()


def test_a_call_ends_what_a_facility_did(folder: Path) -> None:
    """What the record times by a call is timed by it, though it came first in the file."""
    facilities = "[{id: f, name: F, time: 13:00, ended_by: c}]"
    sections = with_entries(entry("h", "13:00"), entry("c", "13:20")) | {"facilities": facilities}
    check_equal(with_calls(folder, sections, 1), at_once(sections))
    [*grown] = stages(reader_of(folder, sections, 1), 10)
    facility = Subject("facility", "f")
    assert [one.state(facility, None, Clock.HAPPENED).status for _, one in grown][-1] == "ended"


def test_faults_stand_at_their_lines(folder: Path) -> None:
    """What is wrong with the time of a call is told where it stands, once for a minute."""
    calls = [
        entry("a", "13:15"),
        entry("b", '"2024-11-03T01:30:07"'),
        entry("c", '"2024-11-03T01:30:08"'),
        entry("d", "{at: 13:00, after: [a]}"),
    ]
    problems = with_calls(folder, with_entries(*calls)).problems
    path = folder / "calls.jsonl"
    assert [str(problem).partition(": ")[0] for problem in problems] == [
        f"{path}:2:1",
        f"{path}:4:1",
    ]


def test_a_chronology_of_hundreds_of_sets_of_agencies(folder: Path) -> None:
    """A record whose entries stand under hundreds of sets finds those of each agency."""
    ids = [f"a{number}" for number in range(9)]
    sets = [one for size in range(10) for one in combinations(ids, size)][:400]
    entries = [
        entry(f"c{number}", f"13:{number % 60:02}", agencies=f"[{', '.join(one)}]")
        for number, one in enumerate(sets)
    ]
    listed = ", ".join(f"{{id: {one}, name: {one}}}" for one in ids)
    sections = with_entries(*entries) | {"agencies": f"[{listed}]", "units": "[]"}
    check_equal(with_calls(folder, sections, 100), at_once(sections))


def test_columns_are_as_long_as_what_is_arranged(folder: Path) -> None:
    """A chronology has no part of the calls that are read after it."""
    entries = [entry(f"c{number}", f"13:{59 - number}") for number in range(9)]
    for _, chronicle in stages(reader_of(folder, with_entries(*entries), 2), 1):
        count = len(chronicle.entries)
        assert len(chronicle.radio.mask) == count
        assert [len(one) for one in (chronicle.bests, chronicle.as_of)] == [count, count]
        assert chronicle.of_agencies([UNIDENTIFIED]).size == count
        assert sum(map(chronicle.texts.length, range(chronicle.texts.chunks))) == count


def test_times_of_the_calls_table_are_columns(folder: Path) -> None:
    """Calls whose lines stand in the order of time are arranged without a column of order."""
    rising = [entry(f"c{number}", f'"2024-02-29T13:15:{number:02}"') for number in range(9)]
    in_time = with_calls(folder, with_entries(entry("h", "13:15:03"), *rising), 1)
    assert in_time.order.calls is None
    assert [one.id for one in in_time.entries][2:6] == ["c2", "h", "c3", "c4"]
    back = with_calls(folder, with_entries(*rising[::-1]))
    assert back.order.calls == array("I", range(8, -1, -1))


def test_a_record_that_is_read_has_no_calls() -> None:
    """The calls of a record are no part of it until they are read."""
    reader = Reader(b"format: incident-record/1\ncalls: [none.jsonl]\n", "nowhere/record.yaml")
    assert not reader.reading.complete
    assert [*reader.read_calls()] == []
    assert reader.reading.complete
    assert "none.jsonl` cannot be read" in str(reader.reading.problems[-1])
