"""A board over the review: a page of rows with links, or a list and the detail of its item."""

from collections.abc import Callable, Sequence
from functools import partial

import msgspec
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.content import Content

from incident_tui.boards import sources
from incident_tui.boards.board import Board, Items
from incident_tui.boards.listed import draw_list, ordered
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Row, cut, text_of_line
from incident_tui.drawing.lines import Listing
from incident_tui.keys import BOARD_KEYS, NAMED, ON_A_BOARD
from incident_tui.notes.conclusions import answers_to
from incident_tui.record.text import visible
from incident_tui.review.commands import (
    Bookmark,
    Copy,
    DeleteNote,
    Follow,
    SameMoment,
    ShowHelp,
    ShowOverview,
    Wish,
    WriteNote,
    WriteObservation,
    WriteWords,
)
from incident_tui.review.intents import OnlySource
from incident_tui.review.layout import PANES
from incident_tui.review.links import (
    AT_ONCE,
    TO_ENTRY,
    TO_NOTE,
    TO_PAIR,
    TO_SOURCE,
    id_of,
    source_and_place,
    subject_of,
    to_source,
    wishes_of,
)
from incident_tui.review.review import Review
from incident_tui.screens.board_pages import BoardPage, ItemList
from incident_tui.screens.board_view import BoardView, PagePlace, Places, place_on, view_of
from incident_tui.screens.dialog import leaving_keys, live_keys
from incident_tui.screens.searched import Match, SearchedDialog
from incident_tui.words.counts import count_words
from incident_tui.words.notes import KIND_WORDS
from incident_tui.words.times import as_of_words

LIST_COLUMNS = 100
"""The minimum width of a screen, in cells, for a list beside the detail of its item."""
TABLE_LINES = 20
"""The minimum height of a screen, in lines, for a table above the detail of its item."""
_ENTRY, _SOURCES, _NOTES, _OBSERVATIONS = "entry", "sources", "notes", "observations"
_CLOCKS = "clocks"
_NO_SUBJECT = "no note can stand on this row"
_NO_WORDS = "only an entry has words: select the row of an entry"
_DELETE = ("d", "delete")
"""The keys that delete a note, pressed twice."""
_MAX_NAME_CELLS = 24
"""The maximum width of a name in the lower border."""


def _drawn_parts(review: Review) -> tuple[object, ...]:
    """The parts of a review that a board is drawn from: no hits and no filters."""
    return (
        review.chronology,
        review.clock,
        review.cursor,
        review.mark,
        review.shown,
        review.notes,
    )


def _nothing(width: int) -> Sequence[Row]:
    """No rows, until a page is shown."""
    return ()


