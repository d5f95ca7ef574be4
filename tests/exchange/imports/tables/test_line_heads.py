"""Times at the beginning of typed lines, and words that only look like them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.foreign.times import at_of
from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.exchange.imports.tables.line_dates import Years
from incident_tui.exchange.imports.tables.line_heads import head_of
from incident_tui.exchange.imports.tables.log_times import LogTimes
from tests.examples import examples

DAY = dt.date(2024, 2, 29)


def read(line: str) -> tuple[str, str]:
    """The time of a line on 29 February 2024, in a record's notation, and the words behind."""
    head = head_of(line)
    assert head is not None
    times = LogTimes(Wishes(date=DAY, date_order="dmy" if "29." in line else "mdy"))
    written = times.written(head.time(head.date and Years(2024).full(head.date)))
    return at_of(times.draft(written, written.date or DAY)), head.rest


@pytest.mark.parametrize(
    ("line", "time"),
    [
        ("13:12 Fire", "2024-02-29T13:12"),
        ("1312 Fire", "2024-02-29T13:12"),
        ("13:12:05 - Fire", "2024-02-29T13:12:05"),
        ("13:12:05.250 Fire", "2024-02-29T13:12:05.250"),
        ("[13:12] Fire", "2024-02-29T13:12"),
        ("[13:12]Fire", "2024-02-29T13:12"),
        ("(1312) Fire", "2024-02-29T13:12"),
        ("1:12 PM Fire", "2024-02-29T13:12"),
        ("1:12\u202fp.m., Fire", "2024-02-29T13:12"),
        ("1 PM Fire", "2024-02-29T13:00"),
        ("1312 hrs: Fire", "2024-02-29T13:12"),
        ("13h12 Fire", "2024-02-29T13:12"),
        ("13.12 Uhr Fire", "2024-02-29T13:12"),
        ("13 Uhr Fire", "2024-02-29T13:00"),
        ("24:00 Fire", "2024-03-01T00:00"),
        ("13:12: Fire", "2024-02-29T13:12"),
        ("13:12-Fire", "2024-02-29T13:12"),
        ("13:12\tFire", "2024-02-29T13:12"),
        ("13:12 … Fire", "2024-02-29T13:12"),
        ("c. 13:12 Fire", "2024-02-29T13:12~"),
        ("**c. 13:12** Fire", "2024-02-29T13:12~"),
        ("13:12ish: Fire", "2024-02-29T13:12~"),
        ("1312-ish Fire", "2024-02-29T13:12~"),
        ("\u200e13:12 \u200eFire", "2024-02-29T13:12"),
        # The date-time group of the services.
        ("291312Z FEB 24 Fire", "2024-02-29T13:12Z"),
        ("- 291312ZFEB2024: Fire", "2024-02-29T13:12Z"),
        # Lists, headings and bold letters of Markdown.
        ("- 13:12 Fire", "2024-02-29T13:12"),
        ("  * 13:12 – Fire", "2024-02-29T13:12"),
        ("3. 13:12 Fire", "2024-02-29T13:12"),
        ("### 13:12 Fire", "2024-02-29T13:12"),
        ("**13:12** Fire", "2024-02-29T13:12"),
        ("**13:12 –** Fire", "2024-02-29T13:12"),
        # With a date, and with a zone.
        ("02/29/2024 13:12 Fire", "2024-02-29T13:12"),
        ("5/14 0915: Fire", "2024-05-14T09:15"),
        ("2024-02-29T13:12:05 Fire", "2024-02-29T13:12:05"),
        ("2024-02-29T13:12-06:00 Fire", "2024-02-29T13:12-06:00"),
        ("2024-02-29 13:12:05Z Fire", "2024-02-29T13:12:05Z"),
        ("Feb 29 13:12:05 Fire", "2024-02-29T13:12:05"),
        ("Thu, 29 Feb 2024 at 1:12 PM: Fire", "2024-02-29T13:12"),
        ("Donnerstag, 29. Februar 2024 um 13:12 Fire", "2024-02-29T13:12"),
        ("2/29/24, 1:12 PM - Fire", "2024-02-29T13:12"),
        ("\u200e[29.02.24, 13:12:05] Fire", "2024-02-29T13:12:05"),
        ("13:12 CST Fire", "2024-02-29T13:12-06:00"),
        ("[13:12 EST] Fire", "2024-02-29T13:12-05:00"),
        ("1312Z Fire", "2024-02-29T13:12Z"),
        # Vague times, and two times.
        ("~13:12 Fire", "2024-02-29T13:12~"),
        ("ca. 13:12 Fire", "2024-02-29T13:12~"),
        ("about 13:12 Fire", "2024-02-29T13:12~"),
        ("at around 1:12 pm, Fire", "2024-02-29T13:12~"),
        ("gegen 13.12 Uhr Fire", "2024-02-29T13:12~"),
        ("13:12? Fire", "2024-02-29T13:12?"),
        ("13:12–13:15 Fire", "2024-02-29T13:12..2024-02-29T13:15"),
        ("1312-1315 Fire", "2024-02-29T13:12..2024-02-29T13:15"),
        ("08:00-09:00 Fire", "2024-02-29T08:00..2024-02-29T09:00"),
        ("13:12 to 13:15 Fire", "2024-02-29T13:12..2024-02-29T13:15"),
    ],
)
def test_a_line_begins_with_a_time(line: str, time: str) -> None:
    """Each spelling is the time that the reader of logs reads, and the words are whole."""
    assert read(line) == (time, "Fire")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("13:12 PT in cardiac arrest", "PT in cardiac arrest"),
        ("13:12 - 1111 N. Elsea Smith Road", "1111 N. Elsea Smith Road"),
        ("13:12 <nick> yes", "<nick> yes"),
        ("**13:12 – Engine 1:** yes", "Engine 1: yes"),
        ("13:12", ""),
    ],
)
def test_the_words_behind_a_time(line: str, rest: str) -> None:
    """A patient is no zone, and the number of a house no second time."""
    head = head_of(line)
    assert head is not None
    assert head.rest == rest


