"""A timeline for a web page: the JSON of TimelineJS 3, https://timeline.knightlab.com.

Dates are dates of the incident's clocks, with the precision of the source; `display_date` has the
time with the marks. An entry somewhere within bounds reaches from the first bound to the last.
Unplaced entries have no date; the title slide lists the unplaced entries. Entries not known yet are
counted on the title slide and left out.

TimelineJS sets headline and text as HTML: words of a record are escaped. TimelineJS removes an
escaping from a group and then sets the group as HTML: the special signs of HTML are replaced in a
group. No text is made a link.
"""

import datetime as dt
import html
import json
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import cite_text
from incident_tui.exchange.exports.event_times import Extent, certainty_words, extent_of
from incident_tui.exchange.printed.withheld import (
    PERHAPS_NOT_YET,
    left_out_words,
    lens_words,
    title_words,
)
from incident_tui.placing.zone import Zone
from incident_tui.record.text import visible
from incident_tui.record.time_value import MINUTE, SECOND
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.names import acting_words, entry_words
from incident_tui.words.times import date_words, entry_time, zone_words

_NO_MARKUP = str.maketrans("<>&", "‹›＆")


def export(lens: Lens) -> Iterator[str]:
    """A JSON object, an event a line."""
    yield '{"scale": "human",\n"title": {"autolink": false, "text": {'
    yield f'"headline": {json.dumps(_escaped(title_words(lens)))}, "text": "'
    for part in _introduction(lens):
        yield json.dumps(part)[1:-1]
    yield '"}},\n"events": ['
    before = "\n"
    for position in range(lens.placed_count):
        if lens.tells(position):
            yield f"{before}{json.dumps(_event(lens, position))}"
            before = ",\n"
    yield "\n]}\n"


def _introduction(lens: Lens) -> Iterator[str]:
    """The text of the title slide, in HTML."""
    incident = lens.incident
    exercise = "Exercise. " if incident.exercise else ""
    when = f"{date_words(lens)}, {zone_words(lens)}"
    yield f"<p>{_escaped(f'{exercise}{when}')}</p>"
    for words in (lens_words(lens), left_out_words(lens), incident.summary, incident.content_note):
        if words:
            yield f"<p>{_escaped(words)}</p>"
    unplaced = [number for number in range(lens.placed_count, lens.count) if lens.tells(number)]
    if not unplaced:
        return
    count = count_words(len(unplaced), "entry has", "entries have")
    yield f"<p>{count} no place in time:</p><ul>"
    for position in unplaced:
        if entry := lens.entry(position):
            yield f"<li>{_escaped(f'{entry_time(lens, position)} · {entry_words(entry)}')}</li>"
    yield "</ul>"


def _event(lens: Lens, position: int) -> dict[str, object]:
    entry, outline = lens.entry(position), lens.outline(position)
    headline = entry_words(entry) if entry else ""
    return {
        **_dates(extent_of(lens, outline), lens.zone),
        "display_date": entry_time(lens, position),
        "text": {"headline": _escaped(headline), "text": _text(lens, position)},
        "group": visible(acting_words(lens, position)).translate(_NO_MARKUP),
        "unique_id": visible(outline.id),
        "autolink": False,
    }


def _text(lens: Lens, position: int) -> str:
    """The text under a headline, in HTML."""
    entry, outline = lens.entry(position), lens.outline(position)
    if entry is None:
        return ""
    paragraphs = [] if entry.text == entry_words(entry) else [entry.text]
    paragraphs.append(f"{plain(entry.kind)} · {acting_words(lens, position)}")
    paragraphs.append(f"Time: {certainty_words(lens, outline)}")
    paragraphs.append(f"Source: {', '.join(map(cite_text, entry.cite))}")
    if conflicts := lens.conflicts_of(entry.id):
        topics = "; ".join(conflict.topic or "" for conflict in conflicts)
        paragraphs.append(f"Disputed: {topics}")
    if lens.certainty(position) == "possible":
        paragraphs.append(PERHAPS_NOT_YET.capitalize())
    return "".join(f"<p>{_escaped(paragraph)}</p>" for paragraph in paragraphs)


def _escaped(text: str) -> str:
    return html.escape(visible(text))


def _dates(extent: Extent, zone: Zone) -> dict[str, object]:
    """Where an event begins and, but for a moment, where the event ends."""
    dates: dict[str, object] = {
        "start_date": _parts(extent, zone.local(extent.start), extent.start)
    }
    if extent.stop is not None:
        dates["end_date"] = _parts(extent, zone.local(extent.stop - 1), extent.stop)
    return dates


def _parts(extent: Extent, local: dt.datetime, edge: int) -> dict[str, int]:
    """A date as fine as an edge of the extent: to the day, the minute, or finer."""
    parts = {"year": local.year, "month": local.month, "day": local.day}
    if not extent.days:
        parts |= {"hour": local.hour, "minute": local.minute}
        if edge % MINUTE:
            parts["second"] = local.second
        if edge % SECOND:
            parts["millisecond"] = local.microsecond // 1000
    return parts
