"""Positions in recordings, as programs and people write them."""

import pytest

from incident_tui.exchange.imports.foreign.positions import length_text, position_of, position_text


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("00:03:12", 192.0),
        ("00:03:12.400", 192.4),
        ("00:03:12,4", 192.4),
        ("3:12", 192.0),
        ("75:00", 4500.0),
        ("192.4", 192.4),
        (" 7 ", 7.0),
        ("10:00:00", 36000.0),
        ("00:03:60", None),
        ("1:60:00", None),
        ("-1", None),
        ("", None),
        ("1:2:3:4", None),
        ("999:00:00", None),
        ("٣", None),
    ],
)
def test_positions(text: str, seconds: float | None) -> None:
    """A position is read as seconds; a text that is none, or beyond a week, is not."""
    assert position_of(text) == seconds


def test_positions_and_lengths_in_words() -> None:
    """Whole seconds, as a citation has them."""
    assert [position_text(seconds) for seconds in (0, 192.9, 36_061)] == [
        "00:00:00",
        "00:03:12",
        "10:01:01",
    ]
    assert [length_text(seconds) for seconds in (0.4, 1, 7.4)] == ["under 1 s", "1 s", "7 s"]
