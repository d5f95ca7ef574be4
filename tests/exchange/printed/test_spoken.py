"""Entries, states and their changes in lines for speech: words in place of marks."""

import pytest

from incident_tui.chronology.histories import Change, Clock, State
from incident_tui.exchange.printed.spoken import (
    change_lines,
    clock_line,
    conflict_lines,
    entry_lines,
    note_lines,
    question_lines,
    record_lines,
    source_lines,
    state_lines,
    status_spoken,
)
from incident_tui.placing.placement import Placement
from incident_tui.review.lens import Lens
from tests.notes.noting import note
from tests.records import AGENCIES, chronology, entry, times

RECORD = chronology(
    entry("a", "13:00..13:12", agency="ipd", agencies="[kcpd]", title="Shots", weight="key"),
    entry(
        "b",
        "13:15~",
        kind="radio_call",
        speaker="{unit: car}",
        verbatim="true",
        effects="[{casualty: c1, status: shot}, {group: responder, status: two officers down}]",
        grade="F6",
    ),
    entry("c", "13:20", known="13:40", text='"one\\n\\ntwo\\e[31m"'),
    entry("d", "unplaced", effects="[{unit: car, status: OnScene}]"),
    rest=AGENCIES
    + """
    casualties:
      - {id: c1, group: responder, label: an officer}
    conflicts:
      - id: k
        topic: how many
        affects: [b]
        claims: [{id: k1, value: one, cite: src}, {id: k2, value: two, cite: "src:L2"}]
        readings: [they may count otherwise]
    questions:
      - {id: q, text: who fired, origin: reviewer, refs: [b], answer: nobody says}
    """,
)
ENDS = [Lens(RECORD, moment, clock) for moment in (RECORD.as_of[1], None) for clock in Clock]


@pytest.mark.parametrize(
    ("identifier", "lines"),
    [
        (
            "a",
            [
                "somewhere between 13:00 and 13:12, IPD, concerns KCPD, note, key entry",
                "Shots",
                "text",
            ],
        ),
        (
            "b",
            [
                "about 13:15, 12 of IPD, radio call",
                "“text”",
                "About this entry: 1 conflict, 1 question.",
            ],
        ),
        ("c", ["13:20, nobody is named as acting or speaking, note", "one", "two␛[31m"]),
        (
            "d",
            [
                "no time is given, nobody is named as acting or speaking, note",
                "text",
            ],
        ),
    ],
)
def test_an_entry_in_lines(identifier: str, lines: list[str]) -> None:
    """Time, who, kind; the title; the words, in quotation marks if quoted; what is about it."""
    lens = Lens(RECORD)
    position = lens.position(identifier)
    assert position is not None
    assert [*entry_lines(lens, position)] == lines


def test_a_withheld_entry_has_no_words() -> None:
    """It has its time and its kind, and when it became known."""
    lens = Lens(RECORD, RECORD.as_of[2], Clock.KNOWN)
    assert [*entry_lines(lens, 2)] == ["13:20, note, not known yet · known 13:40"]
    assert [*source_lines(lens, 2)] == ["The sources of this entry are not known yet."]


def test_a_record_says_what_it_is() -> None:
    """Title, date and zone, and how many entries, conflicts and questions."""
    assert [*record_lines(Lens(RECORD))] == [
        "Title",
        "Thu 29 Feb 2024, CST",
        "4 entries, 1 of them without a full time, 1 conflict, 1 open question",
    ]


@pytest.mark.parametrize(
    ("position", "clock", "words"),
    [
        (0, Clock.HAPPENED, "State as of somewhere between 13:00 and 13:12, what had happened."),
        (
            1,
            Clock.KNOWN,
            "State as of about 13:15, what had been published or said on the air.",
        ),
        (3, Clock.HAPPENED, "State at the end of the record, what had happened."),
    ],
)
def test_the_moment_of_a_state(position: int, clock: Clock, words: str) -> None:
    """The entry's own time in words, and which clock counts."""
    assert clock_line(Lens(RECORD, clock=clock), position) == words


