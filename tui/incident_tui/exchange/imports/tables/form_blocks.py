"""The blocks of the form ICS 214 around the log, in cells of a table or in lines of a text.

FEMA 502-2, ICS 214 version 3, and the older Unit Log: `1. Incident Name`,
`2. Operational Period`, `3. Name`, `4. ICS Position`, `5. Home Agency (and Unit)`,
`6. Resources Assigned`, `7. Activity Log`, `8. Prepared by`. Agencies number and arrange the blocks
in many ways, so each is known by the words. A value stands behind the label, in the next cell, or
below.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from incident_tui.exchange.imports.tables.notations import dates_among_words

_LABELS = {
    "incident": r"incident\s*name",
    "period": r"operational\s*period",
    "name": r"(?:unit\s*)?name(?:\s*/\s*designators?)?",
    "position": r"h?ics\s*position|position\s*/\s*title|unit\s*leader(?:\s*\([^)]*\))?",
    "agency": r"home\s*agency(?:\s*\([^)]*\))?",
    "resources": r"(?:resources?|personnel)\s*(?:roster\s*)?assigned|personnel\s*roster",
    "log": r"activity\s*log|log\s*of\s*activit(?:y|ies)",
    "prepared": r"prepared\s*by(?:\s*\([^)]*\))?",
    "other": r"(?:date|time)\s*prepared|signature|date\s*/\s*time|facility\s*name|date|time"
    r"|home\s*(?:base|unit)(?:\s*\([^)]*\))?",
    "remarks": r"remarks\s*\(no\s*block\s*of\s*the\s*form\)",
}
_LABEL = re.compile(
    r"(?:(?<=\s)|^)(?:\d{1,2}[a-z]?\s*[.)]\s*)?(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in _LABELS.items())
    + r")\s*(?::|$)",
    re.IGNORECASE,
)
_LOG_TITLE = re.compile(
    r"(?:\d{1,2}\s*[.)]\s*)?(?:unit|activity)\s*log\b[^:|]{0,60}:?|activities:?", re.IGNORECASE
)
_TIME_NAME = re.compile(r"(?:date\W{0,3}(?:and\W)?)?time\b.{0,40}|date\s*/\s*time.{0,40}", re.I)
_TEXT_NAME = re.compile(
    r".{0,30}\b(?:activit(?:y|ies)|events?|remarks?|notes?|actions?|entr(?:y|ies)|descriptions?)\b"
    r".{0,60}",
    re.IGNORECASE,
)
_HEADER_IN_LINE = re.compile(
    r"(?:date\W{0,3})?time\W+(?:notable|major|activit|events?)\b.{0,40}", re.IGNORECASE
)
_INCIDENT = re.compile(
    r"(?:^|[\t|,;*#\"'])\W{0,8}(?:\d{1,2}[.)]?\s{0,8})?incident\s{1,8}name\b", re.I | re.M
)
_LOG = re.compile(r"\b(?:activity|unit)\s+log\b|\bnotable\s+activities\b|\bmajor\s+events\b", re.I)
_FORM = re.compile(r"\bics[\s_-]*(?:form\s*)?214|\boperational\s+period\b", re.I)
_BLANK = re.compile(r"[\s_.…-]*")
"""A line to write on, or nothing."""
_CLOCK = re.compile(r"(?<![\w/.:-])(\d\d?:\d\d|(?:[01]\d|2[0-4])[0-5]\d)(?![\d/])")


def is_form(text: str) -> bool:
    """Whether a text has an incident name and a log, and a period or the number of the form."""
    return all(words.search(text) for words in (_INCIDENT, _LOG, _FORM))


class Field(NamedTuple):
    """A label of the form, and the value behind the label in the cell."""

    block: str
    """`incident`, `period`, `name`, …, as the labels of this module."""
    value: str
    """The words behind the label; "" if there are none."""
    column: int
    """The number of the cell, from 0."""
    start: int
    """Characters before the label in the cell."""
    is_open: bool
    """Whether the value can be in another cell: nothing is behind the label."""


def fields_in(cells: Sequence[str]) -> list[Field]:
    """Return the labels in the cells of a row, each with the value in the cell."""
    found = []
    for column, cell in enumerate(cells):
        text = " ".join(cell.split())
        labels = [match for match in _LABEL.finditer(text) if match[0].strip()]
        if labels and labels[0].start() > 0 and ":" not in labels[0][0]:
            labels = []  # the last word of a sentence
        for at, match in enumerate(labels):
            end = labels[at + 1].start() if at + 1 < len(labels) else len(text)
            value = text[match.end() : end].strip(" ;,")
            written = "" if is_blank(value) else value
            is_open = not value and end == len(text)
            found.append(Field(match.lastgroup or "", written, column, match.start(), is_open))
    return found


def is_blank(text: str) -> bool:
    """Whether a cell says nothing, or is a line to write on."""
    return bool(_BLANK.fullmatch(text))


def is_log_title(cells: Sequence[str]) -> bool:
    """Whether a row is the title of the log alone: `7. Activity Log:`."""
    said = [cell.strip() for cell in cells if not is_blank(cell)]
    return len(said) == 1 and bool(_LOG_TITLE.fullmatch(said[0]))


def log_columns(cells: Sequence[str]) -> tuple[int, int] | None:
    """Return the columns of times and of activities, if a row names them; None for another row."""
    names = [" ".join(cell.split()) for cell in cells]
    if sum(map(bool, names)) == 1 and _HEADER_IN_LINE.fullmatch(next(filter(None, names))):
        return 0, 1
    times = [at for at, name in enumerate(names) if _TIME_NAME.fullmatch(name.strip(":"))]
    texts = [at for at, name in enumerate(names) if at not in times and _TEXT_NAME.fullmatch(name)]
    return (times[0], texts[0]) if times and texts else None


class Period(NamedTuple):
    """The operational period of a form, as written."""

    date: str = ""
    """The first day; "" if not said."""
    time: str = ""
    """The time of day of the beginning, as 06:00; "" if not said."""
    further_dates: tuple[str, ...] = ()

    @property
    def beginning(self) -> str:
        """The date and the time of day of the beginning, as far as said; "" without a date."""
        return f"{self.date} {self.time}".strip() if self.date else ""


def period_in(words: str) -> Period:
    """Return the period in words, as in `Date From: 5/14/2024 … Time From: 0600`."""
    found = sorted(dates_among_words(words), key=lambda one: one[1])
    dates = list(dict.fromkeys(date for date, _ in found))
    for date in dates:
        words = words.replace(date, " ", 1)
    clocks = _CLOCK.findall(words)
    if not dates:
        return Period()
    first = clocks[0] if clocks else ""
    time = f"{first[:2]}:{first[2:]}" if first.isdigit() else first
    return Period(dates[0], time, tuple(dates[1:]))
