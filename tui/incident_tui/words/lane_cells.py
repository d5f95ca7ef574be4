"""Lanes as cells of text: a glyph for each cell of an axis, and the part that the glyph plays.

A status that is certain is a solid bar, and a status within bounds is a shaded bar; the two differ
by their glyphs, so that no colour is needed to tell them apart.
"""

import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from incident_tui.chronology.histories import ENDED, OPEN_END
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lanes import (
    Lane,
    LaneBar,
    call_cells,
    lane_bars,
    last_known,
)
from incident_tui.review.lens import Lens
from incident_tui.review.traffic import Axis, places_of
from incident_tui.words.axis import Tick, axis_ticks, label_row

CERTAIN, POSSIBLE, QUIET = "█", "░", "─"
"""Cells of a bar: a certain status, a status within bounds, and certain `QUIET_STATUSES`."""
OPEN = "━╍┄"
"""The last cells of a certain status whose end is not known."""
_QUIET_OPEN, _POSSIBLE_OPEN = "╌┄", "┄"
_EDGES = {CERTAIN: "▐", QUIET: "├"}
"""The first cell of a status that follows a status drawn with the same glyph."""
CALL, CALL_IN_BAR, _CALL_ON_LINE = "╵", "▆", "┴"
"""A cell with radio calls of the unit: beside bars, in a solid bar, on the line of `QUIET`."""
LATER = "›"
"""The last cell of a lane whose subject has a status after the axis."""
GRID, CURSOR = "┊", "┃"
"""A tick of the axis; the moment of the cursor."""
QUIET_STATUSES = frozenset(
    ["Available", "Cleared", "Canceled", "OutOfService", "Unknown", "unknown", ENDED]
)
"""Statuses of a subject that is not, or no longer, at work on the incident."""
_LEAST_BAR = 1
"""Cells of a part of a bar that stay free of words: they tell certain from possible."""

Part = Literal[
    "blank",
    "grid",
    "label",
    "certain",
    "quiet",
    "possible",
    "word",
    "quiet word",
    "doubt",
    "call",
    "cursor",
    "cursor word",
]
"""What a cell shows: `word` is a letter on a solid bar, `doubt` a letter on a shaded bar."""
_LETTERS: frozenset[Part] = frozenset(["label", "word", "quiet word", "doubt"])


class Cell(NamedTuple):
    """A cell of a lane."""

    glyph: str
    """"" for the second cell of a wide letter."""
    part: Part


class Frame(NamedTuple):
    """What the lanes of a picture share."""

    axis: Axis
    ticks: tuple[Tick, ...]
    grid: frozenset[int]
    """The cells of the ticks."""
    places: Sequence[int]
    """As `places_of`."""
    end: int
    """As `last_known`."""

    @property
    def labels(self) -> str:
        """The labels of the axis."""
        return label_row(self.ticks, self.axis.cells)


def frame_of(lens: Lens, axis: Axis) -> Frame:
    """The frame of a picture of lanes on an axis."""
    ticks = tuple(axis_ticks(axis, lens.zone))
    grid = frozenset(tick.cell for tick in ticks)
    return Frame(axis, ticks, grid, places_of(lens, axis), last_known(lens))


def lane_cells(lens: Lens, lane: Lane | None, frame: Frame) -> list[Cell]:
    """The cells of a lane; None for a heading without statuses."""
    count = frame.axis.cells
    cells = [
        Cell(GRID, "grid") if one in frame.grid else Cell(" ", "blank") for one in range(count)
    ]
    if lane is None:
        return cells
    bars = lane_bars(lens, lane.subject, frame.axis, frame.end)
    for bar in bars:
        cells[bar.first : bar.stop] = _bar(bar, lens.change(lane.subject, bar.change).status)
    for before, bar in pairwise(bars):
        edge = _EDGES.get(cells[bar.first].glyph)
        if edge and before.stop == bar.first and cells[bar.first - 1] == cells[bar.first]:
            cells[bar.first] = cells[bar.first]._replace(glyph=edge)
    if lane.subject.kind == "unit":
        for cell in call_cells(lens, lane.subject.id, frame.places):
            cells[cell] = _with_call(cells[cell])
    for bar in bars:  # over the calls: words are read, calls are counted elsewhere
        _write_words(lens, lane, cells, bar)
    if _has_later_status(lens, lane, frame.axis):
        cells[-1] = Cell(LATER, "label")
    return cells


def _has_later_status(lens: Lens, lane: Lane, axis: Axis) -> bool:
    """Whether a told status of the subject begins after an axis."""
    later = lens.stretches(lane.subject, axis.stop, OPEN_END)
    return any(stretch.start >= axis.stop for stretch in later)


