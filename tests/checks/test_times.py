"""Warnings about times, of entries and of knowing, and about intervals."""

import pytest

from incident_tui.checks import warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_bytes
from tests.checks.warned import USUAL, codes, warned
from tests.records import entry, text_of


@pytest.mark.parametrize(
    ("at", "stated", "why"),
    [
        ("13:12", "about 1:12 p.m.", "is exact"),
        ("13:12", "Around 1:12", "is exact"),
        ("13:00", "1ish", "is exact"),
        ("13:00", "shortly after 1 p.m.", "is exact"),
        ("13:05", "a few minutes past one", "is exact"),
        ("17:00", "before 5 p.m.", "is exact"),
        ("17:00", "by 17:00", "is exact"),
        ("13:07", "between 1 and 1:15", "is exact"),
        ("13:00/13:10", "from about one to ten past", "is exact"),
        ("usual +2m", "some two minutes, more or less", "is exact"),
        ("13:10", "at the bell", "is a clock time"),
        ("13:10", "early afternoon", "is a clock time"),
        ("13:12:00", "at 1:12 p.m.", "has seconds"),
        ("13:12:07.250", "1312 hours", "has seconds"),
        ("13:12:00/13:15:00", "13:12 to 13:15", "has seconds"),
    ],
)
def test_a_time_finer_than_its_source_is_warned_of(at: str, stated: str, why: str) -> None:
    """Exact where the source is vague, with seconds where it has none, or from no clock time."""
    time = f'{{at: "{at}", stated: "{stated}"}}'
    (problem,) = warned(USUAL, entry("x", time))
    assert problem.code == "W001"
    assert problem.message == f"`{at}` {why}, where its source says “{stated}”"
    assert (problem.mark.line, problem.severity) == (6, "warning")
    assert problem.mark.column == len("  - {id: x, time: ") + 1


@pytest.mark.parametrize(
    ("at", "stated"),
    [
        ("13:12~", "about 1:12 p.m."),
        ("13:00..13:12", "shortly after 1 p.m."),
        ("..17:00", "before 5 p.m."),
        ("unplaced", "Eventually"),
        ("usual +0m", "Eventually"),
        ("usual +2m~", "about two minutes later"),
        ("usual +2m..10m", "a few minutes later"),
        ("13:12", "at 1:12 p.m."),
        ("13:10", "ten past one"),
        ("12:00", "noon"),
        ("13:20", "20 minutes after 1"),
        ("13:12:07", "1:12 and 7 seconds"),
        ("13:12:07", "13:12:07"),
        ("13:12:07", "131207"),
        ("2024-02-29", "Thursday"),
        ("2024-02-29", "about Thursday"),
        ("13:40/13:50~", "from 1:40 to about 1:50"),
    ],
)
def test_a_time_as_vague_as_its_source_is_not(at: str, stated: str) -> None:
    """Each form of a time that says no more than the words."""
    assert warned(USUAL, entry("x", f'{{at: "{at}", stated: "{stated}"}}')) == []


def test_a_basis_answers_for_a_fine_time() -> None:
    """Where it is said what a time rests on, it may be finer than the words of the source."""
    time = '{at: "13:12", stated: about one, basis: the file of the recording}'
    assert warned(USUAL, entry("x", time)) == []


def test_vague_words_of_the_record_count() -> None:
    """What a record itself takes for vague is not exact."""
    time = '{at: "13:12", stated: gegen 13.12 Uhr}'
    assert warned(entry("x", time)) == []
    assert codes(warned(entry("x", time), rest="tolerances: {gegen: 3m}")) == ["W001"]


KNOWN_BEFORE = ["13:14", "..13:14", "12:00..13:14", "2024-02-28"]
KNOWN_WELL = ["13:15", "13:10..13:20", "13:00..", "..13:15", "2024-02-29", "14:00"]


@pytest.mark.parametrize(
    ("known", "code"), [(one, ["W002"]) for one in KNOWN_BEFORE] + [(one, []) for one in KNOWN_WELL]
)
def test_what_is_known_before_it_took_place_is_warned_of(known: str, code: list[str]) -> None:
    """Of entries and of every kind of status, if all of one time lies before all of the other."""
    assert codes(warned(entry("x", '"13:15"', known=f'"{known}"'))) == code
    step = f'time: "13:15", known: "{known}", cite: src'
    rest = f"""
        casualties: [{{id: c, group: public, label: x, history: [{{status: shot, {step}}}]}}]
        units: [{{id: u, call_sign: U, status_history: [{{status: OnScene, {step}}}]}}]
        agencies: [{{id: a, name: A, status_history: [{{status: OnScene, {step}}}]}}]
    """
    assert codes(warned(USUAL, rest=rest)) == code * 3


def test_a_forecast_is_known_before_its_time() -> None:
    """That is what a forecast is."""
    assert warned(entry("x", '"22:00"', known='"21:30"', kind="forecast")) == []


def test_a_clock_known_to_be_fast_is_allowed_for() -> None:
    """What stands at 13:15 by a clock five minutes fast may be known at 13:11, not at 13:09."""
    rest = "questions: [{id: q, text: What, refs: [src]}]"
    fast = "sources: [{id: src, kind: report, clock: {offset: 5m}}]"
    for known, code in (("13:11", []), ("13:09", ["W002"])):
        text = text_of(entry("x", '"13:15"', known=f'"{known}"'), rest=rest)
        text = text.replace("sources: [{id: src, kind: report}]", fast)
        found = warnings_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
        assert codes(found) == code


@pytest.mark.parametrize(
    "rest",
    [
        "people: [{id: p, name: P, known: unplaced}]",
        "conflicts: [{id: c, topic: t, claims: [{value: a, cite: src, known: unplaced},"
        " {value: b, cite: src}]}]",
        "casualties: [{id: c, group: public, label: x,"
        ' history: [{status: shot, time: "13:00", known: unplaced, cite: src}]}]',
    ],
)
def test_a_time_of_knowing_that_can_be_placed_nowhere_is_warned_of(rest: str) -> None:
    """Of a name, a claim or a status; any bound makes it one that can."""
    (problem,) = warned(USUAL, rest=rest)
    assert problem.code == "W003"
    assert problem.mark.column > 1
    for bounded in ("{at: unplaced, after: [usual]}", "..2024-03-02"):
        assert warned(USUAL, rest=rest.replace("unplaced", bounded, 1)) == []


def test_an_entry_known_at_no_time_is_warned_of() -> None:
    """An entry's own `known` too."""
    (problem,) = warned(entry("x", '"13:15"', known="unplaced"))
    assert (problem.code, problem.mark.line) == ("W003", 5)


@pytest.mark.parametrize(
    ("end", "refs", "code"),
    [
        ('"13:10"', "", []),
        ("unplaced", "", ["W005"]),
        ('"14:00.."', "", []),  # at least so long
        ("unplaced", "b", []),
        ("unplaced", "i", []),
        ("unplaced", "a", ["W005"]),
    ],
)
def test_an_interval_that_nobody_can_compute_or_asks_for(
    end: str, refs: str, code: list[str]
) -> None:
    """A question about the interval, or about each end without a time, answers the warning."""
    rest = "intervals: [{id: i, name: n, from: a, to: b}]\n"
    rest += f"questions: [{{id: u, text: When, refs: [{refs}]}}]"
    found = warned(entry("a", '"13:00"'), entry("b", end), rest=rest)
    assert codes(found) == code
    assert all("not computable: no full time" in one.message for one in found)
