"""What `incident-tui show` prints: the view as tables of Rich."""

import io
import sys
from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from incident_tui.exchange.view import View
from incident_tui.record.text import visible
from incident_tui.review.chronology import UNIDENTIFIED
from incident_tui.review.filters import everyone, filter_words
from incident_tui.review.related import days_apart, days_words
from incident_tui.review.state import Subject
from incident_tui.review.wording import (
    casualty_name,
    date_words,
    entry_words,
    instant_words,
    status_words,
    time_words,
    zone_words,
)

_UNBOUNDED = 100_000


def print_view(view: View) -> None:
    """Print a view; lines are cut to a terminal's width, and whole where there is none."""
    out = io.StringIO()
    terminal = sys.stdout.isatty()
    width = None if terminal else _UNBOUNDED
    console = Console(file=out, width=width, force_terminal=terminal, highlight=False, markup=False)
    for title, table in _sections(view):
        console.print(Text(title, style="bold"))
        console.print(table)
        console.print()
    text = out.getvalue()
    lines = text.splitlines() if terminal else [line.rstrip() for line in text.splitlines()]
    sys.stdout.write("\n".join(lines).rstrip("\n") + "\n")


def _sections(view: View) -> Iterable[tuple[str, Table]]:
    chronology, record = view.chronology, view.chronology.record
    incident = record.incident
    exercise = "EXERCISE · " if incident.exercise else ""
    when = f"{date_words(record)} {zone_words(chronology)}"
    at = "the end of the record" if view.at is None else instant_words(view.at, chronology.zone)
    hidden = len(chronology.entries) - len(view.shown)
    facts = f"as of {at} · {view.clock} · {len(view.shown)} entries · {hidden} hidden"
    if view.filters.any:
        facts += f" by {visible(filter_words(chronology, view.filters))}"
    facts += f" · {chronology.unplaced_count} unplaced"
    yield f"{exercise}{visible(incident.title)} · {when}", _table([[facts]])
    placed = [position for position in view.shown if position < chronology.placed_count]
    unplaced = [position for position in view.shown if position >= chronology.placed_count]
    yield "Timeline", _table([_entry(view, position) for position in placed])
    if unplaced:
        yield "Unplaced", _table([_entry(view, position) for position in unplaced])
    yield "Casualties", _table(_casualties(view))
    yield "Agencies", _table(_agencies(view))
    yield "Related", _table(_related(view))
    counts = [f"{len(record.conflicts)} conflicts", f"{len(record.questions)} questions"]
    counts.append(f"{len(chronology.problems)} problems")
    yield "Open", _table([[" · ".join(counts)]])


def _table(rows: Sequence[Sequence[str]]) -> Table:
    """Rows without lines; the last column takes what room is left."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    columns = max((len(row) for row in rows), default=1)
    for number in range(columns):
        last = number == columns - 1
        table.add_column(no_wrap=True, overflow="ellipsis" if last else "fold")
    for row in rows or [["none"]]:
        table.add_row(*(Text(visible(cell)) for cell in row))
    return table


def _entry(view: View, position: int) -> list[str]:
    chronology = view.chronology
    entry, placement = chronology.entries[position], chronology.placements[position]
    agencies = "+".join(
        "?" if one == UNIDENTIFIED else chronology.agency_label(one)
        for one in chronology.agencies_of(entry)
    )
    words = time_words(chronology, entry.time, placement)
    return [words, agencies, entry.kind.replace("_", " "), entry_words(entry)]


def _casualties(view: View) -> list[list[str]]:
    record = view.chronology.record
    return [
        [
            casualty.group,
            status_words(view.state(Subject("casualty", casualty.id))),
            casualty_name(record, casualty),
            casualty.role,
        ]
        for casualty in record.casualties
    ]


def _agencies(view: View) -> list[list[str]]:
    chronology, rows = view.chronology, []
    for one in everyone(chronology):
        agency = chronology.agencies.get(one)
        state = view.state(Subject("agency", one))
        status = status_words(state) if state.expected or state.certain else "—"
        count = str(len(chronology.by_agency.get(one, ())))
        name = agency.name if agency else "no agency identified"
        rows.append([agency.short if agency else "?", count, status, name])
    return rows


def _related(view: View) -> list[list[str]]:
    record = view.chronology.record
    return [
        [
            one.date.isoformat() if one.date else "no date",
            days_words(days_apart(record, one)),
            ", ".join(word.replace("_", " ") for word in one.relation),
            one.title,
        ]
        for one in record.related
    ]
