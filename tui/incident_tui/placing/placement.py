"""The placement of a record's times: from written forms to earliest, latest and best.

The time of each entry is read by the record's clocks (`zone`), then narrowed by the order known
between entries (`network`).
"""

from collections.abc import Iterable, Sequence

import msgspec

from incident_tui.placing.aligning import Shift, Shifts, shift_of
from incident_tui.placing.network import (
    FAR,
    Network,
    Order,
    anchors_first,
    connected,
    followers,
    in_order,
    ranked,
    without_circles,
)
from incident_tui.placing.zone import Zone, grain_of
from incident_tui.record.model import Cite, Entry, Record
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    SECOND,
    Bounds,
    Duration,
    Moment,
    Precision,
    Qualifier,
    Relative,
    Span,
    TimeValue,
)

_LEFT_UNPLACED = "; it is left unplaced"


class Placement(msgspec.Struct, frozen=True):
    """A time as far as known: instants in milliseconds since 1970, UTC; None for an open end."""

    earliest: int | None = None
    latest: int | None = None
    best: int | None = None
    """The moment to stand at in a timeline; None unless both ends are known."""
    qualifier: Qualifier = ""
    grain: int = MINUTE
    """How fine `best` is."""
    end: int | None = None
    """The last moment of an entry with a duration."""
    shift: int = 0
    """The lead of the source's clock, if corrected; milliseconds."""
    after: str = ""
    """The id of the entry that gives `earliest`; "" for the time's own bound."""
    before: str = ""
    """The id of the entry that gives `latest`; "" for the time's own bound."""

    @property
    def as_of(self) -> int | None:
        """The moment to fold states at: the end of the grain of `best`, at most `latest`."""
        if self.best is None or self.latest is None:
            return None
        return min(self.best + self.grain - 1, self.latest)

    def aligned(self, shift: Shift | None) -> "Placement":
        """The placement in true time, given the lead of the clock."""
        if shift is None or (self.earliest is None and self.latest is None):
            return self
        return msgspec.structs.replace(
            self,
            earliest=None if self.earliest is None else self.earliest - shift.most,
            latest=None if self.latest is None else self.latest - shift.least,
            best=None if self.best is None else self.best - shift.middle,
            end=None if self.end is None else self.end - shift.middle,
            shift=shift.middle,
            qualifier=_doubted(self.qualifier, self.grain, shift),
        )

    def later(self, by: int) -> "Placement":
        """The placement `by` milliseconds later."""
        if not by:
            return self
        ends = (self.earliest, self.latest, self.best, self.end)
        earliest, latest, best, end = (None if one is None else one + by for one in ends)
        return msgspec.structs.replace(self, earliest=earliest, latest=latest, best=best, end=end)


class TimeFault(msgspec.Struct, frozen=True):
    """A time that is impossible as written."""

    value: TimeValue
    message: str

    @property
    def reason(self) -> str:
        """The message without the consequence for an entry of a record, which stays unplaced."""
        return self.message.removesuffix(_LEFT_UNPLACED)


class _Own(msgspec.Struct):
    """The bounds of a time by itself, before the order of entries narrows them."""

    earliest: int = -FAR
    latest: int = FAR
    best: int | None = None
    qualifier: Qualifier = ""
    grain: int = MINUTE
    end: int | None = None
    shift: int = 0


