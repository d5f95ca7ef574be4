"""Sources: a citation in full, what stands beside it, and the text with its line lit."""

import hashlib
from pathlib import Path

import pytest

from incident_tui.boards import sources
from incident_tui.boards.sources import draw_citations, draw_source, draw_sources
from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import width_of
from incident_tui.record.reading import Reader, read_record
from incident_tui.review import intents
from incident_tui.review.links import to_source
from incident_tui.review.review import review_of, step
from tests.boards.records import HEAD, NASTY, beside, independence, review, said, ways

TEXT = "".join(f"Line {number} of it.\n" for number in range(1, 31))
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()
RECORD = """
sources:
  - {id: wire, kind: news_article, title: Wire, publisher: Agency}
  - id: art
    kind: news_article
    title: Article
    author: A Writer
    publisher: A Paper
    published: 2024-03-01
    retrieved: 2024-03-02
    url: https://example.org/1
    parent: wire
    reliability: B
    licence: CC0
    clock: {offset: -2m, uncertainty: 30s, note: by hand}
    note: A note.
    path: art.txt
    sha256: SHA
people: [{id: mayor, name: The Mayor}]
timeline:
  - id: a
    kind: note
    time: 13:00
    text: It burnt.
    grade: B2
    cite: {source: art, at: L13, by: mayor, via: wire, basis: quote, hedge: alleged, quote: it did}
  - {id: b, kind: note, time: 13:01, text: It smoked., cite: [art:L13, wire:p2]}
  - {id: c, kind: note, time: 13:02, text: The end., cite: art:L30}
  - {id: d, kind: note, time: 13:03, text: Beyond., cite: art:L31}
  - {id: e, kind: note, time: 13:04, text: A page., cite: art:p2}
  - {id: f, kind: note, time: 13:05, text: All of it., cite: art}
""".replace("SHA", SHA256)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the text of the article."""
    (tmp_path / "art.txt").write_text(TEXT)
    return tmp_path


def lit(folder: Path, entry: str, record: str = RECORD) -> tuple[list[str], list[str]]:
    """The lines shown of the text, and those of them that are lit."""
    rows = draw_citations(beside(folder, record, entry), 74)
    shown = [
        line for line in said(rows) if line.lstrip("▸").startswith("L") and "smoked" not in line
    ]
    bright = [span.text for row in rows for span in row.line if span.ink == "hit"]
    return shown, bright


def test_a_citation_is_told_in_full(folder: Path) -> None:
    """From whom, through whom, in which source, taken from which; the words; the grade."""
    rows = draw_citations(beside(folder, RECORD, "a"), 74)
    assert said(rows)[:9] == [
        "art L13",
        "said by The Mayor",
        "through Wire",
        "in L13 · Article · A Paper · A Writer",
        "taken from Wire · Agency",
        "basis quote",
        "reserve as alleged",
        "words “it did”",
        "grade B2 usually reliable, probably true",
    ]
    assert ways(rows)[:2] == [to_source("art", "L13"), "source:wire"]
    assert said(rows)[-2:] == [
        "also there: 1 fact; 1 marks facts of no other source",
        "L13 It smoked.",
    ]
    assert ways(rows)[-1] == "entry:b"


@pytest.mark.parametrize(
    ("entry", "first", "last", "bright"),
    [("a", 9, 17, "Line 13 of it."), ("c", 26, 30, "Line 30 of it.")],
)
def test_the_cited_line_is_lit_among_those_around_it(
    folder: Path, entry: str, first: int, last: int, bright: str
) -> None:
    """Four lines before and after, and a mark that does not hang on colour."""
    shown, hits = lit(folder, entry)
    assert len(shown) == last - first + 1
    assert shown[0] == f"L{first} Line {first} of it."
    assert hits == [bright]
    assert [line for line in shown if line.startswith("▸")] == [f"▸L{bright.split()[1]} {bright}"]


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("d", "text it has 30 lines, and no line 31"),
        ("e", "text the record carries it; `p2` names no line"),
        ("f", "text no line is cited"),
    ],
)
def test_what_cites_no_line_of_the_text_says_so(folder: Path, entry: str, words: str) -> None:
    """Beyond its end, on a page, or nowhere: nothing is lit, and the reason is told."""
    rows = draw_citations(beside(folder, RECORD, entry), 74)
    assert words in said(rows)
    assert lit(folder, entry) == ([], [])


@pytest.mark.parametrize(
    ("data", "words", "lines"),
    [
        (None, "text `art.txt` cannot be read: no such file or directory", 0),
        (b"Other.\n" * 30, "text `art.txt` is not the text that was cited: its sha256 differs", 9),
    ],
)
def test_a_text_at_fault_is_told(
    tmp_path: Path, data: bytes | None, words: str, lines: int
) -> None:
    """The fault stands where the text does, and what there is of that is shown."""
    if data:
        (tmp_path / "art.txt").write_bytes(data)
    shown = beside(tmp_path, RECORD, "a")
    assert words in said(draw_citations(shown, 74))
    assert len(lit(tmp_path, "a")[0]) == lines
    assert words.removeprefix("text ") in said(draw_source(shown, "art", 74))
    problem = next(iter(shown.chronology.problems))
    assert problem.message == f"`path`: {words.removeprefix('text ')}"
    assert problem.mark.line == RECORD.splitlines().index("    path: art.txt") + 4


def test_all_sources_say_what_they_carry(folder: Path) -> None:
    """What each is, how far it is trusted, how many facts stand in it, and on it alone."""
    rows = draw_sources(beside(folder, RECORD), 74)
    assert said(rows) == [
        "wire · news article",
        "Wire",
        "1 fact, 0 on it alone",
        "published not given · Agency",
        "reliability not graded",
        "art · news article",
        "Article",
        "6 facts, 5 on it alone",
        "published 1 Mar · A Writer · A Paper",
        "reliability B usually reliable",
        "taken from Wire",
        "https://example.org/1",
        "retrieved 2 Mar",
        "licence CC0",
        "its clock is -2 min off · known to ±30 s · by hand",
        "A note.",
    ]
    assert ways(rows) == ["source:wire", "source:art"]


def test_a_source_has_its_facts_and_its_text(folder: Path) -> None:
    """Facts where they stand in this source, those on it alone marked; then every line."""
    rows = draw_source(beside(folder, RECORD), "art", 74)
    lines = said(rows)
    start = lines.index("6 facts, 5 on it alone, marked 1")
    assert lines[start + 1 : start + 9] == [
        "1 L13 It burnt.",
        "It smoked.",
        "1 L30 The end.",
        "1 L31 Beyond.",
        "1 p2 A page.",
        "1 All of it.",
        "its text",
        "L1 Line 1 of it.",
    ]
    assert lines[-1] == "L30 Line 30 of it."
    assert ways(rows) == [f"entry:{one}" for one in "abcdef"]
    assert "p2 It smoked." in said(draw_source(beside(folder, RECORD), "wire", 74))
    assert said(draw_source(beside(folder, RECORD), "gone", 74)) == [
        "The record has no source gone."
    ]


def test_a_large_text_is_shown_in_part(tmp_path: Path) -> None:
    """Of 100,000 lines the page shows the first, and an entry those around its own."""
    (tmp_path / "art.txt").write_text("".join(f"{number}\n" for number in range(1, 100_001)))
    record = RECORD.replace(SHA256, "").replace("art:L30", "art:L99999")
    shown = beside(tmp_path, record, "c")
    rows = draw_source(shown, "art", 74)
    assert len(rows) < sources.MAX_LINES + 50
    assert "… lines 1 to 2,000 of 100,000: an entry that cites another one shows it (o)" in (
        " ".join(said(rows))
    )
    lines, hits = lit(tmp_path, "c", record)
    assert (len(lines), hits) == (6, ["99999"])


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    """A text of one line is no reason to wait."""
    (tmp_path / "art.txt").write_text("x" * 5_000_000)
    shown = beside(tmp_path, RECORD.replace(SHA256, "").replace("art:L30", "art:L1"), "c")
    rows = draw_citations(shown, 74)
    assert len(rows) < 60
    assert "(5,000,000 characters)" in " ".join(said(rows))


def test_texts_are_harmless(tmp_path: Path) -> None:
    """Controls in a text, a title or a place are shown as text; bytes that are none, as �."""
    (tmp_path / "art.txt").write_bytes(b"\x1b[2J\x07 and \xff\n")
    record = RECORD.replace(SHA256, "").replace("Article", f'"{NASTY}"')
    record = record.replace("at: L13", f'at: "L1{NASTY}"').replace("art:L30", "art:L1")
    for entry in ("a", "c"):
        shown = beside(tmp_path, record, entry)
        for rows in (
            draw_citations(shown, 74),
            draw_sources(shown, 74),
            draw_source(shown, "art", 74),
        ):
            assert all(span.text.isprintable() for row in rows for span in row.line)
    assert "▸L1 ␛[2J␇ and �" in said(draw_citations(shown, 74))


def test_without_an_entry_all_sources_are_shown(folder: Path) -> None:
    """Where filters hide everything there is nothing to cite."""
    shown = step(beside(folder, RECORD), intents.ShowAgencies(frozenset()))
    assert said(draw_citations(shown, 74)) == said(draw_sources(shown, 74))
    assert said(draw_sources(review(), 74)) == ["No source is recorded."]


CALLS = """\
{"id": "x", "kind": "radio_call", "time": "13:10", "text": "One.", "cite": "art:L1"}
{"id": "y", "kind": "radio_call", "time": "13:11", "text": "Two.", "cite": ["art:L2", "wire"]}
{"id": "z", "kind": "radio_call", "time": "13:12", "text": "Three.", "cite": "wire"}
"""


def test_calls_are_counted_too(folder: Path) -> None:
    """What the calls cite counts as all else does, and is listed by the filter."""
    (folder / "calls.jsonl").write_text(CALLS)
    (folder / "record.yaml").write_text(f"{HEAD}{RECORD}calls: [calls.jsonl]\n")
    shown = review_of(chronology_of(read_record(folder)))
    assert shown.chronology.problems == ()
    lines = said(draw_sources(shown, 74))
    assert "8 facts, 6 on it alone" in lines
    assert "3 facts, 1 on it alone" in lines
    assert "and 2 entries of the calls: f lists them" in said(draw_source(shown, "art", 74))


def test_calls_that_are_still_to_come_are_told_of(folder: Path) -> None:
    """A number of facts is not to pass for all of them."""
    (folder / "calls.jsonl").write_text(CALLS)
    reader = Reader(f"{HEAD}{RECORD}calls: [calls.jsonl]\n".encode(), str(folder / "record.yaml"))
    shown = review_of(chronology_of(reader.reading))
    lines = said(draw_sources(shown, 74))
    assert "6 facts, 5 on it alone, as far as the calls are read" in lines


def test_facts_on_one_source_alone_can_be_listed(folder: Path) -> None:
    """All but the one that a second source tells too."""
    lines = said(draw_source(beside(folder, RECORD), "art", 74, only=True))
    start = lines.index("listed: what stands on it alone")
    assert lines[start + 1 : start + 6] == [
        "1 L13 It burnt.",
        "1 L30 The end.",
        "1 L31 Beyond.",
        "1 p2 A page.",
        "1 All of it.",
    ]
    assert not any("It smoked." in line for line in lines)


@pytest.mark.parametrize("width", [30, 74, 110])
def test_pages_of_independence_stay_in_their_width(width: int) -> None:
    """Citations of every entry, at any width; the record carries no text."""
    shown = independence()
    for entry in shown.chronology.entries:
        rows = draw_citations(step(shown, intents.GoTo(entry.id)), width)
        assert max(width_of(row.line) for row in rows) <= width
        assert any("the record does not carry it" in line for line in said(rows)) or width < 40
    assert "broadcastify · scanner archive" in said(draw_sources(shown, width)) or width < 40


def test_where_an_unknown_entry_comes_from_is_not_told(folder: Path) -> None:
    """On the clock of knowing its line would say what it says."""
    known = step(beside(folder, RECORD, "a"), intents.SwitchClock())
    assert said(draw_citations(known, 74)) == ["≠ not known yet; h shows what happened"]


def test_a_cited_place_is_marked_and_its_facts_stand_together(folder: Path) -> None:
    """A link leads to the first of them; the line of the text is lit too."""
    rows = draw_source(beside(folder, RECORD), "art", 74, place="L13")
    marked = [row for row in rows if any("▸" in span.text for span in row.line)]
    assert said(marked) == ["1 ▸L13 It burnt.", "▸ It smoked.", "▸L13 Line 13 of it."]
    assert [row.anchor for row in marked] == [to_source("art", "L13"), "", ""]
    assert [row.key for row in marked] == ["entry:a", "entry:b", ""]


def test_a_place_that_nothing_else_cites_is_marked(folder: Path) -> None:
    """Where only a bulk call under the cursor cites it; and where nothing on the page does."""
    (folder / "calls.jsonl").write_text(CALLS)
    (folder / "record.yaml").write_text(f"{HEAD}{RECORD}calls: [calls.jsonl]\n")
    shown = step(review_of(chronology_of(read_record(folder))), intents.GoTo("x"))
    for place, words, way in (
        ("L1", "1 ▸L1 One.", "entry:x"),
        ("L9", "▸L9 no fact listed here cites this place", ""),
    ):
        rows = draw_source(shown, "art", 74, place=place)
        (row,) = [row for row in rows if row.anchor]
        assert (said([row]), row.key) == ([words], way)


def test_many_facts_are_listed_about_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The cited place is among those that are listed."""
    monkeypatch.setattr(sources, "MAX_FACTS", 3)
    entries = "".join(
        f"  - {{id: e{number}, kind: note, time: 13:00, text: x, cite: s:L{number}}}\n"
        for number in range(1, 9)
    )
    shown = review(f"sources: [{{id: s, kind: report}}]\ntimeline:\n{entries}")
    for place, listed in (("", [1, 2, 3]), ("L2", [1, 2, 3]), ("L6", [4, 5, 6])):
        rows = draw_source(shown, "s", 74, place=place)
        assert ways(rows) == [f"entry:e{number}" for number in listed]
        assert f"… facts {listed[0]} to {listed[-1]} of 8" in said(rows)
