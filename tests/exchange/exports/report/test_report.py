"""A report as a whole: its contents, and that every record can be told."""

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.exchange.exports import html, ics214, markdown
from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.examples import examples
from tests.exchange.exports.reports import Make, exercise, hostile, independence
from tests.record_strategies import as_yaml, records
from tests.records import chronology


@pytest.mark.parametrize("make", [independence, exercise, hostile, chronology])
def test_the_contents_name_what_there_is(make: Make) -> None:
    """Every section has an anchor of its own."""
    anchors = [section.anchor for section in Report(View(Lens(make()))).contents]
    assert len(anchors) == len(set(anchors))
    assert {"summary", "timeline", "conventions", "citations"} <= set(anchors)


@examples(50)
@given(records())
def test_every_record_can_be_told(sections: dict[str, str]) -> None:
    """Whatever its times, its order and its contradictions: in all three forms, each entry once."""
    shown = Lens(chronology_of(read_bytes(as_yaml(sections), "record.yaml")))
    page = "".join(html.export(View(shown)))
    assert page.count('<li id="entry-') == shown.count
    report = "".join(markdown.export(View(shown)))
    assert report.count("\n|") >= shown.count
    log = "".join(ics214.export(View(shown)))
    assert all(text.endswith("\n") for text in (page, report, log))
