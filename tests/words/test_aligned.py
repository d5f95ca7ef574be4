"""The correction of the clocks of sources, in words."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from incident_tui.words.aligned import aligned_words


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("{offset: 5m}", "2 entries 5 min earlier (Building panel)"),
        ("{offset: -90s}", "2 entries 1 min 30 s later (Building panel)"),
        ("{offset: 5m, uncertainty: 30s}", "2 entries 5 min~ earlier (Building panel)"),
        ("{offset: 4m..6m}", "2 entries 5 min~ earlier (Building panel)"),
        (
            "{offset: 0s, uncertainty: 30s}",
            "no clock is off by more than its uncertainty",
        ),
    ],
)
def test_a_corrected_clock_is_told_with_its_entries(clock: str, words: str) -> None:
    """Which source, how many entries are by its clock, how far they move and which way."""
    text = f"""
format: incident-record/1
incident: {{id: i, title: T, date: 2024-02-29, timezone: UTC}}
sources:
  - {{id: panel, kind: report, title: Building panel, clock: {clock}}}
  - {{id: log, kind: report, title: Log}}
timeline:
  - {{id: a, kind: note, time: 13:00, text: a, cite: panel}}
  - {{id: b, kind: note, time: 13:01, text: b, cite: [panel, log]}}
  - {{id: c, kind: note, time: 13:02, text: c, cite: [log, panel]}}
"""
    lens = Lens(chronology_of(read_bytes(text.encode(), "r.yaml")))
    assert lens.problems == ()
    assert aligned_words(lens) == words
