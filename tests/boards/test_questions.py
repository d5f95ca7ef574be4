"""Questions: what is not known, by subject, with what would answer it."""

import pytest

from incident_tui.boards.questions import draw
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.links import to_source
from incident_tui.review.review import step
from tests.boards.records import NASTY, independence, review, said, ways

RECORD = f"""
sources: [{{id: s, kind: report, title: Report}}]
people: [{{id: p, name: A Person}}]
casualties: [{{id: c, group: public, person: p}}]
agencies: [{{id: fd, name: Fire}}]
timeline:
  - {{id: a, kind: note, time: 13:00, text: It began., cite: s}}
questions:
  - {{id: u1, text: Why, refs: [a]}}
  - {{id: u2, text: Who, refs: [fd, c, p, a], origin: stated_in_source, cite: s:L1}}
  - {{id: u3, text: When, refs: [a], status: answered, answer: At once.}}
  - {{id: "{NASTY}", text: "How {NASTY}"}}
  - {{id: a-name-of-more-than-twelve, text: Where, refs: [fd], status: withdrawn}}
"""


def test_questions_stand_by_subject_and_the_open_ones_first() -> None:
    """What each is about, who asks, what would answer; then those that are no longer open."""
    rows = draw(review(RECORD), 74)
    assert said(rows) == [
        "3 open of 5 questions",
        "the course of events",
        "u1 Why",
        "13:00 It began.",
        "␛[31m‹U+20… How ␛[31m‹U+202E›␈",
        "casualties",
        "u2 Who · the source itself says so",
        "report L1",
        "about Fire",
        "about A Person",
        "about A Person",
        "13:00 It began.",
        "answered",
        "u3 When",
        "answer: At once.",
        "13:00 It began.",
        "withdrawn",
        "a-name-of-… Where",
        "about Fire",
    ]
    assert ways(rows) == [
        "entry:a",
        to_source("s", "L1"),
        "agency:fd",
        "casualty:c",
        "entry:a",
        "entry:a",
        "agency:fd",
    ]


@pytest.mark.parametrize("width", [20, 40, 74, 110])
def test_a_page_stays_in_its_width(width: int) -> None:
    """However long an id is, and whatever stands in it."""
    rows = draw(review(RECORD), width)
    assert max(width_of(row.line) for row in rows) <= width
    assert all(span.text.isprintable() for row in rows for span in row.line)


def test_no_question_says_so() -> None:
    """An empty page is told from one that has not been drawn."""
    assert said(draw(review(), 74)) == ["No question is recorded."]


def test_the_questions_of_independence_are_all_there() -> None:
    """29 questions, all open, one of them the article's own; each beside its entries."""
    shown = independence()
    lines = said(draw(shown, 110))
    questions = shown.chronology.record.questions
    assert lines[0] == "29 open of 29 questions"
    assert all(
        any(line.startswith(f"{one.id} {one.text[:40]}") for line in lines) for one in questions
    )
    assert sum("the source itself says so" in line for line in lines) == 1
    here = lines.index("u21 At what times did the mayor and the governor post?")
    assert lines[here + 1 : here + 3] == [
        "29 Feb? Mayor of Kansas City posts on X",
        "after 13:00 Governor posts on X",
    ]


def test_a_question_is_asked_once_its_subject_was_known() -> None:
    """On the clock of knowing, those about what came later are counted and not told."""
    shown = step(independence("q2"), intents.SwitchClock())
    lines = said(draw(shown, 110))
    assert lines[0] == "2 open of 2 questions; 27 more about facts not known yet"
    assert not any(name in line for line in lines for name in ("Allen", "Mack", "custody"))
    assert any("time zone" in line for line in lines)
    assert said(draw(step(shown, intents.Last()), 110))[0] == "29 open of 29 questions"
