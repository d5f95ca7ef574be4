"""Times and places in time in words, no finer than they are known."""

import datetime as dt
import re

from incident_tui.chronology.histories import Clock
from incident_tui.placing.placement import Placement
from incident_tui.placing.zone import Zone
from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    QUALIFIERS,
    SECOND,
    Bounds,
    Duration,
    Form,
    Moment,
    Precision,
    Relative,
    Span,
    TimeValue,
    clock_text,
)
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

_INFERRED = re.compile(r"\b(inferred|assumed)\b", re.IGNORECASE)

NO_TIME = "no time"
AT_ONCE = "at once"
"""For facts on the air or said in public, known as they took place."""
UNSAID = "not said when"
END_OF_RECORD = "end of the record"
_CLOCKS = {
    Clock.HAPPENED: "what had happened",
    Clock.KNOWN: "what had been published or said on the air",
}


def time_words(lens: Lens, value: TimeValue, placement: Placement) -> str:
    """A time in a few characters, never more exact than known.

    `…` stands between the bounds of a moment, `–` between the start and the end of a duration.
    """
    form, zone = value.at, lens.zone
    if placement.shift:
        return _aligned_words(lens, form, placement)
    if isinstance(form, Moment):
        return moment_words(form, zone)
    if isinstance(form, Span):
        return f"{moment_words(form.start, zone)}–{moment_words(form.end, zone)}"
    if isinstance(form, Bounds):
        if form.lower and form.upper and not is_narrowed(value, placement):
            return f"{moment_words(form.lower, zone)}…{moment_words(form.upper, zone)}"
        if placement.best is None:
            lower, upper = form.lower, form.upper
            if lower and placement.latest is None and not placement.after:
                return f"after {moment_words(lower, zone)}"
            if upper and placement.earliest is None and not placement.before:
                return f"before {moment_words(upper, zone)}"
    if isinstance(form, Relative) and placement.best is not None:
        return _relative_words(lens, form, placement)
    return bounds_words(lens, placement)


def is_narrowed(value: TimeValue, placement: Placement) -> bool:
    """Whether the order of entries leaves less room than written bounds."""
    is_bounded = isinstance(value.at, Bounds) and value.at.lower and value.at.upper
    return bool(is_bounded and (placement.after or placement.before))


def entry_time(lens: Lens, position: int) -> str:
    """The time of the entry at a position; told of every entry."""
    outline = lens.outline(position)
    return time_words(lens, outline.time, outline.placement)


def _aligned_words(lens: Lens, form: Form, placement: Placement) -> str:
    """A time whose source's clock is corrected."""
    if placement.best is None:
        return bounds_words(lens, placement)
    if isinstance(form, Moment) and form.precision <= Precision.DAY:
        return moment_words(form, lens.zone)
    is_range = isinstance(form, Relative) and form.offset.least != form.offset.most
    if is_range or isinstance(form, Bounds):
        return bounds_words(lens, placement) + placement.qualifier
    words = instant_words(placement.best, lens.zone, placement.grain)
    if placement.end is not None:
        words += f"–{instant_words(placement.end, lens.zone, placement.grain)}"
    return words + placement.qualifier


def bounds_words(lens: Lens, placement: Placement) -> str:
    """The bounds of a time that is not given: `13:00…13:15`, `after 13:12~`, `no time`."""
    low = _edge_words(lens, placement.earliest, placement.after)
    high = _edge_words(lens, placement.latest, placement.before, is_last=True)
    if low and high and low == high:
        if low[-1] not in QUALIFIERS:
            return low
        # Between two entries of one approximate time: somewhere about then, which nobody stated.
        low = _edge_words(lens, placement.earliest, "")
        high = _edge_words(lens, placement.latest, "")
    if low and high:
        return f"{low}…{high}"
    if low:
        return f"after {low}"
    return f"before {high}" if high else NO_TIME


