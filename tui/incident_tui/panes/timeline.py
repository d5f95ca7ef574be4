"""The timeline: a row an entry, its time as exact as the record's; gaps; unplaced entries."""

from textual.content import Content

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import (
    DIFFERS,
    Ink,
    Line,
    cut,
    fit,
    highlighted,
    width_of,
)
from incident_tui.panes.pane import Pane
from incident_tui.record.calls.entry_parts import words_of
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import Weight
from incident_tui.review import commands, intents
from incident_tui.review.commands import Wish
from incident_tui.review.layout import TIMELINE, number_of, title_of
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.rows import Gap, TimelineRows, Tray
from incident_tui.review.search import Query, is_found, spans
from incident_tui.review.time_column import TimeColumn
from incident_tui.words.counts import count_words
from incident_tui.words.filters import filter_words
from incident_tui.words.intervals import gap_words
from incident_tui.words.marks import mark_words
from incident_tui.words.names import KIND_GLYPHS, entry_words
from incident_tui.words.time_column import ColumnTimes, column_times
from incident_tui.words.times import entry_time, unknown_words

CONCERNS = "›"
"""The mark of an agency that an entry concerns, and that neither acts nor speaks."""
_INKS: dict[Weight, str] = {"key": "bright", "notable": "text", "routine": "routine"}
"""The inks of the words of entries up to the cursor, by weight."""
_LATER_INKS: dict[Weight, str] = {"key": "later-key", "notable": "dim", "routine": "dim"}
"""The inks of the words of entries after the cursor."""
_SAMPLE = 300
_COUNTED_SAMPLE = 60
"""Entries near the cursor, and at each end, whose counted times are measured."""
_LABEL = 6
_LONGEST_TIME = 18
"""Cells for two times to the second with a qualifier: `20:36:05…20:39:10~`."""


def agency_ink(lens: Lens, identifier: str) -> str:
    """The ink of an agency; `dim` where no agency is known."""
    return lens.colour(identifier) or "dim"


def time_width(lens: Lens) -> int:
    """Cells for the column of times: as many as the first and last entries take."""
    count, placed = lens.count, lens.placed_count
    sample = {*range(min(count, _SAMPLE)), *range(max(count - _SAMPLE, 0), count)}
    sample |= {*range(placed, min(placed + _SAMPLE, count))}
    widths = [len(_time(lens, position)) for position in sample]
    return min(max([5, *widths]), _LONGEST_TIME)


