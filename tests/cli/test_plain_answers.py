"""What the commands of `--plain` do and say."""

from pathlib import Path

import pytest

from incident_tui.cli.plain_answers import answered, greeting
from incident_tui.cli.plain_notes import PlainNotes
from incident_tui.keys import KEYS
from incident_tui.notes.log import ReviewLog
from incident_tui.review.review import Review, review_of
from tests.cli.running import ODD, RECORD
from tests.notes.noting import log_in, note
from tests.records import sound
from tests.transmissions import record_of, recorded

REVIEW = review_of(sound(RECORD))


def after(*commands: str) -> tuple[Review, list[str]]:
    """The review after commands, and the lines of the last answer."""
    review, lines = REVIEW, list[str]()
    for command in commands:
        answer = answered(review, command)
        assert not answer.is_over
        review, lines = answer.review, [*answer.lines]
    return review, lines


@pytest.mark.parametrize(
    ("commands", "entry", "first"),
    [
        (["j"], "e2", "2 of 4: 13:20, KC, concerns IPD, action"),
        ([""], "e2", "2 of 4: 13:20, KC, concerns IPD, action"),
        ([" j "], "e2", "2 of 4: 13:20, KC, concerns IPD, action"),
        (["j", "k"], "e1", "1 of 4: about 13:15, IPD, radio call"),
        (["k"], "e1", "No earlier entry is shown."),
        (["G"], "e4", "4 of 4: no time is given, Circuit Court, note"),
        (["G", "j"], "e4", "No later entry is shown."),
        (["G", "g"], "e1", "1 of 4: about 13:15, IPD, radio call"),
        (["g"], "e1", "This is where you are."),
        (["J"], "e1", "No later radio call is shown."),
        (["j", "K"], "e1", "1 of 4: about 13:15, IPD, radio call"),
        (["}"], "e1", "No later entry of IPD is shown."),
        (["G", "]"], "e4", "No later change of the state."),
        (["t 1:20"], "e2", "1:20 read as 13:20; the last entry then: 13:20."),
        (["t 1400"], "e3", "The last entry at 14:00: 14:00."),
        (["t soon"], "e1", "`soon` is no time; try 13:15."),
        (["n"], "e1", "Nothing is searched for; / searches."),
        (["/ made"], "e2", "1 hit; n goes to the next."),
        (["/made", "n"], "e2", "This is where you are."),
        (["/ zzz"], "e1", "No hit."),
        (["/ zzz", "n"], "e1", "No hit; / searches."),
        (["/ made", "/"], "e2", "The search is ended."),
        (["/ //("], "e1", "1 of"),
        (["f kc"], "e2", "Shown: only KC, 1 of 4 entries; 0 shows every entry."),
        (["f kc, ipd"], "e1", "Shown: only IPD, KC, 2 of 4 entries; 0 shows every entry."),
        (["f ?"], "e3", "Shown: only unidentified, 1 of 4 entries; 0 shows every entry."),
        (["f kc", "f"], "e2", "Every entry is shown: 4 entries."),
        (["f kc", "0"], "e2", "Every entry is shown: 4 entries."),
        (["r"], "e1", "Shown: radio only, 1 of 4 entries; 0 shows every entry."),
        (["r", "f kc", "j"], "", "No entry is shown; 0 shows every entry."),
        (["h"], "e1", "1 of 4: about 13:15, IPD, radio call, perhaps not known yet"),
        (["D"], "e1", "No transmission was recorded more than once."),
        (["!"], "e1", "Nothing is wrong with the record."),
        (["c"], "e1", "No conflict is about this entry."),
        (["u"], "e1", "No question is about this entry."),
        (["x"], "e1", "No command is x; ? lists the commands."),
        (["j 3"], "e1", "No command is j 3; ? lists the commands."),
        (["s now"], "e1", "No command is s now; ? lists the commands."),
        (["\x1b[31m"], "e1", "No command is ␛[31m; ? lists the commands."),
    ],
)
def test_where_a_command_leads_and_what_it_says(
    commands: list[str], entry: str, first: str
) -> None:
    """Each ends on an entry, and says in its first line what came of it."""
    review, lines = after(*commands)
    assert review.entry_id == entry
    if commands == ["/ //("]:  # an expression that is not whole
        assert "regular expression" in lines[0]
    else:
        assert lines[0] == first


