"""Times of every form for Hypothesis: the values that a record can hold, drawn at random."""

import datetime as dt

from hypothesis import strategies as st

from incident_tui.record.time_value import (
    DAY,
    HOUR,
    MINUTE,
    QUALIFIERS,
    SECOND,
    UNPLACED,
    Bounds,
    Duration,
    Form,
    Moment,
    Precision,
    Qualifier,
    Relative,
    Span,
    Unplaced,
)

WRITTEN_WITHOUT_QUOTES = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-éß字"
_GRAIN = {Precision.MINUTE: MINUTE, Precision.SECOND: SECOND, Precision.MILLISECOND: 1}
_FIRST = {Precision.YEAR: {"month": 1, "day": 1}, Precision.MONTH: {"day": 1}, Precision.DAY: {}}


def identifiers() -> st.SearchStrategy[str]:
    """Ids as they are written in a record."""
    return st.text(WRITTEN_WITHOUT_QUOTES, min_size=1, max_size=12)


def qualifiers() -> st.SearchStrategy[Qualifier]:
    """Every qualifier, and none."""
    return st.sampled_from(QUALIFIERS)


@st.composite
def dates(draw: st.DrawFn, precision: Precision) -> dt.date:
    """A date, the first of its month or year where only that is written.

    A bare year is 1900 or later: an earlier one, such as 1312, is a clock time without its colon.
    """
    earliest = dt.date(1900, 1, 1) if precision is Precision.YEAR else dt.date.min
    return draw(st.dates(min_value=earliest)).replace(**_FIRST[precision])


@st.composite
def moments(draw: st.DrawFn) -> Moment:
    """A date, a clock time or both, at any precision and with any qualifier."""
    precision = draw(st.sampled_from(Precision))
    qualifier = draw(qualifiers())
    if precision <= Precision.DAY:
        return Moment(draw(dates(precision)), 0, precision, None, qualifier)
    grain = _GRAIN[precision]
    clock = draw(st.integers(0, DAY // grain - 1)) * grain
    date = draw(st.none() | dates(Precision.DAY))
    zones = st.none() | st.just(0)
    if date:
        zones |= st.integers(-12 * 4, 14 * 4).map(lambda quarters: quarters * 15)
    return Moment(date, clock, precision, draw(zones), qualifier)


def bounds() -> st.SearchStrategy[Bounds]:
    """Bounds with both ends or one, in any order."""
    return st.builds(Bounds, st.none() | moments(), st.none() | moments()).filter(
        lambda value: value.lower is not None or value.upper is not None
    )


def spans() -> st.SearchStrategy[Span]:
    """From one moment to another, in any order."""
    return st.builds(Span, moments(), moments())


@st.composite
def durations(draw: st.DrawFn, longest: int = 1_000 * DAY) -> Duration:
    """A length or the bounds of one, on either side of zero."""
    unit = draw(st.sampled_from((1, SECOND, MINUTE, HOUR, DAY)))
    lengths = st.integers(-longest // unit, longest // unit).map(lambda count: count * unit)
    first, second = draw(lengths), draw(lengths)
    least, most = sorted((first, draw(st.sampled_from((first, second)))))
    return Duration(least, most, draw(qualifiers()))


def relatives(
    anchors: st.SearchStrategy[str] | None = None, longest: int = 1_000 * DAY
) -> st.SearchStrategy[Relative]:
    """So long before or after another entry."""
    return st.builds(Relative, anchors or identifiers(), durations(longest))


def unplaced() -> st.SearchStrategy[Unplaced]:
    """No time given."""
    return st.just(UNPLACED)


def forms() -> st.SearchStrategy[Form]:
    """A time of any form."""
    return st.one_of(moments(), bounds(), spans(), relatives(), unplaced())
