"""The board of observations: by capability, with evidence, actions, authors and versions."""

from typing import Any

import msgspec

from incident_tui.boards.listed import draw_list
from incident_tui.boards.observations import BOARD, draw, draw_item, items
from incident_tui.chronology.histories import Clock
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.lines import line_of
from incident_tui.notes.model import Note, changed_note, deleted_note
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.intents import TakeNotes
from incident_tui.review.links import TO_AGENCY, TO_ENTRY, TO_NOTE
from incident_tui.review.review import Review, review_of, step
from tests.drawn import row_texts
from tests.notes.noting import MS, note
from tests.records import AGENCIES, chronology, entry

RECORD = chronology(
    entry("one", "13:00", text="First."),
    entry("two", "13:10", known="13:30", text="Second."),
    rest=AGENCIES,
)


def review(*notes: Note) -> Review:
    """A review of a record with these versions of notes."""
    return step(review_of(RECORD), TakeNotes(NO_NOTES.with_lines(map(line_of, notes))))


def observed(text: str, *on: str, **fields: Any) -> Note:
    """An observation on an entry."""
    return note(text, *on, kind=OBSERVATION, **{"side": "improvement", **fields})


LATE = observed(
    "Staging was told late", "one", "ipd", "gone", capability="Mass Care", rating="S", chance=1
)
QUICK = observed("Quick start", "one", side="strength", capability="mass care", chance=2)
OPEN = observed("Something else", "two", chance=3, analysis="Long.\n[b]Longer.")
DO = note("Announce it", "one", kind=ACTION, observation=LATE.id, owner="QBFD", chance=4)
LOOSE = note("Buy radios", "one", kind=ACTION, chance=5)


def test_without_observations_the_key_is_told() -> None:
    """The page and the list say how to write the first."""
    (line,) = row_texts(draw(review(note()), 80))
    assert line == ("No observation is written: R writes an observation on an entry or a row.")
    assert items("", review(), 80).remark == line


def test_the_list_is_by_capability() -> None:
    """Strengths before areas for improvement, no capability last, then loose actions."""
    shown = row_texts(draw_list(items("", review(LATE, QUICK, OPEN, DO, LOOSE), 80), False, 40))
    assert [line.rstrip() for line in shown] == [
        "Mass Care",
        "+ Quick start",
        "Δ Staging was told late            ☐1  S",
        "",
        "No capability is named",
        "Δ Something else",
        "",
        "Actions of no observation",
        "☐ Buy radios",
    ]


def test_an_observation_leads_to_its_evidence_and_its_actions() -> None:
    """Each is a row with a link; an id that is gone is named; author and fields in words."""
    rows = draw_item(review(LATE, DO), TO_NOTE + LATE.id, 80)
    assert [row.key for row in rows if row.key] == [
        TO_NOTE + LATE.id,
        TO_ENTRY + "one",
        TO_AGENCY + "ipd",
        TO_NOTE + DO.id,
        TO_ENTRY + "one",
    ]
    words = "\n".join(row_texts(rows))
    assert "Δ Staging was told late" in words
    assert "area for improvement · Mass Care · rated S: performed with some challenges" in words
    assert "`gone`, which is not in the record" in words
    assert "owner QBFD · no date · open" in words
    assert words.count("Ann · ") == 2


def test_long_fields_have_headings_and_keep_their_lines() -> None:
    """Text is text, never markup."""
    words = row_texts(draw_item(review(OPEN), TO_NOTE + OPEN.id, 80))
    assert words[words.index("Analysis") + 1 :][:2] == ["Long.", "[b]Longer."]


def test_an_observation_without_evidence_says_so() -> None:
    """With the key that changes it."""
    bare = msgspec.structs.replace(OPEN, on=())
    words = row_texts(draw_item(review(bare), TO_NOTE + bare.id, 80))
    assert "none is named: e changes the observation" in words


def test_versions_before_are_told() -> None:
    """With what each of them said."""
    later = changed_note(LATE, by="Bob", ms=MS + 1, rating="M")
    words = row_texts(draw_item(review(LATE, later), TO_NOTE + LATE.id, 80))
    assert words.index("Before") > words.index("Evidence")
    assert any("rated S" in line for line in words[words.index("Before") :])


def test_an_action_whose_observation_is_gone_is_apart() -> None:
    """It has a row of its own, and a detail."""
    gone = deleted_note(LATE, by="Ann", ms=MS + 1)
    listed = items("", review(LATE, gone, DO), 80)
    assert [(item.key, item.group) for item in listed.items] == [
        (TO_NOTE + DO.id, "Actions of no observation")
    ]
    assert row_texts(draw_item(review(LATE, gone, DO), TO_NOTE + DO.id, 80))[0] == "☐ Announce it"
    assert draw_item(review(LATE, gone), TO_NOTE + LATE.id, 80) == []


def test_the_page_has_everything() -> None:
    """Where there is no room for a list."""
    words = row_texts(draw(review(LATE, QUICK, OPEN, DO, LOOSE), 60))
    assert words[0] == "3 observations, 2 actions"
    heads = [line for line in words if line in ("Mass Care", "Actions of no observation")]
    assert heads == ["Mass Care", "Actions of no observation"]


def test_what_is_not_known_is_counted_alone() -> None:
    """On the clock of the known nothing of a withheld observation is told."""
    known = msgspec.structs.replace(review(OPEN, LOOSE), clock=Clock.KNOWN, cursor=1)
    assert row_texts(draw(known, 80))[0] == "1 action; 1 more about facts not known yet"
    assert draw_item(known, TO_NOTE + OPEN.id, 80) == []
    assert ("Δ", "area for improvement") in BOARD.marks
