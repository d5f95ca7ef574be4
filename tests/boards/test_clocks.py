"""The board of clocks: what pairs tell, what would change, and pairs that are proposed."""

from collections.abc import Sequence

import msgspec

from incident_tui.boards.clocks import BOARD, draw, draw_item, items, prepare
from incident_tui.chronology.build import realigned
from incident_tui.chronology.histories import Clock
from incident_tui.clocks.evidence import found_shifts
from incident_tui.notes.model import Note
from incident_tui.placing.aligning import Shift
from incident_tui.review.intents import TakeNotes
from incident_tui.review.links import (
    TO_CLOCK,
    TO_CONFLICT,
    TO_ENTRY,
    TO_INTERVAL,
    TO_NOTE,
    to_pair,
    to_proposal,
)
from incident_tui.review.review import Review, review_of, step
from incident_tui.words.quotations import quotation_of
from tests.clocks.clocked import clocked, same_moment
from tests.drawn import row_texts, row_words
from tests.notes.noting import note, notes_of
from tests.records import entry

SAID = '"Engine 1 reports to the command post."'
RECORD = clocked(
    entry("c1", '"13:00:00"', cite="cad:p1", text='"The [b]alarm[/b] comes in."'),
    entry("c2", '"13:10:00"', cite="cad:p2", text=SAID),
    entry("c3", '"13:20:00"', cite="cad:p3"),
    entry("p1", '"13:05:00"', cite="panel:e1"),
    entry("p2", '"13:15:01"', cite="panel:e2"),
    entry("l1", '"13:12"', cite="log", text=SAID),
    entry("t1", '"13:00:30"', cite="stated"),
    rest="""
    intervals: [{id: i1, name: From the alarm to the panel, from: c1, to: p2}]
    conflicts:
      - id: k1
        topic: When the alarm came
        affects: [c1, p1]
        claims:
          - {id: a, value: "13:00", cite: cad:p1}
          - {id: b, value: "13:05", cite: panel:e1}
    """,
)
PAIRS = (same_moment("p1", "c1"), same_moment("c2", "p2", by="Bob", text="The same [i]ring[/i]"))


def review(*notes: Note) -> Review:
    """A review of the record with these notes."""
    return step(review_of(RECORD), TakeNotes(notes_of(*notes)))


def detail(key: str, *notes: Note) -> list[str]:
    """The words of the detail of an item."""
    return row_words(draw_item(review(*notes), key, 100))


def listed(*notes: Note) -> Sequence[tuple[str, str]]:
    """The items by key, with the words of the first column."""
    return [(item.key, item.cells[0][0].text) for item in items("", review(*notes), 100).items]


def test_without_pairs_the_key_is_told() -> None:
    """A page of no clocks says how to make a pair, and still proposes pairs."""
    words = " ".join(row_words(draw(review(note("Why?", "c1")), 100)))
    assert "No pair of entries is noted. = on an entry, and = on an entry of the same" in words
    assert "cad · CAD = log · Shift log?" in words


def test_the_list_has_the_clocks_and_then_the_proposals() -> None:
    """Each with what follows; the clock that is taken for right comes last of the clocks."""
    assert listed(*PAIRS) == [
        (TO_CLOCK + "panel", "+5 min…+5 min 1 s"),
        (TO_CLOCK + "cad", "taken for right"),
        (to_proposal("cad", "log"), "1 pair?"),
    ]
    assert items("", review(*PAIRS), 100).tally == "2 pairs"


def test_a_clock_tells_its_pairs_and_what_would_change() -> None:
    """Bounds, residuals, authors; entries that move, intervals, conflicts; the lines to paste."""
    rows = draw_item(review(*PAIRS), TO_CLOCK + "panel", 100)
    lines = row_words(rows)
    assert lines[:2] == [
        "panel · Building panel",
        "This clock is between 5 min and 5 min 1 s ahead of cad.",
    ]
    assert "= between 4 min 59 s and 5 min 1 s ahead of cad · in the middle · Ann" in lines
    assert (
        "= between 5 min and 5 min 2 s ahead of cad · in the middle · Bob · The same [i]ring[/i]"
        in lines
    )
    assert "2 entries move, past entries of other clocks" in lines
    assert "13:05:00 → 12:59:59~, past 2 entries text" in lines
    assert any(
        line.startswith("interval “From the alarm to the panel”: 15 min 1 s → 9 min 59 s")
        for line in lines
    )
    assert "conflict “k1 When the alarm came”: the times of its claims agree then" in lines
    assert lines[-5:-1] == ["- id: panel", "clock:", "offset: +5m500ms", "uncertainty: 499ms"]
    keys = [row.key for row in rows if row.key]
    wanted = {TO_NOTE + PAIRS[0].id, TO_ENTRY + "p1", TO_INTERVAL + "i1", TO_CONFLICT + "k1"}
    assert wanted <= {*keys}
    assert keys[-1] == TO_CLOCK + "panel"


