"""Counts and statuses in words."""

import pytest

from incident_tui.chronology.histories import Change, State
from incident_tui.placing.placement import Placement
from incident_tui.words.counts import count_words, counts_words, status_words


@pytest.mark.parametrize(
    ("count", "one", "several", "expected"),
    [
        (0, "gap", "", "0 gaps"),
        (1, "gap", "", "1 gap"),
        (2, "gap", "", "2 gaps"),
        (1, "entry", "entries", "1 entry"),
        (2, "entry", "entries", "2 entries"),
    ],
)
def test_a_count_in_words(count: int, one: str, several: str, expected: str) -> None:
    """A number is followed by what it counts, in the plural unless it is one."""
    assert count_words(count, one, several) == expected


@pytest.mark.parametrize(
    ("certain", "possible", "expected", "words"),
    [
        ("shot", [], True, "shot"),
        ("shot", ["critical", "deceased"], True, "shot, deceased?"),
        ("", ["shot", "deceased"], True, "shot?"),
        ("", [], True, "not yet"),
        ("", [], False, "unknown"),
        ("OnScene", ["Hospital"], True, "on scene, at hospital?"),
        ("", ["EnRoute"], True, "en route?"),
    ],
)
def test_a_state_in_words(certain: str, possible: list[str], expected: bool, words: str) -> None:
    """What holds for certain comes first, then the furthest that may hold, with a `?`."""
    state = State(
        Change(certain, Placement()) if certain else None,
        tuple(Change(one, Placement()) for one in possible),
        expected,
    )
    assert status_words(state) == words


@pytest.mark.parametrize(
    ("statuses", "possible", "words"),
    [
        ({"critical": 1, "deceased": 2}, 1, "2 deceased, 1 critical · 1 possible"),
        ({"shot": 1}, 0, "1 shot"),
        ({}, 3, "3 possible"),
        ({"in all": 3}, 0, "3 in all"),
        ({}, 0, "none yet"),
    ],
)
def test_counts_of_people_in_words(statuses: dict[str, int], possible: int, words: str) -> None:
    """The gravest status stands first; people who may have come to harm are counted apart."""
    assert counts_words(statuses, possible) == words