def placement_words(lens: Lens, placement: Placement) -> str:
    """A placement of no entry: `13:15`, `13:00…13:12~`; "" where both bounds are open."""
    first, last = placement.earliest, placement.latest
    if first is None and last is None:
        return ""
    if days := _days_words(lens.zone, placement):
        return days
    if placement.best is None or first is None or last is None or last - first >= MINUTE:
        return bounds_words(lens, placement) + placement.qualifier
    words = instant_words(placement.best, lens.zone, placement.grain)
    return words + placement.qualifier


def _edge_words(lens: Lens, instant: int | None, source: str, is_last: bool = False) -> str:
    """A bound: in the notation of the entry that gives the bound, or else as an instant.

    Args:
        is_last: whether a whole day may stand for its end.
    """
    if instant is None:
        return ""
    position = lens.position(source)
    if position is not None:
        form = lens.chronology.entries[position].time.at
        is_day = isinstance(form, Moment) and form.precision <= Precision.DAY
        if isinstance(form, Moment) and (is_last or not is_day):
            return moment_words(form, lens.zone)
    return instant_words(instant, lens.zone)


def moment_words(moment: Moment, zone: Zone) -> str:
    """A moment as written, on the incident's clocks; the date only if not the incident's."""
    moment, date = zone.here(moment), ""
    if moment.precision == Precision.YEAR and moment.date:
        date = f"{moment.date.year}"
    elif moment.precision == Precision.MONTH and moment.date:
        date = f"{MONTHS[moment.date.month - 1]} {moment.date.year}"
    elif moment.date and (moment.precision == Precision.DAY or moment.date != zone.date):
        date = day_beside(moment.date, zone.date)
    clock = ""
    if moment.precision > Precision.DAY:
        clock = clock_text(moment.clock, moment.precision)
    return " ".join(part for part in (date, clock) if part) + moment.qualifier


def instant_words(instant: int, zone: Zone, grain: int = MINUTE) -> str:
    """An instant on the incident's clocks; the date only if not the incident's."""
    local = zone.local(instant)
    text = f"{local:%H:%M:%S}" if grain < MINUTE else f"{local:%H:%M}"
    if local.date() == zone.date:
        return text
    return f"{day_beside(local.date(), zone.date)} {text}"


def as_of_words(lens: Lens, position: int) -> str:
    """The moment of the panes at an entry: its time, `13:17~` or `13:00…13:12~`, its start if long.

    An unplaced entry, and a position after the last entry, stand for the end of the record.
    """
    if position >= lens.placed_count:
        return END_OF_RECORD
    outline = lens.outline(position)
    form = outline.time.at
    if isinstance(form, Span) and not outline.placement.shift:
        return moment_words(form.start, lens.zone)
    return time_words(lens, outline.time, outline.placement)


def clock_words(clock: Clock, short: bool = False) -> str:
    """The facts that a clock counts: `what had happened`, `what was known`."""
    return "what was known" if short and clock is Clock.KNOWN else _CLOCKS[clock]


def day_words(day: int, month: int) -> str:
    """`29 Feb`."""
    return f"{day} {MONTHS[month - 1]}"


def day_beside(date: dt.date, here: dt.date | None) -> str:
    """A day beside the incident's: the year only if not the incident's."""
    day = day_words(date.day, date.month)
    return day if here and here.year == date.year else f"{day} {date.year}"


def date_words(lens: Lens) -> str:
    """The incident's date: `Thu 29 Feb 2024`, `Thu 29 Feb 2024?` where it is inferred."""
    date, mark = lens.incident.date, inferred_mark(lens.incident.date_basis)
    if date is None:
        return "no date"
    return f"{WEEKDAYS[date.weekday()]} {day_words(date.day, date.month)} {date.year}{mark}"


def zone_words(lens: Lens) -> str:
    """The incident's zone in short on the incident's day: `CST`, `CST?` where it is inferred."""
    zone, mark = lens.zone, inferred_mark(lens.incident.timezone_basis)
    if zone.date is None:
        return lens.incident.timezone + mark
    name = dt.datetime.combine(zone.date, dt.time(12), zone.zone).tzname() or ""
    return (name if name.isalpha() else f"UTC{name}") + mark