class Placements(msgspec.Struct, frozen=True):
    """Every entry of a timeline, placed."""

    zone: Zone
    entries: tuple[Entry, ...]
    """The entries, in the record's order."""
    placed: tuple[Placement, ...]
    """The placements of `entries`, by the same index."""
    sequence: tuple[int, ...]
    """Places in the record, in time order; entries without a best moment come last."""
    follows: dict[int, set[int]]
    """By place in the record: the places known to come after."""
    faults: tuple[TimeFault, ...]
    shifts: Shifts
    _index: dict[str, int] = {}

    def place(
        self, value: TimeValue, cites: Iterable[Cite] = ()
    ) -> tuple[Placement, list[TimeFault]]:
        """Place a time of no entry, for example of a casualty's status."""
        faults: list[TimeFault] = []
        own = _own(value, self.zone, faults)
        _align(own, shift_of((cite.source for cite in cites), self.shifts))
        earliest, latest, best = own.earliest, own.latest, own.best
        anchor, least, most = None, 0, 0
        if isinstance(value.at, Relative) and (anchor := self.of(value.at.anchor)):
            least, most, middle = offset_bounds(value, self.zone)
            earliest = -FAR if anchor.earliest is None else anchor.earliest + least
            latest = FAR if anchor.latest is None else anchor.latest + most
            best = None if anchor.best is None else anchor.best + middle
            own.qualifier = joined(own.qualifier, anchor.qualifier)
            own.grain = anchor.grain
        low, after = self._not_before(value.after, earliest)
        high, before = self._not_after(value.before, latest)
        if anchor and least == most == 0:  # the bounds of the anchor are those of its own order
            after = after or (anchor.after if low == earliest else "")
            before = before or (anchor.before if high == latest else "")
        if low > high:
            message = "its `after` and `before` leave no time for it; left out"
            faults.append(TimeFault(value, message))
            low, high, after, before = earliest, latest, "", ""
        # A known best moment stays, also beside an open end, unlike the moment of an entry.
        best = _settled(None, low, high) if best is None else min(max(best, low), high)
        return _placement(low, high, best, own, after, before), faults

    def _not_before(self, identifiers: Iterable[str], earliest: int) -> tuple[int, str]:
        """The latest start among entries that come before, and the id of the entry it is from."""
        source = ""
        for identifier in identifiers:
            placed = self.of(identifier)
            if placed and placed.earliest is not None and placed.earliest > earliest:
                earliest, source = placed.earliest, placed.after or identifier
        return earliest, source

    def _not_after(self, identifiers: Iterable[str], latest: int) -> tuple[int, str]:
        """The earliest end among entries that come after, and the id of the entry it is from."""
        source = ""
        for identifier in identifiers:
            placed = self.of(identifier)
            if placed and placed.latest is not None and placed.latest < latest:
                latest, source = placed.latest, placed.before or identifier
        return latest, source

    def of(self, identifier: str) -> Placement | None:
        """The placement of the entry with an id; None for any other id."""
        number = self._index.get(identifier)
        return None if number is None else self.placed[number]


def place(record: Record, calls: Sequence[Entry] = (), shifts: Shifts | None = None) -> Placements:
    """Place every entry of a record's timeline, and the calls whose times depend on entries.

    Args:
        calls: entries of bulk calls with order constraints.
        shifts: clocks of sources to correct.
    """
    shifts = shifts or {}
    zone, entries = Zone(record), (*record.timeline, *calls)
    index = {entry.id: number for number, entry in enumerate(entries)}
    faults: list[TimeFault] = []
    own = [_own(entry.time, zone, faults) for entry in entries]
    for entry, time in zip(entries, own, strict=True) if shifts else ():
        _align(time, shift_of((cite.source for cite in entry.cite), shifts))
    orders = _orders(entries, index, zone, faults)
    network = Network((time.earliest for time in own), (time.latest for time in own))
    kept = _narrow(entries, network, _report_circles(entries, orders, faults), faults)
    timed = anchors_first(kept)
    for number, anchor in timed:
        own[number].qualifier = joined(own[number].qualifier, own[anchor].qualifier)
        own[number].grain = own[anchor].grain
    best = _best(entries, own, network, timed, kept, zone)
    placed = tuple(_narrowed(entries, network, best, own, number) for number in range(len(own)))
    sequence, follows = _sequence(placed, kept), followers(kept)
    return Placements(zone, entries, placed, sequence, follows, tuple(faults), shifts, index)


def _narrow(
    entries: Sequence[Entry], network: Network, orders: Iterable[Order], faults: list[TimeFault]
) -> list[Order]:
    """Narrow a network by orders; returns the orders that fit."""
    kept: list[Order] = []
    for group in connected(orders):
        if network.add(group):
            kept += group
        else:
            kept += _added_one_by_one(entries, network, group, faults)
    return kept


def _narrowed(
    entries: Sequence[Entry],
    network: Network,
    best: Sequence[int | None],
    own: Sequence[_Own],
    number: int,
) -> Placement:
    """The placement of an entry, by its place in the record, with the bounds of a network."""
    return _placement(
        network.earliest[number],
        network.latest[number],
        best[number],
        own[number],
        _other(entries, network.sources[0], number),
        _other(entries, network.sources[1], number),
    )


def _align(own: _Own, shift: Shift | None) -> None:
    """Correct a time by the clock of its source; open ends stay open."""
    if shift is None or (own.earliest <= -FAR and own.latest >= FAR):
        return
    own.earliest -= shift.most if own.earliest > -FAR else 0
    own.latest -= shift.least if own.latest < FAR else 0
    own.best = None if own.best is None else own.best - shift.middle
    own.end = None if own.end is None else own.end - shift.middle
    own.shift = shift.middle
    own.qualifier = _doubted(own.qualifier, own.grain, shift)


def _doubted(qualifier: Qualifier, grain: int, shift: Shift) -> Qualifier:
    """The qualifier of a corrected time: approximate, unless the lead is known in whole grains."""
    is_whole = shift.least == shift.most and not shift.middle % grain
    return qualifier if is_whole else joined(qualifier, "~")


