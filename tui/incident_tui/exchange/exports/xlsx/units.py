"""The sheet Units: the status history of each unit, a row for each status."""

from collections.abc import Iterator
from typing import get_args

from incident_tui.chronology.histories import Certainty, Subject
from incident_tui.exchange.exports.columns import BETWEEN
from incident_tui.exchange.exports.exact_times import zoned
from incident_tui.exchange.exports.tables import Column, Row, Table
from incident_tui.exchange.exports.xlsx.changes import (
    BEGAN,
    CHANGE_COLUMNS,
    CITES,
    SOURCES,
    begun_changes,
    change_cells,
    cite_cells,
)
from incident_tui.exchange.printed.view import View
from incident_tui.record.vocabulary import UnitStatus, listed
from incident_tui.words.counts import status_words

_PRINTED = (
    Column("id", 14),
    Column("call_sign", 14),
    Column("agency", 14),
    Column("type", 14),
    Column("state", 20),
    Column("status", 14, listed(UnitStatus)),
    Column("certainty", 10, get_args(Certainty)),
    BEGAN,
    SOURCES,
)
_COLUMNS = (
    *_PRINTED,
    *CHANGE_COLUMNS,
    CITES,
    Column("agency_id", 12),
    Column("radio_ids", 14),
)


def units(view: View) -> Table:
    """The sheet of the units: `state` is as of the moment, and a row each status up to then.

    A unit without a status by then has a row of its own.
    """
    columns, nothing = zoned(_COLUMNS, view.lens), "No unit is recorded."
    return Table("Units", columns, _rows(view), nothing, fixed=2, printed=len(_PRINTED))


def _rows(view: View) -> Iterator[Row]:
    lens = view.lens
    for unit in lens.units():
        subject = Subject("unit", unit.id)
        agency = lens.short(unit.agency) if unit.agency else ""
        own = unit.id, unit.call_sign, agency, unit.type, status_words(lens.state(subject))
        last = unit.agency, BETWEEN.join(unit.radio_ids)
        for change in begun_changes(lens, subject) or (None,):
            status = (change.status or "", change.certainty) if change else ("", "")
            began, *rest = change_cells(lens, change)
            words, cites = cite_cells(lens, change.cite if change else ())
            yield (*own, *status, began, words, *rest, cites, *last)
