"""The Activity Log of the Incident Command System, form ICS 214 of FEMA 502-2, as plain text.

The blocks have the form's numbers and names, 80 columns wide. What the record cannot say is left
open, to be filled in by hand: who keeps the log (blocks 3 to 5), who prepared it (block 8).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest
from operator import itemgetter

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.names import UNIDENTIFIED
from incident_tui.record.text import visible
from incident_tui.words.names import entry_words
from incident_tui.words.times import date_words, day_beside, time_words, zone_words

WIDTH = 80
"""Columns of the whole form."""

_HALVES = (35, 38)
_THIRDS = (22, 20, 28)
_LOG = (16, 57)
_WHOLE = (76,)
_NARROW = re.compile("[ -~¡-¬®-˿–-”…]*")
"""Texts of letters that take one column each, as most are."""
_OPEN = 3
"""Rows left open where the record names no resources."""


def export(chronology: Chronology) -> Iterator[str]:
    """The form, filled in as far as the record goes, line by line.

    The log has the entries of weight `notable` and `key`, and every radio call; where there are
    none of these it has all entries.
    """
    incident = chronology.record.incident
    yield _head("EXERCISE" if incident.exercise else "")
    yield from _rule(_HALVES)
    period = "\n".join(["2. Operational Period:", *_period(chronology)])
    yield from _row(_HALVES, f"1. Incident Name:\n{visible(incident.title)}", period)
    yield from _rule(_THIRDS)
    yield from _row(_THIRDS, "3. Name:\n\n", "4. ICS Position:", "5. Home Agency (and Unit):")
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, "6. Resources Assigned:")
    yield from _rule(_THIRDS)
    yield from _row(_THIRDS, "Name", "ICS Position", "Home Agency (and Unit)")
    yield from _rule(_THIRDS)
    yield from _resources(chronology)
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, "7. Activity Log:")
    yield from _rule(_LOG)
    yield from _row(_LOG, f"Date/Time ({zone_words(chronology)})", "Notable Activities")
    yield from _rule(_LOG)
    yield from _log(chronology)
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, f"8. Prepared by:\n\nName: {'_' * 27}  Position/Title: {'_' * 25}")
    yield from _row(_WHOLE, f"\nSignature: {'_' * 22}  Date/Time: {'_' * 30}")
    yield from _rule(_WHOLE)
    if incident.exercise:
        yield "EXERCISE. Nothing in this log took place.\n"


def _head(mark: str) -> str:
    title = "ACTIVITY LOG (ICS 214)"
    return f"{title}{mark:>{WIDTH - len(title)}}".rstrip() + "\n"


def _period(chronology: Chronology) -> Iterator[str]:
    """From the first placed entry to the last; open where none is placed."""
    if not chronology.bests:
        yield from ("Date From:", "Time From:", "Date To:", "Time To:")
        return
    last = chronology.placed_count - 1
    lasting, end = max(chronology.lasting, key=itemgetter(1), default=(last, 0))
    for side, position in (("From", 0), ("To", lasting if end > chronology.bests[-1] else last)):
        date, time = _date_and_time(chronology, position)
        yield f"Date {side}: {date}"
        yield f"Time {side}: {time}".rstrip()


def _date_and_time(chronology: Chronology, position: int) -> tuple[str, str]:
    """The day of a placed entry and its time; no time where no more than the day is given."""
    entry, placement = chronology.entries[position], chronology.placements[position]
    words = time_words(chronology, entry.time, placement)
    day = chronology.zone.local(chronology.bests[position]).date()
    if ":" not in words:
        return words if str(day.year) in words else f"{words} {day.year}", ""
    words = words.removeprefix(f"{day_beside(day, chronology.zone.date)} ")
    return day_beside(day, None), f"{words} {zone_words(chronology)}"


def _resources(chronology: Chronology) -> Iterator[str]:
    units = chronology.record.units
    for unit in units:
        agency = chronology.agency_name(unit.agency) if unit.agency in chronology.agencies else ""
        yield from _row(_THIRDS, *map(visible, (unit.call_sign, unit.type, agency)))
    if not units:
        yield from _row(_THIRDS, "\n" * (_OPEN - 1))


def _log(chronology: Chronology) -> Iterator[str]:
    """The log's rows: those with a time in its order, then the others, marked."""
    date = date_words(chronology.record)
    yield from _row(_LOG, "", f"Times without a date are of {date}.")
    unplaced = False
    for position in _notable(chronology):
        if not unplaced and position >= chronology.placed_count:
            unplaced = True
            yield from _rule(_LOG)
            words = "NOT PLACED: these took place; the sources give no full time for them."
            yield from _row(_LOG, "", words)
        yield from _row(_LOG, *_activity(chronology, position))


def _notable(chronology: Chronology) -> Iterator[int]:
    """Positions of what is worth the log; all of them where nothing is marked as that."""
    count = len(chronology.entries)
    found = (position for position in range(count) if _is_notable(chronology, position))
    first = list(islice(found, 1))
    if not first:
        yield from range(count)
    yield from first
    yield from found


def _is_notable(chronology: Chronology, position: int) -> bool:
    return position in chronology.radio or chronology.entries[position].weight != "routine"


def _activity(chronology: Chronology, position: int) -> tuple[str, str]:
    entry = chronology.entries[position]
    when = time_words(chronology, entry.time, chronology.placements[position])
    agencies = chronology.agencies_of(entry)
    labels = "agency not identified"
    if UNIDENTIFIED not in agencies:
        labels = " + ".join(map(chronology.agency_label, agencies))
    words = f"“{entry.text}”" if entry.verbatim else entry_words(entry)
    return visible(when), visible(f"{entry.kind.replace('_', ' ')}, {labels}: {words}")


def _rule(widths: Sequence[int]) -> Iterator[str]:
    yield f"+-{'-+-'.join('-' * width for width in widths)}-+\n"


def _row(widths: Sequence[int], *cells: str) -> Iterator[str]:
    """Cells beside each other, each wrapped to its width; a line break in one begins a line."""
    columns = [
        [line for part in cell.split("\n") for line in wrapped(part, width)]
        for cell, width in zip_longest(cells, widths, fillvalue="")
        if isinstance(width, int)
    ]
    for lines in zip_longest(*columns, fillvalue=""):
        padded = (
            line + " " * (width - _cells(line)) for line, width in zip(lines, widths, strict=True)
        )
        yield f"| {' | '.join(padded)} |\n"


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of so many cells at most; a word that is longer is broken."""
    lines = [""]
    for word in text.split():
        if lines[-1] and _cells(lines[-1]) + 1 + _cells(word) <= width:
            lines[-1] += f" {word}"
            continue
        lines += [""] if lines[-1] else []
        if _cells(word) <= width:
            lines[-1] = word
            continue
        for letter in word:
            if _cells(lines[-1] + letter) > width:
                lines.append("")
            lines[-1] += letter
    return lines


def _cells(text: str) -> int:
    """How many columns a text takes where letters are of one width, those of East Asia of two."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(one) else 2 if unicodedata.east_asian_width(one) in "WF" else 1
        for one in text
    )
