"""A transmission recorded more than once has one row, which leads to its other recordings."""

from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.review import intents
from incident_tui.review.filters import Filters
from incident_tui.review.following import Following
from incident_tui.review.history import Place
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review, review_of, step
from incident_tui.review.rows import Gap, TimelineRows
from incident_tui.review.search import Query, search
from tests.examples import examples
from tests.transmissions import record_of, recorded


def at(clock: str) -> dict[str, str]:
    """The time of a call."""
    return {"time": f"2024-02-29T{clock}-06:00"}


CALLS = (
    recorded("before", **at("13:00:00"), speaker={"unit": "e2"}, agency="fire"),
    recorded("main", agency="fire", text="mayday on the second floor"),
    recorded("tac", "2", agency="law", text="may day on a second four"),
    recorded("aid", "3", agency="law", text="made a on the second flower"),
    recorded("after", **at("13:30:00"), speaker={"unit": "e2"}, agency="fire"),
    recorded("x", **at("14:00:00"), agency="law"),
    recorded("y", "2", **at("14:00:00"), agency="fire"),
)


def review() -> Review:
    """The record as it opens."""
    return review_of(record_of(*CALLS))


def stepped(*wishes: intents.Intent) -> Review:
    """The review after some intents."""
    found = review()
    for wish in wishes:
        found = searched(step(found, wish))
    return found


def searched(found: Review) -> Review:
    """The review with every match of its search and of its filters."""
    while found.to_search:
        query = found.to_search.query
        found = step(found, intents.TakeFound(query, search(found.chronology, query).found))
    return found


def ids(found: Review, positions: Sequence[int]) -> list[str]:
    """The ids of entries."""
    return [found.chronology.entries[position].id for position in positions]


def rows(found: Review) -> list[str]:
    """The ids of the entries with a row."""
    return ids(found, found.shown)


ONCE = ["before", "main", "after", "x"]


def test_a_transmission_has_one_row() -> None:
    """Its other recordings have none, are counted, and are entries of the record as before."""
    found = review()
    assert rows(found) == ONCE
    assert (found.folded, found.hidden, len(found.passing)) == (3, 0, len(CALLS))
    assert found.chronology.counts["law"] == 3
    assert len(found.chronology.radio) == len(CALLS)


def test_steps_pass_over_further_recordings() -> None:
    """By entry, by radio call, and of the same unit."""
    assert stepped(intents.Move(2)).entry_id == "after"
    assert stepped(intents.MoveRadio(2)).entry_id == "after"
    assert stepped(intents.GoTo("main"), intents.MoveSame(1)).entry_id == "x"
    assert stepped(intents.Last()).entry_id == "x"


@pytest.mark.parametrize(
    ("filters", "shown"),
    [
        (intents.OnlyAgency("law"), ["tac", "x"]),
        (intents.OnlyAgency("fire"), ["before", "main", "after", "y"]),
        (intents.ShowAgencies(frozenset({"fire", "law"})), ONCE),
        (intents.UseFilters(Filters(words=Query("flower"))), ["aid"]),
        (intents.UseFilters(Filters(words=Query("day"))), ["main"]),
        (intents.UseFilters(Filters(words=Query("four"))), ["tac"]),
    ],
)
def test_a_filter_finds_each_recording(filters: intents.Intent, shown: list[str]) -> None:
    """The recording that passes has the row, where that which had it does not."""
    assert rows(stepped(filters)) == shown


@pytest.mark.parametrize(
    "way",
    [
        [intents.GoTo("aid")],
        [intents.ReturnTo("aid")],
        [intents.Find(Query("flower")), intents.MoveHit(1)],
        [intents.Find(Query("flower")), intents.SeekHit("before")],
        [intents.OnlyAgency("fire"), intents.GoTo("aid")],
    ],
)
def test_a_way_to_a_further_recording_gives_it_the_row(way: list[intents.Intent]) -> None:
    """A link, a memory and a hit of the search; the others are named beside it."""
    found = stepped(*way)
    assert found.entry_id == "aid"
    assert rows(found) == ["before", "aid", "after", "x"]
    others = found.lens.other_recordings(found.cursor)
    assert ids(found, others) == ["main", "tac"]


def test_each_hit_is_counted() -> None:
    """Also of recordings without a row; the next hit may be the same transmission."""
    found = stepped(intents.Find(Query("second")), intents.MoveHit(1))
    assert found.hits is not None
    assert ids(found, found.hits) == ["main", "tac", "aid"]
    assert found.entry_id == "main"
    assert step(found, intents.MoveHit(1)).entry_id == "tac"


def test_the_row_stays_where_the_filters_change() -> None:
    """The cursor stays on the recording that a reader has come to."""
    found = stepped(intents.GoTo("aid"), intents.OnlyAgency("law"))
    assert (found.entry_id, rows(found)) == ("aid", ["aid", "x"])
    assert step(found, intents.ClearFilters()).entry_id == "aid"


