"""A review: a record, what of it is shown, and where the cursor stands. `step` is how it moves."""

from bisect import bisect_left

import msgspec

from incident_tui.chronology.chronology import RADIO, Chronology
from incident_tui.chronology.histories import Certainty, Clock, State, Subject
from incident_tui.chronology.positions import Positions
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Entry
from incident_tui.record.numbering import Row
from incident_tui.record.time_value import MINUTE
from incident_tui.review import intents
from incident_tui.review.filters import EVERYTHING, Filters, agency_choices, shown_positions
from incident_tui.review.search import Matches, Query, matches_by_position, no_matches


class Review(msgspec.Struct, frozen=True):
    """Everything the screen shows follows from this value; `step` alone makes a new one."""

    chronology: Chronology
    shown: Positions
    """The entries that the filters let through."""
    cursor: int = 0
    """A position of the chronology."""
    filters: Filters = EVERYTHING
    clock: Clock = Clock.HAPPENED
    search: Matches | None = None
    """What is searched for, and what of it is found by now."""
    kept: Matches | None = None
    """The same for the words that the filters ask for."""
    mark: str = ""
    """The id of the entry that intervals are counted from; "" for none."""
    hits: Positions | None = None
    """The entries shown that the search has found."""

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

    @property
    def number(self) -> int:
        """The how-manieth of the shown entries the cursor is on, from 1; 0 if none is shown."""
        return self.shown.rank(self.cursor) + 1 if self.shown else 0

    @property
    def to_search(self) -> Matches | None:
        """A search that is not done yet."""
        searches = (one for one in (self.search, self.kept) if one and not one.complete)
        return next(searches, None)

    def state(self, subject: Subject, clock: Clock | None = None) -> State:
        """The state of one subject as of the cursor, on the clock of the review or on another."""
        return self.chronology.state(subject, self.as_of, clock or self.clock)

    def differs(self, subject: Subject) -> bool:
        """Whether the other clock tells another state of a subject as of the cursor."""
        here, there = self.state(subject), self.state(subject, self.clock.other)
        return (here.certain, here.possible) != (there.certain, there.possible)

    def how_known(self, position: int) -> Certainty:
        """How sure it is that what an entry says is known; on the clock of happening all is."""
        if self.clock is Clock.HAPPENED:
            return "certain"
        return self.chronology.known_by(position, self.as_of)

    def is_known(self, position: int) -> bool:
        """Whether what an entry says is told: on the clock of knowing, what may be known."""
        return self.how_known(position) != "unknown"


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
    here, there, turn = one.as_of, other.as_of, one.chronology.next_change
    return all(turn(here, clock) == turn(there, clock) for clock in Clock)


def step(review: Review, intent: intents.Intent) -> Review:
    """The review after a wish is carried out; itself where there is nothing to do."""
    match intent:
        case intents.Move(by):
            return _moved(review, by)
        case intents.MoveRadio(by):
            return _moved_within(review, review.chronology.radio, by)
        case intents.MoveMinutes(by):
            return _moved_minutes(review, by)
        case intents.MoveHit(by):
            return _moved_round(review, review.hits, by) if review.hits and by else review
        case intents.MoveToChange(by):
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
        case intents.SetMark():
            here = review.entry.id if review.entry else ""
            return msgspec.structs.replace(review, mark="" if review.mark == here else here)
        case intents.SwitchClock():
            return msgspec.structs.replace(review, clock=review.clock.other)
        case intents.Find(query):
            return _searching(review, query)
        case intents.UndoFilter() if review.search:
            return _searching(review, None)
        case intents.ClearFilters():
            return _filtered(_searching(review, None), EVERYTHING)
        case intents.TakeFound(query, found, fault):
            return _with_matches(
                review, matches_by_position(review.chronology, query, found, fault)
            )
        case intents.SeekHit(entry):
            return _sought(review, entry)
        case intents.TakeCalls(chronology):
            return _with_calls(review, chronology)
        case intents.UndoFilter() if review.search:
            return _searching(review, None)
    filters = _wanted_filters(review, intent)
    return review if filters is None else _filtered(review, filters)


def _wanted_filters(review: Review, intent: intents.Intent) -> Filters | None:
    """The filters after a wish; None if it is not about them."""
    filters = review.filters
    match intent:
        case intents.ToggleAgency(agency):
            return filters.toggled(agency, agency_choices(review.chronology))
        case intents.OnlyAgency(agency):
            return filters.of_agencies(frozenset({agency}))
        case intents.OnlyThisAgency():
            if review.entry is None:
                return None
            return filters.of_agencies(frozenset(review.chronology.agencies_of(review.entry)))
        case intents.ShowAgencies(agencies):
            return filters.showing(agencies)
        case intents.OnlySource(source):
            return filters.of_sources(frozenset({source}))
        case intents.RadioOnly():
            return filters.of_kinds(frozenset({RADIO}))
        case intents.KeepMatches():
            return filters.of_words(review.search.query if review.search else None)
        case intents.UndoFilter():
            return filters.peeled()
    return None


# Moves.


def _moved(review: Review, by: int) -> Review:
    """The cursor so many shown entries on; it stops at either end."""
    if not by or not review.shown:
        return review
    here = review.shown.rank(review.cursor)
    on_it = review.cursor in review.shown
    there = here + by - (1 if by > 0 and not on_it else 0)
    return _to_shown(review, review.shown[min(max(there, 0), len(review.shown) - 1)])


def _moved_within(review: Review, wanted: Positions, by: int) -> Review:
    """The cursor so many shown entries of those wanted on; it stops at the last of them."""
    cursor = review.cursor
    for _ in range(abs(by)):
        following = wanted.next_shared(review.shown, cursor, back=by < 0)
        cursor = cursor if following is None else following
    return _to_shown(review, cursor)


