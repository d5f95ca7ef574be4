"""Sources: what each is and how many facts it carries; a citation in full; the text itself."""

from collections.abc import Sequence

from incident_tui.boards.lines import TO_ENTRY, TO_SOURCE, heading, paragraph
from incident_tui.panes.detail import cite_words, grade_words
from incident_tui.panes.ink import Ink, Row, spread
from incident_tui.record.model import Cite, Source
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import RELIABILITY_WORDS
from incident_tui.review.chronology import Chronology
from incident_tui.review.review import Review
from incident_tui.review.sources import Fact, alone, by_source, line_of, same_line, text_of
from incident_tui.review.wording import count_words, duration_words

_LABEL = 12


def draw_sources(review: Review, width: int) -> list[Row]:
    """The page of all sources."""
    chronology, rows = review.chronology, []
    for source in chronology.record.sources:
        facts = by_source(chronology).get(source.id, ())
        counts = f"{count_words(len(facts), 'fact')}, {alone(facts)} on it alone"
        name = f"{source.id} · {source.kind.replace('_', ' ')} · {source.title}"
        line = spread([Ink(visible(name), "bright")], [Ink(counts, "here")], width)
        rows += [Row(line, TO_SOURCE + source.id), *_about(source, width)]
    return rows or [Row((Ink("No source is recorded.", "dim"),))]


def _about(source: Source, width: int) -> list[Row]:
    """What is known of a source."""
    made = " · ".join(one for one in (source.author, source.publisher) if one)
    published = str(source.published) if source.published else "not given"
    reliability = source.reliability
    graded = f"{reliability} {RELIABILITY_WORDS[reliability]}" if reliability else "not graded"
    rows = paragraph(f"published {published}{' · ' + made if made else ''}", width, "dim", "  ")
    rows += paragraph(f"reliability {graded}", width, "dim", "  ")
    if source.url:
        rows += paragraph(source.url, width, "dim", "  ")
    if source.clock and source.clock.offset:
        words = f"its clock is {duration_words(source.clock.offset)} off"
        rows += paragraph(f"{words}. {source.clock.note}".strip(), width, "possible", "  ")
    if source.note:
        rows += paragraph(source.note, width, "dim", "  ")
    return rows


def draw_citations(review: Review, width: int) -> list[Row]:
    """The page of what the entry under the cursor cites: in full, and what stands beside it."""
    entry, chronology = review.entry, review.chronology
    if entry is None:
        return draw_sources(review, width)
    rows: list[Row] = []
    for cite in entry.cite:
        rows += heading(cite_words(chronology.record, cite), width)
        rows += _chain(chronology, cite, entry.grade, width)
        rows += _text(chronology, cite, width)
        others = [fact for fact in same_line(chronology, cite) if fact.entry != entry.id]
        if others:
            rows += heading(f"also at {cite.source} {cite.at}: {len(others)}", width)
            rows += _facts(others, width)
    return rows[1:]


def _chain(chronology: Chronology, cite: Cite, grade: str, width: int) -> list[Row]:
    """How a fact came here: from whom, through whom, in which source; how far it can be trusted."""
    source = next((one for one in chronology.record.sources if one.id == cite.source), None)
    rows = []
    if source is not None:
        name = " · ".join(one for one in (source.title, source.publisher, source.author) if one)
        head = "in".ljust(_LABEL)
        rows += paragraph(name or source.id, width, "text", head, TO_SOURCE + source.id)
    if cite.hedge:
        rows += paragraph(cite.hedge, width, "text", "hedged as".ljust(_LABEL))
    if cite.quote:
        rows += paragraph(f"“{cite.quote}”", width, "bright", "words".ljust(_LABEL))
    rows += paragraph(
        grade_words(grade) or "this fact is not graded", width, "text", "grade".ljust(_LABEL)
    )
    return rows


def _text(chronology: Chronology, cite: Cite, width: int) -> list[Row]:
    """The line that is cited, among those around it; or that the record carries no text."""
    source = next((one for one in chronology.record.sources if one.id == cite.source), None)
    if source is None:
        return []
    text, number = text_of(chronology.path, source), line_of(cite)
    rows = paragraph(text.fault, width, "alert", "") if text.fault else []
    if not text.lines:
        nothing = "the record does not carry its text"
        return rows or paragraph(nothing, width, "dim", "text".ljust(_LABEL))
    first = max((number or 1) - 4, 1)
    return rows + _lines(text.lines, first, first + 8, number, width)


def _lines(lines: Sequence[str], first: int, last: int, lit: int | None, width: int) -> list[Row]:
    rows = []
    for number in range(first, min(last, len(lines)) + 1):
        head = f"{'▸' if number == lit else ' '}L{number:<4} "
        rows += paragraph(lines[number - 1], width, "hit" if number == lit else "dim", head)
    return rows


def draw_source(review: Review, identifier: str, width: int) -> list[Row]:
    """The page of one source: what it is, its text, every fact that stands in it."""
    chronology = review.chronology
    source = next((one for one in chronology.record.sources if one.id == identifier), None)
    if source is None:
        return [Row((Ink(f"The record has no source {visible(identifier)}.", "dim"),))]
    facts = by_source(chronology).get(identifier, ())
    rows = [Row((Ink(visible(source.title or source.id), "bright"),)), *_about(source, width)]
    counts = f"{count_words(len(facts), 'fact')}, {alone(facts)} on it alone, marked 1"
    rows += heading(counts, width)
    rows += _facts(facts, width)
    text = text_of(chronology.path, source)
    rows += heading("its text" if text.lines else "the record does not carry its text", width)
    rows += paragraph(text.fault, width, "alert") if text.fault else []
    return rows + _lines(text.lines, 1, len(text.lines), None, width)


def _facts(facts: Sequence[Fact], width: int) -> list[Row]:
    rows = []
    for fact in facts:
        at = " ".join(dict.fromkeys(cite.at for cite in fact.cites if cite.at))
        sources = {cite.source for cite in fact.cites}
        mark = " " if len(sources) > 1 else "1"
        key = TO_ENTRY + fact.entry if fact.entry else ""
        rows += paragraph(fact.words, width, "text", f"{mark} {at:<8} ", key)
    return rows
