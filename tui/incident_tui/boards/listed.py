"""The list of a board: a row an item, the items about the entry or the subject first."""

from collections.abc import Sequence

from incident_tui.boards.board import Item, Items
from incident_tui.boards.lines import remark
from incident_tui.drawing.ink import EMPTY, Ink, Line, Row, cut, fit, width_of
from incident_tui.record.text import visible

_LEAST = 20
"""The minimum width of a title, in cells; columns give way, the last first."""
GAP = 2
"""Cells between columns."""


def ordered(items: Items, whole: bool) -> list[Item]:
    """The items as listed: those that are near first, unless the whole record is asked for."""
    if whole:
        return [*items.items]
    near = [item for item in items.items if item.key in items.near]
    return [*near, *(item for item in items.items if item.key not in items.near)]


def draw_list(items: Items, whole: bool, width: int) -> list[Row]:
    """The rows of a list; a divider stands between the items that are near and the others.

    Args:
        whole: whether the items stand in the order of the record, without a divider.
        width: cells of a row.
    """
    listed = ordered(items, whole)
    sizes = _sizes(listed, items.headings, width)
    room = max(width - sum(size + GAP for size in sizes), 1)
    rows = [_heading(items.headings, room, sizes)] if items.headings and listed else []
    near = 0 if whole else sum(item.key in items.near for item in listed)
    group = ""
    for number, item in enumerate(listed):
        if item.group != group:
            group = item.group
            rows += [Row(EMPTY)] * bool(rows)
            rows.append(Row((Ink(cut(visible(group), width), "heading"),)))
        if number == near and near > 0:
            rows.append(_divider(items.divider, width))
        rows.append(_row(item, room, sizes))
    if items.remark:
        rows += [*([Row(EMPTY)] if rows else []), *remark(items.remark, width)]
    return rows


def _sizes(listed: Sequence[Item], headings: Sequence[str], width: int) -> list[int]:
    """Cells for each column that there is room for."""
    count = max((len(item.cells) for item in listed), default=0)
    titles = max((len(visible(item.title)) for item in listed), default=0)
    sizes = [
        max(
            len(headings[number + 1]) if headings else 0,
            *(width_of(item.cells[number]) for item in listed if number < len(item.cells)),
        )
        for number in range(count)
    ]
    while sizes and width - sum(size + GAP for size in sizes) < min(_LEAST, titles):
        sizes.pop()
    return sizes


def _heading(headings: Sequence[str], room: int, sizes: Sequence[int]) -> Row:
    cells = zip(headings[1:], sizes, strict=False)
    words = "".join(" " * GAP + fit(words, size) for words, size in cells)
    return Row((Ink(fit(headings[0], room) + words, "heading"),))


def _divider(words: str, width: int) -> Row:
    return Row((Ink(cut(f"─ {words} ─", width), "dim"),))


def _row(item: Item, room: int, sizes: Sequence[int]) -> Row:
    line: Line = (Ink(fit(visible(item.title), room), "text"),)
    for cell, size in zip(item.cells, sizes, strict=False):
        line += (Ink(" " * GAP), *cell, Ink(" " * (size - width_of(cell))))
    return Row(line, item.key, anchor=item.key)
