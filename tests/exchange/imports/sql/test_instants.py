"""The times of archives, in whichever kind of column, as instants."""

import datetime as dt
from decimal import Decimal

import pytest

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.sql.instants import instant_of

INSTANT = 1_709_234_107_000


@pytest.mark.parametrize(
    "value",
    [
        INSTANT,
        INSTANT // 1000,
        Decimal(INSTANT),
        float(INSTANT),
        dt.datetime(2024, 2, 29, 19, 15, 7),
        dt.datetime(2024, 2, 29, 13, 15, 7, tzinfo=dt.timezone(dt.timedelta(hours=-6))),
        "2024-02-29 19:15:07",
        "2024-02-29 19:15:07.000 +00:00",
        "2024-02-29 19:15:07 +0000 UTC",
        "2024-02-29 13:15:07 -0600 CST m=+12.5",
        "2024-02-29T19:15:07Z",
    ],
)
def test_each_notation(value: object) -> None:
    """A time without a zone is in UTC."""
    assert instant_of(value) == INSTANT


@pytest.mark.parametrize("value", ["yesterday", "2024-02-29", "", None, 0, b"2024", float("nan")])
def test_what_is_no_instant(value: object) -> None:
    """Other values are refused, a day among them."""
    with pytest.raises(NoTimeError):
        instant_of(value)
