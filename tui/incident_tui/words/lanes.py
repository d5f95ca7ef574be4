"""Lanes in words: statuses with their times, and the marks of a picture of lanes."""

from incident_tui.chronology.histories import Clock, Stretch, Subject
from incident_tui.chronology.names import NO_AGENCY
from incident_tui.record.vocabulary import plain
from incident_tui.review.lanes import CASUALTIES, FACILITIES, MOST_POSSIBLE, LaneGroup
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldChange
from incident_tui.words.counts import count_words
from incident_tui.words.lane_cells import (
    CALL,
    CALL_IN_BAR,
    CERTAIN,
    CURSOR,
    LATER,
    OPEN,
    POSSIBLE,
    QUIET,
)
from incident_tui.words.times import (
    NO_TIME,
    changed_known_words,
    entry_time,
    placement_words,
    time_words,
)


def change_time(lens: Lens, change: ToldChange) -> str:
    """When a status began, in the notation of the source: `20:51:10`.

    On the clock of the known also when the status was known, if that was later.
    """
    time = began_words(lens, change)
    if lens.clock is Clock.HAPPENED or change.known == change.placement:
        return time
    return f"{time} · known {changed_known_words(lens, change)}"


def began_words(lens: Lens, change: ToldChange) -> str:
    """When a status began, in the notation of the source; `no time` where no source says."""
    position = lens.position(change.entry)
    if position is not None:
        return entry_time(lens, position)
    if change.time is not None:
        return time_words(lens, change.time, change.placement)
    return placement_words(lens, change.placement) or NO_TIME


def group_name(lens: Lens, group: LaneGroup) -> str:
    """The name of a group of lanes: of its agency, or of what its lanes have in common."""
    if group.heading:
        return lens.short(group.heading.agency)
    return {CASUALTIES: "Casualties", FACILITIES: "Facilities"}.get(group.key, NO_AGENCY)


def unheard_words(count: int) -> str:
    """How many people were not known of: `2 people not known of`; "" for nobody."""
    return f"{count_words(count, 'person', 'people')} not known of" if count else ""


def stretch_words(lens: Lens, subject: Subject, stretch: Stretch) -> str:
    """The statuses of a stretch of time: `on scene`, `perhaps shot`, `minor, perhaps serious`.

    A status that is certain stands before the statuses that may have followed.
    """
    if stretch.is_certain:
        return _status(lens, subject, stretch.change)
    possible = lens.possible_in(subject, stretch, MOST_POSSIBLE)
    names = dict.fromkeys(_status(lens, subject, number) for number in possible)
    words = f"perhaps {' or '.join(names) or 'a status without time'}"
    certain = stretch.first - 1
    return f"{_status(lens, subject, certain)}, {words}" if certain >= 0 else words


def _status(lens: Lens, subject: Subject, number: int) -> str:
    return plain(lens.change(subject, number).status or "")


def without_time_words(count: int) -> str:
    """How many statuses have no time: `1 status without time`; "" for none."""
    return f"{count_words(count, 'status', 'statuses')} without time" if count else ""


LEGEND = (
    (CERTAIN, "certain"),
    (POSSIBLE, "somewhere in here"),
    (OPEN, "no end is told"),
    (QUIET, "cleared, ended"),
    (f"{CALL} {CALL_IN_BAR}", "radio calls of the unit"),
    (LATER, "a later status"),
    (CURSOR, "cursor"),
)
"""The marks of a picture of lanes, each with words."""
