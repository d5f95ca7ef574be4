"""A note keeps its rules, and its id and times sort as its versions were written."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.notes.kinds import BOOKMARK
from incident_tui.notes.lines import line_of, parse_line
from incident_tui.notes.model import (
    MAX_NAME_CHARACTERS,
    MAX_SUBJECT_CHARACTERS,
    MAX_SUBJECTS,
    MAX_TEXT_CHARACTERS,
    NoteError,
    changed_note,
    check,
    deleted_note,
    ms_of,
    new_note,
    note_id,
    now_ms,
    written_time,
)
from tests.notes.noting import AT, MS, note

LAST_MS = 253_402_300_799_999
"""The end of the year 9999."""
YEARS_MS = st.integers(0, LAST_MS)


def test_a_new_note_has_its_time_and_a_new_id() -> None:
    """Without a time and a number by chance it takes the clock and the system's chance."""
    before = now_ms()
    one, other = (new_note(BOOKMARK, ["e1", "e1"], by="Ann") for _ in range(2))
    assert before <= one.at_ms <= now_ms()
    assert one.id != other.id
    assert one.on == ("e1",)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"kind": "thought"}, "`kind`: `thought` is none of bookmark, note, "),
        ({"text": " \n"}, "`text`: is empty; a note says something"),
        ({"text": "a" * (MAX_TEXT_CHARACTERS + 1)}, "is a text of at most 20,000 characters"),
        ({"text": "\ud800"}, "half a character"),
        ({"by": ""}, "`by`: is a name of 1 to 200 characters"),
        ({"by": "a" * (MAX_NAME_CHARACTERS + 1)}, "`by`: is a name"),
        ({"on": ()}, "`on`: is empty; a note stands on ids of the record, or on a `moment`"),
        ({"on": ("",)}, "`on`: is a list of at most 200 ids"),
        ({"on": ("a" * (MAX_SUBJECT_CHARACTERS + 1),)}, "each of 1 to 1,000 characters"),
        ({"on": tuple(map(str, range(MAX_SUBJECTS + 1)))}, "at most 200 ids"),
        ({"moment": "13:15"}, "`moment`: is a time with its offset, such as 2024-02-29T13:15:00"),
        ({"moment": "2024-02-30T13:15Z"}, "`moment`: `2024-02-30T13:15Z` is no date"),
        ({"moment": "2024-02-29T13:15+99:00"}, "`moment`: `2024-02-29T13:15+99:00` is no date"),
    ],
)
def test_a_note_that_breaks_a_rule_is_refused(fields: dict[str, Any], words: str) -> None:
    """The message names the field and says what it may hold."""
    usual = {"kind": "note", "on": ("e1",), "by": "Ann", "text": "Who?"} | fields
    with pytest.raises(NoteError) as raised:
        new_note(usual.pop("kind"), usual.pop("on"), **usual)
    assert words in str(raised.value)


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("observation", {"side": "both"}, "`side`: is `strength` or `improvement`"),
        ("observation", {"side": "strength", "rating": "Q"}, "`rating`: is empty, `P`, `S`, `M`"),
        ("observation", {"side": "strength", "text": ""}, "an observation says something"),
        ("observation", {"side": "strength", "analysis": "\ud800"}, "half a character"),
        ("action", {"due": "2026-02-30"}, "`due`: `2026-02-30` is no date of the calendar"),
        ("action", {"start": "soon"}, "`start`: is a date, such as 2026-01-31, or a month"),
        ("action", {"status": ""}, "`status`: is `open`, `started`, `done` or `dropped`"),
        ("action", {"element": "people"}, "`element`: is empty, `planning`"),
        ("action", {"observation": "a b"}, "`observation`: is the id of a note"),
        ("same_moment", {"on": ("e1",)}, "`on`: is not two ids of entries"),
        ("words", {}, "`on`: is not the id of a single entry, whose words these are"),
        ("words", {"on": (), "moment": "2024-02-29T13:15Z"}, "is not the id of a single entry"),
        ("words", {"on": ("e1",), "moment": "2024-02-29T13:15Z"}, "is not the id of a single"),
        ("words", {"on": ("e1",), "text": " "}, "`text`: is empty; write the words that are heard"),
    ],
)
def test_each_kind_has_rules_of_its_own(kind: str, fields: dict[str, Any], words: str) -> None:
    """The message names the field and says what it may hold."""
    usual = {"on": ("e1", "e2"), "by": "Ann", "text": "Staged late."} | fields
    with pytest.raises(NoteError) as raised:
        new_note(kind, usual.pop("on"), **usual)
    assert words in str(raised.value)


def test_an_observation_may_have_no_evidence_and_an_action_no_subject() -> None:
    """Both are told of by `check`, and neither is refused; a month is a date."""
    seen = new_note("observation", by="Ann", text="Staged late.", side="improvement")
    answer = new_note("action", by="Ann", text="Train.", observation=seen.id, due="2026-02")
    assert (seen.on, answer.on) == ((), ())
    assert [parse_line(line_of(one).text) for one in (seen, answer)] == [
        line_of(seen),
        line_of(answer),
    ]


def test_a_bookmark_needs_no_text_and_a_moment_no_id() -> None:
    """A moment begins with the first millisecond of what is written."""
    marked = new_note(BOOKMARK, by="Ann", moment="2024-02-29T13:15-06:00", ms=MS)
    assert marked.moment_ms == ms_of("2024-02-29T19:15:00Z")
    assert note().moment_ms is None
    assert (marked.at, marked.at_ms) == (AT, MS)


def test_a_change_comes_after_what_it_changes() -> None:
    """Also where the computer's clock was set back; what does not change stays."""
    first = note("one")
    second = changed_note(first, by="Bob", ms=MS - 60_000, text="two")
    assert (second.id, second.on, second.text, second.by) == (first.id, first.on, "two", "Bob")
    assert second.at_ms == MS + 1
    gone = deleted_note(second, by="Ann", ms=MS + 9)
    assert (gone.deleted, gone.text, gone.at_ms) == (True, "two", MS + 9)
    assert not changed_note(gone, by="Ann", deleted=False).deleted


def test_after_the_last_year_nothing_is_written() -> None:
    """Of a note from such a clock no later version can be made, which is told."""
    last = note(ms=LAST_MS)
    with pytest.raises(NoteError, match="outside the years 1 to 9999"):
        deleted_note(last, by="Ann")


@given(YEARS_MS, YEARS_MS)
def test_times_sort_as_texts(one: int, other: int) -> None:
    """The order of the texts is that of the times, and reading gives the time back."""
    assert (written_time(one) < written_time(other)) == (one < other)
    assert ms_of(written_time(one)) == one


def test_a_time_long_ago_has_four_digits_of_a_year() -> None:
    """A computer whose clock was never set still writes the notation of `at`."""
    check(note(ms=ms_of("0007-01-02T03:04:05.678Z")))


@given(st.integers(0, 2**45 - 1), st.integers(0, 2**45 - 1), st.integers(0), st.integers(0))
def test_ids_sort_by_time(one: int, other: int, chance: int, luck: int) -> None:
    """Of two ids the later is greater, whatever chance adds; each is 15 letters and digits."""
    first, second = note_id(one, chance), note_id(other, luck)
    assert len(first) == 15
    assert first.isalnum()
    if one != other:
        assert (first < second) == (one < other)
    else:
        assert (first == second) == (chance % 2**30 == luck % 2**30)