def test_the_lines_are_copied_whole() -> None:
    """The link of the clock stands for the YAML, each line as it is."""
    quoted = quotation_of(review().lens, TO_CLOCK + "panel", notes_of(*PAIRS))
    assert quoted
    assert quoted.text.startswith("  - id: panel\n    clock:\n      offset: +5m500ms\n")
    none = quotation_of(review().lens, TO_CLOCK + "panel", notes_of())
    assert none
    assert none.fault == "the pairs tell no offset of this clock"


def test_pairs_that_contradict_are_marked() -> None:
    """Nothing would change, since the clock is not moved."""
    wrong = same_moment("p1", "c2")
    lines = detail(TO_CLOCK + "panel", *PAIRS, wrong)
    assert "The pairs contradict each other: no offset satisfies all of them." in " ".join(lines)
    assert sum(line.startswith("= contradicts · ") for line in lines) == 3
    assert not any("for the record" in line for line in lines)
    assert listed(*PAIRS, wrong)[0] == (TO_CLOCK + "panel", "contradiction")


def test_a_stated_clock_is_told_and_kept() -> None:
    """The pair is measured by the recorder, whose clock the record states."""
    pair = same_moment("p1", "t1")
    assert (
        listed(pair)[:2]
        == [
            (TO_CLOCK + "panel", "+4 min 59 s…+5 min 1 s"),
            (TO_CLOCK + "stated", "stated"),
        ]
        or listed(pair)[1][1] == "stated"
    )
    assert "The record states this clock: 30 s ahead of true time." in " ".join(
        detail(TO_CLOCK + "stated", pair)
    )
    words = " ".join(detail(TO_CLOCK + "panel", pair))
    assert "ahead of true time, by the clocks that the record states" in words


def test_proposed_pairs_are_rows_to_take() -> None:
    """Each with its reason and what would follow, until it is a pair."""
    key = to_proposal("cad", "log")
    rows = draw_item(review(), key, 100)
    assert "1 pair of entries may be one moment." in " ".join(row_words(rows))
    row = next(row for row in rows if row.key == to_pair("c2", "l1"))
    (words,) = row_words([row])
    assert words == "? the same words · between 1 min 59 s and 3 min behind log"
    assert detail(key, same_moment("l1", "c2")) == []


def test_what_is_not_known_yet_counts_for_nothing() -> None:
    """On the clock of the known neither pairs nor proposals tell of entries that are withheld."""
    known = msgspec.structs.replace(review(*PAIRS), clock=Clock.KNOWN)
    assert [item.key for item in items("", known, 100).items] == []
    assert "2 notes about facts not known yet count for nothing." in " ".join(
        row_words(draw(known, 100))
    )


def test_the_words_differ_once_times_are_shown_by_the_clock() -> None:
    """With `w` the board tells what is changed, from the record as it is written."""
    notes = notes_of(*PAIRS)
    moved = review_of(realigned(RECORD, found_shifts(RECORD, notes)))
    lines = row_words(draw_item(step(moved, TakeNotes(notes)), TO_CLOCK + "panel", 100))
    assert "Times are shown by this clock (w)" in lines
    assert "13:05:00 → 12:59:59~, past 2 entries text" in lines
    assert moved.lens.chronology.shifts["panel"] == Shift(
        300_001, 300_999, tuple(one.id for one in PAIRS)
    )


def test_a_small_record_needs_no_preparation() -> None:
    """Its proposals and changes are found while the page is drawn."""
    assert prepare(review(*PAIRS)) is None
    assert BOARD.prepare is prepare


def test_every_line_fits() -> None:
    """At any width no line of words is wider than the page; lines to paste stay whole."""
    for width in (40, 76, 150):
        rows = draw(review(*PAIRS), width)
        lines = row_texts(rows)
        start = next(number for number, line in enumerate(lines) if line.startswith("  - id"))
        words = lines[:start] + lines[start + 5 :]
        assert all(len(line) <= width for line in words)
