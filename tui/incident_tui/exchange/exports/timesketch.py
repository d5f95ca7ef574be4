"""Events for Timesketch as JSON Lines: `message`, `datetime`, `timestamp_desc` and the columns.

Timesketch reads a `datetime` as exact. Therefore `timestamp_desc` says how certain the moment is,
and whether `datetime` serves for sorting alone; `message` begins with the time and the marks and
ends with who said it; `earliest` and `latest` have their columns. An unplaced entry has no moment:
an event about the file counts and lists the unplaced entries, and counts the entries not known yet.
"""

import json
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import BETWEEN, EntryRow, entry_row
from incident_tui.exchange.exports.entry_lines import (
    is_planned,
    line_of,
    unplaced_positions,
    who_words,
)
from incident_tui.exchange.exports.event_times import certainty_words
from incident_tui.exchange.printed.view import View, rfc3339
from incident_tui.exchange.printed.withheld import left_out_words, lens_words
from incident_tui.placing.placement import place_alone
from incident_tui.record.time_value import Moment, Precision, TimeValue
from incident_tui.record.vocabulary import plain
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from incident_tui.words.citations import brief_cite_words
from incident_tui.words.counts import count_words
from incident_tui.words.exactness import is_written
from incident_tui.words.names import PLANNED
from incident_tui.words.times import entry_time

ABOUT = "about-this-file"
"""The id of the event about the file."""
SORT_MOMENT = "datetime is for sorting alone, no source gives it"
"""Begins the description of an event whose time is given by bounds, or to the day."""


def export(lens: Lens, filters: Filters = EVERYTHING) -> Iterator[str]:
    """An event a line, in the order of time; empty columns are left out."""
    view = View(lens, filters)
    if about := _about(view):
        yield _line(about)
    incident = lens.incident.id
    for position in view.placed:
        if lens.tells(position):
            row = entry_row(lens, position)
            event = {
                "message": _message(lens, position, row),
                "datetime": row.sort_time,
                "timestamp_desc": _description(lens, position),
                "incident": incident,
                **row._asdict(),
            }
            yield _line(event)


def _line(event: dict[str, str]) -> str:
    return json.dumps({name: value for name, value in event.items() if value}) + "\n"


def _about(view: View) -> dict[str, str]:
    """The event about filters and about entries without a moment; empty if there are none."""
    lens = view.lens
    told = [
        position
        for planned in (False, True)
        for position in unplaced_positions(lens, planned, view.shown)
        if lens.tells(position)
    ]
    withheld = left_out_words(lens, view.withheld_count())
    if not told and not withheld and not view.filter_words:
        return {}
    count = count_words(
        len(told), "entry without a full time is", "entries without a full time are"
    )
    words = [
        "About this file, no event of the incident",
        lens_words(lens) if withheld else "",
        f"Shown: {view.filter_words}" if view.filter_words else "",
        f"{count} no events, for Timesketch asks for a moment; the field `unplaced` lists them"
        if told
        else "",
        withheld,
    ]
    return {
        "message": ". ".join(filter(None, words)),
        "datetime": _first_moment(lens),
        "timestamp_desc": SORT_MOMENT,
        "incident": lens.incident.id,
        "id": ABOUT,
        "unplaced": "\n".join(
            f"{entry_time(lens, position)} · {line_of(lens, position)}" for position in told
        ),
    }


def _first_moment(lens: Lens) -> str:
    """The sort moment of the first entry; else the incident's date; else 1970."""
    first = lens.outline(0).placement.best if lens.placed_count else None
    if first is None and (date := lens.incident.date):
        day = TimeValue(Moment(date, precision=Precision.DAY))
        first = place_alone(day, lens.zone, []).earliest
    return rfc3339(first or 0, lens.zone) or ""


def _message(lens: Lens, position: int, row: EntryRow) -> str:
    entry = lens.entry(position)
    words = f"{row.title}: {row.text}" if row.title else row.text
    if is_planned(lens, position):
        words = f"{PLANNED}: {words}"
    said = BETWEEN.join(brief_cite_words(lens, cite) for cite in entry.cite) if entry else ""
    said = f"as {said}" if said.startswith("said by") else said
    concerned = f"concerns {row.concerns}" if row.concerns else ""
    parts = (row.time, who_words(lens, position), plain(row.kind), words, concerned, said)
    return " · ".join(filter(None, parts))


def _description(lens: Lens, position: int) -> str:
    outline = lens.outline(position)
    words = certainty_words(lens, outline)
    return words if is_written(lens, outline) else f"{SORT_MOMENT}: {words}"
