"""The sheet About: what the workbook is of."""

import pytest

from incident_tui import __version__
from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.note_lines import OPINIONS
from incident_tui.notes.notes import NO_NOTES, Notes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.exported import exported_bytes
from tests.exchange.exports.reports import exercise, independence
from tests.exchange.exports.workbooks import grids_in
from tests.published import moment
from tests.records import AGENCIES, chronology, entry


def about(lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None) -> dict[str, str]:
    """From each label to its words; the last of several with a label."""
    return dict(grids_in(exported_bytes("xlsx", lens, filters, notes))["About"])


def test_the_record_and_the_program_are_named() -> None:
    """With the zone of every date, and how the workbook comes back."""
    found = about(Lens(independence()))
    assert found["Incident"] == "Officer and process server killed during an eviction"
    assert found["Record"] == "independence-2024-02-29 (incident-record/1)"
    assert found["Time zone"].startswith("CST?, America/Chicago (inferred")
    assert found["Made by"] == f"incident-tui {__version__}"
    assert "`incident-tui import`" in found["Back to the record"]
    assert found["Content"].startswith("Real people")
    assert "Exercise" not in found
    assert about(Lens(exercise()))["Exercise"] == "Nothing in this record took place."


@pytest.mark.parametrize(
    ("at", "clock", "words"),
    [
        ("", Clock.HAPPENED, "as of the end of the record · what had happened"),
        ("13:20", Clock.HAPPENED, "as of 13:20 · what had happened"),
        (
            "13:20",
            Clock.KNOWN,
            "as of 13:20 · what had been published or said on the air",
        ),
    ],
)
def test_the_moment_and_the_clock_are_named(at: str, clock: Clock, words: str) -> None:
    """Also where they are the usual ones."""
    record = independence()
    assert about(Lens(record, moment(record, at), clock))["As of"] == words


def test_filters_are_named_and_what_they_choose() -> None:
    """Without filters it is said that there are none."""
    record = chronology(entry("a", "13:15", agency="ipd"), entry("b", "13:20"), rest=AGENCIES)
    found = about(Lens(record), Filters(agencies=frozenset({"ipd"})))
    assert found["Filters"] == "only IPD · 1 of 2 entries · 1 hidden"
    assert "the other sheets are of the whole record" in found["Filtered"]
    assert about(Lens(record))["Filters"] == "none: Timeline has every entry"
    assert "Filtered" not in about(Lens(record))


def test_what_is_withheld_is_counted() -> None:
    """By kind; at the end of the record, and on the clock of what happened, it is nothing."""
    record = independence()
    known = about(Lens(record, record.as_of[0], Clock.KNOWN))["Withheld"]
    assert known.startswith("40 entries, ")
    for kind in ("milestones", "intervals", "conflicts", "questions"):
        assert kind in known
    assert "hindsight" in known
    for lens in (Lens(record), Lens(record, record.as_of[0]), Lens(record, clock=Clock.KNOWN)):
        assert about(lens)["Withheld"] == "nothing"


def test_a_summary_is_withheld_with_words() -> None:
    """For it was written in hindsight."""
    record = independence()
    assert about(Lens(record))["Summary"] == record.record.incident.summary
    known = about(Lens(record, record.as_of[0], Clock.KNOWN))
    assert known["Summary"] == "The summary is not known yet."


def test_opinions_are_called_so() -> None:
    """If notes are in the workbook."""
    lens = Lens(independence())
    assert about(lens, notes=NO_NOTES)["Opinions"] == OPINIONS
    assert "Opinions" not in about(lens)
