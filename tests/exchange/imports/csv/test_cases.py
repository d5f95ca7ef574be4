"""Logs as other programs write them, through the command: every time on its day and in its zone."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.record.reading import read_record
from tests.cli.running import run

CASES = Path(__file__).parents[1] / "cases"
CHICAGO = ("--timezone", "America/Chicago")
NEW_YORK = ("--timezone", "America/New_York")
MAY_4 = ("--date", "2024-05-04")


def imported(folder: Path, name: str, *options: str, form: str = "csv") -> Any:
    """The outcome of importing a log into a new record, and the folder of the record."""
    return run("import", "--from", form, *options, CASES / name, folder)


def times_of(folder: Path) -> list[str]:
    """The times of a record's entries, in the order of the file."""
    record = read_record(folder).record
    assert record is not None
    return [str(entry.time) for entry in record.timeline]


@pytest.mark.parametrize(
    ("name", "options", "times"),
    [
        # The zone of the row.
        (
            "zone-column/tzcol.csv",
            CHICAGO,
            ["2018-07-19T06:27:51Z", "2018-07-19T06:27:51+09:00"],
        ),
        (
            "zone-column/l2tcsv.csv",
            CHICAGO,
            ["2018-07-19T06:27:51Z", "2018-07-20T06:27:51+09:00"],
        ),
        # A run goes forward past midnight.
        (
            "midnight/runs_datecol.csv",
            CHICAGO,
            [
                *("2024-02-29T23:50:00", "2024-02-29T23:52:10"),
                *("2024-03-01T00:03:00", "2024-03-01T00:40:00"),
            ],
        ),
        (
            "midnight/run.csv",
            (),
            [
                *("2024-05-04T23:57:10", "2024-05-04T23:58:30"),
                *("2024-05-05T00:00:20", "2024-05-05T00:06:45", "2024-05-05T01:10:00"),
            ],
        ),
        # A clock takes its date from its own row.
        (
            "midnight/clock_statuses.csv",
            (),
            [
                *("2024-05-05T08:23:45", "2024-05-05T08:24:15", "2024-05-05T08:29:45"),
                *("2024-05-06T06:45:18", "2024-05-06T06:45:55", "2024-05-06T06:51:30"),
                *("2024-05-07T23:58:00", "2024-05-07T23:59:00", "2024-05-08T00:04:00"),
            ],
        ),
        # A time of day that Access or Excel wrote with its day zero.
        ("day-zero/access.csv", CHICAGO, ["2024-02-29T13:15:07", "2024-02-29T13:16:40"]),
        ("day-zero/excel1900.csv", CHICAGO, ["2024-02-29T13:15", "2024-02-29T13:16:00"]),
        # Columns of dates, whatever their names.
        ("date-columns/startdate.csv", CHICAGO, ["2024-02-29T13:15:07", "2024-03-01T09:15:07"]),
        (
            "date-columns/startdate.csv",
            (*CHICAGO, "--date", "2024-01-01"),
            ["2024-02-29T13:15:07", "2024-03-01T09:15:07"],
        ),
        ("date-columns/datum.csv", CHICAGO, ["2024-02-29T13:15:07", "2024-03-01T09:15:07"]),
        (
            "date-columns/received_date.csv",
            MAY_4,
            [
                *("2024-05-04T08:15:22", "2024-05-04T08:16:02", "2024-05-04T08:21:45"),
                *("2024-05-06T09:30:45", "2024-05-06T09:31:15", "2024-05-06T09:38:20"),
            ],
        ),
        (
            "date-columns/nodate_row.csv",
            CHICAGO,
            ["2024-02-29T23:58", "2024-02-29T23:59?", "2024-03-01T00:06?", "2024-03-01T00:10"],
        ),
        ("date-columns/dateonly.csv", CHICAGO, ["2024-02-29T13:15", *["2024-02-29"] * 3]),
        (
            "date-columns/sepdate.csv",
            CHICAGO,
            [
                *("2024-02-29T13:15:07", "2024-02-29T13:16", "2024-03-01T00:05"),
                *("2024-03-01T00:06?", "2024-03-01"),
            ],
        ),
        (
            "date-columns/row_for_each_status.csv",
            (),
            [
                *("2024-05-04T23:57:00", "2024-05-04T23:58:00", "2024-05-05T00:06:00"),
                *("2024-05-04T23:59:10", "2024-05-05T00:50:00"),
            ],
        ),
        (
            "date-columns/day_month_year.csv",
            (),
            ["2014-07-01T01:54:02", "2014-07-02T02:10:00"],
        ),
        ("date-columns/only_date_with_time.csv", (), ["2022-01-25T20:27"]),
        ("date-columns/only_date.csv", (), ["2001-09-11"]),
        ("date-columns/mactime.csv", (), ["2003-12-16T21:03:52"]),
        # Notations.
        (
            "notations/twodigit.csv",
            CHICAGO,
            ["1969-07-20T22:56", "1963-11-22T12:30", "1975-11-22T12:30"],
        ),
        (
            "notations/ampm.csv",
            CHICAGO,
            [
                *("2024-02-29T13:15:07", "2024-02-29T00:05:00", "2024-02-29T12:05"),
                *["2024-02-29T13:15"] * 3,
                "2024-02-29T00:15",
            ],
        ),
        (
            "notations/spreadsheets.csv",
            ("--map", "time=time"),
            [
                *("2015-03-11T09:00", "2015-03-11", "2024-05-04T21:04:07", "1945-04", "1945-04"),
                *("2012-01-05", "2003-12-16T21:03:52", "2003-12-16T21:03:52"),
                *("2024-05-14T21:04", "2003-12-17T00:00:00", "2003-12-16T21:03:52"),
            ],
        ),
        (
            "notations/vague.csv",
            MAY_4,
            [
                *("2024-05-04T21:05~", "2024-05-04T21:00..2024-05-04T21:12"),
                *("2024-05-04T21:15/2024-05-04T21:40", "unplaced"),
            ],
        ),
        (
            "notations/newsroom.csv",
            MAY_4,
            [
                *("2024-05-04T21:04~", "2024-05-04T21:05~", "2024-05-04T21:06..2024-05-04T21:08"),
                *("2024-05-04T21:10~", "2024-05-04T21:00", "2024-05-04T21:12"),
            ],
        ),
        # NFIRS: carets, and digits month first.
        (
            "nfirs/nfirs.txt",
            (),
            [
                *("2015-01-02T08:30", "2015-01-02T08:36", "2015-01-02T09:12"),
                *("2015-01-31T23:58", "2015-02-01T00:04", "2015-02-01T01:10"),
            ],
        ),
        (
            "nfirs/day-first.txt",
            (),
            [
                *("2015-01-02T23:55", "2015-01-03T00:03"),
                *("2015-03-13T08:30", "2015-03-13T08:36"),
            ],
        ),
        # No header at all.
        (
            "no-header/calls.csv",
            (),
            ["2015-12-10T17:40", "2015-12-10T17:45", "2015-12-10T17:50"],
        ),
        (
            "no-header/coordinates.csv",
            (),
            ["2024-02-29T12:01", "2024-02-29T12:06", "2024-02-29T12:11"],
        ),
        # Names of zones.
        (
            "zone-names/mixedzone.csv",
            CHICAGO,
            ["2024-02-29T13:15:07-05:00", "2024-02-29T12:15:07-06:00"],
        ),
        (
            "zone-names/zones.csv",
            CHICAGO,
            [
                *("2024-02-29T13:15:07-06:00", "2024-02-29T13:15:07-05:00"),
                *("2024-07-01T13:15:07-05:00",),
                *("2024-02-29T13:15:07-05:00..2024-02-29T13:15:07-06:00",),
                *("2024-02-29T13:15:07-06:00", "2024-02-29T13:15:07Z"),
                *["2024-02-29T13:15:07+01:00"] * 2,
                "2024-02-29T13:15:07-08:00",
            ],
        ),
        (
            "zone-names/est_in_summer.csv",
            (*NEW_YORK, "--date", "2024-03-26"),
            [
                *("2024-03-26T00:56-04:00..2024-03-26T00:56-05:00", "2024-03-26T01:26-04:00"),
                *["2024-05-04T21:04:09-05:00"] * 2,
            ],
        ),
        # The logs of SDRTrunk.
        ("sdrtrunk/sdrtrunk.csv", CHICAGO, ["2024-02-29T13:15:07"]),
        ("sdrtrunk/singleq.csv", CHICAGO, ["2024-02-29T13:15:07", "2024-02-29T13:16:07"]),
        ("sdrtrunk/compact.csv", CHICAGO, ["2024-02-29T13:15:07", *["2024-02-29T09:15:07"] * 2]),
        # A length of time is no time of day.
        ("durations/a.csv", (), ["2024-05-04T21:04:07", "2024-05-06T22:00:00"]),
        ("durations/b.csv", (), ["2024-05-04T21:04:07", "2024-05-06T21:04:07"]),
        ("durations/c.csv", (), ["2024-05-04T21:04:07"]),
        # Headers.
        (
            "headers/camel_case.csv",
            (),
            [
                *("2024-05-04T08:15:00", "2024-05-04T08:15:23", "2024-05-04T08:17:45"),
                *("2024-05-04T08:23:12", "2024-05-04T10:05:45"),
            ],
        ),
        (
            "headers/cincinnati.csv",
            NEW_YORK,
            [
                *("2024-02-28T23:52:10", "2024-02-28T23:53:30"),
                *("2024-02-28T23:58:44", "2024-02-29T00:44:09"),
            ],
        ),
        ("headers/london.csv", (), ["2024-02-29T13:15:07"]),
        (
            "headers/new-orleans.csv",
            CHICAGO,
            [
                *("2024-02-29T13:15:07", "2024-02-29T13:17:00"),
                *("2024-02-29T13:24:40", "2024-02-29T16:40:00"),
            ],
        ),
        (
            "headers/nyc-ems.csv",
            NEW_YORK,
            [
                *("2024-02-29T13:15:07", "2024-02-29T13:16:02", "2024-02-29T13:16:30"),
                *("2024-02-29T13:22:11", "2024-02-29T13:41:00", "2024-02-29T13:52:45"),
                "2024-02-29T14:20:33",
            ],
        ),
        ("headers/seattle-pd.csv", (), ["2024-02-29T13:15:07", "2024-02-29T13:22:40.000"]),
        (
            "headers/centralsquare.csv",
            (),
            [
                *("2024-03-01T08:15:23-05:00", "2024-03-01T08:16:45-05:00"),
                "2024-03-01T08:25:12-05:00",
            ],
        ),
        (
            "headers/south-metro.csv",
            (),
            ["2019-12-14T01:03", "2019-12-14T01:04", "2019-12-14T01:09", "2019-12-14T01:14"],
        ),
        (
            "headers/toronto.csv",
            (),
            ["2024-05-14T00:05:29", "2024-05-14T00:10:11", "2024-05-14T00:35:40"],
        ),
        (
            "headers/firehouse-log.csv",
            ("--timezone", "Europe/Berlin"),
            [
                *("2024-02-29T13:15:07", "2024-02-29T13:16", "2024-02-29T13:18"),
                *("2024-02-29T13:24", "2024-02-29T15:02"),
            ],
        ),
    ],
)
def test_a_log_has_its_times(
    tmp_path: Path, name: str, options: tuple[str, ...], times: list[str]
) -> None:
    """Each time is on its day and in its zone; the record is sound, and a second import is none."""
    folder = tmp_path / "record"
    first = imported(folder, name, *options)
    assert (first.exit_code, first.stderr) == (SOUND, "")
    assert times_of(folder) == times
    assert run("check", folder).exit_code == SOUND
    before = (folder / "record.yaml").read_bytes()
    assert imported(folder, name, *options).exit_code == SOUND
    assert (folder / "record.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("day-zero/access.csv", (), ["12/30/1899 13:15:07", "12/30/1899 13:16:40"]),
        ("notations/twodigit.csv", (), ["07/20/69 22:56", "11/22/63 12:30", ""]),
        (
            "notations/newsroom.csv",
            MAY_4,
            ["About 9:04 PM", "~21:05", "9:06 PM - 9:08 PM", "ca. 21:10", "9 pm", "21:12 hrs"],
        ),
        ("midnight/runs_datecol.csv", (), ["", "", "00:03:00", "00:40:00"]),
        ("date-columns/nodate_row.csv", (), ["", "23:59", "00:06", ""]),
        ("sdrtrunk/compact.csv", (), ["", "", "91507"]),
    ],
)
def test_the_words_of_the_source_stay(
    tmp_path: Path, name: str, options: tuple[str, ...], words: list[str]
) -> None:
    """A time that is inferred, or written differently, keeps the text of its cell."""
    imported(tmp_path / "record", name, *options)
    record = read_record(tmp_path / "record").record
    assert record is not None
    assert [entry.time.stated for entry in record.timeline] == words


