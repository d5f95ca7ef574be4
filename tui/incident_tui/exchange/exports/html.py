"""An after-action report as a page of HTML (the WHATWG standard), to read, print and keep.

The page is whole: no script, no font, image or style from elsewhere, and a Content Security Policy
against scripts, fonts and images. Words of the record are text on the page; the address of a source
becomes a link only for the schemes of the web.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup, escape

from incident_tui import __version__
from incident_tui.exchange.exports.report import Report
from incident_tui.exchange.exports.report.links import Links, web_address
from incident_tui.exchange.exports.report.values import Link
from incident_tui.exchange.exports.templating import rendered
from incident_tui.exchange.printed.view import View
from incident_tui.record.text import visible
from incident_tui.review.told import letter
from incident_tui.words.citations import Cite
from incident_tui.words.notation import TIME_MARKS


class FootnoteMark(NamedTuple):
    """A mark in the text, which leads to a footnote."""

    number: int
    """The number of the footnote, from 1."""
    use: int
    """The number of the mark among the marks of the footnote, from 0."""


class Footnote(NamedTuple):
    """A citation, and the marks in the text."""

    number: int
    source: Link
    words: str
    marks: list[tuple[str, int]]
    """Letter and number of each mark, from 0."""


class FootnoteBook:
    """The footnotes of a page, numbered in the order in which the page refers to them."""

    def __init__(self, links: Links) -> None:
        self._links = links
        self._numbers: dict[Cite, int] = {}
        self._uses: list[int] = []

    def refer(self, cite: Cite) -> FootnoteMark:
        """A further mark for the footnote of a citation."""
        number = self._numbers.setdefault(cite, len(self._numbers) + 1)
        if number > len(self._uses):
            self._uses.append(0)
        self._uses[number - 1] += 1
        return FootnoteMark(number, self._uses[number - 1] - 1)

    def __iter__(self) -> Iterator[Footnote]:
        for (cite, number), uses in zip(self._numbers.items(), self._uses, strict=True):
            source, words = self._links.cited(cite)
            marks = [(letter(use).lower(), use) for use in range(uses)]
            yield Footnote(number, source, words, marks)


def export(view: View) -> Iterator[str]:
    """The page of a record, in pieces."""
    report = Report(view)
    values = {
        **report.values(),
        "footnotes": FootnoteBook(report.links),
        "time_marks": TIME_MARKS,
        "version": __version__,
        "css_string": css_string,
        "web_address": web_address,
    }
    yield from rendered("report.html.jinja", escape, values)


def css_string(text: str) -> Markup:
    """A text as a string of CSS, every character but letters and digits escaped."""
    safe = re.sub(r"[^A-Za-z0-9 ]", lambda odd: f"\\{ord(odd[0]):x} ", visible(text))
    return Markup(f'"{safe}"')
