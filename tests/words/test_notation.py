"""How times are written: the examples are times that the program itself writes."""

import pytest

from incident_tui.words.notation import TIME_MARKS
from incident_tui.words.times import entry_time
from tests.records import entry, lens_of

WRITTEN = ("13:15", "13:12~", "13:12?", "13:12%", "13:00..13:12", "13:15/13:40", "13:12~..")
"""The notation of each example in a record."""


@pytest.mark.parametrize(("time", "example"), [*zip(WRITTEN, TIME_MARKS, strict=True)])
def test_an_example_is_what_the_program_writes(time: str, example: tuple[str, str]) -> None:
    """For an entry with the time that the meaning describes."""
    lens = lens_of(entry("x", time))
    assert entry_time(lens, 0) == example[0]