def _moved_round(review: Review, positions: Positions, by: int) -> Review:
    """The cursor at the next or previous of these, past either end from the other one."""
    if by > 0:
        following = positions.after(review.cursor)
        return _to_shown(review, positions[0] if following is None else following)
    preceding = positions.before(review.cursor)
    return _to_shown(review, positions[-1] if preceding is None else preceding)


def _sought(review: Review, identifier: str) -> Review:
    """The cursor at the first hit from an entry on, or else at the first of all."""
    position = review.chronology.positions.get(identifier, 0)
    if not review.hits:
        return _near(review, position)
    following = position if position in review.hits else review.hits.after(position)
    return _to_shown(review, review.hits[0] if following is None else following)


def _moved_minutes(review: Review, by: int) -> Review:
    """The cursor at the nearest shown entry at least so many minutes away."""
    chronology, shown = review.chronology, review.shown
    placed = shown.rank(chronology.placed_count)
    if not placed or not by:
        return review
    if review.cursor >= chronology.placed_count:
        return review if by > 0 else _at(review, placed - 1)
    moment = chronology.bests[review.cursor] + by * MINUTE
    if by > 0:
        there = shown.rank(bisect_left(chronology.bests, moment))
    else:
        there = shown.rank(chronology.after(moment)) - 1
    return _at(review, min(max(there, 0), placed - 1))


def _turned(review: Review, by: int) -> Review:
    """The cursor at the next, or (below zero) the previous, entry where a state has turned.

    The unplaced entries show the end of the record, so the first of them is such an entry too.
    """
    chronology, shown = review.chronology, review.shown
    placed, here = shown.rank(chronology.placed_count), shown.rank(review.cursor)
    if by > 0:
        if here >= placed:
            return review
        turn = chronology.next_change(review.as_of or 0, review.clock)
        there = placed if turn is None else _first_from(review, turn)
        return _at(review, there) if there < len(shown) else review
    if here == 0:
        return review
    if here > placed:
        return _at(review, placed)
    turn = chronology.previous_change(chronology.as_of[shown[here - 1]], review.clock)
    return _at(review, 0 if turn is None else _first_from(review, turn))


def _first_from(review: Review, moment: int) -> int:
    """The number of the first shown entry that is as of a moment or later."""
    return review.shown.rank(bisect_left(review.chronology.as_of, moment))


def _at(review: Review, number: int) -> Review:
    """The cursor at the so-manieth shown entry."""
    return _to_shown(review, review.shown[number]) if review.shown else review


def _to_shown(review: Review, position: int) -> Review:
    if position == review.cursor:
        return review
    return msgspec.structs.replace(review, cursor=position)


def _to(review: Review, position: int) -> Review:
    """The cursor at a position; filters that hide it are cleared."""
    if not 0 <= position < len(review.chronology.entries):
        return review
    if position not in review.shown:
        review = _filtered(review, EVERYTHING)
    return _to_shown(review, position)


def _near(review: Review, position: int) -> Review:
    """The cursor at the last shown entry up to a position, or else at the first one after it."""
    return _at(review, max(review.shown.rank(position + 1) - 1, 0))


# Filters, searches, and calls that arrive.


def _filtered(review: Review, filters: Filters) -> Review:
    """The review through other filters, its cursor as near as can be to where it was."""
    if filters == review.filters:
        return review
    kept = review.kept
    if filters.words is None:
        kept = None
    elif kept is None or kept.query != filters.words:
        kept = review.search
        if kept is None or kept.query != filters.words:
            kept = no_matches(review.chronology, filters.words)
    review = msgspec.structs.replace(review, filters=filters, kept=kept)
    return _near(_shown_anew(review), review.cursor)


def _shown_anew(review: Review) -> Review:
    """The review with what its filters and its search now come to."""
    shown = shown_positions(review.chronology, review.filters, review.kept)
    if shown == review.shown:
        shown = review.shown
    hits = review.search.positions & shown if review.search else None
    return msgspec.structs.replace(review, shown=shown, hits=hits)


def _searching(review: Review, query: Query | None) -> Review:
    """The review with a search that begins, or with none."""
    if query is None:
        if review.search is None:
            return review
        return msgspec.structs.replace(review, search=None, hits=None)
    if review.search and review.search.query == query:
        return review
    matches = no_matches(review.chronology, query)
    if review.kept and review.kept.query == query:
        matches = review.kept
    return _shown_anew(msgspec.structs.replace(review, search=matches))


def _with_matches(review: Review, matches: Matches) -> Review:
    """The review with more of what a search of it has found, before more calls came or after."""
    if matches.positions.size != len(review.chronology.entries):
        matches = matches_by_position(
            review.chronology, matches.query, matches.found, matches.fault
        )
    changes = {}
    if review.search and review.search.query == matches.query:
        changes["search"] = matches
    if review.kept and review.kept.query == matches.query:
        changes["kept"] = matches
    if not changes:
        return review
    changed = _shown_anew(msgspec.structs.replace(review, **changes))
    return _near(changed, review.cursor) if "kept" in changes else changed


def _with_calls(review: Review, chronology: Chronology) -> Review:
    """The review on a chronology with more calls, its cursor on the entry that it was on."""
    before, cursor = review.chronology, 0
    if before.entries:
        row = Row(before.order.rows[review.cursor])
        cursor = chronology.position_of(row) or 0
    searches = (
        one and matches_by_position(chronology, one.query, one.found, one.fault)
        for one in (review.search, review.kept)
    )
    found, kept = searches
    review = msgspec.structs.replace(
        review, chronology=chronology, cursor=cursor, search=found, kept=kept
    )
    return _near(_shown_anew(review), cursor)
