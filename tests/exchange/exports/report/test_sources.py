"""What a report rests on."""

import pytest

from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.printed.view import View
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import hostile, independence


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (Report(View(Lens(independence()))), "No problem was found in the record."),
        (
            Report(View(Lens(hostile()))),
            "Found in the record: 1 error. incident-tui check lists them.",
        ),
    ],
)
def test_what_is_wrong_is_counted(report: Report, words: str) -> None:
    """Errors, warnings and what was left out; or that there is nothing."""
    assert report.sources.verdict == words
