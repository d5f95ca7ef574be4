"""The header: which incident this is."""

import pytest

from incident_tui.chronology.build import chronology_of
from incident_tui.drawing.ink import width_of
from incident_tui.panes.header import draw_title
from incident_tui.record.reading import read_record
from incident_tui.review.review import Review, review_of
from incident_tui.samples import bundled_record
from tests.drawn import line_text
from tests.panes.kinds import CALL, lines_of
from tests.records import sound

HEAD = """
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago, location: l}
sources: [{id: s, kind: report}]
locations: [{id: l, text: 1111 Elsea Smith Road, city: Independence}]
timeline:
"""


def review(*entries: tuple[str, str], head: str = HEAD) -> Review:
    """A review of entries of these kinds and times."""
    return review_of(sound(head + lines_of(*entries)))


BUNDLED = review_of(chronology_of(read_record(bundled_record())))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (90, "Shots at a house Independence · Thu 29 Feb 2024 CST"),
        (40, "Shots at a house Thu 29 Feb 2024 CST"),  # the place gives way first
        (33, "Shots at … Thu 29 Feb 2024 CST"),
    ],
)
def test_the_title_says_what_where_and_when(width: int, said: str) -> None:
    """Title, place, day and zone stand on one line, and the day is the last to go."""
    line = draw_title(review((CALL, "13:00")), width)
    assert " ".join(line_text(line).split()) == said
    assert width_of(line) == width


def test_an_exercise_is_marked_as_one() -> None:
    """A record in which nothing took place says so before its title, in the ink of an alert."""
    line = draw_title(review(head=HEAD.replace("location: l}", "exercise: true}")), 80)
    assert line_text(line).split()[0] == "EXERCISE"
    assert [span.text.strip() for span in line if span.ink == "alert"] == ["EXERCISE"]
