"""One line of a file of calls: the entry in it, and its times."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record import convert
from incident_tui.record.calls.line import (
    TimeKey,
    WrittenTime,
    decode_line,
    read_line,
    read_time,
    split_time,
)
from incident_tui.record.problems import Problems
from incident_tui.record.time_value import Moment, parse_form
from tests.record.calls.taking import VALUES, entry, line


@pytest.mark.parametrize("key", VALUES)
def test_a_line_is_one_entry_whichever_way_it_is_read(key: str) -> None:
    """What the compact struct takes is what the readers of YAML would have made of it."""
    for value in VALUES[key]:
        text = line(**{key: value})
        try:
            decode_line(text)
        except ValueError:
            continue
        with pytest.MonkeyPatch.context() as patch:
            try:
                quick = read_line(text, convert.Context("", Problems()))
            except convert.Wrong:
                continue
            patch.setattr("incident_tui.record.calls.line._decode", _unfit)
            assert read_line(text, convert.Context("", Problems())) == quick


def _unfit(text: bytes) -> object:
    raise ValueError


@pytest.mark.parametrize(
    ("written", "key", "offset"),
    [
        ("2024-02-29T13:15:07", "2024-02-29T13:15:00", 7_000),
        ("2024-02-29T13:15:59Z", "2024-02-29T13:15:00Z", 59_000),
        ("2024-02-29T13:15:07.5-06:00", "2024-02-29T13:15:00.0-06:00", 7_500),
        ("2024-02-29T13:15:07.250", "2024-02-29T13:15:00.000", 7_250),
        ("2024-02-29T13:15", "2024-02-29T13:15", 0),
        ("1972-01-07T00:44:07", "1972-01-07T00:44:07", 0),  # a clock was changed in that minute
        ("2024-02-29T13:15:60", "2024-02-29T13:15:60", 0),
        ("2024-02-29T13:15:07~", "2024-02-29T13:15:07~", 0),
        ("13:15:07", "13:15:07", 0),
        (WrittenTime("2024-02-29T13:15:07"), WrittenTime("2024-02-29T13:15:07"), 0),
    ],
)
def test_seconds_are_split_off_where_no_clock_has_changed(
    written: TimeKey, key: TimeKey, offset: int
) -> None:
    """A date and time to the second is its minute, and so many milliseconds; others are whole."""
    assert split_time(written) == (key, offset)


@given(st.datetimes(), st.sampled_from(["", "Z", "-06:00", "+05:45"]), st.integers(0, 3))
def test_both_parts_of_a_time_are_that_time(when: Any, zone: str, digits: int) -> None:
    """Milliseconds on from the minute that is split off is the time as it was written."""
    fraction = f".{when.microsecond // 1000:03}"[: digits + 1] if digits else ""
    written = f"{when:%Y-%m-%dT%H:%M:%S}".rjust(19, "0") + fraction + zone
    key, offset = split_time(written)
    whole, minute = parse_form(written), read_time(key).at
    assert isinstance(whole, Moment)
    assert isinstance(minute, Moment)
    assert minute.clock + offset == whole.clock
    assert (minute.date, minute.precision, minute.offset) == (
        *(whole.date, whole.precision, whole.offset),
    )


def test_a_line_in_any_notation_of_json_is_one_entry() -> None:
    """Blanks and escapes of JSON do not matter."""
    written = json.loads(line(text="é"))
    plain = json.dumps(written, indent=None, separators=(" , ", " : "), ensure_ascii=False).encode()
    assert read_line(plain, convert.Context("", Problems())) == entry(text="é")
