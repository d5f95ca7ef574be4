"""An after-action report as Markdown: GitHub Flavored Markdown 0.29-gfm, with footnotes.

Words of the record are text: none of them is markup, HTML or a link. Entries of the timeline have
footnotes; bulk calls, of which a record may have a million, name their source in place: memory
holds no more than the footnotes of the record's head.
"""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.exports.report.links import web_address
from incident_tui.exchange.exports.templating import rendered
from incident_tui.exchange.printed import gfm
from incident_tui.exchange.printed.view import View
from incident_tui.words.citations import Cite
from incident_tui.words.notation import TIME_MARKS

_PLAIN = re.compile(r"[!-;=?-{}~]+", re.ASCII)
"""An address without a character to end the link, or the cell of a table."""


def export(view: View) -> Iterator[str]:
    """The report of a record, in pieces."""
    report, numbers = Report(view), dict[Cite, int]()

    def footnotes(cites: Iterable[Cite]) -> Markup:
        """The marks of footnotes, numbered as they come."""
        marks = (f"[^{numbers.setdefault(cite, len(numbers) + 1)}]" for cite in cites)
        return Markup("".join(dict.fromkeys(marks)))

    values = {
        **report.values(),
        "notes": footnotes,
        "numbers": numbers,
        "time_marks": TIME_MARKS,
        "address": address,
    }
    yield from rendered("report.md.jinja", escaped, values)


def address(url: str) -> str:
    """An address of the web as a link; another text unchanged."""
    return Markup(f"<{url}>") if web_address(url) and _PLAIN.fullmatch(url) else url


def escaped(text: str) -> Markup:
    """A text of a single line as Markdown, without markup."""
    return Markup(gfm.escaped(text))
