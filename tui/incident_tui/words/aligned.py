"""The correction of the clocks of sources, in words."""

from collections import Counter

from incident_tui.placing.aligning import shifts_of
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.names import brief
from incident_tui.words.times import length_words


def aligned_words(lens: Lens) -> str:
    """Each moved clock, with its entries and how far they move: `6 entries 5 min earlier (Panel)`.

    The number of entries is that of entries that cite the source first.
    """
    record = lens.chronology.record
    counts = _entries_by_source(lens)
    words = []
    for source, shift in shifts_of(record).items():
        if not shift.middle:
            continue  # right, but within an uncertainty
        way = "earlier" if shift.middle > 0 else "later"
        about = "~" if shift.least != shift.most else ""
        entries = count_words(counts[source], "entry", "entries")
        far = f"{length_words(shift.middle)}{about}"
        words.append(f"{entries} {far} {way} ({brief(lens.name(source))})")
    return " · ".join(words) or "no clock is off by more than its uncertainty"


def _entries_by_source(lens: Lens) -> Counter[str]:
    """How many entries cite each source first."""
    counts = Counter(entry.cite[0].source for entry in lens.chronology.record.timeline)
    calls = lens.chronology.reading.calls
    for place, count in Counter(calls.parties()).items():
        if sources := calls.party_table[place].sources:
            counts[sources[0]] += count
    return counts
