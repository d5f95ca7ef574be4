"""Statements by voice, each in the order of time; what was not known yet has no voice."""

import pytest

from incident_tui.boards import statements
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.review import step
from tests.boards.records import NASTY, exercise, independence, review, said, ways

RECORD = f"""
sources: [{{id: s, kind: report, title: Report}}]
people: [{{id: mayor, name: "Mayor {NASTY}"}}]
timeline:
  - {{id: a, kind: statement, time: 13:10, text: Stay., cite: s, speaker: {{person: mayor}}}}
  - {{id: b, kind: note, time: 13:00, text: Not said., cite: s}}
  - {{id: c, kind: media_post, time: 13:05, text: Go., cite: s, speaker: {{person: mayor}}}}
  - {{id: d, kind: observation, time: 13:07, text: Smoke., cite: {{source: s, by: a witness}}}}
  - {{id: e, kind: forecast, time: 13:20, text: Rain., cite: s}}
"""


def test_statements_stand_by_voice_in_the_order_of_time() -> None:
    """Who speaks and who is cited, or else the source, which is no person."""
    rows = statements.draw(review(RECORD), 74)
    assert said(rows) == [
        "report, in its own voice",
        "13:00 Not said.",
        "13:20 Rain.",
        "Mayor ␛[31m‹U+202E›␈",
        "13:05 Go.",
        "13:10 Stay.",
        "a witness",
        "13:07 Smoke.",
    ]
    assert ways(rows) == ["entry:b", "entry:e", "entry:c", "entry:a", "entry:d"]


def test_each_voice_of_independence_has_all_it_says() -> None:
    """By hand from the article: by name, by role, through others; the article apart from people."""
    lens = independence("parson-post").lens
    found: dict[str, set[str]] = {}
    for position in lens.head_positions():
        for voice in statements.voices_in_entry(lens, position):
            found.setdefault(voice, set()).add(lens.outline(position).id)
    assert found["Justin Ewing"] == {
        *("first-shots", "server-call", "ipd-responds", "more-shots", "server-count")
    }
    assert found["Jake Becchina"] == {"kcpd-responds", "no-one-inside"}
    assert found["Stephanie Smith"] == {"lockdown", "all-clear", "dismissal-plan"}
    assert found["unidentified voice"] == {"q1", "q2", "q4", "q5", "q6"}
    assert found["neighbour who called 911 (unnamed)"] == {"neighbour-call"}
    assert {"custody", "atf-responds"} < found["news article, in its own voice"]
    assert set().union(*found.values()) == {entry.id for entry in lens.timeline()}


def test_a_flood_of_statements_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a page can hold, the number is said."""
    monkeypatch.setattr(statements, "MAX_ENTRIES", 2)
    lines = said(statements.draw(review(RECORD), 74))
    assert lines[-1] == "The first 2 of 5 are listed; the timeline has them all."
    assert len(lines) == 5


def test_a_record_without_any_says_so() -> None:
    """An empty page is told from one that has not been drawn."""
    assert said(statements.draw(review(), 74)) == ["No statement is recorded."]


@pytest.mark.parametrize("width", [30, 74, 110])
def test_statements_of_independence_stay_in_their_width(width: int) -> None:
    """Its voices, at any width."""
    rows = statements.draw(independence("all-clear"), width)
    assert max(width_of(row.line) for row in rows) <= width


def test_who_will_speak_is_not_told_before() -> None:
    """On the clock of knowing, what nobody had heard yet stands under no name."""
    known = step(review(RECORD, "c"), intents.SwitchClock())
    assert said(statements.draw(known, 74)) == [
        "report, in its own voice",
        "13:00 Not said.",
        "Mayor ␛[31m‹U+202E›␈",
        "13:05 Go.",
        "≠ not known yet",
        "13:07 ≠ not known yet · known after 13:07",
        "13:10 ≠ not yet",
        "13:20 ≠ not known yet · known after 13:20",
    ]


def test_words_stand_below_each_other_whatever_the_time() -> None:
    """The column of times is as wide as the widest time, up to a third of the page."""
    rows = [row for row in statements.draw(exercise(), 110) if row.key]
    assert len({len(row.line[1].text) for row in rows}) == 1
