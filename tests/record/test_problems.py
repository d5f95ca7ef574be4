"""What is wrong, as data: how it is written, ordered, and kept harmless."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record.problems import SYNTAX, LeftOut, Mark, Problem, Problems, in_order


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (Mark("r.yaml", 5, 20), "r.yaml:5:20"),
        (Mark("r.yaml", 5), "r.yaml:5"),
        (Mark("r.yaml"), "r.yaml"),
        (Mark("-", 1, 1), "-:1:1"),
    ],
    ids=str,
)
def test_mark_is_written_for_editors(mark: Mark, text: str) -> None:
    """A place is `path:line:column`, as far as it is known."""
    assert str(mark) == text


def test_problem_is_written_for_editors() -> None:
    """A problem is its place and its words, which editors and CI turn into a link."""
    assert str(Problem(Mark("r.yaml", 5, 20), "no `kind`")) == "r.yaml:5:20: no `kind`"


def test_warning_says_so() -> None:
    """What was read all the same is called a warning."""
    problem = Problem(Mark("r.yaml", 1, 1), "begins with a byte-order mark", "warning")
    assert str(problem) == "r.yaml:1:1: warning: begins with a byte-order mark"
    coded = Problem(Mark("r.yaml", 5, 9), "no such line", "warning", "W006")
    assert str(coded) == "r.yaml:5:9: warning W006: no such line"


def test_problems_sort_by_place() -> None:
    """Problems sort by file, then line and column as numbers, then words."""
    in_order = [
        Problem(Mark("a.jsonl", 9, 1), "z"),
        Problem(Mark("b.yaml"), "z"),
        Problem(Mark("b.yaml", 2, 10), "z"),
        Problem(Mark("b.yaml", 10, 2), "a"),
        Problem(Mark("b.yaml", 10, 2), "b"),
        Problem(Mark("b.yaml", 10, 11), "a"),
    ]
    assert sorted(set(in_order)) == in_order


def test_parts_left_out_sort_by_place() -> None:
    """Parts left out sort by file and line."""
    in_order = [LeftOut(Mark("a", 2), "timeline", "q2"), LeftOut(Mark("a", 10), "timeline", "q1")]
    assert sorted(set(in_order)) == in_order


def test_a_fault_of_syntax_comes_before_what_follows_from_it() -> None:
    """Each problem once, by place, and faults of YAML's syntax first."""
    early, late = Problem(Mark("a", 1), "x"), Problem(Mark("a", 9), "x", "warning")
    syntax = Problem(Mark("a", 5), "not YAML", code=SYNTAX)
    assert in_order([late, syntax, early, late]) == (syntax, early, late)


def test_problems_are_collected_in_order() -> None:
    """A collector keeps errors and warnings as they come."""
    problems = Problems()
    problems.error(Mark("a", 2), "first")
    problems.warning(Mark("a", 1), "second")
    assert problems.found == [
        Problem(Mark("a", 2), "first"),
        Problem(Mark("a", 1), "second", "warning"),
    ]


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_words_of_a_stranger_are_harmless(severity: str) -> None:
    """A message that quotes a stranger is one line, with every control shown."""
    problems = Problems()
    getattr(problems, severity)(Mark("a", 1, 1), "`\x1b[2J\n::error::\u202ex` is no time")
    assert problems.found[0].message == "`␛[2J ::error::‹U+202E›x` is no time"


def test_long_message_keeps_its_ends() -> None:
    """A message that quotes a long text still begins with it and ends with what to do."""
    problems = Problems()
    problems.error(Mark("a", 1, 1), f"`{'x' * 1_000_000}` is no time: write 13:15")
    message = problems.found[0].message
    assert message.startswith("`xxx")
    assert message.endswith("x` is no time: write 13:15")
    assert " … " in message
    assert len(message) < 1_000


@given(st.text(), st.text(max_size=5))
def test_any_problem_is_one_line(message: str, quoted: str) -> None:
    """Whatever a message quotes, a problem is one line that begins with its place."""
    problems = Problems()
    problems.error(Mark("r.yaml", 5, 20), message + quoted * 300)
    text = str(problems.found[0])
    assert text.startswith("r.yaml:5:20: ")
    assert len(text.splitlines()) == 1
