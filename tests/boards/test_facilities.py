"""Facilities: what was reported of them apart from what is inferred."""

import pytest

from incident_tui.boards.facilities import draw
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.links import to_source
from incident_tui.review.review import step
from tests.boards.records import NASTY, exercise, independence, review, said, ways

RECORD = f"""
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


def test_facilities_keep_what_is_reported_from_what_is_inferred() -> None:
    """Status as of the cursor, the words of the report, and apart from them the protocol's."""
    rows = draw(review(RECORD, "a"), 74)
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
        "● lockdown 13:00 · known after 13:00",
        "report L1",
        "● ended 13:20 · known after 13:20",
        "13:20 All clear.",
        "Plant at the cursor: affected",
        "time 5 min before “All clear.”",
        "ended by when the wind turned",
        "● affected 13:15 · known after 13:15",
        "Bare at the cursor: unknown",
    ]
    place = to_source("s", "L1")
    moments = "moment:1709233259999", "moment:1709234159999"
    assert ways(rows) == ["entry:a", place, moments[0], place, "entry:a", "entry:a", moments[1]]
    assert [row.source for row in rows if row.source] == [place, place]
    inferred = {span.ink for row in rows for span in row.line if "Secure" in span.text}
    assert inferred == {"possible"}


def test_the_whole_history_of_a_facility_is_told() -> None:
    """A hospital on divert and off again, whatever the moment, each status with its entry."""
    rows = draw(exercise(), 110)
    lines = said(rows)
    assert "○ on divert 21:36:55 · known at once" in lines
    assert "○ off divert 23:08:20 · known at once" in lines
    assert {"entry:divert", "entry:divert-off"} <= {*ways(rows)}


def test_times_stand_below_each_other_whatever_the_status() -> None:
    """A hall that is `reported empty`, then `handed over`: one column of times."""
    statuses = [row for row in draw(exercise(), 110) if row.source]
    hall = [row.line for row in statuses if row.key in ("entry:evacuated", "entry:command-ended")]
    assert len({len(line[0].text + line[1].text) for line in hall}) == 1
    victims = [row.line[1].text for row in draw(independence(), 110) if row.source]
    assert "received victims " in victims


def test_a_record_without_any_says_so() -> None:
    """An empty page is told from one that has not been drawn."""
    assert said(draw(review(), 74)) == ["No facility is recorded."]


@pytest.mark.parametrize("width", [30, 74, 110])
def test_facilities_of_independence_stay_in_their_width(width: int) -> None:
    """Its two facilities, at any width."""
    shown = independence("all-clear")
    rows = draw(shown, width)
    assert max(width_of(row.line) for row in rows) <= width
    assert said(draw(shown, 110))[:4] == [
        "local schools, as the Fort Osage spokesperson puts it · school at the cursor: ended",
        "reported as lockdown",
        "SRP, inferred Secure",
        "inferred; Standard Response Protocol, which is outside the article. See c19.",
    ]


def test_what_a_facility_did_is_told_once_it_was_known() -> None:
    """On the clock of knowing there is only its name until then."""
    record = RECORD.replace("kind: report", "kind: report, published: 2024-03-01")
    known = step(review(record, "a"), intents.SwitchClock())
    assert said(draw(known, 74)) == [
        "School ␛[31m‹U+202E›␈ · school at the cursor: not known",
        "○ ≠ not known yet",
        "○ ≠ not known yet",
        "Plant at the cursor: affected?",
        "time 5 min before “an entry not known yet”",
        "ended by when the wind turned",
        "◐ affected 13:15 · known after 13:15",
        "Bare at the cursor: unknown",
    ]
