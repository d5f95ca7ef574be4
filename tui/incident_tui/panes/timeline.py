"""The timeline: a row an entry, its time as exact as the record's; gaps; unplaced entries."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from rich.cells import cell_len, chop_cells
from textual.content import Content

from incident_tui.chronology.histories import Clock
from incident_tui.drawing.hints import Hint, hint_line
from incident_tui.drawing.ink import (
    DIFFERS,
    EMPTY,
    Ink,
    Line,
    cut,
    fit,
    highlighted,
    width_of,
)
from incident_tui.drawing.tall_rows import TallRows
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.panes.pane import Pane
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import Weight
from incident_tui.review import commands, intents
from incident_tui.review.commands import Wish
from incident_tui.review.layout import TIMELINE, number_of, title_of
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.review.rows import Gap, TimelineRows, Tray, rows_of_timeline
from incident_tui.review.search import Query, is_found, spans
from incident_tui.review.time_column import TimeColumn
from incident_tui.words.corrected import all_words, corrected
from incident_tui.words.counts import count_words
from incident_tui.words.filters import filter_words
from incident_tui.words.intervals import gap_words
from incident_tui.words.marks import mark_words
from incident_tui.words.names import KIND_GLYPHS, acting_unit, entry_words, short_call_sign
from incident_tui.words.notes import CHANGED, entry_mark, entry_mark_words, subject_mark
from incident_tui.words.recordings import also_words
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
_MIN_TALL_CELLS = 80
"""The least width of the timeline with rows of two lines."""
_MAX_TALL_ENTRIES = 1_000
"""Beyond this number of entries shown, each row is a single line: every text would be measured."""
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
    is_tall: bool = False,
    mark: str = "",
    notes: Notes = NO_NOTES,
) -> Line:
    """The row of an entry: time, agency, kind and text in `width` cells; matches are highlighted.

    A withheld entry has no words, and an entry that is only possibly known has a `?`, for which the
    rows have a cell more on the clock of the known.

    Args:
        times: cells of the column of times.
        time: the words in the column of times; None for the time as given.
        is_later: whether the entry comes after the cursor: its row is dimmer.
        is_tall: whether the text goes on in a second line, which `draw_rest` draws.
        mark: of the notes on the entry; "" for none.
        notes: the notes that are told, among them corrected words.
    """
    time = _time(lens, position) if time is None else visible(time)
    entry = lens.entry(position)
    if entry is None:
        return _withheld(lens, position, fit(time, times), width)
    radio = position in lens.radio
    label, ink = _label(lens, position)
    head = (
        Ink(fit(time, times), "dim" if is_later else "time"),
        Ink(mark or " ", "accent"),
        Ink("▎", ink),
        Ink(fit(label, _LABEL), ink),
        Ink(" "),
        Ink(KIND_GLYPHS[entry.kind], "accent" if radio else "dim"),
        Ink("?" if lens.certainty(position) == "possible" else " ", "possible"),
        Ink(" " if lens.clock is Clock.KNOWN else ""),
    )
    shown = corrected(entry, notes)
    words, room = visible(entry_words(shown)), width - width_of(head)
    ink = (_LATER_INKS if is_later else _INKS)[entry.weight]
    found = _found(query, words)
    if is_tall:
        return (*head, *_lit(words[: line_end(words, room)], room, found, ink))
    also = _also(lens, position, room)
    room -= width_of(also)
    words, found = _with_ellipsis(words, room, found, query, partial(all_words, entry, notes))
    return (*head, *_with_also(_lit(words, room, found, ink), also))


def draw_rest(
    lens: Lens,
    position: int,
    times: int,
    width: int,
    query: Query | None = None,
    is_later: bool = False,
    notes: Notes = NO_NOTES,
) -> Line:
    """The second line of a tall row: the text goes on below the text of the first line.

    Args:
        times: cells of the column of times.
        is_later: whether the entry comes after the cursor: its row is dimmer.
        notes: the notes that are told, among them corrected words.
    """
    entry = lens.entry(position)
    if entry is None:
        return EMPTY
    room, shown = text_cells(lens, times, width), corrected(entry, notes)
    words = visible(entry_words(shown))
    end = line_end(words, room)
    start = end + len(words[end:]) - len(words[end:].lstrip())
    found: Sequence[tuple[int, int]] = [
        (one - start, other - start) for one, other in _found(query, words)
    ]
    margin, bar = Ink(" " * (times + 1)), Ink("▎", _label(lens, position)[1])
    indent = width - room - times - 2
    also = _also(lens, position, room)
    room -= width_of(also)
    every = partial(all_words, entry, notes)
    rest, found = _with_ellipsis(words[start:], room, found, query, every)
    ink = (_LATER_INKS if is_later else _INKS)[entry.weight]
    return (margin, bar, Ink(" " * indent), *_with_also(_lit(rest, room, found, ink), also))


def _also(lens: Lens, position: int, room: int) -> Line:
    """Where else a transmission was recorded, in at most half of the room in cells."""
    words = also_words(lens, position)
    return (Ink(cut(f" · {visible(words)}", room // 2), "dim"),) if words else ()


def _with_also(words: Line, also: Line) -> Line:
    """Words of an entry, and behind their last letter where else they were recorded."""
    if not also:
        return words
    *before, last = words
    kept = last.text.rstrip()
    blank = Ink(" " * (len(last.text) - len(kept)))
    return (*before, last._replace(text=kept), *also, blank)


def _with_ellipsis(
    words: str,
    room: int,
    found: Sequence[tuple[int, int]],
    query: Query | None,
    all_words: Callable[[], str],
) -> tuple[str, Sequence[tuple[int, int]]]:
    """The last words in a row and their matches: an ellipsis, if other words alone match.

    Args:
        room: cells for the words.
        all_words: gives all words of the entry.
    """
    if query and not found and is_found(query, visible(all_words())):
        words = f"{cut(words, room - 2)} …"
        found = [(len(words) - 1, len(words))]
    return words, found


def text_cells(lens: Lens, times: int, width: int) -> int:
    """The cells for the text in a row of an entry.

    Args:
        times: cells of the column of times.
        width: cells of the row.
    """
    is_known = lens.clock is Clock.KNOWN
    return width - (times + len(" ▎") + _LABEL + len(" ▸ ") + is_known)


def line_end(words: str, room: int) -> int:
    """The end of the first line of words, in characters: between two words where it can be.

    Args:
        room: cells of the line.
    """
    # Some characters take no cell: of four characters in a text, at least one takes a cell.
    pieces = chop_cells(words[: room * 4], room)
    end = len(pieces[0]) if pieces else 0
    if words[end : end + 1] in ("", " "):
        return end
    between = words.rfind(" ", 0, end)
    return between if between > 0 else end


def _found(query: Query | None, words: str) -> Sequence[tuple[int, int]]:
    return () if query is None else spans(query, words)


def _lit(words: str, room: int, found: Iterable[tuple[int, int]], ink: str) -> Line:
    """Words in `room` cells, matches highlighted as far as they begin before the end."""
    inside = [(max(one, 0), min(other, len(words))) for one, other in found]
    return highlighted(words, fit(words, room), [span for span in inside if span[0] < span[1]], ink)


def _label(lens: Lens, position: int) -> tuple[str, str]:
    """The agency that acts or speaks, with a mark if the entry concerns a further agency; the ink.

    Where no agency is known to act, the unit that acts stands there, or else a concerned agency
    behind the mark: `›IPD`.
    """
    acting, concerned = lens.acting(position), lens.concerned(position)
    if not acting:
        if unit := short_call_sign(visible(acting_unit(lens, position)), _LABEL):
            return cut(unit, _LABEL), "dim"
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
    marks = [*mark_words(review.lens, review.cursor)]
    if review.lens.tells(review.cursor):
        entry = review.lens.entry(review.cursor)
        marks += filter(None, [entry_mark_words(review.told_notes, entry) if entry else ""])
        marks += [f"{CHANGED} new or changed"] * (review.entry_id in review.changed)
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
    hints = [Hint("0", "shows everything")] + [
        Hint(key, help_words)
        for shown, key, help_words in (
            (filters.words, "&", "shows entries without a hit too"),
            (filters.agencies, "f", "picks other agencies"),
            (filters.units, "f", "picks other units"),
            (filters.kinds, "r", "shows entries of any kind"),
        )
        if shown is not None
    ]
    return [
        (Ink(f"No entry passes: {visible(words)}", "bright"),),
        (Ink(f"All {total:,} entries are hidden. The panes keep their moment.", "dim"),),
        hint_line(hints),
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
        self._tall = TallRows()
        self._text_widths: dict[int, int] = {}
        """By position, in the record on the screen."""
        self._times = 5
        self._column: ColumnTimes | None = None
        self._nothing: list[Line] = []
        self._query: Query | None = None

    def show(self, review: Review) -> None:
        """Draw a review: every row if the entries shown have changed, else just the cursor."""
        old, self._review = self._review, review
        same = old is not None and old.is_of_same_chronology(review)
        self._column = column_times(review, self._column)
        noted = old is not None and old.told_notes != review.told_notes
        if not same or noted:
            self._text_widths.clear()  # words may be corrected
        if old is None or not same or old.times is not review.times:
            self._measure_times(self._column)
        has_same_rows = same and old is not None and old.shown is review.shown
        if old is None or not has_same_rows or old.passing is not review.passing:
            self._rows = rows_of_timeline(review.lens, review.shown, review.passing)
            self._nothing = [] if review.shown else draw_nothing(review)
            self.selected = None
            self._find_tall_rows(self.line_width)
            self.forget()
        else:
            if noted:
                if self._find_tall_rows(self.line_width):
                    self.selected = None
                self.forget()
            self._tell(old, review)
            self._dim_later(old, review)
        self._light()
        self.show_hints(hints_of(review))
        self.select(self._line_of(review.cursor) if review.shown else None)

    def arranged(self, width: int) -> None:
        """Find the rows of two lines for the new width."""
        if self._find_tall_rows(width) and self._review and self._review.shown:
            self.selected = self._line_of(self._review.cursor)

    def _find_tall_rows(self, width: int) -> bool:
        """Find the rows whose text takes two lines; returns whether other rows do than before.

        Args:
            width: cells of a row.
        """
        tall = self._rows_with_long_texts(width) if width >= _MIN_TALL_CELLS else []
        if tall == self._tall.tall:
            return False
        self._tall = TallRows(tall)
        return True

    def _rows_with_long_texts(self, width: int) -> list[int]:
        rows, review = self._rows, self._review
        if rows is None or review is None or len(review.shown) > _MAX_TALL_ENTRIES:
            return []
        lens, room = review.lens, text_cells(review.lens, self._times, width)
        told = (position for position in review.shown if lens.tells(position))
        return [rows.row_of(one) for one in told if self._text_width(lens, one) > room]

    def _text_width(self, lens: Lens, position: int) -> int:
        """The cells of the words of a told entry, measured once: they are the same at each step."""
        if position not in self._text_widths:
            entry, also = lens.entry(position), also_words(lens, position)
            shown = corrected(entry, self._review.told_notes) if entry and self._review else None
            words = " · ".join(filter(None, (entry_words(shown) if shown else "", also)))
            self._text_widths[position] = cell_len(visible(words))
        return self._text_widths[position]

    def _line_of(self, position: int) -> int:
        """The first line of a shown entry."""
        assert self._rows is not None
        return self._tall.line_of(self._rows.row_of(position))

    def row_lines(self, number: int) -> range:
        """The line or the two lines of a row, from its first line."""
        return self._tall.lines_of(self._tall.row_of(number))

    @property
    def page(self) -> int:
        """The number of rows in view, without the first or the last."""
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        first, last = (self._tall.row_of(line) for line in (top, top + max(height - 1, 0)))
        return max(last - first, 1)

    def _measure_times(self, column: ColumnTimes) -> None:
        """Make room for the times, and name in the border what they are counted from."""
        is_clock = column.review.times is TimeColumn.CLOCK
        self._times = time_width(column.review.lens) if is_clock else counted_width(column)
        named = [f"{number_of(TIMELINE)} {title_of(TIMELINE)}", visible(column.title)]
        self.border_title = Content(" · ".join(filter(None, named)))

    def _tell(self, old: Review, new: Review) -> None:
        """Paint rows again whose entries are withheld in only one of two reviews."""
        is_other = old.clock is not new.clock or old.times is not new.times
        is_later = new.clock is Clock.KNOWN and old.as_of != new.as_of
        if (is_other or is_later) and self._find_tall_rows(self.line_width):
            self.selected = None
            self.forget()
        elif is_other:
            self.forget()
        elif is_later:
            lines = self._lines_in_view()
            self.keep_lines(lines)
            positions = ((line, self.position_of(line)) for line in lines)
            self.forget_lines(
                [
                    line
                    for line, position in positions
                    if position is not None and self._differs(old, new, position)
                ]
            )

    def _lines_in_view(self) -> range:
        top, height = self.scroll_offset.y, self.scrollable_content_region.height
        return range(top, min(top + height, self.count()))

    def _dim_later(self, old: Review, new: Review) -> None:
        """Paint the rows in view again that the cursor has passed, in either direction."""
        if self._rows is None or old.cursor == new.cursor or not new.shown:
            return
        view = self._lines_in_view()
        self.keep_lines(view)
        here, there = sorted(self._line_of(one.cursor) for one in (old, new))
        after = self.row_lines(there).stop
        self.forget_lines(range(max(here, view.start), min(after, view.stop)))

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
        """The number of lines."""
        return len(self._nothing) or (self._tall.line_of(len(self._rows)) if self._rows else 0)

    def line(self, number: int, width: int) -> Line:
        """A line of a row."""
        if self._nothing:
            return self._nothing[number]
        if self._rows is None or self._review is None:
            return EMPTY
        lines = self.row_lines(number)
        row = self._rows[self._tall.row_of(number)]
        if isinstance(row, Gap):
            return draw_gap(row, width)
        if isinstance(row, Tray):
            return draw_tray(row, width)
        lens, cursor, notes = self._review.lens, self._review.cursor, self._review.told_notes
        is_later = cursor < row < lens.placed_count
        if number != lines.start:
            return draw_rest(lens, row, self._times, width, self._query, is_later, notes)
        return draw_entry(
            lens,
            row,
            self._times,
            width,
            self._query,
            self._column.words(row) if self._column else None,
            is_later,
            is_tall=len(lines) > 1,
            mark=self._mark_of(row),
            notes=notes,
        )

    def _mark_of(self, position: int) -> str:
        """The mark of an entry: that of its notes, or that of a changed entry.

        Else it is the mark of another recording of the transmission, which has no row; not that of
        corrected words, for the words of the row are as they were.
        """
        review = self._review
        assert review is not None
        entry = review.lens.entry(position)
        if entry and (mark := entry_mark(review.told_notes, entry)):
            return mark
        others = review.lens.other_recordings(position)
        for one in (position, *(other for other in others if other not in review.shown)):
            identifier = review.lens.outline(one).id
            mark = subject_mark(review.told_notes, identifier)
            if mark := mark or (CHANGED if identifier in review.changed else ""):
                return mark
        return ""

    def position_of(self, number: int) -> int | None:
        """The position of the entry in a line; None for a gap or a heading."""
        if self._nothing or self._rows is None:
            return None
        row = self._rows[self._tall.row_of(number)]
        return row if isinstance(row, int) else None

    def means(self, wish: Wish) -> Wish | None:
        """The meaning of a wish: pages and rows of the timeline are entries of the review."""
        match wish:
            case commands.Page(by):
                return intents.Move(by * self.page)
            case commands.Open():
                return commands.ShowBoard("entry")
        return super().means(wish)

    def space(self) -> Wish | None:
        """What Space stands for: the sound of the entry under the cursor."""
        return commands.Play()

    def click(self, number: int) -> Wish | None:
        """Go to the entry of a line."""
        position = self.position_of(number)
        return None if position is None else intents.GoToPosition(position)
