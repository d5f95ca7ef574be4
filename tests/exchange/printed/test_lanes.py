"""Lanes printed: the subjects that filters let through, the axis, the cursor, the legend."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.printed.lanes import lane_sheet
from incident_tui.exchange.printed.view import View
from incident_tui.record.time_value import MINUTE
from incident_tui.review.filters import EVERYTHING, Filters, Within
from incident_tui.review.lens import Lens
from incident_tui.words.lane_cells import letters
from tests.lanes import subjects
from tests.records import chronology, entry


def printed(
    filters: Filters = EVERYTHING,
    width: int = 74,
    minute: int | None = None,
    clock: Clock = Clock.HAPPENED,
) -> list[str]:
    """The lines of the lanes of a few subjects."""
    found = subjects()
    moment = None if minute is None else found.bests[0] + minute * MINUTE
    sheet = lane_sheet(View(Lens(found, moment, clock), filters), width)
    return [sheet.title, *("".join(row).rstrip() for row in sheet.rows), sheet.remark]


def rows_of(lines: list[str]) -> list[str]:
    """The lines of lanes: below the axis, above the legend."""
    return lines[2 : lines.index("")] if "" in lines[:-1] else []


def test_lanes_as_text() -> None:
    """A line for each subject; what has no time stands below."""
    hour = Filters(within=Within(*_hour()))
    lines = printed(hour, 82, 20)
    assert lines == [
        "Lanes · what had happened",
        "                     13:00   13:10     13:20     13:30     13:40     13:50",
        "EMS                  ┊         ┊         ┃         ┊         ┊         ┊",
        "  M1                 d█████████░░░░░░░░░░┃on scene████████████cleared─────────────",
        "  M2                 ┊         ┊         ┃         ┊         ┊         ┊",
        "IPD                  ┊         ┊         ┃    on scene████████████████████████████",
        "no agency identified ┊         ┊         ┃         ┊         ┊         ┊",
        "  X                  ┊         ┊         ┃         ░░on scene█████████████████████",
        "Casualties           ┊         ┊         ┃         ┊         ┊         ┊",
        "  Ada Bell           ┊    minor░░░░░░░░░░┃░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░",
        "Facilities           ┊         ┊         ┃         ┊         ┊         ┊",
        "  School             ┊         ┊    ░affe┃ted█████████████████████████████████████",
        "",
        "█ certain   ░ somewhere in here   ━╍┄ no end is told   ─ cleared, ended",
        "╵ ▆ radio calls of the unit   › a later status   ┃ cursor",
        "1 status without time",
    ]


def _hour() -> tuple[int, int]:
    start = subjects().bests[0]
    return start, start + 60 * MINUTE - 1


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (EVERYTHING, "EMS|M1|M2|IPD|no agency|X|Casualties|Ada Bell|Facilities|School"),
        (Filters(agencies=frozenset(["ipd"])), "IPD"),
        (Filters(agencies=frozenset(["ems"])), "EMS|M1|M2"),
        (Filters(units=frozenset(["medic"])), "EMS|M1"),
        (Filters(units=frozenset(["stray", "quiet"])), "EMS|M2|no agency|X"),
        (Filters(agencies=frozenset(["ipd"]), units=frozenset(["medic"])), ""),
    ],
)
def test_filters_of_agencies_and_units_hold(filters: Filters, names: str) -> None:
    """A heading stays for its units; what belongs to no agency goes."""
    rows = rows_of(printed(filters, 110))
    expected = names.split("|") if names else []
    assert len(rows) == len(expected)
    assert all(row.strip().startswith(name) for row, name in zip(rows, expected, strict=True))


def test_the_line_of_the_moment_runs_through_all_rows() -> None:
    """At the end of the record there is none, and the legend does not tell of it."""
    lines = printed(width=90, minute=20)
    columns = {line.index("┃") for line in rows_of(lines)}
    assert len(columns) == 1
    assert "┃ cursor" in "\n".join(lines)
    assert "┃" not in "\n".join(printed(width=90))


def test_what_is_not_known_is_not_drawn() -> None:
    """On the clock of the known nothing stands after the moment, and no name is told too soon."""
    lines = printed(width=90, minute=20, clock=Clock.KNOWN)
    assert lines[0] == "Lanes · what was known"
    rows = rows_of(lines)
    assert all(not line[line.index("┃") + 1 :].strip(" ┊") for line in rows)
    assert "Ada Bell" not in "\n".join(lines)
    assert lines[-1] == "1 person not known of"


@pytest.mark.parametrize("width", [10, 40, 60, 80, 200])
def test_no_line_is_wider_than_asked_for(width: int) -> None:
    """The legend breaks; below forty cells there is no picture."""
    for line in printed(width=width, minute=20):
        assert len(letters(line)) <= max(width, 40)


def test_a_stretch_of_time_can_be_asked_for() -> None:
    """With `--since` and `--until`."""
    start = subjects().bests[0]
    asked = Filters(within=Within(start + 30 * MINUTE, start + 45 * MINUTE - 1))
    head = printed(asked, 100)[1].split()
    assert (head[0], head[-1]) == ("13:30", "13:44")


def test_a_record_without_lanes_says_so() -> None:
    """In place of a picture."""
    for record in (chronology(entry("a", "13:00")), chronology(entry("a", "unplaced"))):
        sheet = lane_sheet(View(Lens(record)), 80)
        assert [*sheet.rows] == [["No agency, unit, casualty or facility has a status."]]
