"""The list of problems: where each is, what to do, and what was left out."""

import pytest
from rich.cells import cell_len

from incident_tui.boards.problems import draw
from incident_tui.chronology.build import chronology_of
from incident_tui.record.problems import LeftOut, Mark, Problem
from incident_tui.record.reading import Reader, read_bytes
from incident_tui.review.review import Review, review_of
from tests.drawn import row_texts

SOUND = """\
format: incident-record/1
incident: {id: i, title: T, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report}]
timeline:
  - {id: e1, kind: note, time: 13:00, text: x, cite: s}
"""
FLAWED = f"""\
{SOUND}  - {{id: e2, kind: radio_cal, time: 13:15, text: x, cite: s}}
  - {{id: e3, kind: note, time: e3 +2m, text: x, cite: s}}
agences: []
"""


def review(text: str) -> Review:
    """A review of a record."""
    return review_of(chronology_of(read_bytes(text.encode(), "record.yaml")))


def said(text: str, width: int = 200) -> list[str]:
    """The lines of the page."""
    return row_texts(draw(review(text), width))


def test_a_sound_record_says_so() -> None:
    """Where nothing is wrong, that is said."""
    assert said(SOUND) == ["The record is sound: nothing is wrong, nothing was left out."]


def test_each_problem_says_where_it_is_and_what_it_is() -> None:
    """Problems of reading and of placing stand by their place, each under its line and column."""
    lines = said(FLAWED)
    places = [line for line in lines if line.startswith("line ")]
    assert places == ["line 6, column 20", "line 7, column 32", "line 8, column 1"]
    assert [lines[lines.index(place) + 1].split(";")[0].strip() for place in places] == [
        lines[1].split(";")[0].strip(),
        "`e3` is timed by itself",
        "unknown key `agences`",
    ]
    assert "did you mean `radio_call`?" in lines[1]


def test_what_was_left_out_is_listed() -> None:
    """An entry that could not be read is counted and named, not silently dropped."""
    lines = said(FLAWED)
    assert lines[-2:] == ["LEFT OUT: 1", "timeline: e2, line 6, column 5"]


def test_parts_that_are_not_listed_are_counted() -> None:
    """A part that stands for several counts as several, as in the status."""
    reader = Reader(SOUND.encode(), "record.yaml")
    reader.take_problems([Problem(Mark("log"), "w")], [LeftOut(Mark("log"), "import", "7 more", 7)])
    lines = row_texts(draw(review_of(chronology_of(reader.read_all())), 200))
    assert lines[-2:] == ["LEFT OUT: 7", "import: 7 more, log"]


@pytest.mark.parametrize("width", [24, 40, 72])
def test_the_page_is_wrapped_to_its_width(width: int) -> None:
    """Long messages go on below, indented, and lose no word."""
    lines = said(FLAWED, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join("".join(said(FLAWED)).split())
