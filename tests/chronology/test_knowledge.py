"""The clock of knowing: when a fact, a name or a state was known, and nothing before it was."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, Change, Clock, History, Subject
from incident_tui.chronology.knowledge import LIVE_SOURCES, PUBLIC_KINDS
from incident_tui.placing.placement import Placement
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.vocabulary import ENTRY_KINDS, SourceKind, listed
from incident_tui.review import intents
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of, same_states, step
from incident_tui.words.names import casualty_name
from tests.chronology.ladders import statuses
from tests.examples import examples
from tests.published import chronology, moment
from tests.record_strategies import as_yaml, records
from tests.records import entry, text_of, times, written

RANK: dict[Certainty, int] = {"unknown": 0, "possible": 1, "certain": 2}


def known(time: str, **fields: str) -> str:
    """When an entry of this time was known, at the earliest and at the latest."""
    chronicle = chronology(entry("x", time, **fields), *times(y="13:20", z="14:30"))
    placement = chronicle.known(chronicle.positions["x"])
    ends = (placement.earliest, placement.latest)
    return " – ".join(written(chronicle.zone, end).removesuffix(":00.000") for end in ends)


# When a fact was known.

AT_1315 = "13:15 – 13:15:59.999"


@pytest.mark.parametrize(
    ("time", "fields", "expected"),
    [
        # As it is written, in every form of a time.
        ("13:15", {"known": "13:30"}, "13:30 – 13:30:59.999"),
        ("13:15", {"known": "13:30:07"}, "13:30:07.000 – 13:30:07.999"),
        ("13:15", {"known": "{at: 13:30~, tolerance: 5m}"}, "13:25 – 13:35:59.999"),
        ("13:15", {"known": "13:20..13:40"}, "13:20 – 13:40:59.999"),
        ("13:15", {"known": "13:20/13:40"}, "13:20 – 13:20:59.999"),  # as soon as it began
        ("13:15", {"known": "2024-03-02"}, "2024-03-02T00:00 – 2024-03-02T23:59:59.999"),
        ("13:15", {"known": "y +5m"}, "13:25 – 13:25:59.999"),
        ("13:15", {"known": "{at: unplaced, after: [y], before: [z]}"}, "13:20 – 14:30:59.999"),
        # From some time on: perhaps then, for certain at the end of the record alone.
        ("13:15", {"known": "13:20.."}, "13:20 – open"),
        ("13:15", {"known": "{at: unplaced, after: [y]}"}, "13:20 – open"),
        # Until some time: then, and nothing says that it was before.
        ("13:15", {"known": "..13:40"}, "13:40:59.999 – 13:40:59.999"),
        ("13:15", {"known": "..2024-03-02"}, "2024-03-02T23:59:59.999 – 2024-03-02T23:59:59.999"),
        ("13:15", {"known": "{at: unplaced, before: [z]}"}, "14:30:59.999 – 14:30:59.999"),
        ("13:15", {"known": "{at: ..13:40, after: [y]}"}, "13:20 – 13:40:59.999"),  # it says so
        # Some time: not before it took place.
        ("13:15", {"known": "unplaced"}, "13:15 – open"),
        ("..13:15", {"known": "unplaced"}, "open – open"),
        # Never before it can have taken place.
        ("13:15", {"known": "13:00"}, "13:15 – 13:15"),
        ("13:15", {"known": "13:00..13:30"}, "13:15 – 13:30:59.999"),
        ("13:15", {"known": "2024-02-29"}, "13:15 – 23:59:59.999"),
        ("13:15", {"known": "..13:00"}, "13:15 – 13:15"),
        ("13:10..13:20", {"known": "13:15"}, "13:15 – 13:15:59.999"),
        # What is written goes before what is usual.
        ("13:15", {"known": "13:30", "kind": "radio_call"}, "13:30 – 13:30:59.999"),
        ("13:15", {"known": "13:30", "cite": "feed"}, "13:30 – 13:30:59.999"),
        ("13:15", {"known": "13:30", "cite": "paper"}, "13:30 – 13:30:59.999"),
        # On the air: at once, however vague that is.
        ("13:15", {"cite": "feed"}, AT_1315),
        ("13:10..13:20", {"cite": "feed"}, "13:10 – 13:20:59.999"),
        ("unplaced", {"cite": "feed"}, "open – open"),
        ("13:15", {"cite": "{source: src, via: feed}"}, AT_1315),
        ("13:15", {"cite": "{source: paper, via: feed}"}, AT_1315),
        ("13:15", {"cite": "[paper, wire, {source: src, via: feed}]"}, AT_1315),
        ("13:15", {"cite": "{source: src, via: somebody}"}, "13:15 – open"),
        # Published: then, the first source of several.
        ("13:15", {"cite": "wire"}, "15:00 – 15:00:59.999"),
        ("13:15", {"cite": "paper"}, "2024-03-02T00:00 – 2024-03-02T23:59:59.999"),
        ("13:15", {"cite": "[paper, wire]"}, "15:00 – 15:00:59.999"),
        ("13:15", {"cite": "[wire, paper]"}, "15:00 – 15:00:59.999"),
        ("13:15", {"cite": "[paper, month]"}, "2024-03-01T00:00 – 2024-03-02T23:59:59.999"),
        ("13:15", {"cite": "[since, wire]"}, "14:00 – 15:00:59.999"),
        ("13:15", {"cite": "until"}, "14:00:59.999 – 14:00:59.999"),
        ("13:15", {"cite": "early"}, "13:15 – 13:15"),  # it may have said what was to come
        ("2024-03-02T18:00", {"cite": "paper"}, "2024-03-02T18:00 – 2024-03-02T23:59:59.999"),
        # Nothing is said of the publication: some time after it took place.
        ("13:15", {"cite": "src"}, "13:15 – open"),
        ("13:15", {"cite": "some-day"}, "13:15 – open"),
        ("13:15", {"cite": "since"}, "14:00 – open"),
        ("..13:15", {"cite": "src"}, "open – open"),
        ("13:15", {"cite": "[src, some-day, wire]"}, "15:00 – 15:00:59.999"),
    ],
)
def test_when_a_fact_was_known(time: str, fields: dict[str, str], expected: str) -> None:
    """As written; else at once, if on the air; else as published; never before it took place."""
    assert known(time, **fields) == expected


@pytest.mark.parametrize("kind", ENTRY_KINDS)
def test_what_is_said_in_public_is_known_at_once(kind: str) -> None:
    """Calls, statements and posts are known as they are made; other kinds with their source."""
    at_once = kind in ("radio_call", "statement", "media_post")
    assert (kind in PUBLIC_KINDS) is at_once
    assert known("13:15", kind=kind, cite="wire") == (
        AT_1315 if at_once else "15:00 – 15:00:59.999"
    )


@pytest.mark.parametrize("kind", listed(SourceKind))
def test_what_is_heard_as_it_happens_is_known_at_once(kind: str) -> None:
    """Radio audio, its archives and the dispatch log have things as they happen; others do not."""
    live = kind in ("radio_audio", "scanner_archive", "cad_export")
    assert (kind in LIVE_SOURCES) is live
    sources = f", {{id: one, kind: {kind}, published: 2024-02-29T15:00}}"
    chronicle = chronology(entry("x", "13:15", cite="one"), sources=sources)
    assert written(chronicle.zone, chronicle.known(0).earliest)[:5] == (
        "13:15" if live else "15:00"
    )


def test_everything_that_has_a_state_has_a_time_of_knowing() -> None:
    """Steps of histories, facilities and entries are known by the same rules."""
    rest = """
        agencies: [{id: g, name: G, status_history: [{status: OnScene, time: 13:00, cite: wire}]}]
        units: [{id: u, call_sign: U, status_history: [{status: EnRoute, time: 13:00, cite: feed}]}]
        casualties:
          - id: c
            group: public
            label: C
            history: [{status: shot, time: 13:00, known: 14:00, cite: paper}]
        facilities: [{id: f, name: F, time: 13:00, ended_by: x, cite: wire}]
    """
    effects = "[{milestone: m}, {group: public, status: one down}]"
    chronicle = chronology(entry("x", "13:30", cite="paper", effects=effects), rest=rest)
    found = {
        subject.id: [written(chronicle.zone, change.known.earliest) for change in ladder.changes]
        for subject, ladder in chronicle.histories[Clock.KNOWN].items()
    }
    assert found == {
        "g": ["15:00:00.000"],
        "u": ["13:00:00.000"],
        "c": ["14:00:00.000"],
        "f": ["15:00:00.000", "15:00:00.000"],
        "m": ["2024-03-02T00:00:00.000"],
        "public": ["2024-03-02T00:00:00.000"],
    }


# What is wrong with a time of knowing.


@pytest.mark.parametrize(
    "section",
    [
        "timeline: [{id: x, kind: note, time: 13:00, text: x, cite: s,\n    known: BAD}]",
        "timeline:\n  - {id: x, kind: note, time: 13:00, text: x, cite: s, known: BAD,\n"
        "     effects: [{milestone: m}, {milestone: n}], milestone: o}",
        "people: [{id: p, name: N, known: BAD}, {id: q, label: q}]",
        "casualties: [{id: c, group: public, label: C,\n"
        "  history: [{status: shot, time: 13:00, cite: s, known: BAD}]}]",
        "agencies: [{id: g, name: G,\n"
        "  status_history: [{status: OnScene, time: 13:00, known: BAD}]}]",
        "units: [{id: u, call_sign: U,\n"
        "  status_history: [{status: OnScene, time: 13:00, known: BAD}]}]",
    ],
)
def test_a_time_of_knowing_that_cannot_be_is_reported_where_it_stands(section: str) -> None:
    """Bounds that end before they begin are one problem, at their line and column."""
    text = (
        "format: incident-record/1\n"
        "incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}\n"
        f"sources: [{{id: s, kind: report}}]\n{section}\n"
    )
    before, _, _ = text.partition("BAD")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    text = text.replace("BAD", "14:00..13:00")
    chronicle = chronology_of(read_bytes(text.encode(), "record.yaml"))
    assert [str(problem) for problem in chronicle.problems] == [
        f"record.yaml:{line}:{column}: these bounds end before they begin; it is left unplaced"
    ]


@pytest.mark.parametrize("telling", ["", ', "milestone": "m"'])
def test_a_wrong_time_of_knowing_of_a_call_is_reported_with_its_line(
    telling: str, tmp_path: Path
) -> None:
    """A call that tells of a change, or whose time hangs on others, is checked as an entry is."""
    wrong = '"known": "14:00..13:00", "text": "x", "cite": "s", "kind": "radio_call"'
    time = "13:00" if telling else "x +1m"
    calls = [
        '{"id": "a", "kind": "radio_call", "time": "13:00", "text": "x", "cite": "s"}',
        f'{{"id": "b", "time": "{time}", {wrong}{telling}}}',
    ]
    (tmp_path / "calls.jsonl").write_text("\n".join(calls), "utf-8")
    text = text_of(entry("x", "13:00"), rest="calls: [calls.jsonl]\n").replace("src", "s")
    path = tmp_path / "record.yaml"
    path.write_text(text, "utf-8")
    (problem,) = chronology_of(read_record(path)).problems
    assert (Path(problem.mark.path).name, problem.mark.line) == ("calls.jsonl", 2)
    assert problem.message.startswith("these bounds end before they begin")


def test_each_wrong_time_of_knowing_is_reported_once() -> None:
    """The same mistake in two places is two problems, and a wrong publication is one too."""
    sources = ", {id: bad, kind: report, published: 14:00..13:00}"
    wrong = "14:00..13:00"
    entries = [entry("x", "13:00", known=wrong, cite="bad"), entry("y", "13:00", known=wrong)]
    text = text_of(*entries).replace("report}]", f"report}}{sources}]", 1)
    problems = chronology_of(read_bytes(text.encode(), "record.yaml")).problems
    assert [problem.mark.line for problem in problems] == [3, 5, 6]
    assert len({problem.message for problem in problems}) == 1


# Ladders on the clock of knowing.

Bounds = tuple[int | None, int | None]


def ladder(*steps: tuple[str, Bounds, Bounds]) -> History:
    """A ladder: each step with the bounds of its taking place and of its being known."""
    changes = (Change(status, Placement(*took), Placement(*told)) for status, took, told in steps)
    return History(changes, Clock.KNOWN)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        # Known when reported, not when it took place.
        ([("a", (0, 0), (10, 20))], {9: "", 10: "a?", 19: "a?", 20: "a"}),
        ([("a", (0, 0), (10, None))], {9: "", 99: "a?", None: "a"}),
        ([("a", (0, 0), (None, None))], {-99: "a?", None: "a"}),
        # One after the other, as they were.
        ([("a", (0, 0), (10, 10)), ("b", (5, 5), (20, 20))], {10: "a", 20: "b", None: "b"}),
        ([("a", (0, 0), (10, 10)), ("b", (5, 5), (20, 30))], {10: "a", 20: "a b?", 30: "b"}),
        # A later step overtakes: the earlier one is old news when it is told.
        ([("a", (0, 0), (20, 20)), ("b", (5, 5), (10, 10))], {9: "", 10: "b", 20: "b"}),
        ([("a", (0, 0), (None, None)), ("b", (5, 5), (10, 10))], {9: "a?", 10: "b"}),
        # Nothing of an earlier step shows before it was itself told.
        ([("a", (0, 0), (20, 20)), ("b", (5, 5), (10, 30))], {10: "b?", 20: "a b?", 30: "b"}),
        (
            [("a", (0, 0), (20, 25)), ("b", (5, 5), (10, 30))],
            {10: "b?", 20: "a? b?", 25: "a b?", 30: "b"},
        ),
        ([("a", (0, 0), (40, 40)), ("b", (5, 5), (10, 30))], {10: "b?", 30: "b", 40: "b"}),
        # The end of the record has the last step, whenever that was known.
        ([("a", (0, 0), (10, 10)), ("b", (5, 5), (None, None))], {10: "a b?", None: "b"}),
    ],
)
def test_a_ladder_as_it_was_known(
    steps: list[tuple[str, Bounds, Bounds]], expected: dict[int | None, str]
) -> None:
    """What is certain is the furthest step reported; what may have been reported since is told."""
    history = ladder(*steps)
    assert {now: statuses(history.at(now)) for now in expected} == expected


def test_what_nobody_knows_is_not_known() -> None:
    """Before any report a status is `not known`, not `not yet`; without steps it is unknown."""
    assert ladder(("a", (0, 0), (10, 10))).at(5).status == "not known"
    assert ladder().at(5).status == ladder().at(None).status == "unknown"


@st.composite
def bounds(draw: st.DrawFn, least: int = 0) -> Bounds:
    """Two ends in order, either of which may be open."""
    ends = sorted(draw(st.lists(st.integers(least, least + 20), min_size=2, max_size=2)))
    low, high = draw(st.sampled_from([(0, 1), (0, 1), (0, None), (None, 1), (None, None)]))
    return (None if low is None else ends[0], None if high is None else ends[1])


@st.composite
def steps_known(draw: st.DrawFn) -> list[tuple[str, Bounds, Bounds]]:
    """Steps that can be told apart, and when each was known."""
    count = draw(st.integers(0, 6))
    return [(str(number), draw(bounds()), draw(bounds())) for number in range(count)]


def earliest_known(change: Change) -> int:
    """From when on a step may have been known."""
    return -99 if change.known.earliest is None else change.known.earliest


@given(steps_known())
def test_a_ladder_goes_by_what_was_reported(steps: list[tuple[str, Bounds, Bounds]]) -> None:
    """Certain is the last step reported for certain, possible those after it that may have been."""
    history = ladder(*steps)
    for now in range(-1, 22):
        reported = [
            number
            for number, change in enumerate(history.changes)
            if change.known.latest is not None and change.known.latest <= now
        ]
        last = max(reported, default=-1)
        possible = tuple(one for one in history.changes[last + 1 :] if earliest_known(one) <= now)
        state = history.at(now)
        assert state.certain == (history.changes[last] if reported else None)
        assert state.possible == possible


@given(steps_known())
def test_what_is_known_changes_at_its_turns_and_nowhere_else(
    steps: list[tuple[str, Bounds, Bounds]],
) -> None:
    """The state differs from that of the millisecond before exactly at the turns."""
    history = ladder(*steps)
    turned = [now for now in range(-1, 22) if history.at(now) != history.at(now - 1)]
    assert turned == sorted(set(history.change_moments))


@given(steps_known(), st.integers(0, 20), st.data())
def test_the_state_known_rests_on_what_was_known_by_then(
    steps: list[tuple[str, Bounds, Bounds]], now: int, data: st.DataObject
) -> None:
    """Whatever was reported later says, and whenever that was, it changes nothing at a moment."""
    others = []
    for status, took, told in steps:
        if told[0] is None or told[0] <= now:
            others.append((status, took, told))
        else:
            later = data.draw(bounds(now + 1).filter(lambda one: one[0] is not None))
            others.append((f"other {status}", took, later))
    assert ladder(*steps).at(now) == ladder(*others).at(now)


# In any record.


def moments_of(chronicle: Chronology) -> Iterator[int]:
    """Every moment at which something may change, and those beside it, rising."""
    turns = {turn for clock in Clock for turn in chronicle.change_moments[clock]}
    yield from sorted({turn + by for turn in turns for by in (-1, 0, 1)})


@examples(60)
@given(records())
def test_certainty_never_goes_back(sections: dict[str, str]) -> None:
    """That a step, or a later one, was taken or known becomes no less sure as time goes on."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    moments = [*moments_of(chronicle)]
    for clock in Clock:
        for subject, ladder in chronicle.histories[clock].items():
            numbers = {id(change): number for number, change in enumerate(ladder.changes)}
            before = [0] * len(numbers)
            for now in (*moments, None):
                state = chronicle.state(subject, now, clock)
                certain = numbers[id(state.certain)] if state.certain else -1
                reached = numbers[id(state.possible[-1])] if state.possible else certain
                ranks = [2 if one <= certain else one <= reached for one in numbers.values()]
                assert all(rank >= old for rank, old in zip(ranks, before, strict=True))
                before = [int(rank) for rank in ranks]
            assert all(rank == RANK["certain"] for rank in before)
    lenses = [Lens(chronicle, now, Clock.KNOWN) for now in (*moments, None)]
    for position in range(len(chronicle.entries)):
        ranks = [RANK[lens.certainty(position)] for lens in lenses]
        assert ranks == sorted(ranks)