def test_every_recording_has_a_row_when_asked_for() -> None:
    """A second time, each transmission; the cursor stays."""
    found = stepped(intents.EveryRecording())
    assert (rows(found), found.folded) == ([call["id"] for call in CALLS], 0)
    assert rows(step(found, intents.EveryRecording())) == ONCE
    there = step(step(found, intents.GoTo("tac")), intents.EveryRecording())
    assert (there.entry_id, rows(there)) == ("tac", ["before", "tac", "after", "x"])


def test_without_a_repeated_call_nothing_changes() -> None:
    """The same review comes back."""
    found = review_of(record_of(CALLS[0], CALLS[1]))
    assert step(found, intents.EveryRecording()) is found


def test_a_recording_that_arrives_folds() -> None:
    """Under the row of the cursor, whichever is the longer, also where the newest is followed."""
    before = step(review_of(record_of(*CALLS[:2])), intents.GoTo("main"))
    longer = recorded("tac", "2", audio={"path": "a.wav", "length": 9.0})
    found = step(before, intents.TakeRecord(record_of(*CALLS[:2], longer)))
    assert (found.entry_id, rows(found)) == ("main", ["before", "main"])
    following = step(before, intents.FollowNewest())
    found = step(following, intents.TakeRecord(record_of(*CALLS[:2], longer)))
    assert (found.entry_id, rows(found)) == ("main", ["before", "main"])
    assert step(found, intents.Last()).following is Following.ON


def test_a_place_that_was_left_is_found_again() -> None:
    """Back on a further recording, in the record as it was read again."""
    left = Place(stepped(intents.GoTo("aid")))
    again = left.reread(review()).review
    assert (again.entry_id, rows(again)) == ("aid", ["before", "aid", "after", "x"])


def hidden_in_gaps(found: Review) -> list[int]:
    """How many entries are hidden in each gap of the timeline."""
    lines = TimelineRows(found.chronology, found.shown, found.passing)
    return [
        line.hidden for line in map(lines.__getitem__, range(len(lines))) if isinstance(line, Gap)
    ]


def test_a_gap_does_not_count_recordings_as_hidden() -> None:
    """The row before the gap names them; entries that the filters hide are counted."""
    assert hidden_in_gaps(review()) == [0, 0]
    assert hidden_in_gaps(stepped(intents.OnlyAgency("law"))) == [1]


def test_a_withheld_recording_is_not_named() -> None:
    """Before the call was said, on the clock of the known; nor does a withheld call name others."""
    lens = Lens(review().chronology, 0, Clock.KNOWN)
    position = lens.position("main") or 0
    assert not lens.tells(position)
    assert lens.other_recordings(position) == ()


# Whatever a reader does.


def units() -> st.SearchStrategy[dict[str, str]]:
    """Who speaks; one of them has no radio."""
    return st.sampled_from([{"unit": "e1"}, {"unit": "e2"}, {"unit": "none"}])


@st.composite
def records(draw: st.DrawFn) -> Chronology:
    """Calls of few units within few seconds, many of them recorded more than once."""
    calls: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 14))):
        calls.append(
            recorded(
                f"c{number}",
                str(draw(st.integers(1, 4))),
                **at(f"13:00:{draw(st.integers(0, 3)):02}"),
                speaker=draw(units()),
                agency=draw(st.sampled_from(["fire", "law"])),
                text=draw(st.sampled_from(["on scene", "copy"])),
            )
        )
    return record_of(*calls)


WISHES = st.sampled_from(
    [
        intents.OnlyAgency("fire"),
        intents.ToggleAgency("law"),
        intents.ClearFilters(),
        intents.UndoFilter(),
        intents.Find(Query("copy")),
        intents.KeepMatches(),
        intents.MoveHit(1),
        intents.MoveHit(-1),
        intents.Move(1),
        intents.Move(-2),
        intents.MoveSame(1),
        intents.Last(),
        intents.GoTo("c3"),
        intents.GoTo("c7"),
        intents.ReturnTo("c5"),
        intents.SwitchClock(),
        intents.EveryRecording(),
        intents.FollowNewest(),
        intents.OnlyThisAgency(),
    ]
)


@given(chronology=records(), wishes=st.lists(WISHES, max_size=8))
@examples(300)
def test_each_entry_that_passes_has_a_row_or_is_named_by_one(
    chronology: Chronology, wishes: list[intents.Intent]
) -> None:
    """By exactly one row, whatever the filters; and the cursor is on a row, if any entry passes."""
    found = review_of(chronology)
    for wish in wishes:
        found = searched(step(found, wish))
        end = Lens(chronology)
        named = [one for row in found.shown for one in end.other_recordings(row)]
        for position in found.passing:
            if found.every_recording:
                assert position in found.shown
            else:
                assert (position in found.shown) + named.count(position) == 1
        assert {*found.shown} <= {*found.passing}
        assert found.cursor in found.shown or not found.shown
