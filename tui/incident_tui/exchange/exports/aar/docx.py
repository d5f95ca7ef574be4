"""The after-action report as a Word document: Office Open XML, ECMA-376, in the order of HSEEP.

The document is made from a template, which an agency can replace with its own.
"""

from collections.abc import Iterator
from itertools import islice

from incident_tui import __version__
from incident_tui.exchange.exports.aar.report import Report
from incident_tui.exchange.exports.aar.template import BUNDLED, filled
from incident_tui.exchange.exports.aar.values import ListedSource
from incident_tui.exchange.exports.office_text import Lines
from incident_tui.exchange.printed.view import View
from incident_tui.words.counts import count_words

MAX_ENTRIES = 3_000
"""The maximum number of entries in the appendix: Word opens longer tables only slowly."""


def export(view: View, template: bytes | None = None) -> Iterator[bytes]:
    """The document of a view, in a single piece.

    Args:
        template: a Word document with tags; None for the bundled template.

    Raises:
        TemplateFaultError: if the template cannot be filled in.
    """
    content = BUNDLED.read_bytes() if template is None else template
    yield filled(content, values(Report(view)))


def values(report: Report, most: int = MAX_ENTRIES) -> dict[str, object]:
    """The values that a template can name, as `docs/aar.md` lists them.

    Args:
        most: the maximum number of entries in the appendix.
    """
    overview, conclusions = report.overview, report.conclusions
    appendix = tuple(islice(report.appendix, most))
    more = report.appendix_count - len(appendix)
    left_out = f"{count_words(more, 'more entry', 'more entries')}: --to aar has every entry"
    return {
        "title": overview.title,
        "subject": overview.subject,
        "exercise": overview.exercise,
        "content_note": overview.content_note,
        "record": overview.id,
        "summary": overview.summary,
        "as_of": overview.as_of,
        "opinions": report.opinions,
        "overview": tuple(overview.lines),
        "capabilities": conclusions.capabilities,
        "objectives": conclusions.objectives,
        "ratings": conclusions.ratings,
        "plan": conclusions.plan,
        "no_conclusions": conclusions.without,
        "participants": report.participants,
        "shown": report.shown,
        "appendix": appendix,
        "left_out": left_out if more else "",
        "notes": tuple(report.notes),
        "withheld": report.withheld,
        "time_marks": report.time_marks,
        "sources": tuple(
            ListedSource(one.title, one.kind, one.url, one.facts, one.note)
            for one in report.sources.sources
        ),
        "verdict": report.sources.verdict,
        "version": __version__,
        "line": Lines("\n"),
    }
