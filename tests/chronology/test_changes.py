"""The status changes of every subject of a record, from its own history and from entries."""

from itertools import pairwise

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.samples import bundled_record
from tests.chronology.ladders import as_of, casualty, ladder, unit
from tests.examples import examples
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry, times, written

INDEPENDENCE = chronology_of(read_record(bundled_record()))
MOMENTS = ("12:59", "13:10", "13:17", "13:20", "17:00", "end")


# Nobody is tied to a radio call in the record, so a call of two officers down makes no status
# certain; all of it is possible from the first shots on, which were not before 13:00.
CASUALTIES: dict[str, tuple[str, ...]] = {
    "allen": (
        "",  # before the first shots
        "shot? critical? deceased?",  # on Thursday afternoon, 12:00 to 18:00, after 13:00
        "shot? critical? deceased?",  # two officers down, on the radio; who is not said
        "shot? critical? deceased?",
        "shot? critical? deceased?",  # the afternoon lasts to 18:00
        "deceased",  # when is not said; stated, so it holds in the end
    ),
    "mack": (
        "",
        "shot? deceased?",  # no report has him in critical condition
        "shot? deceased?",
        "shot? deceased?",
        "shot? deceased?",
        "deceased",
    ),
    "officer-2": (
        "",
        "shot? critical?",
        "shot? critical?",
        "shot? critical?",
        "shot? critical?",
        "critical",  # no later condition is given
    ),
    "suspect": (
        "",
        "minor?",  # hurt when taken into custody, some time after the first shots
        "minor?",
        "minor?",
        "minor?",
        "minor",
    ),
}


@pytest.mark.parametrize(
    ("identifier", "clock", "expected"),
    [
        pytest.param(identifier, clock, expected, id=f"{identifier} {clock}")
        for identifier, row in CASUALTIES.items()
        for clock, expected in zip(MOMENTS, row, strict=True)
    ],
)
def test_the_casualties_of_the_bundled_record(identifier: str, clock: str, expected: str) -> None:
    """At each moment the casualties are in the states that the article lets be."""
    moment = clock if clock != "end" else ""
    assert as_of(INDEPENDENCE, "casualty", identifier, moment) == expected


@pytest.mark.parametrize(
    ("entries", "rest", "expected"),
    [
        # A unit's own history, as it is listed.
        ([], unit("EnRoute 13:10", "OnScene 13:12~"), "EnRoute OnScene"),
        ([], unit("OnScene 13:12", "EnRoute 13:10"), "EnRoute OnScene"),
        (
            [],
            unit("Dispatched 13:00", "EnRoute unplaced", "OnScene 13:10"),
            "Dispatched EnRoute OnScene",
        ),
        # What entries tell of it: by time, as the timeline stands.
        (
            [
                entry("b", "13:12~", effects="[{unit: u, status: OnScene}]"),
                entry("a", "13:10", effects="[{unit: u, status: EnRoute}]"),
            ],
            unit(),
            "EnRoute OnScene",
        ),
        # Without a time, where the record has it, or after what it must follow.
        (
            [
                entry("a", "13:00", effects="[{unit: u, status: Dispatched}]"),
                entry("b", "unplaced", effects="[{unit: u, status: EnRoute}]"),
                entry("c", "13:10", effects="[{unit: u, status: OnScene}]"),
            ],
            unit(),
            "Dispatched EnRoute OnScene",
        ),
        (
            [
                entry("b", "{at: unplaced, after: [a]}", effects="[{unit: u, status: Cleared}]"),
                entry("a", "{at: unplaced, after: [z]}", effects="[{unit: u, status: OnScene}]"),
                entry("z", "13:00"),
            ],
            unit(),
            "OnScene Cleared",
        ),
        # Both at once: by time, each in its own order.
        (
            [entry("a", "13:10", effects="[{unit: u, status: EnRoute}]")],
            unit("Dispatched 13:00", "OnScene 13:12~", "Cleared unplaced"),
            "Dispatched EnRoute OnScene Cleared",
        ),
    ],
)
def test_what_the_steps_of_a_unit_are(entries: list[str], rest: str, expected: str) -> None:
    """A unit's ladder joins its own history and what entries tell of it, in one order."""
    chronicle = chronology(*entries, rest=rest)
    assert chronicle.problems == ()
    assert ladder(chronicle, "unit", "u") == expected


def test_every_kind_of_subject_has_a_state() -> None:
    """One entry can change a casualty, a unit, an agency and a facility, and reach milestones."""
    effects = (
        "[{casualty: c, status: shot, milestone: first}, {unit: u, status: OnScene},"
        " {agency: g, status: Staging}, {facility: f, status: Secure}, {milestone: second}]"
    )
    rest = (
        casualty()
        + unit()
        + "agencies: [{id: g, name: G}, {id: h, name: H}]\nfacilities: [{id: f, name: F}]\n"
    )
    chronicle = chronology(entry("a", "13:15", effects=effects, milestone="third"), rest=rest)
    assert chronicle.problems == ()
    found = {
        subject: as_of(chronicle, *subject, "13:15")
        for subject in chronicle.histories[Clock.HAPPENED]
    }
    assert found == {
        Subject("casualty", "c"): "shot",
        Subject("unit", "u"): "OnScene",
        Subject("agency", "g"): "Staging",
        Subject("agency", "h"): "",
        Subject("facility", "f"): "Secure",
        Subject("milestone", "first"): "reached",
        Subject("milestone", "second"): "reached",
        Subject("milestone", "third"): "reached",
    }
    assert all(as_of(chronicle, *subject, "13:14") == "" for subject in found)


