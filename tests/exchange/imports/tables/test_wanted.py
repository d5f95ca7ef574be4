"""The wished part of a table, whichever engine it is in."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.time_bounds import Bounds
from incident_tui.exchange.imports.tables.wanted import ArchiveError, Wanted, wanted_of

SINCE = dt.datetime(2024, 2, 29, 19, tzinfo=dt.UTC)
COLUMNS: Mapping[str, Sequence[Any]] = {
    "id": [1, 2],
    "time": [dt.datetime(2024, 2, 29, 13, 15), dt.datetime(2024, 2, 29, 13, 16)],
    "talkgroup": [101, 102],
    "alpha_tag": ["FD Disp", "PD Disp"],
    "text": ["Fire", "Smoke"],
}


def wanted(table: Mapping[str, Sequence[Any]] = COLUMNS, **wishes: Any) -> Wanted:
    """The conditions of a wish for a table."""
    rows = [*zip(*table.values(), strict=True)]
    universal = wishes.pop("universal", ())
    return wanted_of([*table], rows, lambda name: table[name], Wishes(**wishes), universal)


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        ({}, Wanted("time", Bounds(None, None), None, {})),
        (
            {"only_talkgroups": ("101", "PD Disp")},
            Wanted(
                "time",
                Bounds(None, None),
                None,
                {"talkgroup": [101], "alpha_tag": ["101", "PD Disp"]},
            ),
        ),
        ({"since": SINCE}, Wanted("time", Bounds(SINCE.replace(tzinfo=None), None), None, {})),
        (
            {"since": SINCE, "zone": dt.timezone(dt.timedelta(hours=-6)), "universal": {"time"}},
            Wanted("time", Bounds(SINCE.replace(tzinfo=None), None), None, {}),
        ),
        ({"columns": {"time": "text"}}, Wanted("text", Bounds(None, None), None, {})),
    ],
)
def test_each_wish(wishes: dict[str, Any], expected: Wanted) -> None:
    """The time, its bounds and the talkgroups have the kinds of their columns."""
    assert wanted(**wishes) == expected


def test_bounds_that_are_too_wide_name_the_window() -> None:
    """Texts with offsets are compared again, one by one."""
    found = wanted({"time": ["2024-02-29T13:15:00-06:00"]}, since=SINCE)
    assert found.bounds.is_wide
    assert found.outside is not None
    assert found.outside.since == SINCE


@pytest.mark.parametrize(
    ("table", "wishes", "words"),
    [
        ({"id": [1]}, {}, "no column says that it holds a time"),
        (COLUMNS, {"columns": {"time": "tme"}}, "there is no column `tme`"),
        ({"time": ["29/2/2024 13:15"]}, {"since": SINCE}, "such as `29/2/2024 13:15`"),
        ({"time": COLUMNS["time"]}, {"only_talkgroups": ("101",)}, "--map talkgroup=COLUMN"),
        (
            {"time": COLUMNS["time"], "talkgroup": [101, 102]},
            {"only_talkgroups": ("FD Disp",)},
            "--map talkgroup=COLUMN",
        ),
    ],
)
def test_a_wish_that_cannot_be_a_condition(
    table: Mapping[str, Sequence[Any]], wishes: dict[str, Any], words: str
) -> None:
    """The words say which column is missing, or which notation has no order."""
    with pytest.raises(ArchiveError, match=words):
        wanted(table, **wishes)
