"""Searching: what is found, where it lies in a text, and how a search goes on."""

import json
import re
import unicodedata
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.calls import packing
from incident_tui.record.calls.entry_parts import words_of
from incident_tui.record.reading import read_record
from incident_tui.record.text import folded
from incident_tui.review import search as searching
from incident_tui.review.search import (
    Matches,
    PatternError,
    Query,
    Search,
    is_found,
    matches_by_position,
    no_matches,
    query_of,
    search,
    spans,
)
from tests.cpu import cpu_limit
from tests.examples import examples
from tests.records import text_of

# By position: the timeline's two entries, then six calls, in chunks of their own.
WORDS = (
    "Muñoz on scene",
    "",
    "MUÑOZ",
    "mun\u0303oz\nsaid",
    "Straße ﬁve",
    "10-4 (copy)",
    "STRASSE\n",
    "",
)
TITLES = {1: "Élan vital", 5: "Copy"}


def chronology_of_words(
    folder: Path, words: tuple[str, ...] = WORDS, count: int = 2, block: int = 10
) -> Chronology:
    """A record of these texts, all but so many as calls, each in its chunk."""
    entries = [
        {"id": f"e{n}", "kind": "note", "time": f"13:{min(n, 59):02}", "text": text, "cite": "src"}
        | ({"title": TITLES[n]} if n in TITLES else {})
        for n, text in enumerate(words)
    ]
    head = "".join(f"  - {json.dumps(one)}\n" for one in entries[:count])
    (folder / "record.yaml").write_text(text_of(head, rest="calls: [calls.jsonl]\n"))
    (folder / "calls.jsonl").write_text("".join(f"{json.dumps(one)}\n" for one in entries[count:]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packing, "BLOCK_BYTES", block)
        reading = read_record(folder)
    assert not reading.problems
    return chronology_of(reading)


@pytest.fixture(scope="module")
def chronicle(tmp_path_factory: pytest.TempPathFactory) -> Chronology:
    """The record of `WORDS`."""
    return chronology_of_words(tmp_path_factory.mktemp("record"))


def query(written: str) -> Query:
    """What is asked for by a text in the search line."""
    found = query_of(written)
    assert found
    return found


@pytest.mark.smoke
@pytest.mark.parametrize(
    ("written", "found"),
    [
        # Without case and accents, however these are written.
        ("muñoz", [0, 2, 3]),
        ("MUÑOZ", [0, 2, 3]),
        ("munoz", [0, 2, 3]),
        ("mun\u0303oz", [0, 2, 3]),
        ("strasse", [4, 6]),
        ("Straße", [4, 6]),
        ("FIVE", [4]),
        # A new line is a blank, a title stands before its text.
        ("munoz said", [3]),
        ("copy 10-4", [5]),
        ("élan", [1]),
        ("(copy)", [5]),
        (" ", [0, 1, 3, 4, 5, 6]),
        ("nothing", []),
        # Regular expressions, over the whole of an entry.
        ("/mu[nm]oz$/", [2]),
        ("/muñoz$/", [2]),
        ("/MUÑOZ.*D/", [3]),
        ("/^$", [7]),
        ("/straße|10-\\d/", [4, 5, 6]),
        ("/\\S{4}$", [0, 2, 3, 4, 5]),
        ("/nothing", []),
    ],
)
def test_what_is_found(chronicle: Chronology, written: str, found: list[int]) -> None:
    """An entry is found by words of its title and text, whether it is a call or not."""
    matches = search(chronicle, query(written))
    assert [*matches.positions] == found
    assert matches.complete
    assert matches.fault == ""


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("", None),
        ("/", None),
        ("//", None),
        ("\u0301", None),  # an accent that stands on nothing
        ("a", Query("a")),
        ("a/b", Query("a/b")),
        ("/a", Query("a", regex=True)),
        ("/a/", Query("a", regex=True)),
        ("//a", Query("a", regex=True)),  # `/` opens the line, and `//` is typed after it
        ("//a/", Query("a", regex=True)),
        ("/\\/a", Query("\\/a", regex=True)),
        ("///a", Query("/a", regex=True)),
    ],
)
def test_what_is_asked_for(written: str, asked: Query | None) -> None:
    """A text asks for its words, one behind a slash for an expression, and nothing for nothing."""
    assert query_of(written) == asked
    assert asked is None or str(asked).strip("/") == written.removeprefix("//").strip("/")