@examples(60)
@given(records())
def test_the_clocks_agree_at_the_end(sections: dict[str, str]) -> None:
    """At the end of the record everything that happened is known, with every name."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    assert set(chronicle.histories[Clock.HAPPENED]) == set(chronicle.histories[Clock.KNOWN])
    for subject in chronicle.histories[Clock.KNOWN]:
        one, other = (chronicle.state(subject, None, clock) for clock in Clock)
        assert (one.certain, one.possible) == (other.certain, other.possible)
    for casualty in chronicle.record.casualties:
        names = {casualty_name(Lens(chronicle, None, clock), casualty.id) for clock in Clock}
        assert names == {"N"}


@examples(60)
@given(records())
def test_nothing_is_known_before_it_can_have_taken_place(sections: dict[str, str]) -> None:
    """No step and no entry is known, not even perhaps, before its earliest moment."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    for now in moments_of(chronicle):
        for subject in chronicle.histories[Clock.KNOWN]:
            state = chronicle.state(subject, now, Clock.KNOWN)
            certain = (state.certain,) if state.certain else ()
            for change in (*certain, *state.possible):
                assert change.placement.earliest is None or change.placement.earliest <= now
        lens = Lens(chronicle, now, Clock.KNOWN)
        for position, placement in enumerate(chronicle.placements):
            if lens.tells(position):
                assert placement.earliest is None or placement.earliest <= now