def test_a_step_tells_what_changes() -> None:
    """After the entry, each subject with another status than before."""
    assert after("j")[1] == [
        "2 of 4: 13:20, KC, concerns IPD, action",
        "Entry made",
        "Changed: an officer, responder: shot; before: perhaps shot",
    ]


def test_the_state_of_the_moment() -> None:
    """`s` tells the moment and the state, and moves nothing."""
    review, lines = after("s")
    assert review is REVIEW
    assert lines[:3] == [
        "State as of about 13:15, what had happened.",
        "Casualties: 1 of 1 with a status",
        "an officer, responder: perhaps shot",
    ]


@pytest.mark.parametrize("command", ["q", "quit", " q "])
def test_leaving(command: str) -> None:
    """`q` is the last command."""
    answer = answered(REVIEW, command)
    assert answer.is_over
    assert [*answer.lines] == []


def test_help_tells_every_command_once() -> None:
    """The keys of the screen that are commands here are told in the words of the table of keys."""
    _, lines = after("?")
    letters = [line.partition(":")[0] for line in lines[1:]]
    assert sorted(letters) == sorted({*letters})
    assert {*"jkJK][}{gGt/nNfrahsdcuo.i!q&0D"} == {*letters}
    helps = {key.shown.split()[0]: key.help for key in KEYS}
    for letter in "jJ}gat":
        assert f"{letter}: {helps[letter]}" in lines


@pytest.mark.parametrize("letter", [*"jkJK][}{gGt/nNfrahsdcuo.i!?&0D"])
def test_every_command_of_the_help_is_understood(letter: str) -> None:
    """None is answered as unknown, also where nothing is shown."""
    for review in (REVIEW, answered(answered(REVIEW, "r").review, "f kc").review):
        lines = [*answered(review, letter).lines]
        assert lines
        assert not lines[0].startswith("No command")


def test_a_further_recording_is_passed_over_and_named() -> None:
    """Until a command asks for every recording; the numbers are those of entries."""
    later = recorded("c", time="2024-02-29T13:00:20-06:00", speaker={"unit": "e2"})
    review = review_of(record_of(recorded("a"), recorded("b", "2"), later))
    assert "Also on Tac 2." in greeting(review)
    step = answered(review, "j")
    assert (step.review.entry_id, next(step.lines)[:8]) == ("c", "3 of 3: ")
    every = answered(review, "D")
    assert [*every.lines] == ["Each recording has a row · 1 further recording."]
    step = answered(every.review, "j")
    assert (step.review.entry_id, next(step.lines)[:8]) == ("b", "2 of 3: ")


def test_the_greeting_ends_on_the_first_entry() -> None:
    """The record, how to go on, the entry, and the moment of the state."""
    lines = [*greeting(REVIEW)]
    assert lines[0] == "Shots at a house"
    assert lines[-1] == "State as of about 13:15, what had happened."


# Notes of reviewers.


@pytest.fixture
def log(tmp_path: Path) -> ReviewLog:
    """A log with a note on the first entry, and with another on no entry."""
    found = log_in(tmp_path, incident="i")
    found.append(
        note("Who?", "e1", "officer", by="Ann"), note("All.", "i", "gone", by="Bob", chance=1)
    )
    return found


def noted(log: ReviewLog, *commands: str) -> tuple[Review, list[str]]:
    """The review after commands with notes, and the lines of the last answer."""
    review, lines, notes = REVIEW, list[str](), PlainNotes(log)
    for command in commands:
        answer = answered(review, command, notes)
        review, lines = answer.review, [*answer.lines]
    return review, lines


