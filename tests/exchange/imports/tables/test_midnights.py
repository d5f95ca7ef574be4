"""The days of a table without dates, by the order of all of its rows."""

import pytest

from incident_tui.exchange.imports.tables.midnights import Midnights, midnights_of
from incident_tui.record.time_value import HOUR, MINUTE


@pytest.mark.parametrize(
    ("clocks", "midnights"),
    [
        ("", (True, True, False)),
        ("23:58 00:20 00:45", (True, True, False)),
        ("23:58 23:58 00:20", (True, True, False)),
        ("08:00 23:58 08:30", (True, False, False)),
        ("23:00 01:00 23:30 02:00", (False, False, False)),
        ("23:00 01:00 12:00 22:00 02:00", (True, False, False)),
        ("00:45 00:20 23:58", (False, True, True)),
        ("22:00 23:58 23:50 00:20", (False, True, False)),
    ],
)
def test_the_order_of_the_rows(clocks: str, midnights: tuple[bool, bool, bool]) -> None:
    """In order, within a day if so, or newest first."""
    found = midnights_of(
        int(clock[:2]) * HOUR + int(clock[3:]) * MINUTE for clock in clocks.split()
    )
    assert found == Midnights(*midnights)
