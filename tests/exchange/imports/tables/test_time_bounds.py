"""A window becomes bounds in the notation of a column, which let through each row inside."""

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.tables.time_bounds import (
    Bounds,
    Window,
    bounds_of,
    is_within,
)
from tests.examples import examples

CHICAGO = ZoneInfo("America/Chicago")
SINCE = dt.datetime(2024, 2, 29, 19, 15, 7, 500_000, dt.UTC)
UNTIL = dt.datetime(2024, 2, 29, 20, 0, 30, tzinfo=dt.UTC)
WINDOW = Window(SINCE, UNTIL, CHICAGO)
SECONDS = 1_709_234_107


@pytest.mark.parametrize(
    ("values", "bounds"),
    [
        ([SINCE], Bounds(SINCE, UNTIL)),
        (
            [dt.datetime(2024, 1, 1)],
            Bounds(
                dt.datetime(2024, 2, 29, 13, 15, 7, 500_000), dt.datetime(2024, 2, 29, 14, 0, 30)
            ),
        ),
        ([dt.date(2024, 1, 1)], Bounds(dt.date(2024, 2, 29), dt.date(2024, 2, 29))),
        ([SECONDS], Bounds(SECONDS, SECONDS + 2723)),
        ([SECONDS * 1000], Bounds(SECONDS * 1000 + 500, (SECONDS + 2723) * 1000)),
        (
            [SECONDS * 1_000_000],
            Bounds(SECONDS * 1_000_000 + 500_000, (SECONDS + 2723) * 1_000_000),
        ),
        ([SECONDS + 0.25], Bounds(float(SECONDS), float(SECONDS + 2724), True)),
        ([Decimal(SECONDS)], Bounds(Decimal(SECONDS), Decimal(SECONDS + 2724), True)),
        ([str(SECONDS)], Bounds(str(SECONDS), str(SECONDS + 2724), True)),
        (
            ["2024-01-01 00:00:00", "2024-01-01 00:00:00.250"],
            Bounds("2024-02-29 13:15:07", "2024-02-29 14:00:31", True),
        ),
        (["2024-01-01T00:00"], Bounds("2024-02-29T13:15", "2024-02-29T14:01", True)),
        (["2024-01-01"], Bounds("2024-02-29", "2024-03-01", True)),
        (["2024-01-01T00:00:00Z"], Bounds("2024-02-29T19:15:07", "2024-02-29T20:00:31", True)),
        (
            ["2024-01-01 00:00:00 +0000 UTC", "2024-01-01 00:00:00.000 +00:00"],
            Bounds("2024-02-29 19:15:07", "2024-02-29 20:00:31", True),
        ),
        (
            ["2024-01-01 00:00:00 +0000 UTC m=+0.25"],
            Bounds("2024-02-29 19:15:07", "2024-02-29 20:00:31", True),
        ),
        (
            ["2024-01-01T00:00:00-06:00"],
            Bounds("2024-02-29T07:15:07", "2024-03-01T10:00:31", True, True),
        ),
        (["1/2/2024 13:15"], None),
        (["13:15"], None),
        (["2024-01-01 00:00:00", "2024-01-01T00:00:00"], None),
        ([45_351.5], None),
        ([True], None),
        ([float("nan")], None),
        ([SECONDS, SECONDS * 1000], None),
        ([SECONDS, "2024-01-01"], None),
        ([b"2024"], None),
        ([object()], None),
    ],
)
def test_bounds_of_each_notation(values: list[Any], bounds: Bounds | None) -> None:
    """The bounds are of the kind of the values; of other values there are none."""
    assert bounds_of(values, WINDOW) == bounds


@pytest.mark.parametrize("values", [[SINCE], [SINCE.replace(tzinfo=None)], [1], ["2024-01-01"]])
def test_a_window_may_have_one_end(values: list[Any]) -> None:
    """An end that is not wished is no bound."""
    since, until = (
        bounds_of([SECONDS], window) for window in (Window(SINCE, None), Window(None, UNTIL))
    )
    assert since is not None
    assert until is not None
    assert (since.least, since.most, until.least, until.most) == (
        SECONDS,
        None,
        None,
        SECONDS + 2723,
    )
    assert bounds_of(values, Window(None, None)) is None or values != [1]


@pytest.mark.parametrize("year", [1, 9999])
def test_a_window_at_the_ends_of_the_calendar(year: int) -> None:
    """Nothing raises, whatever the window."""
    edge = dt.datetime(year, 1 if year == 1 else 12, 1 if year == 1 else 31, tzinfo=dt.UTC)
    for values in ([SINCE], [SINCE.replace(tzinfo=None)], [SECONDS], ["2024-01-01T00:00:00-06:00"]):
        bounds_of(values, Window(edge, edge, CHICAGO))


def written(moment: dt.datetime) -> dict[str, Any]:
    """A moment as a value of each notation that is local or exact."""
    local = moment.astimezone(CHICAGO)
    return {
        "zoned": moment,
        "local": local.replace(tzinfo=None),
        "date": local.date(),
        "count": int(moment.timestamp()),
        "text": local.strftime("%Y-%m-%d %H:%M:%S"),
        "minute": local.strftime("%Y-%m-%dT%H:%M"),
        "day": local.strftime("%Y-%m-%d"),
        "utc": moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "offset": local.isoformat(timespec="seconds"),
    }


# Around the two changes of the clocks in 2024, and about one in a thousand of other days.
moments = st.one_of(
    st.datetimes(dt.datetime(2024, 3, 9), dt.datetime(2024, 3, 11), timezones=st.just(dt.UTC)),
    st.datetimes(dt.datetime(2024, 11, 2), dt.datetime(2024, 11, 4), timezones=st.just(dt.UTC)),
)


@examples(300)
@given(moments, moments, moments)
def test_what_is_inside_passes(since: dt.datetime, until: dt.datetime, moment: dt.datetime) -> None:
    """A row whose time is in the window is within the bounds, in each notation."""
    window = Window(min(since, until), max(since, until), CHICAGO)
    if not min(since, until) <= moment <= max(since, until):
        return
    for name, value in written(moment).items():
        bounds = bounds_of([value], window)
        assert bounds is not None
        is_below = value < bounds.most if bounds.is_below else value <= bounds.most
        assert bounds.least <= value and is_below, name  # noqa: PT018 - with the notation
        if bounds.is_wide:
            assert is_within(value, window)


@pytest.mark.parametrize(
    ("text", "is_inside"),
    [
        ("2024-02-29T13:15:07-06:00", True),  # as vague as a second
        ("2024-02-29T13:15:06-06:00", False),
        ("2024-02-29T22:00:30+02:00", True),
        ("2024-02-29T22:00:31+02:00", False),
        ("unknown", True),
    ],
)
def test_a_time_with_an_offset_is_compared_as_an_instant(text: str, is_inside: bool) -> None:
    """Texts with offsets are not in the order of time."""
    assert is_within(text, WINDOW) is is_inside
