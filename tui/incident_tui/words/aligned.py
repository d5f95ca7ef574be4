"""The correction of the clocks of sources, in words."""

from incident_tui.clocks.evidence import entry_counts
from incident_tui.placing.aligning import NO_SHIFTS, Shifts, shifts_of
from incident_tui.review.lens import Lens
from incident_tui.words.counts import count_words
from incident_tui.words.names import brief
from incident_tui.words.times import length_words


def aligned_words(lens: Lens, found: Shifts = NO_SHIFTS) -> str:
    """Each moved clock, with its entries and how far they move: `6 entries 5 min earlier (Panel)`.

    The number of entries is that of entries that cite the source first. A clock that is known from
    pairs of entries is said to be.

    Args:
        found: leads of clocks of which the record states nothing.
    """
    counts = entry_counts(lens.chronology)
    words = []
    for source, shift in {**found, **shifts_of(lens.chronology.record)}.items():
        if not shift.middle:
            continue  # right, but within an uncertainty
        way = "earlier" if shift.middle > 0 else "later"
        about = "~" if shift.least != shift.most else ""
        entries = count_words(counts[source], "entry", "entries")
        far = f"{length_words(shift.middle)}{about}"
        named = [brief(lens.name(source))]
        named += [f"from {count_words(len(shift.basis), 'pair')}"] if shift.basis else []
        words.append(f"{entries} {far} {way} ({', '.join(named)})")
    return " · ".join(words) or "no clock is off by more than its uncertainty"
