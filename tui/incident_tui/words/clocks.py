"""Leads of clocks in words: bounds rounded outwards to whole seconds, never to a single number."""

from itertools import pairwise

from incident_tui.clocks.offsets import TRUE, Lead, Pair, Range
from incident_tui.record.time_value import SECOND
from incident_tui.review.lens import Lens
from incident_tui.words.intervals import exact_words
from incident_tui.words.names import brief

_TRUE_TIME = "true time, by the clocks that the record states"


def lead_words(lead: Range, other: str) -> str:
    """How a clock stands to another: `between 4 min 59 s and 5 min 1 s ahead of CAD`.

    Args:
        other: the name of the other clock.
    """
    least, most = _outwards(lead)
    if least is None and most is None:
        return f"ahead of {other} or behind: the times do not say how far"
    if most is None:
        assert least is not None
        if least >= 0:
            return f"at least {exact_words(least)} ahead of {other}"
        return f"ahead of {other}, or at most {exact_words(-least)} behind"
    if least is None:
        if most <= 0:
            return f"at least {exact_words(-most)} behind {other}"
        return f"behind {other}, or at most {exact_words(most)} ahead"
    if least == most == 0:
        return f"exactly with {other}"
    if least < 0 < most:
        return f"between {exact_words(-least)} behind and {exact_words(most)} ahead of {other}"
    near, far = (exact_words(one) for one in sorted((abs(least), abs(most))))
    far = near if least == most else f"between {near} and {far}"
    return f"{far} ahead of {other}" if least + most > 0 else f"{far} behind {other}"


def signed_words(lead: Range) -> str:
    """A lead in a column: `+4 min 59 s…+5 min 1 s`, `from -30 s`, `not known`."""
    least, most = _outwards(lead)
    if least is None and most is None:
        return "not known"
    if least is None or most is None:
        return f"up to {_signed(most)}" if least is None else f"from {_signed(least)}"
    return _signed(least) if least == most else f"{_signed(least)}…{_signed(most)}"


def _signed(length: int | None) -> str:
    assert length is not None
    sign = "+" if length > 0 else "-" if length < 0 else ""
    return f"{sign}{exact_words(abs(length))}"


def _outwards(lead: Range) -> Range:
    """Bounds to the second, such that no length within is lost."""
    least, most = lead
    return Range(
        None if least is None else least // SECOND * SECOND,
        None if most is None else -(-most // SECOND) * SECOND,
    )


def clock_name(source: str) -> str:
    """The short name of a clock: the id of its source, as citations have it, or true time."""
    return _TRUE_TIME if source == TRUE else source


def clock_title(lens: Lens, source: str) -> str:
    """The clock of a source with the name of the source: `cad · CAD export`."""
    return f"{source} · {brief(lens.name(source))}"


def pair_words(source: str, pair: Pair) -> str:
    """What a pair alone says of a source's clock: `between … and … ahead of CAD`."""
    one, other = pair.sources
    second = other if source == one else one
    return lead_words(pair.lead_of(source), clock_name(second))


def result_words(lead: Lead) -> str:
    """What all pairs together say of a source's clock, in a sentence or two."""
    reference = clock_name(lead.reference)
    if lead.is_reference:
        return "This clock is taken for right: of the sources in the pairs it has most entries."
    if lead.stated:
        stated = lead_words(Range(lead.stated.least, lead.stated.most), "true time")
        words = f"The record states this clock: {stated}. It is moved by that alone."
        return f"{words} The pairs contradict the record." if lead.against else words
    if lead.against:
        return f"{_contradiction_words(lead)} The clock is not moved."
    if lead.range.least is lead.range.most is None:
        return "No chain of sound pairs leads to a clock that is taken for right."
    words = f"This clock is {lead_words(lead.range, reference)}."
    if lead.range.holds(0):
        return f"{words} It may be right, so it is not moved."
    if lead.shift is None:
        return f"{words} With an open side it is not moved."
    return words


def _contradiction_words(lead: Lead) -> str:
    """That pairs contradict, and what may be behind it."""
    why = "a pair is wrong, or the clock drifts"
    if direction := drift_words(lead):
        why = f"the clock drifts, since {direction}; or a pair is wrong"
    return f"The pairs contradict each other: no offset satisfies all of them. Perhaps {why}."


def drift_words(lead: Lead) -> str:
    """That the lead over one other source grows, or shrinks, from pair to pair; "" elsewhere."""
    between = {frozenset(pair.sources) for pair in lead.against}
    timed = sorted(
        (time, middle)
        for pair in lead.against
        if (time := pair.first.earliest) is not None
        and (middle := pair.lead_of(lead.source).middle) is not None
    )
    middles = [middle for _, middle in timed]
    if len(between) != 1 or len(middles) < 3:
        return ""
    steps = [later - former for former, later in pairwise(middles)]
    if all(step > 0 for step in steps):
        return "its lead grows from pair to pair"
    return "its lead shrinks from pair to pair" if all(step < 0 for step in steps) else ""


def residual_words(residual: int | None) -> str:
    """How far a pair is from the middle of all: `2 s above the middle`; "" where it is not told."""
    if residual is None:
        return ""
    if abs(residual) < SECOND:
        return "in the middle"
    side = "above" if residual > 0 else "below"
    return f"{exact_words(abs(residual) // SECOND * SECOND)} {side} the middle"
