"""The notes are a function of the set of lines, whatever the order of their coming."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from incident_tui.notes.kinds import BOOKMARK, WORDS
from incident_tui.notes.lines import Line, line_of
from incident_tui.notes.model import changed_note, deleted_note
from incident_tui.notes.notes import Notes
from tests.examples import examples
from tests.notes.noting import MS, lines, note


def of(*several: list[Line]) -> Notes:
    """The notes of lines that come in several times."""
    found = Notes()
    for one in several:
        found = found.with_lines(one)
    return found


@given(lines, lines, lines)
@examples(200)
def test_merging_is_the_union_of_lines(a: list[Line], b: list[Line], c: list[Line]) -> None:
    """It may be done again, in another order and in other steps."""
    assert of(a, a) == of(a)
    assert of(a, b) == of(b, a)
    assert Notes().with_lines([*a, *b, *c]) == of(a, [*b, *c]) == of(c, b, a)
    assert of(a, b).live == of(b, a).live


@given(lines, st.randoms())
@examples(200)
def test_the_greatest_line_holds(written: list[Line], chance: Random) -> None:
    """By time of writing and then by text; no version is lost."""
    shuffled = [*written]
    chance.shuffle(shuffled)
    found = of(shuffled)
    for identifier in {line.note.id for line in written}:
        versions = sorted({line for line in written if line.note.id == identifier})
        assert found.history(identifier) == tuple(line.note for line in versions)
        last = max(versions, key=lambda line: (line.at, line.text)).note
        assert found.get(identifier) == (None if last.deleted else last)
    assert {*found} == {one for one in map(found.get, found.lines) if one}


def test_notes_come_in_the_order_of_writing() -> None:
    """A change does not move a note to the end."""
    first, second = note("one", ms=MS), note("two", "e1", "e2", ms=MS + 1)
    later = changed_note(first, by="Bob", ms=MS + 2, text="changed")
    found = of([line_of(second), line_of(later), line_of(first)])
    assert [one.text for one in found] == ["changed", "two"]
    assert [one.text for one in found.on("e1")] == ["changed", "two"]
    assert [one.text for one in found.on("e2")] == ["two"]
    assert found.on("e3") == ()
    assert [one.by for one in found.history(first.id)] == ["Ann", "Bob"]
    assert found.history("none") == ()
    assert len(found) == 2


def test_what_is_deleted_marks_nothing() -> None:
    """A note restored marks its subject again; the other reviewer's bookmark stays."""
    marked = note("", kind=BOOKMARK)
    found = of([line_of(marked)])
    assert found.is_marked("e1")
    assert found.bookmark("e1") == marked
    gone = deleted_note(marked, by="Ann")
    found = found.with_lines([line_of(gone)])
    assert not found.is_marked("e1")
    assert (found.bookmark("e1"), found.get(marked.id), len(found)) == (None, None, 0)
    found = found.with_lines([line_of(changed_note(gone, by="Bob", deleted=False))])
    assert found.is_marked("e1")


@given(lines, lines)
@examples(200)
def test_the_words_written_last_hold(a: list[Line], b: list[Line]) -> None:
    """Of several reviewers, in whatever order their logs are merged; a deletion counts."""
    found = of(a, b)
    assert found.words_on("e1") == of(b, a).words_on("e1")
    live = [one for one in found if one.kind == WORDS and one.on == ("e1",)]
    held = found.words_on("e1")
    assert (held is None) is (live == [])
    assert held is None or (held in live and held.at == max(one.at for one in live))


def test_words_that_are_taken_back_leave_those_before() -> None:
    """Words by another reviewer hold again, and then those of the record."""
    ann = note("Engine 1.", kind=WORDS, by="Ann", ms=MS)
    bob = note("Engine 9.", kind=WORDS, by="Bob", ms=MS + 1, chance=1)
    found = of([line_of(bob), line_of(ann)])
    assert found.words_on("e1") == bob
    found = of([line_of(deleted_note(bob, by="Bob"))], [line_of(bob), line_of(ann)])
    assert found.words_on("e1") == ann
    assert found.words_on("e2") is None