def _bar(bar: LaneBar, status: str | None) -> list[Cell]:
    """The cells of a status without words."""
    is_quiet = status in QUIET_STATUSES
    solid = Cell(QUIET, "quiet") if is_quiet else Cell(CERTAIN, "certain")
    cells = [solid if sure else Cell(POSSIBLE, "possible") for sure in bar.sure]
    if not bar.is_open:
        return cells
    part = cells[-1].part
    glyphs = _POSSIBLE_OPEN if part == "possible" else _QUIET_OPEN if is_quiet else OPEN
    alike = 0
    while alike < len(cells) and cells[-1 - alike].part == part:
        alike += 1
    glyphs = glyphs[-min(len(glyphs), max(alike // 2, 1)) :]
    cells[-len(glyphs) :] = [Cell(glyph, part) for glyph in glyphs]
    return cells


def _with_call(cell: Cell) -> Cell:
    match cell.part:
        case "certain" if cell.glyph == CERTAIN:
            return Cell(CALL_IN_BAR, "certain")
        case "quiet" if cell.glyph == QUIET:
            return Cell(_CALL_ON_LINE, "quiet")
        case "blank" | "grid":
            return Cell(CALL, "call")
    return cell


def _write_words(lens: Lens, lane: Lane, cells: list[Cell], bar: LaneBar) -> None:
    """Write the word of a status into a bar, and before it the statuses that are as possible."""
    words = _status(lens, lane, bar.change)
    doubt, certain = _parts(bar)
    if len(bar.possible) > 1 and doubt:
        names = dict.fromkeys(_status(lens, lane, number) for number in bar.possible)
        _write(cells, [doubt], " or ".join(names), "/".join(name[:1] for name in names), "?")
        _write(cells, [certain], words, words[:1])
    else:
        _write(cells, [certain, doubt], words, words[:1])


def _parts(bar: LaneBar) -> tuple[range, range]:
    """The first cells of a bar, in which the status is only possible, and the certain cells."""
    start = bar.sure.index(True) if True in bar.sure else len(bar.sure)
    stop = start
    while stop < len(bar.sure) and bar.sure[stop]:
        stop += 1
    return range(bar.first, bar.first + start), range(bar.first + start, bar.first + stop)


def _status(lens: Lens, lane: Lane, number: int) -> str:
    return visible(plain(lens.change(lane.subject, number).status or ""))


def _write(cells: list[Cell], rooms: Sequence[range], *texts: str) -> None:
    """Write the first of texts that has room, into the first room; else nothing.

    Args:
        rooms: parts of a bar; of each part some cells have to stay free.
    """
    for text in texts:
        glyphs = letters(text)
        for room in rooms:
            free = _LEAST_BAR
            if room and cells[room.start].glyph in _EDGES.values():
                room = room[1:]  # the edge tells certain from possible
                free = int(is_followed(cells, room))
            if 0 < len(glyphs) <= len(room) - free:
                for cell, letter in zip(room, glyphs, strict=False):
                    cells[cell] = Cell(letter, _LETTER_ON.get(cells[cell].part, "word"))
                return


def is_followed(cells: Sequence[Cell], room: range) -> bool:
    """Whether a bar begins at once after a part of a bar: their words must not touch."""
    return bool(room) and room.stop < len(cells) and cells[room.stop].part not in ("blank", "grid")


_JOINER = "\u200d"
"""Joins the emoji on both sides to a single emoji."""
_LETTER_ON: dict[Part, Part] = {"possible": "doubt", "quiet": "quiet word"}


def letters(text: str) -> list[str]:
    """The glyph of each cell of a text; "" for the second cell of a wide letter.

    A mark of a letter, and what a joiner joins to a letter, stand in the cell of the letter.
    """
    found: list[str] = []
    for before, letter in pairwise(f" {text}"):
        category = unicodedata.category(letter)
        if found and (category[0] == "M" or category == "Cf" or before == _JOINER):
            at = -1 if found[-1] else -2
            found[at] += letter
        else:
            found += [letter, ""] if unicodedata.east_asian_width(letter) in "WF" else [letter]
    return found


def with_cursor(
    cells: Sequence[Cell], first: int, last: int, keeps_letters: bool = False
) -> list[Cell]:
    """Cells with the line of the cursor over them.

    Args:
        first: the first cell of the cursor, which may lie beside the cells.
        last: the last cell; two lines stand for a time within bounds.
        keeps_letters: whether a letter stays in place of the line, as a `cursor word`.
    """
    shown = [*cells]
    for at in {first, last}:
        if not 0 <= at < len(shown):
            continue
        if keeps_letters and shown[at].part in _LETTERS and shown[at].glyph.strip():
            shown[at] = shown[at]._replace(part="cursor word")
            continue
        if not shown[at].glyph and at:  # a wide letter is not cut in half
            shown[at - 1] = shown[at - 1]._replace(glyph=" ")
        if at + 1 < len(shown) and not shown[at + 1].glyph:
            shown[at + 1] = shown[at + 1]._replace(glyph=" ")
        shown[at] = Cell(CURSOR, "cursor")
    return shown