def test_a_state_counts_who_has_none() -> None:
    """Who has a status is named under a heading; the others are counted there."""
    assert [*state_lines(Lens(RECORD))] == [
        "Casualties: 1 of 1 with a status",
        "an officer, responder: shot",
        "Agencies: 0 of 3 with a status",
        "Units: 1 of 3 with a status",
        "12, IPD: on scene",
        "Reported of responders: about 13:15, two officers down · graded F6",
    ]


def test_changes_say_what_was_before() -> None:
    """From one moment to another, each subject whose status differs, and each new report."""
    before = Lens(RECORD, RECORD.as_of[0])
    assert [*change_lines(before, Lens(RECORD))] == [
        "Changed: an officer, responder: shot; before: not yet",
        "Changed: 12, IPD: on scene; before: perhaps on scene",
        "Reported of responders: about 13:15, two officers down · graded F6",
    ]
    assert [*change_lines(before, before)] == []


def test_many_changes_are_counted() -> None:
    """The first are told, the others counted."""
    effects = ", ".join(f"{{casualty: p{number}, status: minor}}" for number in range(15))
    people = ", ".join(
        f"{{id: p{number}, group: public, label: x{number}}}" for number in range(15)
    )
    many = chronology(
        entry("a", "13:00"),
        entry("b", "13:10", effects=f"[{effects}]"),
        rest=f"\ncasualties: [{people}]\n",
    )
    lines = [*change_lines(Lens(many, many.as_of[0]), Lens(many))]
    assert len(lines) == 13
    assert lines[-1] == "and 3 more changes; s tells the state"


def test_conflicts_and_questions_line_by_line() -> None:
    """A claim and its voice have a line each; an opinion says that it is one."""
    lens = Lens(RECORD)
    lines = [*conflict_lines(lens, lens.conflicts())]
    assert lines[:2] == ["Conflict k, open: how many", "A: one"]
    assert lines[2].startswith("A, from ")
    assert lines[-1] == "Possible, an opinion: they may count otherwise"
    assert [*question_lines(lens.questions_about("b"))] == [
        "Question q, open: who fired",
        "Answer: nobody says",
    ]


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State(), "unknown"),
        (State(expected=True), "not yet"),
        (State(possible=(Change("shot", Placement()),), expected=True), "perhaps shot"),
        (State(Change("OnScene", Placement()), expected=True), "on scene"),
        (
            State(Change("shot", Placement()), (Change("deceased", Placement()),), True),
            "shot, perhaps deceased",
        ),
    ],
)
def test_a_status_says_its_doubt_in_words(state: State, words: str) -> None:
    """No question mark stands for a doubt."""
    assert status_spoken(state) == words


def test_the_state_at_an_entry_that_lasted_is_of_its_start() -> None:
    """As the status line of the screen says it, in words."""
    record = chronology(*times(a="13:00~/13:20~", b="13:10"))
    assert clock_line(Lens(record), 0) == "State as of about 13:00, what had happened."


def test_a_note_is_an_opinion_with_its_author() -> None:
    """A line each; what it stands on is told with times in words."""
    notes = [note("Who\x1b\n\nsaid?", "a", "c1", "d", by="Ann"), note("", "b", kind="bookmark")]
    lens = Lens(RECORD)
    assert [*note_lines(lens, notes)] == [
        "Note by Ann, 2024-02-29 19:15 UTC: Who␛ said?",
        "Bookmark by Ann, 2024-02-29 19:15 UTC",
    ]
    assert next(note_lines(lens, notes, with_subjects=True)) == (
        "Note by Ann, 2024-02-29 19:15 UTC, on somewhere between 13:00 and 13:12 “Shots”;"
        " casualties: an officer; no time “text”: Who␛ said?"
    )
