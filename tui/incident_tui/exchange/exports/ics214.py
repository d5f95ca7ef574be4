"""The Activity Log of the Incident Command System, form ICS 214 of FEMA 502-2, as plain text.

The blocks have the form's numbers and names, 80 columns wide. Fields without an answer in the
record stay open for a person's hand: the operational period (block 2), who keeps the log (blocks 3
to 5), who prepared (block 8). The log has every entry. Remarks after the log explain marks of time,
short names, ids of sources and of conflicts; notes of reviewers stand there, with numbers.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest

from incident_tui.exchange.exports.entry_lines import (
    source_lines,
    unplaced_positions,
    who_words,
)
from incident_tui.exchange.exports.note_lines import OPINIONS, TITLE, whole_line
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import (
    NOT_YET,
    PERHAPS_NOT_YET,
    lens_words,
    title_words,
)
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.citations import brief_cite_words
from incident_tui.words.counts import count_words
from incident_tui.words.entries import convention_words
from incident_tui.words.names import PLANNED, entry_words
from incident_tui.words.notation import TIME_MARKS
from incident_tui.words.notes import withheld_words
from incident_tui.words.times import (
    date_words,
    day_beside,
    duration_words,
    entry_time,
    zone_words,
)

WIDTH = 80
"""Columns of the whole form."""

_HALVES = (35, 38)
_THIRDS = (22, 20, 28)
_LOG = (18, 55)
_WHOLE = (76,)
"""Widths of the cells of a row, in columns of text."""
_NARROW = re.compile("[ -~¡-¬®-˿–-”…]*")
"""Texts of letters of a single column each, as most texts are."""
_PIECE = re.compile("[^…–]*[…–]|[^…–]+")
"""A part of a word after which a line may end."""
_UNPLACED = "NO TIME GIVEN: the sources give no full time for these."
_GRADES = (
    "the Admiralty code. The letter is the reliability of the source, from A completely reliable to"
    " F cannot be judged; the figure is the credibility, from 1 confirmed by other sources to 6"
    " cannot be judged."
)
_OPEN_ROWS = 3
"""Rows left open where the record names no resources."""


def export(view: View) -> Iterator[str]:
    """The form, filled in as far as the record goes, line by line.

    Entries not known yet are rows without words.
    """
    lens, incident = view.lens, view.lens.incident
    yield _head("EXERCISE" if incident.exercise else "")
    yield from _rule(_HALVES)
    period = "\n".join(["2. Operational Period:", *_period(view)])
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
    yield from _log(view)
    yield from _rule(_WHOLE)
    for remark in ("Remarks (no block of the form):", *_remarks(view)):
        yield from _row(_WHOLE, visible(remark))
    yield from _rule(_WHOLE)
    yield from _row(_WHOLE, f"8. Prepared by:\n\nName: {'_' * 27}  Position/Title: {'_' * 25}")
    yield from _row(_WHOLE, f"\nSignature: {'_' * 22}  Date/Time: {'_' * 30}")
    yield from _rule(_WHOLE)
    if incident.exercise:
        yield "EXERCISE. Nothing in this log took place.\n"


def _head(mark: str) -> str:
    title = "ACTIVITY LOG (ICS 214)"
    return f"{title}{mark:>{WIDTH - len(title)}}".rstrip() + "\n"


def _period(view: View) -> Iterator[str]:
    """No period, which no record has, but the first and the last time in the log."""
    yield "Not given in the record."
    first, last = next(view.placed, None), view.lens.last_to_end(view.shown)
    for side, position in (("First", first), ("Last", last)):
        if position is not None:
            yield f"{side} time in the log: {_date_and_time(view.lens, position)}"


def _date_and_time(lens: Lens, position: int) -> str:
    """Day and time of a placed entry; no time where no more than the day is given."""
    words, best = entry_time(lens, position), lens.outline(position).placement.best
    assert best is not None
    day = lens.zone.local(best).date()
    if ":" not in words:
        doubt = words[-1:] if words[-1:] in "~?%" else ""
        day_alone = words.removesuffix(doubt)
        return words if str(day.year) in words else f"{day_alone} {day.year}{doubt}"
    words = words.removeprefix(f"{day_beside(day, lens.zone.date)} ")
    return f"{day_beside(day, None)}, {words} {zone_words(lens)}"


def _resources(lens: Lens) -> Iterator[str]:
    units = lens.units()
    for unit in units:
        agency = lens.agency(unit.agency)
        kind = f" ({plain(unit.type)})" if unit.type else ""
        cells = (f"{unit.call_sign}{kind}", "", agency.name if agency else "")
        yield from _row(_THIRDS, *map(visible, cells))
    if not units:
        yield from _row(_THIRDS, "\n" * (_OPEN_ROWS - 1))


def _log(view: View) -> Iterator[str]:
    """The log's rows: placed entries in the order of time, then unplaced entries, marked."""
    lens = view.lens
    if about := lens_words(lens):
        yield from _row(_LOG, "", f"{about[0].upper()}{about[1:]}.")
    if view.filter_words:
        yield from _row(_LOG, "", visible(f"Shown: {view.filter_words}."))
    yield from _row(_LOG, "", f"Times without a date are of {date_words(lens)}.")
    numbers = {note.id: number for number, note in enumerate(view.told_notes, 1)}
    for position in view.placed:
        yield from _row(_LOG, *_activity(view, position, numbers))
    for planned, words in ((False, _UNPLACED), (True, f"{PLANNED.upper()}: {_UNPLACED}")):
        for number, position in enumerate(unplaced_positions(lens, planned, view.shown)):
            if not number:
                yield from _rule(_LOG)
                yield from _row(_LOG, "", words)
            yield from _row(_LOG, *_activity(view, position, numbers))


