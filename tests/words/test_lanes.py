"""The words of a lane: the status at a moment, its time as the source has it, what has no time."""

import pytest

from incident_tui.chronology.histories import Clock, Subject
from incident_tui.record.time_value import MINUTE
from incident_tui.review.lanes import stretch_at
from incident_tui.review.lens import Lens
from incident_tui.words.lanes import change_time, stretch_words, without_time_words
from tests.lanes import subjects

MEDIC = Subject("unit", "medic")
SWIMMER = Subject("casualty", "c1")


@pytest.mark.parametrize(
    ("subject", "minute", "clock", "words", "time"),
    [
        (MEDIC, 5, Clock.HAPPENED, "dispatched", "13:00:00"),
        (MEDIC, 15, Clock.HAPPENED, "dispatched, perhaps on scene", "13:10…13:20"),
        (MEDIC, 30, Clock.HAPPENED, "on scene", "13:10…13:20"),
        (SWIMMER, 30, Clock.HAPPENED, "minor, perhaps a status without time", "13:05:00"),
        (SWIMMER, 45, Clock.KNOWN, "minor", "13:05:00 · known 13:30:00"),
        (MEDIC, 5, Clock.KNOWN, "dispatched", "13:00:00"),
        (Subject("agency", "ipd"), 40, Clock.HAPPENED, "on scene", "13:25:00"),
        (Subject("facility", "f"), 40, Clock.HAPPENED, "affected", "13:15"),
    ],
)
def test_the_status_at_a_moment(
    subject: Subject, minute: int, clock: Clock, words: str, time: str
) -> None:
    """What is certain comes first; the time is no finer than the source's."""
    found = subjects()
    lens = Lens(found, found.bests[0] + minute * MINUTE, clock)
    stretch = stretch_at(lens, subject, lens.moment)
    assert stretch
    assert stretch_words(lens, subject, stretch) == words
    assert change_time(lens, lens.change(subject, stretch.change)) == time


def test_statuses_without_time_are_counted() -> None:
    """Beside the lanes."""
    counts = [without_time_words(count) for count in (0, 1, 2)]
    assert counts == ["", "1 status without time", "2 statuses without time"]
