"""Sources: what each is and how many facts it carries; a citation in full; the text itself."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from incident_tui.boards.board import Board
from incident_tui.boards.lines import NOT_YET, TO_ENTRY, TO_SOURCE, heading, paragraph, remark
from incident_tui.chronology.chronology import Chronology
from incident_tui.drawing.ink import Ink, Row, fit, wrap
from incident_tui.record.model import Cite, Source
from incident_tui.record.source_text import SourceText
from incident_tui.record.text import visible
from incident_tui.review.review import Review
from incident_tui.words.citations import clock_words, grade_words, reliability_words, source_of
from incident_tui.words.counts import count_words
from incident_tui.words.names import name_of
from incident_tui.words.source_facts import Fact, by_source, line_of, same_line, text_of
from incident_tui.words.written import written_words

MOST_LINES = 2_000
"""Lines of a text that its own page shows; an entry's page shows those around any other."""
LONGEST_LINE = 2_000
"""Characters of a line that are shown."""
MOST_FACTS = 2_000
"""Facts that one page lists."""
ALONE = "1"
"""Stands before a fact that stands on one source only."""

_LABEL = 12
_AROUND = 4
"""Lines that are shown before the cited one, and after it."""


def draw_sources(review: Review, width: int) -> list[Row]:
    """The page of all sources."""
    chronology = review.chronology
    rows: list[Row] = []
    for source in chronology.record.sources:
        counts = _counts(chronology, source.id)
        name = f"{source.id} · {source.kind.replace('_', ' ')}"
        first, *more = wrap(name, width)
        rows += heading("", width)[:1] if rows else []
        rows.append(Row((Ink(first, "bright"),), TO_SOURCE + source.id))
        rows += [Row((Ink(line, "bright"),)) for line in more]
        if source.title:
            rows += paragraph(source.title, width, "text", "  ")
        rows += paragraph(counts, width, "here", "  ")
        rows += _about(chronology, source, width)
    return rows or remark("No source is recorded.", width)


def _counts(chronology: Chronology, source: str) -> str:
    """How many facts a source carries, and how many of them no other one does."""
    others = [fact for fact in by_source(chronology).get(source, ()) if not fact.entry]
    entries, own = chronology.of_sources([source]), chronology.on_source_alone(source)
    only = sum(fact.is_on_one_source for fact in others) + len(own)
    words = f"{count_words(len(others) + len(entries), 'fact')}, {only:,} on it alone"
    return words if chronology.complete else f"{words}, as far as the calls are read"


def _about(chronology: Chronology, source: Source, width: int) -> list[Row]:
    """What is known of a source."""
    published = written_words(chronology, source.published) if source.published else "not given"
    made = [part for part in (source.author, source.publisher) if part]
    rows = paragraph(" · ".join([f"published {published}", *made]), width, "dim", "  ")
    reliability = reliability_words(source) or "not graded"
    rows += paragraph(f"reliability {reliability}", width, "dim", "  ")
    more = [
        f"taken from {name_of(chronology.record, source.parent)}" if source.parent else "",
        source.url,
        f"retrieved {written_words(chronology, source.retrieved)}" if source.retrieved else "",
        f"licence {source.licence}" if source.licence else "",
    ]
    for words in filter(None, more):
        rows += paragraph(words, width, "dim", "  ")
    if source.clock:
        rows += paragraph(clock_words(source), width, "possible", "  ")
    if source.note:
        rows += paragraph(source.note, width, "dim", "  ")
    return rows


def draw_citations(review: Review, width: int) -> list[Row]:
    """The page of what the entry under the cursor cites: in full, and what stands beside it."""
    entry, chronology = review.entry, review.chronology
    if entry is None:
        return draw_sources(review, width)
    if not review.is_known(review.cursor):
        return remark(f"{NOT_YET}; h tells what happened", width)
    rows: list[Row] = []
    text_of_source = lru_cache(None)(lambda source: _carried(chronology, source))
    for cite in entry.cite:
        rows += heading(f"{cite.source} {cite.at}".strip(), width)
        rows += _chain(chronology, cite, entry.grade, width)
        rows += _cited(text_of_source(cite.source), cite, width)
        others = [fact for fact in same_line(chronology, cite) if fact.entry != entry.id]
        if others:
            words = f"also there: {count_words(len(others), 'fact')}"
            rows += remark(f"{words}; {ALONE} marks what no other source tells", width)
            rows += _facts(others, cite.source, width)
    return rows[1:]


def _carried(chronology: Chronology, identifier: str) -> SourceText:
    source = source_of(chronology, identifier)
    return text_of(chronology.path, source) if source else SourceText()


