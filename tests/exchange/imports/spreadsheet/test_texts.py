"""Values of cells as texts: dates, times of day, lengths of time, numbers, truth values."""

import datetime as dt
from collections.abc import Sequence

import pytest

from incident_tui.exchange.imports.spreadsheet.texts import (
    Value,
    text_of,
    texts_of,
    times_of,
    with_durations,
)

MOMENT = dt.datetime(2024, 2, 29, 13, 12)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("Fire", "Fire"),
        ("two\r\nlines", "two\nlines"),
        (13.0, "13"),
        (13.25, "13.25"),
        (0.1 + 0.2, "0.3"),
        (45351.55, "45351.55"),
        (790 / 1440, "0.548611111111111"),
        (-0.0, "0"),
        (123456789012345.0, "123456789012345"),
        (1e300, "1e+300"),
        (float("inf"), "inf"),
        (7, "7"),
        (True, "TRUE"),
        (False, "FALSE"),
        (dt.date(2024, 2, 29), "2024-02-29"),
        (MOMENT, "2024-02-29 13:12"),
        (MOMENT.replace(second=7), "2024-02-29 13:12:07"),
        (MOMENT.replace(microsecond=250_000), "2024-02-29 13:12:00.250"),
        (dt.time(13, 12), "13:12"),
        (dt.time(), "00:00"),
        (dt.timedelta(hours=25, minutes=3), "25:03"),
        (dt.timedelta(days=1), "24:00"),
        (-dt.timedelta(minutes=65), "-01:05"),
    ],
)
def test_a_value_is_as_a_spreadsheet_shows_it(value: Value, text: str) -> None:
    """A number without `.0`, a time without the seconds that nobody wrote."""
    assert texts_of([value], {}) == [text]


@pytest.mark.parametrize(
    ("column", "texts"),
    [
        # Most have seconds: then 13:12 is written to the second, too.
        ([dt.time(13, 12), dt.time(13, 12, 7), dt.time(13, 15, 9)], ["13:12:00", "13:12:07"]),
        # A single one has: each is as fine as it is written.
        ([dt.time(13, 12), dt.time(13, 12, 7), dt.time(13, 15)], ["13:12", "13:12:07"]),
        ([dt.time(1, 2, 3, 4000), dt.time(1, 2)], ["01:02:03.004", "01:02"]),
        ([dt.time(1, 2, 3, 4000), dt.time(1, 2), dt.time(1, 2, 0, 9000)], ["01:02:03.004"]),
        # A date among moments is midnight; a moment among dates is one.
        ([dt.date(2024, 3, 1), MOMENT, MOMENT], ["2024-03-01 00:00", "2024-02-29 13:12"]),
        ([dt.date(2024, 3, 1), MOMENT], ["2024-03-01", "2024-02-29 13:12"]),
        # What has passed 24:00 has a day after the day zero of Excel.
        ([dt.date(1900, 1, 1), dt.time(13), dt.time(14)], ["24:00", "13:00"]),
        ([dt.date(1904, 1, 2), dt.time(13), dt.time(14)], ["24:00", "13:00"]),
        ([dt.datetime(1900, 1, 1, 0, 10), dt.time(13), dt.time(14)], ["00:10", "13:00"]),
        ([dt.timedelta(days=1), dt.time(13, 12, 7)], ["24:00", "13:12:07"]),
        (["Time", 1.0, True], ["Time", "1", "TRUE"]),
    ],
)
def test_a_time_is_as_fine_as_its_column(column: Sequence[Value], texts: list[str]) -> None:
    """The unit is that of most times; no time loses a part that it has."""
    rows = [["", value] for value in column]
    times = times_of(rows)
    assert [texts_of(row, times)[1] for row in rows][: len(texts)] == texts


def test_a_row_ends_with_its_last_text() -> None:
    """Empty cells at the end of a row are none; those before a text are kept."""
    assert texts_of(["", "a", "", ""], {}) == ["", "a"]
    assert texts_of(["", ""], {}) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("PT24H00M00S", dt.timedelta(days=1)),
        ("PT25H03M00.5S", dt.timedelta(hours=25, minutes=3, milliseconds=500)),
        ("-PT01H05M00S", -dt.timedelta(minutes=65)),
        ("PT5", "PT5"),
        ("Part", "Part"),
    ],
)
def test_a_length_of_open_document_is_one(text: str, value: Value) -> None:
    """A length of a day or more comes as a text in ISO 8601."""
    assert next(with_durations([[text]])) == [value]


def test_a_plain_value_needs_no_column() -> None:
    """Without a column, a time is as fine as it is."""
    assert text_of(MOMENT) == "2024-02-29 13:12"
