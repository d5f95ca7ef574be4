"""Where a status or a claim leads: to the entry on the same place of a source, or to its time."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from incident_tui.chronology.histories import Clock, Subject
from incident_tui.placing.placement import Placement
from incident_tui.record.calls.entry_parts import party_of
from incident_tui.record.model import Cite, Entry
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_ENTRY, TO_MOMENT, to_source
from incident_tui.review.told import ToldChange, ToldClaim, ToldConflict

_MOST_CALLS = 64
"""The maximum number of bulk calls to look through: they have no index by place."""


def change_link(lens: Lens, subject: Subject, change: ToldChange) -> str:
    """Where a status leads: to an entry, or else to its time, or else to its source."""
    if identifier := change.entry or _entry_of_change(lens, subject, change):
        return TO_ENTRY + identifier
    times = (change.placement, change.known)
    link = _moment_link(times if lens.clock is Clock.HAPPENED else reversed(times))
    return link or source_link(change.cite)


def claim_link(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> str:
    """Where a claim leads: to an entry, or else to its time, or else to its source."""
    if claim.value is None:
        return ""
    if identifier := _entry_of_claim(lens, conflict, claim):
        return TO_ENTRY + identifier
    link = _moment_link([_known(lens, conflict, claim)]) if claim.known else ""
    return link or source_link(claim.cite)


def source_link(cites: Iterable[Cite]) -> str:
    """The link to the first cited place; "" without a citation."""
    return next((to_source(cite.source, cite.at) for cite in cites), "")


def _moment_link(times: Iterable[Placement]) -> str:
    """The link to the end of the first placed time: by then the fact is certain."""
    for time in times:
        moment = time.earliest if time.latest is None else time.latest
        if moment is not None:
            return f"{TO_MOMENT}{moment}"
    return ""


def _entry_of_change(lens: Lens, subject: Subject, change: ToldChange) -> str:
    """The entry that cites the place of a status, at the time of the status; "" if in doubt.

    A page of a log is the place of many entries: the time, then the subject, tell them apart.
    """
    times = change.placement, change.known
    found = _entries_citing(lens, change.cite, times)
    fitting = [entry for entry in found if _fits(_placement(lens, entry), *times)]
    exact = [entry for entry in fitting if _is_at(_placement(lens, entry), times)]
    both = [entry for entry in exact if _concerns(lens, entry, subject)]
    if both:
        return both[0].id
    concerning = [entry for entry in fitting if _concerns(lens, entry, subject)]
    alone = (entries[0].id for entries in (exact, concerning, fitting) if len(entries) == 1)
    return next(alone, "")


def _entry_of_claim(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> str:
    """The entry that cites the place of a claim: an affected entry, or an entry of the same voice.

    An entry that names no voice fits a claim of any voice, if no second entry does.
    """
    same_voice = lens.entries_with(conflict, claim)
    affected = {*conflict.affects}
    for identifier in same_voice[:1]:
        if identifier in affected:
            return identifier
    positions = lens.chronology.positions
    for identifier in conflict.affects:
        position = positions.get(identifier)
        if position is not None and _cites(lens.chronology.entries[position], claim.cite):
            return identifier
    if same_voice:
        return same_voice[0]
    found = _entries_citing(lens, claim.cite, [_known(lens, conflict, claim)])
    unnamed = [entry.id for entry in found if not any(cite.by for cite in entry.cite)]
    return unnamed[0] if len(unnamed) == 1 else ""


def _known(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> Placement:
    """When a claim was known."""
    number = [one.letter for one in conflict.claims].index(claim.letter)
    return lens.chronology.claims_known[conflict.id][number]


def _entries_citing(lens: Lens, cites: Iterable[Cite], times: Iterable[Placement]) -> list[Entry]:
    """The entries that cite one of the places; of bulk calls those within one of the times."""
    places = {(cite.source, cite.at): cite for cite in cites if cite.at}
    by_place = lens.chronology.index.entries_by_place
    head = chain.from_iterable(by_place.get(place, ()) for place in places)
    if not (places and len(lens.chronology.reading.calls)):
        return [*_each_once(head)]
    calls = (entry for time in times for entry in _calls_within(lens, time))
    return [*_each_once(chain(head, (one for one in calls if _cites(one, places.values()))))]


def _each_once(entries: Iterable[Entry]) -> Iterator[Entry]:
    yield from {entry.id: entry for entry in entries}.values()


def _calls_within(lens: Lens, time: Placement) -> Iterator[Entry]:
    """The bulk calls within a time; none if the time is open or holds too many entries."""
    if time.earliest is None or time.latest is None:
        return
    bests = lens.chronology.bests
    first, last = bisect_left(bests, time.earliest), bisect_right(bests, time.latest)
    if last - first <= _MOST_CALLS:
        for position in range(first, last):
            if lens.is_bulk_call(position):
                yield lens.chronology.entries[position]


def _cites(entry: Entry, cites: Iterable[Cite]) -> bool:
    """Whether an entry cites one of the places."""
    places = {(cite.source, cite.at) for cite in cites if cite.at}
    return any((cite.source, cite.at) in places for cite in entry.cite)


def _placement(lens: Lens, entry: Entry) -> Placement:
    return lens.chronology.placements[lens.chronology.positions[entry.id]]


def _is_at(time: Placement, times: Iterable[Placement]) -> bool:
    """Whether a time has the bounds of one of the times."""
    bounds = time.earliest, time.latest
    return None not in bounds and any(bounds == (one.earliest, one.latest) for one in times)


def _fits(time: Placement, happened: Placement, known: Placement) -> bool:
    """Whether a time may be the time of a change, or the time at which the change was known."""
    closed = known.earliest is not None and known.latest is not None
    return _overlap(time, happened) or (closed and _overlap(time, known))


def _overlap(one: Placement, other: Placement) -> bool:
    """Whether two times may be one; an open bound excludes nothing."""
    return not (_is_before(one, other) or _is_before(other, one))


def _is_before(one: Placement, other: Placement) -> bool:
    return one.latest is not None and other.earliest is not None and one.latest < other.earliest


def _concerns(lens: Lens, entry: Entry, subject: Subject) -> bool:
    """Whether an entry names the subject, or the person of a casualty."""
    if any(getattr(effect, subject.kind, "") == subject.id for effect in entry.effects):
        return True
    if subject.kind == "casualty":
        casualty = lens.chronology.index.casualties.get(subject.id)
        return casualty is not None and casualty.person in entry.people and casualty.person != ""
    party = party_of(entry)
    if subject.kind == "unit":
        return subject.id == party.speaker or subject.id in party.units
    return subject.kind == "agency" and subject.id in lens.chronology.agencies_of(entry)
