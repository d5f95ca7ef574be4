"""Sources with counts of facts, the citations of an entry in full, and the texts of sources."""

from collections.abc import Mapping, Sequence

from incident_tui.boards.board import Board, Item, Items
from incident_tui.boards.lines import WITHHELD, heading, linked, paragraph, remark
from incident_tui.drawing.ink import DIFFERS, Ink, Row, fit, wrap
from incident_tui.keymap import with_keys
from incident_tui.record.source_text import SourceText
from incident_tui.record.text import visible
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.review.links import TO_ENTRY, TO_SOURCE, source_and_place, to_source
from incident_tui.review.review import Review
from incident_tui.words.citations import (
    Cite,
    clock_words,
    grade_words,
    reliability_words,
    speaker_of,
)
from incident_tui.words.counts import count_words
from incident_tui.words.locators import in_order
from incident_tui.words.names import entry_words
from incident_tui.words.source_facts import (
    CitedFact,
    by_place,
    by_source,
    fact_counts,
    line_at,
    line_of,
    same_line,
    text_of,
)
from incident_tui.words.written import dated_words, written_words

MAX_LINES = 2_000
"""The maximum number of lines on the page of a source."""
MAX_LINE_CHARACTERS = 2_000
"""The maximum length of a line on the screen."""
MAX_FACTS = 2_000
"""The maximum number of facts on a page."""
ALONE = "1"
"""The mark of a fact without a second source."""
CITED = "▸"
"""The mark of the place, and of the line, that a citation names."""

_LABEL = 12
_AROUND = 4
"""Lines of context before and after a cited line."""


def draw_sources(review: Review, width: int) -> list[Row]:
    """The page of all sources."""
    lens, rows = review.lens, list[Row]()
    found = by_source(lens)
    for source in lens.sources():
        name = f"{source.id} · {plain(source.kind)}"
        first, *more = wrap(name, width)
        rows += heading("", width)[:1] if rows else []
        rows.append(Row((Ink(first, "bright"),), TO_SOURCE + source.id))
        rows += [Row((Ink(line, "bright"),)) for line in more]
        if source.title:
            rows += paragraph(source.title, width, "text", "  ")
        rows += paragraph(_counts(lens, source.id, found), width, "here", "  ")
        rows += _about(lens, source.id, width)
    return rows or remark("No source is recorded.", width)


def _counts(lens: Lens, source: str, found: dict[str, list[CitedFact]]) -> str:
    """How many entries and facts a source supports, in words."""
    count, alone = fact_counts(lens, source, found)
    words = f"{count_words(count, 'fact')}, {alone:,} on it alone"
    return words if lens.is_complete else f"{words}, as far as the calls are read"


def _about(lens: Lens, identifier: str, width: int) -> list[Row]:
    """The facts about a source."""
    source = lens.source(identifier)
    if source is None:
        return []
    if not lens.is_published(identifier):
        return paragraph(f"{DIFFERS} not published yet", width, "faint", "  ")
    published = dated_words(lens, source.published) if source.published else "not given"
    made = [part for part in (source.author, source.publisher) if part]
    rows = paragraph(" · ".join([f"published {published}", *made]), width, "dim", "  ")
    reliability = reliability_words(source) or "not graded"
    rows += paragraph(f"reliability {reliability}", width, "dim", "  ")
    more = [
        f"taken from {lens.name(source.parent)}" if source.parent else "",
        source.url,
        f"retrieved {written_words(lens, source.retrieved)}" if source.retrieved else "",
        f"licence {source.licence}" if source.licence else "",
    ]
    for words in filter(None, more):
        rows += paragraph(words, width, "dim", "  ")
    if source.clock:
        rows += paragraph(clock_words(source), width, "possible", "  ")
    return rows + (linked(lens, source.note, width, "dim", "  ") if source.note else [])


def items(subject: str, review: Review, width: int) -> Items:
    """The list: the citations of the entry under the cursor, then every source."""
    entry = review.lens.entry(review.cursor) if review.shown else None
    cited = {to_source(cite.source, cite.at): cite for cite in (entry.cite if entry else ())}
    found = all_items(subject, review, width)
    near = [Item(link, f"{cite.source} {cite.at}".strip()) for link, cite in cited.items()]
    listed = [item for item in found.items if item.key not in cited]
    tally = f"{len(found.items)} · {count_words(len(near), 'citation')} of this entry"
    return Items([*near, *listed], {*cited}, tally, "every source", remark=found.remark)


