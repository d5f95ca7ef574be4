"""Help: every key and every mark, in columns where the screen has room; the help of a board."""

from collections.abc import Callable, Sequence
from itertools import chain, zip_longest
from typing import NamedTuple

from incident_tui.boards.board import board_named
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, width_of
from incident_tui.drawing.rows import beside
from incident_tui.keymap import keymap, with_keys
from incident_tui.keys import GROUPS, KEYS, ON_A_BOARD, Key
from incident_tui.panes.timeline import CONCERNS
from incident_tui.review.commands import OpenPane
from incident_tui.words.names import KIND_GLYPHS
from incident_tui.words.notation import TIME_MARKS

_KEYS = 16
"""Cells of keys and of marks, on a page of a single column."""
_MAX_KEYS = 14
"""The maximum number of these cells, on a page of several columns."""
_BOARD_KEYS = 18
"""Cells of keys and of marks, on the page of a board, a row of which names every board."""
_GAP = 3
"""Cells between columns."""
_LEAST = 34
"""The minimum width of a column, in cells."""
_MARKED = (
    *TIME_MARKS,
    ("● ◐ ○", "certain as of the cursor; possible (with a ?); not yet, or not known"),
    ("▸ ▹", "the selected row, where the keys are; elsewhere"),
    ("■ □", "the agency's entries are shown; hidden"),
    ("?", "nobody is named as acting or speaking"),
    (
        f"IPD{CONCERNS} {CONCERNS}IPD",
        "concerns a further agency; concerns IPD, who acts is not said",
    ),
    ("⇄3", "three conflicts: {conflicts} shows them, {questions} the questions"),
    ("≠", "the other clock ({clock}) tells otherwise"),
    ("◉?", "known clock: perhaps published or said by then"),
    ("◆ ●", "this incident; others, to scale by days"),
    ("⚑ ✎ ◇ ☐ = ¶", "bookmark, note, observation, action, same moment, corrected words"),
    ("×", "a filter: a click removes it, {clear} the latest"),
    ("▃█ ┊", "strip: radio calls, the more the higher; a round time"),
    ("╵ ╹ ╷ ╻", "strip: other entries; bold, key entries"),
    ("◆ ⇄", "strip: a status changes; an entry in dispute"),
    ("╌ ┃ ━", "strip: within bounds; the cursor; within bounds"),
    ("█ ░ ─ ━╍┄", "lanes: certain; within bounds; ended; no end is told"),
    ("▆ ┴ ╵ ›", "lanes: radio calls of the unit; a later status"),
    ("…", "lit: the text in Detail has what is searched for"),
)
_MOUSE = (
    ("click", "select; on the strip, go to the time"),
    ("drag", "on the strip: move the cursor"),
    ("wheel", "on the strip: next, previous entry"),
    ("again", "{open}, as a double click"),
    ("■ ▸ ▾", "a click: {toggle}"),
    ("key", "a click presses it"),
    ("×", "a click, or outside: close"),
)


_FEW = 4
"""The minimum number of rows of a section at the end of a column."""


class _Section(NamedTuple):
    """A part of the page."""

    title: str
    rows: Sequence[tuple[str, str]]
    """Keys, or a mark, and the meaning."""
    ink: str = "key"


def pages(width: int, height: int) -> list[list[Row]]:
    """The help as a page, or as a page of keys and a page of marks.

    Where a page in columns has room for all, the help is that page; else keys and marks have a page
    each; where they have no room in columns either, the help is a single column that scrolls.

    Args:
        width: cells of a row.
        height: rows in view.
    """
    keys, short, marks = _keys_and_mouse(_in_full), _keys_and_mouse(_in_short), _marks_and_kinds()
    for parts in ([keys, marks], [short, marks]):
        if page := _in_columns(parts, width, height):
            return [page]
    first = _in_columns([keys], width, height) or _in_columns([short], width, height)
    second = _in_columns([marks], width, height)
    return [first, second] if first and second else [draw(width)]


def draw(width: int) -> list[Row]:
    """The help as a page of a single column, for a width in cells."""
    return _page([*_keys_and_mouse(_in_full), *_marks_and_kinds()], width, _KEYS)


def draw_board(name: str, width: int) -> list[Row]:
    """The page of a board: its keys, and the marks on it.

    Args:
        name: of a module of the package.
    """
    board = board_named(name)
    keys = _Section("KEYS", [(keymap().in_place_of(key.shown), key.help) for key in ON_A_BOARD])
    marks = [_Section("MARKS", board.marks, "time")] if board.marks else []
    return _page([keys, *marks], width, _BOARD_KEYS)


