"""Which notes are told: on the clock of the known, a note on what is withheld is withheld."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.notes.kinds import ACTION, BOOKMARK, NOTE, OBSERVATION
from incident_tui.notes.lines import line_of
from incident_tui.notes.model import Note, new_note
from incident_tui.notes.notes import NO_NOTES
from incident_tui.record.time_value import parse_moment
from incident_tui.review import intents
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of, step
from incident_tui.review.told_notes import marked_entries, notes_told, told_notes
from tests.notes.noting import note, notes_of
from tests.records import AGENCIES, PEOPLE, chronology, entry

RECORD = chronology(
    entry("one", "13:00", text="First."),
    entry("two", "13:10", known="13:30", text="Second."),
    rest=AGENCIES + PEOPLE,
)


@pytest.mark.parametrize(
    ("subjects", "moment", "at", "is_told"),
    [
        (["one"], "", "13:00", True),
        (["two"], "", "13:20", False),
        (["two"], "", "13:40", True),
        (["one", "two"], "", "13:20", False),
        (["c1"], "", "13:40", False),
        (["gone"], "", "13:40", False),
        ([], "2024-02-29T13:15-06:00", "13:00", False),
        ([], "2024-02-29T13:15-06:00", "13:40", True),
    ],
)
def test_the_clock_of_the_known_withholds_notes(
    subjects: list[str], moment: str, at: str, is_told: bool
) -> None:
    """A note is written in hindsight: it is told with its entries, or after its moment."""
    written = note("x", *subjects, moment=moment) if subjects else _on_a_moment(moment)
    as_of = RECORD.zone.bounds(parse_moment(at))[1]
    notes = notes_of(written)
    assert told_notes(Lens(RECORD, as_of, Clock.KNOWN), notes) == [written] * is_told
    assert told_notes(Lens(RECORD, as_of), notes) == [written]


@pytest.mark.parametrize(
    ("evidence", "own", "is_told"),
    [
        (["one"], [], True),
        (["one"], ["one"], True),
        (["one"], ["two"], False),
        (["one"], ["c1"], False),
        (["two"], ["one"], False),
        ([], ["one"], False),
    ],
)
def test_an_action_is_told_with_its_observation(
    evidence: list[str], own: list[str], is_told: bool
) -> None:
    """Its own subjects count too; an observation without evidence is hindsight."""
    observation = new_note(OBSERVATION, evidence, by="Ann", text="x", side="strength", chance=1)
    action = new_note(ACTION, own, by="Ann", text="y", observation=observation.id, chance=2)
    notes = notes_of(observation, action)
    lens = Lens(RECORD, RECORD.zone.bounds(parse_moment("13:20"))[1], Clock.KNOWN)
    assert (action in told_notes(lens, notes)) is is_told
    assert (observation in told_notes(lens, notes)) is (evidence == ["one"])
    assert told_notes(Lens(RECORD), notes) == [observation, action]


def test_an_action_without_an_observation_stands_on_its_own_subjects() -> None:
    """Without subjects it is hindsight; so it is if its observation is gone."""
    loose = new_note(ACTION, ["one"], by="Ann", text="x", chance=1)
    bare = new_note(ACTION, by="Ann", text="x", chance=2)
    gone = new_note(ACTION, ["one"], by="Ann", text="x", observation="gone", chance=3)
    lens = Lens(RECORD, RECORD.zone.bounds(parse_moment("13:20"))[1], Clock.KNOWN)
    assert told_notes(lens, notes_of(loose, bare, gone)) == [loose]


def _on_a_moment(moment: str) -> Note:
    return new_note(NOTE, by="Ann", text="x", moment=moment)


def test_withheld_notes_are_left_out_of_the_set() -> None:
    """Every other note stays with its versions; at the end of the record all of them do."""
    notes = NO_NOTES.with_lines(
        line_of(note("x", on, chance=number)) for number, on in enumerate(("one", "two", "c1"))
    )
    lens = Lens(RECORD, RECORD.zone.bounds(parse_moment("13:20"))[1], Clock.KNOWN)
    assert [one.on for one in notes_told(lens, notes)] == [("one",)]
    assert notes_told(Lens(RECORD), notes) == notes


def test_entries_with_a_note_that_is_shown_are_marked() -> None:
    """By any kind of note; objects of the head and ids that are gone are no entries."""
    notes = NO_NOTES.with_lines(
        line_of(note("x", *on, kind=kind, chance=number))
        for number, (kind, *on) in enumerate(
            [(BOOKMARK, "one", "c1"), (NOTE, "two"), (NOTE, "gone"), (NOTE, "c1")]
        )
    )
    assert marked_entries(Lens(RECORD), notes) == {"one", "two"}
    known = Lens(RECORD, RECORD.zone.bounds(parse_moment("13:20"))[1], Clock.KNOWN)
    assert marked_entries(known, notes) == frozenset()


def test_a_note_on_two_entries_waits_for_the_later() -> None:
    """Neither the notes of the first entry nor its mark have the note before both are known."""
    written = note("dead by then", "one", "two")
    review = step(review_of(RECORD), intents.TakeNotes(NO_NOTES.with_lines([line_of(written)])))
    assert [*review.told_notes] == [written]
    known = step(review, intents.SwitchClock())
    assert not known.told_notes
    assert not step(known, intents.MarkedOnly()).shown
    assert [*step(review, intents.MarkedOnly()).shown] == [0, 1]


def test_the_clock_decides_which_entries_are_marked() -> None:
    """An entry counts as marked if its note is told with the cursor on it, as a hit does."""
    lines = [line_of(note("x", one, chance=number)) for number, one in enumerate(("one", "two"))]
    review = step(review_of(RECORD), intents.TakeNotes(NO_NOTES.with_lines(lines)))
    marked = step(review, intents.MarkedOnly())
    assert [*marked.shown] == [0, 1]
    known = step(marked, intents.SwitchClock())
    assert [*known.shown] == [0]
    assert [*step(known, intents.SwitchClock()).shown] == [0, 1]
