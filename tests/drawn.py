"""The text of what is drawn: of a line, and of the rows of a pane or a board."""

from collections.abc import Iterable

from incident_tui.drawing.ink import Line, Row


def line_text(line: Line) -> str:
    """The text of a line, its inks left out."""
    return "".join(span.text for span in line)


def row_texts(rows: Iterable[Row]) -> list[str]:
    """The text of each row."""
    return [line_text(row.line) for row in rows]


def row_words(rows: Iterable[Row]) -> list[str]:
    """The text of each row, runs of spaces as one, without spaces at either end."""
    return [" ".join(text.split()) for text in row_texts(rows)]
