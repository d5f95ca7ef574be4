"""The overview of an after-action report: nothing in it that the record does not say."""

from incident_tui.exchange.exports.aar.overview import NOT_IN_RECORD, TO_FILL_IN
from incident_tui.exchange.exports.aar.report import Report
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.aar.reviews import RECORD, notes, report_of
from tests.exchange.exports.reports import exercise


def fields(report: Report) -> dict[str, str]:
    """The fields by their labels."""
    return dict(report.overview.lines)


def test_the_fields_are_in_the_order_of_hseep() -> None:
    """Of an exercise with a scenario, of an incident without."""
    labels = [*fields(report_of(Lens(exercise())))]
    assert labels[:11] == [
        "Exercise name",
        "Exercise dates",
        "Scope",
        "Mission areas",
        "Core capabilities",
        "Objectives",
        "Threat or hazard",
        "Scenario",
        "Sponsor",
        "Participating organizations",
        "Point of contact",
    ]
    assert "Scenario" not in fields(report_of(Lens(RECORD)))


def test_what_the_record_does_not_say_is_named_as_not_given() -> None:
    """The agency fills in the point of contact by hand."""
    found = fields(report_of(Lens(RECORD), EVERYTHING, NO_NOTES))
    for label in ("Mission areas", "Core capabilities", "Objectives", "Threat or hazard"):
        assert found[label] == NOT_IN_RECORD
    assert found["Sponsor"] == NOT_IN_RECORD
    assert found["Point of contact"] == TO_FILL_IN


def test_what_the_record_says_is_there() -> None:
    """Names, dates, how much the record has, and capabilities of the reviewers."""
    found = fields(report_of(Lens(RECORD), EVERYTHING, notes()))
    assert found["Incident dates"] == "Thu 29 Feb 2024"
    assert found["Scope"] == "the record has 4 entries, 3 agencies, 3 units, 1 source"
    assert found["Core capabilities"] == "Operational Communications"
    assert found["Objectives"] == "Stage units"
    names = "Independence Police Department; Kansas City Police Department; Ambulance"
    assert found["Participating organizations"] == names


def test_the_moment_and_the_filters_are_named() -> None:
    """As in every other export; neither for the whole record in hindsight."""
    report = report_of(Lens(RECORD, RECORD.as_of[1]), Filters(marked=frozenset({"a"})), notes())
    found = fields(report)
    assert found["This report"].startswith("as of 13:20")
    assert found["Shown"] == "only marked · 1 of 4 entries · 3 hidden"
    assert not {"This report", "Shown"} & {*fields(report_of(Lens(RECORD)))}
