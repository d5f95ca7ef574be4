"""Parts of a day, as a spreadsheet counts times of day: numbers without the format of a time."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.csv.log import read
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.written_time import are_day_fractions, day_fraction
from incident_tui.record.time_value import DAY, HOUR, MINUTE, SECOND
from tests.exchange.imports.imported import section


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("0.55", 13 * HOUR + 12 * MINUTE),
        (".5", 12 * HOUR),
        ("0", 0),
        ("1.0", DAY),
        ("0.551469907407407", 13 * HOUR + 14 * MINUTE + 7 * SECOND),
        ("0.99999999", DAY),
        ("1.5", None),
        ("-0.5", None),
        ("13:12", None),
        ("0,55", None),
        ("", None),
    ],
)
def test_a_part_of_a_day_is_a_time_of_day(text: str, clock: int | None) -> None:
    """To the second, and the number stays as the words of the source."""
    time = day_fraction(text)
    assert (time and time.clock) == clock
    assert time is None or (time.text, time.is_stated, time.date) == (text, True, None)


@pytest.mark.parametrize(
    ("cells", "are_fractions"),
    [
        (["0.55", "0.548611111111111", "0.551469907407407"], True),
        (["0.548611111111111"], True),
        # Hours and rates have few decimals.
        (["0.55", "0.5", "0.25"], False),
        (["0.548611111111111", "12"], False),
        (["0.548611111111111", "13:12"], False),
        ([], False),
    ],
)
def test_a_column_of_parts_of_a_day_is_known(cells: list[str], are_fractions: bool) -> None:
    """By decimals that no person writes."""
    assert are_day_fractions(cells) is are_fractions


def test_a_row_has_its_times(tmp_path: Path) -> None:
    """Beside a date that is a number of days, and for each status of a run."""
    path = tmp_path / "log.csv"
    path.write_text(
        "date,unit,dispatched,on scene\n45351,E1,0.55,0.556944444444444\n"
        "45351,E2,0.548611111111111,0.55625\n45351,E3,0.999305555555556,0.00208333333333333\n"
    )
    entries = section(read([path], Wishes()), "timeline")
    assert [entry["time"]["at"] for entry in entries] == [
        "2024-02-29T13:12:00",
        "2024-02-29T13:22:00",
        "2024-02-29T13:10:00",
        "2024-02-29T13:21:00",
        "2024-02-29T23:59:00",
        "2024-03-01T00:03:00",
    ]
    assert entries[0]["time"]["stated"] == "0.55"
