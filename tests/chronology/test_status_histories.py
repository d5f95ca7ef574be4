"""Status histories of a record and its calls, in the order that changes are told in."""

from pathlib import Path

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.calls import columns
from tests.chronology.calls import reading_with

UNITS = "units: [{id: u, call_sign: U}]\n"


def on_scene(status: str) -> list[dict[str, str]]:
    """The effect of a unit's status."""
    return [{"unit": "u", "status": status}]


def test_changes_of_calls_follow_each_other(tmp_path: Path) -> None:
    """Whatever order lines have, and whichever times are tied, changes are in the order of time."""
    chronicle = chronology_of(
        reading_with(
            tmp_path,
            {"time": "13:20", "effects": on_scene("Cleared")},
            {"time": "13:00", "effects": on_scene("EnRoute")},
            {"time": "c1 +5m", "effects": on_scene("OnScene")},
            rest=UNITS,
        )
    )
    history = chronicle.histories[Clock.HAPPENED][Subject("unit", "u")]
    assert [change.status for change in history.changes] == ["EnRoute", "OnScene", "Cleared"]
    moments = chronicle.change_moments[Clock.HAPPENED]
    assert len(moments) == 2 * 3  # each is possible from a moment on, and certain from another
    assert [*moments] == sorted(moments)


def test_names_change_what_is_known(tmp_path: Path) -> None:
    """On the clock of the known, the moment at which a name was known is one of a change."""
    people = "people: [{id: p, name: P, known: 2024-02-29T15:00:00}]\n"
    moments = chronology_of(reading_with(tmp_path, rest=people)).change_moments
    assert moments[Clock.HAPPENED] == ()
    assert len(moments[Clock.KNOWN]) == 1


def test_faults_of_knowing_stand_at_their_lines(tmp_path: Path) -> None:
    """A time of knowing that cannot be as it is written is told at the line of its call, once."""
    odd = "2024-03-10T02:30"  # no clock in Chicago showed that
    chronicle = chronology_of(
        reading_with(
            tmp_path,
            {"time": "13:00"},
            {"time": "13:01", "known": odd},
            {"time": "13:02", "known": odd, "effects": on_scene("OnScene")},
            rest=UNITS,
        )
    )
    assert [(one.mark.line, "does not exist" in one.message) for one in chronicle.problems] == [
        *((2, True), (3, True)),
    ]


def test_faults_of_calls_that_are_tied_stand_at_their_lines_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often a line is decoded, what is wrong with its times is told there and once."""
    monkeypatch.setattr(columns, "ENTRY_CACHE_SIZE", 1)
    chronicle = chronology_of(
        reading_with(
            tmp_path,
            {"time": "13:00", "known": "2024-03-10T02:30", "milestone": "m"},
            {"time": "c0 +2m", "known": "2024-03-10T02:31", "effects": on_scene("OnScene")},
            rest=UNITS,
        )
    )
    assert [one.mark.line for one in chronicle.problems] == [1, 2]