def inferred_mark(basis: str) -> str:
    """`?` for a date, a zone or a city whose basis says that it is inferred or assumed."""
    return "?" if _INFERRED.search(basis) else ""


def length_words(length: int) -> str:
    """A length of time in the two largest units: `13 min`, `3 h 5 min`, `2 d 4 h`."""
    length = abs(length)
    units = ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"))
    for number, (size, name) in enumerate(units):
        if length < size:
            continue
        text = f"{length // size} {name}"
        if number + 1 < len(units) and (rest := length % size // units[number + 1][0]):
            text += f" {rest} {units[number + 1][1]}"
        return text
    return f"{length} ms" if length else "0 min"


def duration_words(duration: Duration) -> str:
    """A duration, or its bounds: `20 min – 30 min`."""
    if duration.least == duration.most:
        return length_words(duration.least) + duration.qualifier
    return f"{length_words(duration.least)} – {length_words(duration.most)}{duration.qualifier}"


def known_words(lens: Lens, position: int) -> str:
    """When the words of an entry were known: `at once`, `by 2 Mar`, `16:45…17:00`."""
    entry, known = lens.chronology.entries[position], lens.known(position)
    if lens.chronology.knowledge.is_at_once(entry):
        return AT_ONCE
    return reported_words(lens, entry.known, known)


def reported_words(lens: Lens, written: TimeValue | None, known: Placement) -> str:
    """When a fact was known, as written, or else as follows from the source."""
    if written is None:
        words = _days_words(lens.zone, known) or bounds_words(lens, known)
    elif isinstance(written.at, Bounds) and written.at.lower is None and written.at.upper:
        words = f"by {moment_words(written.at.upper, lens.zone)}"
    else:
        words = time_words(lens, written, known)
    return UNSAID if words == NO_TIME else words


def changed_known_words(lens: Lens, change: ToldChange) -> str:
    """When a change of a status was known, as `known_words`."""
    position = lens.position(change.entry)
    if position is not None:
        return known_words(lens, position)
    if change.known == change.placement:
        return AT_ONCE
    return reported_words(lens, change.known_time, change.known)


def _days_words(zone: Zone, placement: Placement) -> str:
    """Bounds of whole days: `2 Mar`, `2 Mar…4 Mar`; "" for finer bounds."""
    if placement.earliest is None or placement.latest is None:
        return ""
    start, stop = zone.local(placement.earliest), zone.local(placement.latest + 1)
    if start.time() != dt.time() or stop.time() != dt.time():
        return ""
    first = day_beside(start.date(), zone.date)
    last = day_beside(stop.date() - dt.timedelta(days=1), zone.date)
    return first if first == last else f"{first}…{last}"


def unknown_words(lens: Lens, position: int) -> str:
    """The words in place of a withheld entry."""
    words = known_words(lens, position)
    return "not yet" if words == AT_ONCE else f"not known yet · known {words}"


def _relative_words(lens: Lens, form: Relative, placement: Placement) -> str:
    """A time counted from an anchor: from the anchor's clock time, if its notation is one."""
    chain = lens.chronology.time_chains.of(form)
    if chain is None:
        return bounds_words(lens, placement)
    root, entries = chain.root, lens.chronology.entries
    least, most = chain.least, chain.most
    at = entries[root].time.at
    anchor = lens.chronology.placements[root]
    if isinstance(at, Moment) and at.precision > Precision.DAY and anchor.best is not None:
        last = anchor.best + most
        if least % MINUTE or most % MINUTE:  # seconds after any moment of what may be a minute
            last += anchor.grain - 1
        low = instant_words(anchor.best + least, lens.zone, anchor.grain)
        high = instant_words(last, lens.zone, anchor.grain)
        return (low if low == high else f"{low}…{high}") + placement.qualifier
    if least == most == 0:
        words = time_words(lens, entries[root].time, anchor)
        return words if words[-1:] in QUALIFIERS else words + placement.qualifier
    return bounds_words(lens, placement)
