"""Counts of people who came to harm, and reports of groups in which nobody is told apart."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.record.reading import read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.review.harm import casualty_counts, casualty_tally, reports_of, standing_reports
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record
from tests import published
from tests.chronology.ladders import casualty
from tests.records import chronology, entry

INDEPENDENCE = chronology_of(read_record(bundled_record()))


@pytest.mark.parametrize(
    ("clock", "responders", "suspects"),
    [
        ("12:59", (0, 0), (0, 0)),
        ("13:10", (0, 3), (0, 1)),  # all of it possible, none of it certain
        ("17:00", (0, 3), (0, 1)),
        ("18:00", (3, 0), (0, 1)),  # three were shot on Thursday afternoon, which is over
        ("end", (3, 0), (1, 0)),
    ],
)
def test_the_counts_of_the_bundled_record(
    clock: str, responders: tuple[int, int], suspects: tuple[int, int]
) -> None:
    """Casualties of each group are counted apart, certain and possible ones."""
    zone = INDEPENDENCE.zone
    moment = None if clock == "end" else zone.bounds(parse_moment(clock))[1]
    for group, expected in (("responder", responders), ("suspect", suspects), ("public", (0, 0))):
        assert casualty_counts(Lens(INDEPENDENCE, moment), group) == expected


@pytest.mark.parametrize(
    ("history", "count", "clock", "expected"),
    [
        # Not yet, possible, certain; a casualty may stand for many.
        (["shot 13:10..13:20"], 1, "13:09", (0, 0)),
        (["shot 13:10..13:20"], 1, "13:10", (0, 1)),
        (["shot 13:10..13:20"], 24, "13:10", (0, 24)),
        (["shot 13:10..13:20"], 24, "13:20", (24, 0)),
        (["shot unplaced"], 3, "", (3, 0)),
        # To be unhurt, or of unknown condition, is to be no casualty.
        (["uninjured 13:10"], 1, "13:20", (0, 0)),
        (["unknown 13:10"], 1, "13:20", (0, 0)),
        (["uninjured 13:10", "minor 13:15..13:25"], 1, "13:20", (0, 1)),
        (["uninjured 13:10", "minor 13:15..13:25"], 1, "13:25", (1, 0)),
        (["uninjured 13:10..13:20", "minor 13:12..13:25"], 2, "13:15", (0, 2)),
        (["missing 13:10"], 1, "13:20", (1, 0)),
        # Somebody certainly hurt is counted once, whatever may come.
        (["shot 13:10", "deceased 13:15..13:25"], 1, "13:20", (1, 0)),
        # No history is nothing known.
        ([], 5, "", (0, 0)),
    ],
)
def test_how_many_were_hurt(
    history: list[str], count: int, clock: str, expected: tuple[int, int]
) -> None:
    """Every person that a casualty stands for counts, as certain or as possible, never as both."""
    chronicle = chronology(rest=casualty(*history, more=f", count: {count}"))
    moment = chronicle.zone.bounds(parse_moment(clock))[1] if clock else None
    assert casualty_counts(Lens(chronicle, moment), "public") == expected


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ("", "two down"),
        ("{status: shot, time: 13:00, known: 14:00, cite: src}", "two down"),
        ("{status: shot, time: 13:00..14:00, cite: feed}", "two down"),  # only perhaps
        ("{status: uninjured, time: 13:00, cite: feed}", "two down"),  # says nothing of those two
        ("{status: shot, time: 13:00, cite: feed}", ""),
    ],
)
def test_a_report_of_a_group_holds_until_somebody_is_told_apart(
    history: str, expected: str
) -> None:
    """What was on the air of a group is told as long as nobody of it was hurt for certain."""
    rest = f"casualties: [{{id: c, group: responder, label: C, history: [{history}]}}]\n"
    effects = "[{group: responder, status: two down}]"
    call = entry("x", "13:15", kind="radio_call", effects=effects)
    chronicle = published.chronology(call, rest=rest)
    lens = Lens(chronicle, published.moment(chronicle, "13:15"), Clock.KNOWN)
    reported = standing_reports(lens, "responder")
    assert [report.status for report in reported] == ([expected] if expected else [])
    assert standing_reports(lens, "public") == ()
    assert [report.status for report in reports_of(lens, "responder")] == ["two down"]


def test_people_are_told_apart_by_their_harm() -> None:
    """A tally has the certain statuses, each with its people, and those who may be hurt apart."""
    steps = ("shot 13:00", "shot 13:00", "deceased 13:00", "minor 13:00..13:40", "uninjured 13:00")
    rest = "casualties:\n"
    for number, step in enumerate(steps):
        status, time = step.split()
        history = f"[{{status: {status}, time: {time}, cite: src}}]"
        rest += f"  - {{id: c{number}, group: public, label: C, history: {history}}}\n"
    chronicle = chronology(entry("a", "13:20"), rest=rest)
    lens = Lens(chronicle, chronicle.as_of[0])
    assert casualty_tally(lens, "public") == ({"shot": 2, "deceased": 1}, 1)
    assert casualty_tally(lens, "suspect") == ({}, 0)
