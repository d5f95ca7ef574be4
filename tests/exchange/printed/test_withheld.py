"""Words for facts that a lens withholds, and for its moment and its clock."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.printed.withheld import (
    left_out_words,
    lens_words,
    moment_words,
    title_words,
)
from incident_tui.review.lens import Lens
from tests.exchange.exports.reports import independence
from tests.published import chronology, moment
from tests.records import entry

PUBLIC = "what had been published or said on the air"


@pytest.mark.parametrize(
    ("clock_time", "clock", "words"),
    [
        ("", Clock.HAPPENED, ""),
        (
            "",
            Clock.KNOWN,
            f"as of the end of the record · {PUBLIC}",
        ),
        ("13:20", Clock.HAPPENED, "as of 13:20 · what had happened"),
        ("13:20", Clock.KNOWN, f"as of 13:20 · {PUBLIC}"),
        ("13:20:07", Clock.KNOWN, f"as of 13:20:07 · {PUBLIC}"),
        (
            "2024-03-02",
            Clock.KNOWN,
            f"as of 2 Mar 23:59 · {PUBLIC}",
        ),
    ],
)
def test_a_moment_and_a_clock_are_named(clock_time: str, clock: Clock, words: str) -> None:
    """Unless they are the end of the record and what happened, as in every export without them."""
    chronicle = chronology()
    lens = Lens(chronicle, moment(chronicle, clock_time), clock)
    assert lens_words(lens) == words
    assert moment_words(lens) in (words or "the end of the record")


def test_a_title_is_withheld_until_its_source_is_published() -> None:
    """The incident of Independence stands in an article of 2 March."""
    chronicle = independence()
    at = moment(chronicle, "13:20")
    assert title_words(Lens(chronicle, at, Clock.KNOWN)) == "title not known yet"
    assert title_words(Lens(chronicle, at)) == chronicle.record.incident.title


@pytest.mark.parametrize(
    ("clock_time", "words"),
    [
        ("13:20", "2 entries not known yet, left out"),
        ("15:00", "1 entry not known yet, left out"),
        ("16:00", ""),
        ("", ""),
    ],
)
def test_entries_that_are_left_out_are_counted(clock_time: str, words: str) -> None:
    """Those that nobody can have known of by then."""
    entries = (entry(f"e{hour}", "13:00", known=f"{hour}:00") for hour in (13, 15, 16))
    chronicle = chronology(*entries)
    lens = Lens(chronicle, moment(chronicle, clock_time), Clock.KNOWN)
    assert left_out_words(lens.withheld_count()) == words
