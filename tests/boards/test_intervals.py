"""Intervals on their page: lengths as bounds, ends that lead to entries."""

import pytest

from incident_tui.boards.intervals import draw
from incident_tui.drawing.ink import width_of
from incident_tui.review import intents
from incident_tui.review.review import step
from tests.boards.records import independence, review, said, ways

RECORD = """
sources: [{id: s, kind: report}]
timeline:
  - {id: a, kind: note, time: 13:00~, text: It began., cite: s}
  - {id: b, kind: note, time: 13:10, text: It was over., cite: s, milestone: over}
  - {id: c, kind: note, time: unplaced, text: Somebody came., cite: s}
  - {id: d, kind: note, time: "13:30..", text: Somebody left., cite: s}
intervals:
  - {id: i1, name: All of it, from: a, to: over, note: More or less.}
  - {id: i2, name: Until help, from: a, to: c}
  - {id: i3, name: Nowhere, from: gone, to: c}
  - {id: i4, name: Half of it, from: b, to: d}
"""
HINT = "In the timeline, m marks an entry to count from."


def test_each_interval_has_its_length_and_its_ends() -> None:
    """A length at the end of the line; below it the reason why it is open or there is none."""
    rows = draw(review(RECORD), 74)
    assert said(rows) == [
        "All of it 5–15 min~",
        "from 13:00~ It began.",
        "to 13:10 It was over. · milestone over",
        "note More or less.",
        "Until help not computable",
        "no full time for “Somebody came.”",
        "from 13:00~ It began.",
        "to no time Somebody came.",
        "Nowhere not computable",
        "nothing is, or reaches, `gone`",
        "from `gone`, which nothing is or reaches",
        "to no time Somebody came.",
        "Half of it at least 20 min",
        "no full time for “Somebody left.”",
        "from 13:10 It was over.",
        "to after 13:30 Somebody left.",
        HINT,
    ]
    assert [way.removeprefix("entry:") for way in ways(rows)] == [*"abaccbd"]


def test_the_mark_counts_first() -> None:
    """From the marked entry to the one under the cursor, and no word of how to set a mark."""
    shown = step(step(review(RECORD), intents.SetMark()), intents.Move(1))
    assert said(draw(shown, 74))[:4] == [
        "From the mark to the cursor 5–15 min~ after the mark",
        "from 13:00~ It began.",
        "to 13:10 It was over.",
        "All of it 5–15 min~",
    ]
    assert HINT not in said(draw(shown, 74))


def test_no_interval_says_so_and_how_to_count() -> None:
    """A record without intervals can still be counted in."""
    assert said(draw(review(), 74)) == ["No interval is recorded.", HINT]


@pytest.mark.parametrize("width", [20, 40, 74, 110])
def test_a_length_stays_whole(width: int) -> None:
    """Where a name leaves no room, its length stands below it."""
    rows = draw(independence(), width)
    assert max(width_of(row.line) for row in rows) <= width
    text = " ".join(said(rows))
    assert all(words in text for words in ("7–19 min~", "20–36 min~", "3 h 30 min – 3 h 51"))


def test_the_intervals_of_independence_lead_to_their_ends() -> None:
    """Eleven intervals of two ends, four not computable; notes lead to what they refer to."""
    rows = draw(independence(), 110)
    entries = [way for way in ways(rows) if way.startswith("entry:")]
    assert len(entries) == 22
    questions = {f"question:u{number}" for number in ("04", "05", "06", "16")}
    assert {*ways(rows)} - {*entries} == {"conflict:c25", *questions}
    assert sum(line.endswith("not computable") for line in said(rows)) == 4


def test_a_length_is_told_once_both_ends_were_known() -> None:
    """On the clock of knowing, an interval with an unknown end has no name, length or note yet."""
    record = RECORD.replace("kind: note", "kind: radio_call")
    known = step(review(record, "a"), intents.SwitchClock())
    assert said(draw(known, 74)) == [
        "Until help not computable",
        "no full time for “Somebody came.”",
        "from 13:00~ It began.",
        "to no time Somebody came.",
        "Nowhere not computable",
        "nothing is, or reaches, `gone`",
        "from `gone`, which nothing is or reaches",
        "to no time Somebody came.",
        "2 intervals of which an end is ≠ not known yet",
        HINT,
    ]
    assert said(draw(step(known, intents.GoTo("b")), 74))[0] == "All of it 5–15 min~"
