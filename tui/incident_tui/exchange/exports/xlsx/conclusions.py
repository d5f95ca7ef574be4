"""The sheets Intervals, Conflicts and Questions: no length is judged, and no conflict resolved."""

from collections.abc import Iterator
from typing import get_args

from incident_tui.chronology.histories import Certainty
from incident_tui.exchange.exports.columns import BETWEEN, cite_text
from incident_tui.exchange.exports.report.conclusions import ConclusionsSection
from incident_tui.exchange.exports.report.links import Links
from incident_tui.exchange.exports.tables import Cell, Column, Row, Table
from incident_tui.exchange.exports.xlsx.changes import CITES, SOURCES, cite_cells
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import NOT_YET
from incident_tui.record.time_value import MINUTE, QUALIFIERS
from incident_tui.record.vocabulary import ConflictStatus, QuestionOrigin, QuestionStatus, listed
from incident_tui.words.citations import voices_of
from incident_tui.words.intervals import lengths

_INTERVAL_COLUMNS = (
    Column("id", 16),
    Column("name", 26),
    Column("length", 34, kind="prose"),
    Column("min_minutes", 12, kind="number"),
    Column("max_minutes", 12, kind="number"),
    Column("qualifier", 9, tuple(filter(None, QUALIFIERS))),
    Column("from_words", 36, kind="prose"),
    Column("to_words", 36, kind="prose"),
    Column("note", 40, kind="prose"),
    Column("from", 16),
    Column("to", 16),
)
_CONFLICT_COLUMNS = (
    Column("id", 10),
    Column("topic", 30, kind="prose"),
    Column("status", 12, listed(ConflictStatus)),
    Column("claim", 7),
    Column("claim_value", 40, kind="prose"),
    Column("claim_said", 50, kind="prose"),
    Column("claim_certainty", 15, get_args(Certainty)),
    Column("readings", 40, kind="prose"),
    Column("note", 40, kind="prose"),
    Column("claim_id", 10),
    Column("claim_known", 16),
    Column("claim_cites", 14),
    Column("affects", 16),
    Column("affects_words", 40, kind="prose"),
)
_QUESTION_COLUMNS = (
    Column("id", 10),
    Column("text", 50, kind="prose"),
    Column("status", 12, listed(QuestionStatus)),
    Column("origin", 16, listed(QuestionOrigin)),
    Column("answer", 40, kind="prose"),
    SOURCES,
    CITES,
    Column("refs", 16),
    Column("refs_words", 40, kind="prose"),
)


def intervals(view: View) -> Table:
    """The sheet of the intervals: each length in words, and its bounds in minutes."""
    rows = _interval_rows(view)
    nothing = "No interval is recorded."
    return Table("Intervals", _INTERVAL_COLUMNS, rows, nothing, fixed=2, printed=9)


def _interval_rows(view: View) -> Iterator[Row]:
    links = Links(view.lens, view.shown)
    reports = ConclusionsSection(view.lens, links).intervals
    for (interval, length), report in zip(lengths(view.lens), reports, strict=True):
        if length is None:
            yield (interval.id, "", NOT_YET)
            continue
        bounds = _minutes(length.least), _minutes(length.most), length.qualifier
        words = report.start.words, report.end.words, interval.note
        ids = interval.start, interval.end
        yield (interval.id, interval.name, str(length), *bounds, *words, *ids)


def _minutes(milliseconds: int | None) -> Cell:
    """A length in minutes; "" for an unknown bound."""
    if milliseconds is None:
        return ""
    return milliseconds / MINUTE if milliseconds % MINUTE else milliseconds // MINUTE


def conflicts(view: View) -> Table:
    """The sheet of the conflicts: a row for each claim; readings and note beside the first."""
    rows = _conflict_rows(view)
    nothing = "No conflict is recorded."
    return Table("Conflicts", _CONFLICT_COLUMNS, rows, nothing, fixed=1, printed=9)


def _conflict_rows(view: View) -> Iterator[Row]:
    lens, links = view.lens, Links(view.lens, view.shown)
    for conflict in lens.conflicts():
        if conflict.topic is None:
            yield (conflict.id, NOT_YET)
            continue
        affects = "\n".join(link.words for link in links.to_all(conflict.affects))
        opinions = "\n".join(conflict.readings), conflict.note
        for claim in conflict.claims:
            yield (
                conflict.id,
                conflict.topic,
                conflict.status,
                claim.letter,
                NOT_YET if claim.value is None else claim.value,
                "\n".join(voices_of(lens, conflict, claim)),
                claim.certainty,
                *opinions,
                claim.id,
                str(claim.known or ""),
                BETWEEN.join(map(cite_text, claim.cite)),
                BETWEEN.join(conflict.affects),
                affects,
            )
            opinions = "", ""


def questions(view: View) -> Table:
    """The sheet of the questions, open or answered."""
    rows = _question_rows(view)
    nothing = "No question is recorded."
    return Table("Questions", _QUESTION_COLUMNS, rows, nothing, fixed=1, printed=6)


def _question_rows(view: View) -> Iterator[Row]:
    lens, links = view.lens, Links(view.lens, view.shown)
    for question, told in lens.questions():
        if not told:
            yield (question.id, NOT_YET)
            continue
        about = "\n".join(link.words for link in links.to_all(question.refs))
        yield (
            question.id,
            question.text,
            question.status,
            question.origin,
            question.answer,
            *cite_cells(lens, question.cite),
            BETWEEN.join(question.refs),
            about,
        )
