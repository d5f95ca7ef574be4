"""Words about sounds: how calls are joined."""

import pytest

from incident_tui.listening.clock import Joining
from incident_tui.words.sounds import joining_words


@pytest.mark.parametrize(
    ("joining", "words"),
    [
        (Joining(), "calls one after another, gaps above 10 s cut to 1 s"),
        (
            Joining(2.5, is_mixed=True),
            "overlapping calls at the same time, gaps above 2.5 s cut to 1 s",
        ),
        (Joining(float("inf")), "calls one after another, gaps as they were"),
    ],
)
def test_how_calls_are_joined_is_said(joining: Joining, words: str) -> None:
    """In the words about the file."""
    assert joining_words(joining) == words
