"""Pairs of entries that may be one moment: the same words, or a unit's same status, in two sources.

Entries are indexed by their words and statuses, and only entries that share a word line or a status
are compared: the work grows with the number of entries, not with the number of pairs. A proposal
is never a pair before a reviewer says so.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, product
from typing import Literal

import msgspec

from incident_tui.chronology.chronology import Chronology
from incident_tui.clocks.evidence import clock_time, entry_counts
from incident_tui.clocks.offsets import ANY_LENGTH, Pair, Range, most_agreed
from incident_tui.record.calls.columns import Calls
from incident_tui.record.model import Entry
from incident_tui.record.numbering import HEAD, Row
from incident_tui.record.text import folded
from incident_tui.record.time_value import MINUTE

MAX_APART_MS = 30 * MINUTE
"""The maximum time between two entries, by their own clocks, to be proposed as one moment."""
MIN_WORDS = 4
"""The minimum number of words that are the same: shorter texts are phrases of many moments."""
MIN_LETTERS = 20
"""The minimum number of letters, digits and spaces between words that are the same."""
MAX_ALIKE = 6
"""Words, or a status, of more entries of a source belong to many moments: nothing is proposed."""
MAX_COMPARED = 1_000
"""The maximum number of pairs of two sources whose times are compared; of more, every n-th."""
MAX_PROPOSED = 200
"""The maximum number of proposed pairs of two sources."""
MAX_QUICK_ENTRIES = 2_000
"""Up to this number of entries, proposals are found without a wait that a reader would notice."""

Reason = Literal["words", "status"]
_KEY = "clocks.proposals"
_Rows = dict[str, list[Row]]
"""From the id of a source to the rows of entries that are alike."""
_NO_WORD = re.compile(r"\W+")


class Candidate(msgspec.Struct, frozen=True):
    """Two entries of two sources that may be one moment."""

    first: str
    """The id of the entry."""
    second: str
    reason: Reason
    lead: Range
    """The lead of the first clock over the second that would follow."""
    agrees: bool = False
    """Whether the lead is among those that most candidates of the sources have in common."""

    @property
    def entries(self) -> frozenset[str]:
        """The ids of the two entries."""
        return frozenset((self.first, self.second))


class Proposal(msgspec.Struct, frozen=True):
    """The candidates of two sources."""

    first: str
    """The id of the source."""
    second: str
    candidates: tuple[Candidate, ...]
    """Those that agree first; then the nearest in time first."""
    agreed: int
    """How many candidates have a lead in common."""
    lead: Range
    """The leads of the first clock over the second that these have in common."""
    alike: int
    """How many pairs of entries are alike, whatever their times."""


def known_proposals(chronology: Chronology) -> tuple[Proposal, ...] | None:
    """The proposals as far as they are found; None while the many entries are not gone through."""
    if _KEY not in chronology.derived and len(chronology.entries) > MAX_QUICK_ENTRIES:
        return None
    return proposals(chronology)


def proposals(chronology: Chronology) -> tuple[Proposal, ...]:
    """The proposals, those with the most candidates that agree first; found once."""
    found = chronology.derived.get(_KEY)
    if found is None:
        found = chronology.derived[_KEY] = _found(chronology)
    assert isinstance(found, tuple)
    return found


def _found(chronology: Chronology) -> tuple[Proposal, ...]:
    counts = entry_counts(chronology)
    if sum(count > 0 for count in counts.values()) < 2:
        return ()
    between: dict[tuple[str, str], dict[frozenset[Row], Reason]] = {}
    by_reason: tuple[tuple[Reason, Iterable[_Rows]], ...] = (
        ("words", _alike(_words(chronology))),
        ("status", _alike(_statuses(chronology))),
    )
    order = {source: number for number, source in enumerate(counts)}
    for reason, groups in by_reason:
        for rows in groups:
            for ends in combinations(sorted(rows.keys() & order.keys(), key=order.__getitem__), 2):
                for one, other in product(rows[ends[0]], rows[ends[1]]):
                    between.setdefault(ends, {}).setdefault(frozenset((one, other)), reason)
    found = [_proposal(chronology, ends, rows) for ends, rows in between.items()]
    told = [proposal for proposal in found if proposal.candidates]
    return tuple(sorted(told, key=lambda one: (-one.agreed, order[one.first], order[one.second])))


def _alike(keyed: Iterable[tuple[Hashable, str, Row]]) -> Iterator[_Rows]:
    """The rows of entries that share a key, by source: of two sources or more."""
    groups: dict[Hashable, _Rows] = {}
    for key, source, row in keyed:
        groups.setdefault(key, {}).setdefault(source, []).append(row)
    for rows in groups.values():
        few = {source: alike for source, alike in rows.items() if len(alike) <= MAX_ALIKE}
        if len(few) > 1:
            yield few


def _words(chronology: Chronology) -> Iterator[tuple[Hashable, str, Row]]:
    """The words of each entry, with its source and row; entries of few words are left out."""
    for row, entry in enumerate(chronology.record.timeline, HEAD):
        if entry.cite and (words := _compared(folded(entry.text))):
            yield words, entry.cite[0].source, Row(row)
    calls = chronology.reading.calls
    for block, start in zip(calls.blocks, calls.starts, strict=False):
        listed = zip(block.words.split("\n"), block.parties, strict=False)
        for number, (text, party) in enumerate(listed):
            sources = calls.party_table[party].sources
            if sources and len(text) >= MIN_LETTERS and (words := _compared(text)):
                yield words, sources[0], Row(start + number)


def _compared(text: str) -> str:
    """The words of a folded text without punctuation; "" for few words."""
    words = _NO_WORD.sub(" ", text).strip()
    is_long = len(words) >= MIN_LETTERS and words.count(" ") >= MIN_WORDS - 1
    return words if is_long else ""


def _statuses(chronology: Chronology) -> Iterator[tuple[Hashable, str, Row]]:
    """Each status of a unit that an entry brings, with the entry's source and row."""
    calls = chronology.reading.calls
    entries: list[tuple[Row, Entry]] = [
        (Row(row), entry) for row, entry in enumerate(chronology.record.timeline, HEAD)
    ]
    for row, entry in [*entries, *_with_effects(calls)]:
        for effect in entry.effects:
            if effect.unit and effect.status and entry.cite:
                yield (effect.unit, effect.status), entry.cite[0].source, row