def test_a_time_that_is_none_is_the_only_loss(tmp_path: Path) -> None:
    """24:00 and a leap second are read; 25:10 is rejected with its reason."""
    result = imported(tmp_path / "record", "midnight/t2400.csv", *CHICAGO)
    assert result.exit_code == PROBLEMS
    assert "`2024-02-29 25:10:00`: hours go to 23" in result.stdout
    assert times_of(tmp_path / "record") == [
        *("2024-03-01T00:00:00", "2024-03-01T00:00"),
        *("2024-02-29T23:59:59Z", "2016-12-31T23:59:59Z"),
    ]


def test_a_form_above_the_table_is_kept(tmp_path: Path) -> None:
    """An ICS-214 has its log as entries, its head in the source, and its foot put aside."""
    folder = tmp_path / "record"
    result = imported(folder, "form/ics-214.csv")
    assert result.exit_code == PROBLEMS
    assert "`8. Prepared by:` is no time" in result.stdout
    assert times_of(folder) == ["2024-05-14T09:15", "2024-05-14T13:40"]
    record = read_record(folder).record
    assert record is not None
    assert [entry.text for entry in record.timeline] == [
        "Briefed crews at the drop point",
        "Spot fire across the road,\nengine 12 assigned",
    ]
    [source] = record.sources
    for words in ("Incident Name: Ridge Fire", "A. Smith, ENGB, Elm Fire Department"):
        assert words in source.note
    before = (folder / "record.yaml").read_bytes()
    assert imported(folder, "form/ics-214.csv").exit_code == PROBLEMS
    assert (folder / "record.yaml").read_bytes() == before


