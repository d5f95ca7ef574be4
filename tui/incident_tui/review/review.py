"""A review: a record, the entries shown, and the cursor. `step` carries out each intent."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from incident_tui.chronology.chronology import RADIO, Chronology
from incident_tui.chronology.histories import Clock
from incident_tui.chronology.positions import Positions
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.placing.placement import Placement
from incident_tui.record.numbering import Row
from incident_tui.record.problems import Problem
from incident_tui.record.text import visible
from incident_tui.record.time_value import MINUTE
from incident_tui.review import intents
from incident_tui.review.filters import EVERYTHING, Filters, agency_choices, shown_positions
from incident_tui.review.following import Following, followed, toggled
from incident_tui.review.lens import Lens
from incident_tui.review.search import Matches, Query, is_found, matches_by_position, no_matches
from incident_tui.review.time_column import TimeColumn
from incident_tui.review.told_notes import is_note_told, told_set

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note


class Review(msgspec.Struct, frozen=True, dict=True):
    """The state of the screen, as far as it concerns the record; only `step` makes a new review."""

    chronology: Chronology
    passing: Positions
    """The entries that pass the filters."""
    shown: Positions
    """The entries with a row: of the recordings of a transmission that pass, only one."""
    cursor: int = 0
    """A position of the chronology."""
    filters: Filters = EVERYTHING
    clock: Clock = Clock.HAPPENED
    search: Matches | None = None
    """The search and its matches so far."""
    kept: Matches | None = None
    """The matches of the words that the filters ask for."""
    mark: str = ""
    """The id of the entry to count from; "" without a mark."""
    pair: str = ""
    """The id of the entry that begins a pair of one moment; "" while no pair is begun."""
    hits: Positions | None = None
    """The matches of the search among the entries that pass the filters."""
    times: TimeColumn = TimeColumn.CLOCK
    """The times beside the entries."""
    notes: Notes = NO_NOTES
    """The notes of the reviewers: opinions beside the record, and no part of any state."""
    changed: frozenset[str] = frozenset()
    """Ids of entries that are new or different since the record was read before."""
    faults: tuple[Problem, ...] = ()
    """Why the file on the disk cannot be read, while the record is shown as it was."""
    following: Following = Following.OFF
    """Whether the cursor keeps to the newest entry as entries arrive."""
    every_recording: bool = False
    """Whether each recording of a transmission has a row."""

    @property
    def entry_id(self) -> str:
        """The id of the entry under the cursor; "" when nothing is shown."""
        return self.chronology.entries[self.cursor].id if self.shown else ""

    @property
    def placement(self) -> Placement | None:
        """Where the entry of the cursor is placed, also while the filters hide the entry."""
        entries = self.chronology.entries
        return self.chronology.placements[self.cursor] if entries else None

    @property
    def has_hidden_cursor(self) -> bool:
        """Whether the filters hide the entry of the cursor, whose moment the panes still show."""
        return bool(self.chronology.entries) and self.cursor not in self.passing

    @property
    def as_of(self) -> int | None:
        """The moment of every pane, milliseconds since 1970, UTC; None is the end of the record."""
        moments = self.chronology.as_of
        return moments[self.cursor] if self.cursor < len(moments) else None

    @property
    def hidden(self) -> int:
        """How many entries the filters hide."""
        return len(self.chronology.entries) - len(self.passing)

    @property
    def folded(self) -> int:
        """How many entries are named by the row of another recording, and have no row."""
        return len(self.passing) - len(self.shown)

    @property
    def cursor_rank(self) -> int:
        """The rank of the cursor among the entries that pass, from 1; 0 if no entry passes."""
        return self.passing.rank(self.cursor) + 1 if self.passing else 0

    @property
    def to_search(self) -> Matches | None:
        """A search with chunks left to search."""
        searches = (one for one in (self.search, self.kept) if one and not one.complete)
        return next(searches, None)

    @cached_property
    def lens(self) -> Lens:
        """The lens as of the cursor, on the clock of the review."""
        return Lens(self.chronology, self.as_of, self.clock)

    @cached_property
    def told_notes(self) -> Notes:
        """The notes that are shown as of the cursor."""
        return told_set(self.lens, self.notes)

    def is_of_same_chronology(self, other: "Review") -> bool:
        """Whether another review looks at the same record, read as far."""
        return self.chronology is other.chronology


def review_of(chronology: Chronology, filters: Filters = EVERYTHING) -> Review:
    """A new review, its cursor on the first entry that passes the filters."""
    passing = shown_positions(chronology, filters)
    shown = chronology.recordings.once(passing)
    return Review(chronology, passing, shown, shown[0] if shown else 0, filters)


def at_position(review: Review, position: int) -> Review:
    """The review with the cursor at an entry, also one that the filters hide."""
    if position in review.passing:
        return _to_passing(review, position)
    return _to_shown(review, position)


def as_a_whole(review: Review) -> Review:
    """The review as of the end of the record; on the clock of the known, as of its cursor.

    A reader on the clock of the known has asked not to be told what came to be known later.
    """
    if review.clock is Clock.KNOWN:
        return review
    return msgspec.structs.replace(review, cursor=len(review.chronology.entries))


def same_states(one: Review, other: Review) -> bool:
    """Whether every subject has the same state in both: no state turns between the two moments."""
    if one.chronology is not other.chronology or one.clock is not other.clock:
        return False
    if one.as_of is None or other.as_of is None:
        return one.as_of is other.as_of
    here, there, turn = one.as_of, other.as_of, one.chronology.next_change
    return all(turn(here, clock) == turn(there, clock) for clock in Clock)


def step(review: Review, intent: intents.Intent) -> Review:
    """The review after an intent; the same object where nothing changes."""
    if isinstance(intent, intents.FollowNewest):
        return toggled(review)
    after = _stepped(review, intent)
    return after if after.following is Following.OFF else followed(after, intent)


def _stepped(review: Review, intent: intents.Intent) -> Review:
    """The review after an intent, as if it followed nothing."""
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
        case intents.MoveSame(by):
            return _moved_same(review, by)
        case intents.First():
            return _at(review, 0)
        case intents.Last():
            return _at(review, -1)
        case intents.GoTo(entry):
            position = review.chronology.positions.get(entry)
            return review if position is None else _to(review, position)
        case intents.ReturnTo(entry):
            position = review.chronology.positions.get(entry)
            if position is None:
                return review
            return _back_to(review, position)
        case intents.Resume(wanted, clock, times):
            return _filtered(msgspec.structs.replace(review, clock=clock, times=times), wanted)
        case intents.GoToPosition(position):
            return _to(review, position)
        case intents.GoToMoment(moment):
            return _near(review, review.chronology.at_or_before(moment))
        case intents.SetMark():
            here = review.entry_id
            return msgspec.structs.replace(review, mark="" if review.mark == here else here)
        case intents.BeginPair(entry):
            return msgspec.structs.replace(review, pair=entry)
        case intents.UndoFilter() if review.pair:
            return msgspec.structs.replace(review, pair="")
        case intents.EveryRecording():
            return _with_every_recording(review)
        case intents.NextTimes():
            return msgspec.structs.replace(review, times=review.times.next)
        case intents.SwitchClock():
            switched = msgspec.structs.replace(review, clock=review.clock.other)
            return _matched_anew(switched)
        case intents.Find(query):
            return _searching(review, query)
        case intents.UndoFilter() if review.search:
            return _searching(review, None)
        case intents.ClearFilters():
            return _filtered(_searching(review, None), EVERYTHING)
        case intents.TakeFound(query, found, fault):
            return _with_matches(review, _matches(review, query, found, fault))
        case intents.SeekHit(entry):
            return _sought(review, entry)
        case intents.TakeCalls(chronology):
            return _with_calls(review, chronology)
        case intents.TakeNotes(notes):
            return _with_notes(review, notes)
        case intents.TakeRecord(chronology):
            return _with_record(review, chronology)
        case intents.TakeFaults(faults):
            return msgspec.structs.replace(review, faults=faults)
    filters = _wanted_filters(review, intent)
    return review if filters is None else _filtered(review, filters)


def _wanted_filters(review: Review, intent: intents.Intent) -> Filters | None:
    """The filters after an intent; None for an intent that leaves them alone."""
    filters = review.filters
    match intent:
        case intents.UseFilters(wanted):
            return wanted.with_marks(_marked_entries(review))
        case intents.MarkedOnly():
            return filters.toggling_marks(_marked_entries(review))
        case intents.ToggleAgency(agency):
            return filters.toggled(agency, agency_choices(review.chronology))
        case intents.OnlyAgency(agency):
            return filters.of_agencies(frozenset({agency}))
        case intents.OnlyThisAgency():
            if not review.shown:
                return None
            # A withheld entry has no agencies yet: a filter by them would name them.
            agencies = review.lens.agencies_of(review.cursor)
            return filters.of_agencies(frozenset(agencies)) if agencies else None
        case intents.ShowAgencies(agencies):
            return filters.showing(agencies)
        case intents.OnlyUnit(unit):
            return filters.of_units(frozenset({unit}))
        case intents.ShowUnits(units):
            return filters.naming(units)
        case intents.OnlySource(source):
            return filters.of_sources(frozenset({source}))
        case intents.RadioOnly():
            return filters.of_kinds(frozenset({RADIO}))
        case intents.KeepMatches():
            return filters.of_words(review.search.query if review.search else None)
        case intents.UndoFilter():
            return filters.peeled()
        case intents.DropFilter(name):
            return filters.without(name)
    return None


def _marked_entries(review: Review) -> frozenset[str]:
    """The ids of the entries with a bookmark or a note."""
    return frozenset(review.chronology.entries[one].id for one in _noted(review, review.notes))


def _noted(review: Review, notes: "Iterable[Note]") -> Iterator[int]:
    """The positions of entries with notes that are told with the cursor on the entry."""
    positions = review.chronology.positions
    for note in notes:
        for position in (positions[one] for one in note.on if one in positions):
            lens = _to_shown(review, position).lens
            if lens.in_hindsight or is_note_told(lens, note, review.notes):
                yield position


# Moves.


def _moved(review: Review, by: int) -> Review:
    """The cursor moved by a number of shown entries, as far as the first or the last."""
    if not by or not review.shown:
        return review
    here = review.shown.rank(review.cursor)
    on_it = review.cursor in review.shown
    there = here + by - (1 if by > 0 and not on_it else 0)
    return _to_shown(review, review.shown[min(max(there, 0), len(review.shown) - 1)])


def _moved_within(review: Review, wanted: Positions, by: int) -> Review:
    """The cursor moved by a number of `wanted` entries that are shown, as far as the last."""
    cursor = review.cursor
    for _ in range(abs(by)):
        following = wanted.next_shared(review.shown, cursor, back=by < 0)
        cursor = cursor if following is None else following
    return _to_shown(review, cursor)


def _moved_same(review: Review, by: int) -> Review:
    """The cursor moved by a number of shown entries of its unit or agency, as far as the last."""
    speaker = review.lens.speaker(review.cursor) if review.shown else ""
    cursor = review.cursor
    for _ in range(abs(by) if speaker else 0):
        following = _of_speaker(review, speaker, cursor, back=by < 0)
        cursor = cursor if following is None else following
    return _to_shown(review, cursor)


def _of_speaker(review: Review, speaker: str, position: int, back: bool) -> int | None:
    """The next shown entry of a unit or agency that is told with the cursor on it."""
    chronology, shown = review.chronology, review.shown
    here: int | None = position
    while here is not None:
        there = chronology.next_of_speaker(speaker, here, back)
        if there is None or (there in shown and _is_told_there(review, there)):
            return there
        here = there
        if there not in shown:  # go on from the shown entry beside it
            beside = shown.before(there) if back else shown.after(there)
            here = None if beside is None else beside + (1 if back else -1)
    return None


def _is_told_there(review: Review, position: int) -> bool:
    """Whether an entry is told with the cursor on it."""
    return _to_shown(review, position).lens.tells(position)


def _moved_round(review: Review, positions: Positions, by: int) -> Review:
    """The cursor at the next or previous position; past an end, at the opposite end."""
    if by > 0:
        following = positions.after(review.cursor)
        return _to_passing(review, positions[0] if following is None else following)
    preceding = positions.before(review.cursor)
    return _to_passing(review, positions[-1] if preceding is None else preceding)


def _sought(review: Review, identifier: str) -> Review:
    """The cursor at the first hit from an entry on, or else at the first hit."""
    position = review.chronology.positions.get(identifier, 0)
    if not review.hits:
        return _near(review, position)
    following = position if position in review.hits else review.hits.after(position)
    return _to_passing(review, review.hits[0] if following is None else following)


def _moved_minutes(review: Review, by: int) -> Review:
    """The cursor at the nearest shown entry at a distance of at least `by` minutes."""
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
    """The cursor at the next, or (negative `by`) the previous, entry with a changed state.

    Unplaced entries show the end of the record, so the first unplaced entry counts as a change.
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
    """The rank of the first shown entry as of a moment or later."""
    return review.shown.rank(bisect_left(review.chronology.as_of, moment))


