"""What a report says: honest, complete, and linked without two parts becoming one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports import html, ics214, markdown
from incident_tui.exchange.exports.report import Report, anchor, plain_status, web_address
from incident_tui.panes.timeline import agency_ink
from incident_tui.record.reading import read_bytes
from tests.examples import examples
from tests.exchange.exports.reports import Make, exercise, hostile, independence
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry

INDEPENDENCE = Report(independence())


@given(st.lists(st.tuples(st.sampled_from(["entry", "agency"]), st.text()), unique=True))
def test_no_two_ids_become_one(identifiers: list[tuple[str, str]]) -> None:
    """And none has anything in it that a link, or an attribute, has a meaning for."""
    anchors = [anchor(section, identifier) for section, identifier in identifiers]
    assert len(set(anchors)) == len(anchors)
    assert all(
        set(one) <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")
        for one in anchors
    )


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org", False),
        ("https:example.org", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_an_address_of_the_web(url: str, link: bool) -> None:
    """Of the two schemes of the web, with a host."""
    assert bool(web_address(url)) is link


@pytest.mark.parametrize(
    ("status", "words"),
    [("OnScene", "on scene"), ("AtPatient?", "at patient?"), ("TransferredTo", "transferred to")],
)
def test_a_status_is_put_in_plain_words(status: str, words: str) -> None:
    """As people say it."""
    assert plain_status(status) == words


def test_every_entry_is_told_once() -> None:
    """Those with a place in time, the gaps between them, and then the others."""
    placed = [one for one in INDEPENDENCE.placed if not isinstance(one, str)]
    unplaced = [*INDEPENDENCE.unplaced]
    assert (len(placed), len(unplaced)) == (16, 24)
    gaps = [one for one in INDEPENDENCE.placed if isinstance(one, str)]
    assert gaps == ["about 13 min without radio traffic", "about 3 h 13 min without an entry"]


def test_an_entry_is_told_with_all_that_is_known_of_it() -> None:
    """Its own words, the source's words for its time, what that may be, who, and its grade."""
    told = next(one for one in INDEPENDENCE.placed if not isinstance(one, str) and one.radio)
    assert (told.time, told.exact, told.kind, told.verbatim) == ("13:12~", "", "radio call", True)
    assert [mark.name for mark in told.agencies] == ["no agency identified"]
    assert told.facts == (
        ("stated", "“about 1:12 p.m.”"),
        ("", "somewhere in 13:09…13:15"),
        ("", "“about” taken as ±3 min: a convention"),
        ("who", "unidentified voice"),
        ("to", "Independence"),
        ("changes", "responder casualties → officers down"),
        ("grade", "F6 reliability cannot be judged, credibility cannot be judged"),
    )
    assert not told.bulk


