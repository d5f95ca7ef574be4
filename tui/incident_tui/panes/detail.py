"""Detail: everything the record says of the entry under the cursor."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import msgspec

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import (
    DIFFERS,
    Ink,
    Row,
    cut,
    highlighted,
    lit,
    text_of_line,
    wrap,
)
from incident_tui.drawing.lines import LinkedLines
from incident_tui.drawing.rows import beside, field
from incident_tui.keymap import with_keys
from incident_tui.notes.kinds import WORDS
from incident_tui.panes.pane import ListPane
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import Relative
from incident_tui.record.vocabulary import plain
from incident_tui.review import intents
from incident_tui.review.commands import OpenPane, Play, Wish, WriteNote
from incident_tui.review.layout import TIMELINE
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_CONFLICT, TO_ENTRY, TO_NOTE, id_of, to_source, wish_of
from incident_tui.review.review import Review
from incident_tui.review.search import Query, spans
from incident_tui.review.told import NOT_YET, PERHAPS_NOT_YET
from incident_tui.words.corrected import corrected, correction, quoted_text
from incident_tui.words.entries import Fact, FactKind, facts
from incident_tui.words.names import KIND_GLYPHS
from incident_tui.words.notes import NOTE_MARKS, heard_words, note_text, written_words
from incident_tui.words.observations import more_lines
from incident_tui.words.references import links_in
from incident_tui.words.times import entry_time, known_words

if TYPE_CHECKING:  # a start has no notes
    from incident_tui.notes.model import Note

_LABEL = 11
_field = partial(field, size=_LABEL)
"""A label and words, in the rows of the pane."""
_INKS: dict[FactKind, str] = {
    "time": "time",
    "bounds": "dim",
    "order": "dim",
    "lasted": "dim",
    "basis": "dim",
    "known": "dim",
    "disputed": "dispute",
}
_JOINS: dict[FactKind, str] = {"counted": " · ", "stated": " · ", "to": " → "}
"""Between a fact and the fact before, in whose row it stands."""
_WRITTEN = frozenset[FactKind]({"basis", "sic"})
"""Facts in the words of the author of the record, who may refer to a conflict or a question."""
_HEARD = Ink(f"{NOTE_MARKS[WORDS]} ", "accent")
_RECORD = "in record"
"""The label of the words of the record, below corrected words."""
_NO_LINKS: Iterator[str] = iter(())
_UNSURE = f"? {PERHAPS_NOT_YET} as of this moment"
_UNKNOWN = f"{DIFFERS} {NOT_YET} as of this moment; {{clock}} shows what happened"


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane, wrapped to the width."""
    if not review.shown:
        return [Row((Ink("Nothing is selected.", "dim"),))]
    lens, position = review.lens, review.cursor
    entry = lens.entry(position)
    if entry is None:
        return _withheld(lens, position, width)
    heard = correction(entry, review.told_notes)
    query = review.search.query if review.search else None
    rows = _text(review, width, query)
    if heard:
        rows += _heard(heard, quoted_text(entry), width, query)
    for note in review.told_notes.on(review.entry_id):
        if note.kind == WORDS and note.text.strip() == entry.text.strip():
            words = f"{visible(heard_words(note))}: those of the record"
            rows += beside(_HEARD, words, width, "dim", TO_NOTE + note.id)
        elif note is not heard:
            rows += note_rows(note, width, TO_NOTE + note.id)
    if lens.certainty(position) == "possible":
        rows.insert(0, Row((Ink(cut(_UNSURE, width), "possible"),)))
    links = _links(lens, position)
    for label, words, kind in _joined(facts(lens, position)):
        key = next(links.get(kind, _NO_LINKS), "")
        lines = _field(label, words, width, _INKS.get(kind, "text"), key)
        rows += lines if key or kind not in _WRITTEN else _linked(lens, lines)
    return rows


def note_rows(note: "Note", width: int, key: str = "") -> list[Row]:
    """A note beside its mark, and its author: an opinion beside the facts of the record.

    Args:
        key: of the first row.
    """
    written = " · ".join(filter(None, (visible(note.by), written_words(note.at))))
    rows = beside(Ink(f"{NOTE_MARKS[note.kind]} ", "accent"), note_text(note), width, "text", key)
    for words in more_lines(note):
        rows += beside(Ink("  "), words, width)
    return [*rows, Row((Ink(cut(f"  {written}", width), "dim"),))]


def _links(lens: Lens, position: int) -> dict[FactKind, Iterator[str]]:
    """The links of facts by kind, in the order of the facts of the kind."""
    entry = lens.entry(position)
    if entry is None:
        return {}
    form, anchors = entry.time.at, list[str]()
    if isinstance(form, Relative) and lens.position(form.anchor) is not None:
        anchors.append(TO_ENTRY + form.anchor)
    return {
        "time": iter(anchors),
        "also on": (TO_ENTRY + lens.outline(one).id for one in lens.other_recordings(position)),
        "source": (to_source(cite.source, cite.at) for cite in entry.cite),
        "disputed": (TO_CONFLICT + conflict.id for conflict in lens.conflicts_of(entry.id)),
    }