def place_alone(value: TimeValue, zone: Zone, faults: list[TimeFault]) -> Placement:
    """Place a time without order constraints; faults are added to `faults`."""
    own = _own(value, zone, faults)
    best = _settled(own.best, own.earliest, own.latest)
    return _placement(own.earliest, own.latest, best, own, "", "")


def _other(entries: Sequence[Entry], sources: Sequence[int], number: int) -> str:
    """The id of the entry that gives a bound; "" for the entry itself."""
    return entries[sources[number]].id if sources[number] != number else ""


def _own(value: TimeValue, zone: Zone, faults: list[TimeFault]) -> _Own:
    """The bounds of a time by itself; an impossible time is reported and left open."""
    form = value.at
    try:
        if isinstance(form, Moment):
            return _own_moment(value, form, zone, faults)
        if isinstance(form, Bounds):
            return _own_bounds(value, form, zone, faults)
        if isinstance(form, Span):
            return _own_span(value, form, zone, faults)
    except OverflowError as error:
        said = str(error)
        known = said if said.startswith("no date") else "this time is outside the calendar"
        faults.append(TimeFault(value, f"{known}{_LEFT_UNPLACED}"))
        return _Own()
    return _Own(qualifier=form.offset.qualifier) if isinstance(form, Relative) else _Own()


def _moment(
    value: TimeValue, moment: Moment, zone: Zone, faults: list[TimeFault]
) -> tuple[int, int, int]:
    """Earliest and latest of a moment with tolerance, and the moment as written."""
    tolerance = zone.tolerance(value, moment)
    earliest, latest, note = zone.bounds(moment, tolerance)
    if note:
        faults.append(TimeFault(value, note))
    return earliest, latest, earliest + tolerance


def _own_moment(value: TimeValue, form: Moment, zone: Zone, faults: list[TimeFault]) -> _Own:
    earliest, latest, written = _moment(value, form, zone, faults)
    best = written if form.precision > Precision.DAY else None
    grain = grain_of(form.precision)
    end = None
    if value.duration is not None and best is not None:
        end = latest + max(value.duration.most, 0)
    return _Own(earliest, latest, best, form.qualifier, grain, end)


def _own_bounds(value: TimeValue, form: Bounds, zone: Zone, faults: list[TimeFault]) -> _Own:
    own = _Own()
    if form.lower:
        own.earliest = _moment(value, form.lower, zone, faults)[0]
        own.qualifier = form.lower.qualifier
    if form.upper:
        own.latest = _moment(value, form.upper, zone, faults)[1]
        own.qualifier = joined(own.qualifier, form.upper.qualifier)
    if own.earliest > own.latest:
        faults.append(TimeFault(value, f"these bounds end before they begin{_LEFT_UNPLACED}"))
        return _Own()
    return own


def _own_span(value: TimeValue, form: Span, zone: Zone, faults: list[TimeFault]) -> _Own:
    earliest, latest, written = _moment(value, form.start, zone, faults)
    end = _moment(value, form.end, zone, faults)[1]
    if end < earliest:
        message = "this ends before it begins; write the day with a time past midnight"
        faults.append(TimeFault(value, message))
        end = latest
    grain = grain_of(form.start.precision)
    best = written if form.start.precision > Precision.DAY else None
    qualifier = joined(form.start.qualifier, form.end.qualifier)
    return _Own(earliest, min(latest, end), best, qualifier, grain, end)


def offset_bounds(value: TimeValue, zone: Zone) -> tuple[int, int, int]:
    """Least, most and middle of a relative time's offset, with tolerance; milliseconds."""
    assert isinstance(value.at, Relative)
    offset = value.at.offset
    tolerance = 0
    if offset.qualifier:
        said = zone.said(value)
        tolerance = _smallest_unit(offset) if said is None else said
    return offset.least - tolerance, offset.most + tolerance, (offset.least + offset.most) // 2


def _smallest_unit(offset: Duration) -> int:
    if not offset.least and not offset.most:
        return MINUTE
    units = (DAY, HOUR, MINUTE, SECOND)
    return next((unit for unit in units if not offset.least % unit and not offset.most % unit), 1)


def joined(one: Qualifier, other: Qualifier) -> Qualifier:
    """The qualifier of a time that depends on two times."""
    if not one or not other or one == other:
        return one or other
    return "%"