def _with_effects(calls: Calls) -> list[tuple[Row, Entry]]:
    return [(row, calls.entry(row)) for row in calls.with_effects]


def _proposal(
    chronology: Chronology, ends: tuple[str, str], rows: Mapping[frozenset[Row], Reason]
) -> Proposal:
    """The candidates of two sources, of the rows that are alike."""
    listed = [*rows.items()][:: -(-len(rows) // MAX_COMPARED)]
    compared = (_candidate(chronology, ends, sorted(alike), why) for alike, why in listed)
    found = [candidate for candidate in compared if candidate]
    agreed, lead = most_agreed(one.lead for one in found[:MAX_PROPOSED])
    told = [
        msgspec.structs.replace(one, agrees=agreed > 1 and not one.lead.within(lead).is_empty)
        for one in found[:MAX_PROPOSED]
    ]
    told.sort(key=lambda one: (not one.agrees, one.lead.distance(Range(0, 0))))
    return Proposal(*ends, tuple(told), agreed, lead if agreed else ANY_LENGTH, len(rows))


def _candidate(
    chronology: Chronology, ends: tuple[str, str], rows: Sequence[Row], reason: Reason
) -> Candidate | None:
    """Two entries, if their times are by the clocks of the two sources and not too far apart."""
    positions = [chronology.position_of(row) for row in rows]
    entries = [chronology.entries[one] for one in positions if one is not None]
    times = [(clock_time(chronology, entry), entry.id) for entry in entries]
    times.sort(key=lambda timed: timed[0].source != ends[0])
    if tuple(time.source for time, _ in times) != ends:
        return None
    (first, one), (second, other) = times
    lead = Pair("", first, second).lead_of(first.source)
    if lead == ANY_LENGTH or lead.distance(Range(0, 0)) > MAX_APART_MS:
        return None
    return Candidate(one, other, reason, lead)
