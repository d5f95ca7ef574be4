"""The line at the top: the incident."""

from collections.abc import Sequence

from incident_tui.drawing.ink import DIFFERS, Ink, Line, spread, width_of
from incident_tui.drawing.lines import Bar
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.times import (
    date_words,
    inferred_mark,
    zone_words,
)

EDGE = "  "
"""Before the lines above the panes, whose words begin where the words of a pane begin."""


def draw_title(review: Review, width: int) -> Line:
    """The record's incident: title, place, day and zone."""
    lens = review.lens
    incident = lens.incident
    place = lens.location(incident.location)
    where = incident.location
    if place:
        city = place.city and place.city + inferred_mark(place.city_basis)
        where = city or place.text
    when = f"{date_words(lens)} {zone_words(lens)}"
    right = [Ink(" · ".join(part for part in (visible(where), when) if part) + " ", "dim")]
    left = [Ink(EDGE)]
    if incident.exercise:
        left = [Ink(" "), Ink(" EXERCISE ", "alert"), Ink(" ")]
    if incident.title:
        left.append(Ink(visible(incident.title), "bright"))
    else:
        left.append(Ink(f"{DIFFERS} title not known yet", "faint"))
    if width_of(left) + width_of(right) + 1 > width:
        right = [Ink(f"{when} ", "dim")]
    return spread(left, right, width)


def _title(review: Review) -> str:
    return review.lens.incident.title


class Title(Bar):
    """The title line."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review, if the title or the record differs."""
        old, self._review = self._review, review
        if old is None or not old.is_of_same_chronology(review) or _title(old) != _title(review):
            self.redraw()

    def draw(self, width: int) -> Sequence[Line]:
        """The line."""
        return [draw_title(self._review, width)] if self._review else ()