ANN = "Note by Ann, 2024-02-29 19:15 UTC"
BOB = "Note by Bob, 2024-02-29 19:15 UTC"


@pytest.mark.parametrize(
    ("commands", "lines"),
    [
        (["'"], [f"{ANN}: Who?", "2 notes in the record; ' all tells each."]),
        (["j", "'"], ["No note is on this entry.", "2 notes in the record; ' all tells each."]),
        (
            ["' all"],
            [
                f"{ANN}, on about 13:15 “Two down.”; casualties: an officer: Who?",
                f"{BOB}, on the incident; `gone`, which is not in the record: All.",
            ],
        ),
        (["h", "' all"], ["2 notes about facts not known yet, left out."]),
        (["e"], ["Write the note after the letter: e Who said this?"]),
        (["b 3"], ["No command is b 3; ? lists the commands."]),
        (["' x"], ["No command is ' x; ? lists the commands."]),
    ],
)
def test_notes_are_told(commands: list[str], lines: list[str], log: ReviewLog) -> None:
    """As opinions of their authors, in words; those on withheld facts are counted."""
    assert noted(log, *commands)[1] == lines


def test_an_entry_with_notes_says_so(log: ReviewLog) -> None:
    """By their kinds and numbers; without notes nothing is said."""
    words = "Of reviewers: 1 note, 1 bookmark; ' tells them."
    assert words in noted(log, "b", "j", "k")[1]
    assert not [line for line in noted(log, "j")[1] if line.startswith("Of reviewers")]


def test_only_marked_entries_are_shown(log: ReviewLog) -> None:
    """A bookmark that is removed takes its entry away, and the entry now told is said."""
    review, lines = noted(log, "j", "b", "B")
    assert lines[0] == "Shown: only marked, 2 of 4 entries; 0 shows every entry."
    assert review.entry_id == "e2"
    review, lines = noted(log, "B", "j", "b")
    assert lines[:2] == ["Bookmark removed.", "1 of 1: about 13:15, IPD, radio call"]
    assert noted(log, "B", "B")[1][0] == "Every entry is shown: 4 entries."


def test_words_after_e_are_a_note(log: ReviewLog) -> None:
    """No word of it reaches the terminal as a command, when it is told."""
    assert noted(log, f"e {ODD}")[1] == [f"Note kept in {log.path}."]
    _, lines = noted(log, "'")
    assert len(lines) == 3
    assert "[bold]x[/]" in lines[1]
    assert not set("".join(lines)) & set("\x1b\x07\x9b\x7f\u202e")


def test_a_record_without_notes_says_so(tmp_path: Path) -> None:
    """Asking makes no log."""
    empty = log_in(tmp_path, incident="i")
    assert noted(empty, "' all")[1] == ["No note is in the record."]
    assert not empty.path.exists()


def test_help_tells_the_commands_about_notes(log: ReviewLog) -> None:
    """After every other command, where notes can be kept."""
    _, lines = noted(log, "?")
    alone = after("?")[1]
    assert lines[: len(alone)] == alone
    assert [line.partition(":")[0] for line in lines[len(alone) :]] == [*"beH'B="]


def test_words_as_heard_are_told_before_those_of_the_record(log: ReviewLog) -> None:
    """By whom and when; H alone says how, and H - takes them back."""
    assert noted(log, "H")[1] == ["Write the words after the letter; H - takes them back."]
    assert noted(log, "H Two down.")[1] == ["Nothing is changed."]
    assert noted(log, "H Two are down.")[1] == [f"Words kept in {log.path}."]
    for command in (".", "d"):
        lines = noted(log, command)[1]
        number = lines.index("“Two are down.”")
        assert lines[number + 1].startswith("These are words by ")
        assert lines[number + 1].endswith(" UTC. The record has:")
        assert lines[number + 2] == "“Two down.”"
    assert "Of reviewers: 1 note, 1 correction; ' tells them." in noted(log, ".")[1]
    assert noted(log, "H -")[1] == ["Taken back: the words of the record are shown again."]
