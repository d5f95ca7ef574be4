"""Changes of statuses as cells: when a status began, when it was known, and who says so."""

from collections.abc import Iterable

from incident_tui.chronology.histories import Subject
from incident_tui.exchange.exports.columns import BETWEEN, cite_text
from incident_tui.exchange.exports.exact_times import exact_time, stamp_of
from incident_tui.exchange.exports.tables import Cell, Column, Row
from incident_tui.exchange.printed.view import rfc3339
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange
from incident_tui.words.citations import Cite, titled_cite_words
from incident_tui.words.lanes import began_words
from incident_tui.words.times import changed_known_words

BEGAN = Column("time", 16)
"""When a status began, in words."""
CHANGE_COLUMNS = (
    Column("exact_time", 19, kind="moment"),
    Column("earliest", 19, kind="moment"),
    Column("latest", 23, kind="moment"),
    Column("known", 16),
    Column("entry", 14),
)
SOURCES, CITES = Column("sources", 40, kind="prose"), Column("cites", 14)
"""Citations in words, and in the notation of records."""


def begun_changes(lens: Lens, subject: Subject) -> list[ToldChange]:
    """The changes of a subject that are certain or possible by the moment of the lens."""
    return [one for one in lens.history(subject) if one.certainty != "unknown"]


def change_words(lens: Lens, change: ToldChange) -> str:
    """A status and when it began: `critical after 13:00`, `shot? 13:00…18:00`."""
    doubt = "?" if change.certainty == "possible" else ""
    return f"{plain(change.status or '')}{doubt} {began_words(lens, change)}"


def change_cells(lens: Lens, change: ToldChange | None) -> Row:
    """The cells of `BEGAN` and `CHANGE_COLUMNS`; None for no change."""
    if change is None:
        return ("",) * (1 + len(CHANGE_COLUMNS))
    bounds = change.placement.earliest, change.placement.latest
    return (
        began_words(lens, change),
        _exact(lens, change),
        *(stamp_of(rfc3339(one, lens.zone) or "", lens.zone.zone) for one in bounds),
        changed_known_words(lens, change),
        change.entry,
    )


def _exact(lens: Lens, change: ToldChange) -> Cell:
    position = lens.position(change.entry)
    time = change.time if position is None else lens.outline(position).time
    return stamp_of(exact_time(lens, time, change.placement) if time else "", lens.zone.zone)


def cite_cells(lens: Lens, cites: Iterable[Cite]) -> Row:
    """The cells of `SOURCES` and `CITES`."""
    cites = [*cites]
    words = BETWEEN.join(titled_cite_words(lens, cite) for cite in cites)
    return words, BETWEEN.join(map(cite_text, cites))
