"""A review: where the cursor goes for every wish, and what is shown then."""

from itertools import pairwise, product

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.chronology.positions import Positions
from incident_tui.notes.kinds import BOOKMARK
from incident_tui.notes.lines import line_of
from incident_tui.notes.model import Note
from incident_tui.notes.notes import NO_NOTES
from incident_tui.record.problems import Mark, Problem
from incident_tui.record.reading import read_bytes, read_record
from incident_tui.record.time_value import parse_moment
from incident_tui.review import intents
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.harm import reports_of
from incident_tui.review.intents import Intent
from incident_tui.review.review import Review, review_of, same_states, step
from incident_tui.review.search import Query, Search, no_matches, search
from incident_tui.samples import bundled_record
from tests.chronology.growth import at_once, check_equal, reader_of, stages
from tests.examples import examples
from tests.notes.noting import note
from tests.record_strategies import as_yaml, records
from tests.records import AGENCIES, chronology, entry, times

INDEPENDENCE = chronology_of(read_record(bundled_record()))

# Positions 0 to 6; states turn at b (13:10), at d (13:30, where two of them do) and at the end.
CHRONICLE = chronology(
    entry("a", "13:00"),
    entry("b", "13:10", kind="radio_call", effects="[{unit: car, status: EnRoute}]"),
    entry("c", "13:20", agency="ipd", agencies="[kcpd]"),
    entry("d", "13:30", kind="radio_call", agency="ipd", effects="[{unit: car, status: OnScene}]"),
    entry("e", "13:40", agency="kcpd"),
    entry("u", "unplaced", kind="radio_call", agency="kcpd"),
    entry("v", "unplaced", agency="ipd", effects="[{unit: car, status: Cleared}]"),
    rest=AGENCIES,
)
IPD = intents.OnlyAgency("ipd")
RADIO = intents.RadioOnly()
NOTHING = intents.ShowAgencies(frozenset())


def review_at(identifier: str, *wishes: Intent, chronicle: Chronology = CHRONICLE) -> Review:
    """A review with the cursor on an entry, after some wishes."""
    review = step(review_of(chronicle), intents.GoTo(identifier))
    for wish in wishes:
        review = step(review, wish)
    return review


def here(review: Review) -> str:
    """The id of the entry under the cursor; nothing when nothing is shown."""
    return review.entry_id


def shown(review: Review) -> str:
    """The ids of the entries that are shown."""
    return " ".join(review.chronology.entries[position].id for position in review.shown)


def moment(clock: str) -> int:
    """The first millisecond of a clock time of the incident."""
    return CHRONICLE.zone.bounds(parse_moment(clock))[0]


@pytest.mark.parametrize(
    ("start", "wish", "end"),
    [
        # One entry after the other; either end holds.
        ("a", intents.Move(1), "b"),
        ("a", intents.Move(-1), "a"),
        ("c", intents.Move(-1), "b"),
        ("c", intents.Move(2), "e"),
        ("e", intents.Move(1), "u"),  # into the unplaced
        ("u", intents.Move(-1), "e"),  # and out of them
        ("v", intents.Move(1), "v"),
        ("c", intents.Move(1000), "v"),
        ("c", intents.Move(-1000), "a"),
        ("c", intents.Move(0), "c"),
        # From any entry to the radio calls around it.
        ("a", intents.MoveRadio(1), "b"),
        ("b", intents.MoveRadio(1), "d"),
        ("c", intents.MoveRadio(-1), "b"),
        ("c", intents.MoveRadio(2), "u"),
        ("d", intents.MoveRadio(1), "u"),  # an unplaced one too
        ("v", intents.MoveRadio(-1), "u"),
        ("u", intents.MoveRadio(1), "u"),
        ("v", intents.MoveRadio(1), "v"),
        ("a", intents.MoveRadio(-1), "a"),
        ("a", intents.MoveRadio(9), "u"),
        ("v", intents.MoveRadio(-9), "b"),
        ("a", intents.MoveRadio(0), "a"),
        ("v", intents.MoveRadio(0), "v"),
        # To where a state turns; the unplaced are all at the end of the record.
        ("a", intents.MoveToChange(1), "b"),
        ("b", intents.MoveToChange(1), "d"),
        ("c", intents.MoveToChange(1), "d"),
        ("d", intents.MoveToChange(1), "u"),
        ("e", intents.MoveToChange(1), "u"),
        ("u", intents.MoveToChange(1), "u"),
        ("v", intents.MoveToChange(1), "v"),
        ("v", intents.MoveToChange(-1), "u"),
        ("u", intents.MoveToChange(-1), "d"),
        ("e", intents.MoveToChange(-1), "d"),
        ("d", intents.MoveToChange(-1), "b"),
        ("c", intents.MoveToChange(-1), "b"),
        ("b", intents.MoveToChange(-1), "a"),
        ("a", intents.MoveToChange(-1), "a"),
        ("c", intents.MoveToChange(0), "c"),
        # So many minutes on, or further; either end of what is placed holds.
        ("a", intents.MoveMinutes(10), "b"),
        ("a", intents.MoveMinutes(11), "c"),
        ("a", intents.MoveMinutes(1), "b"),
        ("e", intents.MoveMinutes(-1), "d"),
        ("e", intents.MoveMinutes(-11), "c"),
        ("e", intents.MoveMinutes(-10), "d"),
        ("b", intents.MoveMinutes(99), "e"),
        ("b", intents.MoveMinutes(-99), "a"),
        ("e", intents.MoveMinutes(1), "e"),
        ("a", intents.MoveMinutes(-1), "a"),
        ("c", intents.MoveMinutes(0), "c"),
        ("v", intents.MoveMinutes(1), "v"),
        ("v", intents.MoveMinutes(-1), "e"),
        # Without a search there is nothing to go to, to take or to keep.
        ("c", intents.MoveHit(1), "c"),
        ("c", intents.KeepMatches(), "c"),
        ("c", intents.UndoFilter(), "c"),
        ("c", intents.TakeFound(Query("x"), ()), "c"),
        # To an end.
        ("c", intents.First(), "a"),
        ("c", intents.Last(), "v"),
        # To an entry, a position, a moment.
        ("a", intents.GoTo("u"), "u"),
        ("a", intents.GoTo("nothing"), "a"),
        ("a", intents.GoToPosition(3), "d"),
        ("a", intents.GoToPosition(6), "v"),
        ("c", intents.GoToPosition(7), "c"),
        ("c", intents.GoToPosition(-1), "c"),
        ("v", intents.GoToMoment(moment("13:20")), "c"),
        ("v", intents.GoToMoment(moment("13:29")), "c"),
        ("v", intents.GoToMoment(moment("12:00")), "a"),
        ("a", intents.GoToMoment(moment("23:00")), "e"),
        # What is no wish of a review's own changes nothing.
        ("c", Intent(), "c"),
    ],
)
def test_where_the_cursor_goes(start: str, wish: Intent, end: str) -> None:
    """Each wish takes the cursor to its entry, or leaves it where there is nothing to do."""
    review = review_at(start)
    after = step(review, wish)
    assert here(after) == end
    assert msgspec.structs.replace(after, cursor=review.cursor) == review


