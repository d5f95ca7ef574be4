"""Rows of an hour that was placed before have the times that the rows would have alone."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.times import NoTimeError
from incident_tui.exchange.imports.landing.drafts import TimeDraft
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.cells import RowCells
from incident_tui.exchange.imports.tables.columns import columns_of
from incident_tui.exchange.imports.tables.even_hours import EvenHours
from incident_tui.exchange.imports.tables.log_times import LogTimes
from incident_tui.exchange.imports.tables.row_times import RowTimes
from incident_tui.exchange.imports.tables.table import Row
from tests.examples import examples

ZONES = ("America/Chicago", "Australia/Lord_Howe", "Asia/Kathmandu")
"""A zone whose clocks change by an hour, by half an hour, and never at whole hours of UTC."""

_clocks = st.builds(
    "{:02}:{:02}".format, st.sampled_from([0, 1, 2, 3, 9, 13, 23, 24]), st.integers(0, 60)
) | st.builds(
    "{:02}:{:02}:{:02}".format,
    st.sampled_from([1, 2, 9, 23]),
    st.integers(0, 60),
    st.integers(0, 60),
)
_dates = st.sampled_from(
    ["2024-03-10", "2024-11-03", "2024-10-06", "2024-04-07", "3/10/2024", "2024-13-01", "n/a", ""]
)
_ends = st.sampled_from(["", " PM", " am", "Z", "-06:00", "+0545", " EST", ".250", "?", " 7"])
_cells = st.builds("{} {}{}".format, _dates, _clocks, _ends) | st.builds(
    "{}{}".format, _clocks, _ends
)
_rows = st.tuples(
    _cells,
    _dates,
    st.sampled_from(["", "", "PM", "a.m.", "x"]),
    st.sampled_from(["", "", "UTC", "America/New_York", "nowhere"]),
)
HEADERS = (
    ("Time",),
    ("Time", "Date"),
    ("Time", "Date", "AM/PM"),
    ("Time", "Date", "AM/PM", "Timezone"),
    ("Time", "Zone of nothing"),
)


def outcome(times: RowTimes | EvenHours, cells: RowCells) -> object:
    """The time of a row, or why it cannot be read, and the cells that are left over."""
    try:
        if isinstance(times, EvenHours):
            found = times.of(cells, "time")
        else:
            found = times.of(cells, ["time"]).get("time")
    except NoTimeError as error:
        return str(error)
    return found, cells.rest()


@examples(300)
@given(
    st.sampled_from(HEADERS),
    st.lists(_rows, min_size=2, max_size=12),
    st.sampled_from(ZONES),
    st.booleans(),
)
def test_an_hour_changes_nothing(
    header: Sequence[str], rows: list[tuple[str, ...]], zone: str, is_in_order: bool
) -> None:
    """Whatever the rows before were, the time, the faults and the remarks are the same."""
    columns = columns_of(header, {})
    wishes = Wishes(zone=ZoneInfo(zone), zone_said=True)
    plain = RowTimes(columns, LogTimes(wishes), is_in_order=is_in_order)
    beneath = RowTimes(columns, LogTimes(wishes), is_in_order=is_in_order)
    even = EvenHours(beneath)
    for number, cells in enumerate(rows):
        row = Row(number, "", [*cells[: len(header)]])
        assert outcome(even, RowCells(columns, row)) == outcome(plain, RowCells(columns, row))
    assert (beneath.faults, beneath.remarks) == (plain.faults, plain.remarks)


class CountedTimes(RowTimes):
    """The times of rows, and the number of rows that were placed in full."""

    count = 0

    def of(self, cells: RowCells, fields: Sequence[str]) -> dict[str, TimeDraft]:
        """Place a row in full."""
        self.count += 1
        return super().of(cells, fields)


@pytest.mark.parametrize("end", ["", " PM", "Z", "-06:00"])
def test_an_hour_is_placed_in_full_once(end: str) -> None:
    """Of a thousand rows of an hour, the first alone takes the long way."""
    columns = columns_of(["Time"], {})
    times = CountedTimes(columns, LogTimes(Wishes()))
    even = EvenHours(times)
    for second in range(1_000):
        text = f"2024-02-29 03:{second // 60:02}:{second % 60:02}{end}"
        cells = RowCells(columns, Row(second, "", [text]))
        assert even.of(cells, "time")
        assert not cells.rest()
    assert times.count == 1