def _at(review: Review, number: int) -> Review:
    """The cursor at the shown entry with a rank, from 0; negative from the end."""
    return _to_shown(review, review.shown[number]) if review.shown else review


def _to_shown(review: Review, position: int) -> Review:
    if position == review.cursor:
        return review
    return msgspec.structs.replace(review, cursor=position)


def _to(review: Review, position: int) -> Review:
    """The cursor at a position; filters that hide the entry are cleared."""
    if not 0 <= position < len(review.chronology.entries):
        return review
    if position not in review.passing:
        review = _filtered(review, EVERYTHING)
    return _to_passing(review, position)


def _to_passing(review: Review, position: int) -> Review:
    """The cursor at an entry that passes; a recording without a row takes that of the other."""
    if position not in review.shown:
        shown = review.chronology.recordings.shown_by(review.shown, position)
        review = msgspec.structs.replace(review, shown=shown)
    return _to_shown(review, position)


def _back_to(review: Review, position: int) -> Review:
    """The cursor at a position; where the filters hide the entry, near it."""
    if review.shown and position not in review.passing:
        return _near(review, position)
    return at_position(review, position)


def _near(review: Review, position: int) -> Review:
    """The cursor at the last shown entry up to a position, or else at the next shown entry."""
    return _at(review, max(review.shown.rank(position + 1) - 1, 0))


