"""Sources: which facts stand where, and the text beside the record."""

import hashlib
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock
from incident_tui.record.model import Cite
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.review.lens import Lens
from incident_tui.samples import bundled_record
from incident_tui.words.source_facts import by_source, facts, line_of, same_line, text_of
from tests.records import chronology, entry
from tests.records import text_of as record_text

FACTS = """
agencies:
  - id: fd
    name: Fire
    cite: s:L1
    roles: [{role: Assisting, cite: s:L2}]
    status_history: [{status: OnScene, time: 13:00, cite: s:L3}]
units:
  - id: e1
    call_sign: E1
    cite: s:L15
    status_history: [{status: EnRoute, time: 13:00, cite: s:L4}]
people: [{id: p, name: Person, cite: s:L5}]
locations: [{id: l, text: Corner, cite: s:L6}]
casualties:
  - id: c
    group: public
    person: p
    cite: s:L7
    history: [{status: injured, time: 13:00, cite: s:L8}]
    transported: {cite: s:L9}
facilities: [{id: f, name: School, cite: s:L10}]
related: [{id: r, title: Other, relation: [same_area], cite: s:L11}]
conflicts:
  - {id: x, topic: How many, claims: [{value: one, cite: s:L12}, {value: two, cite: [s:L12, src]}]}
questions: [{id: u, text: Why, cite: s:L13}]
glossary: [{term: word, meaning: m, cite: s:L14}]
"""
SHOWN = Lens(
    chronology(
        entry("a", '"13:00"', cite="[s:L12, src:L1]"),
        rest=FACTS,
    )
)


def test_every_cited_fact_is_counted_once() -> None:
    """Each section's facts stand in their source, and nothing that cites none."""
    shown = Lens(
        chronology(
            entry("a", '"13:00"', cite="src:L1"),
            rest=FACTS.replace("s:L", "src:L").replace(", src]", ", src:L2]"),
        )
    )
    words = [fact.words for fact in by_source(shown)["src"]]
    assert words == [
        "text",
        "Person: injured",
        "Person: public",
        "Person: taken to hospital",
        "Fire: an agency",
        "Fire: on scene",
        "Fire: assisting",
        "E1: a unit",
        "E1: en route",
        "Person: who it is",
        "Corner: the place",
        "School: what it did",
        "Other: a related incident",
        "How many: one",
        "How many: two",
        "Why",
        "word: what the word means",
    ]
    assert [fact.words for fact in facts(shown)] == words
    assert all(fact.is_on_one_source for fact in by_source(shown)["src"])


def test_a_fact_of_two_sources_stands_in_both_and_on_neither_alone() -> None:
    """What a second source tells too does not stand on one alone."""
    found = by_source(SHOWN)
    both = [fact for fact in found["s"] if fact in found["src"]]
    assert [fact.words for fact in both] == ["text", "How many: two"]
    assert [fact for fact in found["src"] if fact.is_on_one_source] == []
    assert [fact for fact in found["s"] if not fact.is_on_one_source] == both


def test_facts_of_one_line_are_found() -> None:
    """The same line of the same source, and none where no line is cited."""
    stands = by_source(SHOWN)
    found = same_line(stands, Cite(source="s", at="L12"))
    assert [fact.words for fact in found] == ["text", "How many: one", "How many: two"]
    assert same_line(stands, Cite(source="src")) == []
    assert same_line(stands, Cite(source="other", at="L12")) == []


def test_all_facts_of_independence_stand_on_its_one_article() -> None:
    """Its second source is named, and cited by nothing."""
    found = by_source(Lens(chronology_of(read_record(bundled_record()))))
    assert [*found] == ["art"]
    assert all(fact.is_on_one_source for fact in found["art"])


@pytest.mark.parametrize(
    ("at", "number"),
    [("L1", 1), ("L13", 13), ("", None), ("p2", None), ("L", None), ("L1-3", None), ("l1", None)],
)
def test_a_line_is_cited_by_its_number(at: str, number: int | None) -> None:
    """`L13` names a line; pages and times do not."""
    assert line_of(Cite(source="s", at=at)) == number


def test_the_text_of_a_source_lies_beside_the_record(tmp_path: Path) -> None:
    """It is found from the folder of the record, and checked; an unknown source has none.

    Until the source is published, on the clock of the known, none of its text is told.
    """
    (tmp_path / "s.txt").write_bytes(b"one\ntwo\n")
    sha256 = hashlib.sha256(b"one\ntwo\n").hexdigest()
    source = f"{{id: s, kind: report, published: 2024-03-02, path: s.txt, sha256: {sha256}}}"
    text = record_text(entry("a", '"13:00"')).replace("sources: [", f"sources: [{source}, ")
    chronicle = chronology_of(read_bytes(text.encode(), str(tmp_path / "record.yaml")))
    assert chronicle.problems == ()
    told = text_of(Lens(chronicle), "s")
    assert (told.lines, told.fault) == (("one", "two"), None)
    assert text_of(Lens(chronicle, chronicle.as_of[0]), "s") == told
    for withheld in (
        text_of(Lens(chronicle, chronicle.as_of[0], Clock.KNOWN), "s"),
        text_of(Lens(chronicle), "src"),
        text_of(Lens(chronicle), "nothing"),
    ):
        assert (withheld.lines, withheld.fault) == ((), None)
