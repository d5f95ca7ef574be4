"""Words for withheld facts, and for the moment and the clock of a print or an export."""

from incident_tui.chronology.histories import Clock
from incident_tui.record.time_value import MINUTE, SECOND
from incident_tui.review.lens import END, Lens

# Prints and exports take these words from here.
from incident_tui.review.told import NOT_YET as NOT_YET
from incident_tui.review.told import PERHAPS_NOT_YET as PERHAPS_NOT_YET
from incident_tui.words.counts import count_words
from incident_tui.words.times import clock_words, instant_words


def title_words(lens: Lens) -> str:
    """The title of the incident, or words for a withheld title."""
    title = lens.incident.title
    return f"title {NOT_YET}" if lens.withholds and not title else title


def moment_words(lens: Lens) -> str:
    """The moment of a lens: `13:20`, or `the end of the record`."""
    if lens.moment is END:
        return "the end of the record"
    is_whole_minute = (lens.moment + 1) % MINUTE == 0  # a lens stands at the end of its moment
    return instant_words(lens.moment, lens.zone, MINUTE if is_whole_minute else SECOND)


def lens_words(lens: Lens) -> str:
    """The moment and the clock of a lens; "" at the end of the record, for `Clock.HAPPENED`."""
    if lens.moment is END and lens.clock is Clock.HAPPENED:
        return ""
    return f"as of {moment_words(lens)} · {clock_words(lens.clock)}"


def left_out_words(count: int) -> str:
    """How many of the shown entries are withheld and left out; "" for none."""
    return f"{count_words(count, 'entry', 'entries')} {NOT_YET}, left out" if count else ""
