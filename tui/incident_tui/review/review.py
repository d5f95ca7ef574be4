"""A review: a record, what of it is shown, and where the cursor stands. `step` is how it moves."""

from bisect import bisect_left, bisect_right

import msgspec

from incident_tui.record.model import Entry
from incident_tui.review import intents
from incident_tui.review.chronology import Chronology
from incident_tui.review.filters import EVERYTHING, Filters, everyone, shown_positions
from incident_tui.review.placing import Placement
from incident_tui.review.state import Clock, State, Subject

RADIO = "radio_call"


class Review(msgspec.Struct, frozen=True):
    """Everything the screen shows follows from this value; `step` alone makes a new one."""

    chronology: Chronology
    shown: tuple[int, ...]
    """Positions of the entries that the filters let through, rising."""
    cursor: int = 0
    """A position of the chronology."""
    filters: Filters = EVERYTHING
    clock: Clock = Clock.HAPPENED

    @property
    def entry(self) -> Entry | None:
        """The entry under the cursor; None when nothing is shown."""
        return self.chronology.entries[self.cursor] if self.shown else None

    @property
    def placement(self) -> Placement | None:
        """Where the entry under the cursor is placed."""
        return self.chronology.placements[self.cursor] if self.shown else None

    @property
    def as_of(self) -> int | None:
        """The moment that every pane shows; None is the end of the record."""
        moments = self.chronology.as_of
        return moments[self.cursor] if self.cursor < len(moments) else None

    @property
    def hidden(self) -> int:
        """How many entries the filters hide."""
        return len(self.chronology.entries) - len(self.shown)

    def state(self, subject: Subject) -> State:
        """The state of one subject as of the cursor."""
        return self.chronology.state(subject, self.as_of, self.clock)


def review_of(chronology: Chronology, filters: Filters = EVERYTHING) -> Review:
    """A review at its start: the first entry of what the filters let through."""
    shown = shown_positions(chronology, filters)
    return Review(chronology, shown, shown[0] if shown else 0, filters)


def same_states(one: Review, other: Review) -> bool:
    """Whether every subject has the same state in both: no state turns between the two moments."""
    if one.chronology is not other.chronology or one.clock is not other.clock:
        return False
    if one.as_of is None or other.as_of is None:
        return one.as_of is other.as_of
    next_turn = one.chronology.next_turn
    return next_turn(one.as_of, one.clock) == next_turn(other.as_of, one.clock)


def step(review: Review, intent: intents.Intent) -> Review:
    """The review after a wish is carried out; itself where there is nothing to do."""
    match intent:
        case intents.Move(by):
            return _moved(review, review.shown, by)
        case intents.MoveRadio(by):
            return _moved(review, _shown_calls(review), by)
        case intents.MoveTurn(by):
            return _turned(review, by) if by else review
        case intents.First():
            return _at(review, 0)
        case intents.Last():
            return _at(review, -1)
        case intents.GoTo(entry):
            position = review.chronology.positions.get(entry)
            return review if position is None else _to(review, position)
        case intents.GoToPosition(position):
            return _to(review, position)
        case intents.GoToMoment(moment):
            return _near(review, review.chronology.at_or_before(moment))
        case intents.ToggleAgency(agency):
            toggled = review.filters.toggled(agency, everyone(review.chronology))
            return _filtered(review, toggled)
        case intents.OnlyAgency(agency):
            return _filtered(review, review.filters.of_agencies(frozenset({agency})))
        case intents.OnlyThisAgency():
            if review.entry is None:
                return review
            agencies = review.chronology.agencies_of(review.entry)
            return _filtered(review, review.filters.of_agencies(frozenset(agencies)))
        case intents.ShowAgencies(agencies):
            return _filtered(review, msgspec.structs.replace(review.filters, agencies=agencies))
        case intents.RadioOnly():
            return _filtered(review, review.filters.of_kinds(frozenset({RADIO})))
        case intents.ClearFilters():
            return _filtered(review, EVERYTHING)
    return review


def _shown_calls(review: Review) -> tuple[int, ...]:
    """Positions of the radio calls that the filters let through."""
    if not review.filters.any:
        return review.chronology.by_kind.get(RADIO, ())
    if review.filters.kinds is not None and RADIO not in review.filters.kinds:
        return ()
    calls = msgspec.structs.replace(review.filters, kinds=frozenset({RADIO}))
    return shown_positions(review.chronology, calls)


def _moved(review: Review, positions: tuple[int, ...], by: int) -> Review:
    """The cursor so many of these positions on; it stops at either end."""
    if not by:
        return review
    if by > 0:
        following = bisect_right(positions, review.cursor)
        there = min(following + by, len(positions)) - 1
        stays = following == len(positions)
    else:
        preceding = bisect_left(positions, review.cursor) - 1
        there = max(preceding + by + 1, 0)
        stays = preceding < 0
    return review if stays else msgspec.structs.replace(review, cursor=positions[there])


def _turned(review: Review, by: int) -> Review:
    """The cursor at the next, or (below zero) the previous, entry where a state has turned.

    The unplaced entries show the end of the record, so the first of them is such an entry too.
    """
    chronology, shown = review.chronology, review.shown
    placed, here = bisect_left(shown, chronology.placed_count), bisect_left(shown, review.cursor)
    if by > 0:
        if here >= placed:
            return review
        turn = chronology.next_turn(review.as_of or 0, review.clock)
        there = placed if turn is None else _first_from(review, turn)
        return _at(review, there) if there < len(shown) else review
    if here == 0:
        return review
    if here > placed:
        return _at(review, placed)
    turn = chronology.previous_turn(chronology.as_of[shown[here - 1]], review.clock)
    return _at(review, 0 if turn is None else _first_from(review, turn))


def _first_from(review: Review, moment: int) -> int:
    """The number of the first shown entry that is as of a moment or later."""
    return bisect_left(review.shown, bisect_left(review.chronology.as_of, moment))


def _at(review: Review, number: int) -> Review:
    """The cursor at the so-manieth shown entry."""
    if not review.shown:
        return review
    return msgspec.structs.replace(review, cursor=review.shown[number])


def _to(review: Review, position: int) -> Review:
    """The cursor at a position; filters that hide it are cleared."""
    if not 0 <= position < len(review.chronology.entries):
        return review
    number = bisect_left(review.shown, position)
    if number == len(review.shown) or review.shown[number] != position:
        review = _filtered(review, EVERYTHING)
    return msgspec.structs.replace(review, cursor=position)


def _near(review: Review, position: int) -> Review:
    """The cursor at the last shown entry up to a position, or else at the first one after it."""
    if not review.shown:
        return review
    number = bisect_right(review.shown, position) - 1
    return _at(review, max(number, 0))


def _filtered(review: Review, filters: Filters) -> Review:
    """The review through other filters, its cursor as near as can be to where it was."""
    if filters == review.filters:
        return review
    shown = shown_positions(review.chronology, filters)
    changed = msgspec.structs.replace(review, filters=filters, shown=shown)
    return _near(changed, review.cursor)