def all_items(subject: str, review: Review, width: int) -> Items:
    """The list: every source, each with its kind and the number of its facts."""
    lens = review.lens
    found = by_source(lens)
    listed = [
        Item(
            TO_SOURCE + source.id,
            source.id,
            [
                (Ink(plain(source.kind), "dim"),),
                (Ink(count_words(fact_counts(lens, source.id, found)[0], "fact"), "dim"),),
            ],
        )
        for source in lens.sources()
    ]
    remark_of_none = "" if listed else "No source is recorded."
    return Items(listed, tally=str(len(listed)), remark=remark_of_none)


def draw_item(review: Review, key: str, width: int) -> list[Row]:
    """The detail of an item: a citation of the entry under the cursor, or else a source."""
    lens, (source, place) = review.lens, source_and_place(key)
    entry = lens.entry(review.cursor) if review.shown else None
    cites = [cite for cite in (entry.cite if entry else ()) if cite.source == source]
    cite = next((cite for cite in cites if to_source(source, cite.at) == key), None)
    if entry is None or cite is None:
        return draw_source(review, source, width, place=place)
    return _citation(lens, cite, entry.id, entry.grade, by_source(lens), width)[1:]


def draw_citations(review: Review, width: int) -> list[Row]:
    """The page of the citations of the entry under the cursor, with the facts beside each."""
    lens = review.lens
    if not review.shown:
        return draw_sources(review, width)
    entry = lens.entry(review.cursor)
    if entry is None:
        return remark(f"{WITHHELD}; {with_keys('{clock} shows what happened')}", width)
    rows: list[Row] = []
    found = by_source(lens)
    for cite in entry.cite:
        rows += _citation(lens, cite, entry.id, entry.grade, found, width)
    return rows[1:]


def _citation(
    lens: Lens, cite: Cite, entry: str, grade: str, found: dict[str, list[CitedFact]], width: int
) -> list[Row]:
    """A citation of an entry, below a heading: its path, its line, the other facts on the line.

    Args:
        entry: the id.
        grade: of the entry.
        found: the facts by source.
    """
    rows = heading(f"{cite.source} {cite.at}".strip(), width)
    rows += _chain(lens, cite, grade, width)
    rows += _cited(lens, text_of(lens, cite.source), cite, width)
    if beside := [fact for fact in same_line(found, cite) if fact.entry != entry]:
        words = f"also there: {count_words(len(beside), 'fact')}"
        rows += remark(f"{words}; {ALONE} marks facts of no other source", width)
        rows += _facts({cite.at: beside}, "", width)
    return rows


def _chain(lens: Lens, cite: Cite, grade: str, width: int) -> list[Row]:
    """The path of a fact: by whom, through whom, in which source; basis, hedge and grade."""
    rows = []
    source = lens.source(cite.source)
    speaker = speaker_of(cite)
    voice = lens.name(speaker) if speaker else ""
    through = lens.name(cite.via) if cite.via else ""
    for label, words in (("said by", voice), ("through", through)):
        rows += paragraph(words, width, "text", label.ljust(_LABEL)) if words else []
    seen, label = set[str](), "in"
    while source is not None and source.id not in seen:
        seen.add(source.id)
        about = (source.title, source.publisher, source.author)
        name = " · ".join(part for part in about if part) or f"{source.id}, {plain(source.kind)}"
        place = cite.at if label == "in" else ""
        words, link = " · ".join(filter(None, (place, name))), to_source(source.id, place)
        rows += paragraph(words, width, "text", label.ljust(_LABEL), link)
        source, label = lens.source(source.parent), "taken from"
    for label, words in (
        ("basis", plain(cite.basis) if cite.basis else ""),
        ("reserve", plain(cite.hedge) if cite.hedge else ""),
        ("words", f"“{cite.quote}”" if cite.quote else ""),
        ("grade", grade_words(grade) or "this fact is not graded"),
    ):
        rows += paragraph(words, width, "text", label.ljust(_LABEL)) if words else []
    return rows


def _cited(lens: Lens, text: SourceText, cite: Cite, width: int) -> list[Row]:
    """The cited line in its context; or a remark that the record carries no text."""
    label = "text".ljust(_LABEL)
    if not lens.is_published(cite.source):
        return paragraph(f"{DIFFERS} not published yet", width, "faint", label)
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
    """Lines of a text with their numbers, the cited line highlighted."""
    rows = []
    for number in range(max(first, 1), min(last, len(lines)) + 1):
        head = f"{CITED if number == lit else ' '}L{number:<4} "
        line = lines[number - 1]
        if len(line) > MAX_LINE_CHARACTERS:
            line = f"{line[:MAX_LINE_CHARACTERS]}… ({len(line):,} characters)"
        rows += paragraph(line, width, "hit" if number == lit else "dim", head)
    return rows


