"""What `incident-tui show` prints: the view as tables, bold titles by Rich."""

import sys
from collections.abc import Iterable, Iterator, Sequence

from rich.cells import cell_len, set_cell_size
from rich.console import Console, OverflowMethod
from rich.text import Text

from incident_tui.exchange.view import View
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import CASUALTY_GROUPS
from incident_tui.review.filters import everyone, filter_words
from incident_tui.review.related import days_apart, days_words
from incident_tui.review.state import Clock, Subject, reported_of
from incident_tui.review.wording import (
    count_words,
    date_words,
    entry_words,
    instant_words,
    name_as_known,
    status_words,
    time_words,
    unknown_words,
    zone_words,
)

Rows = Sequence[Sequence[str]]
"""The cells of a table, as many in each row."""


def print_view(view: View) -> None:
    """Print a view; lines are cut to a terminal's width, and whole where there is none."""
    terminal = sys.stdout.isatty()
    console = Console(force_terminal=terminal, highlight=False)
    widest = console.width // 3 if terminal else sys.maxsize
    overflow: OverflowMethod = "ellipsis" if terminal else "ignore"
    for number, (title, rows) in enumerate(_sections(view)):
        if number:
            console.print()
        lines = "\n".join(_lines(rows or [["none"]], widest))
        for text in (Text(title, style="bold"), Text(lines)):
            console.print(text, no_wrap=True, overflow=overflow, crop=terminal)


def _sections(view: View) -> Iterable[tuple[str, Rows]]:
    chronology, record = view.chronology, view.chronology.record
    incident = record.incident
    exercise = "EXERCISE · " if incident.exercise else ""
    when = f"{date_words(record)} {zone_words(chronology)}"
    at = "the end of the record" if view.at is None else instant_words(view.at, chronology.zone)
    shown = view.shown
    hidden = len(chronology.entries) - len(shown)
    facts = f"as of {at} · {view.clock} · {count_words(len(shown), 'entry', 'entries')}"
    facts += f" · {chronology.unplaced_count} unplaced · {hidden} hidden"
    if view.filters.any:
        facts += f" by {filter_words(chronology, view.filters)}"
    yield f"{exercise}{visible(incident.title)} · {when}", [[facts]]
    placed = [position for position in shown if position < chronology.placed_count]
    unplaced = [position for position in shown if position >= chronology.placed_count]
    yield "Timeline", [_entry(view, position) for position in placed]
    if unplaced:
        yield "Unplaced", [_entry(view, position) for position in unplaced]
    yield "Casualties", [*_groups(view), *_casualties(view)]
    yield "Agencies", _agencies(view)
    yield "Related", _related(view)
    counts = [
        count_words(len(record.conflicts), "conflict"),
        count_words(len(record.questions), "question"),
        count_words(len(chronology.problems), "problem"),
    ]
    yield "Open", [[" · ".join(counts)]]


def _lines(rows: Rows, widest: int) -> Iterator[str]:
    """Rows in columns, none wider than this but the last, which takes what room is left."""
    shown = [[_cut(visible(cell), widest) for cell in row[:-1]] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(*shown, strict=True)]
    for cells, row in zip(shown, rows, strict=True):
        padded = [set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True)]
        yield "  ".join([*padded, visible(row[-1])]).rstrip()


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _entry(view: View, position: int) -> list[str]:
    chronology = view.chronology
    entry, placement = chronology.entries[position], chronology.placements[position]
    agencies = "+".join(map(chronology.agency_label, chronology.agencies_of(entry)))
    words, kind = time_words(chronology, entry.time, placement), entry.kind.replace("_", " ")
    known = chronology.known_by(position, view.at) if view.clock is Clock.KNOWN else "certain"
    if known == "unknown":
        return [words, "≠", kind, unknown_words(chronology, position)]
    return [words, agencies, f"{kind}?" if known == "possible" else kind, entry_words(entry)]


def _casualties(view: View) -> list[list[str]]:
    record, rows = view.chronology.record, []
    for casualty in record.casualties:
        status = status_words(view.state(Subject("casualty", casualty.id)))
        count = f"{casualty.count} × " if casualty.count > 1 else ""
        named = name_as_known(view.chronology, casualty, view.at, view.clock)
        if named is None:
            rows.append([casualty.group, status, f"{count}somebody not known of", ""])
            continue
        role = "" if casualty.role == named else casualty.role
        rows.append([casualty.group, status, f"{count}{named}", role])
    return rows


def _groups(view: View) -> Iterator[list[str]]:
    """What was reported of groups of casualties in which nobody is told apart."""
    for group in CASUALTY_GROUPS:
        members = (one for one in view.chronology.record.casualties if one.group == group)
        if reported := reported_of(view.state, group, members):
            yield [group, status_words(reported), "as reported", ""]


def _agencies(view: View) -> list[list[str]]:
    chronology, rows = view.chronology, []
    for one in everyone(chronology):
        agency = chronology.agencies.get(one)
        state = view.state(Subject("agency", one))
        status = status_words(state) if state.expected or state.certain else "—"
        count = str(chronology.counts.get(one, 0))
        short = agency.short if agency else "?"
        rows.append([short, count, status, chronology.agency_name(one)])
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