def _keys_and_mouse(keys_of: Callable[[str], Sequence[tuple[str, str]]]) -> list[_Section]:
    groups = [_Section(group.upper(), keys_of(group)) for group in GROUPS]
    return [*groups, _Section("MOUSE", [(name, with_keys(words)) for name, words in _MOUSE])]


def _marks_and_kinds() -> list[_Section]:
    return [
        _Section("MARKS", [(mark, with_keys(words)) for mark, words in _MARKED], "time"),
        _Section("KINDS OF ENTRY", _kinds(), "accent"),
    ]


def _kinds() -> list[tuple[str, str]]:
    return [(glyph, kind.replace("_", " ")) for kind, glyph in KIND_GLYPHS.items()]


def _in_full(group: str) -> list[tuple[str, str]]:
    """The keys of a group, each with its whole meaning."""
    return [(keymap().shown(key.name), key.help) for key in KEYS if key.group == group]


def _in_short(group: str) -> list[tuple[str, str]]:
    """The keys of a group by their short names; keys that differ by a word share a row."""
    rows = list[tuple[str, str]]()
    before: Key | None = None
    panes = [key for key in KEYS if key.group == group and isinstance(key.wish, OpenPane)]
    for key in (key for key in KEYS if key.group == group):
        words = _joined(before.title, key.title) if before else ""
        if key in panes:
            if key is panes[0]:
                numbers = f"{panes[0].shown}–{panes[-1].shown}"
                if keymap().changed.intersection(pane.name for pane in panes):
                    numbers = " ".join(keymap().firsts[pane.name] for pane in panes)
                rows.append((numbers, ", ".join(pane.help for pane in panes)))
        elif before and words:
            rows[-1] = (f"{_first(before)} {_first(key)}", words)
        else:
            rows.append((keymap().shown(key.name), key.title))
        before = None if words else key
    return rows


def _first(key: Key) -> str:
    return keymap().shown(key.name).split()[0]


def _joined(one: str, other: str) -> str:
    """Two titles that differ by a word, as one: `Next, previous entry`; "" for other titles."""
    first, second = one.split(), other.split()
    differing = [
        number for number, pair in enumerate(zip(first, second, strict=False)) if len({*pair}) > 1
    ]
    if len(first) != len(second) or len(differing) != 1 or len(first) < 2:
        return ""
    here = differing[0]
    pair = f"{first[here].rstrip(',')}, {second[here].lower()}"
    return " ".join([*first[:here], pair, *first[here + 1 :]])


def _page(sections: Sequence[_Section], width: int, size: int) -> list[Row]:
    """The sections below each other, with an empty row between."""
    rows = list[Row]()
    for section in sections:
        rows += [Row(EMPTY)] if rows else []
        rows += _drawn(section, width, size)
    return rows


def _drawn(section: _Section, width: int, size: int) -> list[Row]:
    return [*chain.from_iterable(_entries(section, width, size))]


def _in_columns(parts: Sequence[Sequence[_Section]], width: int, height: int) -> list[Row]:
    """Parts in columns beside each other, each part from the top of a column; [] without room."""
    for count in range(max(len(parts), 2), (width + _GAP) // (_LEAST + _GAP) + 1):
        size = (width + _GAP) // count - _GAP
        columns = [column for part in parts for column in _filled(part, size, height)]
        if len(columns) <= count:
            return _beside(columns, size)
    return []


def _filled(sections: Sequence[_Section], width: int, height: int) -> list[list[Row]]:
    """The sections in columns of at most `height` rows; an entry is never parted."""
    columns: list[list[Row]] = [[]]
    for section in sections:
        size = max(len(shown) for shown, _ in section.rows) + 2
        head, *entries = _entries(section, width, min(size, _MAX_KEYS))
        for number, entry in enumerate(entries):
            block = [*head, *entry] if number == 0 else entry
            if len(columns[-1]) + max(len(block), 0 if number else _FEW) > height:
                columns.append([])
            columns[-1] += block
    return columns


def _entries(section: _Section, width: int, size: int) -> list[list[Row]]:
    """The heading of a section, then the rows of each entry."""
    return [[Row((Ink(section.title, "heading"),))]] + [
        beside(Ink(shown.ljust(size), section.ink), meaning, width)
        for shown, meaning in section.rows
    ]


def _beside(columns: Sequence[Sequence[Row]], width: int) -> list[Row]:
    """Columns beside each other."""
    rows = []
    for cells in zip_longest(*columns, fillvalue=Row(EMPTY)):
        line: Line = ()
        for number, cell in enumerate(cells):
            line += (Ink(" " * _GAP),) if number else ()
            line += (*cell.line, Ink(" " * (width - width_of(cell.line))))
        rows.append(Row(line))
    return rows