def _linked(lens: Lens, rows: Iterable[Row]) -> Iterator[Row]:
    """Rows that lead to the first conflict or question that each row names by id."""
    for row in rows:
        words = "".join(span.text for span in row.line)  # matches divide a row into more spans
        yield row._replace(key=next(links_in(lens, words), ""))


def _joined(told: Iterable[Fact]) -> list[Fact]:
    """Facts, with the kinds of `_JOINS` joined to the fact before."""
    joined: list[Fact] = []
    for fact in told:
        if fact.kind in _JOINS:
            words = f"{joined[-1].words}{_JOINS[fact.kind]}{fact.words}"
            joined[-1] = joined[-1]._replace(words=words)
        else:
            joined.append(fact)
    return joined


def _withheld(lens: Lens, position: int, width: int) -> list[Row]:
    """The rows of a withheld entry: kind, time, and when it was known."""
    rows = [Row((Ink(line, "possible"),)) for line in wrap(with_keys(_UNKNOWN), width)]
    rows.append(Row((Ink(cut(_kind(lens.outline(position).kind), width), "heading"),)))
    rows += _field("time", entry_time(lens, position), width, "time")
    return rows + _field("known", known_words(lens, position), width, "dim")


def _kind(kind: str) -> str:
    return f"{KIND_GLYPHS[kind]} {plain(kind)}"


def _heard(note: "Note", before: str, width: int, query: Query | None) -> Iterator[Row]:
    """The rows below corrected words: who has heard them, and the words of the record."""
    yield from beside(_HEARD, visible(heard_words(note)), width, "dim", TO_NOTE + note.id)
    yield from (_lit(row, query) for row in _field(_RECORD, before, width, "dim"))


def _lit(row: Row, query: Query | None) -> Row:
    """A row of a field, with the matches within its words highlighted."""
    found = spans(query, text_of_line(row.line)) if query else []
    return row._replace(line=lit(row.line, [span for span in found if span[0] >= _LABEL]))


def _text(review: Review, width: int, query: Query | None) -> list[Row]:
    """The title and the whole text of the entry as shown; matches are highlighted."""
    found = review.lens.entry(review.cursor)
    if found is None:
        return []
    lens, entry = review.lens, corrected(found, review.told_notes)
    kind = _kind(entry.kind)
    head = f"{kind} · {visible(entry.title)}" if entry.title else kind
    rows = [*_wrapped(head, width, "heading", query, len(kind))]
    text = quoted_text(entry)
    if text != entry.title:
        quotes = int(entry.verbatim)
        rows += _wrapped(text, width, "bright", query, quotes, quotes)
    return rows if entry.verbatim else [*_linked(lens, rows)]


def _wrapped(
    text: str, width: int, ink: str, query: Query | None, before: int = 0, after: int = 0
) -> Iterator[Row]:
    """A text in rows, with matches highlighted, also across rows.

    Args:
        before: the number of letters at the start that are not searched.
        after: the number of letters at the end that are not searched.
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


class Detail(LinkedLines, ListPane):
    """The pane of the entry under the cursor; no row is selected before a key selects it.

    With the focus, `j` and `k` scroll the entry and select its links; other keys of the timeline
    move the cursor of the timeline, and Esc returns to the timeline.
    """

    COLUMN = "middle"
    HINTS_STAY = False
    SELECTS_FIRST = False
    draw = staticmethod(draw)

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """The keys of the pane; Enter where the entry cites a source."""
        entry = review.lens.entry(review.cursor) if review.shown else None
        follows = [Hint("Enter", "follows a link")] if entry and entry.cite else []
        return [Hint("j/k", "scrolls"), *follows, Hint("Esc", "back to timeline")]

    def show(self, review: Review) -> None:
        """Draw a review, from the top when the cursor has moved."""
        moved = self._review is None or self._review.entry_id != review.entry_id
        if moved:
            self.selected = None
        super().show(review)
        if moved and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)

    def enter(self, key: str) -> Wish | None:
        """Follow the link of a row."""
        return wish_of(key)

    def means(self, wish: Wish) -> Wish | None:
        """The meaning of a wish: first and last are entries of the timeline, Esc leads there."""
        match wish:
            case intents.First() | intents.Last():
                return wish
            case intents.UndoFilter():
                return OpenPane(TIMELINE)
            case WriteNote() if self.key.startswith(TO_NOTE):
                return msgspec.structs.replace(wish, note=id_of(self.key))
        return super().means(wish)

    def space(self) -> Wish | None:
        """What Space stands for: the sound of the entry."""
        return Play()