@pytest.mark.parametrize(
    "written",
    ["/(", "/*", "/[", "/(?a)(?u)x", "/" + "(" * 5000, "/\\N{no such}", "/(?P=x)", "/\\p{1e999}"],
)
def test_what_is_no_expression(written: str) -> None:
    """An expression that is none is refused, with a reason."""
    with pytest.raises(PatternError, match=r"no regular expression: \w"):
        query_of(written)


@pytest.mark.parametrize(
    "written", ["/a{99999999}", "/((a{999}){999}){999}", "/a{" + "9" * 5_000 + "}"]
)
def test_an_expression_that_would_take_all_memory(written: str) -> None:
    """An expression that repeats without measure is refused before it is made."""
    with pytest.raises(PatternError, match="repeats too much"):
        query_of(written)


@pytest.mark.parametrize(
    "written", ["/\\d{4}-\\d{2}-\\d{2}", "/a{0,9999999}b", "/a{0000000000007}", "/[a-f]{64}"]
)
def test_an_expression_may_repeat(written: str) -> None:
    """Such counts as a date or a checksum has are no fault."""
    assert query_of(written)


@pytest.mark.parametrize("written", ["/(a|a)*[bd]", "/(a|aa)+$"])
def test_an_expression_that_thinks_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    """An expression that takes too long, in one text or in many, ends the search with a fault."""
    monkeypatch.setattr(searching, "MOST_SECONDS", 0.05)
    for words in (("a" * 5_000 + "c",), ("a" * 22 + "c",) * 400):
        chronicle = chronology_of_words(tmp_path, words, 0, 1 << 20)
        start = monotonic()
        matches = search(chronicle, query(written))
        assert "takes too long" in matches.fault
        assert (len(matches.positions), matches.complete) == (0, True)
        assert spans(query(written), words[0] * 20) == []
        assert monotonic() - start < 5


@pytest.mark.parametrize(
    ("written", "part"),
    [
        ("/(?R)(.*)*", r"\(\?R"),
        ("/(a)(?1)", r"\(\?1"),
        ("/(a)(?-1)", r"\(\?-1"),
        ("/(?P<x>a)(?&x)", r"\(\?&"),
        ("/(?<x>a)(?P>x)", r"\(\?P>"),
        ("/(?x)( ? R)", r"\( \? R"),
        ("/\\\\(?R)", r"\(\?R"),
    ],
)
def test_an_expression_that_contains_itself(written: str, part: str) -> None:
    """Recursion, which takes half a gigabyte for a short text, is refused with its place."""
    with pytest.raises(PatternError, match=f"^`{part}` lets an expression contain itself"):
        query_of(written)


@pytest.mark.parametrize(
    "written", ["/\\(?R", "/(?P<R>x)(?P=R)", "/(?>a)", "/(a)?(?(1)b|c)", "/(?i)a"]
)
def test_an_expression_that_does_not_contain_itself(written: str) -> None:
    """A parenthesis as a letter, groups, conditions and flags are no recursion."""
    assert query_of(written)


def test_an_expression_that_takes_all_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Memory that the library does not allow itself ends the search with a fault, not the app."""
    monkeypatch.setattr(searching, "_RECURSION", re.compile("never"))
    asked = query("/(?R)(.*)*")
    matches = search(chronology_of_words(tmp_path), asked)
    assert "this expression takes too" in matches.fault
    assert spans(asked, "a") == []


def test_a_frame_of_slow_texts_has_one_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """After an expression has taken too long for one row, no further row is looked at."""
    monkeypatch.setattr(searching, "SCREEN_SECONDS", 0.05)
    asked = query("/(aa|aa)*[b$]")
    assert spans(asked, "aab") == [(0, 3)]
    assert spans(asked, "a" * 60 + "c") == []
    assert spans(asked, "aab") == []
    assert not is_found(asked, "aab")


def test_rows_that_are_slow_together_have_one_time_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows that each stay below the limit use it up together."""
    monkeypatch.setattr(searching, "SCREEN_SECONDS", 0.2)
    asked = query("/(ab|ab)*[c$]")
    with cpu_limit():
        while spans(asked, "abc"):
            spans(asked, "ab" * 14 + "d")


def so_far(chronicle: Chronology, search: Search) -> Matches:
    """What a search has found by now."""
    return matches_by_position(chronicle, search.query, tuple(search.found), search.fault)