@pytest.mark.parametrize(
    ("start", "filter_by", "wish", "end"),
    [
        # Only what is shown is stepped on.
        ("a", IPD, intents.Move(1), "d"),
        ("d", IPD, intents.Move(1), "v"),
        ("v", IPD, intents.Move(-2), "c"),
        ("a", IPD, intents.MoveRadio(1), "d"),
        ("d", IPD, intents.MoveRadio(1), "d"),  # the other calls are hidden
        ("e", RADIO, intents.MoveRadio(-1), "b"),
        ("a", RADIO, intents.Move(1), "d"),
        ("a", IPD, intents.MoveMinutes(1), "d"),
        ("d", IPD, intents.MoveMinutes(-1), "c"),
        ("d", IPD, intents.MoveMinutes(60), "d"),
        ("v", IPD, intents.MoveMinutes(-1), "d"),
        ("c", IPD, intents.MoveToChange(1), "d"),
        ("d", IPD, intents.MoveToChange(1), "v"),
        ("v", IPD, intents.MoveToChange(-1), "d"),
        ("d", IPD, intents.MoveToChange(-1), "c"),  # the turn at b shows at c first
        ("d", IPD, intents.First(), "c"),
        ("d", IPD, intents.Last(), "v"),
        ("c", IPD, intents.GoToMoment(moment("13:45")), "d"),
        ("v", IPD, intents.GoToMoment(moment("12:00")), "c"),
        ("v", intents.OnlyAgency("nobody"), intents.GoToMoment(moment("12:00")), ""),
        # Without a call, an entry or anything there is nowhere to go.
        ("c", intents.OnlyAgency("ems"), intents.MoveRadio(1), ""),
        *[
            ("c", NOTHING, wish, "")
            for wish in (
                intents.Move(1),
                intents.Move(-1),
                intents.MoveRadio(1),
                intents.MoveMinutes(1),
                intents.MoveMinutes(-1),
                intents.MoveHit(1),
                intents.MoveToChange(1),
                intents.MoveToChange(-1),
                intents.First(),
                intents.Last(),
                intents.OnlyThisAgency(),
            )
        ],
    ],
)
def test_only_what_is_shown_is_stepped_on(
    start: str, filter_by: Intent, wish: Intent, end: str
) -> None:
    """Through a filter the cursor goes from one shown entry to another."""
    assert here(review_at(start, filter_by, wish)) == end