def counted_width(column: ColumnTimes) -> int:
    """Cells for the column of counted times: as many as some entries take, here and at the ends."""
    shown = column.review.shown
    here = max(shown.rank(column.review.cursor) - _COUNTED_SAMPLE // 2, 0)
    sample = {*shown[:_COUNTED_SAMPLE], *shown[here : here + _COUNTED_SAMPLE]}
    sample |= {*shown[-_COUNTED_SAMPLE:]}
    widths = [width_of([Ink(visible(column.words(position)))]) for position in sample]
    return min(max([5, *widths]), _LONGEST_TIME)


def draw_entry(
    lens: Lens,
    position: int,
    times: int,
    width: int,
    query: Query | None = None,
    time: str | None = None,
    is_later: bool = False,
) -> Line:
    """The row of an entry: time, agency, kind and text in `width` cells; matches are highlighted.

    A withheld entry has no words, and an entry that is only possibly known has a `?`, for which the
    rows have a cell more on the clock of the known.

    Args:
        times: cells of the column of times.
        time: the words in the column of times; None for the time as given.
        is_later: whether the entry comes after the cursor: its row is dimmer.
    """
    time = _time(lens, position) if time is None else visible(time)
    entry = lens.entry(position)
    if entry is None:
        return _withheld(lens, position, fit(time, times), width)
    radio = position in lens.radio
    label, ink = _label(lens, position)
    head = (
        Ink(fit(time, times), "dim" if is_later else "time"),
        Ink(" "),
        Ink("▎", ink),
        Ink(fit(label, _LABEL), ink),
        Ink(" "),
        Ink(KIND_GLYPHS[entry.kind], "accent" if radio else "dim"),
        Ink("?" if lens.certainty(position) == "possible" else " ", "possible"),
        Ink(" " if lens.clock is Clock.KNOWN else ""),
    )
    words, room = visible(entry_words(entry)), width - width_of(head)
    ink = (_LATER_INKS if is_later else _INKS)[entry.weight]
    if query is None:
        return (*head, Ink(fit(words, room), ink))
    found = spans(query, words)
    # A match in the text, while the title shows.
    if not found and is_found(query, visible(words_of(entry))):
        words = f"{cut(words, room - 2)} …"
        found = [(len(words) - 1, len(words))]
    return (*head, *highlighted(words, fit(words, room), found, ink))


def _label(lens: Lens, position: int) -> tuple[str, str]:
    """The agency that acts or speaks, with a mark if the entry concerns a further agency; the ink.

    Where nobody is known to act, a concerned agency stands behind the mark: `›IPD`.
    """
    acting, concerned = lens.acting(position), lens.concerned(position)
    if not acting:
        return f"{CONCERNS}{visible(lens.short(concerned[0]))}" if concerned else "?", "dim"
    mark = CONCERNS if concerned else "+" if len(acting) > 1 else ""
    label = cut(visible(lens.short(acting[0])), _LABEL - len(mark))
    return label + mark, agency_ink(lens, acting[0])


def _withheld(lens: Lens, position: int, time: str, width: int) -> Line:
    """The row of a withheld entry.

    Args:
        time: the column of times.
    """
    glyph = KIND_GLYPHS[lens.outline(position).kind]
    head = (
        Ink(time, "faint"),
        Ink(" ▎", "faint"),
        Ink(fit(DIFFERS, _LABEL), "accent"),
        Ink(f" {glyph}  ", "faint"),
    )
    words = visible(unknown_words(lens, position))
    return (*head, Ink(fit(words, width - width_of(head)), "faint"))


def hints_of(review: Review) -> list[Hint]:
    """The meaning of each mark in the row of the cursor, as far as there is room, and Enter."""
    if not review.shown:
        return []
    marks = mark_words(review.lens, review.cursor)
    return [*(Hint("", visible(words)) for words in marks), Hint("Enter", "opens the entry")]


def draw_gap(gap: Gap, width: int) -> Line:
    """The row of the time to the next entry."""
    return _rule(f" {gap_words(gap)} ", "╌", width, "faint", "line")


def draw_tray(tray: Tray, width: int) -> Line:
    """The heading of the unplaced entries."""
    count = count_words(tray.total, "entry", "entries")
    if tray.shown != tray.total:
        count = f"{tray.shown:,} of {count}"
    words = f" unplaced · {count} the source gives no full time for "
    if len(words) + 6 > width:
        words = f" unplaced · {count} "
    return _rule(words, "─", width, "heading")


def draw_nothing(review: Review) -> list[Line]:
    """The lines of an empty timeline: the reason, and the keys that help."""
    total = review.lens.count
    if not total:
        complete = review.lens.is_complete
        words = "The record has no entries." if complete else "No entry is read yet."
        return [(Ink(words, "dim"),)]
    filters = review.filters
    words = filter_words(review.lens, filters)
    helpful = [Ink("0", "key", "0"), Ink(" shows everything", "dim")]
    for shown, key, help_words in (
        (filters.words, "&", "shows entries without a hit too"),
        (filters.agencies, "f", "picks other agencies"),
        (filters.units, "f", "picks other units"),
        (filters.kinds, "r", "shows entries of any kind"),
    ):
        if shown is not None:
            helpful += [
                Ink(" · ", "dim"),
                Ink(key, "key", "ampersand" if key == "&" else key),
                Ink(f" {help_words}", "dim"),
            ]
    return [
        (Ink(f"No entry passes: {visible(words)}", "bright"),),
        (Ink(f"All {total:,} entries are hidden. The panes keep their moment.", "dim"),),
        tuple(helpful),
    ]


def _time(lens: Lens, position: int) -> str:
    return visible(entry_time(lens, position))


def _rule(words: str, stroke: str, width: int, ink: str, stroke_ink: str = "faint") -> Line:
    left = 3
    right = max(width - left - width_of([Ink(words)]), 0)
    return (Ink(stroke * left, stroke_ink), Ink(words, ink), Ink(stroke * right, stroke_ink))


class Timeline(Pane):
    """The pane of entries, whose mark is the cursor of the review."""

    COLUMN = "left"
    MARK_STAYS = True

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self._review: Review | None = None
        self._rows: TimelineRows | None = None
        self._times = 5
        self._column: ColumnTimes | None = None
        self._nothing: list[Line] = []
        self._query: Query | None = None

    def show(self, review: Review) -> None:
        """Draw a review: every row if the entries shown have changed, else just the cursor."""
        old, self._review = self._review, review
        same = old is not None and old.is_of_same_chronology(review)
        self._column = column_times(review, self._column)
        if old is None or not same or old.times is not review.times:
            self._measure_times(self._column)
        if not same or old is None or old.shown is not review.shown:
            self._rows = TimelineRows(review)
            self._nothing = [] if review.shown else draw_nothing(review)
            self.selected = None
            self.forget()
        elif old is not None:
            self._tell(old, review)
            self._dim_later(old, review)
        self._light()
        self.show_hints(hints_of(review))
        self.select(self._rows.row_of(review.cursor) if self._rows and review.shown else None)

    def _measure_times(self, column: ColumnTimes) -> None:
        """Make room for the times, and name in the border what they are counted from."""
        is_clock = column.review.times is TimeColumn.CLOCK
        self._times = time_width(column.review.lens) if is_clock else counted_width(column)
        named = [f"{number_of(TIMELINE)} {title_of(TIMELINE)}", visible(column.title)]
        self.border_title = Content(" · ".join(filter(None, named)))

    def _tell(self, old: Review, new: Review) -> None:
        """Paint rows again whose entries are withheld in only one of two reviews."""
        if old.clock is not new.clock or old.times is not new.times:
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
                    if position is not None and self._differs(old, new, position)
                ]
            )

    def _dim_later(self, old: Review, new: Review) -> None:
        """Paint the rows in view again that the cursor has passed, in either direction."""
        if self._rows is None or old.cursor == new.cursor or not new.shown:
            return
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        view = range(top, min(top + height, self.count()))
        self.keep_lines(view)
        here, there = sorted(self._rows.row_of(one.cursor) for one in (old, new))
        self.forget_lines(range(max(here, view.start), min(there + 1, view.stop)))

    def _differs(self, old: Review, new: Review, position: int) -> bool:
        """Whether the row of an entry differs: its words, or who was known to speak before it."""
        if old.lens.certainty(position) != new.lens.certainty(position):
            return True
        if new.times is not TimeColumn.SPEAKER:
            return False
        return old.lens.spoke_before(position) != new.lens.spoke_before(position)

    def _light(self) -> None:
        """Paint again if something else is searched for."""
        query = self._review.search.query if self._review and self._review.search else None
        if query != self._query:
            self._query = query
            self.forget()

    def count(self) -> int:
        """The number of rows."""
        return len(self._nothing) or (len(self._rows) if self._rows else 0)

    def line(self, number: int, width: int) -> Line:
        """A row."""
        if self._nothing:
            return self._nothing[number]
        if self._rows is None or self._review is None:
            return ()
        row = self._rows[number]
        if isinstance(row, Gap):
            return draw_gap(row, width)
        if isinstance(row, Tray):
            return draw_tray(row, width)
        lens, cursor = self._review.lens, self._review.cursor
        time = self._column.words(row) if self._column else None
        is_later = cursor < row < lens.placed_count
        return draw_entry(lens, row, self._times, width, self._query, time, is_later)

    def position_of(self, number: int) -> int | None:
        """The position of the entry in a row; None for a gap or a heading."""
        if self._nothing or self._rows is None:
            return None
        row = self._rows[number]
        return row if isinstance(row, int) else None

    def means(self, wish: Wish) -> Wish | None:
        """The meaning of a wish: pages and rows of the timeline are entries of the review."""
        match wish:
            case commands.Page(by):
                return intents.Move(by * self.page)
            case commands.Open():
                return commands.ShowBoard("entry")
        return super().means(wish)

    def click(self, number: int) -> Wish | None:
        """Go to the entry of a row."""
        position = self.position_of(number)
        return None if position is None else intents.GoToPosition(position)
