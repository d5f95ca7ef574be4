"""The timeline: one row an entry, as honest about its time as the record; gaps; the unplaced."""

from incident_tui.chronology.chronology import RADIO, Chronology
from incident_tui.chronology.histories import Certainty, Clock
from incident_tui.drawing.ink import (
    AGENCY_COLOURS,
    DIFFERS,
    Ink,
    Line,
    cut,
    fit,
    highlighted,
    width_of,
)
from incident_tui.drawing.lines import Lines
from incident_tui.record.calls.line import words_of
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.review.rows import Gap, TimelineRows, Tray
from incident_tui.review.search import Query, spans
from incident_tui.words.filters import filter_words
from incident_tui.words.names import KIND_GLYPHS, entry_words
from incident_tui.words.times import length_words, time_words, unknown_words

_SAMPLE = 300
_LABEL = 6
_LONGEST_TIME = 18
"""Cells for two times to the second and what qualifies them: `20:36:05…20:39:10~`."""


def agency_ink(chronology: Chronology, identifier: str) -> str:
    """The colour of an agency: its own, or one of the palette by its place in the record."""
    agency = chronology.agencies.get(identifier)
    if agency is None:
        return "dim"
    if agency.color:
        return agency.color
    return f"agency-{list(chronology.agencies).index(identifier) % AGENCY_COLOURS}"


def time_width(chronology: Chronology) -> int:
    """Cells for the column of times: as many as its first and last entries take."""
    count = len(chronology.entries)
    sample = {*range(min(count, _SAMPLE)), *range(max(count - _SAMPLE, 0), count)}
    sample |= {*range(chronology.placed_count, min(chronology.placed_count + _SAMPLE, count))}
    widths = [len(_time(chronology, position)) for position in sample]
    return min(max([5, *widths]), _LONGEST_TIME)


def draw_entry(
    chronology: Chronology,
    position: int,
    times: int,
    width: int,
    query: Query | None = None,
    known: Certainty = "certain",
) -> Line:
    """The row of an entry: time, agency, kind and text, in so many cells; what is found is lit.

    What was not known yet is not told, and what may not have been has a `?`.
    """
    entry = chronology.entries[position]
    if known == "unknown":
        return _unknown(chronology, position, times, width)
    agencies = chronology.agencies_of(entry)
    ink = agency_ink(chronology, agencies[0])
    radio = entry.kind == RADIO
    label = visible(chronology.agency_label(agencies[0]))
    label = fit(label, _LABEL) if len(agencies) == 1 else fit(label, _LABEL - 1).rstrip() + "+"
    head = (
        Ink(fit(_time(chronology, position), times), "time" if radio else "dim"),
        Ink(" "),
        Ink("▎", ink),
        Ink(fit(label, _LABEL), ink),
        Ink(" "),
        Ink(KIND_GLYPHS[entry.kind], "accent" if radio else "dim"),
        Ink("?" if known == "possible" else " ", "possible"),
    )
    words, room = visible(entry_words(entry)), width - width_of(head)
    ink = "radio" if radio else "dim"
    if query is None:
        return (*head, Ink(fit(words, room), ink))
    found = spans(query, words)
    if not found and spans(query, visible(words_of(entry))):  # in the text, while the title shows
        words = f"{cut(words, room - 2)} …"
        found = [(len(words) - 1, len(words))]
    return (*head, *highlighted(words, fit(words, room), found, ink))


def _unknown(chronology: Chronology, position: int, times: int, width: int) -> Line:
    """The row of an entry that nobody had heard of yet."""
    glyph = KIND_GLYPHS[chronology.entries[position].kind]
    head = (
        Ink(fit(_time(chronology, position), times), "faint"),
        Ink(" ▎", "faint"),
        Ink(fit(DIFFERS, _LABEL), "accent"),
        Ink(f" {glyph} ", "faint"),
    )
    words = visible(unknown_words(chronology, position))
    return (*head, Ink(fit(words, width - width_of(head)), "faint"))


def draw_gap(gap: Gap, width: int) -> Line:
    """The row of a time without entries."""
    about = "" if gap.exact else "about "
    missing = "without radio traffic" if gap.radio else "without an entry"
    words = f" {about}{length_words(gap.length)} {missing} "
    if gap.hidden:
        words = f" {about}{length_words(gap.length)} · {gap.hidden:,} hidden "
    return _rule(words, "╌", width, "faint")