@pytest.mark.parametrize(
    ("start", "wishes", "visible", "end"),
    [
        # One agency; the unidentified; asked for twice, all of them.
        ("c", [IPD], "c d v", "c"),
        ("c", [IPD, IPD], "a b c d e u v", "c"),
        ("c", [intents.OnlyAgency(UNIDENTIFIED)], "a b", "b"),
        # The agencies of the entry under the cursor; twice, all of them.
        ("c", [intents.OnlyThisAgency()], "c d e u v", "c"),
        ("c", [intents.OnlyThisAgency(), intents.OnlyThisAgency()], "a b c d e u v", "c"),
        ("e", [intents.OnlyThisAgency()], "c e u", "e"),
        ("a", [intents.OnlyThisAgency()], "a b", "a"),
        # One agency less, and one more.
        ("c", [intents.ToggleAgency("ipd")], "a b c e u", "c"),
        ("d", [intents.ToggleAgency("ipd")], "a b c e u", "c"),
        ("d", [intents.ToggleAgency("ipd")] * 2, "a b c d e u v", "c"),
        ("d", [IPD, intents.ToggleAgency("kcpd")], "c d e u v", "d"),
        ("d", [intents.ShowAgencies(frozenset({"kcpd"}))], "c e u", "c"),
        ("d", [IPD, intents.ShowAgencies(None)], "a b c d e u v", "d"),
        # Radio calls; twice, everything; beside an agency.
        ("d", [RADIO], "b d u", "d"),
        ("d", [RADIO, RADIO], "a b c d e u v", "d"),
        ("v", [RADIO, IPD], "d", "d"),
        ("v", [RADIO, IPD, RADIO], "c d v", "d"),
        # Hidden, the cursor moves to the last one shown before it, or else to the first after.
        ("e", [IPD], "c d v", "d"),
        ("a", [IPD], "c d v", "c"),
        ("u", [IPD], "c d v", "d"),
        # Filters that hide an entry give way when it is asked for; others stay.
        ("c", [IPD, intents.GoTo("e")], "a b c d e u v", "e"),
        ("c", [IPD, RADIO, intents.GoTo("d")], "d", "d"),
        ("c", [IPD, intents.GoToPosition(0)], "a b c d e u v", "a"),
        ("c", [IPD, intents.GoTo("nothing")], "c d v", "c"),
        # Cleared, everything is shown and the cursor stays.
        ("d", [RADIO, IPD, intents.ClearFilters()], "a b c d e u v", "d"),
        ("e", [IPD, intents.ClearFilters()], "a b c d e u v", "d"),
        ("c", [intents.ClearFilters()], "a b c d e u v", "c"),
        # Nothing is shown: the cursor comes back to where it was.
        ("d", [NOTHING], "", ""),
        ("d", [NOTHING, intents.ClearFilters()], "a b c d e u v", "d"),
        ("d", [NOTHING, intents.GoTo("b")], "a b c d e u v", "b"),
        ("d", [intents.OnlyAgency("ems")], "", ""),
        # A filter by name: the others stay.
        ("d", [RADIO, IPD, intents.DropFilter("kinds")], "c d v", "d"),
        ("d", [RADIO, IPD, intents.DropFilter("agencies")], "b d u", "d"),
        ("d", [RADIO, intents.DropFilter("agencies")], "b d u", "d"),
    ],
)
def test_what_is_shown(start: str, wishes: list[Intent], visible: str, end: str) -> None:
    """Filters show what they say, and the cursor stays as near to where it was as it can."""
    review = review_at(start, *wishes)
    assert (shown(review), here(review)) == (visible, end)
    assert review.hidden == 7 - len(visible.split())
    assert review.placement == CHRONICLE.placements[review.cursor]
    assert review.has_hidden_cursor is (not visible)
    assert review.lens.moment == CHRONICLE.as_of[review.cursor]


def test_a_review_starts_at_the_first_entry() -> None:
    """A review begins at the first entry that its filters show, on the clock of what happened."""
    review = review_of(CHRONICLE)
    assert (here(review), review.filters, review.clock) == ("a", EVERYTHING, Clock.HAPPENED)
    assert here(review_of(CHRONICLE, Filters(agencies=frozenset({"ipd"})))) == "c"
    assert here(review_of(CHRONICLE, Filters(agencies=frozenset()))) == ""


@pytest.mark.parametrize(
    "wish",
    [
        intents.Move(1),
        intents.Move(-1),
        intents.MoveRadio(1),
        intents.MoveMinutes(-1),
        intents.MoveHit(1),
        intents.MoveToChange(1),
        intents.MoveToChange(-1),
        intents.First(),
        intents.Last(),
        intents.Find(Query("a")),
        intents.KeepMatches(),
        intents.UndoFilter(),
        intents.TakeCalls(chronology()),
        intents.GoTo("a"),
        intents.GoToPosition(0),
        intents.GoToMoment(0),
        intents.ToggleAgency("ipd"),
        intents.OnlyThisAgency(),
        intents.RadioOnly(),
        intents.ClearFilters(),
    ],
)
def test_an_empty_record_can_be_looked_at(wish: Intent) -> None:
    """In a record without entries there is no entry under the cursor, whatever is wished."""
    review = step(review_of(chronology()), wish)
    assert (review.entry_id, review.placement, review.as_of) == ("", None, None)
    assert (review.cursor, len(review.shown), review.hidden) == (0, 0, 0)


def test_a_record_without_times_begins_in_the_tray() -> None:
    """Where nothing is placed, the cursor stands on the unplaced, at the end of the record."""
    review = review_of(chronology(*times(u="unplaced", v="13:00..")))
    assert (here(review), review.as_of) == ("u", None)
    for wish in (intents.MoveToChange(1), intents.MoveToChange(-1), intents.GoToMoment(0)):
        assert here(step(review, wish)) == "u"
    assert here(step(review, intents.Move(1))) == "v"


@pytest.mark.parametrize(
    ("identifier", "status"),
    [("a", "not yet"), ("b", "EnRoute"), ("c", "EnRoute"), ("d", "OnScene"), ("u", "Cleared")],
)
def test_the_state_is_as_of_the_cursor(identifier: str, status: str) -> None:
    """A state is seen at the entry under the cursor, that of an unplaced one at the end."""
    assert review_at(identifier).lens.state(Subject("unit", "car")).status == status


def test_a_state_does_not_go_back_from_a_minute_to_its_seconds() -> None:
    """An entry of a whole minute shows no more than one of a second inside it, further on."""
    car = "units: [{id: car, call_sign: C, status_history: [{status: OnScene, time: 13:15:30}]}]"
    chronicle = chronology(*times(a="13:15", b="13:15:07", c="13:16"), rest=car)
    statuses = [
        review_at(one, chronicle=chronicle).lens.state(Subject("unit", "car")).status
        for one in "abc"
    ]
    assert statuses == ["not yet", "not yet", "OnScene"]
    assert here(review_at("b", intents.MoveToChange(1), chronicle=chronicle)) == "c"
    assert here(review_at("a", intents.MoveToChange(1), chronicle=chronicle)) == "c"


