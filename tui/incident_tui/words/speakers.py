"""Who acts or speaks, in words for the keys that follow a unit or an agency."""

from incident_tui.record.text import visible
from incident_tui.review.review import Review


def stay_words(review: Review, by: int) -> str:
    """Why no entry of the same unit or agency follows the entry under the cursor.

    Args:
        by: above zero for an entry on, below for an entry back.
    """
    lens = review.lens
    if not review.shown:
        return "no entry is shown"
    if not lens.tells(review.cursor):
        return "who acts or speaks in this entry is not known yet"
    speaker = lens.speaker(review.cursor)
    if not speaker:
        return "no unit and no agency is said to act or speak in this entry"
    which = "later" if by > 0 else "earlier"
    return f"no {which} entry of {visible(lens.short(speaker))} is shown"
