"""A timeline for a web page: the JSON of TimelineJS 3, https://timeline.knightlab.com.

Dates are those of the incident's clocks, and only as fine as they are known; `display_date` has
the time as honestly as it is. What lies somewhere within bounds reaches from one to the other.
Unplaced entries have no date, and none is made up for them: they are listed on the title slide.

TimelineJS sets headline and text as HTML, so what a record says is escaped there. A group it sets
as HTML after it has undone one escaping, so there the signs that HTML lives by are others. Nothing
that looks like an address is made a link.
"""

import datetime as dt
import html
import json
from collections.abc import Iterator
from typing import Any

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.certainty import Extent, certainty_words, extent_of
from incident_tui.exchange.exports.columns import agency_labels, cite_text
from incident_tui.placing.zone import Zone
from incident_tui.record.text import visible
from incident_tui.record.time_value import MINUTE, SECOND
from incident_tui.words.counts import count_words
from incident_tui.words.names import entry_words
from incident_tui.words.times import date_words, time_words, zone_words

_NO_MARKUP = str.maketrans("<>&", "‹›＆")


def export(chronology: Chronology) -> Iterator[str]:
    """One JSON object, an event a line."""
    yield '{"scale": "human",\n"title": {"autolink": false, "text": {'
    yield f'"headline": {json.dumps(_escaped(chronology.record.incident.title))}, "text": "'
    for part in _introduction(chronology):
        yield json.dumps(part)[1:-1]
    yield '"}},\n"events": ['
    for position in range(chronology.placed_count):
        event = json.dumps(_event(chronology, position))
        yield f",\n{event}" if position else f"\n{event}"
    yield "\n]}\n"


def _introduction(chronology: Chronology) -> Iterator[str]:
    """The text of the title slide, in HTML."""
    incident = chronology.record.incident
    exercise = "Exercise. " if incident.exercise else ""
    when = f"{date_words(chronology.record)}, {zone_words(chronology)}"
    yield f"<p>{_escaped(f'{exercise}{when}')}</p>"
    for words in (incident.summary, incident.content_note):
        if words:
            yield f"<p>{_escaped(words)}</p>"
    count = chronology.unplaced_count
    if not count:
        return
    yield f"<p>{count_words(count, 'entry has', 'entries have')} no place in time:</p><ul>"
    for position in range(chronology.placed_count, len(chronology.entries)):
        entry, placement = chronology.entries[position], chronology.placements[position]
        time = time_words(chronology, entry.time, placement)
        yield f"<li>{_escaped(f'{time} · {entry_words(entry)}')}</li>"
    yield "</ul>"


def _event(chronology: Chronology, position: int) -> dict[str, Any]:
    entry, placement = chronology.entries[position], chronology.placements[position]
    return {
        **_dates(extent_of(chronology, entry, placement), chronology.zone),
        "display_date": time_words(chronology, entry.time, placement),
        "text": {"headline": _escaped(entry_words(entry)), "text": _text(chronology, position)},
        "group": visible(agency_labels(chronology, entry)[0]).translate(_NO_MARKUP),
        "unique_id": visible(entry.id),
        "autolink": False,
    }


def _text(chronology: Chronology, position: int) -> str:
    """What stands under the headline, in HTML."""
    entry, placement = chronology.entries[position], chronology.placements[position]
    paragraphs = [] if entry.text == entry_words(entry) else [entry.text]
    kind = entry.kind.replace("_", " ")
    paragraphs.append(f"{kind} · {', '.join(agency_labels(chronology, entry))}")
    paragraphs.append(f"Time: {certainty_words(chronology, entry, placement)}")
    paragraphs.append(f"Source: {', '.join(map(cite_text, entry.cite))}")
    if conflicts := chronology.conflicts_of.get(entry.id):
        paragraphs.append(f"Disputed: {'; '.join(one.topic for one in conflicts)}")
    return "".join(f"<p>{_escaped(one)}</p>" for one in paragraphs)


def _escaped(text: str) -> str:
    return html.escape(visible(text))


def _dates(extent: Extent, zone: Zone) -> dict[str, Any]:
    """Where an event begins and, unless it is a moment, where it ends."""
    dates = {"start_date": _parts(extent, zone.local(extent.start), extent.start)}
    if extent.stop is not None:
        dates["end_date"] = _parts(extent, zone.local(extent.stop - 1), extent.stop)
    return dates


def _parts(extent: Extent, local: dt.datetime, edge: int) -> dict[str, int]:
    """A date as fine as an edge of what is drawn: to the day, the minute, or finer."""
    parts = {"year": local.year, "month": local.month, "day": local.day}
    if not extent.days:
        parts |= {"hour": local.hour, "minute": local.minute}
        if edge % MINUTE:
            parts["second"] = local.second
        if edge % SECOND:
            parts["millisecond"] = local.microsecond // 1000
    return parts
