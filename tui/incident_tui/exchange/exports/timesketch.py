"""Events for Timesketch as JSON Lines: `message`, `datetime`, `timestamp_desc` and the columns.

Timesketch reads a `datetime` as exact. Therefore `timestamp_desc` says how certain the moment is,
and whether `datetime` serves for sorting alone; `message` begins with the time and the marks and
ends with who said it; `earliest` and `latest` have their columns. An unplaced entry has no moment:
an event about the file counts and lists the unplaced entries, and counts the entries not known yet.
Notes of reviewers stand in a field of their own: those on an entry beside it, the others in the
event about the file.
"""

import json
from collections.abc import Iterator

from incident_tui.exchange.exports.columns import BETWEEN, EntryRow, rows
from incident_tui.exchange.exports.entry_lines import (
    is_planned,
    line_of,
    unplaced_positions,
    who_words,
)
from incident_tui.exchange.exports.event_times import certainty_words
from incident_tui.exchange.exports.note_lines import (
    FIELD,
    apart_words,
    notes_apart,
    notes_beside,
    whole_line,
)
from incident_tui.exchange.printed.view import View, rfc3339
from incident_tui.exchange.printed.withheld import left_out_words, lens_words
from incident_tui.placing.placement import place_alone
from incident_tui.record.time_value import Moment, Precision, TimeValue
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.citations import brief_cite_words
from incident_tui.words.counts import count_words
from incident_tui.words.exactness import is_written
from incident_tui.words.names import PLANNED
from incident_tui.words.notes import withheld_words
from incident_tui.words.times import entry_time

ABOUT = "about-this-file"
"""The id of the event about the file."""
SORT_MOMENT = "datetime is for sorting alone, no source gives it"
"""Begins the description of an event whose time is given by bounds, or to the day."""


def export(view: View) -> Iterator[str]:
    """An event a line, in the order of time; empty columns are left out."""
    lens = view.lens
    if about := _about(view):
        yield _line(about)
    incident = lens.incident.id
    for position, row in zip(view.placed, rows(lens, view.placed), strict=True):
        if lens.tells(position):
            event = {
                "message": _message(lens, position, row),
                "datetime": row.sort_time,
                "timestamp_desc": _description(lens, position),
                "incident": incident,
                **row._asdict(),
                FIELD: "\n".join(notes_beside(view, position)),
            }
            yield _line(event)


def _line(event: dict[str, str]) -> str:
    return json.dumps({name: value for name, value in event.items() if value}) + "\n"


def _about(view: View) -> dict[str, str]:
    """The event about filters, entries without a moment, and notes; empty if there are none."""
    lens = view.lens
    told = [
        position
        for planned in (False, True)
        for position in unplaced_positions(lens, planned, view.shown)
        if lens.tells(position)
    ]
    withheld = left_out_words(view.withheld_count())
    apart = notes_apart(view, lambda position: position < lens.placed_count)
    withheld_notes = withheld_words(view.withheld_notes)
    if not any((told, withheld, view.filter_words, apart, withheld_notes)):
        return {}
    count = count_words(
        len(told), "entry without a full time is", "entries without a full time are"
    )
    words = [
        "About this file, no event of the incident",
        lens_words(lens) if withheld or view.filter_words else "",
        f"Shown: {view.filter_words}" if view.filter_words else "",
        f"{count} no events, for Timesketch asks for a moment; the field `unplaced` lists them"
        if told
        else "",
        withheld,
        f"{apart_words(len(apart))}; the field `{FIELD}` lists them" if apart else "",
        withheld_notes,
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
        FIELD: "\n".join(whole_line(view, note) for note in apart),
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
