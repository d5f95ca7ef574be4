"""What the commands of `--plain` do and say."""

import pytest

from incident_tui.cli.plain_answers import answered, greeting
from incident_tui.keys import KEYS
from incident_tui.review.review import Review, review_of
from tests.cli.running import RECORD
from tests.records import sound

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
    assert {*"jkJK][}{gGt/nNfrahsdcuo.i!q&0"} == {*letters}
    helps = {key.shown.split()[0]: key.help for key in KEYS}
    for letter in "jJ}gat":
        assert f"{letter}: {helps[letter]}" in lines


@pytest.mark.parametrize("letter", [*"jkJK][}{gGt/nNfrahsdcuo.i!?&0"])
def test_every_command_of_the_help_is_understood(letter: str) -> None:
    """None is answered as unknown, also where nothing is shown."""
    for review in (REVIEW, answered(answered(REVIEW, "r").review, "f kc").review):
        lines = [*answered(review, letter).lines]
        assert lines
        assert not lines[0].startswith("No command")


def test_the_greeting_ends_on_the_first_entry() -> None:
    """The record, how to go on, the entry, and the moment of the state."""
    lines = [*greeting(REVIEW)]
    assert lines[0] == "Shots at a house"
    assert lines[-1] == "State as of about 13:15, what had happened."
