"""The lines of a log: a note comes back from its line, and other lines are told apart."""

import json
from typing import Any

import pytest
from hypothesis import given

from incident_tui.notes.lines import (
    Header,
    LaterVersionError,
    Line,
    LineError,
    line_of,
    parse_line,
)
from incident_tui.notes.model import Note, check
from tests.notes.noting import AT, HEADER, INCIDENT, note, notes

FIELDS = {"id": "a", "kind": "note", "on": ["e1"], "text": "Who?", "by": "Ann", "at": AT}


def line(**fields: Any) -> str:
    """A line of a note with these fields; None takes a field out."""
    return json.dumps({key: one for key, one in (FIELDS | fields).items() if one is not None})


@given(notes)
def test_a_note_comes_back_from_its_line(written: Note) -> None:
    """It has one line, whatever stands in its texts."""
    check(written)
    made = line_of(written)
    assert parse_line(made.text) == made
    assert "\n" not in made.text


def test_a_line_has_what_is_not_left_out() -> None:
    """Fields without a value do not stand in the line."""
    assert json.loads(line_of(note()).text) == {
        "id": note().id,
        "kind": "note",
        "on": ["e1"],
        "text": "Who said this?",
        "by": "Ann",
        "at": AT,
    }


def test_a_line_of_another_program_is_read() -> None:
    """Spaces, the order of fields and escapes are those of the writer."""
    found = parse_line(line(text="Größer", moment="2024-02-29T13:15:00.5+01:00", deleted=False))
    assert isinstance(found, Line)
    assert found.note.text == "Größer"


def test_the_header_is_one_line() -> None:
    """It has the format and the incident."""
    assert parse_line(HEADER.decode()) == Header(INCIDENT)
    assert Header(INCIDENT).text == HEADER.decode().strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not whole"),
        ("", "is not whole"),
        pytest.param("[" * 100_000, "is no object", id="deep list"),
        pytest.param('{"id":' * 100_000, "is not whole", id="deep object"),
        ("[1]", "is no object"),
        ('"\\ud800"', "is no"),
        ("{}", "`kind`: is missing"),
        (line(kind=1), "`kind`: is the name of a kind"),
        (line(id=None), "`id`: is missing"),
        (line(by=None), "`by`: is missing"),
        (line(id="a b"), "`id`: is 1 to 64 letters, digits"),
        (line(id=7), "`id`: is 1 to 64 letters, digits"),
        (line(on="e1"), "`on`: is a list of at most 200 ids"),
        (line(on=None), "`on`: is empty"),
        (line(text=None), "`text`: is empty"),
        pytest.param(line(text="a" * 20_001), "at most 20,000 characters", id="long text"),
        (line(at="2024-02-29T19:15:00Z"), "`at`: is a time of UTC with milliseconds"),
        (line(at="2024-02-30T19:15:00.000Z"), "`at`: `2024-02-30T19:15:00.000Z` is no date"),
        (line(at="2024-02-29T19:15:00.000Z\n"), "`at`: is a time of UTC"),
        (line(deleted="yes"), "`deleted`: is true or false"),
        ('{"format": "incident-record/1"}', "`format`: is not incident-review/1"),
        ('{"format": 1}', "`format`: is not incident-review/1"),
        ('{"format": "incident-review/1"}', "`incident`: is missing"),
    ],
)
def test_a_line_that_is_no_note_is_told(text: str, words: str) -> None:
    """The message names the field and what it may hold; nothing else is raised."""
    with pytest.raises(LineError) as raised:
        parse_line(text)
    assert words in str(raised.value)
    assert not isinstance(raised.value, LaterVersionError)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (line(kind="assessment", rating="P"), "`assessment` is not known to this version"),
        (line(kind="notes"), "did you mean `note`?"),
        (line(rating="P"), "`rating`: is not known to this version"),
        (line(txt="a"), "did you mean `text`?"),
        ('{"format":"incident-review/2","incident":"i"}', "is incident-review/2, of a later"),
    ],
)
def test_a_line_of_a_later_version_is_told_apart(text: str, words: str) -> None:
    """It is no mistake of the reviewer: the remedy is a later program."""
    with pytest.raises(LaterVersionError) as raised:
        parse_line(text)
    assert words in str(raised.value)
    assert "update incident-tui" in str(raised.value)
