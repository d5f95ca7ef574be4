"""The sheet Sources: every field of a source, and how often it is cited."""

import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.review.lens import Lens
from incident_tui.words.source_facts import facts
from tests.exchange.exports.reports import Make, exercise, independence
from tests.exchange.exports.workbooks import rows_in, rows_of, whole
from tests.published import chronology as published
from tests.published import moment
from tests.records import entry

PLAIN = (
    *("id", "kind", "title", "author", "publisher", "url", "path", "sha256", "parent"),
    *("licence", "note"),
)
"""The fields that are texts."""


@pytest.mark.parametrize("make", [independence, exercise])
def test_a_row_has_every_field_of_a_source(make: Make) -> None:
    """As the record writes it."""
    record = make().record
    for source, row in zip(record.sources, rows_in(whole(make), "Sources"), strict=True):
        for name in PLAIN:
            assert row[name] == getattr(source, name), name
        assert row["published"] == str(source.published or "")
        assert row["published_basis"] == (source.published.basis if source.published else "")
        assert row["retrieved"] == str(source.retrieved or "")
        assert row["reliability"] == (source.reliability or "")
        assert row["lines"] == ("" if source.lines is None else source.lines)
        clock = source.clock
        assert row["clock_offset"] == (str(clock.offset or "") if clock else "")
        assert row["clock_uncertainty"] == (str(clock.uncertainty or "") if clock else "")
        assert row["clock_note"] == (clock.note if clock else "")


@pytest.mark.parametrize("make", [independence, exercise])
def test_a_source_is_counted_as_often_as_it_is_cited(make: Make) -> None:
    """By the facts of the record and the entries of its calls, and how often alone."""
    lens = Lens(make())
    calls = [lens.entry(one) for one in range(lens.count) if lens.is_bulk_call(one)]
    cited = [*(one.cites for one in facts(lens)), *(one.cite for one in calls if one)]
    for row in rows_in(whole(make), "Sources"):
        citing = [{one.source for one in cites} for cites in cited]
        with_it = [sources for sources in citing if row["id"] in sources]
        assert row["cited"] == len(with_it)
        assert row["cited_alone"] == sum(len(sources) == 1 for sources in with_it)


def test_a_source_before_its_publication_has_no_words() -> None:
    """Its kind and its dates are told."""
    record = published(entry("a", "13:00", cite="wire"))
    rows = rows_of("Sources", Lens(record, moment(record, "13:30"), Clock.KNOWN))
    wire = next(row for row in rows if row["id"] == "wire")
    assert (wire["title"], wire["kind"]) == ("not published yet", "press_release")
    assert wire["published"] == "2024-02-29T15:00"
