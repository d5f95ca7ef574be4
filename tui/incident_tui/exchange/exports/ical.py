"""A calendar after RFC 5545: an event for each placed entry.

- A moment is an event without an end; an entry that lasted has an end. An entry somewhere within
  bounds reaches from the first bound to the last, whole days as days.
- An approximate or uncertain moment, and a moment within bounds, is TENTATIVE; SUMMARY begins with
  the time in words, DESCRIPTION has the words of the source for the time.
- Unplaced entries are VJOURNALs, which need no date, without a date.
- Entries not known yet are left out; X-WR-CALDESC says for which moment and clock the calendar is,
  and how many entries are left out.
- Times are in UTC, since a clock time can occur twice in a night; X-WR-TIMEZONE names the zone of
  the incident for calendar programs.
- DTSTAMP says when a calendar's information was last revised: at `as_of` of the record, or else on
  the date of the incident. With the present time, two exports of a record would differ.
"""

import datetime as dt
import uuid
from collections.abc import Iterator

from icalendar import Calendar, Component, Event, Journal

from incident_tui import __version__
from incident_tui.exchange.exports.columns import cite_text
from incident_tui.exchange.exports.event_times import (
    Extent,
    certainty_words,
    extent_of,
    plain_time,
)
from incident_tui.exchange.printed.withheld import (
    PERHAPS_NOT_YET,
    left_out_words,
    lens_words,
    title_words,
)
from incident_tui.placing.placement import place_alone
from incident_tui.placing.zone import Zone, on_clocks
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import Moment, Precision, TimeValue
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline
from incident_tui.words.exactness import is_written
from incident_tui.words.names import acting_words, entry_words

_PRODUCT = f"-//incident-tui//{__version__}//EN"
_END = "END:VCALENDAR\r\n"


def export(lens: Lens) -> Iterator[str]:
    """The calendar's head, then a component an entry: events by time, then journals."""
    yield _text(_calendar(lens)).removesuffix(_END)
    stamp = _stamp(lens)
    for position in range(lens.count):
        if lens.tells(position):
            component = _component(lens, position)
            component.add("dtstamp", stamp)
            yield _text(component)
    yield _END


def _text(component: Component) -> str:
    """A component folded into lines of 75 octets (RFC 5545)."""
    folded: bytes = component.to_ical()
    return folded.decode()


def _calendar(lens: Lens) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    exercise = "EXERCISE · " if lens.incident.exercise else ""
    calendar.add("x-wr-calname", exercise + visible(title_words(lens)))
    if about := "; ".join(filter(None, (lens_words(lens), left_out_words(lens)))):
        calendar.add("x-wr-caldesc", about)
    calendar.add("x-wr-timezone", lens.incident.timezone)
    return calendar


def _stamp(lens: Lens) -> dt.datetime:
    """When the record was last revised; the epoch where the record has neither time nor date."""
    date = lens.incident.date
    day = TimeValue(Moment(date, precision=Precision.DAY)) if date else None
    for value in (lens.incident.as_of, day):
        known = place_alone(value, lens.zone, []).earliest if value else None
        if known is not None:
            return _utc(known)
    return _utc(0)


def _utc(instant: int) -> dt.datetime:
    return on_clocks(instant, dt.UTC).replace(microsecond=0)


def _component(lens: Lens, position: int) -> Event | Journal:
    outline, entry = lens.outline(position), lens.entry(position)
    is_placed = outline.placement.best is not None
    component: Event | Journal = _event(lens, outline) if is_placed else Journal()
    words = entry_words(entry) if entry else ""
    component.add("uid", _identifier(lens, outline))
    component.add(
        "summary",
        visible(f"{plain_time(lens, outline)} · {acting_words(lens, position)} · {words}"),
    )
    component.add("description", "\n".join(_description(lens, position)))
    component.add("categories", [plain(outline.kind)])
    return component


def _identifier(lens: Lens, outline: Outline) -> str:
    """The UUID of an entry, equal in every export; no two entries share a UUID."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{lens.incident.id}\n{outline.id}"))


def _event(lens: Lens, outline: Outline) -> Event:
    event = Event()
    start, stop = _ends(extent_of(lens, outline), lens.zone)
    event.add("dtstart", start)
    if stop is not None and stop > start:
        event.add("dtend", stop)
    sure = not outline.placement.qualifier and is_written(lens, outline)
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # an event of the past takes no time of a reader
    return event


def _ends(extent: Extent, zone: Zone) -> tuple[dt.date, dt.date | None]:
    """Where an event begins, and the first day or second after the end."""
    ends = [extent.start] if extent.stop is None else [extent.start, extent.stop]
    found = [zone.local(end).date() if extent.days else _utc(end) for end in ends]
    return found[0], found[1] if len(found) > 1 else None


def _description(lens: Lens, position: int) -> Iterator[str]:
    entry = lens.entry(position)
    if entry is None:
        return
    if entry.text != entry_words(entry):
        yield from paragraphs(entry.text)
    yield visible(f"Time: {certainty_words(lens, lens.outline(position))}")
    yield visible(f"Source: {', '.join(map(cite_text, entry.cite))}")
    for conflict in lens.conflicts_of(entry.id):
        yield visible(f"Disputed: {conflict.topic}")
    if lens.certainty(position) == "possible":
        yield PERHAPS_NOT_YET.capitalize()
