"""Who says something, and where: citations, claims by their voices, grades."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.record.model import Cite, Source, SourceClock
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import parse_duration
from incident_tui.review.lens import Lens
from incident_tui.words.citations import (
    brief_cite_words,
    cite_words,
    clock_words,
    grade_words,
    source_key_words,
    titled_cite_words,
    voice_of,
)

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
SHOWN = Lens(chronology_of(read_bytes(RECORD.encode(), "record.yaml")))


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        (Cite(source="log"), "CAD export"),
        (
            Cite(source="log", at="L1", via="paper", by="mayor", basis="quote", hedge="alleged"),
            "CAD export L1 · via Paper · said by The Mayor · quote · as alleged",
        ),
        # What speaks for itself is not said by itself.
        (Cite(source="paper", at="p2", by="paper", quote="Fire"), "news article p2 · “Fire”"),
        (Cite(source="gone", by="somebody"), "gone · said by somebody"),
    ],
)
def test_a_citation_says_all_that_it_has(cite: Cite, words: str) -> None:
    """Source and place, through whom, by whom, on what basis, with what reserve."""
    assert cite_words(SHOWN, cite) == words


def test_an_inference_looks_like_an_inference() -> None:
    """Not like a statement of the source."""
    cite = Cite(source="paper", at="L3", by="mayor", basis="inference")
    assert cite_words(SHOWN, cite) == "news article L3 · inferred from what The Mayor said"
    own = Cite(source="paper", at="L3", by="paper", basis="inference")
    assert cite_words(SHOWN, own) == "news article L3 · inferred, not stated"


def test_a_citation_explains_itself_with_the_title() -> None:
    """Where no list of sources stands beside it; without a title as elsewhere."""
    cite = Cite(source="paper", at="L3", by="mayor")
    assert titled_cite_words(SHOWN, cite) == "news article “Paper” L3 · said by The Mayor"
    assert titled_cite_words(SHOWN, Cite(source="gone", at="p1")) == "gone p1"


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        (Cite(source="paper", at="L8", by="mayor"), "said by The Mayor, news article L8"),
        (Cite(source="paper", at="L9", by="paper"), "from news article L9"),
        (Cite(source="log"), "from CAD export"),
        (
            Cite(source="paper", at="L8", by="mayor", via="log", hedge="alleged"),
            "said by The Mayor, as alleged, via Log, news article L8",
        ),
        (Cite(source="paper", basis="inference"), "inferred, from news article"),
        (
            Cite(source="paper", by="mayor", basis="inference"),
            "inferred from what The Mayor said, news article",
        ),
    ],
)
def test_a_citation_in_few_words(cite: Cite, words: str) -> None:
    """Who says it, through whom and where, for a form with little room."""
    assert brief_cite_words(SHOWN, cite) == words


def test_a_source_in_a_list_of_sources() -> None:
    """With the id that citations name, and all that helps to find it."""
    source = Source(
        id="art", kind="news_article", title="Two hurt", publisher="Daily", note="No author."
    )
    assert source_key_words(SHOWN, source) == "art: Two hurt (news article, Daily). No author."
    assert source_key_words(SHOWN, Source(id="log", kind="report")) == "log: log (report)"


def test_a_claim_has_its_voice_its_time_and_its_grade_apart() -> None:
    """So that they can stand in columns; what is not known is empty."""
    assert voice_of(SHOWN, Cite(source="log", at="L2")) == ("CAD export L2", "13:07", "graded A1")
    assert voice_of(SHOWN, Cite(source="gone")) == ("gone", "", "")


def test_a_clock_that_is_off_says_how_far() -> None:
    """With its sign, and how well that is known; nothing for a source without one."""
    clock = SourceClock(
        offset=parse_duration("+5m"), uncertainty=parse_duration("10s"), note="A watch."
    )
    source = Source(id="s", kind="report", clock=clock)
    assert clock_words(source) == "its clock is +5 min off · known to ±10 s · A watch."
    assert clock_words(Source(id="s", kind="report")) == ""


@pytest.mark.parametrize(
    ("cite", "affects", "said"),
    [
        # A call: its own time, its own grade.
        (("log", "L2", ""), (), "CAD export L2 · 13:07 · graded A1"),
        # Two calls on one line: the one that is meant, or what holds of both.
        (("log", "L1", "clerk"), ("twin",), "CAD export L1 · said by A Clerk · 13:05 · graded C3"),
        (("log", "L1", "clerk"), (), "CAD export L1 · said by A Clerk · published 1 Mar"),
        # An event: not when it took place, but when it was known; the source's grade.
        (
            ("paper", "L1", "mayor"),
            (),
            "news article L1 · said by The Mayor · known after 13:10"
            " · source graded B usually reliable",
        ),
        # Nothing stands on that line.
        (("log", "L9", ""), (), "CAD export L9 · published 1 Mar"),
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
    voice = voice_of(SHOWN, Cite(source=source, at=at, by=by), affects)
    assert " · ".join(filter(None, voice)) == said


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
