"""The marks in the row of an entry, each with its meaning in a few words."""

from collections.abc import Iterator

from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import NOT_YET, PERHAPS_NOT_YET
from incident_tui.words.names import KIND_GLYPHS, acting_unit
from incident_tui.words.times import entry_time

_TIMES = (
    ("…", "within bounds"),
    ("–", "lasted from – to"),
    ("~", "about"),
    ("%", "about, uncertain"),
)
"""The marks of times; `?` may be a mark of other things too, and is told apart."""
_UNSURE = "?"


def mark_words(lens: Lens, position: int) -> Iterator[str]:
    """The meaning of each mark in the row of an entry: `◉ radio call`, `~ about`."""
    kind = lens.outline(position).kind
    yield f"{KIND_GLYPHS[kind]} {plain(kind)}"
    time = entry_time(lens, position)
    yield from (f"{mark} {words}" for mark, words in _TIMES if mark in time)
    if _UNSURE in time:
        yield f"{_UNSURE} uncertain time"
    if not lens.tells(position):
        yield f"≠ {NOT_YET}"
        return
    if lens.certainty(position) == "possible":
        yield f"? {PERHAPS_NOT_YET}"
    acting, concerned = lens.acting(position), lens.concerned(position)
    if concerned:
        yield f"› concerns {', '.join(map(lens.short, concerned))}"
    elif not acting and not acting_unit(lens, position):
        yield "? nobody is named"
    elif len(acting) > 1:
        yield f"+ also {', '.join(map(lens.short, acting[1:]))}"
