"""An entry as lines of text: who acts, its headline, and every further fact with a label."""

from collections.abc import Collection, Iterator, Mapping

from incident_tui.exchange.exports.event_times import certainty_words
from incident_tui.exchange.printed.withheld import NOT_YET, PERHAPS_NOT_YET
from incident_tui.record.time_value import Relative, TimeValue
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.citations import source_key_words, titled_cite_words
from incident_tui.words.entries import FactKind, facts, who_names
from incident_tui.words.names import PLANNED, acting_words, brief, entry_words
from incident_tui.words.times import AT_ONCE
from incident_tui.words.written import written_words

_TOLD_APART = frozenset[FactKind]({"time", "stated", "counted", "order", "source", "disputed"})
"""Facts that have lines of their own form."""
_LABELS: Mapping[FactKind, str] = {
    "bounds": "Bounds",
    "lasted": "Lasted",
    "basis": "Basis of the time",
    "sic": "Odd in the source",
}
"""Labels of facts that Detail shows under the label of the time, or under a word of editors."""


def is_planned(lens: Lens, position: int) -> bool:
    """Whether the entry at a position is a forecast."""
    return lens.outline(position).kind == "forecast"


def unplaced_positions(lens: Lens, planned: bool, shown: Collection[int]) -> Iterator[int]:
    """The positions of unplaced forecasts, or of every other unplaced entry, that are shown."""
    for position in range(lens.placed_count, lens.count):
        if position in shown and is_planned(lens, position) == planned:
            yield position


def who_words(lens: Lens, position: int) -> str:
    """Who acts or speaks in an entry, in short; "" where the record names nobody."""
    words = acting_words(lens, position)
    return "" if words == "?" else words


def headline(lens: Lens, position: int) -> str:
    """The words or the title of an entry; a forecast says that it is one; "" where withheld."""
    entry = lens.entry(position)
    if entry is None:
        return ""
    words = entry_words(entry)
    return f"{PLANNED}: {words}" if is_planned(lens, position) else words


def quoted_headline(lens: Lens, position: int) -> str:
    """The headline, words on the air in quotes, with the doubt whether it is known yet."""
    entry = lens.entry(position)
    words = headline(lens, position) or NOT_YET
    if entry and entry.verbatim:
        words = f"“{words}”"
    return f"{words} · {PERHAPS_NOT_YET}" if lens.certainty(position) == "possible" else words


def said_by(lens: Lens, position: int) -> str:
    """The sources of an entry with their places; "" where withheld."""
    entry = lens.entry(position)
    return "; ".join(titled_cite_words(lens, cite) for cite in entry.cite) if entry else ""


def fact_lines(lens: Lens, position: int) -> Iterator[str]:
    """The facts beside the words of an entry, `Time: …` first; none where withheld."""
    entry = lens.entry(position)
    if entry is None:
        return
    yield f"Time: {certainty_words(lens, lens.outline(position))}"
    for cite in entry.cite:
        yield f"Source: {titled_cite_words(lens, cite)}"
    if lens.certainty(position) == "possible":
        yield PERHAPS_NOT_YET.capitalize()
    for fact in facts(lens, position, _TOLD_APART):
        words = fact.words.removeprefix(f"{fact.kind}: ").removeprefix(f"{fact.kind} ")
        is_empty = fact.kind == "who" and not who_names(lens, position)
        if not is_empty and (fact.kind, words) != ("known", AT_ONCE):
            label = _LABELS.get(fact.kind) or fact.kind.capitalize()
            yield f"{label}: {words}"
    yield from _order_lines(lens, entry.time)
    for conflict in lens.conflicts_of(entry.id):
        yield f"Disputed: {conflict.id} {conflict.topic}"


def _order_lines(lens: Lens, time: TimeValue) -> Iterator[str]:
    """The entry that a time is counted from, and the entries known to come before and after."""
    if isinstance(time.at, Relative):
        yield f"Counted: {written_words(lens, time)}"
    for side, identifiers in (("after", time.after), ("before", time.before)):
        if identifiers:
            names = ", ".join(f"“{brief(lens.name(identifier))}”" for identifier in identifiers)
            yield f"Order: {side} {names}"


def line_of(lens: Lens, position: int) -> str:
    """An entry on a line for a list: the names of who acts, the headline, and who said it."""
    entry = lens.entry(position)
    if entry is None:
        return plain(lens.outline(position).kind)
    who = ", ".join(who_names(lens, position))
    words = " · ".join(filter(None, (who, headline(lens, position))))
    said = said_by(lens, position)
    words += f" ({said})" if said else ""
    return f"{words} · {PERHAPS_NOT_YET}" if lens.certainty(position) == "possible" else words


def source_lines(lens: Lens) -> Iterator[str]:
    """The list of sources that explains their ids."""
    return (source_key_words(lens, source) for source in lens.sources())
