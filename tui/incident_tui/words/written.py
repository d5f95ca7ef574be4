"""Written times that belong to no entry, in words."""

from incident_tui.record.time_value import Duration, Moment, Relative, TimeValue
from incident_tui.review.lens import Lens
from incident_tui.words.times import duration_words, moment_words


def written_words(lens: Lens, value: TimeValue) -> str:
    """A time of no entry, as it is written."""
    form = value.at
    if isinstance(form, Relative) and lens.position(form.anchor) is not None:
        return f"{offset_words(form)} “{lens.name(form.anchor)}”"
    return moment_words(form, lens.zone) if isinstance(form, Moment) else str(value)


def dated_words(lens: Lens, value: TimeValue) -> str:
    """A time of no entry, as it is written, and the reason for it: `2 Mar? (the dateline)`."""
    words = written_words(lens, value)
    return f"{words} ({value.basis})" if value.basis else words


def offset_words(form: Relative) -> str:
    """The distance of a time from its anchor: `2 min after`."""
    offset = form.offset
    if offset.least == offset.most == 0:
        return "together with"
    before = offset.most <= 0 and offset.least < 0
    length = Duration(-offset.most, -offset.least, offset.qualifier) if before else offset
    return f"{duration_words(length)} {'before' if before else 'after'}"
