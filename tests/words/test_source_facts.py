"""Sources: which facts stand where, and the text beside the record."""

import hashlib
import os
from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.record.model import Cite, Source
from incident_tui.record.reading import read_record
from incident_tui.record.source_text import MAX_TEXT_BYTES
from incident_tui.samples import bundled_record
from incident_tui.words.source_facts import by_source, facts, line_of, same_line, text_of
from tests.records import chronology, entry

FACTS = """
agencies:
  - id: fd
    name: Fire
    cite: s:L1
    roles: [{role: Assisting, cite: s:L2}]
    status_history: [{status: OnScene, time: 13:00, cite: s:L3}]
units: [{id: e1, call_sign: E1, status_history: [{status: EnRoute, time: 13:00, cite: s:L4}]}]
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
SHOWN = chronology(
    entry("a", '"13:00"', cite="[s:L12, src:L1]"),
    rest=FACTS,
)


def test_every_cited_fact_is_counted_once() -> None:
    """Each section's facts stand in their source, and nothing that cites none."""
    shown = chronology(
        entry("a", '"13:00"', cite="src:L1"),
        rest=FACTS.replace("s:L", "src:L").replace(", src]", ", src:L2]"),
    )
    words = [fact.words for fact in by_source(shown)["src"]]
    assert words == [
        "text",
        "Person: injured",
        "Person: public",
        "Person: taken to hospital",
        "Fire: an agency",
        "Fire: OnScene",
        "Fire: Assisting",
        "E1: EnRoute",
        "Person: who it is",
        "Corner: the place",
        "School: what it did",
        "Other: a related incident",
        "How many: one",
        "How many: two",
        "Why",
        "word: what the word means",
    ]
    assert [fact.words for fact in facts(shown.record)] == words
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
    found = same_line(SHOWN, Cite(source="s", at="L12"))
    assert [fact.words for fact in found] == ["text", "How many: one", "How many: two"]
    assert same_line(SHOWN, Cite(source="src")) == []
    assert same_line(SHOWN, Cite(source="other", at="L12")) == []


def test_all_facts_of_independence_stand_on_its_one_article() -> None:
    """Its second source is named, and cited by nothing."""
    found = by_source(chronology_of(read_record(bundled_record())))
    assert [*found] == ["art"]
    assert all(fact.is_on_one_source for fact in found["art"])


@pytest.mark.parametrize(
    ("at", "number"),
    [("L1", 1), ("L13", 13), ("", None), ("p2", None), ("L", None), ("L1-3", None), ("l1", None)],
)
def test_a_line_is_cited_by_its_number(at: str, number: int | None) -> None:
    """`L13` names a line; pages and times do not."""
    assert line_of(Cite(source="s", at=at)) == number


def source(path: str, data: bytes | None = None) -> Source:
    """A source with a text, and the hash of these bytes if there are any."""
    sha256 = "" if data is None else hashlib.sha256(data).hexdigest()
    return Source(id="s", kind="report", path=path, sha256=sha256)


@pytest.mark.parametrize(
    ("data", "lines", "fault"),
    [
        (b"one\ntwo\n", ("one", "two"), ""),
        (b"one\ntwo", ("one", "two"), ""),
        (b"one\r\ntwo\r\n", ("one", "two"), ""),
        (b"\xef\xbb\xbfone", ("one",), ""),
        (b"one\n\n", ("one", ""), ""),
        (b"", (), ""),
        ("é\x1b[31m".encode(), ("é\x1b[31m",), ""),
        (b"a\nb\xff\n", ("a", "b�"), "`s.txt` is not UTF-8 in its line 2"),
    ],
)
def test_a_text_is_its_lines(
    data: bytes, lines: tuple[str, ...], fault: str, tmp_path: Path
) -> None:
    """Line ends of any kind, and bytes that are no text, which are told."""
    (tmp_path / "s.txt").write_bytes(data)
    text = text_of(str(tmp_path / "record.yaml"), source("s.txt", data))
    assert text.lines == lines
    assert (text.fault.words if text.fault else "").startswith(fault)
    assert bool(text.fault) is bool(fault)


def test_a_text_that_differs_is_shown_and_told(tmp_path: Path) -> None:
    """Another text than the cited one still has its lines."""
    (tmp_path / "s.txt").write_bytes(b"other")
    text = text_of(str(tmp_path / "record.yaml"), source("s.txt", b"cited"))
    assert text.lines == ("other",)
    assert text.fault
    assert text.fault.words == "`s.txt` is not the text that was cited: its sha256 differs"


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("missing.txt", "`missing.txt` cannot be read: no such file or directory"),
        ("../outside.txt", "`../outside.txt` leaves the record's folder; it is not opened"),
        ("/etc/passwd", "`/etc/passwd` leaves the record's folder; it is not opened"),
        ("link.txt", "`link.txt` leaves the record's folder; it is not opened"),
        ("folder", "`folder` is not a file"),
        ("pipe", "`pipe` is not a file"),
        ("large.txt", "`large.txt` is larger than 8 MB; it is not read"),
        ("a\ud800", "`a\ud800` leaves"),
    ],
)
def test_a_text_that_cannot_be_had_says_why(path: str, fault: str, tmp_path: Path) -> None:
    """Outside, missing, no file or too large: nothing of it, and the reason."""
    folder = tmp_path / "record"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.txt").write_text("outside")
    (folder / "link.txt").symlink_to(tmp_path / "outside.txt")
    os.mkfifo(folder / "pipe")
    with (folder / "large.txt").open("wb") as file:
        file.truncate(MAX_TEXT_BYTES + 1)
    text = text_of(str(folder / "record.yaml"), source(path))
    assert text.lines == ()
    assert text.fault
    assert text.fault.words.startswith(fault)


def test_a_source_without_a_text_has_none() -> None:
    """No path is no fault."""
    text = text_of("record.yaml", source(""))
    assert (text.lines, text.fault) == ((), None)