def turns_of(review: Review) -> list[int]:
    """Positions of the shown entries at which a state differs from that of the one before.

    The first of the unplaced shows the end of the record, and so is one of them.
    """
    subjects = review.chronology.histories[review.clock]
    groups = [one.id for one in subjects if one.kind == "group"]
    found = list[int]()
    previous: Review | None = None
    for position in review.shown:
        now = step(review, intents.GoToPosition(position))
        assert now.cursor == position
        if previous:
            before, after = previous.lens, now.lens
            differs = any(after.state(one) != before.state(one) for one in subjects)
            differs |= any(reports_of(after, one) != reports_of(before, one) for one in groups)
            if differs or (now.as_of is None and previous.as_of is not None):
                found.append(position)
        previous = now
    return found


def visited(review: Review, by: int) -> list[int]:
    """The positions that turn after turn leads to."""
    found: list[int] = []
    while (after := step(review, intents.MoveToChange(by))).cursor != review.cursor:
        found.append(after.cursor)
        review = after
    return found


@given(records())
def test_states_are_the_same_between_turns(sections: dict[str, str]) -> None:
    """Of two reviews that are said to have the same states, each subject has the same state."""
    reviews = [review_of(chronology_of(read_bytes(as_yaml(sections), "record.yaml")))]
    for position in range(len(reviews[0].chronology.entries)):
        reviews.append(step(reviews[0], intents.GoToPosition(position)))
    subjects = reviews[0].chronology.histories[reviews[0].clock]
    for one, other in product(reviews, repeat=2):
        if same_states(one, other):
            assert all(one.lens.state(each) == other.lens.state(each) for each in subjects)
        assert same_states(one, one)


def test_states_of_another_record_are_others() -> None:
    """Reviews of two readings are not taken to have the same states, even of one record."""
    again = chronology_of(read_record(bundled_record()))
    assert not same_states(review_of(INDEPENDENCE), review_of(again))


def test_states_seldom_turn() -> None:
    """Through the bundled record, most steps leave every state as it was."""
    review = review_of(INDEPENDENCE)
    reviews = [step(review, intents.GoToPosition(position)) for position in review.shown]
    turned = [
        other.entry_id
        for one, other in pairwise(reviews)
        if other.entry_id and not same_states(one, other)
    ]
    assert turned == [
        "first-shots",  # much is possible from 13:00 on
        *("q1", "q2", "q3", "q4"),  # reports on the air; that of q4 may have been by 13:16
        "q5",  # a report; the schools may be locked no more
        "drive-by",  # about 13:35, as early as the report of q6 may have been
        "q6",
        "no-one-inside",
        "lucas-post",  # the afternoon is over
        "ipd-responds",  # the end of the record
    ]


def test_turns_of_the_bundled_record() -> None:
    """In the bundled record, turn after turn visits every change of a state and nothing else."""
    review = review_of(INDEPENDENCE)
    assert visited(review, 1) == turns_of(review)
    ids = [INDEPENDENCE.entries[position].id for position in visited(review, 1)]
    assert ids[0] == "first-shots"
    assert INDEPENDENCE.placements[visited(review, 1)[-1]].best is None


def shown_by(filters: Filters, sections: dict[str, str]) -> Review:
    """A review of a random record through filters."""
    return review_of(chronology_of(read_bytes(as_yaml(sections), "record.yaml")), filters)


AGENCY_SETS = st.none() | st.frozensets(st.sampled_from(["a0", "a1", "a2", UNIDENTIFIED]))


@given(records(), AGENCY_SETS)
def test_turns_are_where_a_state_differs(
    sections: dict[str, str], agencies: frozenset[str] | None
) -> None:
    """Turn after turn visits just the entries whose state is not that of the one before."""
    review = shown_by(Filters(agencies), sections)
    turns = turns_of(review)
    assert visited(review, 1) == turns
    first = review.shown[:1]
    back = [
        position for position in [*first, *turns] if position != step(review, intents.Last()).cursor
    ]
    assert visited(step(review, intents.Last()), -1) == back[::-1]


def wishes() -> st.SearchStrategy[Intent]:
    """Any wish, sensible or not."""
    agencies = st.sampled_from(["a0", "a1", "a2", UNIDENTIFIED, "nobody"])
    by = st.integers(-3, 3)
    instants = st.sampled_from([0, 1_709_233_200_000, 1_709_234_000_000, 1 << 60])
    return st.one_of(
        by.map(intents.Move),
        by.map(intents.MoveRadio),
        by.map(intents.MoveToChange),
        by.map(intents.MoveMinutes),
        by.map(intents.MoveHit),
        st.sampled_from([None, Query("e"), Query("munoz"), Query("^t|z", regex=True)]).map(
            intents.Find
        ),
        st.sampled_from([intents.KeepMatches(), intents.UndoFilter()]),
        st.sampled_from([intents.First(), intents.Last(), Intent()]),
        st.sampled_from(["e0", "e1", "e4", "nothing"]).map(intents.GoTo),
        st.integers(-1, 7).map(intents.GoToPosition),
        instants.map(intents.GoToMoment),
        agencies.map(intents.ToggleAgency),
        agencies.map(intents.OnlyAgency),
        AGENCY_SETS.map(intents.ShowAgencies),
        st.sampled_from(["unit", "nothing"]).map(intents.OnlyUnit),
        st.sampled_from([intents.OnlyThisAgency(), intents.RadioOnly(), intents.ClearFilters()]),
        st.just(intents.SwitchClock()),
    )