def _chain(chronology: Chronology, cite: Cite, grade: str, width: int) -> list[Row]:
    """How a fact came here: from whom, through whom, in which source; how far it can be trusted."""
    record, rows = chronology.record, []
    source = source_of(chronology, cite.source)
    voice = name_of(record, cite.by) if cite.by and cite.by != cite.source else ""
    through = name_of(record, cite.via) if cite.via else ""
    for label, words in (("said by", voice), ("through", through)):
        rows += paragraph(words, width, "text", label.ljust(_LABEL)) if words else []
    seen, label = set[str](), "in"
    while source is not None and source.id not in seen:
        seen.add(source.id)
        name = " · ".join(one for one in (source.title, source.publisher, source.author) if one)
        words = " · ".join(filter(None, (cite.at if label == "in" else "", name or source.id)))
        rows += paragraph(words, width, "text", label.ljust(_LABEL), TO_SOURCE + source.id)
        source, label = source_of(chronology, source.parent), "taken from"
    for label, words in (
        ("basis", cite.basis or ""),
        ("hedged as", cite.hedge or ""),
        ("words", f"“{cite.quote}”" if cite.quote else ""),
        ("grade", grade_words(grade) or "this fact is not graded"),
    ):
        rows += paragraph(words, width, "text", label.ljust(_LABEL)) if words else []
    return rows


def _cited(text: SourceText, cite: Cite, width: int) -> list[Row]:
    """The line that is cited, among those around it; or that the record carries no text."""
    label = "text".ljust(_LABEL)
    rows = paragraph(text.fault.words, width, "possible", label) if text.fault else []
    number = line_of(cite)
    if not text.lines:
        return rows or paragraph("the record does not carry it", width, "dim", label)
    if number is None:
        words = (
            f"the record carries it; `{cite.at}` names no line" if cite.at else "no line is cited"
        )
        return rows + paragraph(words, width, "dim", label)
    if not 1 <= number <= len(text.lines):
        words = f"it has {count_words(len(text.lines), 'line')}, and no line {number}"
        return rows + paragraph(words, width, "possible", label)
    return rows + _lines(text.lines, number - _AROUND, number + _AROUND, number, width)


def _lines(lines: Sequence[str], first: int, last: int, lit: int | None, width: int) -> list[Row]:
    """Lines of a text with their numbers, one of them lit."""
    rows = []
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        head = f"{'▸' if number == lit else ' '}L{number:<4} "
        line = lines[number - 1]
        if len(line) > LONGEST_LINE:
            line = f"{line[:LONGEST_LINE]}… ({len(line):,} characters)"
        rows += paragraph(line, width, "hit" if number == lit else "dim", head)
    return rows


def draw_source(review: Review, identifier: str, width: int, only: bool = False) -> list[Row]:
    """The page of one source: what it is, its text, every fact that stands in it.

    Args:
        only: whether to list just the facts that stand on it alone.
    """
    chronology = review.chronology
    source = source_of(chronology, identifier)
    if source is None:
        return remark(f"The record has no source {identifier}.", width)
    facts = by_source(chronology).get(identifier, ())
    calls = len(chronology.of_sources([identifier])) - sum(bool(fact.entry) for fact in facts)
    rows = paragraph(source.title or source.id, width, "bright")
    rows += _about(chronology, source, width)
    rows += heading(f"{_counts(chronology, identifier)}, marked {ALONE}", width)
    if only:
        facts = tuple(fact for fact in facts if fact.is_on_one_source)
        rows += remark("listed: what stands on it alone", width)
    rows += _facts(facts, identifier, width)
    if calls:
        words = f"and {count_words(calls, 'entry', 'entries')} of the calls: f lists them"
        rows += remark(words, width)
    text = text_of(chronology.path, source)
    rows += heading("its text" if text.lines else "the record does not carry its text", width)
    rows += paragraph(text.fault.words, width, "possible") if text.fault else []
    rows += _lines(text.lines, 1, MOST_LINES, None, width)
    if len(text.lines) > MOST_LINES:
        words = f"… lines 1 to {MOST_LINES:,} of {len(text.lines):,}: "
        rows += remark(words + "an entry that cites another one shows it (o)", width)
    return rows


def _facts(facts: Sequence[Fact], source: str, width: int) -> list[Row]:
    """Facts, each beside where it stands in this source."""
    shown, rows = facts[:MOST_FACTS], []
    places = [" ".join(_places(fact, source)) for fact in shown]
    size = min(max(map(len, places), default=0), width // 4)
    for fact, at in zip(shown, places, strict=True):
        mark = ALONE if fact.is_on_one_source else " "
        key = TO_ENTRY + fact.entry if fact.entry else ""
        rows += paragraph(fact.words, width, "text", f"{mark} {fit(visible(at), size)}  ", key)
    if len(facts) > MOST_FACTS:
        rows += remark(f"… the first {MOST_FACTS:,} of {len(facts):,}", width)
    return rows


def _places(fact: Fact, source: str) -> Iterable[str]:
    return dict.fromkeys(cite.at for cite in fact.cites if cite.at and cite.source == source)


BOARD = Board("Sources · of this entry", draw_citations, Board("Sources · all", draw_sources))