def test_a_search_begins_near_the_cursor_and_goes_round(chronicle: Chronology) -> None:
    """Chunks are searched from that of the cursor on, then those before it."""
    for near, first in ((0, 0), (1, 0), (2, 1), (5, 4), (7, 6)):
        on_its_way = Search(chronicle, no_matches(chronicle, query("/^")), near)
        order: list[int] = []
        for _ in on_its_way:
            done = [n for n, one in enumerate(on_its_way.found) if one is not None]
            order += [one for one in done if one not in order]
        assert order == [*range(first, 7), *range(first)]
        assert len(so_far(chronicle, on_its_way).positions) == 8


def test_a_search_can_be_taken_up_again(chronicle: Chronology) -> None:
    """A search that was left goes on where it was, and finds what it would have found."""
    matches: Matches = no_matches(chronicle, query("munoz"))
    assert (len(matches.positions), matches.complete) == (0, False)
    steps = 0
    while not matches.complete:
        on_its_way = Search(chronicle, matches, near=4)
        next(iter(on_its_way))
        before, matches = matches, so_far(chronicle, on_its_way)
        assert {*before.positions} <= {*matches.positions}
        steps += 1
    assert steps == chronicle.texts.chunks
    assert matches.positions == search(chronicle, query("munoz")).positions
    assert [*iter(Search(chronicle, matches))] == []


def test_the_words_of_a_chunk_are_its_entries_lines(chronicle: Chronology) -> None:
    """Each chunk has a line for each of its entries, in the order that they stand in."""
    texts, starts = chronicle.texts, chronicle.reading.calls.starts
    assert [texts.length(chunk) for chunk in range(texts.chunks)] == [2, 1, 1, 1, 1, 1, 1]
    for position, entry in enumerate(chronicle.entries):
        chunk = chronicle.chunk_of(position)
        number = position if not chunk else position - 2 - starts[chunk - 1]
        line = texts.chunk(chunk).split("\n")[number]
        assert line == folded(words_of(entry)).replace("\n", " ")


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("munoz", "Det. MUÑOZ, Muñoz", ["MUÑOZ", "Muñoz"]),
        ("munoz", "Mun\u0303oz\u0301\u0302 said", ["Mun\u0303oz\u0301\u0302"]),
        ("n", "n\u0303n", ["n\u0303", "n"]),
        ("\u00f1", "n\u0303", ["n\u0303"]),
        ("s", "Straße", ["S", "ß"]),
        ("ss", "Straße Strasse", ["ß", "ss"]),
        ("as", "Straße", ["aß"]),
        ("fi", "ﬁve five", ["ﬁ", "fi"]),
        ("iv", "ﬁve", ["ﬁv"]),
        ("f", "ﬃ", ["ﬃ"]),
        ("aa", "aaa", ["aa"]),
        ("a b", "a\nb", ["a\nb"]),
        ("x", "", []),
        ("/a+/", "aa b AA", ["aa", "AA"]),
        ("/a*/", "baab", ["aa"]),
        ("/ñ+/", "ñÑn", ["ñÑn"]),
        ("/s/", "ß", ["ß"]),
        ("½", "1½", ["½"]),
        ("1", "½", ["½"]),
    ],
)
def test_where_a_match_lies(written: str, text: str, found: list[str]) -> None:
    """A match is marked over what is shown, whole letters with all that stands on them."""
    assert [text[start:stop] for start, stop in spans(query(written), text)] == found


LETTERS = st.text(st.sampled_from("aAñÑn\u0303\u0301sßﬁfi ½ÉeİI\n字가"), max_size=12)


@examples(300)
@given(LETTERS, LETTERS.filter(folded), st.booleans())
def test_spans_lie_over_what_is_found(text: str, wanted: str, regex: bool) -> None:
    """Spans rise, are apart, hold what is wanted, and are there when the search finds a text."""
    wanted = wanted.replace("\n", " ")
    asked = Query(wanted, regex)
    found = spans(asked, text)
    assert is_found(asked, text) == bool(found)
    assert bool(found) == (folded(wanted) in folded(text).replace("\n", " "))
    last = 0
    for start, stop in found:
        assert last <= start < stop <= len(text)
        inside = folded(text[start:stop]).replace("\n", " ")
        assert len(found) > 1 or folded(wanted) in inside
        assert folded(text[start])
        assert stop == len(text) or folded(text[stop]) or not unicodedata.combining(text[stop])
        last = stop
