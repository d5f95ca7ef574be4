"""Intervals: how long things took, as bounds, or why that cannot be computed; nothing is judged."""

from incident_tui.boards.lines import TO_ENTRY, entry_line, paragraph
from incident_tui.panes.ink import EMPTY, Ink, Row, spread
from incident_tui.record.text import visible
from incident_tui.review.intervals import entry_of, lengths, since_mark
from incident_tui.review.review import Review
from incident_tui.review.wording import entry_words


def draw(review: Review, width: int) -> list[Row]:
    """The page: each interval of the record, from where to where, and its length."""
    chronology = review.chronology
    rows: list[Row] = []
    if (marked := since_mark(review)) is not None:
        rows += [
            *paragraph("From the mark to the cursor", width, "bright"),
            *entry_line(chronology, review.mark, width, "  from  "),
            *entry_line(chronology, review.entry.id if review.entry else "", width, "    to  "),
            *paragraph(str(marked), width, "possible" if marked.why else "here", "        "),
            Row(EMPTY),
        ]
    for interval, length in lengths(chronology):
        start = entry_of(chronology, interval.start)
        end = entry_of(chronology, interval.end)
        key = TO_ENTRY + chronology.entries[start].id if start is not None else ""
        name = (Ink(visible(interval.name), "bright"),)
        if length.why:
            rows.append(Row(name, key))
            rows += paragraph(str(length), width, "possible", "  ")
        else:
            rows.append(Row(spread(name, (Ink(str(length), "here"),), width), key))
        for label, name_of_end, position in (
            ("  from  ", interval.start, start),
            ("    to  ", interval.end, end),
        ):
            entry = None if position is None else chronology.entries[position]
            words = f"{entry_words(entry)}" if entry else f"`{name_of_end}`, which nothing reaches"
            rows += paragraph(words, width, "dim", label, TO_ENTRY + entry.id if entry else "")
        if interval.note:
            rows += paragraph(interval.note, width, "dim", "  note  ")
        rows.append(Row(EMPTY))
    return rows[:-1] or [
        Row((Ink("No interval is recorded. m marks an entry to count from.", "dim"),))
    ]
