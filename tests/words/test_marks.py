"""The legend of the row under the cursor: each mark of the row, and no other mark."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.review.lens import Lens
from incident_tui.words.marks import mark_words
from tests.driving import bundled_chronology


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("q1", ["◉ radio call", "~ about", "? nobody is named"]),
        ("q2", ["◉ radio call", "? nobody is named"]),
        ("server-call", ["✦ action", "… within bounds", "~ about", "› concerns IPD"]),
        ("lucas-post", ["@ media post", "? uncertain time", "› concerns IPD"]),
    ],
)
def test_each_mark_of_a_row_is_explained(entry: str, words: list[str]) -> None:
    """Kind, time and who: in the order in which the row has them or in the order of kinds."""
    chronology = bundled_chronology()
    found = [*mark_words(Lens(chronology), chronology.positions[entry])]
    assert found == words


def test_a_withheld_row_tells_its_kind_and_that_it_is_withheld() -> None:
    """On the clock of the known no agency of the entry is named."""
    chronology = bundled_chronology()
    lens = Lens(chronology, chronology.as_of[7], Clock.KNOWN)
    assert [*mark_words(lens, chronology.positions["server-call"])] == [
        "✦ action",
        "… within bounds",
        "~ about",
        "≠ not known yet",
    ]
