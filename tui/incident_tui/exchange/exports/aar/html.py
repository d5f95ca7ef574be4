"""The after-action report as a page of HTML (the WHATWG standard), in the order of HSEEP.

The page is whole, as the page of `html`: no script, and no font, image or style from elsewhere.
"""

from collections.abc import Iterator

from markupsafe import escape

from incident_tui import __version__
from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.exports.html import css_string
from incident_tui.exchange.exports.report.links import web_address
from incident_tui.exchange.exports.templating import rendered
from incident_tui.exchange.printed.view import View


def export(view: View) -> Iterator[str]:
    """The page of a view, in pieces."""
    values = {
        **Report(view).values(),
        "css_string": css_string,
        "web_address": web_address,
        "version": __version__,
    }
    yield from rendered("aar.html.jinja", escape, values)
