"""Lengths of time, told from times of day."""

import pytest

from incident_tui.exchange.imports.tables.lengths import are_lengths, clock_ms, names_a_length


@pytest.mark.parametrize(
    ("name", "cell", "call", "is_length"),
    [
        ("Response Time", "00:05:32", "21:04:07", True),
        ("Response Time", "21:09:39", "21:04:07", False),
        ("Response Time", "5:32", "", True),
        ("Enroute", "00:20", "22:10", False),
        ("Enroute", "00:02", "09:10", True),
        ("Enroute", "yes", "09:10", False),
    ],
)
def test_a_length_is_short_and_far_from_the_call(
    name: str, cell: str, call: str, is_length: bool
) -> None:
    """A name that lengths have is believed without a call."""
    calls = [(call, cell)] if call else []
    assert are_lengths(name, [cell], calls, are_digits=False) is is_length


def test_names_of_lengths() -> None:
    """In English and elsewhere."""
    assert all(map(names_a_length, ("Turnout Time", "Einsatzdauer", "Durée", "Délai", "Duración")))
    assert not names_a_length("Arrival Time")


def test_a_time_of_day_in_milliseconds() -> None:
    """Without regard to a zone; None for another text."""
    assert clock_ms("1:15 PM") == clock_ms("13:15 CST") == (13 * 60 + 15) * 60_000
    assert clock_ms("2024-02-29") is None
