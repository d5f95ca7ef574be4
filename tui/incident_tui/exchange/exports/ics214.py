"""The Activity Log of the Incident Command System, form ICS 214 of FEMA 502-2, as plain text.

The blocks have the form's numbers and names, 80 columns wide. Fields without an answer in the
record stay open for a person's hand: who keeps the log (blocks 3 to 5), who prepared (block 8).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from incident_tui.exchange.printed.withheld import (
    NOT_YET,
    PERHAPS_NOT_YET,
    lens_words,
    title_words,
)
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.names import acting_words, entry_words
from incident_tui.words.times import date_words, day_beside, entry_time, zone_words

WIDTH = 80
"""Columns of the whole form."""

_HALVES = (35, 38)
_THIRDS = (22, 20, 28)
_LOG = (18, 55)
_WHOLE = (76,)
"""Widths of the cells of a row, in columns of text."""
_NARROW = re.compile("[ -~¡-¬®-˿–-”…]*")
"""Texts of letters of a single column each, as most texts are."""
_BETWEEN_BOUNDS = re.compile("(?<=[…–])(?=.)")
_OPEN_ROWS = 3
"""Rows left open where the record names no resources."""


def export(lens: Lens) -> Iterator[str]:
    """The form, filled in as far as the record goes, line by line.

    The log has the entries of weight `notable` and `key`, every radio call, and as rows without
    words the entries not known yet. A record without known radio calls and notable entries has
    every entry in the log.
    """
    incident = lens.incident
    yield _head("EXERCISE" if incident.exercise else "")
    yield from _rule(_HALVES)
    period = "\n".join(["2. Operational Period:", *_period(lens)])
    yield from _row(_HALVES, f"1. Incident Name:\n{visible(title_words(lens))}", period)
    yield from _rule(_THIRDS)
    yield from _row(_THIRDS, "3. Name:\n\n", "4. ICS Position:", "5. Home Agency (and Unit):")
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, "6. Resources Assigned:")
    yield from _rule(_THIRDS)
    yield from _row(_THIRDS, "Name", "ICS Position", "Home Agency (and Unit)")
    yield from _rule(_THIRDS)
    yield from _resources(lens)
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, "7. Activity Log:")
    yield from _rule(_LOG)
    yield from _row(_LOG, f"Date/Time ({zone_words(lens)})", "Notable Activities")
    yield from _rule(_LOG)
    yield from _log(lens)
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, f"8. Prepared by:\n\nName: {'_' * 27}  Position/Title: {'_' * 25}")
    yield from _row(_WHOLE, f"\nSignature: {'_' * 22}  Date/Time: {'_' * 30}")
    yield from _rule(_WHOLE)
    if incident.exercise:
        yield "EXERCISE. Nothing in this log took place.\n"


def _head(mark: str) -> str:
    title = "ACTIVITY LOG (ICS 214)"
    return f"{title}{mark:>{WIDTH - len(title)}}".rstrip() + "\n"


def _period(lens: Lens) -> Iterator[str]:
    """From the first placed entry to the last; open where none is placed."""
    last = lens.last_to_end
    if last is None:
        yield from ("Date From:", "Time From:", "Date To:", "Time To:")
        return
    for side, position in (("From", 0), ("To", last)):
        date, time = _date_and_time(lens, position)
        yield f"Date {side}: {date}"
        yield f"Time {side}: {time}".rstrip()


def _date_and_time(lens: Lens, position: int) -> tuple[str, str]:
    """Day and time of a placed entry; no time where no more than the day is given."""
    words, best = entry_time(lens, position), lens.outline(position).placement.best
    assert best is not None
    day = lens.zone.local(best).date()
    if ":" not in words:
        return words if str(day.year) in words else f"{words} {day.year}", ""
    words = words.removeprefix(f"{day_beside(day, lens.zone.date)} ")
    return day_beside(day, None), f"{words} {zone_words(lens)}"


def _resources(lens: Lens) -> Iterator[str]:
    units = lens.units()
    for unit in units:
        agency = lens.agency(unit.agency)
        cells = (unit.call_sign, plain(unit.type), agency.name if agency else "")
        yield from _row(_THIRDS, *map(visible, cells))
    if not units:
        yield from _row(_THIRDS, "\n" * (_OPEN_ROWS - 1))


def _log(lens: Lens) -> Iterator[str]:
    """The log's rows: placed entries in the order of time, then unplaced entries, marked."""
    if about := lens_words(lens):
        yield from _row(_LOG, "", f"{about[0].upper()}{about[1:]}.")
    yield from _row(_LOG, "", f"Times without a date are of {date_words(lens)}.")
    unplaced = False
    for position in _in_log(lens):
        if not unplaced and position >= lens.placed_count:
            unplaced = True
            yield from _rule(_LOG)
            words = "NOT PLACED: these took place; the sources give no full time for them."
            yield from _row(_LOG, "", words)
        yield from _row(_LOG, *_activity(lens, position))


def _in_log(lens: Lens) -> Iterator[int]:
    """Positions of the entries in the log; every position where no entry is notable."""
    has_notable = any(_is_notable(lens, position) for position in range(lens.count))
    for position in range(lens.count):
        if not has_notable or _is_notable(lens, position) or not lens.tells(position):
            yield position


def _is_notable(lens: Lens, position: int) -> bool:
    """Whether an entry is known, and is a radio call or marked as notable."""
    entry = lens.entry(position)
    return entry is not None and (position in lens.radio or entry.weight != "routine")


def _activity(lens: Lens, position: int) -> tuple[str, str]:
    """The time of an entry, and kind, agencies and words."""
    entry, outline = lens.entry(position), lens.outline(position)
    when, kind = _time_lines(visible(entry_time(lens, position))), plain(outline.kind)
    if entry is None:
        return when, visible(f"{kind}: {NOT_YET}")
    labels = acting_words(lens, position)
    words = f"“{entry.text}”" if entry.verbatim else entry_words(entry)
    doubt = f" ({PERHAPS_NOT_YET})" if lens.certainty(position) == "possible" else ""
    return when, visible(f"{kind}, {labels}: {words}{doubt}")


def _time_lines(words: str) -> str:
    """A time, broken between its bounds where it is wider than its column."""
    if _cells(words) <= _LOG[0]:
        return words
    return _BETWEEN_BOUNDS.sub("\n", words)


def _rule(widths: Sequence[int]) -> Iterator[str]:
    yield f"+-{'-+-'.join('-' * width for width in widths)}-+\n"


def _row(widths: Sequence[int], *cells: str) -> Iterator[str]:
    """Cells in a row, each wrapped to a width; a line break in a cell begins a line."""
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
    """A text in lines of `width` cells at most; a longer word is broken."""
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
    """The columns of a text: two for each letter of East Asia, none for combining marks."""
    if _NARROW.fullmatch(text):
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 1 + (unicodedata.east_asian_width(letter) in "WF")
        for letter in text
    )