def draw_tray(tray: Tray, width: int) -> Line:
    """The heading of the unplaced entries."""
    entries = "entry" if tray.shown == 1 else "entries"
    words = f" unplaced · {tray.shown:,} {entries} the source gives no full time for "
    if len(words) + 6 > width:
        words = f" unplaced · {tray.shown:,} {entries} "
    return _rule(words, "─", width, "heading")


def draw_nothing(review: Review) -> list[Line]:
    """What stands in an empty timeline: why it is empty, and the way out."""
    total = len(review.chronology.entries)
    if not total:
        complete = review.chronology.complete
        words = "The record has no entries." if complete else "No entry is read yet."
        return [(Ink(words, "dim"),)]
    words = filter_words(review.chronology, review.filters)
    return [
        (Ink(f"No entry passes the filter: {visible(words)}", "bright"),),
        (Ink(f"All {total:,} entries are hidden.", "dim"),),
        (
            Ink("0", "key"),
            Ink(" shows everything · ", "dim"),
            Ink("f", "key"),
            Ink(" picks other agencies", "dim"),
        ),
    ]


def _time(chronology: Chronology, position: int) -> str:
    value = chronology.entries[position].time
    return visible(time_words(chronology, value, chronology.placements[position]))


def _rule(words: str, stroke: str, width: int, ink: str) -> Line:
    left = 3
    right = max(width - left - width_of([Ink(words)]), 0)
    return (Ink(stroke * left, "faint"), Ink(words, ink), Ink(stroke * right, "faint"))


class Timeline(Lines):
    """The pane of entries; its mark is the review's cursor."""

    MARK_STAYS = True

    def __init__(self) -> None:
        super().__init__(id="timeline", classes="pane timeline")
        self.border_title = "1 Timeline"
        self._review: Review | None = None
        self._rows: TimelineRows | None = None
        self._times = 5
        self._nothing: list[Line] = []
        self._query: Query | None = None

    def show(self, review: Review) -> None:
        """Draw a review: all of it if another set of entries is shown, else just the cursor."""
        old, self._review = self._review, review
        same = old is not None and old.chronology is review.chronology
        if not same:
            self._times = time_width(review.chronology)
        if not same or old is None or old.shown is not review.shown:
            self._rows = TimelineRows(review)
            self._nothing = [] if review.shown else draw_nothing(review)
            self.entitle(f"{len(review.shown):,} of {len(review.chronology.entries):,}")
            self.selected = None
            self.forget()
        elif old is not None:
            self._tell(old, review)
        self._light()
        self.select(self._rows.row_of(review.cursor) if self._rows and review.shown else None)

    def _tell(self, old: Review, new: Review) -> None:
        """Paint the rows again that came to be known between two reviews, or the other way."""
        if old.clock is not new.clock:
            self.forget()
        elif new.clock is Clock.KNOWN and old.as_of != new.as_of:
            top, height = self.scroll_offset.y, self.scrollable_content_region.height
            rows = range(top, min(top + height, self.count()))
            self.keep_lines(rows)
            positions = ((row, self.position_of(row)) for row in rows)
            self.forget_lines(
                [
                    row
                    for row, position in positions
                    if position is not None and old.how_known(position) != new.how_known(position)
                ]
            )

    def _light(self) -> None:
        """Paint again if something else is searched for."""
        query = self._review.search.query if self._review and self._review.search else None
        if query != self._query:
            self._query = query
            self.forget()

    def count(self) -> int:
        """How many rows there are."""
        return len(self._nothing) or (len(self._rows) if self._rows else 0)

    def line(self, number: int, width: int) -> Line:
        """One row."""
        if self._nothing:
            return self._nothing[number]
        if self._rows is None or self._review is None:
            return ()
        row = self._rows[number]
        if isinstance(row, Gap):
            return draw_gap(row, width)
        if isinstance(row, Tray):
            return draw_tray(row, width)
        known = self._review.how_known(row)
        return draw_entry(self._review.chronology, row, self._times, width, self._query, known)

    def position_of(self, number: int) -> int | None:
        """The position of the entry in a row; None for a gap or a heading."""
        if self._nothing or self._rows is None:
            return None
        row = self._rows[number]
        return row if isinstance(row, int) else None

    @property
    def page(self) -> int:
        """How many rows a page is."""
        return max(self.scrollable_content_region.height - 1, 1)