def test_a_change_says_where_it_stands() -> None:
    """A change cites what says so, and names the entry if it is one."""
    told = entry("a", "13:15", effects="[{casualty: c, status: deceased}]", cite="src:L7")
    chronicle = chronology(told, rest=casualty("shot 13:10"))
    shot, deceased = chronicle.histories[Clock.HAPPENED][Subject("casualty", "c")].changes
    assert (shot.entry, [cite.at for cite in shot.cite]) == ("", [""])
    assert (deceased.entry, [cite.at for cite in deceased.cite]) == ("a", ["L7"])


@pytest.mark.parametrize(
    ("facility", "ladder_of_it", "ended"),
    [
        # From its time on, by the name of what it did; for good unless an end is known.
        ("time: 13:10", "affected", ("", "")),
        ("time: 13:10, action: {reported: lockdown}", "lockdown", ("", "")),
        # So long after its start, at least and at most.
        ("time: 13:10, duration: 20m..30m", "affected ended", ("13:30:00.000", "13:40:59.999")),
        ("time: 13:00..13:10, duration: 1h", "affected ended", ("14:00:00.000", "14:10:59.999")),
        ("time: 13:10.., duration: 20m..30m", "affected ended", ("13:30:00.000", "open")),
        ("time: unplaced, duration: 20m", "affected ended", ("open", "open")),
        # An entry that ended it says so better than a duration does; words do not.
        (
            "time: 13:10, duration: 20m, ended_by: a",
            "affected ended",
            ("13:25:00.000", "13:25:59.999"),
        ),
        ("time: 13:10, ended_by: a", "affected ended", ("13:25:00.000", "13:25:59.999")),
        ("ended_by: a", "ended", ("13:25:00.000", "13:25:59.999")),
        (
            "time: 13:10, duration: 20m, ended_by: the police",
            "affected ended",
            ("13:30:00.000", "13:30:59.999"),
        ),
        ("time: 13:10, ended_by: the police", "affected", ("", "")),
        ("duration: 20m", "", ("", "")),
    ],
)
def test_how_long_a_facility_was_affected(
    facility: str, ladder_of_it: str, ended: tuple[str, str]
) -> None:
    """A facility is affected from its time on, until what ended it or its duration is over."""
    rest = f"facilities: [{{id: f, name: F, {facility}}}]\n"
    chronicle = chronology(*times(a="13:25"), rest=rest)
    assert ladder(chronicle, "facility", "f") == ladder_of_it
    changes = chronicle.histories[Clock.HAPPENED][Subject("facility", "f")].changes
    last = [change.placement for change in changes if change.status == "ended"]
    found = [(written(chronicle.zone, p.earliest), written(chronicle.zone, p.latest)) for p in last]
    assert found == ([ended] if any(ended) else [])


def test_the_schools_of_the_bundled_record() -> None:
    """The lockdown is possible from the first shots on, its end from 20 minutes later on."""
    shown = [as_of(INDEPENDENCE, "facility", "schools", clock) for clock in ("12:59", "13:19")]
    shown += [as_of(INDEPENDENCE, "facility", "schools", clock) for clock in ("13:20", "")]
    assert shown == ["", "lockdown?", "lockdown? ended?", "ended"]


def test_a_time_in_a_history_that_cannot_be_is_a_problem_of_its_own_line() -> None:
    """A status before what it comes after is reported where it stands, and placed by its time."""
    rest = "casualties:\n- {id: c, group: public, label: C, history: [{status: shot, cite: src,\n"
    rest += "    time: {at: 12:00, after: [a]}}]}\n"
    chronicle = chronology(*times(a="13:00"), rest=rest)
    assert [str(problem) for problem in chronicle.problems] == [
        "record.yaml:8:11: its `after` and `before` leave no time for it; left out"
    ]
    assert as_of(chronicle, "casualty", "c", "12:00") == "shot"


@examples(75)
@given(records())
def test_states_of_random_records_never_go_back(sections: dict[str, str]) -> None:
    """In any record, no subject goes back on its ladder from one turn of a state to the next."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    turns = [*chronicle.change_moments[Clock.HAPPENED], None]
    for subject, history in chronicle.histories[Clock.HAPPENED].items():
        states = [chronicle.state(subject, moment, Clock.HAPPENED) for moment in turns]
        steps = [history.changes.index(state.certain) if state.certain else -1 for state in states]
        reached = [step + len(state.possible) for step, state in zip(steps, states, strict=True)]
        if len(set(history.changes)) == len(history.changes):
            assert all(one <= other for one, other in pairwise(steps))
            assert all(one <= other for one, other in pairwise(reached))
        assert states[-1].certain == (history.changes[-1] if history.changes else None)