def _orders(
    entries: Sequence[Entry], index: dict[str, int], zone: Zone, faults: list[TimeFault]
) -> list[Order]:
    """The known orders of entries; references to no entry are reported by the reader."""
    orders = []
    for number, entry in enumerate(entries):
        value = entry.time
        for identifier in value.after:
            if (other := index.get(identifier)) is not None:
                orders.append(Order(other, number, 0, number))
        for identifier in value.before:
            if (other := index.get(identifier)) is not None:
                orders.append(Order(number, other, 0, number))
        if isinstance(value.at, Relative) and (anchor := index.get(value.at.anchor)) is not None:
            if anchor == number:
                faults.append(TimeFault(value, f"`{entry.id}` is timed by itself{_LEFT_UNPLACED}"))
                continue
            least, most, _ = offset_bounds(value, zone)
            orders.append(Order(anchor, number, least, number, least > 0, True))
            orders.append(Order(number, anchor, -most, number, most < 0, True))
    return orders


def _added_one_by_one(
    entries: Sequence[Entry], network: Network, orders: Iterable[Order], faults: list[TimeFault]
) -> list[Order]:
    """Add orders entry by entry; leave out and report orders that do not fit."""
    kept: list[Order] = []
    by_owner: dict[int, list[Order]] = {}
    for order in orders:
        by_owner.setdefault(order.owner, []).append(order)
    for owner in sorted(by_owner):
        timed = [order for order in by_owner[owner] if order.relative]
        if network.add(timed):
            kept += timed
        else:
            entry = entries[owner]
            message = f"`{entry.id}`: `{entry.time}` cannot hold with the other times; left out"
            faults.append(TimeFault(entry.time, message))
        for order in by_owner[owner]:
            if order.relative:
                continue
            if network.add([order]):
                kept.append(order)
            else:
                faults.append(_opposed(entries, order))
    return kept


def _opposed(entries: Sequence[Entry], order: Order) -> TimeFault:
    message = f"`{entries[order.earlier].id}` cannot come before `{entries[order.later].id}`: "
    message += "other times say the opposite; this order is left out"
    return TimeFault(entries[order.owner].time, message)


def _best(
    entries: Sequence[Entry],
    own: Sequence[_Own],
    network: Network,
    timed: Iterable[tuple[int, int]],
    orders: Iterable[Order],
    zone: Zone,
) -> list[int | None]:
    """The moment to stand at, for every entry with both bounds, in keeping with every order."""
    best = [one.best for one in own]
    for number, anchor in timed:
        middle = offset_bounds(entries[number].time, zone)[2]
        start = best[anchor]
        best[number] = None if start is None else start + middle
    for number, moment in enumerate(best):
        best[number] = _settled(moment, network.earliest[number], network.latest[number])
    for order in in_order([order for order in orders if order.strict]):
        moment, after = best[order.earlier], best[order.later]
        if moment is not None and after is not None:
            best[order.later] = max(after, moment + order.gap)
    return best


def _settled(moment: int | None, low: int, high: int) -> int | None:
    """A moment inside its bounds, the middle if unknown; None if a bound is open."""
    if low < -FAR // 2 or high > FAR // 2:
        return None
    return _middle(low, high) if moment is None else min(max(moment, low), high)


def _middle(low: int, high: int) -> int:
    """The middle of two instants, at a whole minute if a whole minute lies between."""
    middle = (low + high + 1) // 2
    minute = middle // MINUTE * MINUTE
    return minute if minute >= low else middle


def _placement(
    earliest: int, latest: int, best: int | None, own: _Own, after: str, before: str
) -> Placement:
    open_start, open_end = earliest < -FAR // 2, latest > FAR // 2
    return Placement(
        None if open_start else earliest,
        None if open_end else latest,
        None if open_start or open_end else best,
        own.qualifier,
        own.grain,
        own.end,
        own.shift,
        "" if open_start else after,
        "" if open_end else before,
    )


def _sequence(placed: Sequence[Placement], orders: Sequence[Order]) -> tuple[int, ...]:
    """Places in the record by best moment, then by the order known, then by the record."""
    ties = (one for one in orders if placed[one.earlier].best == placed[one.later].best)
    follows = followers(ties)
    bests = [FAR if one.best is None else one.best for one in placed]
    ordered = sorted(range(len(placed)), key=bests.__getitem__)
    if follows:
        rank = ranked(ordered, follows)
        ordered.sort(key=lambda number: (bests[number], rank[number]))
    return tuple(ordered)


def _report_circles(
    entries: Sequence[Entry], orders: Sequence[Order], faults: list[TimeFault]
) -> list[Order]:
    kept, circling, opposed = without_circles(orders)
    for number, following in circling.items():
        message = f"`{entries[number].id}` is timed in a circle, through "
        message += f"`{entries[following].id}`{_LEFT_UNPLACED}"
        faults.append(TimeFault(entries[number].time, message))
    faults += [_opposed(entries, order) for order in opposed]
    return kept
