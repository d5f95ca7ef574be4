"""Leads of clocks in words."""

import pytest

from incident_tui.clocks.offsets import TRUE, ClockTime, Lead, Pair, Range
from incident_tui.placing.aligning import Shift
from incident_tui.words.clocks import (
    drift_words,
    lead_words,
    pair_words,
    residual_words,
    result_words,
    signed_words,
)

COUNTS = {"cad": 5, "panel": 2}


@pytest.mark.parametrize(
    ("lead", "words", "signed"),
    [
        ((59_001, 60_999), "between 59 s and 1 min 1 s ahead of cad", "+59 s…+1 min 1 s"),
        ((-60_999, -59_001), "between 59 s and 1 min 1 s behind cad", "-1 min 1 s…-59 s"),
        ((-30_000, 59_001), "between 30 s behind and 1 min ahead of cad", "-30 s…+1 min"),
        ((300_000, 300_000), "5 min ahead of cad", "+5 min"),
        ((0, 0), "exactly with cad", "0 min"),
        ((0, 1_999), "between 0 min and 2 s ahead of cad", "0 min…+2 s"),
        ((299_001, None), "at least 4 min 59 s ahead of cad", "from +4 min 59 s"),
        ((-1_999, None), "ahead of cad, or at most 2 s behind", "from -2 s"),
        ((None, -299_001), "at least 4 min 59 s behind cad", "up to -4 min 59 s"),
        ((None, 1_001), "behind cad, or at most 2 s ahead", "up to +2 s"),
        ((None, None), "ahead of cad or behind: the times do not say how far", "not known"),
        ((3_723_000, 3_723_000), "1 h 2 min 3 s ahead of cad", "+1 h 2 min 3 s"),
    ],
)
def test_a_lead_is_told_as_bounds(
    lead: tuple[int | None, int | None], words: str, signed: str
) -> None:
    """Bounds are rounded outwards to whole seconds, and an open end is no number."""
    assert lead_words(Range(*lead), "cad") == words
    assert signed_words(Range(*lead)) == signed


def pair(number: int, first: int, second: int) -> Pair:
    """A pair of panel and CAD, to the second."""
    return Pair(
        f"n{number}",
        ClockTime("panel", first, first + 999),
        ClockTime("cad", second, second + 999),
    )


def test_a_pair_is_told_from_either_side() -> None:
    """Of the panel over CAD, or of CAD over the panel."""
    one = pair(1, 300_000, 0)
    assert pair_words("panel", one) == "between 4 min 59 s and 5 min 1 s ahead of cad"
    assert pair_words("cad", one) == "between 4 min 59 s and 5 min 1 s behind panel"


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        (Lead("cad", "cad", Range(0, 0), ()), "taken for right"),
        (Lead("panel", "cad", Range(1_000, 2_000), ()), "1 s and 2 s ahead of cad."),
        (Lead("panel", "cad", Range(-5_000, 5_000), ()), "It may be right, so it is not moved."),
        (Lead("panel", "cad", Range(5_000, None), ()), "With an open side it is not moved."),
        (Lead("panel", "cad", Range(None, None), ()), "No chain of sound pairs"),
        (Lead("panel", TRUE, Range(1_000, 2_000), ()), "ahead of true time, by the clocks"),
        (
            Lead("panel", TRUE, Range(0, 0), (), stated=Shift(60_000, 60_000)),
            "The record states this clock: 1 min ahead of true time.",
        ),
        (
            Lead("panel", TRUE, Range(0, 0), (), (pair(1, 0, 0),), Shift(60_000, 60_000)),
            "It is moved by that alone. The pairs contradict the record.",
        ),
        (Lead("panel", "cad", Range(None, None), (), (pair(1, 0, 0),)), "contradict each other"),
    ],
)
def test_a_result_says_what_follows(lead: Lead, words: str) -> None:
    """And whether the clock is moved, and if not, why."""
    assert words in result_words(lead)


@pytest.mark.parametrize(
    ("leads", "words"),
    [
        ((300_000, 310_000, 320_000), "its lead grows from pair to pair"),
        ((300_000, 290_000, 280_000), "its lead shrinks from pair to pair"),
        ((300_000, 320_000, 310_000), ""),
        ((300_000, 320_000), ""),
    ],
)
def test_a_lead_that_changes_steadily_may_be_drift(leads: tuple[int, ...], words: str) -> None:
    """Three pairs or more, in the order of their times."""
    pairs = tuple(pair(n, n * 600_000 + lead, n * 600_000) for n, lead in enumerate(leads))
    assert drift_words(Lead("panel", "cad", Range(None, None), pairs, pairs)) == words


@pytest.mark.parametrize(
    ("residual", "words"),
    [
        (None, ""),
        (999, "in the middle"),
        (2_400, "2 s above the middle"),
        (-61_000, "1 min 1 s below the middle"),
    ],
)
def test_a_residual_is_told(residual: int | None, words: str) -> None:
    """How far a pair is from the middle of all, and on which side."""
    assert residual_words(residual) == words
