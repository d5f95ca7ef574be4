"""The after-action report as values: the appendix, the participants and the notes."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.reviews import ASKED, RECORD, STAGED, notes, report_of

LENS = Lens(RECORD)


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        (EVERYTHING, ["entry-a", "entry-b", "entry-d"]),
        (Filters(agencies=frozenset({"kcpd"})), ["entry-b"]),
        (Filters(marked=frozenset({"a"})), ["entry-a"]),
        (Filters(kinds=frozenset({"radio_call", "note"})), [f"entry-{one}" for one in "abcd"]),
    ],
)
def test_the_appendix_has_entries_with_notes_or_the_entries_asked_for(
    filters: Filters, ids: list[str]
) -> None:
    """In the order of time, whoever asks for a filter decides alone."""
    report = report_of(LENS, filters, notes())
    assert [entry.anchor for entry in report.appendix] == ids
    assert report.appendix_count == len(ids)


def test_the_report_says_which_entries_the_appendix_has() -> None:
    """The filters in the words of other exports, or that entries have notes."""
    assert report_of(LENS, EVERYTHING, notes()).shown == (
        "Entries with a note or a bookmark: 3 of 4 entries"
    )
    found = report_of(LENS, Filters(marked=frozenset({"a"})), notes())
    assert found.shown == "only marked · 1 of 4 entries · 3 hidden"


def test_an_entry_has_its_time_its_words_and_its_source() -> None:
    """The time as exact as the source has it; words of the air stand in quotes."""
    entry = next(report_of(LENS, EVERYTHING, notes()).appendix)
    assert (entry.time, entry.who) == ("13:12~", "Independence Police Department")
    assert (entry.kind, entry.words, entry.source) == ("radio call", "“Alpha said”", "report")


def test_a_note_stands_beside_its_entry_or_apart() -> None:
    """Observations and actions have sections of their own, and are not repeated."""
    report = report_of(LENS, EVERYTHING, notes())
    beside = [(note.kind, note.text) for entry in report.appendix for note in entry.notes]
    assert beside == [("note", "Who said this?"), ("bookmark", "")]
    assert [(note.text, note.author) for note in report.notes] == [("Ask them.", "Ann")]
    narrowed = report_of(LENS, Filters(agencies=frozenset({"kcpd"})), notes())
    assert [note.text for note in narrowed.notes] == ["Who said this?", "Ask them.", ""]


def test_the_participants_are_the_agencies_of_the_record() -> None:
    """In the order of the record, and nobody else."""
    names = [one.short for one in report_of(LENS, EVERYTHING, notes()).participants]
    assert names[:2] == ["IPD", "KCPD"]
    assert len(names) == 3


def test_what_is_not_known_yet_is_withheld_and_counted() -> None:
    """On the clock of the known, a note is told with its entries, and the rest is counted."""
    lens = Lens(RECORD, RECORD.as_of[0], Clock.KNOWN)
    report = report_of(lens, EVERYTHING, notes())
    assert [one.text for one in report.conclusions.capabilities[0].strengths] == [STAGED.text]
    assert not report.conclusions.capabilities[0].improvements
    assert [note.text for entry in report.appendix for note in entry.notes] == [ASKED.text, ""]
    told = 3
    assert report.withheld == f"{len(notes()) - told} notes about facts not known yet, left out"
    assert "of 4 entries" in report.shown


def test_without_notes_the_report_has_the_record_alone() -> None:
    """No entry is marked, and nothing is concluded."""
    report = report_of(LENS)
    assert (report.appendix_count, [*report.notes], report.withheld) == (0, [], "")
    assert not report.conclusions.any