def test_columns_without_names_stay_by_their_number(tmp_path: Path) -> None:
    """Of a file without a header, what is no time, place or text stays in the text."""
    imported(tmp_path / "record", "no-header/coordinates.csv")
    record = read_record(tmp_path / "record").record
    assert record is not None
    first, place = record.timeline[0], record.locations[0]
    assert first.text.splitlines() == [
        *("EMS: FALL VICTIM", "ELM ST & OAK AVE", "column 5: NORTHSIDE"),
    ]
    assert (first.location, place.lat, place.lon) == (place.id, 39.1, -84.5)


def test_timesketch_reads_the_zone_of_a_row(tmp_path: Path) -> None:
    """A column `timezone` places a time without an offset."""
    result = imported(tmp_path / "record", "zone-column/tstz.csv", *CHICAGO, form="timesketch")
    assert result.exit_code == SOUND
    assert times_of(tmp_path / "record") == ["2015-07-24T19:02:01Z", "2015-07-24T19:03:01+09:00"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("rejected/bad_datetime.csv", "`2022-11-10T05-07-28+00:00` is no time"),
        ("rejected/no_datetime.csv", "no column `datetime`"),
        ("rejected/tab.csv", "no column `message`"),
    ],
)
def test_a_file_that_is_rejected_whole_says_why(tmp_path: Path, name: str, reason: str) -> None:
    """The reason is told, not the advice to name a day; nothing is written."""
    result = imported(tmp_path / "record", name, form="timesketch")
    assert result.exit_code == UNREADABLE
    assert reason in result.stdout
    assert "--date" not in result.stdout + result.stderr
    assert not (tmp_path / "record").exists()


def test_statuses_that_the_rows_repeat_are_told_once(tmp_path: Path) -> None:
    """A row for each status repeats the run; the unit comes to each status once."""
    imported(tmp_path / "record", "date-columns/row_for_each_status.csv")
    record = read_record(tmp_path / "record").record
    assert record is not None
    [unit] = record.units
    statuses = [(step.status, str(step.time)) for step in unit.status_history]
    assert statuses == [
        ("Dispatched", "2024-05-04T23:58:00"),
        ("OnScene", "2024-05-05T00:06:00"),
        ("EnRoute", "2024-05-04T23:59:10"),
        ("Available", "2024-05-05T00:50:00"),
    ]
