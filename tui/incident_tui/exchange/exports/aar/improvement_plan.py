"""The improvement plan as a workbook, with a row for each action.

A day is a date of the spreadsheet; a month alone stays a text, for a date would be more exact than
the plan.
"""

from collections.abc import Iterator, Sequence

from incident_tui import __version__
from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.exports.aar.values import Evidence, PlannedAction
from incident_tui.exchange.exports.spreadsheet import written
from incident_tui.exchange.exports.tables import Column, Facts, Row, Table, day_of
from incident_tui.exchange.printed.view import View
from incident_tui.words.counts import count_words
from incident_tui.words.observations import ELEMENT_WORDS, PROGRESS_WORDS

_COLUMNS = (
    Column("Core capability", 22),
    Column("Area for improvement", 40, kind="prose"),
    Column("Corrective action", 40, kind="prose"),
    Column("Capability element", 16, tuple(ELEMENT_WORDS.values())),
    Column("Primary responsible organization", 24),
    Column("Organization POC", 20),
    Column("Start date", 12, kind="day"),
    Column("Completion date", 12, kind="day"),
    Column("Status", 10, tuple(PROGRESS_WORDS.values())),
    Column("Evidence", 40, kind="prose"),
    Column("Reviewer", 16),
    Column("Written", 21),
    Column("Action id", 18),
    Column("Observation id", 18),
)
_PRINTED = 9
"""The columns of HSEEP; what leads back to the record and to the notes is not printed."""


def export(view: View) -> Iterator[bytes]:
    """The workbook of a view, in pieces; every action, whatever the filters."""
    report = Report(view)
    sheets = plan_table("Improvement plan", report.conclusions.plan), _about(report)
    return written(sheets, f"Improvement plan: {report.overview.title}")


def plan_table(title: str, plan: Sequence[PlannedAction], nothing: str = "") -> Table:
    """The sheet with the actions.

    Args:
        nothing: words for a plan without actions.
    """
    return Table(title, _COLUMNS, map(_row, plan), nothing, printed=_PRINTED)


def _row(action: PlannedAction) -> Row:
    """The cells of an action, in the order of the columns."""
    return (
        action.capability,
        action.observation,
        action.text,
        action.element,
        action.owner,
        action.contact,
        day_of(action.start) or action.start,
        day_of(action.due) or action.due,
        action.status,
        "\n".join(map(_evidence_words, action.evidence)),
        action.author,
        action.written,
        action.id,
        action.observation_id,
    )


def _evidence_words(part: Evidence) -> str:
    source = f"({part.source})" if part.source else ""
    return " ".join(filter(None, (part.time, part.words, source)))


def _about(report: Report) -> Facts:
    """The sheet that says what the plan is of."""
    overview, plan = report.overview, report.conclusions.plan
    actions = sum(bool(action.id) for action in plan)
    without = count_words(len(plan) - actions, "area", "areas")
    rows = (
        (overview.subject, overview.title),
        ("Exercise", "Nothing in this record took place." if overview.exercise else ""),
        ("Record", overview.id),
        ("This plan", overview.as_of),
        ("Actions", f"{actions:,}, and {without} for improvement without an action"),
        ("Opinions", report.opinions),
        ("Withheld", report.withheld),
        ("Made by", f"incident-tui {__version__}"),
    )
    return Facts("About", rows)