# Filters, searches, and calls that arrive.


def _filtered(review: Review, filters: Filters) -> Review:
    """The review with new filters, the cursor as near as possible to its old position."""
    if filters == review.filters:
        return review
    kept = None if filters.words is None else _matches_so_far(review, filters.words)
    review = msgspec.structs.replace(review, filters=filters, kept=kept)
    return _near(_shown_anew(review), review.cursor)


def _with_every_recording(review: Review) -> Review:
    """The review with a row for each recording, or again for each transmission."""
    if not review.chronology.recordings.groups:
        return review
    every = not review.every_recording
    return _shown_anew(msgspec.structs.replace(review, every_recording=every))


def _matches_so_far(review: Review, query: Query) -> Matches:
    """The matches of a query, as far as the review has searched for the query."""
    for matches in (review.kept, review.search):
        if matches and matches.query == query:
            return matches
    return no_matches(review.chronology, query)


def _shown_anew(review: Review) -> Review:
    """The review with shown entries and hits computed again."""
    passing = shown_positions(review.chronology, review.filters, review.kept)
    every = review.every_recording
    shown = passing if every else review.chronology.recordings.once(passing, review.cursor)
    if (passing, shown) != (review.passing, review.shown):
        review = msgspec.structs.replace(review, passing=passing, shown=shown)
    return _with_search(review, review.search)


