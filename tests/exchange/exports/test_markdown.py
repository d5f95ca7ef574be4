"""The report in Markdown: what a record says is text in it, and its footnotes are all there."""

import re
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.markdown import address, escaped, export
from incident_tui.exchange.printed.view import View
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import Make, exercise, hostile, independence, with_calls
from tests.records import chronology

SPECIAL = r"\`*_[]<>|~&$#"


def text_of(chronicle: Chronology) -> str:
    """The whole report."""
    return "".join(export(View(Lens(chronicle))))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("On scene.", "On scene."),
        ("13:12~ and 13:15~", r"13:12\~ and 13:15\~"),  # which GitHub would strike through
        ("first_shots *now*", r"first\_shots \*now\*"),
        ("[a](javascript:x) ![b](c)", r"\[a\](javascript:x) !\[b\](c)"),
        ("<b>x</b> &amp;", r"\<b\>x\</b\> \&amp;"),
        ("a | b", r"a \| b"),
        ("# head", r"\# head"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("=== ", r"\==="),
        ("12) a", r"12\) a"),
        ("1. a - b + c 2. d", r"1\. a - b + c 2. d"),
        ("\\*", r"\\\*"),
        ("  spaced  ", "spaced"),
        # What GitHub makes a link by itself is code.
        ("see www.x.example now", "see `www.x.example` now"),
        ("http://x.example/a_b|c", r"`http://x.example/a_b`\|c"),
        ("mail a_b@x.example.", "mail `a_b@x.example.`"),
        ("the@IndepMoPolice officers", "the@IndepMoPolice officers"),  # no address of mail
    ],
)
def test_a_text_says_just_that(text: str, markdown: str) -> None:
    """What Markdown has a meaning for is escaped, and nothing else."""
    assert escaped(text) == markdown


@given(st.text(st.sampled_from(SPECIAL + "-+=.)1a @:/w\u00e9"), max_size=40))
def test_no_special_character_stands_bare(text: str) -> None:
    """Outside of code each one has its backslash; without these, the text is the same."""
    safe = escaped(visible(text))
    outside = re.sub(r"(?<!\\)((?:\\\\)*)`[^`]*`", r"\1", safe)
    bare = re.sub(r"\\[!-/:-@\[-`{-~]", "", outside)
    assert not set(bare) & set(SPECIAL)
    assert not re.match(r"[-+=]|\d+[.)]", safe)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a_b?c=d#e", "<https://example.org/a_b?c=d#e>"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("https://example.org/ <b>", "https://example.org/ <b>"),
        ("https://example.org/|", "https://example.org/|"),
        ("", ""),
    ],
)
def test_only_an_address_of_the_web_is_a_link(url: str, shown: str) -> None:
    """Another one, or one with something odd in it, is text, to be escaped as any."""
    assert address(url) == shown
    assert hasattr(address(url), "__html__") is shown.startswith("<")


def test_nothing_of_a_hostile_record_is_markup() -> None:
    """No tag, heading, link or footnote is there that the report did not make."""
    text = text_of(hostile())
    bare = re.sub(r"`[^`\n]*`", "", re.sub(r"\\[!-/:-@\[-`{-~]", "", text))
    assert set(re.findall(r"<[^>]*>", bare)) == {"<br>"}
    assert "](" not in bare
    assert "\x1b" not in text
    assert "\u202e" not in text
    heads = [line for line in text.splitlines() if line.startswith("#")]
    assert all(re.fullmatch(r"#{1,3} [^#`*]*", re.sub(r"\\.", "", head)) for head in heads)
    assert len(heads) == 18


@pytest.mark.parametrize("make", [independence, exercise, hostile, chronology])
def test_every_footnote_is_there_once(make: Make) -> None:
    """Numbered from 1 as they come; each mark has its note and each note a mark."""
    text = text_of(make())
    notes = re.findall(r"^\[\^(\d+)\]: ", text, re.MULTILINE)
    marks = re.findall(r"(?<!\\)\[\^(\d+)\](?!: )", text)
    assert notes == [str(number) for number in range(1, len(notes) + 1)]
    assert [*dict.fromkeys(marks)] == notes


@pytest.mark.parametrize("make", [independence, exercise, hostile])
def test_tables_have_as_many_cells_in_each_row(make: Make) -> None:
    """What is told never opens a cell, or ends a row."""
    width = 0
    for line in text_of(make()).splitlines():
        cells = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        assert cells == width or not (width and cells)
        width = cells


def test_radio_words_stand_exactly_with_honest_times() -> None:
    """The six calls of Independence, in their order, each in quotes beside its own time."""
    rows = [line for line in text_of(independence()).splitlines() if "| radio call |" in line]
    assert [row.split(" | ")[0] for row in rows] == [
        r"| 13:12\~",
        "| 13:15",
        "| 13:15…13:17",
        r"| 13:17\~",
        r"| 13:30\~",
        r"| 13:40\~",
    ]
    assert "“We now have two officers down.”" in rows[3]


def test_the_sections_of_independence() -> None:
    """All that the record has, in the order of a report; the unplaced apart."""
    text = text_of(independence())
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == [
        "Summary",
        "Timeline",
        "Casualties",
        "Agencies",
        "Intervals",
        "Conflicts",
        "Questions",
        "Related incidents",
        "Facilities",
        "Glossary",
        "Conventions",
        "Sources",
        "The record",
    ]
    assert "### Unplaced" in text
    assert "### Responders: 2 deceased, 1 critical" in text
    assert text.count("*A possible reading, an opinion:*") == 28
    assert "not computable: no full time for “Independence officers respond”" in text
    assert "*Inferred, not reported:* the Standard Response Protocol would call this Secure" in text
    assert "EXERCISE" not in text


def test_what_is_planned_did_not_take_place() -> None:
    """Forecasts stand apart; of the unplaced nothing is said but that a full time is missing."""
    text = text_of(independence())
    unplaced, _, planned = text.partition("### Unplaced")[2].partition("### Expected or planned")
    assert "took place" not in unplaced
    assert "House to go to the highway patrol.**" not in unplaced
    assert "these entries do not say that they did." in planned
    assert "House to go to the highway patrol.**" in planned.partition("\n## ")[0]


def test_an_exercise_says_so() -> None:
    """In its title, and before anything else is told."""
    title, warning = text_of(exercise()).split("\n\n")[:2]
    assert title == "# EXERCISE · Exercise: chemical leak and fire at a swimming hall"
    assert warning == "> **EXERCISE.** Nothing in this record took place."


def test_a_record_with_nothing_in_it_is_a_report() -> None:
    """It has no section without content, and says that nothing is wrong."""
    text = text_of(chronology())
    assert re.findall(r"^#+ (.*)$", text, re.MULTILINE) == [
        "Title",
        "Timeline",
        "Conventions",
        "Sources",
        "The record",
    ]
    assert "No entry has a full time." in text
    assert "No problem was found in the record." in text
    assert text.endswith("\n")


def test_calls_name_their_source_in_place(tmp_path: Path) -> None:
    """There may be a million of them, so they have no footnotes."""
    text = text_of(with_calls(tmp_path, 3))
    assert "| 01:00:02 |  | radio call | Call 2. (radio audio L2)" in text
    assert "[^" not in text


def test_the_report_comes_as_it_is_made(tmp_path: Path) -> None:
    """In pieces far smaller than the whole, the first of them before the last call is looked at."""
    pieces = export(View(Lens(with_calls(tmp_path, 3_000))))
    first = next(pieces)
    assert "Call 2999." not in first
    assert all(len(piece) < 60_000 for piece in islice(pieces, 3))
