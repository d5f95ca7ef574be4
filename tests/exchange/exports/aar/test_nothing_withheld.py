"""No conclusion about what is not known yet is in a report: it was written in hindsight."""

import re
from functools import cache

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.notes.notes import Notes
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.reviews import action, observation
from tests.exchange.exports.exported import exported
from tests.exchange.exports.reports import Make, exercise, independence
from tests.notes.noting import notes_of

REPORTS = [name for name, form in FORMATS.items() if form.is_of_notes]


@cache
def conclusions_on_everything(make: Make) -> Notes:
    """For each id of a record, and for nothing, an observation and two actions of their own words.

    The first action stands on nothing but the observation, the second on the id too.
    """
    reading = make().reading
    ids = [one for section, ids in reading.ids.items() if section != "tolerances" for one in ids]
    found = []
    for number, on in enumerate([(), *((one,) for one in ids), ("gone",)]):
        word = f"word{number:04}"
        observed = observation(
            f"{word}a",
            *on,
            chance=3 * number,
            capability=f"{word}b",
            objective=f"{word}c",
            reference=f"{word}d",
            analysis=f"{word}e",
            root_cause=f"{word}f",
            rating="S",
            by=f"{word}g",
        )
        fields = {"observation": observed.id, "owner": f"{word}h", "contact": f"{word}i"}
        found += [
            observed,
            action(f"{word}j", chance=3 * number + 1, by=f"{word}k", **fields),
            action(f"{word}l", *on, chance=3 * number + 2, **fields),
        ]
    return notes_of(*found)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("make", [independence, exercise])
def test_no_conclusion_is_told_before_its_evidence(name: str, make: Make) -> None:
    """Computed from the record: an observation is told if its only subject is a known entry."""
    chronicle, notes = make(), conclusions_on_everything(make)
    lens = Lens(chronicle, chronicle.bests[len(chronicle.bests) // 2], Clock.KNOWN)
    told = set()
    for note in notes:
        positions = [chronicle.positions.get(one) for one in note.on]
        known = [one is not None and lens.tells(one) for one in positions]
        if note.kind == "observation" and known == [True]:
            told.add(note.text[:8])
    found = set(re.findall(r"word\d{4}", exported(name, lens, notes=notes)))
    assert found == told
    assert 0 < len(told) < len(notes) // 3


@pytest.mark.parametrize("name", REPORTS)
def test_at_the_end_every_conclusion_is_told(name: str) -> None:
    """So that nothing above is missing by accident."""
    text = exported(name, Lens(independence()), notes=conclusions_on_everything(independence))
    found = set(re.findall(r"word\d{4}", text))
    notes = conclusions_on_everything(independence)
    assert found == {note.text[:8] for note in notes}