@given(records(), st.lists(wishes(), max_size=12))
def test_whatever_is_wished_the_cursor_stands_on_what_is_shown(
    sections: dict[str, str], wishes: list[Intent]
) -> None:
    """After any wishes the cursor is on a shown entry, if there is one; no review is changed."""
    review = shown_by(EVERYTHING, sections)
    total = len(review.chronology.entries)
    for wish in wishes:
        before = review.cursor, review.shown, review.filters, review.clock
        after = searched(step(review, wish))
        assert (review.cursor, review.shown, review.filters, review.clock) == before
        assert (after.hits is None) is (after.search is None)
        assert after.chronology is review.chronology
        assert list(after.shown) == sorted(set(after.shown))
        assert after.hidden + len(after.shown) == total
        assert after.cursor in after.shown if after.shown else not after.entry_id
        assert 0 <= after.cursor < total
        review = after


def taking(search: Search) -> Intent:
    """The wish to take in what a search has found by now."""
    return intents.TakeFound(search.query, tuple(search.found), search.fault)


def searched(review: Review) -> Review:
    """A review after all of its searches are done."""
    while matches := review.to_search:
        on_its_way = Search(review.chronology, matches, review.cursor)
        for _ in on_its_way:
            review = step(review, taking(on_its_way))
        review = step(review, taking(on_its_way))
    return review


FOUND = chronology(
    entry("a", "13:00", text="Muñoz", kind="radio_call"),
    entry("b", "13:01", text="none"),
    entry("c", "13:02", text="MUÑOZ", agency="ipd"),
    entry("d", "13:03", text="munoz", agency="ipd"),
    entry("e", "13:04"),
    rest=AGENCIES,
)
MUNOZ = intents.Find(Query("munoz"))


@pytest.mark.parametrize(
    ("start", "wishes", "visible", "end"),
    [
        # Hit after hit, past either end from the other one, among what is shown.
        ("a", [intents.MoveHit(1)], "a b c d e", "c"),
        ("e", [intents.MoveHit(1)], "a b c d e", "a"),
        ("a", [intents.MoveHit(-1)], "a b c d e", "d"),
        ("b", [intents.MoveHit(-1)], "a b c d e", "a"),
        ("b", [intents.MoveHit(0)], "a b c d e", "b"),
        ("c", [IPD, intents.MoveHit(-1)], "c d", "d"),
        ("c", [IPD, intents.MoveHit(1), intents.MoveHit(1)], "c d", "c"),
        ("b", [intents.OnlyAgency("ems"), intents.MoveHit(1)], "", ""),
        # Kept, only what is found is shown; again, everything.
        ("b", [intents.KeepMatches()], "a c d", "a"),
        ("d", [intents.KeepMatches()], "a c d", "d"),
        ("b", [intents.KeepMatches(), intents.KeepMatches()], "a b c d e", "a"),
        ("b", [intents.KeepMatches(), IPD], "c d", "c"),
        # The filter stays when the search ends, or is for something else.
        ("b", [intents.KeepMatches(), intents.Find(None)], "a c d", "a"),
        ("b", [intents.KeepMatches(), intents.Find(Query("none"))], "a c d", "a"),
        ("b", [intents.KeepMatches(), intents.Find(None), MUNOZ, intents.MoveHit(1)], "a c d", "c"),
        # First the search is ended, then one filter after the other.
        ("b", [IPD, intents.KeepMatches(), intents.UndoFilter()], "c d", "c"),
        ("b", [IPD, intents.KeepMatches(), *[intents.UndoFilter()] * 2], "c d", "c"),
        ("b", [intents.KeepMatches(), IPD, *[intents.UndoFilter()] * 2], "a c d", "c"),
        ("b", [intents.KeepMatches(), IPD, *[intents.UndoFilter()] * 3], "a b c d e", "c"),
        # An entry that is asked for is shown.
        ("b", [intents.KeepMatches(), intents.GoTo("e")], "a b c d e", "e"),
    ],
)
def test_a_search(start: str, wishes: list[Intent], visible: str, end: str) -> None:
    """What a search has found is gone through, kept and left again."""
    review = searched(review_at(start, MUNOZ, chronicle=FOUND))
    assert review.search
    assert [*review.search.positions] == [0, 2, 3]
    for wish in wishes:
        review = searched(step(review, wish))
    assert (shown(review), here(review)) == (visible, end)


def test_a_search_goes_on_beside_the_review() -> None:
    """What is found by and by is taken in, and what is found for another search is not."""
    review = review_at("b", MUNOZ, chronicle=FOUND)
    assert review.to_search is review.search
    assert (review.hits, here(step(review, intents.MoveHit(1)))) == (Positions.of([], 5), "b")
    assert step(review, MUNOZ) is review
    kept = step(review, intents.KeepMatches())
    assert (shown(kept), here(kept)) == ("", "")
    done = searched(kept)
    assert (shown(done), here(done), done.to_search) == ("a c d", "a", None)
    assert done.search is done.kept
    other = no_matches(FOUND, Query("other"))
    assert step(done, intents.TakeFound(other.query, other.found)) is done
    ended = step(done, intents.Find(None))
    assert (ended.search, ended.hits, ended.kept) == (None, None, done.kept)
    assert step(ended, MUNOZ).search is done.kept


