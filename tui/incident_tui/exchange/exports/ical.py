"""A calendar as RFC 5545 has it: an event for each entry that has a place in time.

- A moment is an event without an end; what lasted has one. What lies somewhere within bounds
  reaches from one to the other, whole days as days.
- An approximate or uncertain moment, and one within bounds, is TENTATIVE; SUMMARY begins with the
  time in words, DESCRIPTION has what the source said of it.
- Unplaced entries are VJOURNALs, which need no date, without one.
- Times are in UTC, since a clock time that came twice that night would be ambiguous otherwise;
  X-WR-TIMEZONE names the incident's zone for calendars that show it.
- DTSTAMP says when a calendar's information was last revised: the moment the record is `as_of`,
  or else its date. A clock would make every export of the same record another one.
"""

import datetime as dt
import uuid
from collections.abc import Iterator

from icalendar import Calendar, Component, Event, Journal

from incident_tui import __version__
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.certainty import (
    Extent,
    certainty_words,
    extent_of,
    is_written,
    told_time,
)
from incident_tui.exchange.exports.columns import agency_labels, cite_text
from incident_tui.placing.placement import Placement, place_alone
from incident_tui.placing.zone import Zone, on_clocks
from incident_tui.record.model import Entry, Record
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import Moment, Precision, TimeValue
from incident_tui.words.names import entry_words

_PRODUCT = f"-//incident-tui//{__version__}//EN"
_END = "END:VCALENDAR\r\n"


def export(chronology: Chronology) -> Iterator[str]:
    """The calendar's head, then a component an entry: events by time, then journals."""
    yield _text(_calendar(chronology.record)).removesuffix(_END)
    stamp = _stamp(chronology.record, chronology.zone)
    for position in range(len(chronology.entries)):
        entry, placement = chronology.entries[position], chronology.placements[position]
        component = _component(chronology, entry, placement)
        component.add("dtstamp", stamp)
        yield _text(component)
    yield _END


def _text(component: Component) -> str:
    """A component folded into lines of 75 octets, as RFC 5545 has them."""
    folded: bytes = component.to_ical()
    return folded.decode()


def _calendar(record: Record) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    exercise = "EXERCISE · " if record.incident.exercise else ""
    calendar.add("x-wr-calname", exercise + visible(record.incident.title))
    calendar.add("x-wr-timezone", record.incident.timezone)
    return calendar


def _stamp(record: Record, zone: Zone) -> dt.datetime:
    """When the record was last revised, as far as it says so; the epoch if it says nothing."""
    date = record.incident.date
    day = TimeValue(Moment(date, precision=Precision.DAY)) if date else None
    for value in (record.incident.as_of, day):
        known = place_alone(value, zone, []).earliest if value else None
        if known is not None:
            return _utc(known)
    return _utc(0)


def _utc(instant: int) -> dt.datetime:
    return on_clocks(instant, dt.UTC).replace(microsecond=0)


def _component(chronology: Chronology, entry: Entry, placement: Placement) -> Event | Journal:
    component: Event | Journal = Journal()
    if placement.best is not None:
        component = _event(chronology, entry, placement)
    labels = ", ".join(agency_labels(chronology, entry))
    summary = f"{told_time(chronology, entry, placement)} · {labels} · {entry_words(entry)}"
    component.add("uid", _identifier(chronology.record, entry))
    component.add("summary", visible(summary))
    component.add("description", "\n".join(_description(chronology, entry, placement)))
    component.add("categories", [entry.kind.replace("_", " ")])
    return component


def _identifier(record: Record, entry: Entry) -> str:
    """The same for the same entry in every export, and no other's."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{record.incident.id}\n{entry.id}"))


def _event(chronology: Chronology, entry: Entry, placement: Placement) -> Event:
    event = Event()
    extent = extent_of(chronology, entry, placement)
    start, stop = _ends(extent, chronology.zone)
    event.add("dtstart", start)
    if stop is not None and stop > start:
        event.add("dtend", stop)
    sure = not placement.qualifier and is_written(chronology, entry, placement)
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # nobody is busy for it
    return event


def _ends(extent: Extent, zone: Zone) -> tuple[dt.date, dt.date | None]:
    """Where an event begins, and the first day or second that it does not reach."""
    ends = [extent.start] if extent.stop is None else [extent.start, extent.stop]
    found = [zone.local(one).date() if extent.days else _utc(one) for one in ends]
    return found[0], found[1] if len(found) > 1 else None


def _description(chronology: Chronology, entry: Entry, placement: Placement) -> Iterator[str]:
    if entry.text != entry_words(entry):
        yield from paragraphs(entry.text)
    yield visible(f"Time: {certainty_words(chronology, entry, placement)}")
    yield visible(f"Source: {', '.join(map(cite_text, entry.cite))}")
    for conflict in chronology.conflicts_of.get(entry.id, ()):
        yield visible(f"Disputed: {conflict.topic}")
