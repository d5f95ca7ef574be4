"""Rows of words beside a label, wrapped: fields of pages and panes."""

from incident_tui.drawing.ink import Ink, Row, cut, width_of, wrap


def beside(head: Ink, words: str, width: int, ink: str = "text", key: str = "") -> list[Row]:
    """Words wrapped beside a head in the first row.

    Args:
        head: cut to two thirds of the width.
        width: cells of a row.
        key: of the first row, to choose.
    """
    head = head._replace(text=cut(head.text, width * 2 // 3))
    indent = width_of((head,))
    rows = []
    for number, line in enumerate(wrap(words, width - indent)):
        start = head._replace(text=" " * indent) if number else head
        rows.append(Row((start, Ink(line, ink)), "" if number else key))
    return rows


def field(
    label: str, words: str, width: int, ink: str = "text", key: str = "", *, size: int
) -> list[Row]:
    """A label and its words; no row for no words.

    Args:
        width: cells of a row.
        key: of the first row, to choose.
        size: cells of the label.
    """
    return beside(Ink(label.ljust(size), "dim"), words, width, ink, key) if words else []
