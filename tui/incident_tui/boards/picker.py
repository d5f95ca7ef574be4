"""The agencies of a filter: a box for each agency, and the number of entries shown."""

from incident_tui.drawing.ink import EMPTY, Ink, Row
from incident_tui.panes.agencies import draw_agency
from incident_tui.review.review import Review


def draw(review: Review, on: frozenset[str], width: int) -> list[Row]:
    """The rows of the page: the agencies, and the number of entries of filled boxes.

    Args:
        on: the agencies whose boxes are filled.
    """
    choices = review.lens.agency_choices
    rows = [
        Row(draw_agency(review, agency, width, agency in on, status=False), agency)
        for agency in choices
    ]
    filters = review.filters.showing(None if on == frozenset(choices) else on)
    shown = len(review.lens.shown(filters, review.kept))
    total = review.lens.count
    words = Ink(f"{shown:,} of {total:,} entries", "bright")
    return [*rows, Row(EMPTY), Row((words, Ink(f" · {total - shown:,} hidden", "dim")))]
