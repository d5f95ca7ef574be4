"""An after-action report as Markdown: GitHub Flavored Markdown 0.29-gfm, and its footnotes.

What the record says is text in it: nothing of that is markup, HTML or a link. Entries of the
timeline have footnotes; those of `calls`, of which there may be a million, name their source in
place, so that no more is held than there are other citations.
"""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup

from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.report import MARKS, Report, cite_links, short_cites, web_address
from incident_tui.exchange.exports.templating import rendered
from incident_tui.exchange.printed import gfm
from incident_tui.record.model import Cite

_PLAIN = re.compile(r"[!-;=?-{}~]+", re.ASCII)
"""An address with nothing in it that could end the link, or the cell of a table."""


def export(chronology: Chronology) -> Iterator[str]:
    """The report of a record, in pieces."""
    report, numbers = Report(chronology), dict[Cite, int]()

    def notes(cites: Iterable[Cite]) -> Markup:
        """The marks of footnotes, numbered as they come."""
        marks = (f"[^{numbers.setdefault(cite, len(numbers) + 1)}]" for cite in cites)
        return Markup("".join(dict.fromkeys(marks)))

    values = {
        "report": report,
        "notes": notes,
        "numbers": numbers,
        "cited": lambda cite: cite_links(report, cite),
        "short": lambda cites: short_cites(report, cites),
        "marks": MARKS,
        "address": address,
    }
    yield from rendered("report.md.jinja", escaped, values)


def address(url: str) -> str:
    """An address of the web as a link; any other text as it is."""
    return Markup(f"<{url}>") if web_address(url) and _PLAIN.fullmatch(url) else url


def escaped(text: str) -> Markup:
    """A text of one line as Markdown that says just that."""
    return Markup(gfm.escaped(text))
