"""A record with every entry in its place: positions, postings, problems, turns."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import RADIO, Chronology
from incident_tui.chronology.histories import Clock, State, Subject
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.reading import read_bytes
from incident_tui.record.time_value import parse_moment
from incident_tui.record.vocabulary import ENTRY_KINDS
from tests.examples import examples
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry, reading_of, times


def at(chronicle: Chronology, clock: str) -> int:
    """The first millisecond of a clock time."""
    return chronicle.zone.bounds(parse_moment(clock))[0]


def test_a_reading_without_a_record_has_no_chronology() -> None:
    """Where nothing of a record could be read, there is none to place."""
    with pytest.raises(ValueError, match=r"record\.yaml holds no record"):
        chronology_of(read_bytes(b"- a list", "record.yaml"))


def test_a_record_without_entries_is_an_empty_chronology() -> None:
    """A record that has a head only has no positions, no turns and no problems."""
    chronicle = chronology()
    assert [*chronicle.entries, *chronicle.placements, *chronicle.bests] == []
    assert (chronicle.placed_count, chronicle.unplaced_count) == (0, 0)
    assert chronicle.problems == ()
    assert chronicle.at_or_before(0) == 0
    assert chronicle.next_change(0, Clock.HAPPENED) is None
    assert chronicle.previous_change(0, Clock.HAPPENED) is None


def test_entries_stand_in_the_order_of_time() -> None:
    """Positions count the entries by their best moments, and then those that have none."""
    chronicle = chronology(*times(u="unplaced", c="13:30", a="13:00~", o="13:10..", b="13:00"))
    assert [one.id for one in chronicle.entries] == ["a", "b", "c", "u", "o"]
    assert chronicle.positions == {"a": 0, "b": 1, "c": 2, "u": 3, "o": 4}
    assert (chronicle.placed_count, chronicle.unplaced_count) == (3, 2)
    assert [one.best for one in chronicle.placements[:3]] == list(chronicle.bests)
    assert [one.qualifier for one in chronicle.placements] == ["~", "", "", "", ""]


@pytest.mark.parametrize(
    ("given", "as_of"),
    [
        ({"a": "13:15", "b": "13:16:07"}, ["13:15:59.999", "13:16:07.999"]),
        # A whole minute is seen no later than a second of it that stands below.
        ({"a": "13:15", "b": "13:15:07"}, ["13:15:07.999", "13:15:07.999"]),
        (
            {"a": "13:15", "b": "13:15", "c": "13:15:07", "d": "13:15:07.250", "u": "unplaced"},
            ["13:15:07.250"] * 4,
        ),
    ],
)
def test_nothing_is_seen_before_its_time(given: dict[str, str], as_of: list[str]) -> None:
    """The moment to see the state at never falls from one entry to the next."""
    chronicle = chronology(*times(**given))
    local = [
        chronicle.zone.local(moment).isoformat(timespec="milliseconds")
        for moment in chronicle.as_of
    ]
    assert [text[11:23] for text in local] == as_of


@pytest.mark.parametrize(
    ("fields", "agencies"),
    [
        # Nobody known: a value of its own.
        ({}, [UNIDENTIFIED]),
        ({"speaker": "{label: unidentified voice}"}, [UNIDENTIFIED]),
        ({"units": "[stray]"}, [UNIDENTIFIED]),
        # Who acts or speaks, by itself or by its unit.
        ({"agency": "ipd"}, ["ipd"]),
        ({"speaker": "{agency: kcpd}"}, ["kcpd"]),
        ({"speaker": "{unit: car}"}, ["ipd"]),
        ({"units": "[medic]"}, ["ems"]),
        ({"agencies": "[ems]"}, ["ems"]),
        # Several: the acting one first, then who speaks, then those also involved; each once.
        ({"agency": "kcpd", "agencies": "[ipd, ems]"}, ["kcpd", "ipd", "ems"]),
        ({"agencies": "[ems, ipd]", "speaker": "{unit: car}"}, ["ipd", "ems"]),
        (
            {"agency": "ems", "speaker": "{agency: kcpd, unit: car}", "units": "[medic, car]"},
            ["ems", "kcpd", "ipd"],
        ),
        ({"agency": "ipd", "agencies": "[ipd, ipd]", "units": "[car]"}, ["ipd"]),
    ],
)
def test_the_agencies_of_an_entry(fields: dict[str, str], agencies: list[str]) -> None:
    """An entry stands under each of its agencies once, and under `unidentified` without any."""
    chronicle = chronology(entry("a", "13:15", **fields), rest=AGENCIES)
    assert chronicle.problems == ()
    assert list(chronicle.agencies_of(chronicle.entries[0])) == agencies
    assert {one: count for one, count in chronicle.counts.items() if count} == dict.fromkeys(
        agencies, 1
    )
    assert tuple(chronicle.of_agencies(agencies[-1:])) == (0,)


@pytest.mark.parametrize(
    ("fields", "speakers"),
    [
        ({}, []),
        ({"agency": "ipd"}, ["ipd"]),
        ({"agencies": "[ipd]"}, []),  # concerned
        ({"speaker": "{unit: car}"}, ["car", "ipd"]),
        ({"speaker": "{unit: stray}"}, ["stray"]),
        ({"agency": "kcpd", "speaker": "{unit: car}"}, ["car", "kcpd"]),
        # A unit that is named acts if it is the only unit, of the agency that acts.
        ({"agency": "ipd", "units": "[car]"}, ["car", "ipd"]),
        ({"units": "[stray]"}, ["stray"]),
        ({"units": "[medic]"}, ["medic", "ems"]),
        ({"units": "[medic, car]"}, ["ems"]),
        ({"agency": "ipd", "units": "[medic, car]"}, ["car", "ipd"]),
        ({"agency": "kcpd", "units": "[car]"}, ["kcpd"]),  # a dispatcher names whom a call is for
        ({"speaker": "{agency: ipd}", "units": "[car]"}, ["ipd"]),
    ],
)
def test_who_speaks(fields: dict[str, str], speakers: list[str]) -> None:
    """The unit and the agency that act or speak in an entry find the entry; no other does."""
    chronicle = chronology(entry("a", "13:15", **fields), rest=AGENCIES)
    assert chronicle.speaker_of(chronicle.entries[0]) == next(iter(speakers), "")
    for one in ("ipd", "kcpd", "ems", "car", "medic", "stray", ""):
        assert chronicle.next_of_speaker(one, -1) == (0 if one in speakers else None)


def test_an_agency_that_does_not_exist_is_none() -> None:
    """An entry of an agency that the record does not have is reported, and unidentified."""
    chronicle = chronology(entry("a", "13:15", agency="nobody"), rest=AGENCIES)
    assert chronicle.agencies_of(chronicle.entries[0]) == (UNIDENTIFIED,)
    assert len(chronicle.problems) == 1


def test_postings_count_positions() -> None:
    """Each agency and kind finds the positions of its entries, rising, and how many they are."""
    chronicle = chronology(
        entry("c", "13:30", agency="ipd", kind="radio_call"),
        entry("a", "13:00", kind="radio_call"),
        entry("b", "13:15", agency="kcpd", agencies="[ipd]"),
        rest=AGENCIES,
    )
    assert chronicle.counts == {"ipd": 2, "kcpd": 1, "ems": 0, UNIDENTIFIED: 1}
    found = {one: tuple(chronicle.of_agencies([one])) for one in [*chronicle.counts, "nobody"]}
    assert found == {"ipd": (1, 2), "kcpd": (1,), "ems": (), UNIDENTIFIED: (0,), "nobody": ()}
    assert tuple(chronicle.of_agencies([UNIDENTIFIED, "kcpd", "ipd"])) == (0, 1, 2)
    assert tuple(chronicle.of_agencies([])) == ()
    kinds = ("radio_call", "note", "action", "forecast")
    assert [tuple(chronicle.of_kinds([one])) for one in kinds] == [(0, 2), (1,), (), ()]
    assert tuple(chronicle.of_kinds(kinds)) == (0, 1, 2)
    assert tuple(chronicle.radio) == (0, 2)
    assert chronicle.index.agency_of_unit == {"car": "ipd", "medic": "ems", "stray": ""}


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        # The place is that of the time itself, whichever entry it stands in.
        (
            {"a": "13:00", "b": "{at: 12:00, after: [a]}"},
            [
                "record.yaml:6:19: `a` cannot come before `b`: other times say the opposite; "
                "this order is left out"
            ],
        ),
        (
            {"a": "b +1m", "b": "a +1m"},
            [
                "record.yaml:5:19: `a` is timed in a circle, through `b`; it is left unplaced",
                "record.yaml:6:19: `b` is timed in a circle, through `a`; it is left unplaced",
            ],
        ),
        (
            {"a": "2024-11-03T01:30", "long-id": "13:12..13:00"},
            [
                "record.yaml:5:19: 01:30 comes twice on 2024-11-03 in America/Chicago, clocks were "
                "put back; write it with its offset, -0500 or -0600",
                "record.yaml:6:25: these bounds end before they begin; it is left unplaced",
            ],
        ),
        # Beside what reading found, all of it by place.
        (
            {"a": "13:12..13:00", "b": "{at: 13:00, after: [nothing]}"},
            [
                "record.yaml:5:19: these bounds end before they begin; it is left unplaced",
                "record.yaml:6:39: no `nothing` in `timeline`",
            ],
        ),
    ],
)
def test_problems_stand_by_their_place(given: dict[str, str], problems: list[str]) -> None:
    """What placing finds wrong is a problem with file, line and column; the entry is kept."""
    chronicle = chronology(*times(**given))
    assert [str(problem) for problem in chronicle.problems] == problems
    assert {one.id for one in chronicle.entries} == set(given)


def test_what_was_left_out_is_known() -> None:
    """An entry that could not be read is told of, and the others stand in their places."""
    chronicle = chronology(entry("a", "quarter past"), entry("b", "13:15"))
    assert [one.id for one in chronicle.entries] == ["b"]
    assert [one.name for one in chronicle.left_out] == ["a"]
    assert chronicle.path == "record.yaml"


@pytest.mark.parametrize(
    ("clock", "position"),
    [("12:00", 0), ("13:00", 0), ("13:14", 0), ("13:15", 2), ("13:29", 2), ("23:00", 3)],
)
def test_the_last_entry_up_to_a_moment(clock: str, position: int) -> None:
    """A moment finds the last entry that stands at it or before it, or else the first."""
    chronicle = chronology(*times(a="13:00", b="13:15", c="13:15", d="13:30", u="unplaced"))
    assert chronicle.at_or_before(at(chronicle, clock)) == position


def test_turns_are_where_a_state_changes() -> None:
    """The next and the previous turn are the nearest moments at which any state turns."""
    rest = """
        units:
          - {id: u, call_sign: U, status_history: [{status: OnScene, time: 13:10..13:20}]}
          - {id: v, call_sign: V, status_history: [{status: OnScene, time: 13:20..}]}
    """
    chronicle = chronology(*times(a="13:00"), rest=rest)
    first, second, last = (at(chronicle, clock) for clock in ("13:10", "13:20", "13:21"))
    happened = Clock.HAPPENED
    assert chronicle.change_moments[happened] == (first, second, last - 1)
    asked = (first - 1, first, last - 2, last - 1)
    assert [chronicle.next_change(now, happened) for now in asked] == [
        first,
        second,
        last - 1,
        None,
    ]
    assert [chronicle.previous_change(now, happened) for now in asked] == [
        None,
        first,
        second,
        last - 1,
    ]


def test_what_is_no_subject_has_no_state() -> None:
    """Something that the record does not have is unknown, at any moment."""
    assert chronology().state(Subject("unit", "nothing"), None, Clock.HAPPENED) == State()


@examples(75)
@given(records())
def test_every_entry_stands_once(sections: dict[str, str]) -> None:
    """Each entry has one position, one placement, and stands under its kind and its agencies."""
    reading = read_bytes(as_yaml(sections), "record.yaml")
    chronicle = chronology_of(reading)
    assert reading.record
    assert sorted(one.id for one in chronicle.entries) == [
        one.id for one in reading.record.timeline
    ]
    assert [
        chronicle.entries[chronicle.positions[one.id]] for one in reading.record.timeline
    ] == list(reading.record.timeline)
    assert len(chronicle.placements) == len(chronicle.entries)
    assert len(chronicle.as_of) == chronicle.placed_count
    assert list(chronicle.bests) == sorted(chronicle.bests)
    assert list(chronicle.as_of) == sorted(chronicle.as_of)
    assert all(one <= other for one, other in zip(chronicle.bests, chronicle.as_of, strict=True))
    for position, one in enumerate(chronicle.entries):
        assert [kind for kind in ENTRY_KINDS if position in chronicle.of_kinds([kind])] == [
            one.kind
        ]
        under = {one for one in chronicle.counts if position in chronicle.of_agencies([one])}
        assert under == set(chronicle.agencies_of(one))
    assert chronicle.radio == chronicle.of_kinds([RADIO])
    for agency, count in chronicle.counts.items():
        positions = tuple(chronicle.of_agencies([agency]))
        assert len(positions) == count
        assert all(one < other for one, other in pairwise(positions))


@examples(50)
@given(records(), st.permutations(["timeline", "units", "casualties", "facilities", "agencies"]))
def test_the_order_of_sections_changes_nothing(sections: dict[str, str], names: list[str]) -> None:
    """Entries, places and states are the same however the sections of a record are arranged."""
    rest = {name: text for name, text in sections.items() if name not in names}
    arranged = {name: sections[name] for name in names} | rest
    one = chronology_of(read_bytes(as_yaml(sections), "record.yaml"))
    other = chronology_of(read_bytes(as_yaml(arranged), "record.yaml"))
    assert [*one.entries] == [*other.entries]
    assert [*one.placements] == [*other.placements]
    assert one.change_moments == other.change_moments
    for subject in one.histories[Clock.HAPPENED]:
        for turn in one.change_moments[Clock.HAPPENED]:
            assert one.state(subject, turn, Clock.HAPPENED) == other.state(
                subject, turn, Clock.HAPPENED
            )
    messages = [sorted(problem.message for problem in each.problems) for each in (one, other)]
    assert messages[0] == messages[1]


def test_a_reading_is_not_changed() -> None:
    """Placing a record leaves what was read as it is."""
    reading = reading_of(*times(a="13:00", b="{at: 12:00, after: [a]}"))
    before = reading.record, reading.problems
    chronology_of(reading)
    assert (reading.record, reading.problems) == before
