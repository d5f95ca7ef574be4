"""The after-action report as Markdown: GitHub Flavored Markdown 0.29-gfm, in the order of HSEEP."""

from collections.abc import Iterator

from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.exports.markdown import address, escaped
from incident_tui.exchange.exports.templating import rendered
from incident_tui.exchange.printed.view import View


def export(view: View) -> Iterator[str]:
    """The report of a view, in pieces."""
    values = {**Report(view).values(), "address": address}
    yield from rendered("aar.md.jinja", escaped, values)