@pytest.mark.parametrize(
    "line",
    [
        *("Fire at 13:12", "13:12,E1,on scene", "12.02 Fire", "911 call", "1312-555 phone"),
        *(
            "29 February 2024",
            "Thursday, 29 February 2024",
            "2024-02-29",
            "[13:12 Fire",
            "13:12) a",
        ),
        *("13:12..", "13:00..13:12", "1312.5 m", "13:123 a", "v 13:12", ""),
    ],
)
def test_other_lines_begin_with_no_time(line: str) -> None:
    """Neither dates, nor rows of a table, nor other numbers do."""
    assert head_of(line) is None


@pytest.mark.parametrize(
    ("line", "is_digits"),
    [
        ("1111 N. Elsea Smith Road", True),
        *(("1312 Fire", True), ("about 1312 Fire", True)),
        *(("13:12 Fire", False), ("[1312] Fire", False), ("1312 hrs Fire", False)),
        *(("1312-1315 Fire", False), ("1312Z Fire", False), ("5/14 1312 Fire", False)),
    ],
)
def test_digits_alone_can_be_another_number(line: str, is_digits: bool) -> None:
    """They are marked, so that the other lines of a log can decide."""
    head = head_of(line)
    assert head is not None
    assert head.is_digits is is_digits


@examples(150)
@given(st.text(max_size=40) | st.from_regex(r"[\[(*~ -]{0,3}\d{1,2}[:./ -]\d{2}[ -~]{0,20}"))
def test_words_behind_a_time_are_of_the_line(line: str) -> None:
    """Of any line, the rest is its end, but for marks of bold letters."""
    if head := head_of(line):
        assert (
            line.replace("*", "")
            .replace("_", "")
            .replace("`", "")
            .endswith(head.rest.replace("*", "").replace("_", "").replace("`", ""))
        )


@pytest.mark.parametrize("line", [" " * 100_000, "13:12 " + "-" * 100_000, "1" * 100_000])
def test_a_long_line_takes_no_long_time(line: str) -> None:
    """The time is looked for in the first characters alone; the rest is kept."""
    head = head_of(line)
    assert head is None or len(head.rest) > 99_000 or not head.rest
