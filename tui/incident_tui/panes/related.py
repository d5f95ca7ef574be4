"""Related incidents: how far away in days, how related, and whether there is a record to open."""

from incident_tui.drawing.ink import Ink, Line, Row, spread, wrap
from incident_tui.panes.pane import ListPane
from incident_tui.record.model import Related
from incident_tui.record.text import visible
from incident_tui.review.commands import OpenRelated, Wish
from incident_tui.review.review import Review
from incident_tui.words.related import days_apart, days_words
from incident_tui.words.times import day_beside

_LEAST = 24
"""Cells that a strip needs."""


HERE, OTHER = "◆", "●"
"""This incident and another one on the strip."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane: a few lines an incident."""
    rows = []
    for one in review.chronology.record.related:
        apart = days_apart(review.chronology.record, one)
        here = review.chronology.record.incident.date
        date = day_beside(one.date, here) if one.date else "no date"
        right = [Ink(days_words(apart), "time")]
        rows.append(
            Row(spread([Ink(f"{date}  ", "bright"), Ink(visible(one.title))], right, width), one.id)
        )
        rows += [Row(line) for line in _more(one, width)]
    return [*rows, *_strip(review, width)] or [Row((Ink("none recorded", "dim"),))]


def _strip(review: Review, width: int) -> list[Row]:
    """This incident and the related ones on one line, to scale by days, with their days below."""
    record = review.chronology.record
    here = record.incident.date
    others = {one.date for one in record.related if one.date}
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


def _more(one: Related, width: int) -> list[Line]:
    relation = ", ".join(word.replace("_", " ") for word in one.relation)
    hurt = ", ".join(f"{item.count} {item.status}" for item in one.casualties)
    there = f"there: {hurt}" if hurt else ""
    alone = "" if one.record else "no record of its own"
    lines = wrap(relation, width - 2)
    more = " · ".join(part for part in (there, alone) if part)
    lines += wrap(more, width - 2) if more else []
    return [(Ink("  "), Ink(line, "dim")) for line in lines]


class RelatedIncidents(ListPane):
    """The pane of related incidents."""

    draw = staticmethod(draw)

    @staticmethod
    def tally(review: Review) -> str:
        """The number of related incidents."""
        return str(len(review.chronology.record.related))

    @staticmethod
    def hint(review: Review) -> str:
        """The key of the pane, where an incident has a record to open."""
        related = review.chronology.record.related
        return "Enter opens" if any(incident.record for incident in related) else ""

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether the reviews are of different records."""
        return old.chronology is not new.chronology

    def enter(self, key: str) -> Wish:
        """Open the record of the incident."""
        return OpenRelated(key)
