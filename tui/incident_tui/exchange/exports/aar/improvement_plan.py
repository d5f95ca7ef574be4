"""The improvement plan as a workbook: Office Open XML, ECMA-376, with a row for each action.

No text is a formula or a link. A day is a date of the spreadsheet; a month alone stays a text, for
a date would be more exact than the plan.
"""

import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from xlsxwriter import Workbook

from incident_tui import __version__
from incident_tui.exchange.exports.aar.office_text import Lines, office_text
from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.exports.aar.values import Evidence, PlannedAction
from incident_tui.exchange.printed.view import View
from incident_tui.words.counts import count_words
from incident_tui.words.observations import ELEMENT_WORDS, PROGRESS_WORDS

MAX_CELL_UNITS = 32_767
"""The maximum length of a text in a cell, in units of UTF-16, by the specification of Excel."""
_CUT = "… (cut: a cell has no room for more)"
_FIRST_YEAR = 1901
"""Before, the days of spreadsheets are wrong, or do not exist."""
_MADE = dt.datetime(2000, 1, 1)
"""A fixed date of the file, so that the same plan is the same bytes."""
_LISTED_ROWS = 500
"""Rows below the plan that offer the values of lists, for actions to be added."""


class _Column(NamedTuple):
    title: str
    width: float
    """In characters."""


_COLUMNS = (
    _Column("Core capability", 22),
    _Column("Area for improvement", 40),
    _Column("Corrective action", 40),
    _Column("Capability element", 16),
    _Column("Primary responsible organization", 24),
    _Column("Organization POC", 20),
    _Column("Start date", 12),
    _Column("Completion date", 12),
    _Column("Status", 10),
    _Column("Evidence", 40),
    _Column("Reviewer", 16),
    _Column("Written", 21),
    _Column("Action id", 18),
    _Column("Observation id", 18),
)
_ELEMENT, _START, _DUE, _STATUS = 3, 6, 7, 8
"""The columns with a list of values, or with dates."""


def export(view: View) -> Iterator[bytes]:
    """The workbook of a view, in a single piece; every action, whatever the filters."""
    report = Report(view)
    file = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
    }
    with Workbook(file, options) as book:
        title = office_text(report.overview.title)[:200]
        book.set_properties({"title": f"Improvement plan: {title}", "created": _MADE})
        _write_plan(book, report.conclusions.plan)
        _write_about(book, report)
    yield file.getvalue()


def _write_plan(book: Any, plan: Sequence[PlannedAction]) -> None:
    """The sheet with the actions."""
    sheet = book.add_worksheet("Improvement plan")
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    head.set_bg_color("#E8ECEF")
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    last = len(_COLUMNS) - 1
    for number, column in enumerate(_COLUMNS):
        sheet.set_column(number, number, column.width)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(plan)), last)
    for number, words in ((_ELEMENT, ELEMENT_WORDS), (_STATUS, PROGRESS_WORDS)):
        choice = {"validate": "list", "source": [*words.values()]}
        sheet.data_validation(1, number, len(plan) + _LISTED_ROWS, number, choice)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, max(1, len(plan)), _STATUS)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&R&P / &N")
    for number, column in enumerate(_COLUMNS):
        sheet.write_string(0, number, column.title, head)
    for row, action in enumerate(plan, 1):
        for number, text in enumerate(_texts(action)):
            found = _day(text) if number in (_START, _DUE) else None
            if found is not None:
                sheet.write_datetime(row, number, found, day)
            else:
                _write_text(sheet, row, number, text, cell)


def _texts(action: PlannedAction) -> tuple[str, ...]:
    """The texts of a row, in the order of the columns."""
    return (
        action.capability,
        action.observation,
        action.text,
        action.element,
        action.owner,
        action.contact,
        action.start,
        action.due,
        action.status,
        Lines("\n".join(map(_evidence_words, action.evidence))),
        action.author,
        action.written,
        action.id,
        action.observation_id,
    )


def _evidence_words(part: Evidence) -> str:
    source = f"({part.source})" if part.source else ""
    return " ".join(filter(None, (part.time, part.words, source)))


def _day(text: str) -> dt.date | None:
    """A day that a spreadsheet can have as a date; None for a month, or another text."""
    try:
        found = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.year >= _FIRST_YEAR else None


def _write_about(book: Any, report: Report) -> None:
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
    sheet = book.add_worksheet("About")
    label, cell = book.add_format({"bold": True, "valign": "top"}), book.add_format()
    cell.set_text_wrap()
    sheet.set_column(0, 0, 14)
    sheet.set_column(1, 1, 80)
    for number, (name, words) in enumerate(row for row in rows if row[1]):
        sheet.write_string(number, 0, name, label)
        _write_text(sheet, number, 1, words, cell)


def _write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:
    """A text in a cell, never a formula or a link; cut where a cell has no room."""
    words = office_text(text)
    if words.endswith("</r>"):
        words += " "  # XlsxWriter would write `<r>…</r>` as elements
    units = words.encode("utf-16-le")
    if len(units) > 2 * MAX_CELL_UNITS:
        kept = units[: 2 * (MAX_CELL_UNITS - len(_CUT))]
        words = kept.decode("utf-16-le", errors="ignore") + _CUT
    if words:
        sheet.write_string(row, column, words, form)
    else:
        sheet.write_blank(row, column, None, form)