def _is_told_at(review: Review, position: int) -> bool:
    """Whether an entry is told with the cursor on it."""
    return step(review, intents.GoToPosition(position)).lens.tells(position)


@examples(60)
@given(
    records(8),
    st.integers(0, 3),
    st.integers(20, 400),
    st.lists(st.lists(wishes(), max_size=3), min_size=8, max_size=8),
)
def test_a_review_of_a_record_that_grows(
    tmp_path_factory: pytest.TempPathFactory,
    sections: dict[str, str],
    count: int,
    block: int,
    wished: list[list[Intent]],
) -> None:
    """As calls come, the cursor stays on its entry, and all else is as in a review made anew."""
    folder = tmp_path_factory.mktemp("record")
    review: Review | None = None
    for number, (_, chronicle) in enumerate(stages(reader_of(folder, sections, count), block)):
        late: Search | None = None
        if review is None:
            review = review_of(chronicle)
        else:
            before = review
            if before.to_search:
                late = Search(before.chronology, before.to_search, before.cursor)
                next(iter(late), None)
            review = step(review, intents.TakeCalls(chronicle))
            if before.entry_id:
                assert here(review) == here(before)
            assert review.filters == before.filters
        assert review.chronology is chronicle
        if late:
            review = step(review, taking(late))
        if number % 2:
            review = searched(review)
            fresh = msgspec.structs.replace(
                review_of(chronicle, review.filters), search=None, kept=None
            )
            assert review.shown == fresh.shown
            if review.search:
                found = search(chronicle, review.search.query).positions
                found = found.without([one for one in found if not _is_told_at(review, one)])
                assert review.search.positions == found
                assert review.hits == found & review.shown
        assert review.cursor in review.shown if review.shown else not review.entry_id
        assert review.shown.size == len(chronicle.entries)
        for wish in wished[number % 8]:
            review = step(review, wish)
    assert review
    check_equal(review.chronology, at_once(sections))


# Told on the air, told later by a source that is not, and never told: as of each entry.
TWICE_TOLD = chronology(
    entry("a", "13:00"),
    entry("b", "13:10", kind="radio_call", effects="[{unit: car, status: EnRoute}]"),
    entry("c", "13:20", known="13:40", effects="[{agency: ipd, status: OnScene}]"),
    entry("d", "13:30", known="13:35..13:45", effects="[{agency: kcpd, status: Staging}]"),
    entry("e", "13:40"),
    entry("f", "13:50", known="..13:50"),
    entry("u", "unplaced", known="14:00.."),
    rest=AGENCIES,
)


@pytest.mark.parametrize(
    ("identifier", "differing", "unknown", "unsure"),
    [
        ("a", "", "bcdf", ""),  # nothing has happened yet; nobody knows of it, which is no other
        ("b", "", "cdf", ""),
        ("c", "ipd", "cdf", ""),  # happened, and not known before 13:40
        ("d", "ipd kcpd", "cdf", ""),
        ("e", "kcpd", "f", "d"),  # known from 13:35 on, perhaps
        ("f", "", "", ""),
        ("u", "", "", ""),  # the end of the record
    ],
)
def test_what_the_clocks_tell_otherwise(
    identifier: str, differing: str, unknown: str, unsure: str
) -> None:
    """Subjects differ where the clocks do; entries are masked on the clock of knowing alone."""
    happened = review_at(identifier, chronicle=TWICE_TOLD)
    known = step(happened, intents.SwitchClock())
    assert (happened.clock, known.clock) == (Clock.HAPPENED, Clock.KNOWN)
    subjects = TWICE_TOLD.histories[Clock.KNOWN]
    for review in (happened, known):
        assert " ".join(one.id for one in subjects if review.lens.differs(one)) == differing
    noted = {"a", "e", "u"}  # plain notes, of which nothing says when they were known
    told = {
        one.id: known.lens.certainty(position)
        for position, one in enumerate(TWICE_TOLD.entries)
        if one.id not in noted
    }
    assert "".join(one for one, how in told.items() if how == "unknown") == unknown
    assert "".join(one for one, how in told.items() if how == "possible") == unsure
    for position in range(len(TWICE_TOLD.entries)):
        assert happened.lens.tells(position)
        assert happened.lens.certainty(position) == "certain"
        assert known.lens.tells(position) is (known.lens.certainty(position) != "unknown")


def test_switching_the_clock_twice_is_nothing() -> None:
    """The cursor, the filters and all else stay as they are; only the clock is another."""
    review = review_at("c", RADIO)
    known = step(review, intents.SwitchClock())
    assert msgspec.structs.replace(known, clock=Clock.HAPPENED) == review
    assert step(known, intents.SwitchClock()) == review
    assert not same_states(review, known)


def test_a_review_is_a_value() -> None:
    """A review cannot be changed; a wish makes another one."""
    review = review_of(CHRONICLE)
    with pytest.raises(AttributeError):
        review.cursor = 3  # type: ignore[misc]
    with pytest.raises(AttributeError):
        intents.Move(1).by = 2  # type: ignore[misc]
    assert step(review, intents.Move(1)) is not review
    assert review.cursor == 0


def test_a_withheld_entry_does_not_tell_its_agency_by_a_filter() -> None:
    """On the clock of the known, the agency of an entry that is not known yet filters nothing."""
    review = step(review_of(INDEPENDENCE), intents.GoTo("q2"))
    known = step(review, intents.SwitchClock())
    known = step(known, intents.GoTo("no-one-inside"))
    assert step(known, intents.OnlyThisAgency()).filters.agencies == frozenset({"kcpd"})
    early = msgspec.structs.replace(known, cursor=INDEPENDENCE.positions["kcpd-responds"])
    assert early.lens.entry(early.cursor)  # at the end of the record everything is known
    early = step(step(known, intents.GoTo("server-call")), intents.OnlyThisAgency())
    assert early.filters.agencies is None


