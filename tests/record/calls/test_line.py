"""One line of a file of calls: the entry in it, its times, what it names and what it says."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.record import convert
from incident_tui.record.calls.line import (
    Party,
    TimeKey,
    WrittenTime,
    anchors_of,
    decode_line,
    party_of,
    read_line,
    read_time,
    references_of,
    searched_words,
    split_time,
)
from incident_tui.record.model import Entry
from incident_tui.record.problems import Problems
from incident_tui.record.time_value import Moment, TimeValue, parse_form
from tests.record.calls.taking import VALUES, line


def entry(**changes: object) -> Entry:
    """The entry of a line, which is sound."""
    context = convert.Context("", Problems())
    found = read_line(line(**changes), context)
    assert context.problems.found == []
    return found


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


def test_what_an_entry_names() -> None:
    """An entry names the same ids as a line and as an entry, and refers to each that is there."""
    written: dict[str, Any] = {
        "agency": "x",
        "speaker": {"agency": "y", "unit": "u", "person": "p"},
        "agencies": ["z"],
        "units": ["v", ""],
        "cite": ["s:L1", {"source": "t"}],
        "location": "l",
        "time": {"at": "q1 +2m", "after": "q2"},
        "known": "q3 +1m",
        "effects": [{"casualty": "c", "status": "injured"}],
    }
    party = Party("x", "y", "u", ("z",), ("v", ""), ("s", "t"))
    assert party_of(decode_line(line(**written))) == party_of(entry(**written)) == party
    assert {*references_of(entry(**written))} == {
        *((("agencies",), one) for one in "xyz"),
        *((("units",), one) for one in "uv"),
        *((("sources",), one) for one in "st"),
        *((("timeline",), one) for one in ("q1", "q2", "q3")),
        (("people",), "p"),
        (("locations",), "l"),
        (("casualties",), "c"),
    }
    assert anchors_of(TimeValue(parse_form("q1 +2m"), before=("q4",))) == ("q4", "q1")


def test_words_are_searched_on_one_line() -> None:
    """Title and text, without case, accents and line ends."""
    assert searched_words(entry(title="Título", text="Muñoz\nSAID")) == "titulo munoz said"


def test_a_line_in_any_notation_of_json_is_one_entry() -> None:
    """Blanks and escapes of JSON do not matter."""
    written = json.loads(line(text="é"))
    plain = json.dumps(written, indent=None, separators=(" , ", " : "), ensure_ascii=False).encode()
    assert read_line(plain, convert.Context("", Problems())) == entry(text="é")
