"""A timeline for a web page: the JSON of TimelineJS 3, https://timeline.knightlab.com.

Dates are dates of the incident's clocks, with the precision of the source; `display_date` has the
time in words without marks. TimelineJS sorts events by their starts: the starts follow the order
of the record (`event_times.extents`). Unplaced entries have no date; the title slide lists the
unplaced entries, apart the forecasts, and the sources. Entries not known yet are counted on the
title slide and left out.

TimelineJS sets headline and text as HTML: words of a record are escaped. TimelineJS removes an
escaping from a group and then sets the group as HTML: the special signs of HTML are replaced in a
group. No text is made a link.
"""

import datetime as dt
import html
import json
from collections.abc import Iterator

from incident_tui.exchange.exports.entry_lines import (
    fact_lines,
    headline,
    line_of,
    source_lines,
    unplaced_positions,
    who_words,
)
from incident_tui.exchange.exports.event_times import BOUNDS_NOTE, Extent, extents, plain_time
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import left_out_words, lens_words, title_words
from incident_tui.placing.zone import Zone
from incident_tui.record.text import visible
from incident_tui.record.time_value import MINUTE, SECOND
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.names import PLANNED, entry_words
from incident_tui.words.times import date_words, zone_words

_NO_MARKUP = str.maketrans("<>&", "‹›＆")


def export(view: View) -> Iterator[str]:
    """A JSON object, an event a line.

    Raises:
        ValueError: if there are notes: opinions would stand among the words of the record.
    """
    if view.notes is not None:
        raise ValueError("TimelineJS has no field for notes")
    lens = view.lens
    yield '{"scale": "human",\n"title": {"autolink": false, "text": {'
    yield f'"headline": {json.dumps(_escaped(title_words(lens)))}, "text": "'
    for part in _introduction(view):
        yield json.dumps(part)[1:-1]
    yield '"}},\n"events": ['
    before = "\n"
    for position, extent in enumerate(extents(lens)):
        if position in view.shown and lens.tells(position):
            yield f"{before}{json.dumps(_event(lens, position, extent))}"
            before = ",\n"
    yield "\n]}\n"


def _introduction(view: View) -> Iterator[str]:
    """The text of the title slide, in HTML."""
    lens, incident = view.lens, view.lens.incident
    exercise = "Exercise. " if incident.exercise else ""
    when = f"{date_words(lens)}, {zone_words(lens)}"
    yield f"<p>{_escaped(f'{exercise}{when}')}</p>"
    shown = f"Shown: {view.filter_words}" if view.filter_words else ""
    left_out = left_out_words(view.withheld_count())
    for words in (lens_words(lens), shown, left_out, incident.summary, incident.content_note):
        if words:
            yield f"<p>{_escaped(words)}</p>"
    if lens.placed_count:
        yield f"<p>{_escaped(BOUNDS_NOTE)}</p>"
    for planned, words in ((False, "without a full time in the sources"), (True, PLANNED.lower())):
        yield from _listed_unplaced(view, planned, words)
    yield "<p>Sources:</p><ul>"
    for line in source_lines(lens):
        yield f"<li>{_escaped(line)}</li>"
    yield "</ul>"


def _listed_unplaced(view: View, planned: bool, words: str) -> Iterator[str]:
    """A list of unplaced entries, or of unplaced forecasts; nothing where there is none."""
    lens = view.lens
    unplaced = unplaced_positions(lens, planned, view.shown)
    found = [number for number in unplaced if lens.tells(number)]
    if not found:
        return
    yield f"<p>{count_words(len(found), 'entry', 'entries')} {words}:</p><ul>"
    for position in found:
        time = plain_time(lens, lens.outline(position))
        yield f"<li>{_escaped(f'{time} · {line_of(lens, position)}')}</li>"
    yield "</ul>"


def _event(lens: Lens, position: int, extent: Extent) -> dict[str, object]:
    outline = lens.outline(position)
    return {
        **_dates(extent, lens.zone),
        "display_date": plain_time(lens, outline),
        "text": {
            "headline": _escaped(headline(lens, position)),
            "text": _text(lens, position),
        },
        "group": visible(who_words(lens, position)).translate(_NO_MARKUP),
        "unique_id": visible(outline.id),
        "autolink": False,
    }


def _text(lens: Lens, position: int) -> str:
    """The text under a headline, in HTML."""
    entry = lens.entry(position)
    if entry is None:
        return ""
    paragraphs = [] if entry.text == entry_words(entry) else [entry.text]
    paragraphs.append(" · ".join(filter(None, (plain(entry.kind), who_words(lens, position)))))
    paragraphs += fact_lines(lens, position)
    return "".join(f"<p>{_escaped(paragraph)}</p>" for paragraph in paragraphs)


def _escaped(text: str) -> str:
    return html.escape(visible(text))


def _dates(extent: Extent, zone: Zone) -> dict[str, object]:
    """Where an event begins and, but for a moment, where the event ends.

    Days that begin within a day have clock times: TimelineJS sorts a day before every clock time.
    """
    start = zone.local(extent.start)
    is_day = extent.days and start.time() == dt.time()
    dates: dict[str, object] = {"start_date": _parts(is_day, start, extent.start)}
    if extent.stop is not None:
        dates["end_date"] = _parts(is_day, zone.local(extent.stop - 1), extent.stop)
    return dates


def _parts(is_day: bool, local: dt.datetime, edge: int) -> dict[str, int]:
    """A date as fine as an edge of the extent: to the day, the minute, or finer."""
    parts = {"year": local.year, "month": local.month, "day": local.day}
    if not is_day:
        parts |= {"hour": local.hour, "minute": local.minute}
        if edge % MINUTE:
            parts["second"] = local.second
        if edge % SECOND:
            parts["millisecond"] = local.microsecond // 1000
    return parts