def draw_source(
    review: Review, identifier: str, width: int, only: bool = False, place: str = ""
) -> list[Row]:
    """The page of a source: its description, its facts in its own order, its text.

    Args:
        only: whether to list just the facts without a second source.
        place: in the source, to mark; "" for none.
    """
    lens = review.lens
    source = lens.source(identifier)
    if source is None:
        return remark(f"The record has no source {identifier}.", width)
    found = by_source(lens)
    facts = found.get(identifier, [])
    calls = len(lens.of_source(identifier)) - lens.citing_in_head(identifier)
    rows = paragraph(source.title or source.id, width, "bright")
    rows += _about(lens, identifier, width)
    rows += heading(f"{_counts(lens, identifier, found)}, marked {ALONE}", width)
    if only:
        facts = [fact for fact in facts if fact.is_on_one_source]
        rows += remark("listed: what stands on it alone", width)
    places = by_place(facts, identifier)
    if place and place not in places:
        places = {place: _cursor_facts(review, identifier, place), **places}
        places = {one: places[one] for one in in_order(places)}
    rows += _facts(places, place and to_source(identifier, place), width, place)
    if calls:
        words = f"and {count_words(calls, 'entry', 'entries')} of the calls"
        rows += remark(f"{words}: {with_keys('{agencies} lists them')}", width)
    if not lens.is_published(identifier):
        return rows
    text = text_of(lens, identifier)
    rows += heading("its text" if text.lines else "the record does not carry its text", width)
    rows += paragraph(text.fault.words, width, "possible") if text.fault else []
    cited = line_at(place)
    rows += _lines(text.lines, 1, MAX_LINES, cited, width)
    if len(text.lines) > MAX_LINES:
        words = f"… lines 1 to {MAX_LINES:,} of {len(text.lines):,}: "
        rows += remark(words + "an entry that cites another one shows it (o)", width)
    return rows


def _cursor_facts(review: Review, source: str, place: str) -> list[CitedFact]:
    """The entry under the cursor, which may be a bulk call, if the entry cites a place."""
    entry = review.lens.entry(review.cursor) if review.shown else None
    if entry is None or all((cite.source, cite.at) != (source, place) for cite in entry.cite):
        return []
    return [CitedFact(entry_words(entry), entry.cite, entry.id, TO_ENTRY + entry.id)]


def _facts(
    places: Mapping[str, Sequence[CitedFact]], anchor: str, width: int, marked: str = ""
) -> list[Row]:
    """Facts by their place in the source; a place stands beside the first of its facts.

    Args:
        anchor: the link to the marked place.
        marked: the place to mark; "" for none.
    """
    rows = list[Row]()
    size = min(max((len(visible(place)) for place in places), default=0), width // 4)
    listed: list[tuple[str, CitedFact | None]] = []
    for place, facts in places.items():
        listed += [(place, fact) for fact in facts] or [(place, None)]
    here = next((number for number, (place, _) in enumerate(listed) if place == marked), 0)
    first = max(here + 1 - MAX_FACTS, 0)
    before = None
    for place, fact in listed[first : first + MAX_FACTS]:
        is_marked, is_first = bool(marked) and place == marked, place != before
        before = place
        mark = ALONE if fact and fact.is_on_one_source else " "
        label = fit(visible(place) if is_first else "", size)
        head = f"{mark} {CITED if is_marked else ' '}{label}  "
        words = fact.words if fact else "no fact listed here cites this place"
        ink = "text" if not is_marked else "hit" if fact else "dim"
        row, *more = paragraph(words, width, ink, head, fact.link if fact else "")
        rows += [row._replace(anchor=anchor if is_marked and is_first else ""), *more]
    if len(listed) > MAX_FACTS:
        words = f"… facts {first + 1:,} to {first + MAX_FACTS:,} of {len(listed):,}"
        rows += remark(words, width)
    return rows


_MARKS = (
    (f"{CITED}L13", "the cited place, and the line of the text"),
    (ALONE, "a fact that no second source supports"),
)
BOARD = Board(
    "Sources · of this entry",
    draw_citations,
    Board("Sources · all", draw_sources, items=all_items, draw_item=draw_item, marks=_MARKS),
    items=items,
    draw_item=draw_item,
    marks=_MARKS,
)
