"""Statements by voice, and facilities: what was reported apart from what is inferred."""

import pytest

from incident_tui.boards import said as board
from incident_tui.boards.said import draw_facilities, draw_statements
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.review import step
from tests.boards.records import NASTY, independence, review, said, ways

STATEMENTS = f"""
sources: [{{id: s, kind: report, title: Report}}]
people: [{{id: mayor, name: "Mayor {NASTY}"}}]
timeline:
  - {{id: a, kind: statement, time: 13:10, text: Stay., cite: s, speaker: {{person: mayor}}}}
  - {{id: b, kind: note, time: 13:00, text: Not said., cite: s}}
  - {{id: c, kind: media_post, time: 13:05, text: Go., cite: s, speaker: {{person: mayor}}}}
  - {{id: d, kind: observation, time: 13:07, text: Smoke., cite: {{source: s, by: a witness}}}}
  - {{id: e, kind: forecast, time: 13:20, text: Rain., cite: s}}
"""
FACILITIES = f"""
sources: [{{id: s, kind: report}}]
timeline: [{{id: a, kind: note, time: 13:20, text: All clear., cite: s}}]
facilities:
  - id: school
    name: "School {NASTY}"
    kind: school
    action: {{reported: lockdown, srp: Secure, srp_basis: inferred from the doors}}
    time: 13:00
    duration: 20m
    ended_by: a
    note: A note.
    cite: s:L1
  - {{id: plant, name: Plant, time: "a -5m", ended_by: when the wind turned}}
  - {{id: bare, name: Bare}}
"""


def test_statements_stand_by_voice_in_the_order_of_time() -> None:
    """Who speaks, or else who is cited, or else the source; and only what was said."""
    rows = draw_statements(review(STATEMENTS), 74)
    assert said(rows) == [
        "Mayor ␛[31m‹U+202E›␈",
        "13:05 Go.",
        "13:10 Stay.",
        "a witness",
        "13:07 Smoke.",
        "Report",
        "13:20 Rain.",
    ]
    assert ways(rows) == ["entry:c", "entry:a", "entry:d", "entry:e"]


def test_a_flood_of_statements_is_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond what a page can hold, the number is said."""
    monkeypatch.setattr(board, "MOST", 2)
    lines = said(draw_statements(review(STATEMENTS), 74))
    assert lines[-1] == "The first 2 of 4 are listed; the timeline has them all."
    assert len(lines) == 5


def test_facilities_keep_what_is_reported_from_what_is_inferred() -> None:
    """Status as of the cursor, the words of the report, and apart from them the protocol's."""
    rows = draw_facilities(review(FACILITIES, "a"), 74)
    assert said(rows) == [
        "School ␛[31m‹U+202E›␈ · school at the cursor: ended",
        "reported as lockdown",
        "SRP, inferred Secure",
        "inferred from the doors",
        "time 13:00",
        "lasted 20 min",
        "ended by 13:20 All clear.",
        "A note.",
        "source report L1",
        "Plant at the cursor: affected",
        "time 5 min before “All clear.”",
        "ended by when the wind turned",
        "Bare at the cursor: unknown",
    ]
    assert ways(rows) == ["entry:a", "source:s"]
    inferred = {span.ink for row in rows for span in row.line if "Secure" in span.text}
    assert inferred == {"possible"}


def test_a_record_without_any_says_so() -> None:
    """Empty pages are told from those that have not been drawn."""
    assert said(draw_statements(review(), 74)) == ["No statement is recorded."]
    assert said(draw_facilities(review(), 74)) == ["No facility is recorded."]


@pytest.mark.parametrize("width", [30, 74, 110])
def test_pages_of_independence_stay_in_their_width(width: int) -> None:
    """Its voices and its two facilities, at any width."""
    shown = independence("all-clear")
    for draw in (draw_statements, draw_facilities):
        rows = draw(shown, width)
        assert max(width_of(row.line) for row in rows) <= width
    assert said(draw_facilities(shown, 110))[:4] == [
        "Fort Osage schools · school at the cursor: ended",
        "reported as lockdown",
        "SRP, inferred Secure",
        "inferred; Standard Response Protocol, which is outside the article. See c19.",
    ]


def test_who_will_speak_is_not_told_before() -> None:
    """On the clock of knowing, what nobody had heard yet stands under no name."""
    known = step(review(STATEMENTS, "c"), intents.SwitchClock())
    assert said(draw_statements(known, 74)) == [
        "Mayor ␛[31m‹U+202E›␈",
        "13:05 Go.",
        "≠ not known yet",
        "13:07 ≠ not known yet · known after 13:07",
        "13:10 ≠ not yet",
        "13:20 ≠ not known yet · known after 13:20",
    ]


def test_what_a_facility_did_is_told_once_it_was_known() -> None:
    """On the clock of knowing there is only its name until then."""
    record = FACILITIES.replace("kind: report", "kind: report, published: 2024-03-01")
    known = step(review(record, "a"), intents.SwitchClock())
    assert said(draw_facilities(known, 74)) == [
        "School ␛[31m‹U+202E›␈ · school at the cursor: not known",
        "Plant at the cursor: affected?",
        "time 5 min before “All clear.”",
        "ended by when the wind turned",
        "Bare at the cursor: unknown",
    ]
