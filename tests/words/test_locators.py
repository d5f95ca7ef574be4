"""Places in a source stand in the order of the source."""

from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record
from incident_tui.words.locators import in_order
from incident_tui.words.source_facts import by_place, by_source

EXERCISE = bundled_record().parent / "exercise"


@pytest.mark.parametrize(
    ("given", "ordered"),
    [
        (["L13", "L2"], ["L2", "L13"]),
        (["p10", "p9", "p10"], ["p9", "p10"]),
        # By time, also where the hours are left out or the seconds are counted.
        (["t=01:13:20", "t=00:54:12", "t=58:20"], ["t=00:54:12", "t=58:20", "t=01:13:20"]),
        (["t=61", "t=00:01:00.5", "t=0:59"], ["t=0:59", "t=00:01:00.5", "t=61"]),
        (["12", "2", "10 and 11", "4 to 9"], ["2", "4 to 9", "10 and 11", "12"]),
        (["event 117", "event 9"], ["event 9", "event 117"]),
        (["p2 L10", "p2 L9", "p1 L30"], ["p1 L30", "p2 L9", "p2 L10"]),
        # Kinds together; then, as given, the places without a number; last, the whole source.
        (
            ["p2", "", "head", "L3", "p1", "body", "L1"],
            ["L1", "L3", "p1", "p2", "head", "body", ""],
        ),
        (["L" + "9" * 40, "L1"], ["L1", "L" + "9" * 40]),
        ([], []),
    ],
)
def test_places_are_in_order(given: list[str], ordered: list[str]) -> None:
    """Numbers count as numbers, times as times; each place is listed once."""
    assert in_order(given) == ordered


@pytest.mark.parametrize(
    ("path", "source", "first", "last"),
    [
        (bundled_record(), "art", ["L1", "L2", "L3", "L4", "L5"], ["L31", "L32", "L33"]),
        (EXERCISE, "cad", ["p1", "p2", "p3", "p4", "p5", "p6"], ["p6"]),
        (EXERCISE, "panel", ["event 114", "event 115", "event 117"], ["event 139"]),
        (EXERCISE, "board", ["1", "2", "3", "4 to 9", "10 and 11", "12"], ["remarks", "head"]),
        (EXERCISE, "interview", ["Q1", "Q2", "Q4", "Q5", "Q7"], ["Q9", "Q11"]),
        (EXERCISE, "radio", ["t=00:42:55", "t=00:43:22"], ["t=02:38:10", "t=02:46:30"]),
        (EXERCISE, "log", ["L3", "L4", "L5"], ["L55"]),
    ],
)
def test_facts_of_the_bundled_sources_are_in_order(
    path: Path, source: str, first: list[str], last: list[str]
) -> None:
    """Each source of a bundled record, whatever its places are called."""
    lens = Lens(chronology_of(read_record(path)))
    places = [*by_place(by_source(lens)[source], source)]
    assert places[: len(first)] == first
    assert places[-len(last) :] == last
