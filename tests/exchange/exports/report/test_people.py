"""Casualties, agencies and units of a report."""

from incident_tui.exchange.exports.report import Report
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import independence
from tests.records import chronology, entry

PEOPLE = Report(Lens(independence())).people


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
        ("shot", "12:00…18:00", "by 2 Mar"),
        ("critical", "after 13:00", "by 2 Mar"),
        ("deceased", "after 13:00", "by 2 Mar"),
    ]
    reported = [step.status for step in groups["Responders"].reported]
    assert reported[:3] == ["officers down", "an officer down", "two officers down"]


def test_a_step_told_by_an_entry_leads_to_it() -> None:
    """At the entry's own time; what was on the air was known at once."""
    rest = "casualties: [{id: c, group: public, label: man, history: []}]"
    told = entry("a", "13:05~", kind="radio_call", effects="[{casualty: c, status: minor}]")
    (group,) = Report(Lens(chronology(told, rest=rest))).people.groups
    (step,) = group.members[0].history
    assert step.entry == ("“text”", "entry-a")
    assert (step.status, step.time, step.known) == ("minor", "13:05~", "")


def test_somebody_of_whom_nothing_is_told_is_unknown() -> None:
    """No status is made up for the end of the record."""
    rest = "casualties: [{id: c, group: public, label: man, history: []}]"
    (group,) = Report(Lens(chronology(rest=rest))).people.groups
    assert (group.members[0].status, group.members[0].certainty) == ("unknown", "unknown")


def test_agencies_have_their_roles_and_their_last_status() -> None:
    """A status with its time, or none; last come the entries of nobody."""
    agencies = {one.mark.label: one for one in PEOPLE.agencies}
    kcpd, mshp = agencies["KCPD"], agencies["MSHP"]
    assert (kcpd.status, kcpd.since.time if kcpd.since else "") == ("on scene", "after 13:00")
    assert (mshp.status, mshp.since) == ("", None)
    assert [role for role, _ in mshp.roles] == [
        "assisting",
        "transferred to, from: after “House to go to the highway patrol”",
        "investigating, from: after “Highway patrol to investigate”",
    ]
    assert [*agencies][-1] == "?"
