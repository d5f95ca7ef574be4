"""A record and the conclusions of reviewers, for tests of after-action reports."""

from typing import Any

import msgspec

from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.printed.view import View
from incident_tui.notes.kinds import ACTION, BOOKMARK, NOTE, OBSERVATION
from incident_tui.notes.model import Note
from incident_tui.notes.notes import Notes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.notes.noting import note, notes_of
from tests.records import AGENCIES, PEOPLE, chronology, entry

RECORD = chronology(
    entry("a", "13:12~", text="Alpha said", verbatim="true", agency="ipd", kind="radio_call"),
    entry("b", "13:20", text="Bravo said", agency="kcpd"),
    entry("c", "13:25", text="Charlie said", agency="ipd", known="15:00"),
    entry("d", "unplaced", text="Delta said", agency="ipd"),
    rest=AGENCIES + PEOPLE,
)


def observation(text: str, *on: str, chance: int, **fields: Any) -> Note:
    """An observation, an area for improvement unless said otherwise."""
    usual = {"side": "improvement", "kind": OBSERVATION} | fields
    return _made(text, on, chance, usual)


def action(text: str, *on: str, chance: int, **fields: Any) -> Note:
    """An action."""
    return _made(text, on, chance, {"kind": ACTION} | fields)


def _made(text: str, on: tuple[str, ...], chance: int, fields: dict[str, Any]) -> Note:
    made = note(text, *(on or ("e1",)), chance=chance, **fields)
    return made if on else msgspec.structs.replace(made, on=())


STAGED = observation(
    "Units were told where to stage.",
    "a",
    chance=1,
    side="strength",
    capability="Operational Communications",
    objective="Stage units",
    rating="P",
    analysis="The first call had it.\nEvery unit repeated it.",
)
CHANNELS = observation(
    "Two agencies used different channels.",
    "b",
    "c1",
    chance=2,
    capability="operational  communications",
    objective="Stage units",
    rating="M",
    by="Bob",
    reference="Mutual aid plan 4.2",
    root_cause="The plan names nobody.",
)
UNSORTED = observation("Nobody counted.", chance=3, rating="S")
PLAN = action(
    "Name who asks for the patch.",
    chance=11,
    observation=CHANNELS.id,
    element="planning",
    owner="County",
    contact="Duty officer",
    start="2026-01",
    due="2026-06-30",
    status="started",
)
LOOSE = action("Buy a repeater.", "b", chance=12, element="equipment")
ASKED = note("Who said this?", "a", kind=NOTE, chance=21)
APART = note("Ask them.", "ipd", kind=NOTE, chance=22)
BOOKMARKED = note("", "d", kind=BOOKMARK, chance=23)
EVERY = (STAGED, CHANNELS, UNSORTED, PLAN, LOOSE, ASKED, APART, BOOKMARKED)


def notes(*some: Note) -> Notes:
    """These notes, or every note above."""
    return notes_of(*(some or EVERY))


def report_of(lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None) -> Report:
    """The report of a view."""
    return Report(View(lens, filters, notes=notes))
