"""Related incidents: how far away in days, how related, and whether there is a record to open."""

from collections.abc import Mapping, Sequence

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Ink, Row, spread, wrap
from incident_tui.panes.pane import ListPane
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.commands import OpenRelated, Wish
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.related import days_apart, days_words, relation_words
from incident_tui.words.times import day_beside, inferred_mark

_LEAST = 24
"""The minimum width of a strip, in cells."""


HERE, OTHER = "◆", "●"
"""The marks of the incident and of a related incident on the strip."""


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane: a few lines an incident."""
    lens, rows = review.lens, list[Row]()
    here = lens.incident.date
    for related in lens.related():
        date = day_beside(related.date, here) if related.date else "no date"
        date += inferred_mark(related.date_basis)
        right = [Ink(days_words(days_apart(lens, related)), "time")]
        title = visible(lens.name(related.id))
        left = [Ink(f"{date}  ", "bright"), Ink(title, _title_ink(related.title, related.record))]
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


def _title_ink(title: str, record: str) -> str:
    """Bright for an incident with a record to open; faint where the title is withheld."""
    return ("bright" if record else "dim") if title else "faint"


def _strip(lens: Lens, width: int) -> list[Row]:
    """The incident and related incidents on a line, to scale by days, with their days below."""
    here = lens.incident.date
    others = {related.date for related in lens.related() if related.date}
    if here is None or not others - {here}:
        return []
    days = sorted({here, *others})
    first, span = days[0], (days[-1] - days[0]).days
    room = width - len(day_beside(days[-1], here))
    if width < _LEAST:
        return []
    cells = {day: (day - first).days * room // span for day in days}
    line = ["─"] * (room + 1)
    for day in days:
        line[cells[day]] = OTHER
    line[cells[here]] = HERE
    wanted = dict[int, str]()
    for day in sorted(days, key=lambda day: abs((day - here).days)):
        wanted.setdefault(cells[day], day_beside(day, here))  # of days in a cell, the nearest
    labels = _labels(wanted, width)
    return [Row((Ink("".join(line), "accent"),)), Row((Ink(labels, "dim"),))]


def _labels(wanted: dict[int, str], width: int) -> str:
    """Labels below marks, each beginning or ending at its mark, and below no other mark.

    Args:
        wanted: the label of each cell with a mark, the first to get room first.
    """
    line = " " * width
    for cell, label in wanted.items():
        for start in (cell, cell - len(label) + 1):
            stop = start + len(label)
            is_free = start >= 0 and not line[max(start - 1, 0) : stop + 1].strip()
            if is_free and not any(start <= other < stop for other in wanted if other != cell):
                line = line[:start] + label + line[stop:]
                break
    return line.rstrip()


class RelatedIncidents(ListPane):
    """The pane of related incidents."""

    draw = staticmethod(draw)

    @staticmethod
    def tally(review: Review) -> str:
        """The number of related incidents."""
        return str(sum(1 for _ in review.lens.related()))

    @staticmethod
    def hint(review: Review) -> Sequence[Hint]:
        """The key of the pane, where an incident has a record to open."""
        opens = any(related.record for related in review.lens.related())
        return [Hint("Enter", "opens")] if opens else ()

    @staticmethod
    def changes(old: Review, new: Review) -> bool:
        """Whether the reviews are of different records, or more of an incident is told."""
        if not old.is_of_same_chronology(new):
            return True
        return old.lens is not new.lens and [*old.lens.related()] != [*new.lens.related()]

    def row_keys(self, key: str) -> Mapping[str, str]:
        """Enter, for an incident with a record to open."""
        incidents = self._review.lens.related() if self._review else ()
        has_record = any(related.record for related in incidents if related.id == key)
        return {"open": "opens its record" if has_record else ""}

    def enter(self, key: str) -> Wish:
        """Open the record of the incident."""
        return OpenRelated(key)

    def subject(self, key: str) -> str:
        """The incident of the row."""
        return key
