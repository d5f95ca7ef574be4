"""Related incidents: how far away in days, how related, and whether there is a record to open."""

from collections.abc import Sequence

from incident_tui.drawing.ink import Ink, Row, spread, wrap
from incident_tui.drawing.lines import Listing
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.related import days_apart, days_words, relation_words
from incident_tui.words.times import day_beside

_LEAST = 24
"""Cells that a strip needs."""


HERE, OTHER = "◆", "●"
"""This incident and another one on the strip."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane: a few lines an incident."""
    lens, rows = review.lens, list[Row]()
    here = lens.incident.date
    for related in lens.related():
        date = day_beside(related.date, here) if related.date else "no date"
        right = [Ink(days_words(days_apart(lens, related)), "time")]
        title = visible(lens.name(related.id))
        left = [Ink(f"{date}  ", "bright"), Ink(title, "text" if related.title else "faint")]
        rows.append(Row(spread(left, right, width), related.id))
        hurt = ", ".join(f"{item.count} {plain(item.status)}" for item in related.casualties)
        there = f"there: {hurt}" if hurt else ""
        alone = "no record of its own" if related.title and not related.record else ""
        more = " · ".join(part for part in (there, alone) if part)
        rows += [
            Row((Ink("  "), Ink(line, "dim")))
            for words in (relation_words(related), more)
            if words
            for line in wrap(words, width - 2)
        ]
    return [*rows, *_strip(lens, width)] or [Row((Ink("none recorded", "dim"),))]


def _strip(lens: Lens, width: int) -> list[Row]:
    """This incident and the related ones on a line, to scale by days, with their days below."""
    here = lens.incident.date
    others = {related.date for related in lens.related() if related.date}
    if here is None or not others - {here}:
        return []
    days = sorted({here, *others})
    first, span = days[0], (days[-1] - days[0]).days
    room = width - len(day_beside(days[-1], here))
    if width < _LEAST:
        return []
    line, labels = ["─"] * (room + 1), ""
    for day in days:
        cell = (day - first).days * room // span
        if line[cell] != HERE:
            line[cell] = HERE if day == here else OTHER
        label = day_beside(day, here)
        if cell >= len(labels) + (1 if labels else 0):
            labels = labels.ljust(cell) + label
    return [Row((Ink("".join(line), "accent"),)), Row((Ink(labels[:width], "dim"),))]


def _changes(old: Review, new: Review) -> bool:
    """Whether other incidents are told, or more of them."""
    if not old.is_of_same_chronology(new):
        return True
    return old.lens is not new.lens and [*old.lens.related()] != [*new.lens.related()]


class RelatedIncidents(Listing):
    """The pane of related incidents."""

    def __init__(self) -> None:
        super().__init__(id="related", classes="pane stacked related")
        self.border_title = "4 Related"
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review, if it is of another record."""
        old, self._review = self._review, review
        if old is not None and not _changes(old, review):
            return
        self.entitle("Enter opens" if any(one.record for one in review.lens.related()) else "")
        self.remake()

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return draw(self._review, width) if self._review else ()
