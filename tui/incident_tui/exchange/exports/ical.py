"""A calendar after RFC 5545: an event for each placed entry.

- A moment is an event without an end; an entry that lasted has an end. An entry somewhere within
  bounds reaches to the last bound; an entry of a day, a month or a year is an event of whole days.
  The starts follow the order of the record (`event_times.extents`).
- An approximate or uncertain moment, and a moment within bounds, is TENTATIVE; SUMMARY begins with
  the time in words, DESCRIPTION has every fact of the entry, a line each, with who said it.
- A note of a reviewer on an entry is a COMMENT with author and time; X-WR-CALDESC has the others.
- Unplaced entries are VJOURNALs, which need no date, without a date.
- X-WR-CALDESC explains the calendar: the moment and the clock, how many entries are left out or
  are journal entries, how bounds are drawn, and the sources.
- Times are in UTC, since a clock time can occur twice in a night; X-WR-TIMEZONE names the zone of
  the incident for calendar programs.
- DTSTAMP says when a calendar's information was last revised: at `as_of` of the record, or else on
  the date of the incident. With the present time, two exports of a record would differ.
"""

import datetime as dt
import uuid
from collections.abc import Iterator

from icalendar import Calendar, Component, Event, Journal, vText

from incident_tui import __version__
from incident_tui.exchange.exports.entry_lines import (
    fact_lines,
    headline,
    source_lines,
    who_words,
)
from incident_tui.exchange.exports.event_times import BOUNDS_NOTE, Extent, extents, plain_time
from incident_tui.exchange.exports.note_lines import (
    OPINIONS,
    TITLE,
    notes_apart,
    notes_beside,
    whole_line,
)
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import left_out_words, lens_words, title_words
from incident_tui.placing.placement import place_alone
from incident_tui.placing.zone import Zone, on_clocks
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import Moment, Precision, TimeValue
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import Outline
from incident_tui.words.counts import count_words
from incident_tui.words.exactness import is_written
from incident_tui.words.names import entry_words
from incident_tui.words.notes import withheld_words
from incident_tui.words.times import date_words, zone_words

_PRODUCT = f"-//incident-tui//{__version__}//EN"
_END = "END:VCALENDAR\r\n"


def export(view: View) -> Iterator[str]:
    """The calendar's head, then a component an entry: events by time, then journals."""
    lens = view.lens
    yield _text(_calendar(view)).removesuffix(_END)
    stamp = _stamp(lens)
    events = extents(lens)
    for position in range(lens.count):
        extent = next(events, None)
        if position in view.shown and lens.tells(position):
            component = _component(lens, position, extent)
            component.add("dtstamp", stamp)
            for line in notes_beside(view, position):
                component.add("comment", vText(line))
            yield _text(component)
    yield _END


def _text(component: Component) -> str:
    """A component folded into lines of 75 octets (RFC 5545)."""
    folded: bytes = component.to_ical()
    return folded.decode()


def _calendar(view: View) -> Calendar:
    lens = view.lens
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    exercise = "EXERCISE · " if lens.incident.exercise else ""
    calendar.add("x-wr-calname", vText(exercise + visible(title_words(lens))))
    calendar.add("x-wr-caldesc", vText("\n".join(map(visible, _about(view)))))
    calendar.add("x-wr-timezone", lens.incident.timezone)
    return calendar


def _about(view: View) -> Iterator[str]:
    """The explanation of the calendar, line by line."""
    lens = view.lens
    yield f"{date_words(lens)}, {zone_words(lens)}"
    shown = f"Shown: {view.filter_words}" if view.filter_words else ""
    yield from filter(None, (lens_words(lens), shown, left_out_words(view.withheld_count())))
    unplaced = view.unplaced_count - view.withheld_count(lens.placed_count)
    if unplaced:
        count = count_words(
            unplaced, "entry without a full time is a", "entries without a full time are"
        )
        entries = "journal entry" if unplaced == 1 else "journal entries"
        yield f"{count} {entries} without a date (VJOURNAL), which not every calendar shows."
    if lens.placed_count:
        yield BOUNDS_NOTE
    yield "Sources:"
    yield from source_lines(lens)
    if apart := notes_apart(view):
        yield f"{TITLE}, on no entry shown here. {OPINIONS}"
        yield from (whole_line(view, note) for note in apart)
    if view.withheld_notes:
        yield withheld_words(view.withheld_notes)


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


def _component(lens: Lens, position: int, extent: Extent | None) -> Event | Journal:
    """The component of an entry.

    Args:
        extent: None for an unplaced entry.
    """
    outline = lens.outline(position)
    component: Event | Journal = _event(lens, outline, extent) if extent else Journal()
    words = (plain_time(lens, outline), who_words(lens, position), headline(lens, position))
    component.add("uid", _identifier(lens, outline))
    component.add("summary", " · ".join(filter(None, map(visible, words))))
    component.add("description", "\n".join(_description(lens, position)))
    component.add("categories", [plain(outline.kind)])
    return component


def _identifier(lens: Lens, outline: Outline) -> str:
    """The UUID of an entry, equal in every export; no two entries share a UUID."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{lens.incident.id}\n{outline.id}"))


def _event(lens: Lens, outline: Outline, extent: Extent) -> Event:
    event = Event()
    start, stop = _ends(extent, lens.zone)
    event.add("dtstart", start)
    if stop is not None and stop > start:
        event.add("dtend", stop)
    sure = not outline.placement.qualifier and is_written(lens, outline)
    event.add("status", "CONFIRMED" if sure else "TENTATIVE")
    event.add("transp", "TRANSPARENT")  # an event of the past takes no time of a reader
    return event


def _ends(extent: Extent, zone: Zone) -> tuple[dt.date, dt.date | None]:
    """Where an event begins, and the first day or second after the end."""
    stop = extent.stop
    if extent.days and stop is not None:
        last = zone.local(stop - 1).date()
        after = last if last == dt.date.max else last + dt.timedelta(days=1)
        return zone.local(extent.start).date(), after
    return _utc(extent.start), None if stop is None else _utc(stop)


def _description(lens: Lens, position: int) -> Iterator[str]:
    entry = lens.entry(position)
    if entry is None:
        return
    if entry.text != entry_words(entry):
        yield from paragraphs(entry.text)
    yield from map(visible, fact_lines(lens, position))
