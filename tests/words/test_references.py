"""Ids of conflicts and questions are found in a text, and only those that are told."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.review.lens import Lens
from incident_tui.words.references import links_in
from tests.boards.records import review

RECORD = """
sources:
  - {id: air, kind: radio_audio}
  - {id: paper, kind: news_article, published: 2024-03-01}
timeline:
  - {id: a, kind: note, time: 13:00, text: x, cite: air:L1}
  - {id: b, kind: note, time: 13:05, text: x, cite: paper:L1}
conflicts:
  - {id: c04, topic: T, claims: [{value: x, cite: air:L1}, {value: y, cite: air:L1}]}
  - {id: c-5, topic: T, claims: [{value: x, cite: air:L1}, {value: y, cite: paper:L2}]}
  - {id: fire, topic: T, claims: [{value: x, cite: air:L1}, {value: y, cite: air:L1}]}
  - {id: "13", topic: T, claims: [{value: x, cite: air:L1}, {value: y, cite: air:L1}]}
questions:
  - {id: u05, text: Why?, refs: [a]}
  - {id: u06, text: Who?, refs: [b]}
"""


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See c04.", ["conflict:c04"]),
        ("see question u05, and c-5; (u06)", ["question:u05", "conflict:c-5", "question:u06"]),
        ("c04b, xc04, c04-2, C04, c99", []),
        ("the fire of 13 May", []),
        ("", []),
    ],
)
def test_ids_are_whole_words(text: str, links: list[str]) -> None:
    """An id has a letter and a digit: plain words and numbers of a text are no references."""
    assert [*links_in(review(RECORD).lens, text)] == links


def test_what_is_withheld_is_no_link() -> None:
    """On the clock of the known only what is told can be followed."""
    lens = review(RECORD).lens
    known = Lens(lens.chronology, lens.moment, Clock.KNOWN)
    assert [*links_in(known, "c04 c-5 u05 u06")] == ["conflict:c04", "question:u05"]
