"""The after-action report as a Word document."""

import io
import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.aar.docx import values
from incident_tui.exchange.exports.aar.template import BUNDLED, filled
from incident_tui.exchange.exports.office_text import office_text
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.aar.hostile import ATTACKS, hostile_notes
from tests.exchange.exports.aar.reviews import RECORD, notes, report_of
from tests.exchange.exports.exported import exported, exported_bytes, part, text_in
from tests.exchange.exports.reports import exercise, with_calls
from tests.exchange.exports.texts import saying, texts

LENS = Lens(RECORD)
written = partial(exported_bytes, "aar-docx")


def document(content: bytes) -> Any:
    """The document as python-docx opens it."""
    return Document(io.BytesIO(content))


WHOLE = document(written(LENS, EVERYTHING, notes()))


def test_the_headings_are_in_the_order_of_hseep_and_have_the_styles_of_word() -> None:
    """So that Word can show an outline, and an agency can change how they look."""
    headings = [
        (one.style.name, one.text) for one in WHOLE.paragraphs if one.style.name != "Normal"
    ]
    assert [one for one in headings if one[0].startswith(("Title", "Heading"))] == [
        ("Title", RECORD.record.incident.title),
        ("Heading 1", "Incident Overview"),
        ("Heading 1", "Analysis of Core Capabilities"),
        ("Heading 2", "Table 1. Summary of Core Capability Performance"),
        ("Heading 2", "Operational Communications"),
        ("Heading 3", "Strength 1"),
        ("Heading 3", "Area for Improvement 1"),
        ("Heading 2", "No capability is named"),
        ("Heading 3", "Area for Improvement 1"),
        ("Heading 1", "Appendix A: Improvement Plan"),
        ("Heading 1", "Appendix B: Incident Participants"),
        ("Heading 1", "Appendix C: Timeline"),
        ("Heading 2", "How times are written"),
        ("Heading 1", "Appendix D: Further Notes"),
        ("Heading 1", "Appendix E: Sources"),
    ]


def test_the_tables_have_the_ratings_and_the_plan() -> None:
    """A cell for each field, and words for a field that is not given."""
    tables = [[[cell.text for cell in row.cells] for row in one.rows] for one in WHOLE.tables]
    overview, ratings, plan, participants, appendix, _ = tables
    assert overview[0] == ["Incident name", RECORD.record.incident.title]
    assert ratings[1:] == [
        ["Stage units", "Operational Communications", "Ann", "", "Bob", ""],
        ["not given", "not given", "", "Ann", "", ""],
    ]
    assert [len(row) for row in plan] == [9] * 4
    assert plan[1][3:] == ["planning", "County", "Duty officer", "2026-01", "2026-06-30", "started"]
    assert plan[2][2:] == ["not given"] * 6 + [""]
    assert participants[1][0] == "Independence Police Department (IPD)"
    assert appendix[1][2] == "“Alpha said”\nnote by Ann, 2024-02-29 19:15 UTC: Who said this?"


def test_header_rows_are_repeated_and_pages_are_numbered() -> None:
    """On every page of a long table, and in the footer."""
    heads = [one.rows[0]._tr.trPr for one in WHOLE.tables]
    repeated = [one is not None and one.find(qn("w:tblHeader")) is not None for one in heads]
    assert repeated == [False, True, True, True, True, False]
    footer = WHOLE.sections[0].footer._element.xml
    assert 'w:instr="PAGE"' in footer
    assert 'w:instr="NUMPAGES"' in footer


def test_a_report_without_observations_says_so() -> None:
    """It is a whole document, and invents nothing."""
    text = exported("aar-docx", LENS, EVERYTHING, NO_NOTES)
    assert "No reviewer has written an observation or an action" in text
    assert "No corrective action is planned." in text
    assert "Entries with a note or a bookmark: 0 of 4 entries." in text


def test_an_exercise_says_that_it_is_one() -> None:
    """Above the report and in the header of each page."""
    text = exported("aar-docx", Lens(exercise()))
    assert text.startswith("EXERCISE · Exercise: chemical leak")
    assert "EXERCISE. Nothing in this record took place." in text


def test_the_same_notes_are_the_same_bytes() -> None:
    """No clock and no chance is in the file: neither in its dates nor in its properties."""
    content = written(LENS, EVERYTHING, notes())
    assert content == written(LENS, EVERYTHING, notes())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert document(content).core_properties.created.year == 2026


@pytest.mark.thorough
@pytest.mark.parametrize("attack", ATTACKS)
def test_no_text_of_a_reviewer_is_a_tag_or_an_element(attack: str) -> None:
    """It stands in the document as it is, without control characters."""
    found = hostile_notes(attack)
    content = written(LENS, EVERYTHING, found)
    words = exported("aar-docx", LENS, EVERYTHING, found)
    for line in next(iter(found)).text.split("\n"):
        assert office_text(line) in words
    plain = written(LENS, EVERYTHING, hostile_notes("\n".join("xy"[: attack.count("\n") + 1])))
    elements = [one.tag for one in part(content, "word/document.xml").iter()]
    assert elements == [one.tag for one in part(plain, "word/document.xml").iter()]
    assert "49" not in words


@examples(20)
@given(texts())
def test_any_text_is_text(text: str) -> None:
    """Whatever the record and its reviewers say, a sound document has it."""
    chronicle = saying(text)
    content = written(
        Lens(chronicle), Filters(kinds=frozenset({"note"})), hostile_notes(f"x{text}")
    )
    found = [one.text for one in document(content).paragraphs]
    assert office_text(f"x{text}").split("\n")[0].strip() in " ".join(found)


def test_what_is_not_known_yet_is_in_no_value() -> None:
    """On the clock of the known neither words of entries nor notes are in the document."""
    lens = Lens(RECORD, RECORD.as_of[0], Clock.KNOWN)
    text = exported("aar-docx", lens, Filters(agencies=frozenset({"ipd", "kcpd"})), notes())
    assert "Alpha said" in text
    for secret in ("Bravo", "Charlie", "different channels", "Nobody counted", "patch", "repeater"):
        assert secret not in text
    assert "notes about facts not known yet, left out" in text
    assert text.count("not known yet") >= 3


@examples(20)
@given(st.integers(0, 2), st.booleans())
def test_a_document_says_what_the_report_in_text_says(number: int, is_narrowed: bool) -> None:
    """The same values, so that what no report in text has is in no document either."""
    lens = Lens(RECORD, RECORD.as_of[number], Clock.KNOWN)
    filters = Filters(agencies=frozenset({"ipd"})) if is_narrowed else EVERYTHING
    text = exported("aar-docx", lens, filters, notes())
    plain = exported("aar", lens, filters, notes()).replace("\\", "")
    for word in ("Alpha", "Bravo", "Charlie", "Delta", "Mack", "patch", "repeater", "counted"):
        assert (word in text) is (word in plain)


def test_a_long_appendix_is_cut_and_says_so(tmp_path: Path) -> None:
    """Word opens very long tables slowly; the report in text has every entry."""
    lens = Lens(with_calls(tmp_path, 8))
    report = report_of(lens, Filters(kinds=frozenset({"radio_call"})))
    cut = values(report, 5)
    assert len(cut["appendix"]) == 5  # type: ignore[arg-type]  # a tuple
    said = "3 more entries: --to aar has every entry"
    assert cut["left_out"] == said
    assert f"{said}." in text_in("aar-docx", filled(BUNDLED.read_bytes(), cut))
    assert values(report)["left_out"] == ""
