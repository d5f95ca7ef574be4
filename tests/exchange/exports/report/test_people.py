"""Casualties, agencies and units of a report."""

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from incident_tui.review.told import PERSON_WITHHELD
from tests.exchange.exports.reports import independence
from tests.published import moment
from tests.records import chronology, entry

PEOPLE = Report(View(Lens(independence()))).people


def test_casualties_stand_by_group_with_how_they_came_to_it() -> None:
    """Each step with its time and when it was known; the groups are never added up."""
    groups = {group.name: group for group in PEOPLE.groups}
    assert {name: group.tally for name, group in groups.items()} == {
        "Responders": "2 deceased, 1 critical",
        "Suspects": "1 minor",
    }
    allen = groups["Responders"].members[0]
    assert (allen.name, allen.status, allen.certainty) == ("Cody Allen", "deceased", "certain")
    assert [(step.status, step.time, step.known) for step in allen.history] == [
        ("shot", "13:00…18:00", "by 2 Mar"),
        ("critical", "after 13:00", "by 2 Mar"),
        ("deceased", "13:00…29 Feb?", "by 2 Mar"),
    ]
    reported = [step.status for step in groups["Responders"].reported]
    assert reported[:3] == ["officers down", "an officer down", "two officers down"]


def test_a_step_told_by_an_entry_leads_to_it() -> None:
    """At the entry's own time; what was on the air was known at once."""
    rest = "casualties: [{id: c, group: public, label: man, history: []}]"
    told = entry("a", "13:05~", kind="radio_call", effects="[{casualty: c, status: minor}]")
    (group,) = Report(View(Lens(chronology(told, rest=rest)))).people.groups
    (step,) = group.members[0].history
    assert step.entry == ("“text”", "entry-a")
    assert (step.status, step.time, step.known) == ("minor", "13:05~", "")


def test_somebody_of_whom_nothing_is_told_is_unknown() -> None:
    """No status is made up for the end of the record."""
    rest = "casualties: [{id: c, group: public, label: man, history: []}]"
    (group,) = Report(View(Lens(chronology(rest=rest)))).people.groups
    assert (group.members[0].status, group.members[0].certainty) == ("unknown", "unknown")


def test_agencies_have_their_roles_and_their_last_status() -> None:
    """A status with its time, or none; last come the entries of nobody."""
    agencies = {one.mark.label: one for one in PEOPLE.agencies}
    kcpd, mshp = agencies["KCPD"], agencies["MSHP"]
    assert kcpd.since
    assert (kcpd.since.status, kcpd.since.time) == ("on scene", "after 13:00")
    assert mshp.since is None
    assert [role for role, _ in mshp.roles] == [
        "assisting",
        "transferred to (planned), from: after “House to go to the highway patrol”",
        "investigating (planned), from: after “Highway patrol to investigate”",
    ]
    assert [*agencies][-1] == "?"


def test_statuses_are_as_of_a_moment() -> None:
    """Those that had begun by then, with a mark where they only may have; none of later ones."""
    rest = (
        "casualties: [{id: c, group: public, label: man, history: ["
        "{status: missing, time: '13:00', cite: src},"
        " {status: injured, time: '13:10..13:30', cite: src},"
        " {status: deceased, time: '14:00', cite: src}]}]"
    )
    chronicle = chronology(rest=rest)
    lens = Lens(chronicle, moment(chronicle, "13:20"))
    (group,) = Report(View(lens)).people.groups
    (man,) = group.members
    assert (man.status, man.certainty) == ("missing, injured?", "certain")
    assert [step.status for step in man.history] == ["missing", "injured?"]


def test_somebody_not_known_of_has_a_row_and_no_name() -> None:
    """No status, no part and no cause is in it."""
    chronicle = independence()
    groups = Report(View(Lens(chronicle, moment(chronicle, "13:20"), Clock.KNOWN))).people.groups
    casualties = [casualty for group in groups for casualty in group.members]
    assert {casualty.name for casualty in casualties} == {PERSON_WITHHELD}
    assert {casualty.status for casualty in casualties} == {"not known"}
    assert not any(casualty.facts or casualty.history or casualty.cites for casualty in casualties)