def _activity(view: View, position: int, numbers: Mapping[str, int]) -> tuple[str, str]:
    """The time of an entry; and kind, who acts, words, whom it concerns, and who said it.

    Args:
        numbers: from the id of a note to its number among the remarks.
    """
    lens = view.lens
    entry, outline = lens.entry(position), lens.outline(position)
    when, kind = _time_cell(visible(entry_time(lens, position))), plain(outline.kind)
    if entry is None:
        return when, visible(f"{kind}: {NOT_YET}")
    words = f"“{entry.text}”" if entry.verbatim else entry_words(entry)
    parts = [f"{', '.join(filter(None, (kind, who_words(lens, position))))}: {words}"]
    if concerned := lens.concerned(position):
        parts.append(f"; concerns {', '.join(map(lens.short, concerned))}")
    said = [brief_cite_words(lens, cite) for cite in entry.cite]
    said += [f"graded {entry.grade}"] if entry.grade else []
    parts += [f" ({'; '.join(said)})"] if said else []
    if conflicts := lens.conflicts_of(entry.id):
        parts.append(f" [disputed: {', '.join(conflict.id for conflict in conflicts)}]")
    if lens.certainty(position) == "possible":
        parts.append(f" ({PERHAPS_NOT_YET})")
    if found := [str(numbers[note.id]) for note in view.told_notes.on(outline.id)]:
        parts.append(f" [{TITLE.lower()}: {', '.join(found)}]")
    lines = [visible("".join(parts))]
    if about_time := _about_time(lens, position):
        lines.append(visible(f"Time: {about_time}"))
    return when, "\n".join(lines)


def _about_time(lens: Lens, position: int) -> str:
    """The source's words for the time, the reason, and the convention; "" for none of these."""
    entry = lens.entry(position)
    if entry is None:
        return ""
    stated = f"stated “{entry.time.stated}”" if entry.time.stated else ""
    basis = f"basis: {entry.time.basis}" if entry.time.basis else ""
    return "; ".join(filter(None, (stated, convention_words(lens, entry), basis)))


def _time_cell(words: str) -> str:
    """A time in lines: what is too long is broken between its bounds, never within a number."""
    if _cells(words) <= _LOG[0]:
        return words
    return words.replace("…", "…\n").replace("–", "–\n")


def _remarks(view: View) -> Iterator[str]:
    """Where the log comes from, what is in it, and the meaning of marks, names and ids."""
    lens = view.lens
    placed, unplaced = lens.placed_count, lens.count - lens.placed_count
    yield f"Written by incident-tui from the record `{lens.incident.id}`, not kept at the scene."
    yield "Nobody has prepared or signed it: block 8 is open."
    counts = f"{placed:,} with a place in time, {unplaced:,} without a full time."
    if view.filters.any:
        yield f"Entries of the record are left out: {view.filter_words}."
        yield f"The record has {counts}"
    else:
        yield f"No entry of the record is left out: {counts}"
    if lens.left_out_count:
        yield f"{count_words(lens.left_out_count, 'part')} of the record could not be read."
    yield "Times:"
    yield from (f"- {example}  {meaning}" for example, meaning in TIME_MARKS)
    for word, length in lens.zone.tolerances.items():
        yield f"- “{word}” is taken as {duration_words(length)}: a convention of the record"
    yield from _listed("Short names:", (f"{one.short}: {one.name}" for one in lens.agencies()))
    yield from _listed("Sources:", source_lines(lens))
    told = (one for one in lens.conflicts() if one.is_told)
    yield from _listed("Disputed:", (f"{one.id}: {one.topic}" for one in told))
    if any(entry.grade for entry in lens.timeline()):
        yield f"Grades: {_GRADES}"
    if view.notes is not None:
        lines = (whole_line(view, note) for note in view.told_notes)
        yield f"{TITLE}: {OPINIONS if view.told_notes else 'none.'}"
        yield from (f"- {number}. {line}" for number, line in enumerate(lines, 1))
        yield from filter(None, (withheld_words(view.withheld_notes),))


def _listed(heading: str, items: Iterable[str]) -> Iterator[str]:
    """A heading and a line for each item; nothing where there is no item."""
    for number, item in enumerate(items):
        if not number:
            yield heading
        yield f"- {item}"


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
    """A text in lines of `width` cells at most; a longer word is broken, after a dash if it can."""
    lines = [""]
    for word in text.split():
        if lines[-1] and _cells(lines[-1]) + 1 + _cells(word) <= width:
            lines[-1] += f" {word}"
            continue
        lines += [""] if lines[-1] else []
        if _cells(word) <= width:
            lines[-1] = word
            continue
        for piece in _PIECE.findall(word):
            if lines[-1] and _cells(lines[-1] + piece) > width:
                lines.append("")
            for letter in piece:
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