def test_casualties_stand_by_group_with_how_they_came_to_it() -> None:
    """Each step with its time and when it was known; the groups are never added up."""
    groups = {group.name: group for group in INDEPENDENCE.groups}
    assert {name: group.tally for name, group in groups.items()} == {
        "Responders": "2 deceased, 1 critical",
        "Suspect": "1 minor",
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
    (group,) = Report(chronology(told, rest=rest)).groups
    (step,) = group.members[0].history
    assert step.entry == ("“text”", "entry-a")
    assert (step.status, step.time, step.known) == ("minor", "13:05~", "")


def test_somebody_of_whom_nothing_is_told_is_unknown() -> None:
    """No status is made up for the end of the record."""
    rest = "casualties: [{id: c, group: public, label: man, history: []}]"
    (group,) = Report(chronology(rest=rest)).groups
    assert (group.members[0].status, group.members[0].certainty) == ("unknown", "unknown")


def test_agencies_have_their_roles_and_their_last_status() -> None:
    """A status with its time, or none; last come the entries of nobody."""
    agencies = {one.mark.label: one for one in INDEPENDENCE.agencies}
    kcpd, mshp = agencies["KCPD"], agencies["MSHP"]
    assert (kcpd.status, kcpd.since.time if kcpd.since else "") == ("on scene", "after 13:00")
    assert (mshp.status, mshp.since) == ("", None)
    assert [role for role, _ in mshp.roles] == [
        "assisting",
        "transferred to, from: after “House to go to the highway patrol”",
        "investigating, from: after “Highway patrol to investigate”",
    ]
    assert [*agencies][-1] == "?"


@pytest.mark.parametrize("own", ["", "color: '#0072B2'"])
def test_an_agency_has_the_colour_that_it_has_on_the_screen(own: str) -> None:
    """Its own, or that of the palette by its place in the record."""
    shown = chronology(rest=AGENCIES.replace("name: Ambulance", f"name: Ambulance, {own}"))
    marks = [one.mark.colour for one in Report(shown).agencies]
    inks = [agency_ink(shown, identifier) for identifier in shown.agencies]
    assert marks == [ink.removeprefix("agency-") for ink in inks]


def test_an_interval_without_both_times_says_why() -> None:
    """It is not computable, and no zero stands in its place."""
    spans = {span.name: span for span in INDEPENDENCE.intervals}
    assert (spans["First to second call"].length, spans["First to second call"].computable) == (
        "0–6 min~",
        True,
    )
    custody = spans["Time to custody"]
    assert not custody.computable
    assert custody.length.startswith("not computable: no full time for “Male suspect taken")
    assert custody.end.anchor == "entry-custody"


def test_claims_stand_side_by_side_each_with_its_voice() -> None:
    """Who, when and how graded; readings are kept apart, and nothing is resolved."""
    dispute = next(one for one in INDEPENDENCE.conflicts if one.id == "c05")
    assert [side.letter for side in dispute.sides] == ["A", "B", "C", "D"]
    voice, cite = dispute.sides[3].voices[0]
    assert (voice.when, voice.grade, cite.at) == ("13:40~", "graded F6", "L18")
    assert dispute.readings == (
        "Dead at the scene, or later. Which officer each report means is not said.",
    )


def test_related_incidents_are_placed_by_their_days() -> None:
    """To scale, this one among them; nothing where all are of one day."""
    assert [(round(day.left), day.words, day.here) for day in INDEPENDENCE.days] == [
        (0, "14 Feb", False),
        (53, "22 Feb", False),
        (100, "29 Feb", True),
    ]
    related = "related: [{id: r, title: R, relation: [same_day], date: 2024-02-29}]"
    assert Report(chronology(rest=related)).days == ()


def test_what_was_inferred_of_a_facility_stands_apart() -> None:
    """Its report is what was said, the protocol's word only what that would be called."""
    schools = next(INDEPENDENCE.facilities)
    assert (schools.reported, schools.inferred) == ("lockdown", "Secure")
    assert schools.ended
    assert schools.ended.anchor == "entry-all-clear"


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (INDEPENDENCE, "No problem was found in the record."),
        (Report(hostile()), "Found in the record: 1 error. incident-tui check lists them."),
    ],
)
def test_what_is_wrong_is_counted(report: Report, words: str) -> None:
    """Errors, warnings and what was left out; or that there is nothing."""
    assert report.verdict == words


@pytest.mark.parametrize("make", [independence, exercise, hostile, chronology])
def test_the_contents_name_what_there_is(make: Make) -> None:
    """Every section has an anchor of its own."""
    anchors = [section.anchor for section in Report(make()).contents]
    assert len(anchors) == len(set(anchors))
    assert {"summary", "timeline", "conventions", "citations"} <= set(anchors)


@examples(50)
@given(records())
def test_every_record_can_be_told(sections: dict[str, str]) -> None:
    """Whatever its times, its order and its contradictions: in all three forms, each entry once."""
    shown = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    page = "".join(html.export(shown))
    assert page.count('<li id="entry-') == len(shown.entries)
    report = "".join(markdown.export(shown))
    assert report.count("\n|") >= len(shown.entries)
    log = "".join(ics214.export(shown))
    assert all(text.endswith("\n") for text in (page, report, log))