SPEAKERS = chronology(
    entry("a", "13:00", agency="ipd"),
    entry("b", "13:01", kind="radio_call", speaker="{unit: car}"),
    entry("c", "13:02"),
    entry("d", "13:03", agency="ipd", agencies="[kcpd]"),
    entry("e", "13:04", agency="kcpd", agencies="[ipd]"),
    entry("f", "13:05", agency="ipd", units="[car]", known="13:09"),
    entry("g", "13:06", kind="radio_call", speaker="{unit: car}"),
    entry("h", "unplaced", agency="ipd", units="[car]"),
    rest=AGENCIES,
)
RADIO_ONLY = intents.RadioOnly()
KNOWN = intents.SwitchClock()


@pytest.mark.parametrize(
    ("start", "wishes", "by", "end"),
    [
        ("a", [], 1, "b"),  # the agency's unit speaks
        ("b", [], 1, "f"),
        ("b", [], 2, "g"),
        ("b", [], 9, "h"),  # as far as the last
        ("b", [], -1, "b"),
        ("g", [], -1, "f"),
        ("d", [], 1, "f"),
        ("d", [], -1, "b"),
        ("e", [], 1, "e"),  # nobody else of the agency acts
        ("c", [], 1, "c"),  # nobody is said to act
        ("b", [RADIO_ONLY], 1, "g"),
        ("g", [RADIO_ONLY], -1, "b"),
        ("g", [RADIO_ONLY], 1, "g"),
        ("b", [KNOWN], 1, "g"),  # who acts in f was not known until 13:09
        ("g", [KNOWN], -1, "b"),
        ("f", [KNOWN], 1, "f"),
    ],
)
def test_entries_of_the_same_unit_or_agency(
    start: str, wishes: list[Intent], by: int, end: str
) -> None:
    """The unit that acts or speaks leads on to its entries, or else the agency to its own.

    Only to shown entries, and to none in which it is not known yet who acts.
    """
    review = review_at(start, *wishes, chronicle=SPEAKERS)
    assert here(step(review, intents.MoveSame(by))) == end


LATE = chronology(
    entry("a", "13:00", kind="radio_call", text="Smoke."),
    entry("b", "13:01", text="Smoke.", known="13:09"),
    entry("c", "13:02", kind="radio_call", text="Smoke.", known="13:09"),
    entry("d", "13:03", kind="statement", text="Smoke."),
    entry("e", "13:10", kind="radio_call", text="No."),
    entry("f", "unplaced", text="Smoke."),
)
SMOKE = intents.Find(Query("smoke"))


@pytest.mark.parametrize(
    ("wishes", "hits", "seen"),
    [
        ([SMOKE], "a b c d f", "a b c d e f"),
        ([KNOWN, SMOKE], "a d f", "a b c d e f"),
        ([SMOKE, KNOWN], "a d f", "a b c d e f"),
        ([KNOWN, SMOKE, KNOWN], "a b c d f", "a b c d e f"),
        ([KNOWN, SMOKE, intents.KeepMatches()], "a d f", "a d f"),
        ([SMOKE, intents.KeepMatches(), KNOWN], "a d f", "a d f"),
        ([KNOWN, SMOKE, intents.KeepMatches(), KNOWN], "a b c d f", "a b c d f"),
    ],
)
def test_a_withheld_entry_is_no_hit(wishes: list[Intent], hits: str, seen: str) -> None:
    """On the clock of the known, nothing says that an entry matches which is withheld there."""
    review = review_of(LATE)
    for wish in wishes:
        review = searched(step(review, wish))
    ids = [one.id for one in LATE.entries]
    assert [ids[position] for position in review.hits or ()] == hits.split()
    assert [ids[position] for position in review.shown] == seen.split()
    reached = [here(review)]
    while (review := step(review, intents.MoveHit(1))) and here(review) not in reached:
        reached.append(here(review))
    assert sorted(reached) == hits.split()


def test_nothing_shown_leads_nowhere() -> None:
    """Where the filters hide every entry, no unit is followed."""
    review = review_at("b", NOTHING, chronicle=SPEAKERS)
    assert step(review, intents.MoveSame(1)) is review


@pytest.mark.parametrize("wishes", [[], [RADIO_ONLY], [KNOWN]])
def test_who_spoke_before(wishes: list[Intent]) -> None:
    """It is the entry before of the same unit or agency, hidden or not, if told."""
    lens = review_at("g", *wishes, chronicle=SPEAKERS).lens
    ids = [one.id for one in SPEAKERS.entries]
    before = [lens.spoke_before(position) for position in range(len(ids))]
    told = ["", "", "", "b", "", "b", "f", "g"]
    if KNOWN in wishes:
        told = ["", "", "", "b", "", "", "b", "g"]
    assert ["" if one is None else ids[one] for one in before] == told


# A record that changes on the disk.


def reread(review: Review, *entries: str) -> Review:
    """The review on a record with these entries."""
    return step(review, intents.TakeRecord(chronology(*entries, rest=AGENCIES)))


OLD = [
    entry("a", "13:00", agency="ipd"),
    entry("b", "13:10", agency="kcpd", text="old"),
    entry("c", "13:20", agency="ipd"),
]


