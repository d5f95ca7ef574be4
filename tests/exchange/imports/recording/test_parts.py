"""Recordings are parted by silence, whatever the level of their silence."""

from array import array

import pytest

from incident_tui.exchange.imports.recording.parts import Part, parted, threshold_of
from incident_tui.listening.levels import BLOCK_S


def levels(*stretches: tuple[float, int]) -> "array[int]":
    """The levels of stretches of seconds, each of a level in decibels."""
    found = array("b")
    for seconds, level in stretches:
        found.extend([level] * round(seconds / BLOCK_S))
    return found


@pytest.mark.parametrize(
    ("stretches", "parts"),
    [
        # Two calls, with a margin on either side.
        (((2, -90), (3, -15), (4, -90), (1, -15), (2, -90)), [(1.8, 3.4), (8.8, 1.4)]),
        # A short pause is within a call, also at the ends of the file.
        (((1, -15), (0.8, -90), (1, -15), (3, -90)), [(0, 3.0)]),
        (((3, -90), (1, -15)), [(2.8, 1.2)]),
        # The hiss of an open channel is silence.
        (((3, -45), (2, -18), (3, -45)), [(2.8, 2.4)]),
        # A click is no call, and clicks within a pause do not join calls that are apart.
        (((3, -90), (0.1, -10), (3, -90), (1, -15), (3, -90)), [(5.9, 1.4)]),
        # No silence: a single part. Nothing but silence: none.
        (((5, -20),), [(0, 5.0)]),
        (((5, -100),), []),
        ((), []),
    ],
)
def test_parts(stretches: tuple[tuple[float, int], ...], parts: list[tuple[float, float]]) -> None:
    """Start and length of each part, in seconds."""
    length = sum(seconds for seconds, _ in stretches)
    found = parted(levels(*stretches), length)
    assert list(found.parts) == [Part(*part) for part in parts]


def test_clicks_are_counted() -> None:
    """What is left out is told of."""
    assert parted(levels((3, -90), (0.1, -10), (3, -90)), 6.1).clicks == 1


@pytest.mark.parametrize(
    ("stretches", "threshold"),
    [
        (((9, -90), (1, -15)), -50),
        (((9, -45), (1, -15)), -35),
        (((9, -20), (1, -15)), -30),
        ((), -50),
    ],
)
def test_the_threshold_follows_the_quietest(
    stretches: tuple[tuple[float, int], ...], threshold: int
) -> None:
    """Ten decibels above the quietest of the recording, within limits."""
    assert threshold_of(levels(*stretches)) == threshold
