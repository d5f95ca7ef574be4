"""The filters saved for a record: a row for each name, and a row that saves the present filters."""

from collections.abc import Mapping

from incident_tui.drawing.ink import EMPTY, Ink, Row, clip, cut, fit, wrap
from incident_tui.keymap import with_keys
from incident_tui.record.text import visible
from incident_tui.review.filters import Filters
from incident_tui.review.review import Review
from incident_tui.words.filters import filter_words

SAVE = "save"
"""The key of the row that saves the present filters."""
NAMED = "named:"
"""The prefix of the key of a saved filter, before its name."""
_LONGEST_NAME = 24
"""Cells for a name."""


def draw(review: Review, saved: Mapping[str, Filters], fault: str, width: int) -> list[Row]:
    """The rows: the present filters to save, then the saved filters with their words.

    Args:
        fault: why the saved filters cannot be read; "" for no fault.
    """
    rows = [Row((Ink(line, "alert"),)) for line in wrap(fault, width)] if fault else []
    if review.filters.any:
        words = visible(filter_words(review.lens, review.filters))
        line = (Ink("save as… ", "accent"), Ink(cut(words, max(width - 9, 1)), "dim"))
        rows += [Row(clip(line, width), SAVE), Row(EMPTY)]
    for name, filters in sorted(saved.items()):
        words = visible(filter_words(review.lens, filters))
        head = Ink(fit(visible(name), min(_LONGEST_NAME, width)), "bright")
        rows.append(Row(clip((head, Ink(f" {words}", "dim")), width), NAMED + name))
    if not saved and not fault:
        words = "No filter is saved for this record."
        if not review.filters.any:
            words += with_keys(
                " Set a filter first: {agencies}, {this_agency}, {radio}, or {search} and {keep}."
            )
        rows += [Row((Ink(line, "dim"),)) for line in wrap(words, width)]
    return rows