def _with_search(review: Review, search: Matches | None) -> Review:
    """The review with the matches of a search, and with the hits among the entries that pass."""
    hits = search.positions & review.passing if search else None
    return msgspec.structs.replace(review, search=search, hits=hits)


def _searching(review: Review, query: Query | None) -> Review:
    """The review with a new search, or without a search."""
    if query == (review.search.query if review.search else None):
        return review
    return _with_search(review, _matches_so_far(review, query) if query else None)


def _with_matches(review: Review, matches: Matches) -> Review:
    """The review with more matches of its search, and of the words that its filters ask for."""
    search = review.search
    if search and search.query == matches.query:
        search = matches
    if review.kept and review.kept.query == matches.query:
        changed = msgspec.structs.replace(review, search=search, kept=matches)
        return _near(_shown_anew(changed), review.cursor)
    return review if search is review.search else _with_search(review, search)


def _with_calls(review: Review, chronology: Chronology) -> Review:
    """The review on a chronology with more calls, the cursor on the same entry."""
    before, cursor = review.chronology, 0
    if before.entries:
        row = Row(before.order.rows[review.cursor])
        cursor = chronology.position_of(row) or 0
    review = msgspec.structs.replace(review, chronology=chronology, cursor=cursor)
    return _near(_shown_anew(_matched_anew(review)), cursor)


