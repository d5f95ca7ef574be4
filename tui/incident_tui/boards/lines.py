"""What boards have in common: words beside a label, who says something, and where a row leads."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import zip_longest

from incident_tui.panes.detail import cite_words, offset_words
from incident_tui.panes.ink import DIFFERS, EMPTY, Ink, Line, Row, clip, cut, width_of, wrap
from incident_tui.record.model import Cite, Entry, Source
from incident_tui.record.text import visible
from incident_tui.record.time_value import Moment, Relative, TimeValue
from incident_tui.record.vocabulary import RELIABILITY_WORDS
from incident_tui.review.chronology import Chronology
from incident_tui.review.review import Review
from incident_tui.review.wording import (
    AT_ONCE,
    entry_words,
    known_words,
    moment_words,
    time_words,
    unknown_words,
)

NOT_YET = f"{DIFFERS} not known yet"
"""Stands for what nobody knew as of the cursor."""
TO_ENTRY, TO_SOURCE = "entry:", "source:"
"""What the key of a row begins with: the id of an entry, or of a source, follows."""
ONLY_SOURCE = "only:"
"""The same for a filter: the id of a source follows."""
_TIME = 12
"""Cells for a time, so that words stand below each other; `13:00…13:12~` takes them all."""
BETWEEN = " │ "
"""Stands between columns."""


def heading(words: str, width: int) -> list[Row]:
    """A heading, with an empty line above it."""
    return [Row(EMPTY), *(Row((Ink(line, "heading"),)) for line in wrap(words, width))]


def remark(words: str, width: int) -> list[Row]:
    """Words about the page itself."""
    return paragraph(words, width, "dim")


def paragraph(
    words: str, width: int, ink: str = "text", head: str = "", key: str = ""
) -> list[Row]:
    """Words wrapped beside a head; the first line can be chosen, if there is a key."""
    head = cut(visible(head), width // 2)
    rest = " " * width_of((Ink(head),))
    rows = []
    for number, line in enumerate(wrap(words, width - len(rest))):
        spans: Line = (Ink(rest if number else head, "dim"), Ink(line, ink))
        rows.append(Row(spans, "" if number else key))
    return rows


def columns(blocks: Sequence[Sequence[Line]], width: int) -> list[Row]:
    """Blocks of lines beside each other, each line at most `width` cells."""
    rows = []
    for lines in zip_longest(*blocks, fillvalue=EMPTY):
        row: list[Ink] = []
        for number, line in enumerate(lines):
            row += [Ink(BETWEEN, "faint")] if number else []
            row += [*line, Ink(" " * (width - width_of(line)))]
        rows.append(Row(tuple(row)))
    return rows


def entry_line(review: Review, identifier: str, width: int, head: str = "  ") -> list[Row]:
    """An entry by its time and words, which can be chosen; nothing for what is no entry.

    On the clock of knowing, what was not known yet is not told.
    """
    chronology = review.chronology
    position = chronology.positions.get(identifier)
    if position is None:
        return []
    entry = chronology.entries[position]
    time = visible(time_words(chronology, entry.time, chronology.placements[position]))
    words, ink = entry_words(entry), "text"
    if not review.is_known(position):
        words, ink = f"{DIFFERS} {unknown_words(chronology, position)}", "faint"
    line = (Ink(head, "dim"), Ink(f"{time:<{_TIME}}  ", "time"), Ink(visible(words), ink))
    return [Row(clip(line, width), TO_ENTRY + identifier)]


def source_of(chronology: Chronology, identifier: str) -> Source | None:
    """The source with this id."""
    return next((one for one in chronology.record.sources if one.id == identifier), None)


def said_by(chronology: Chronology, cite: Cite, affects: Iterable[str] = ()) -> str:
    """Who makes a claim, where, through whom; when that was known, and how it is graded.

    Args:
        affects: ids of the entries that the claim may be told in, if others could be meant too.
    """
    entries = told_in(chronology, cite, affects)
    when = {_when(chronology, entry) for entry in entries}
    grades = {f"graded {entry.grade}" if entry.grade else "" for entry in entries}
    words = [cite_words(chronology.record, cite)]
    words.append(when.pop() if len(when) == 1 else _published(chronology, cite))
    words.append(grades.pop() if len(grades) == 1 else "")
    if not words[-1]:
        source = source_of(chronology, cite.source)
        reliability = reliability_words(source) if source else ""
        words[-1] = reliability and f"source graded {reliability}"
    return " · ".join(word for word in words if word)


def reliability_words(source: Source) -> str:
    """How reliable a source is: `B usually reliable`; "" where that is not graded."""
    grade = source.reliability
    return f"{grade} {RELIABILITY_WORDS[grade]}" if grade else ""


def told_in(chronology: Chronology, cite: Cite, affects: Iterable[str] = ()) -> list[Entry]:
    """The entries that stand on the same line, by the same voice: of these if any of them does."""
    entries = _by_line(chronology).get((cite.source, cite.at, cite.by), [])
    wanted = {*affects}
    return [entry for entry in entries if entry.id in wanted] or entries


@lru_cache(1)
def _by_line(chronology: Chronology) -> dict[tuple[str, str, str], list[Entry]]:
    """From a source, a place in it and a voice to the entries of the timeline."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in chronology.record.timeline:
        for line in {(cite.source, cite.at, cite.by) for cite in entry.cite}:
            found.setdefault(line, []).append(entry)
    return found


def _when(chronology: Chronology, entry: Entry) -> str:
    """When it was said: the time of what was heard as it was said, or else when it was known."""
    position = chronology.positions[entry.id]
    known = known_words(chronology, position)
    if known == AT_ONCE:
        return time_words(chronology, entry.time, chronology.placements[position])
    return f"known {known}"


def _published(chronology: Chronology, cite: Cite) -> str:
    """That a claim was known when its source was published, where nothing else is known."""
    source = source_of(chronology, cite.source)
    if source is None or source.published is None:
        return ""
    return f"published {written_words(chronology, source.published)}"


def written_words(chronology: Chronology, value: TimeValue) -> str:
    """A time that is no entry's, as it is written."""
    form = value.at
    if isinstance(form, Relative) and form.anchor in chronology.positions:
        anchor = chronology.entries[chronology.positions[form.anchor]]
        return f"{offset_words(form)} “{entry_words(anchor)}”"
    return moment_words(form, chronology.zone) if isinstance(form, Moment) else str(value)
