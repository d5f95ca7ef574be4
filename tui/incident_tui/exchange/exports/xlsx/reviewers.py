"""The sheets Notes and Actions: opinions of reviewers, and no part of the record."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from incident_tui.exchange.exports.aar.conclusions import ConclusionsSection
from incident_tui.exchange.exports.aar.improvement_plan import plan_table
from incident_tui.exchange.exports.columns import BETWEEN
from incident_tui.exchange.exports.exact_times import stamp_of
from incident_tui.exchange.exports.report.links import Links
from incident_tui.exchange.exports.tables import Column, Row, Table
from incident_tui.exchange.printed.view import View
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.words.notes import KIND_WORDS, about_words, is_gone
from incident_tui.words.observations import RATING_WORDS, SIDE_WORDS

if TYPE_CHECKING:  # a workbook without notes needs no rules of notes
    from incident_tui.notes.model import Note, Observation

NOT_ASKED_FOR = "Notes of reviewers were not asked for: incident-tui export --notes has them."
_KINDS = tuple(kind for kind in KIND_WORDS if kind != ACTION)
_COLUMNS = (
    Column("id", 18),
    Column("kind", 12, _KINDS),
    Column("text", 50, kind="prose"),
    Column("about", 40, kind="prose"),
    Column("by", 16),
    Column("at [UTC]", 23, kind="moment"),
    Column("side", 12, tuple(SIDE_WORDS)),
    Column("capability", 22),
    Column("objective", 22),
    Column("rating", 7, tuple(RATING_WORDS)),
    Column("analysis", 40, kind="prose"),
    Column("root_cause", 40, kind="prose"),
    Column("reference", 30, kind="prose"),
    Column("on", 20),
    Column("missing", 12),
    Column("moment", 26),
)


def notes(view: View) -> Table:
    """The sheet of the notes, bookmarks and observations, in the order of writing.

    `missing` names the ids that a note stands on and the record does not have.
    """
    nothing = NOT_ASKED_FOR if view.notes is None else "No reviewer has written a note."
    return Table("Notes", _COLUMNS, _rows(view), nothing, fixed=1, printed=6)


def _rows(view: View) -> Iterator[Row]:
    for note in view.told_notes:
        if note.kind != ACTION:
            yield (
                note.id,
                note.kind,
                note.text,
                "\n".join(about_words(view.lens, note)),
                note.by,
                stamp_of(note.at, dt.UTC),
                *_observation_cells(note),
                BETWEEN.join(note.on),
                BETWEEN.join(one for one in note.on if is_gone(view.lens, one)),
                note.moment,
            )


def _observation_cells(note: "Note") -> Row:
    """The fields that an observation alone has."""
    if note.kind != OBSERVATION:
        return ("",) * 7
    observation = cast("Observation", note)
    return (
        observation.side,
        observation.capability,
        observation.objective,
        observation.rating,
        observation.analysis,
        observation.root_cause,
        observation.reference,
    )


def actions(view: View) -> Table:
    """The sheet of the corrective actions, as in the improvement plan."""
    plan = ConclusionsSection(view, Links(view.lens, view.shown)).plan
    nothing = NOT_ASKED_FOR if view.notes is None else "No reviewer has written an action."
    return plan_table("Actions", plan, nothing)
