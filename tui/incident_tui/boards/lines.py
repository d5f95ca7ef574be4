"""What boards have in common: words beside a label, who says something, and where a row leads."""

from collections.abc import Iterable

from incident_tui.panes.detail import cite_words
from incident_tui.panes.ink import EMPTY, Ink, Line, Row, clip, wrap
from incident_tui.record.model import Cite, Entry
from incident_tui.record.text import visible
from incident_tui.review.chronology import Chronology
from incident_tui.review.wording import entry_words, time_words

TO_ENTRY, TO_SOURCE = "entry:", "source:"
"""What the key of a row begins with: the id of an entry, or of a source, follows."""
ONLY_SOURCE = "only:"
"""The same for a filter: the id of a source follows."""


def heading(words: str, width: int) -> list[Row]:
    """A heading, with an empty line above it."""
    return [Row(EMPTY), *(Row((Ink(line, "heading"),)) for line in wrap(words, width))]


def paragraph(
    words: str, width: int, ink: str = "text", head: str = "", key: str = ""
) -> list[Row]:
    """Words wrapped beside a head; the first line can be chosen, if there is a key."""
    rows = []
    for number, line in enumerate(wrap(words, width - len(head))):
        first = number == 0
        spans: Line = (Ink(head if first else " " * len(head), "dim"), Ink(line, ink))
        rows.append(Row(spans, key if first else ""))
    return rows


def entry_line(chronology: Chronology, identifier: str, width: int, head: str = "  ") -> list[Row]:
    """An entry by its time and words, which can be chosen; nothing for what is no entry."""
    position = chronology.positions.get(identifier)
    if position is None:
        return []
    entry = chronology.entries[position]
    time = visible(time_words(chronology, entry.time, chronology.placements[position]))
    line = (Ink(head, "dim"), Ink(f"{time}  ", "time"), Ink(visible(entry_words(entry)), "text"))
    return [Row(clip(line, width), TO_ENTRY + identifier)]


def said_by(chronology: Chronology, cite: Cite) -> str:
    """Who makes a claim, where, through whom, and how it is graded."""
    words = [cite_words(chronology.record, cite)]
    entry = told_in(chronology, cite)
    if entry is not None:
        position = chronology.positions[entry.id]
        words.append(time_words(chronology, entry.time, chronology.placements[position]))
        words.append(entry.grade)
    return " · ".join(word for word in words if word)


def told_in(chronology: Chronology, cite: Cite, among: Iterable[str] | None = None) -> Entry | None:
    """The entry of the timeline that stands on the same line, by the same voice; None for none."""
    allowed = None if among is None else frozenset(among)
    for entry in chronology.record.timeline:
        if allowed is not None and entry.id not in allowed:
            continue
        for one in entry.cite:
            if (one.source, one.at, one.by) == (cite.source, cite.at, cite.by):
                return entry
    return None
