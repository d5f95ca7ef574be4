"""An alert as a message: its marks, its references, its texts."""

import re
from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign import xml
from tests.exchange.imports.cap.reading import found_of, reasons, statement_of
from tests.exchange.imports.cap.samples import alert, info
from tests.exchange.imports.imported import section


@pytest.mark.parametrize(
    ("status", "kind", "title", "tags"),
    [
        ("Actual", "Alert", "Flood at the weir", ["Met"]),
        ("Exercise", "Alert", "EXERCISE · Flood at the weir", ["Met", "Exercise"]),
        ("Test", "Update", "TEST · Update: Flood at the weir", ["Met", "Test", "Update"]),
        ("Draft", "Alert", "DRAFT · Flood at the weir", ["Met", "Draft"]),
        ("System", "Error", "SYSTEM · Error: Flood at the weir", ["Met", "System", "Error"]),
        ("Actual", "Cancel", "Cancel: Flood at the weir", ["Met", "Cancel"]),
        ("drill", "Alert", "DRILL · Flood at the weir", ["Met", "drill"]),
    ],
)
def test_status_and_type_stand_before_the_headline(
    tmp_path: Path, status: str, kind: str, title: str, tags: list[str]
) -> None:
    """Of every alert that is no actual first alert: in title, tags, source and each time."""
    found = found_of(
        tmp_path, alert(info(expires="2024-05-05T06:00:00-05:00"), status=status, msgType=kind)
    )
    statement, expiry = section(found, "timeline")
    assert (statement["title"], statement["tags"]) == (title, tags)
    assert f"status: {status}\nmsgType: {kind}" in statement["text"]
    assert expiry["text"] == f"{title}: validity ends"
    assert section(found, "sources")[0]["title"] == title


def test_an_alert_without_a_status_says_so(tmp_path: Path) -> None:
    """It may be an exercise."""
    [entry] = section(found_of(tmp_path, alert(info(), status="")), "timeline")
    assert entry["title"] == "STATUS NOT GIVEN · Flood at the weir"


@pytest.mark.parametrize(
    ("kind", "verb"),
    [("Update", "updates"), ("Cancel", "cancels"), ("Error", "rejects"), ("Alert", "references")],
)
def test_a_reference_names_the_entry_of_the_alert_before(
    tmp_path: Path, kind: str, verb: str
) -> None:
    """By the id that the alert before has, in whatever file it comes."""
    before = found_of(tmp_path, alert(info()))
    references = "warn@weirfalls.example,weir-7,2024-05-04T21:04:00-05:00 a,b,c"
    entry = statement_of(
        tmp_path, alert(info(), identifier="weir-8", msgType=kind, references=references)
    )
    lines = [line for line in entry["text"].splitlines() if line.startswith(f"{verb}: ")]
    [source] = section(before, "sources")
    assert lines == [
        f"{verb}: weir-7 of warn@weirfalls.example, sent 2024-05-04T21:04:00-05:00"
        f" ({source['id']})",
        f"{verb}: b of a, sent c (cap-b-a-c)",
    ]


def test_references_of_another_form_stay(tmp_path: Path) -> None:
    """As they are written."""
    entry = statement_of(tmp_path, alert(info(), references="weir-6 and, before"))
    assert "references: weir-6 and, before" in entry["text"].splitlines()


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Rain.<br />Then  more.", "Rain.\nThen more."),
        ("  Rain\n   falls. \n\n More. ", "Rain\nfalls.\n\nMore."),
        ("winds < 20 mph & rising", "winds < 20 mph & rising"),
        ("<b>A</b> & B", "A & B"),
    ],
)
def test_a_text_is_its_words(tmp_path: Path, written: str, read: str) -> None:
    """Line by line, without HTML, which some senders put in."""
    entry = statement_of(tmp_path, alert(info(description=written)))
    assert entry["text"].partition("\nlanguage:")[0] == read


def test_a_text_without_end_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its beginning is kept, and the cut is named."""
    monkeypatch.setattr(xml, "MAX_TEXT_CHARACTERS", 50)
    found = found_of(tmp_path, alert(info(description="x" * 60)))
    [entry] = section(found, "timeline")
    assert entry["text"].startswith("x" * 50 + " …\n")
    assert any(re.search("`description` is longer than", reason) for reason in reasons(found))
