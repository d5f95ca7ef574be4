"""The bar of a length of time: solid for the certain part, shaded for the possible part."""

from collections.abc import Iterable

from incident_tui.drawing.ink import Ink, Line
from incident_tui.record.text import visible
from incident_tui.words.intervals import Length

SOLID, SHADED, OPEN = "█", "▒", "…"
"""A part that is certain; a part that is possible; an end that is not known."""
_EIGHTHS = " ▏▎▍▌▋▊▉"
"""The last cell of a solid part, by eighths of the cell."""


def longest(lengths: Iterable[Length]) -> int:
    """The largest known bound of any of the lengths, in milliseconds; 0 without a bound."""
    bounds = (bound for length in lengths for bound in (length.least, length.most) if bound)
    return max(bounds, default=0)


def draw_bar(length: Length, most: int, size: int) -> Line:
    """The bar of a length; in place of a bar, the reason for a length that cannot be computed.

    Args:
        most: the length of a bar over the whole size, in milliseconds.
        size: cells of the longest bar.
    """
    if not length.is_computable:
        return (Ink(visible(length.why), "dim"),)
    if most <= 0:
        return ()
    start, end = max(length.least or 0, 0), max(length.most or 0, 0)
    eighths = round(start * size * 8 / most)
    whole, part = divmod(max(eighths, 1 if start else 0), 8)
    solid = SOLID * whole + (_EIGHTHS[part] if part else "")
    if length.most is None:
        return (Ink(solid, "here"), Ink(OPEN, "possible"))
    shaded = max(-(-end * size // most) - len(solid), 1) if end > start else 0
    return (Ink(solid, "here"), Ink(SHADED * shaded, "possible"))