def _with_notes(review: Review, notes: Notes) -> Review:
    """The review with other notes, of which its search and its filters take account."""
    marked = review.filters.marked
    if notes == review.notes and (marked is None or marked == _marked_entries(review)):
        return review
    return _matched_anew(msgspec.structs.replace(review, notes=notes))


def _with_record(review: Review, chronology: Chronology) -> Review:
    """The review on the record as it is now: cursor, filters, clock and search stay.

    If the entry under the cursor is gone, the cursor goes to the last entry up to its moment.
    """
    before = review.chronology
    here = before.entries[review.cursor].id if before.entries else ""
    position = chronology.positions.get(here)
    if position is None and review.as_of is not None:
        position = chronology.at_or_before(review.as_of)
    last = max(len(chronology.entries) - 1, 0)
    queries = (one and no_matches(chronology, one.query) for one in (review.search, review.kept))
    search, kept = queries
    review = msgspec.structs.replace(
        review,
        chronology=chronology,
        cursor=min(review.cursor if position is None else position, last),
        search=search,
        kept=kept,
        mark=review.mark if review.mark in chronology.positions else "",
        pair=review.pair if review.pair in chronology.positions else "",
        changed=_changed(before, chronology),
        faults=(),
    )
    review = _shown_anew(_marked_anew(review))
    return review if review.cursor in review.shown else _near(review, review.cursor)


def _changed(before: Chronology, after: Chronology) -> frozenset[str]:
    """The ids of entries of the head that are new, or differ from those of the same id."""
    old = {entry.id: entry for entry in before.record.timeline}
    return frozenset(entry.id for entry in after.record.timeline if old.get(entry.id) != entry)


def _matched_anew(review: Review) -> Review:
    """The review with its matches and marks computed again: for other calls, notes or clock."""
    if review.search is None and review.kept is None and review.filters.marked is None:
        return review
    search, kept = (
        one and _matches(review, one.query, one.found, one.fault)
        for one in (review.search, review.kept)
    )
    review = msgspec.structs.replace(review, search=search, kept=kept)
    return _near(_shown_anew(_marked_anew(review)), review.cursor)


def _marked_anew(review: Review) -> Review:
    """The review with the entries that are marked now, if only marked entries are shown."""
    if review.filters.marked is None:
        return review
    filters = review.filters.with_marks(_marked_entries(review))
    return msgspec.structs.replace(review, filters=filters)


def _matches(review: Review, query: Query, found: tuple[bytes | None, ...], fault: str) -> Matches:
    """The matches of a search among entries and their notes.

    Entries that are withheld with the cursor on them, too, are no matches.
    """
    matches = matches_by_position(review.chronology, query, found, fault)
    found_notes = [note for note in review.notes if is_found(query, visible(note.text))]
    if noted := [*_noted(review, found_notes)]:
        positions = Positions.of([*matches.positions, *noted], matches.positions.size)
        matches = msgspec.structs.replace(matches, positions=positions)
    if review.clock is Clock.HAPPENED:
        return matches
    late = matches.positions & review.chronology.perhaps_late
    withheld = [position for position in late if not _is_told_there(review, position)]
    told = matches.positions.without(withheld)
    return msgspec.structs.replace(matches, positions=told)
