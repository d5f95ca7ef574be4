"""Who says something, and where: claims by their voices, grades, the entries that tell them."""

import pytest

from incident_tui.record.model import Cite
from incident_tui.record.reading import read_bytes
from incident_tui.review.gathering import chronology_of
from incident_tui.review.voices import grade_words, letter, said_by, told_in

RECORD = """
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources:
  - {id: log, kind: cad_export, title: Log, published: 2024-03-01}
  - {id: paper, kind: news_article, title: Paper, reliability: B}
people: [{id: mayor, name: The Mayor}, {id: clerk, name: A Clerk}]
timeline:
  - {id: call, kind: radio_call, time: 13:00, text: Fire., grade: B2,
     cite: {source: log, at: L1, by: clerk}}
  - {id: twin, kind: radio_call, time: 13:05, text: Fire again., grade: C3,
     cite: {source: log, at: L1, by: clerk}}
  - {id: alone, kind: radio_call, time: 13:07, text: Out., grade: A1, cite: {source: log, at: L2}}
  - {id: event, kind: note, time: 13:10, text: It burnt., cite: {source: paper, at: L1, by: mayor}}
"""
SHOWN = chronology_of(read_bytes(RECORD.encode(), "record.yaml"))


@pytest.mark.parametrize(
    ("cite", "affects", "said"),
    [
        # A call: its own time, its own grade.
        (("log", "L2", ""), (), "cad export L2 · 13:07 · graded A1"),
        # Two calls on one line: the one that is meant, or what holds of both.
        (("log", "L1", "clerk"), ("twin",), "cad export L1 · said by A Clerk · 13:05 · graded C3"),
        (("log", "L1", "clerk"), (), "cad export L1 · said by A Clerk · published 1 Mar"),
        # An event: not when it took place, but when it was known; the source's grade.
        (
            ("paper", "L1", "mayor"),
            (),
            "news article L1 · said by The Mayor · known after 13:10"
            " · source graded B usually reliable",
        ),
        # Nothing stands on that line.
        (("log", "L9", ""), (), "cad export L9 · published 1 Mar"),
        (
            ("paper", "L9", "x"),
            (),
            "news article L9 · said by x · source graded B usually reliable",
        ),
        (("gone", "L9", ""), (), "gone L9"),
    ],
)
def test_a_claim_says_who_and_when(
    cite: tuple[str, str, str], affects: tuple[str, ...], said: str
) -> None:
    """Source and line, voice, when it was known, and how far it can be trusted."""
    source, at, by = cite
    shown = said_by(SHOWN, Cite(source=source, at=at, by=by), affects)
    assert shown == said


def test_a_claim_is_told_by_the_same_voice_on_the_same_line() -> None:
    """Another line, or another voice on it, is another claim."""
    assert [one.id for one in told_in(SHOWN, Cite(source="log", at="L1", by="clerk"))] == [
        "call",
        "twin",
    ]
    assert told_in(SHOWN, Cite(source="log", at="L1", by="mayor")) == []
    assert told_in(SHOWN, Cite(source="log", at="L1")) == []


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        ("A1", "A1 completely reliable, confirmed by other sources"),
        ("F6", "F6 reliability cannot be judged, credibility cannot be judged"),
        ("", ""),
    ],
)
def test_a_grade_is_put_in_words(grade: str, words: str) -> None:
    """Both parts of an Admiralty grade are said, and none where there is no grade."""
    assert grade_words(grade) == words


@pytest.mark.parametrize(
    ("number", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")]
)
def test_claims_have_letters(number: int, name: str) -> None:
    """No two claims share one, however many there are."""
    assert letter(number) == name