class BoardDialog(SearchedDialog):
    """A board; Enter on a row ends at an entry or a time, or shows the page of the link."""

    BINDINGS = [
        *(Binding(key.keys, key.action, show=False) for key in ON_A_BOARD if key.action),
        *(
            Binding(keys, f"turn('{name}')", show=False)
            for name, keys in BOARD_KEYS.items()
            if name != _SOURCES  # `action_source`
        ),
        *live_keys("clock", "align", "problems"),
        Binding(NAMED["overview"].keys, "overview", show=False),
        *leaving_keys("go_to", "library", "lanes"),
        *leaving_keys(*(f"pane_{number + 1}" for number in range(len(PANES)))),
    ]

    def __init__(
        self, review: Review, view: BoardView, landing: str = "", places: Places | None = None
    ) -> None:
        """Make a board with a page.

        Args:
            landing: the link that leads to the page; "" for none.
            places: where boards of the record were left; a board opens there, without a landing.
        """
        self._review = review
        self._landing = landing
        self._places = {} if places is None else places
        self._start = PagePlace(view) if landing else place_on(view, review, self._places)
        self._view = self._start.view
        self._before: list[PagePlace] = []
        """The pages before, each with the place on the page."""
        self._is_listed = False
        """Whether the board is shown as a list and the detail of its item."""
        self._in_detail = False
        """Whether keys move the mark in the detail, and not in the list."""
        self._items = Items(())
        """The list, as it was drawn last; no items on a single page."""
        self._origin: PagePlace | None = None
        """Where the search began."""
        self._is_preparing = False
        """Whether work of the board is done in a thread."""
        self._to_delete = ""
        """The id of the note that the next `d` deletes; "" for none."""
        self.page = BoardPage(_nothing, id="board")
        self.page.add_class("board")
        self.list = ItemList(_nothing, id="items")
        self.list.add_class("board", "dialog")
        super().__init__("", (), self.page)

    def compose(self) -> ComposeResult:
        """The list, the page or detail, and the search line."""
        yield self.list
        yield from super().compose()

    def on_mount(self) -> None:
        """Show the page, as far as the screen has room."""
        self._show(self._start, self._landing)

    def on_resize(self) -> None:
        """Show a list, or a single page, as far as the new size has room."""
        if self._has_room(self._board, self._view) != self._is_listed:
            self._show(self._place)
        self.forget_matches()

    @classmethod
    def at(cls, review: Review, link: str, places: Places | None = None) -> "BoardDialog":
        """The dialog of the page that a link leads to."""
        view = view_of(review.lens, link, BoardView(_SOURCES))
        return cls(review, view, link, places)

    # The page, and where on it a reader is.

    @property
    def _board(self) -> Board:
        """The board of the page, or of the page before the page of a source."""
        return self._view.shown(self._review)

    @property
    def _whole(self) -> Board | None:
        """The board of the whole record, if the board is about an entry or a subject."""
        return self._view.about(self._review).whole

    @property
    def _source(self) -> str:
        """The id of the source that is shown whole; "" for none."""
        if self._view.source or not self._is_listed or self._view.board != _SOURCES:
            return self._view.source
        source, place = source_and_place(self._view.item)
        return "" if place else source

    @property
    def _place(self) -> PagePlace:
        entry = self._review.entry_id
        return PagePlace(self._view, self.page.place, self._in_detail, entry)

    def _has_room(self, board: Board, view: BoardView) -> bool:
        """Whether the screen has room for the list and the detail of a board with a list."""
        if board.items is None or view.source:
            return False
        size = self.app.size
        return size.height >= TABLE_LINES if board.is_table else size.width >= LIST_COLUMNS

    def _show(self, place: PagePlace, landing: str = "") -> None:
        """Show a page at a place, or at the row that a link leads to."""
        self._view = place.view
        board = self._board
        has_room = self._has_room(board, self._view)
        self._items = self._listed(self.app.size.width) if has_room else Items(())
        self._is_listed = bool(self._items.items)
        self.set_class(self._is_listed, "-listed")
        self.set_class(self._is_listed and board.is_table, "-table")
        self._in_detail = place.in_detail and self._is_listed
        if self._is_listed:
            self._choose(landing)
            self.list.turn_to(self._draw_list, self._view.item)
        self.page.turn_to(self._draw(), place.row, landing)
        self._entitle()
        self.forget_matches()
        if self.active:
            self.active.focus()
        self._prepare()

    def _prepare(self) -> None:
        """Have the work done, in a thread, that is too long for a key; then draw the page anew."""
        board = self._board
        work = board.prepare(self._review) if board.prepare and not self._is_preparing else None
        if work:
            self._is_preparing = True
            self.run_worker(partial(self._work, work), thread=True, group="prepare")

    def _work(self, work: Callable[[], None]) -> None:
        work()
        self.app.call_from_thread(self._take_prepared)

    def _take_prepared(self) -> None:
        self._is_preparing = False
        if self.is_attached:
            self._show(self._place)

    def _choose(self, wanted: str) -> None:
        """Choose the item that a link leads to, or the item of the page, or the first item."""
        keys = self._order
        found = [key for key in (wanted, self._view.item, *keys) if key in keys]
        self._view = msgspec.structs.replace(self._view, item=found[0] if found else "")

    def _listed(self, width: int) -> Items:
        items = self._board.items
        return items(self._view.subject, self._review, width) if items else Items(())

    def _draw_list(self, width: int) -> Sequence[Row]:
        self._items = self._listed(width)
        return draw_list(self._items, self._view.whole, width)

    def _draw(self) -> Callable[[int], Sequence[Row]]:
        """The rows of the page, or of the detail of the item."""
        view, source = self._view, self._source
        if source:
            draw = sources.draw_source
            return partial(draw, self._review, source, only=view.alone, place=view.place)
        return partial(self._board.draw, self._review) if not self._is_listed else self._detail()

    def _detail(self, item: str | None = None) -> Callable[[int], Sequence[Row]]:
        """The rows of the detail of an item, by its key; of the chosen item for None."""
        draw = self._board.draw_item
        if draw is None:
            return _nothing
        return partial(draw, self._review, self._view.item if item is None else item)

    def _turn_item(self) -> None:
        """Show the detail of the item selected in the list."""
        if self.list.item != self._view.item:
            self._view = msgspec.structs.replace(self._view, item=self.list.item)
            self.page.turn_to(self._draw())
            self._entitle()

    def _go(self, view: BoardView, landing: str = "") -> None:
        """Show a page; Backspace returns to the present page."""
        self._keep_place()
        self._before.append(self._place)
        self._show(
            PagePlace(view) if landing else place_on(view, self._review, self._places), landing
        )

    def _keep_place(self) -> None:
        """Note the place, for the next time that the board is opened."""
        if not self._view.source:
            self._places[self._view.board, self._view.subject] = self._place

    def show(self, review: Review) -> None:
        """Draw the page anew, for a switched clock or for more calls; the selected row stays."""
        before, self._review = self._review, review
        if _drawn_parts(before) != _drawn_parts(review):
            self._show(self._place)

    # Titles and hints.

    def _entitle(self) -> None:
        source, title = self._source, self._board.title
        known = ""
        if self._review.clock is Clock.KNOWN:
            known = f" · known {as_of_words(self._review.lens, self._review.cursor)}"
        if self._is_listed:
            words = f"{title.partition(' · ')[0]} {self._items.tally}{known}"
            self.list.border_title = Content(words)
            known = ""
            title = ""
        self.page.border_title = Content((f"Source {visible(source)}" if source else title) + known)
        self._hint()

    def _hint(self) -> None:
        """Name the keys, in the border of the box that has the keys."""
        back = [Hint("Backspace", "back")] if self._before else []
        last = [*back, Hint("/", "search"), Hint("?", "keys"), Hint("Esc")]
        if self._is_listed:
            whole = [hint for hint in self._hints() if hint.keys == "a"]
            self.list.show_hints([Hint("→", "detail"), *whole, *last])
        self.page.show_hints([Hint("Enter", "goes there"), *self._hints(), *last])

    def _hints(self) -> list[Hint]:
        if self._source:
            alone = Hint("A", "all" if self._view.alone else "on it alone")
            return [Hint("f", "its entries"), alone]
        if self._view.board == _NOTES:
            make = Hint("R", "makes an observation")
            return [Hint("e", "changes it"), Hint("d", "deletes it"), make]
        if self._view.board == _OBSERVATIONS:
            return [Hint("e", "changes it"), Hint("d", "deletes it")]
        if self._view.board == _CLOCKS:
            return [Hint("=", "one moment"), Hint("d", "deletes a pair"), Hint("w", "aligns")]
        source = [Hint("o", "source")] if self._board.has_sources else []
        if not self._whole:
            return source
        if not self._view.whole:
            return [Hint("a", "all"), *source]
        name = cut(visible(self._review.lens.name(self._view.subject)), _MAX_NAME_CELLS)
        return [Hint("a", f"of {name}" if self._view.subject else "this entry's"), *source]

    # The two boxes.

    @property
    def listings(self) -> Sequence[Listing]:
        """The list, if any, and the page."""
        return (self.list, self.page) if self._is_listed else (self.page,)

    @property
    def active(self) -> Listing | None:
        """The box whose mark is moved by keys; None while keys are letters of a search."""
        if self.typing:
            return None
        return self.list if self._is_listed and not self._in_detail else self.page

    def activate(self, box: Listing) -> None:
        """Take the keys into a box."""
        self._in_detail = self._is_listed and box is self.page
        self.end_typing()
        box.focus()

    def take_click(self, box: Listing, number: int) -> None:
        """Select a row of a box, for a click."""
        super().take_click(box, number)
        self._turn_item()

    def action_move(self, by: int) -> None:
        """Select, or scroll, by a number of lines; in the list, show the detail of the item."""
        (self.active or self.page).move(by)
        self._turn_item()

    def action_scroll(self, by: int) -> None:
        """Scroll the detail, or the page, by half pages."""
        height = self.page.scrollable_content_region.height
        self.page.scroll_relative(y=by * max(height // 2, 1), animate=False)

    def action_detail(self) -> None:
        """Move the keys from the list into the detail."""
        if self._is_listed:
            self.activate(self.page)

    def action_items(self) -> None:
        """Move the keys from the detail into the list."""
        if self._is_listed:
            self.activate(self.list)

    def action_other_side(self) -> None:
        """Move the keys into the other box."""
        self.activate(self.list if self._is_listed and self._in_detail else self.page)

    # What keys do.

    def action_choose(self) -> None:
        """Follow the link of the selected row; from the list, go into the detail."""
        if self.active is self.list:
            self.action_detail()
        else:
            self._follow(self.page.key)

    def _follow(self, link: str) -> None:
        wishes = wishes_of(link)
        if link.startswith(AT_ONCE):
            self.post_message(self.Wished(*wishes))
        elif wishes == (Follow(link),):
            self._go(view_of(self._review.lens, link, self._view), link)
        elif wishes:
            self.end_in(*wishes)

    def action_alone(self) -> None:
        """List the facts without a second source, or every fact again."""
        if self._source:
            self._reshow(msgspec.structs.replace(self._view, alone=not self._view.alone))

    def action_filter(self) -> None:
        """Show only the entries with a citation of the source."""
        source = self._source
        if not source and self.page.key.startswith(TO_SOURCE):
            source, _ = source_and_place(self.page.key)
        if source:
            self.end_in(OnlySource(source))

    def action_whole(self) -> None:
        """Turn to the board of the whole record, or back to the entry or the subject."""
        if not self._view.source and self._whole:
            self._reshow(msgspec.structs.replace(self._view, whole=not self._view.whole))

    def _reshow(self, view: BoardView) -> None:
        """Show a changed page, from the top; a list keeps its item and the place of the keys."""
        self._show(PagePlace(view, in_detail=self._in_detail))

    def action_page_back(self) -> None:
        """Return to the page before, at the row selected there."""
        if self._before:
            self._show(self._before.pop())

    def action_source(self) -> None:
        """Show the source of the selected row, or the board of sources; on that board, close."""
        is_elsewhere = not self._view.source and self._view.board != _SOURCES
        if is_elsewhere and self.page.source_link:
            self._follow(self.page.source_link)
        else:
            self.action_turn(_SOURCES)

    def action_turn(self, name: str) -> None:
        """Show a board by key; the key of the open board closes the dialog."""
        if name == self._view.board:
            self.action_close()
        else:
            self._go(BoardView(name, self._view.subject))

    def action_overview(self) -> None:
        """Close, and show the overview, also where the board lies over the overview."""
        self.end_in(ShowOverview())

    @property
    def _link(self) -> str:
        """The link of the selected row, or of the item."""
        return (self.active or self.page).key or self._view.item

    @property
    def _is_on_entry(self) -> bool:
        """Whether the selected row is one of the entry's own, on the page of the entry."""
        return self._view.board == _ENTRY and (not self._link or self._link.startswith(TO_SOURCE))

    def _subject(self) -> str:
        """The id of the object that the selected row stands for; "" for a row of no object."""
        if self._is_on_entry:
            return self._review.entry_id
        found = subject_of(self._link) or subject_of(self._view.item)
        return found or ("" if self._link else self._view.subject)

    def action_bookmark(self) -> None:
        """Bookmark the object of the selected row, or remove the bookmark."""
        if self._link.startswith(TO_NOTE):
            return
        if subject := self._subject():
            self.post_message(self.Wished(Bookmark(subject)))
        else:
            self.say(_NO_SUBJECT)

    def action_note(self, in_editor: bool) -> None:
        """Close, and write a note on the object of the selected row, or change the note."""
        if self._link.startswith(TO_NOTE):
            self.end_in(WriteNote(note=id_of(self._link), in_editor=in_editor))
        elif subject := self._subject():
            self.end_in(WriteNote(subject, in_editor=in_editor))
        else:
            self.say(_NO_SUBJECT)

    def action_observe(self) -> None:
        """Close, and write an observation on the object of the selected row, or of the note."""
        if self._link.startswith(TO_NOTE):
            self.end_in(WriteObservation(note=id_of(self._link)))
        elif subject := self._subject():
            self.end_in(WriteObservation(subject))
        else:
            self.say(_NO_SUBJECT)

    def action_words(self) -> None:
        """Close, and write the words as heard of the entry of the selected row, or of the note."""
        is_note = self._link.startswith(TO_NOTE)
        note = self._review.notes.get(id_of(self._link)) if is_note else None
        subjects = note.on if note else (self._subject(),)
        found = (one for one in subjects if self._review.lens.position(one) is not None)
        if subject := next(found, ""):
            self.end_in(WriteWords(subject))
        else:
            self.say(_NO_WORDS)

    def action_delete_note(self) -> None:
        """Delete the note of the selected row, once the key is pressed twice."""
        note = id_of(self._link) if self._link.startswith(TO_NOTE) else ""
        if note and note == self._to_delete:
            self._to_delete = ""
            self.post_message(self.Wished(DeleteNote(note)))
        elif note:
            self._to_delete = note
            found = self._review.notes.get(note)
            kind = KIND_WORDS[found.kind] if found else "note"
            actions = len(answers_to(self._review.notes, note))
            more = f" and {count_words(actions, 'action')}" if actions else ""
            self.say(f"d again deletes the {kind}{more}")

    def action_same_moment(self) -> None:
        """Say that a proposed pair is one moment, or that the entry of the row begins a pair."""
        if self._link.startswith(TO_PAIR):
            self._follow(self._link)
        elif self._is_on_entry or self._link.startswith(TO_ENTRY):
            self.post_message(self.Wished(SameMoment(self._subject())))
        else:
            self.say("a pair is made of entries")

    def on_key(self, event: events.Key) -> None:
        """A key between two `d` keeps the note."""
        if event.key not in _DELETE:
            self._to_delete = ""

    def action_copy(self) -> None:
        """Copy the object of the selected row, or else the words of the row."""
        link, row = self._link, self.page.row if self.active is self.page else None
        if row and row.copy_link:
            link = row.copy_link
        elif self._is_on_entry:
            self.post_message(self.Wished(Copy()))  # its rows are the entry's own
            return
        words = text_of_line(row.line) if row else ""
        source = self.page.source_link if row else ""
        if not link and self._view.source:
            link = to_source(self._view.source, self._view.place)
        self.post_message(self.Wished(Copy(self._view.subject, link, words, source)))

    def action_keys(self) -> None:
        """Show the keys and the marks of the board."""
        self.post_message(self.Wished(ShowHelp(self._view.board)))

    def end_in(self, *wishes: Wish) -> None:
        """Close, and have wishes carried out; the board opens at the same place again."""
        self._keep_place()
        super().end_in(*wishes)

    # The search.

    def pages(self) -> Sequence[Sequence[Row]]:
        """The rows of the page; with a list, of the detail of each item."""
        if not self._is_listed:
            return [self.page.rows]
        width = self.page.line_width
        return [self._detail(key)(width) for key in self._order]

    @property
    def _order(self) -> list[str]:
        """The keys of the items, as they are listed."""
        return [item.key for item in ordered(self._items, self._view.whole)]

    def here(self) -> Match:
        """The place from which the next match is looked for: before the rows of a fresh page."""
        number = self._order.index(self._view.item) if self._is_listed and self._order else 0
        if self.page.found is not None or not self._is_listed or self._in_detail:
            return Match(number, self.page.selected or 0)
        return Match(number, -1)

    def reach(self, match: Match) -> None:
        """Show the row of a match; with a list, in the detail of its item."""
        if self._is_listed:
            self.list.choose(self._order[match.page])
            self._turn_item()
        self.page.reach(match.row)

    def depart(self) -> None:
        """Note the place where a search begins."""
        self._origin = self._place

    def go_home(self) -> None:
        """Return to the place where the search began."""
        if self._origin:
            place = self._origin
            if self._is_listed:
                self.list.choose(place.view.item)
                self._turn_item()
            self.page.turn_to(self._draw(), place.row)
