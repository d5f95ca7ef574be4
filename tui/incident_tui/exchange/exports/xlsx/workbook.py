"""The record as a workbook (Office Open XML, ECMA-376), as of the moment and clock of a view.

The filters choose the entries of the first sheet, and the last sheet names them; all other sheets
are of the whole record. Every sheet is in every workbook, so that a program finds it; without
content the sheet says so.
"""

from collections.abc import Iterator

from incident_tui.exchange.exports.spreadsheet import written
from incident_tui.exchange.exports.tables import Sheet
from incident_tui.exchange.exports.xlsx.about import about
from incident_tui.exchange.exports.xlsx.conclusions import conflicts, intervals, questions
from incident_tui.exchange.exports.xlsx.entries import timeline
from incident_tui.exchange.exports.xlsx.reviewers import actions, notes
from incident_tui.exchange.exports.xlsx.sources import sources
from incident_tui.exchange.exports.xlsx.states import states
from incident_tui.exchange.exports.xlsx.units import units
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import title_words

_SHEETS = (
    timeline,
    states,
    units,
    intervals,
    conflicts,
    questions,
    sources,
    notes,
    actions,
    about,
)


def export(view: View) -> Iterator[bytes]:
    """The workbook in pieces: an empty piece for each row, so that progress can be shown."""
    return written(_sheets(view), title_words(view.lens))


def _sheets(view: View) -> Iterator[Sheet]:
    """The sheets, each made when the sheet before is written."""
    return (sheet(view) for sheet in _SHEETS)
