"""The page of the entry under the cursor: all of it, its disputes in full, and its questions."""

from incident_tui.boards import conflicts, questions
from incident_tui.boards.board import Board
from incident_tui.boards.lines import MAX_CELLS
from incident_tui.drawing.ink import EMPTY, Row
from incident_tui.panes import detail
from incident_tui.review.review import Review


def draw(review: Review, width: int) -> list[Row]:
    """The rows of Detail, then the conflicts and the questions about the entry."""
    width = min(width, MAX_CELLS)
    rows = detail.draw(review, width)
    if not review.shown:
        return rows
    if conflicts.touching(review):
        rows += [Row(EMPTY), *conflicts.draw(review, width)]
    if review.lens.questions_about(*review.lens.ids_of(review.entry_id)):
        rows += [Row(EMPTY), *questions.draw_about(review.entry_id, review, width)]
    return rows


BOARD = Board("Entry", draw, has_sources=True)
