"""The head of a report: facts, counts, and the moment that the report is as of."""

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports.report.head import HeadSection
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import independence
from tests.published import moment


def head_at(clock_time: str, clock: Clock) -> HeadSection:
    """The head of the report of Independence."""
    chronicle = independence()
    return HeadSection(Lens(chronicle, moment(chronicle, clock_time), clock), "")


def test_the_facts_of_the_incident() -> None:
    """What the record says of it as a whole, each beside its label."""
    facts = dict(head_at("", Clock.HAPPENED).facts)
    assert (
        facts["Date"]
        == "Thu 29 Feb 2024? (inferred; the Thursday before the dateline of 2 March 2024, see c01)"
    )
    assert facts["Time zone"].startswith("CST?, America/Chicago (inferred")
    assert "This report" not in facts


def test_what_is_not_known_of_the_incident_is_no_fact() -> None:
    """Its date, zone and place stay; the title and the summary come with the article."""
    head = head_at("13:20", Clock.KNOWN)
    facts = dict(head.facts)
    assert {"Date", "Time zone", "Place", "Record"} <= facts.keys()
    assert "Lead agency" not in facts
    assert facts["This report"] == "as of 13:20 · what had been published or said on the air"
    assert (head.title, head.summary) == ("title not known yet", "")
    assert head.without_summary == "The summary is not known yet."


def test_counts_are_of_what_is_known() -> None:
    """Entries are all counted; conflicts and questions once they are known."""
    at_end = {name: number for number, name in head_at("", Clock.HAPPENED).counts}
    known = {name: number for number, name in head_at("13:20", Clock.KNOWN).counts}
    assert (at_end["placed"], at_end["conflicts"]) == (known["placed"], "28") == ("16", "28")
    assert known["conflict"] == "1"
    assert int(known["open questions"]) < int(at_end["open questions"])


def test_a_column_of_statuses_says_as_of_when() -> None:
    """Nothing at the end of the record."""
    head = head_at("13:20", Clock.HAPPENED)
    assert (head.moment, head.heading) == ("as of 13:20", "As of 13:20")
    assert head_at("", Clock.KNOWN).heading == ""