@examples(60)
@given(records(), st.sampled_from(Clock))
def test_the_same_states_are_those_of_both_clocks_and_all_names(
    sections: dict[str, str], clock: Clock
) -> None:
    """Reviews said to have the same states have them on either clock, and the same names."""
    chronicle = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    first = msgspec.structs.replace(review_of(chronicle), clock=clock)
    reviews = [step(first, intents.GoToPosition(one)) for one in range(len(chronicle.entries))]
    for one, other in product(reviews, repeat=2):
        if not same_states(one, other):
            continue
        for subject in chronicle.histories[clock]:
            for either in Clock:
                lenses = [Lens(chronicle, review.as_of, either) for review in (one, other)]
                assert lenses[0].state(subject) == lenses[1].state(subject)
            assert one.lens.differs(subject) is other.lens.differs(subject)
        for casualty in chronicle.record.casualties:
            names = [
                casualty_name(Lens(chronicle, review.as_of, Clock.KNOWN), casualty.id)
                for review in (one, other)
            ]
            assert names[0] == names[1]


# Names, and groups in which nobody is told apart.


def test_a_name_that_comes_to_be_known_is_a_turn() -> None:
    """Stepping from change to change on the clock of knowing stops where a name is known."""
    rest = """
        people: [{id: p, name: Allen, known: 13:40}]
        casualties:
          - id: c
            group: public
            person: p
            history: [{status: shot, time: 13:10, cite: feed}]
    """
    chronicle = chronology(*times(a="13:00", b="13:10", c="13:30", d="13:40", e="13:50"), rest=rest)
    review = step(review_of(chronicle), intents.SwitchClock())
    visited = []
    for _ in range(3):
        review = step(review, intents.MoveToChange(1))
        visited.append(review.entry_id)
    assert visited == ["b", "d", "d"]
    happened = step(review_of(chronicle), intents.GoTo("c"))
    assert step(happened, intents.MoveToChange(1)) is happened


def test_reports_follow_each_other() -> None:
    """The reports of a group are one ladder, in the order in which they were on the air."""
    said = [("a", "13:12", "some down"), ("b", "13:15", "one down"), ("c", "13:17", "two down")]
    effects = "[{{group: responder, status: {}}}]".format
    chronicle = chronology(
        *(entry(one, time, kind="radio_call", effects=effects(what)) for one, time, what in said)
    )
    group = Subject("group", "responder")
    for clock in Clock:
        found = [
            statuses(chronicle.state(group, moment(chronicle, time), clock)) for _, time, _ in said
        ]
        assert found == ["some down", "one down", "two down"]
