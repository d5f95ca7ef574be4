"""Warnings about statuses that go back."""

from pathlib import Path

import pytest

from tests.checks.warned import USUAL, codes, of_folder, warned
from tests.records import entry


def history_of(section: str, statuses: str) -> str:
    """A casualty or a unit with these statuses, a minute apart."""
    steps = ", ".join(
        f'{{status: {status}, time: "13:{minute:02}", cite: src}}'
        for minute, status in enumerate(statuses.split())
    )
    if section == "casualties":
        return f"casualties: [{{id: s, group: public, label: x, history: [{steps}]}}]"
    return f"units: [{{id: s, call_sign: S, status_history: [{steps}]}}]"


@pytest.mark.parametrize(
    ("section", "statuses", "said"),
    [
        ("casualties", "critical deceased", ""),
        ("casualties", "critical serious minor", ""),
        ("casualties", "missing uninjured", ""),
        ("casualties", "uninjured unknown critical", ""),
        ("casualties", "shot serious unknown", ""),
        ("casualties", "deceased deceased", ""),
        ("casualties", "deceased serious", "`s` is serious after it was deceased"),
        ("casualties", "deceased unknown", "`s` is unknown after it was deceased"),
        ("casualties", "shot uninjured", "`s` is uninjured after it was shot"),
        ("units", "Dispatched EnRoute OnScene Cleared", ""),
        ("units", "OnScene Cleared Dispatched OnScene", ""),
        ("units", "OnScene Cleared EnRoute OnScene", ""),
        ("units", "Hospital Available Staging Cleared Available", ""),
        ("units", "OnScene Staging OnScene", ""),
        ("units", "Cleared OutOfService", ""),
        ("units", "Cleared OnScene AtPatient", "`s` is OnScene after it was Cleared"),
        ("units", "Canceled Available Hospital", "`s` is Hospital after it was Canceled"),
    ],
)
def test_a_status_that_goes_back_is_warned_of(section: str, statuses: str, said: str) -> None:
    """Where no way leads from one status to the next; to recover or to be sent again is one."""
    found = warned(USUAL, rest=history_of(section, statuses))
    assert [problem.message for problem in found] == ([said] if said else [])
    assert codes(found) == (["W004"] if said else [])
    conflict = "conflicts: [{id: c, topic: t, affects: [s], claims: [{value: a, cite: src},"
    conflict += " {value: b, cite: src}]}]"
    assert warned(USUAL, rest=f"{history_of(section, statuses)}\n{conflict}") == []


def test_statuses_go_by_time_and_not_by_their_place_in_the_file() -> None:
    """A list that is out of order tells of no step back."""
    steps = (
        '{status: deceased, time: "14:00", cite: src}, {status: serious, time: "13:00", cite: src}'
    )
    rest = f"casualties: [{{id: s, group: public, label: x, history: [{steps}]}}]"
    assert warned(USUAL, rest=rest) == []


def test_the_entry_that_takes_a_status_back_is_named(tmp_path: Path) -> None:
    """A step that is an entry's effect is warned of where the entry stands, also among calls."""
    gone = entry("gone", '"13:10"', effects="[{casualty: s, status: deceased}]")
    back = entry("back", '"13:20"', effects="[{casualty: s, status: minor}]")
    rest = "casualties: [{id: s, group: public, label: x}]\n"
    (problem,) = warned(gone, back, rest=rest)
    assert str(problem) == "record.yaml:6:10: warning W004: `s` is minor after it was deceased"
    call = {"id": "back", "kind": "note", "time": "2024-02-29T13:20:00", "text": "x", "cite": "src"}
    line = call | {"effects": [{"casualty": "s", "status": "minor"}]}
    found = of_folder(tmp_path, gone, rest=rest, calls=[line])
    assert [(one.code, one.mark.line) for one in found] == [("W004", 1)]
    assert found[0].mark.path.endswith("calls.jsonl")
