"""Dates as typed, and what stands beside them."""

import pytest

from incident_tui.words.typed_dates import TypedDate, found_date

OCTOBER = TypedDate(None, 10, 18)


@pytest.mark.parametrize(
    ("text", "dates", "rest"),
    [
        ("18 Oct 00:10", [OCTOBER], "00:10"),
        ("Oct 18, 00:10", [OCTOBER], "00:10"),
        ("00:10 on Saturday, 18th October", [OCTOBER], "00:10"),
        ("18/10 00:10", [OCTOBER], "00:10"),
        ("10/18 at 00:10", [OCTOBER], "00:10"),
        ("18.10. 00:10", [OCTOBER], "00:10"),
        ("18.10 00:10", [OCTOBER], "00:10"),
        ("7/10", [TypedDate(None, 10, 7), TypedDate(None, 7, 10)], ""),
        ("7/7", [TypedDate(None, 7, 7)], ""),
        ("18/10/2025", [TypedDate(2025, 10, 18)], ""),
        ("18/10/25", [TypedDate(2025, 10, 18)], ""),
        ("18/10/99", [TypedDate(1999, 10, 18)], ""),
        ("2025/10/18 2055", [TypedDate(2025, 10, 18)], "2055"),
        ("18 Oct 2025", [TypedDate(2025, 10, 18)], ""),
        ("18 Oct 2055", [OCTOBER], "2055"),
        ("31/02", [TypedDate(None, 2, 31)], ""),
    ],
)
def test_the_readings_of_a_date(text: str, dates: list[TypedDate], rest: str) -> None:
    """A month by name is sure; of two numbers up to 12, either is the month."""
    found = found_date(text, [2025, 1999])
    assert found
    assert ([*found.dates], found.rest) == (dates, rest)


@pytest.mark.parametrize(
    "text", ["8.55", "20:55", "20-55", "13/14", "13:00/13:30", "1/2/3/4", "", "18 soon", "1e5"]
)
def test_other_texts_have_no_date(text: str) -> None:
    """A clock time, two times and other numbers stay what they are."""
    assert found_date(text, [2025]) is None
