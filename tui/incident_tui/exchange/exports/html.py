"""An after-action report as one page of HTML (the WHATWG standard), to read, print and keep.

The page is whole in itself: no script, no font, image or style from elsewhere, and a Content
Security Policy that forbids them. What the record says is text in it; an address of a source
becomes a link only if it is one of the web.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from incident_tui import __version__
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports.report import MARKS, Report, cite_links, web_address
from incident_tui.exchange.exports.report_values import Link
from incident_tui.exchange.exports.templating import rendered
from incident_tui.record.model import Cite
from incident_tui.record.text import visible
from incident_tui.words.citations import letter


class Reference(NamedTuple):
    """A mark in the text that leads to a citation."""

    number: int
    """Of the citation, from 1."""
    use: int
    """Which of the marks of this citation it is, from 0."""


class Citations:
    """The citations of a page, numbered as they come, and how often each is referred to."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._numbers: dict[Cite, int] = {}
        self._uses: list[int] = []

    def refer(self, cite: Cite) -> Reference:
        """Refer to a citation once more."""
        number = self._numbers.setdefault(cite, len(self._numbers) + 1)
        if number > len(self._uses):
            self._uses.append(0)
        self._uses[number - 1] += 1
        return Reference(number, self._uses[number - 1] - 1)

    def __iter__(self) -> Iterator[tuple[int, Link, str, list[tuple[str, int]]]]:
        """Each citation: its number, its source, its words, and the marks that lead to it."""
        for (cite, number), uses in zip(self._numbers.items(), self._uses, strict=True):
            source, words = cite_links(self._report, cite)
            yield number, source, words, [(letter(use).lower(), use) for use in range(uses)]


def export(chronology: Chronology) -> Iterator[str]:
    """The page of a record, in pieces."""
    report = Report(chronology)
    values = {
        "report": report,
        "incident": report.record.incident,
        "citations": Citations(report),
        "marks": MARKS,
        "version": __version__,
        "css_string": css_string,
        "web_address": web_address,
    }
    yield from rendered("report.html.jinja", escape, values)


def css_string(text: str) -> Markup:
    """A text as a string of CSS, every character but letters and digits escaped."""
    safe = re.sub(r"[^A-Za-z0-9 ]", lambda odd: f"\\{ord(odd[0]):x} ", visible(text))
    return Markup(f'"{safe}"')
