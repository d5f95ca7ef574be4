"""Adding to a record's YAML: what stands there stays, character by character."""

import difflib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.landing.yaml_insert import NotAddedError, plain, with_additions
from incident_tui.record.problems import Problems
from incident_tui.record.tree import parse_yaml
from incident_tui.samples import bundled_record
from tests.examples import examples
from tests.record_strategies import as_yaml, records

ITEMS: dict[str, Any] = {"agencies": [{"id": "x"}, {"id": "y", "name": "a, b"}]}
BLOCK = "- id: x\n{0}- id: y\n{0}  name: a, b\n"
FLOW = "{id: x},\n           {id: y, name: 'a, b'}]"


def said(text: str) -> dict[str, Any]:
    """What a YAML text says; no agencies at the least."""
    root = parse_yaml(text, "", Problems())
    found = root and plain(root)
    assert isinstance(found, dict)
    return {"agencies": None, **found}


def lines_added(before: str, after: str) -> list[str]:
    """The lines that one text has more than another; no line may be missing or changed."""
    compared = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0))
    assert not [line for line in compared[2:] if line.startswith("-")]
    return [line[1:] for line in compared[2:] if line.startswith("+")]


def test_one_agency_is_one_more_item_of_the_bundled_record() -> None:
    """Comments, quotes, blank lines and order of the bundled record stay as they are."""
    before = bundled_record().read_text()
    agency = {"id": "x", "name": "no: # x", "short": "0123", "cite": {"source": "art", "at": "L1"}}
    assert lines_added(before, with_additions(before, {"agencies": [agency]})) == [
        "  - id: x",
        "    name: 'no: # x'",
        "    short: 0123",
        "    cite: {source: art, at: L1}",
    ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("agencies:\n  - id: a\n", "agencies:\n  - id: a\n  " + BLOCK.format("  ")),
        ("agencies:\n- id: a\nb: c", "agencies:\n- id: a\n" + BLOCK.format("") + "b: c"),
        ("agencies:\n   -  id: a", "agencies:\n   -  id: a\n   " + BLOCK.format("   ")),
        # A comment at the end of a line is of that item, one above a key is of that key.
        (
            "agencies:\n- id: a # c\n\n# d\nb: c\n",
            "agencies:\n- id: a # c\n" + BLOCK.format("") + "\n# d\nb: c\n",
        ),
        # A text in lines, with what looks like a comment, and one whose blank lines are kept.
        (
            "agencies:\n- n: |\n    x\n\n    # y\n\nb: c\n",
            "agencies:\n- n: |\n    x\n\n    # y\n" + BLOCK.format("") + "\nb: c\n",
        ),
        (
            "agencies:\n- n: |+\n    x\n\nb: c\n",
            "agencies:\n- n: |+\n    x\n\n" + BLOCK.format("") + "b: c\n",
        ),
        ("agencies:\n- n: 'x\n\n    # y'\nb: c\n", None),
        # Nothing there yet, written in all ways.
        ("agencies:\nb: c\n", "agencies:\n  " + BLOCK.format("  ") + "b: c\n"),
        ("agencies: ~\nb: c\n", "agencies: \n  " + BLOCK.format("  ") + "b: c\n"),
        ("agencies: [] # c\n", "agencies: [\n           " + FLOW + " # c\n"),
        ("agencies: [{id: a}]\n", "agencies: [{id: a},\n           " + FLOW + "\n"),
        ("agencies: [{id: a}, # c\n  ]\n", None),
        ("agencies: [{id: a} # c,\n  ]\n", None),
        # The section itself is not there.
        ("b: c\n", "b: c\n\nagencies:\n  " + BLOCK.format("  ")),
        ("b: c", "b: c\n\nagencies:\n  " + BLOCK.format("  ")),
        ("b: c\n# end\n", "b: c\n# end\n\nagencies:\n  " + BLOCK.format("  ")),
        ("b: c\n...\n", "b: c\n\nagencies:\n  " + BLOCK.format("  ") + "...\n"),
        ("b: |+\n  x\n\n", "b: |+\n  x\n\nagencies:\n  " + BLOCK.format("  ")),
        ("  b: c\n", "  b: c\n\n  agencies:\n    " + BLOCK.format("    ")),
        # Line ends of Windows stay those.
        (
            "agencies:\r\n- id: a\r\nb: c\r\n",
            ("agencies:\n- id: a\n" + BLOCK.format("") + "b: c\n").replace("\n", "\r\n"),
        ),
    ],
)
def test_items_are_added_behind_those_that_are_there(before: str, after: str | None) -> None:
    """However a section is written, its items come behind the last one, each on lines of its own.

    Where no text is given, that it holds what it should is all that matters.
    """
    found = with_additions(before, ITEMS)
    assert after is None or found == after
    assert said(found)["agencies"] == [*(said(before)["agencies"] or []), *ITEMS["agencies"]]


@pytest.mark.parametrize(
    ("before", "words"),
    [
        ("{b: c}", "written in braces"),
        ("b: c\nb: d\n", "line 2 of it is at fault: `b` stands here twice"),
        ("b: [\n", "line 2 of it is at fault: not YAML"),
        ("b: &x y\nc: *x\n", "aliases are not read"),
        ("b: !!python/none x\n", "the tag"),
        ("b: c\n---\nd: e\n", "a second document"),
        ("- a\n", "it is no mapping of sections"),
        ("", "it is no mapping of sections"),
        ("agencies: x\n", "its `agencies` is no list"),
        ("agencies: {a: b}\n", "its `agencies` is no list"),
    ],
)
def test_what_cannot_be_added_to_safely_is_refused(before: str, words: str) -> None:
    """A text with a fault is left alone, and the fault is named."""
    with pytest.raises(NotAddedError, match=words):
        with_additions(before, ITEMS)


def test_keys_are_added_to_a_mapping() -> None:
    """New words of the tolerances come behind those that are there."""
    before = "tolerances:\n  about: 3m # c\nb: c\n"
    after = with_additions(before, {"tolerances": {"a while": "5m"}})
    assert after == "tolerances:\n  about: 3m # c\n  a while: 5m\nb: c\n"


@pytest.mark.parametrize(
    "text",
    [
        *("", "~", "no", "0123", "13:12", "2024-02-29", "# x", "a: b", "- x", "{x}", "'", '"'),
        *("a\nb", "a\n\nb\n", " a\nb", "a\n # b", "a\r\nb", "\ta", "\x07", "\0", "\u2028", "😀"),
        *("x  y", "x" * 300, "word " * 100, "\x85", "%x", "@x", "`x", "!x", "&x", "*x", "? x"),
        *("|", ">", "---", "..."),
    ],
)
def test_every_text_comes_back(text: str) -> None:
    """A text that looks like something else, or cannot stand in a line, is read as it was."""
    value = {"id": "x", "name": text, "aliases": [text], "cite": {"source": "s", "quote": text}}
    after = with_additions("a: b\n", {"agencies": [value]})
    assert said(after)["agencies"] == [value]


@examples(60)
@given(
    records(),
    st.lists(
        st.dictionaries(st.text(min_size=1, max_size=8), st.text(max_size=40), min_size=1),
        min_size=1,
    ),
)
def test_a_record_keeps_every_character(
    record: dict[str, str], items: list[dict[str, str]]
) -> None:
    """Whatever a record holds and whatever is added, all of it is there, in its order."""
    before = as_yaml(record).decode()
    after = with_additions(before, {"units": [*items], "glossary": [*items]})
    rest = iter(after)
    assert all(character in rest for character in before)
    assert said(after)["units"][-len(items) :] == items
