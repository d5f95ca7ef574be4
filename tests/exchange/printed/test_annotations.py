"""Annotations for GitHub: its escapes, and no command that a record wrote."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.printed.annotations import annotation
from incident_tui.record.problems import Mark, Problem, Problems


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (
            Problem(Mark("r.yaml", 5, 20), "no `kind`"),
            "::error file=r.yaml,line=5,col=20,title=incident-tui::no `kind`",
        ),
        (
            Problem(Mark("r.yaml", 5, 20), "100 % sure: yes, no", "warning", "W006"),
            "::warning file=r.yaml,line=5,col=20,title=incident-tui W006::100 %25 sure: yes, no",
        ),
        (
            Problem(Mark("a,b:c%.yaml"), "cannot be read"),
            "::error file=a%2Cb%3Ac%25.yaml,title=incident-tui::cannot be read",
        ),
    ],
)
def test_a_problem_is_one_command(problem: Problem, line: str) -> None:
    """File, line, column and code are properties; what would end a value is escaped."""
    assert annotation(problem) == line


@given(st.text(), st.text(), st.integers(0, 9))
def test_no_text_forges_a_command(path: str, words: str, line: int) -> None:
    """Whatever a record or its name says, it is one line with one command, and comes back."""
    problems = Problems()
    problems.error(Mark(path, line), words)
    written = annotation(problems.found[0])
    assert len(written.splitlines()) == 1
    assert not re.search(r"[\x00-\x1f\x7f-\x9f]", written)
    command = re.fullmatch(r"::error ((?:[a-z]+=[^,:]*,?)+)::(.*)", written)
    assert command
    assert re.fullmatch(r"(?:[^%]|%25|%2C|%3A)*", command[1])
    assert command[2].replace("%25", "%") == problems.found[0].message
