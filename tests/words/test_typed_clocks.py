"""Clock times as typed, alone."""

import pytest

from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND
from incident_tui.words.typed_clocks import NoTimeError, typed_clock


@pytest.mark.parametrize(
    ("text", "clocks", "is_sure"),
    [
        ("2055", [20 * HOUR + 55 * MINUTE], True),
        ("20h55", [20 * HOUR + 55 * MINUTE], True),
        ("13:12:07", [13 * HOUR + 12 * MINUTE + 7 * SECOND], True),
        ("9pm", [21 * HOUR], True),
        ("12am", [0], True),
        ("1:00", [HOUR, 13 * HOUR], False),
        ("01:00", [HOUR], True),
        ("noon", [12 * HOUR], True),
        ("midnight", [0, DAY], False),
        ("24:00", [DAY], False),
        ("2400", [DAY], False),
    ],
)
def test_the_readings_of_a_clock_time(text: str, clocks: list[int], is_sure: bool) -> None:
    """A text with two readings has both, and is not sure."""
    found = typed_clock(text)
    assert found
    assert ([*found.clocks], found.is_sure) == (clocks, is_sure)


@pytest.mark.parametrize("text", ["", "soon", "9", "13", "20:5", "18/10", "1:2:3", "noonish"])
def test_other_texts_are_no_clock_time(text: str) -> None:
    """Nothing is made of a text in another form."""
    assert typed_clock(text) is None


@pytest.mark.parametrize("text", ["24:01", "25:00", "13:60", "13 pm", "0 am"])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    """Its form is that of a clock time, its numbers are not."""
    with pytest.raises(NoTimeError):
        typed_clock(text)
