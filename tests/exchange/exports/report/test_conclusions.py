"""Intervals, conflicts, related incidents and facilities of a report."""

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from incident_tui.review.told import RELATED_WITHHELD
from tests.exchange.exports.reports import independence
from tests.published import moment
from tests.records import chronology

CONCLUSIONS = Report(View(Lens(independence()))).conclusions


def test_an_interval_without_both_times_says_why() -> None:
    """It is not computable, and no zero stands in its place."""
    spans = {span.name: span for span in CONCLUSIONS.intervals}
    between_calls = spans["First to second quoted call"]
    assert (between_calls.length, between_calls.has_both_bounds) == (
        "0–6 min~",
        True,
    )
    custody = spans["Time to custody"]
    assert not custody.has_both_bounds
    assert custody.length.startswith("not computable: no full time for “Male suspect taken")
    assert custody.end.anchor == "entry-custody"


def test_claims_stand_side_by_side_each_with_its_voice() -> None:
    """Who, when and how graded; readings are kept apart, and nothing is resolved."""
    dispute = next(one for one in CONCLUSIONS.conflicts if one.id == "c05")
    assert [claim.letter for claim in dispute.claims] == ["A", "B", "C", "D"]
    voice, cite = dispute.claims[3].voices[0]
    assert (voice.when, voice.grade, cite.at) == ("13:40~", "graded F6", "L18")
    assert dispute.readings == (
        "Dead at the scene, or later. Which officer each report means is not said.",
    )


def test_related_incidents_are_placed_by_their_days() -> None:
    """To scale, this one among them; nothing where all are of one day."""
    assert [(round(day.left), day.words, day.here) for day in CONCLUSIONS.days] == [
        (0, "14 Feb", False),
        (53, "22 Feb", False),
        (100, "29 Feb", True),
    ]
    related = "related: [{id: r, title: R, relation: [same_day], date: 2024-02-29}]"
    assert Report(View(Lens(chronology(rest=related)))).conclusions.days == ()


def test_what_was_inferred_of_a_facility_stands_apart() -> None:
    """Its report is what was said, the protocol's word only what that would be called."""
    schools = CONCLUSIONS.facilities[0]
    assert (schools.reported, schools.inferred) == ("lockdown", "Secure")
    assert schools.ended
    assert schools.ended.anchor == "entry-all-clear"


def test_what_is_not_known_yet_has_its_id_and_no_words() -> None:
    """Intervals in their rows, conflicts and questions by their ids, related incidents by days."""
    chronicle = independence()
    found = Report(View(Lens(chronicle, moment(chronicle, "13:20"), Clock.KNOWN))).conclusions
    assert [conflict.id for conflict in found.conflicts] == ["c07"]
    assert len(found.withheld_conflicts) == 27
    assert found.withheld_conflicts[0] == ("c01", "conflict-c01")
    asked = [question.id for _, questions in found.questions for question in questions]
    assert {link.words for link in found.withheld_questions}.isdisjoint(asked)
    withheld = [interval for interval in found.intervals if interval.length == "not known yet"]
    assert all(interval.name.startswith("i-") for interval in withheld)
    assert not any(interval.start.words or interval.note for interval in withheld)
    assert {related.title for related in found.related} == {RELATED_WITHHELD}
    assert not any(related.summary or related.casualties for related in found.related)
