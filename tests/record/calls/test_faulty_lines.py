"""Faulty lines are reported one by one; of too many, the number."""

import pytest

from incident_tui.record.calls import faulty_lines
from incident_tui.record.calls.faulty_lines import FaultyLines
from incident_tui.record.problems import Mark, Problems


def test_past_a_limit_lines_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is that of all files; each file says how many more of its lines are at fault."""
    monkeypatch.setattr(faulty_lines, "MAX_LISTED_LINES", 2)
    problems = Problems()
    faulty = FaultyLines(problems)
    for path, count in (("a", 1), ("b", 4), ("c", 1)):
        for number in range(1, count + 1):
            known = len(problems.found)
            problems.error(Mark(path, number, 1), "no call")
            is_left_out = number != 3
            faulty.add(Mark(path, number, 1), "x" if number == 1 else "", known, is_left_out)
        faulty.end_file(path)
    assert [str(problem) for problem in problems.found] == [
        "a:1:1: no call",
        "b:1:1: no call",
        "b: 3 more lines like these; mend those listed first",
        "c: 1 more lines like these; mend those listed first",
    ]
    assert [(str(part.mark), part.name, part.count) for part in problems.left_out] == [
        ("a:1:1", "x", 1),
        ("b:1:1", "x", 1),
        ("b", "2 more lines", 2),
        ("c", "1 more lines", 1),
    ]
    assert faulty.ids == {"x"}
