"""Observations, ratings and actions in an after-action report."""

from incident_tui.exchange.exports.aar.conclusions import ConclusionsSection
from incident_tui.exchange.exports.aar.values import Evidence, Rated
from incident_tui.notes.model import Note
from incident_tui.review.lens import Lens
from incident_tui.words.observations import NO_CAPABILITY
from tests.exchange.exports.aar.reviews import (
    CHANNELS,
    LOOSE,
    PLAN,
    RECORD,
    STAGED,
    UNSORTED,
    action,
    notes,
    observation,
    report_of,
)

LENS = Lens(RECORD)


def concluded(*some: Note) -> ConclusionsSection:
    """The conclusions of these notes, or of every note."""
    return report_of(LENS, notes=notes(*some)).conclusions


def test_observations_stand_under_their_capability() -> None:
    """Strengths before areas for improvement; a capability without a name comes last."""
    first, last = concluded().capabilities
    assert (first.name, last.name) == ("Operational Communications", NO_CAPABILITY)
    assert [one.text for one in first.strengths] == [STAGED.text]
    assert [one.text for one in first.improvements] == [CHANNELS.text]
    assert [one.text for one in last.improvements] == [UNSORTED.text]


def test_an_observation_has_every_field_and_its_author() -> None:
    """Empty where the reviewer wrote nothing: nothing is invented."""
    found = concluded().capabilities[0].improvements[0]
    assert (found.rating, found.rating_words) == ("M", "performed with major challenges")
    assert (found.reference, found.root_cause) == ("Mutual aid plan 4.2", "The plan names nobody.")
    assert (found.analysis, found.author) == ("", "Bob")
    assert found.written == "2024-02-29 19:15 UTC"
    strength = concluded().capabilities[0].strengths[0]
    assert strength.analysis == "The first call had it.\nEvery unit repeated it."


def test_evidence_is_entries_with_time_and_source_and_other_parts_by_name() -> None:
    """What is no longer in the record is named, and an entry leads to the appendix."""
    found = concluded(observation("Late.", "b", "c1", "gone", chance=1)).capabilities[0]
    assert found.improvements[0].evidence == (
        Evidence("entry-b", "13:20", "Bravo said", "report"),
        Evidence("", "", "casualties: Drexel Mack", ""),
        Evidence("", "", "`gone`, which is not in the record", ""),
    )
    assert concluded(UNSORTED).capabilities[0].improvements[0].evidence == ()


def test_a_moment_is_evidence() -> None:
    """A reviewer may have the time alone."""
    late = observation("Late.", "a", chance=1, moment="2024-02-29T13:15-06:00")
    *_, last = concluded(late).capabilities[0].improvements[0].evidence
    assert last.words == "the moment 2024-02-29T13:15-06:00"


def test_ratings_of_two_reviewers_stand_side_by_side() -> None:
    """Nobody decides between them; each name stands once in a column."""
    again = observation(
        "Later too.",
        chance=4,
        by="Bob",
        rating="M",
        objective="stage  UNITS",
        capability="Operational communications",
    )
    rows = concluded(STAGED, CHANNELS, UNSORTED, again).ratings
    assert rows == (
        Rated("Stage units", "Operational Communications", "Ann", "", "Bob", ""),
        Rated("", "", "", "Ann", "", ""),
    )
    assert concluded().objectives == ("Stage units",)


def test_an_observation_without_rating_and_objective_is_in_no_row() -> None:
    """An objective without a rating is a row that nobody has rated."""
    assert concluded(observation("Late.", chance=1)).ratings == ()
    rows = concluded(observation("Late.", chance=1, objective="Stage")).ratings
    assert rows == (Rated("Stage", "", "", "", "", ""),)


def test_the_plan_has_every_action_and_every_area_without_one() -> None:
    """By capability; an action that answers nothing comes last."""
    plan = concluded().plan
    assert [row.text for row in plan] == [PLAN.text, "", LOOSE.text]
    assert [row.observation for row in plan] == [CHANNELS.text, UNSORTED.text, ""]
    first, without, loose = plan
    assert (first.element, first.owner, first.contact) == ("planning", "County", "Duty officer")
    assert (first.start, first.due, first.status) == ("2026-01", "2026-06-30", "started")
    assert (without.id, without.status, without.author) == ("", "", "Ann")
    assert loose.evidence == (Evidence("entry-b", "13:20", "Bravo said", "report"),)


def test_an_action_that_keeps_a_strength_is_in_the_plan() -> None:
    """HSEEP has none of these, but no action is lost."""
    kept = action("Train it again.", chance=5, observation=STAGED.id)
    assert [row.text for row in concluded(STAGED, kept).plan] == [kept.text]
