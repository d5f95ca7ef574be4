"""Days of times in a log that is in order: past midnight, below headings, and without any day."""

import datetime as dt

import pytest

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.days_in_order import (
    NEARLY_A_DAY_LATER,
    PAST_MIDNIGHT,
    DaysInOrder,
)
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.named_day import NamedDay


def days_of(
    *lines: str, date: dt.date | None = None, named: NamedDay | None = None
) -> list[tuple[str, str, bool]]:
    """The day of each line `heading | clock`, the basis, and whether it is a guess."""
    times = LogTimes(Wishes(date=date))
    days, before, found = DaysInOrder(times, named), None, []
    for line in lines:
        heading, _, clock = line.rpartition("|")
        time = times.written(clock.strip())
        day = days.day(heading.strip(), time, before)
        found.append((str(day.date or ""), day.basis, day.is_guess))
        if day.date and not day.basis.endswith(NEARLY_A_DAY_LATER):
            before = time.on(day.date)
    return found


FEB_29, MAR_1 = "2024-02-29", "2024-03-01"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # The clock goes back by more than half a day, and only then.
        (
            (f"{FEB_29} | 23:50", f"{FEB_29} | 23:40", f"{FEB_29} | 00:10", f"{FEB_29} | 00:20"),
            [(FEB_29, ""), (FEB_29, ""), (MAR_1, PAST_MIDNIGHT), (MAR_1, "")],
        ),
        # A heading says the day anew, and with a time of day where the log begins.
        (
            (f"{FEB_29} | 23:50", f"{FEB_29} | 00:10", f"{MAR_1} | 00:20"),
            [(FEB_29, ""), (MAR_1, PAST_MIDNIGHT), (MAR_1, "")],
        ),
        ((f"{FEB_29} 18:00 | 00:30",), [(MAR_1, PAST_MIDNIGHT)]),
        ((f"{FEB_29} 18:00 | 17:45",), [(FEB_29, "")]),
        # Twelve hours without an entry are no reason for doubt.
        ((f"{FEB_29} | 06:00", f"{FEB_29} | 19:30"), [(FEB_29, ""), (FEB_29, "")]),
    ],
)
def test_the_day_goes_on_past_midnight(
    lines: tuple[str, ...], expected: list[tuple[str, str]]
) -> None:
    """Each time is of the day of the time before, or of the next, with the reason."""
    assert [(day, basis) for day, basis, _ in days_of(*lines)] == expected


def test_an_entry_that_was_perhaps_written_late_is_uncertain() -> None:
    """Shortly before the time before, or nearly a day later: it moves no later entry."""
    found = days_of(f"{MAR_1} | 00:10", f"{MAR_1} | 23:55", f"{MAR_1} | 00:20")
    assert found == [(MAR_1, "", False), (MAR_1, NEARLY_A_DAY_LATER, True), (MAR_1, "", False)]


def test_the_day_of_the_user_is_that_of_the_first_line() -> None:
    """Without a heading, the named day begins the log, and midnight ends it."""
    found = days_of("| 23:50", "| 00:10", date=dt.date(2024, 2, 29))
    assert [day for day, _, _ in found] == [FEB_29, MAR_1]


def test_a_day_named_around_the_log_is_the_reason_for_each_day() -> None:
    """By the name of a file, each time is uncertain; a date above a line ends the doubt."""
    named = NamedDay(dt.date(2024, 2, 29), "the name of the file", "2024-02-29")
    why = named.basis
    assert days_of("| 23:50", "| 00:10", f"{MAR_1} | 00:20", "| 00:30", named=named) == [
        (FEB_29, why, True),
        (MAR_1, f"{why}; {PAST_MIDNIGHT}", True),
        (MAR_1, "", False),
        (MAR_1, "", False),
    ]
    found = days_of("| 23:50", date=dt.date(2024, 1, 1), named=named)
    assert found == [("2024-01-01", "", False)]


def test_without_a_day_nothing_is_put_on_the_wrong_one() -> None:
    """Times before midnight are of the incident's day; later ones are refused, with the remedy."""
    assert [day for day, _, _ in days_of("| 23:40", "| 23:50")] == ["", ""]
    with pytest.raises(NoTimeError, match=r"past midnight.*--date"):
        days_of("| 23:50", "| 00:10")


@pytest.mark.parametrize("heading", ["February 2024", "Ridge Fire", "02/03/2024"])
def test_a_heading_that_says_no_day_is_refused(heading: str) -> None:
    """Each row below it is, and none takes the day of a row above."""
    with pytest.raises(NoTimeError):
        days_of(f"{FEB_29} | 13:12", f"{heading} | 13:15")
