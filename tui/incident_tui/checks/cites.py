"""Citations without a target, and sources without a citation."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import accumulate

from incident_tui.checks.codes import NO_LINE, NO_QUOTE, OTHER_LENGTH, UNCITED, Finding
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.model import Cite, Record, Source
from incident_tui.record.problems import Mark
from incident_tui.review.lens import Lens
from incident_tui.words.names import brief
from incident_tui.words.source_facts import line_of, text_of

_SHAPES = str.maketrans(
    dict.fromkeys("‘’‚‛", "'") | dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("‐‑‒–—―−", "-")
)
"""From shapes of quotation marks and dashes to their ASCII form."""
_LEFT_OUT = re.compile(r" ?[\[(]?\.\.\.[\])]? ?")


def findings(chronology: Chronology) -> Iterator[Finding]:
    """The warnings about the sources of a record and their citations."""
    reading = chronology.reading
    texts = {source.id: _Text(Lens(chronology), source) for source in chronology.record.sources}
    uncited = {*texts} - _named(chronology.record)
    for identifier, text in texts.items():
        if text.lines and text.source.lines not in (None, len(text.lines)):
            message = f"`{identifier}` has {len(text.lines):,} lines, not {text.source.lines:,}"
            yield Finding(OTHER_LENGTH, reading.mark_of_id("sources", identifier), message)
    for cite, mark in _citations(chronology, texts, uncited):
        uncited.difference_update((cite.source, cite.via, cite.by))
        if cite.source in texts:
            yield from _of_cite(texts[cite.source], cite, mark)
    if not chronology.left_out:  # what is left out may cite them
        for identifier in sorted(uncited):
            mark = reading.mark_of_id("sources", identifier)
            yield Finding(UNCITED, mark, f"nothing cites `{identifier}`")


def _named(record: Record) -> set[str]:
    """Ids that are referred to outside citations."""
    return {
        *(source.parent for source in record.sources),
        *(one for conflict in record.conflicts for one in conflict.affects),
        *(one for question in record.questions for one in question.refs),
    }


def _citations(
    chronology: Chronology, texts: "Mapping[str, _Text]", uncited: set[str]
) -> Iterator[tuple[Cite, Mark]]:
    """Citations with their places; citations of bulk calls only where needed.

    Args:
        uncited: ids of sources without a citation so far; changed meanwhile.
    """
    yield from chronology.reading.cites.values()
    calls = chronology.reading.calls
    for party in calls.party_table:
        uncited.difference_update(party.sources)
    bounded = {identifier for identifier, text in texts.items() if text.length is not None}
    wanted = [not bounded.isdisjoint(party.sources) for party in calls.party_table]
    for row, place in zip(calls.rows, calls.parties(), strict=True):
        if uncited or wanted[place]:
            for cite in calls.entry(row).cite:
                yield cite, calls.mark(row)


def _of_cite(text: "_Text", cite: Cite, mark: Mark) -> Iterator[Finding]:
    """The faults of a citation."""
    line, name = line_of(cite), text.source.id
    if line is not None and text.length is not None and not 1 <= line <= text.length:
        yield Finding(NO_LINE, mark, f"`{name}` has {text.length:,} lines, and none is {cite.at}")
    elif cite.quote and text.lines and not text.has(cite.quote, line):
        found, quote = text.line_with(cite.quote), brief(cite.quote)
        if found is None:
            yield Finding(NO_QUOTE, mark, f"the text of `{name}` does not have “{quote}”")
        else:
            message = f"“{quote}” begins in L{found} of `{name}`, not in {cite.at}"
            yield Finding(NO_QUOTE, mark, message)


class _Text:
    """A source and its text beside the record, read when first needed."""

    def __init__(self, lens: Lens, source: Source) -> None:
        self._lens = lens
        self.source = source

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text; () without a text."""
        return text_of(self._lens, self.source.id).lines

    @property
    def length(self) -> int | None:
        """The number of lines of the source; None if unknown."""
        return len(self.lines) if self.lines else self.source.lines

    def has(self, quote: str, line: int | None) -> bool:
        """Whether a quote begins in a line, or stands anywhere if no line is given."""
        found = self._found(quote, self._starts[line - 1] if line else 0)
        return found is not None and (line is None or found < self._starts[line])

    def line_with(self, quote: str) -> int | None:
        """The first line, from 1, in which a quote begins; None if the text lacks the quote."""
        found = self._found(quote, 0)
        return None if found is None else bisect_right(self._starts, found)

    def _found(self, quote: str, start: int) -> int | None:
        """The index of a quote from `start` on; an omission in the quote may have any length."""
        found, end = None, start
        for part in _LEFT_OUT.split(_plain(quote).strip('" ')):
            at = self._whole.find(part, end)
            if at < 0:
                return None
            found, end = at if found is None else found, at + len(part)
        return found

    @cached_property
    def _plain_lines(self) -> list[str]:
        return [f"{_plain(line)} ".lstrip() for line in self.lines]

    @cached_property
    def _whole(self) -> str:
        return "".join(self._plain_lines)

    @cached_property
    def _starts(self) -> list[int]:
        """The index of each line's start, and last the length of the text."""
        return [*accumulate(map(len, self._plain_lines), initial=0)]


def _plain(text: str) -> str:
    """A text as quotes are compared: one kind of space, of quotation mark and of dash."""
    return " ".join(
        unicodedata.normalize("NFKC", text).translate(_SHAPES).replace("\xad", "").split()
    )