def of_old(*wishes: Intent) -> Review:
    """The review of the record before, after some wishes."""
    review = review_of(chronology(*OLD, rest=AGENCIES))
    for wish in wishes:
        review = step(review, wish)
    return review


def test_the_cursor_stays_on_its_entry_when_a_record_is_read_again() -> None:
    """New entries before it, or another time of it, move the position and not the entry."""
    review = of_old(intents.GoTo("b"))
    assert reread(review, entry("n", "12:00"), *OLD).entry_id == "b"
    assert reread(review, OLD[0], OLD[2], entry("b", "14:00")).entry_id == "b"


@pytest.mark.parametrize(
    ("left", "here"), [([0, 2], "a"), ([2], "c"), ([], "")], ids=["before", "after", "none"]
)
def test_an_entry_that_is_gone_leaves_the_cursor_near(left: list[int], here: str) -> None:
    """It goes to the last entry up to the moment, or else to the first after it."""
    review = reread(of_old(intents.GoTo("b")), *(OLD[number] for number in left))
    assert review.entry_id == here


def test_new_and_different_entries_are_noted() -> None:
    """An entry that is as it was is not among them, wherever it stands."""
    review = reread(of_old(), entry("n", "12:00"), OLD[2], entry("b", "13:10", text="new"), OLD[0])
    assert review.changed == {"n", "b"}
    assert reread(review, *OLD).changed == {"b"}


def test_clock_filters_and_mark_stay() -> None:
    """What a reader has chosen holds for the record as it is now."""
    review = of_old(IPD, intents.SwitchClock(), intents.SetMark(), intents.NextTimes())
    now = reread(review, *OLD, entry("n", "13:30", agency="ipd"))
    assert [now.chronology.entries[position].id for position in now.shown] == ["a", "c", "n"]
    assert (now.clock, now.mark, now.times) == (review.clock, "a", review.times)
    assert reread(review, *OLD[1:]).mark == ""


def test_a_search_begins_again() -> None:
    """Hits of the record before are no hits; the words are searched for anew."""
    query = Query("old")
    review = of_old(intents.Find(query))
    review = step(review, intents.TakeFound(query, tuple(search(review.chronology, query).found)))
    assert [*(review.hits or ())] == [1]
    now = reread(review, OLD[0])
    assert now.search
    assert now.search.query == query
    assert not now.search.complete
    assert not now.hits


def test_faults_of_the_file_leave_the_record_as_it_was() -> None:
    """They are noted until the file can be read."""
    faults = (Problem(Mark("record.yaml", 3), "is no YAML"),)
    review = of_old()
    broken = step(review, intents.TakeFaults(faults))
    assert (broken.faults, broken.chronology) == (faults, review.chronology)
    assert reread(broken, *OLD).faults == ()


# Notes of reviewers.


def noted(review: Review, *notes: Note) -> Review:
    """The review with these notes."""
    return step(review, intents.TakeNotes(NO_NOTES.with_lines(map(line_of, notes))))


THREE = chronology(*times(one="13:00", two="13:10", three="13:20"))


def test_only_marked_entries_are_shown_on_request() -> None:
    """A note or a bookmark marks; the filter goes with the notes, and a second time it ends."""
    review = noted(review_of(THREE), note("x", "one"), note("", "three", kind=BOOKMARK, chance=1))
    marked = step(review, intents.MarkedOnly())
    assert [*marked.shown] == [0, 2]
    more = noted(marked, note("x", "one"), note("y", "two", chance=2))
    assert [*more.shown] == [0, 1]
    assert [*noted(marked).shown] == []
    assert [*step(marked, intents.MarkedOnly()).shown] == [0, 1, 2]
    assert [*step(marked, intents.DropFilter("marked")).shown] == [0, 1, 2]


def test_saved_filters_take_the_entries_that_are_marked_now() -> None:
    """Marks come and go; filters by mark do not keep those of the day when they were saved."""
    review = noted(review_of(THREE), note("x", "two"))
    saved = Filters(marked=frozenset({"one"}), order=("marked",))
    assert [*step(review, intents.UseFilters(saved)).shown] == [1]


def test_notes_change_no_state_and_no_count() -> None:
    """What a reviewer adds is beside the record."""
    before = review_of(THREE)
    after = noted(before, note("x", "one"))
    assert (after.chronology, after.shown, after.cursor) == (before.chronology, before.shown, 0)
    assert noted(after, note("x", "one")) is after


def test_a_search_finds_the_words_of_notes() -> None:
    """The entry of a note is a hit, also of a note that comes later."""
    query = Query("ladder")
    review = step(review_of(THREE), intents.Find(query))
    found = tuple(search(THREE, query).found)
    review = step(review, intents.TakeFound(query, found))
    assert not review.hits
    review = noted(review, note("Which ladder?", "two"), note("x", "one", chance=1))
    assert review.hits
    assert [*review.hits] == [1]


def test_a_begun_pair_stays_until_it_is_given_up() -> None:
    """Moves and filters leave it; Esc gives it up before any filter; an entry that is gone too."""
    review = step(review_of(chronology(*times(a="13:00", b="13:10"))), intents.BeginPair("a"))
    moved = step(step(review, intents.Last()), intents.RadioOnly())
    assert moved.pair == "a"
    undone = step(moved, intents.UndoFilter())
    assert (undone.pair, undone.filters) == ("", moved.filters)
    gone = chronology(*times(b="13:10"))
    assert step(review, intents.TakeRecord(gone)).pair == ""
