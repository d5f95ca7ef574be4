"""The after-action report as Markdown: GitHub Flavored Markdown 0.29-gfm, in the order of HSEEP."""

from collections.abc import Iterator

from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.exports.markdown import address, escaped
from incident_tui.exchange.exports.templating import rendered
from incident_tui.notes.notes import Notes
from incident_tui.review.filters import EVERYTHING, Filters
from incident_tui.review.lens import Lens


def export(lens: Lens, filters: Filters = EVERYTHING, notes: Notes | None = None) -> Iterator[str]:
    """The report of a record, in pieces."""
    values = {**Report(lens, filters, notes).values(), "address": address}
    yield from rendered("aar.md.jinja", escaped, values)
