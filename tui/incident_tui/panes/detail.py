"""Detail: everything the record says of the entry under the cursor."""

from collections.abc import Iterator
from functools import partial

from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.ink import DIFFERS, Ink, Row, cut, highlighted, wrap
from incident_tui.drawing.rows import field
from incident_tui.panes.pane import ListPane
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Entry
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import Relative
from incident_tui.review.review import Review
from incident_tui.review.search import Query, spans
from incident_tui.words.citations import cite_words, grade_words
from incident_tui.words.entries import (
    audio_words,
    change_words,
    channel_words,
    place_words,
    time_notes,
    transcript_words,
    who_words,
)
from incident_tui.words.names import KIND_GLYPHS
from incident_tui.words.times import known_words, time_words
from incident_tui.words.written import offset_words

_field = partial(field, size=11)
"""A label and its words, in the rows of this pane."""
_UNSURE = "? perhaps not known yet as of this moment"
_UNKNOWN = f"{DIFFERS} not known yet as of this moment; h tells what happened"


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane, wrapped to the width."""
    entry, placement = review.entry, review.placement
    if entry is None or placement is None:
        return [Row((Ink("Nothing is selected.", "dim"),))]
    if not review.is_known(review.cursor):
        return _unknown(review, entry, placement, width)
    chronology = review.chronology
    rows = _text(entry, width, review.search.query if review.search else None)
    if review.how_known(review.cursor) == "possible":
        rows.insert(0, Row((Ink(cut(_UNSURE, width), "possible"),)))
    rows += _field("time", _time(chronology, entry, placement), width, "time")
    for more in time_notes(chronology, entry, placement):
        rows += _field("", more, width, "dim")
    rows += _field("known", known_words(chronology, review.cursor), width, "dim")
    rows += _field("who", who_words(chronology, entry), width)
    rows += _field("channel", channel_words(chronology.record, entry), width)
    rows += _field("audio", audio_words(entry.audio), width)
    rows += _field("transcript", transcript_words(entry.transcript), width)
    rows += _field("place", place_words(chronology.record, entry), width)
    for number, cite in enumerate(entry.cite):
        label = "source" if number == 0 else ""
        rows += _field(label, cite_words(chronology.record, cite), width)
    rows += _field("grade", grade_words(entry.grade), width)
    rows += _field("changes", " · ".join(change_words(chronology.record, entry)), width)
    for number, conflict in enumerate(chronology.conflicts_of.get(entry.id, ())):
        claims = " ↔ ".join(claim.value for claim in conflict.claims)
        label = "disputed" if number == 0 else ""
        rows += _field(label, f"{conflict.topic}: {claims}", width, "possible")
    rows += _field("sic", entry.sic, width)
    return rows


def _unknown(review: Review, entry: Entry, placement: Placement, width: int) -> list[Row]:
    """What is told of an entry that nobody had heard of yet: that there is one, and when it was."""
    chronology = review.chronology
    rows = [Row((Ink(line, "possible"),)) for line in wrap(_UNKNOWN, width)]
    rows.append(Row((Ink(cut(_kind(entry), width), "heading"),)))
    rows += _field("time", time_words(chronology, entry.time, placement), width, "time")
    return rows + _field("known", known_words(chronology, review.cursor), width, "dim")


def _kind(entry: Entry) -> str:
    return f"{KIND_GLYPHS[entry.kind]} {entry.kind.replace('_', ' ')}"


def _text(entry: Entry, width: int, query: Query | None) -> list[Row]:
    """The entry's own words, whole, under its title; what is searched for is lit."""
    kind = _kind(entry)
    head = f"{kind} · {visible(entry.title)}" if entry.title else kind
    rows = [*_wrapped(head, width, "heading", query, len(kind))]
    text = f"“{entry.text}”" if entry.verbatim else entry.text
    if text != entry.title:
        quotes = int(entry.verbatim)
        rows += _wrapped(text, width, "bright", query, quotes, quotes)
    return rows


def _wrapped(
    text: str, width: int, ink: str, query: Query | None, before: int = 0, after: int = 0
) -> Iterator[Row]:
    """A text in rows, what is found in it lit, also from one row to the next.

    Args:
        before: how many letters at its start are none of what is searched.
        after: how many at its end.
    """
    words = " ".join(paragraphs(text))
    places = spans(query, words[before : len(words) - after]) if query else []
    found = [(start + before, stop + before) for start, stop in places]
    end = 0
    for line in wrap(text, width):
        begin = words.index(line, end)
        end = begin + len(line)
        here = [(max(start, begin), min(stop, end)) for start, stop in found]
        inside = [(start - begin, stop - begin) for start, stop in here if start < stop]
        yield Row(highlighted(line, line, inside, ink))


def _time(chronology: Chronology, entry: Entry, placement: Placement) -> str:
    words = time_words(chronology, entry.time, placement)
    if isinstance(entry.time.at, Relative):
        anchor = entry.time.at.anchor
        position = chronology.positions.get(anchor)
        if position is not None:
            other = chronology.entries[position].time
            shown = time_words(chronology, other, chronology.placements[position])
            words += f" · {offset_words(entry.time.at)} {shown} ({anchor})"
    if entry.time.stated:
        words += f" · stated “{entry.time.stated}”"
    return words


class Detail(ListPane):
    """The pane of the entry under the cursor."""

    COLUMN = "left"
    draw = staticmethod(draw)

    def show(self, review: Review) -> None:
        """Draw a review, from the top when the cursor has moved."""
        moved = self._review is None or self._review.entry is not review.entry
        super().show(review)
        if moved and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)
