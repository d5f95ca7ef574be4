"""The notes of reviewers in a report: text, author and time, and links to their subjects."""

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.exports.report.values import Link
from incident_tui.exchange.printed.view import View
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import independence
from tests.notes.noting import AT, note, notes_of
from tests.published import moment

NOTES = notes_of(
    note("Who?\n\nWhen?", "q1", "allen", "gone", by="Ann", moment="2024-02-29T13:15-06:00"),
    note("", "q2", kind="bookmark", by="Bob", chance=1),
)
REPORT = Report(View(Lens(independence()), notes=NOTES))


def test_a_note_has_its_author_and_time_and_all_that_it_stands_on() -> None:
    """What is in the report is a link, what is gone is named."""
    told, bookmark = REPORT.reviewers.notes
    assert (told.mark, told.kind, told.lines) == ("✎", "note", ("Who?", "When?"))
    assert (told.by, told.written, told.at) == ("Ann", "2024-02-29 19:15 UTC", AT)
    assert [link.anchor for link in told.about] == ["entry-q1", "casualty-allen", "", ""]
    assert told.about[2:] == (
        Link("`gone`, which is not in the record"),
        Link("the moment 2024-02-29T13:15-06:00"),
    )
    assert (bookmark.mark, bookmark.kind, bookmark.lines) == ("⚑", "bookmark", ())


def test_an_entry_has_its_notes_beside_it() -> None:
    """The same that the section has; other entries have none."""
    placed = {one.anchor: one for one in REPORT.timeline.placed if not isinstance(one, str)}
    first, second = REPORT.reviewers.notes
    assert placed["entry-q1"].notes == (first,)
    assert placed["entry-q2"].notes == (second,)
    assert sum(map(len, (one.notes for one in placed.values()))) == 2


def test_a_report_has_a_section_if_notes_are_asked_for() -> None:
    """Even where there is no note, which the section says; else the report has none."""
    lens = Lens(independence())
    of_notes = [("Notes of reviewers", "reviewers", count) for count in ("2", "0")]
    for notes, sections in ((NOTES, of_notes[:1]), (NO_NOTES, of_notes[1:]), (None, [])):
        found = [tuple(one) for one in Report(View(lens, notes=notes)).contents]
        assert [one for one in found if one[1] == "reviewers"] == sections


def test_withheld_notes_are_counted() -> None:
    """Neither the section nor an entry has them."""
    chronicle = independence()
    lens = Lens(chronicle, moment(chronicle, "13:05"), Clock.KNOWN)
    section = Report(View(lens, notes=NOTES)).reviewers
    assert (section.count, [*section.notes]) == (0, [])
    assert section.withheld == "2 notes about facts not known yet, left out"
