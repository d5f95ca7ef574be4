"""Written times that belong to no entry, in words."""

from incident_tui.chronology.chronology import Chronology
from incident_tui.record.time_value import Duration, Moment, Relative, TimeValue
from incident_tui.words.names import entry_words
from incident_tui.words.times import duration_words, moment_words


def written_words(chronology: Chronology, value: TimeValue) -> str:
    """A time that is no entry's, as it is written."""
    form = value.at
    if isinstance(form, Relative) and form.anchor in chronology.positions:
        anchor = chronology.entries[chronology.positions[form.anchor]]
        return f"{offset_words(form)} “{entry_words(anchor)}”"
    return moment_words(form, chronology.zone) if isinstance(form, Moment) else str(value)


def offset_words(form: Relative) -> str:
    """How long after, or before, its anchor a time is: `2 min after`."""
    offset = form.offset
    if offset.least == offset.most == 0:
        return "together with"
    before = offset.most <= 0 and offset.least < 0
    length = Duration(-offset.most, -offset.least, offset.qualifier) if before else offset
    return f"{duration_words(length)} {'before' if before else 'after'}"
