"""Warnings about citations: lines, quotes, and sources that nothing cites."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from incident_tui.checks import warnings_of
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_bytes
from tests.checks.warned import USUAL, codes, of_folder
from tests.records import entry, text_of


def said_of(folder: Path, source: str, cite: str) -> list[tuple[str, str]]:
    """The codes and words of warnings where one entry cites the one source."""
    found = of_folder(folder, entry("x", '"13:00"', cite=cite), source=source)
    return [(problem.code, problem.message) for problem in found]


@pytest.mark.parametrize(
    ("source", "cite", "said"),
    [
        ("", "src:L99", ""),
        (", lines: 33", "src:L33", ""),
        (", lines: 33", "src:p99", ""),
        (", lines: 33", "src:L34", "`src` has 33 lines, and none is L34"),
        (", lines: 33", "src:L0", "`src` has 33 lines, and none is L0"),
        (", lines: 33", "{source: src, at: L34}", "`src` has 33 lines, and none is L34"),
        (", path: art.txt", "src:L4", ""),
        (", path: art.txt", "src:L5", "`src` has 4 lines, and none is L5"),
    ],
)
def test_a_line_that_there_is_not_is_warned_of(
    source: str, cite: str, said: str, tmp_path: Path
) -> None:
    """The text that is carried says how many lines there are, or else the record does."""
    assert said_of(tmp_path, source, cite) == ([("W006", said)] if said else [])


@pytest.mark.parametrize(
    "section", ["incident", "agencies", "units", "locations", "glossary", "conflicts", "facilities"]
)
def test_every_citation_is_looked_at_where_it_stands(section: str) -> None:
    """Whatever cites, the warning has the place of that citation."""
    cite, other = "cite: src:L9", "{value: b, cite: src}"
    rest = {
        "agencies": f"[{{id: a, name: A, {cite}}}]",
        "units": f"[{{id: a, call_sign: A, {cite}}}]",
        "locations": f"[{{id: a, text: A, {cite}}}]",
        "glossary": f"[{{term: a, meaning: A, {cite}}}]",
        "conflicts": f"[{{id: a, topic: A, claims: [{{value: a, {cite}}}, {other}]}}]",
        "facilities": f"[{{id: a, name: A, {cite}}}]",
    }
    text = text_of(USUAL, rest=f"{section}: {rest[section]}" if section in rest else "")
    text = text.replace("kind: report", "kind: report, lines: 8")
    if section == "incident":
        text = text.replace("title: Title", f"title: Title, {cite}")
    (problem,) = warnings_of(chronology_of(read_bytes(text.encode(), "record.yaml")))
    lines = text.splitlines()
    line = next(number for number, one in enumerate(lines, start=1) if cite in one)
    column = lines[line - 1].index(cite) + len("cite: ") + 1
    assert (problem.code, problem.mark.line, problem.mark.column) == ("W006", line, column)


@pytest.mark.parametrize(
    ("quote", "at", "said"),
    [
        ("Friday, “two” officers", "L1", ""),
        ('Friday, "two" officers', "L1", ""),
        ("officers   were", "L1", ""),  # over the end of a line
        ("were - down", "L2", ""),
        ("“It's over”", "L4", ""),
        ("It’s … said why", "L4", ""),
        ("Friday […] down", "L1", ""),
        ("It's over", "", ""),
        ("It's over", "p1", ""),
        ("It's over", "L1", "“It's over” begins in L4 of `src`, not in L1"),
        ("were … were", "", "the text of `src` does not have “were … were”"),
        ("why … nobody", "L4", "the text of `src` does not have “why … nobody”"),
        ("it is over", "L4", "the text of `src` does not have “it is over”"),
        ("its over", "", "the text of `src` does not have “its over”"),
        ("x" * 70, "", f"the text of `src` does not have “{'x' * 59}…”"),
    ],
)
def test_a_quote_that_the_text_does_not_have_is_warned_of(
    quote: str, at: str, said: str, tmp_path: Path
) -> None:
    """Space and the shapes of marks do not count, letters do; it begins in the line cited."""
    cite = json.dumps({"source": "src", "at": at, "quote": quote})
    found = said_of(tmp_path, ", path: art.txt", cite)
    assert found == ([("W007", said)] if said else [])
    assert said_of(tmp_path, "", cite) == []  # no text, nothing to compare with


def test_calls_cite_too(tmp_path: Path) -> None:
    """Calls are held to the lines and words of their sources, each with its line of the file."""
    call = {"kind": "note", "time": "2024-02-29T13:20:00", "text": "x"}
    calls: list[Mapping[str, object]] = [
        call | {"id": "c1", "cite": "src:L1"},
        call | {"id": "c2", "cite": "src:L7"},
        call | {"id": "c3", "cite": [{"source": "src"}, {"source": "src", "quote": "nowhere"}]},
    ]
    found = of_folder(tmp_path, calls=calls, source=", path: art.txt")
    assert [(one.code, one.mark.line) for one in found] == [("W006", 2), ("W007", 3)]


def test_a_source_that_calls_alone_come_through_is_in_use(tmp_path: Path) -> None:
    """Calls are looked through before a source is said to be cited by nothing."""
    call = {"id": "c", "kind": "note", "time": "2024-02-29T13:20:00", "text": "x"}
    more = "}, {id: more, kind: report"
    used = call | {"cite": {"source": "src", "via": "more"}}
    assert of_folder(tmp_path, calls=[used], source=more) == []
    assert codes(of_folder(tmp_path, calls=[call | {"cite": "src"}], source=more)) == ["W010"]


def test_lines_of_a_source_are_counted(tmp_path: Path) -> None:
    """A number of lines that the text does not have is warned of where the source stands."""
    said = "`src` has 4 lines, not 5"
    assert said_of(tmp_path, ", path: art.txt, lines: 5", "src") == [("W011", said)]
    assert said_of(tmp_path, ", path: art.txt, lines: 4", "src") == []


@pytest.mark.parametrize(
    ("use", "code"),
    [
        ("", ["W010"]),
        ("locations: [{id: l, text: there, cite: more}]", []),
        ("locations: [{id: l, text: there, cite: {source: src, via: more}}]", []),
        ("locations: [{id: l, text: there, cite: {source: src, by: more}}]", []),
        ("questions: [{id: q, text: Who, refs: [more]}]", []),
        (", parent: more", []),
    ],
)
def test_a_source_that_nothing_cites_is_warned_of(
    use: str, code: list[str], tmp_path: Path
) -> None:
    """To be relayed through, claimed by, asked about or another's parent is use enough."""
    of_source, rest = (use, "") if use.startswith(",") else ("", use)
    more = f"{of_source}}}, {{id: more, kind: report"
    assert codes(of_folder(tmp_path, USUAL, rest=rest, source=more)) == code
