"""State as of a moment: certain, possible or not yet, on one ladder for each subject."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Change, Clock, History, State, Subject, SubjectKind
from incident_tui.placing.placement import Placement
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.review.harm import casualty_counts
from incident_tui.samples import bundled_record
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry, times, written

INDEPENDENCE = chronology_of(read_record(bundled_record()))
MOMENTS = ("12:59", "13:10", "13:17", "13:20", "17:00", "end")

Bound = int | None


def history(*steps: tuple[str, Bound, Bound]) -> History:
    """A ladder of statuses, each with its earliest and latest."""
    return History(Change(status, Placement(low, high)) for status, low, high in steps)


def statuses(state: State) -> str:
    """What may hold, the certain one first and the others with a question mark."""
    certain = [state.certain.status] if state.certain else []
    return " ".join([*certain, *(f"{change.status}?" for change in state.possible)])


def ladder(chronicle: Chronology, kind: SubjectKind, identifier: str) -> str:
    """The statuses of a subject in their order."""
    changes = chronicle.histories[Clock.HAPPENED][Subject(kind, identifier)].changes
    return " ".join(change.status for change in changes)


def as_of(chronicle: Chronology, kind: SubjectKind, identifier: str, clock: str = "") -> str:
    """What may hold of a subject at the end of a clock time, or of the record without one."""
    moment = chronicle.zone.bounds(parse_moment(clock))[1] if clock else None
    return statuses(chronicle.state(Subject(kind, identifier), moment, Clock.HAPPENED))


def casualty(*steps: str, more: str = "") -> str:
    """A section with one casualty; each step is a status and its time."""
    listed = (step.split(maxsplit=1) for step in steps)
    cited = ", ".join(f"{{status: {status}, time: {time}, cite: src}}" for status, time in listed)
    return f"casualties: [{{id: c, group: public, label: C, history: [{cited}]{more}}}]\n"


def unit(*steps: str) -> str:
    """A section with one unit; each step is a status and its time."""
    listed = (step.split(maxsplit=1) for step in steps)
    joined = ", ".join(f"{{status: {status}, time: {time}}}" for status, time in listed)
    return f"units: [{{id: u, call_sign: U, status_history: [{joined}]}}]\n"


@pytest.mark.parametrize(
    ("moment", "status", "certainty", "expected"),
    [
        (9, "not yet", "unknown", True),  # before the earliest
        (10, "shot", "possible", True),  # earliest ≤ T
        (19, "shot", "possible", True),  # T < latest
        (20, "shot", "certain", True),  # latest ≤ T
        (1000, "shot", "certain", True),
        (None, "shot", "certain", False),  # the end of the record
    ],
)
def test_a_change_is_certain_once_its_latest_has_passed(
    moment: int | None, status: str, certainty: str, expected: bool
) -> None:
    """A status is possible from its earliest on, certain from its latest on, and not before."""
    state = history(("shot", 10, 20)).at(moment)
    assert (state.status, state.certainty, state.expected) == (status, certainty, expected)


@pytest.mark.parametrize("moment", [0, None])
def test_without_changes_nothing_is_known(moment: int | None) -> None:
    """A subject of which no change is recorded is unknown at every moment."""
    state = history().at(moment)
    assert (state.status, state.certainty, state.expected) == ("unknown", "unknown", False)


@pytest.mark.parametrize(
    ("steps", "moment", "expected"),
    [
        # Open ends: possible from ever on, or never certain before the end of the record.
        ([("a", None, 20)], -1000, "a?"),
        ([("a", None, 20)], 20, "a"),
        ([("a", 10, None)], 9, ""),
        ([("a", 10, None)], 10**15, "a?"),
        ([("a", None, None)], 0, "a?"),
        # The one before holds while the next is only possible.
        ([("a", 0, 5), ("b", 10, 20)], 7, "a"),
        ([("a", 0, 5), ("b", 10, 20)], 12, "a b?"),
        ([("a", 0, 5), ("b", 10, 20)], 20, "b"),
        # All that may have begun stand beside each other, in their order.
        ([("a", 0, 30), ("b", 10, 40)], 15, "a? b?"),
        ([("a", 0, 30), ("b", 10, 40)], 30, "a b?"),
        # A step is not before the one that it follows, nor certain after a later one is.
        ([("a", 10, 20), ("b", 0, 30)], 5, ""),
        ([("a", 10, 20), ("b", 0, 30)], 10, "a? b?"),
        ([("a", 0, None), ("b", 10, 20)], 20, "b"),
        ([("a", 0, None), ("b", 10, 20), ("c", 15, None)], 20, "b c?"),
        # Steps of one moment are taken in their order, all at once.
        ([("a", 10, 10), ("b", 10, 10)], 10, "b"),
    ],
)
def test_a_ladder_at_a_moment(
    steps: list[tuple[str, Bound, Bound]], moment: int, expected: str
) -> None:
    """One status holds for certain, and the steps after it that may have been taken are told."""
    assert statuses(history(*steps).at(moment)) == expected


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # As listed where the times allow it, however vague they are.
        ([("a", 10, 11), ("b", 5, 20)], "a b"),
        ([("a", 0, 50), ("b", 20, 21)], "a b"),
        ([("a", 10, None), ("b", 10, None)], "a b"),
        ([("a", 0, 1), ("b", None, None), ("c", 10, 11)], "a b c"),
        ([("a", None, None), ("b", None, 20), ("c", 0, None)], "a b c"),
        # By time where they do not.
        ([("b", 10, 11), ("a", 0, 9)], "a b"),
        ([("c", 20, 21), ("b", None, None), ("a", 0, 1)], "a c b"),
        ([("b", 10, None), ("a", None, 9)], "a b"),
    ],
)
def test_the_order_of_a_ladder(steps: list[tuple[str, Bound, Bound]], expected: str) -> None:
    """Steps stand as listed; one that was over before another began stands before it."""
    changes = history(*steps).changes
    assert " ".join(change.status for change in changes) == expected


@st.composite
def ladders(draw: st.DrawFn) -> History:
    """A ladder of steps that can be told apart, at random times."""
    ends = st.none() | st.integers(0, 20)
    steps = []
    for number in range(draw(st.integers(0, 6))):
        low, high = draw(ends), draw(ends)
        if low is not None and high is not None:
            low, high = min(low, high), max(low, high)
        steps.append((str(number), low, high))
    return history(*steps)


@given(ladders())
def test_no_step_is_ever_taken_back(ladder: History) -> None:
    """As time goes on, what is certain, and what may have been reached, never goes back."""
    place = {change.status: number for number, change in enumerate(ladder.changes)}
    certain = reached = -1
    for moment in (*range(-1, 22), None):
        state = ladder.at(moment)
        now = place[state.certain.status] if state.certain else -1
        steps = [place[change.status] for change in state.possible]
        # One step is certain, and those that may follow it are the very next ones.
        assert steps == list(range(now + 1, now + 1 + len(steps)))
        assert now >= certain
        assert now + len(steps) >= reached
        certain, reached = now, now + len(steps)
    assert certain == len(ladder.changes) - 1


@given(ladders())
def test_steps_stand_in_an_order_that_can_have_been(ladder: History) -> None:
    """No step stands after one that can only have begun when it was over."""
    for number, one in enumerate(ladder.changes):
        for later in ladder.changes[number + 1 :]:
            low, high = one.placement.earliest, later.placement.latest
            assert low is None or high is None or low <= high


@given(ladders())
def test_a_state_changes_at_its_turns_and_nowhere_else(ladder: History) -> None:
    """The state differs from that of the millisecond before exactly at the turns."""
    turned = [now for now in range(-1, 22) if ladder.at(now) != ladder.at(now - 1)]
    assert turned == sorted(set(ladder.change_moments))


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
    ("clock", "responders", "suspects"),
    [
        ("12:59", (0, 0), (0, 0)),
        ("13:10", (0, 3), (0, 1)),  # all of it possible, none of it certain
        ("17:00", (0, 3), (0, 1)),
        ("18:00", (3, 0), (0, 1)),  # three were shot on Thursday afternoon, which is over
        ("end", (3, 0), (1, 0)),
    ],
)
def test_the_counts_of_the_bundled_record(
    clock: str, responders: tuple[int, int], suspects: tuple[int, int]
) -> None:
    """Casualties of each group are counted apart, certain and possible ones."""
    zone = INDEPENDENCE.zone
    moment = None if clock == "end" else zone.bounds(parse_moment(clock))[1]
    for group, expected in (("responder", responders), ("suspect", suspects), ("public", (0, 0))):
        members = [one for one in INDEPENDENCE.record.casualties if one.group == group]

        def state_of(subject: Subject) -> State:
            return INDEPENDENCE.state(subject, moment, Clock.HAPPENED)

        assert casualty_counts(state_of, members) == expected


@pytest.mark.parametrize(
    ("history", "count", "clock", "expected"),
    [
        # Not yet, possible, certain; a casualty may stand for many.
        (["shot 13:10..13:20"], 1, "13:09", (0, 0)),
        (["shot 13:10..13:20"], 1, "13:10", (0, 1)),
        (["shot 13:10..13:20"], 24, "13:10", (0, 24)),
        (["shot 13:10..13:20"], 24, "13:20", (24, 0)),
        (["shot unplaced"], 3, "", (3, 0)),
        # To be unhurt, or of unknown condition, is to be no casualty.
        (["uninjured 13:10"], 1, "13:20", (0, 0)),
        (["unknown 13:10"], 1, "13:20", (0, 0)),
        (["uninjured 13:10", "minor 13:15..13:25"], 1, "13:20", (0, 1)),
        (["uninjured 13:10", "minor 13:15..13:25"], 1, "13:25", (1, 0)),
        (["uninjured 13:10..13:20", "minor 13:12..13:25"], 2, "13:15", (0, 2)),
        (["missing 13:10"], 1, "13:20", (1, 0)),
        # Somebody certainly hurt is counted once, whatever may come.
        (["shot 13:10", "deceased 13:15..13:25"], 1, "13:20", (1, 0)),
        # No history is nothing known.
        ([], 5, "", (0, 0)),
    ],
)
def test_how_many_were_hurt(
    history: list[str], count: int, clock: str, expected: tuple[int, int]
) -> None:
    """Every person that a casualty stands for counts, as certain or as possible, never as both."""
    chronicle = chronology(rest=casualty(*history, more=f", count: {count}"))
    moment = chronicle.zone.bounds(parse_moment(clock))[1] if clock else None

    def state_of(subject: Subject) -> State:
        return chronicle.state(subject, moment, Clock.HAPPENED)

    assert casualty_counts(state_of, chronicle.record.casualties) == expected


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


@settings(max_examples=75)
@given(records())
def test_states_of_random_records_never_go_back(sections: dict[str, str]) -> None:
    """In any record, no subject goes back on its ladder from one turn of a state to the next."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    turns = [*chronicle.change_moments[Clock.HAPPENED], None]
    for subject, ladder in chronicle.histories[Clock.HAPPENED].items():
        states = [chronicle.state(subject, moment, Clock.HAPPENED) for moment in turns]
        steps = [ladder.changes.index(state.certain) if state.certain else -1 for state in states]
        reached = [step + len(state.possible) for step, state in zip(steps, states, strict=True)]
        if len(set(ladder.changes)) == len(ladder.changes):
            assert all(one <= other for one, other in pairwise(steps))
            assert all(one <= other for one, other in pairwise(reached))
        assert states[-1].certain == (ladder.changes[-1] if ladder.changes else None)
