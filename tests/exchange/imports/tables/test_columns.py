"""Columns: the names in dispatch centers and on scanners, and the field of each name."""

import pytest

from incident_tui.exchange.imports.tables.column_words import zone_in
from incident_tui.exchange.imports.tables.columns import FIELDS, columns_of, own_date
from tests.cpu import cpu_limit


def fields(header: str, **wanted: str) -> dict[str, str]:
    """From each field to the name of its column."""
    columns = columns_of(header.split(","), wanted)
    return {field: columns.names[number] for field, number in columns.fields.items()}


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        # A row for each unit, as San Francisco and others have it.
        (
            "Call Number,Unit ID,Received DtTm,Entry DtTm,Dispatch DtTm,Response DtTm,"
            "On Scene DtTm,Transport DtTm,Hospital DtTm,Available DtTm,Address,City,"
            "Unit Type,Call Type",
            {
                "incident": "Call Number",
                "unit": "Unit ID",
                "received": "Received DtTm",
                "entered": "Entry DtTm",
                "dispatched": "Dispatch DtTm",
                "en_route": "Response DtTm",
                "on_scene": "On Scene DtTm",
                "transporting": "Transport DtTm",
                "hospital": "Hospital DtTm",
                "available": "Available DtTm",
                "location": "Address",
                "city": "City",
                "unit_type": "Unit Type",
                "type": "Call Type",
            },
        ),
        (
            "incident_no,apparatus,alarm_time,enroute_time,arrival_time,clear_time",
            {
                "incident": "incident_no",
                "unit": "apparatus",
                "time": "alarm_time",
                "en_route": "enroute_time",
                "on_scene": "arrival_time",
                "cleared": "clear_time",
            },
        ),
        # Names in camel case, as databases and vendors' forms have them.
        (
            "IncidentNum,CallDateTime,DispatchDateTime,EnRouteDateTime,OnSceneTime,ClearTime,UnitID",
            {
                "incident": "IncidentNum",
                "time": "CallDateTime",
                "dispatched": "DispatchDateTime",
                "en_route": "EnRouteDateTime",
                "on_scene": "OnSceneTime",
                "cleared": "ClearTime",
                "unit": "UnitID",
            },
        ),
        ("TimeCreate,TimeDispatch", {"received": "TimeCreate", "dispatched": "TimeDispatch"}),
        # A time can have a date of its own.
        (
            "CALL_DATE,CALL_TIME,DISPATCH_DATE,DISPATCH_TIME",
            {
                "date": "CALL_DATE",
                "time": "CALL_TIME",
                "dispatched": "DISPATCH_TIME",
                "date of dispatched": "DISPATCH_DATE",
            },
        ),
        ("time,UTC Offset,text", {"time": "time", "zone": "UTC Offset", "text": "text"}),
        # Plain logs.
        ("Date,Time,Message", {"date": "Date", "time": "Time", "text": "Message"}),
        ("time,hospital,dispatch", {"time": "time"}),
        (
            "timestamp,datetime,message",
            {"time": "datetime", "text": "message"},
        ),
        (
            "tgid,alpha_tag,start_time",
            {"talkgroup": "tgid", "talkgroup_tag": "alpha_tag", "time": "start_time"},
        ),
        # Misspelt, and unknown.
        ("recieved_dttm,adress,foo", {"received": "recieved_dttm", "location": "adress"}),
        ("", {}),
    ],
)
def test_names_of_columns_mean_what_they_mean_there(header: str, expected: dict[str, str]) -> None:
    """The usual names of columns are known, however they are spelt."""
    assert fields(header) == expected


@pytest.mark.parametrize(
    "name",
    [
        *("Time Rcvd", "Rcvd", "Recd", "Call Rcvd", "Recv'd", "Tm Rcvd", "Rec'd", "Rcv'd", "Rcv"),
        *("RCVD_TIME", "Time Recvd", "Rcv Time", "Time Rec'd", "Call Recd Time", "Time Recieved"),
    ],
)
def test_received_is_shortened_in_many_ways(name: str) -> None:
    """A column of times with one of the names is when a call came in."""
    assert columns_of([name, "Dispatched", "Message"], {}, {0, 1}).fields["received"] == 0


@pytest.mark.parametrize(
    ("header", "is_radio"), [("time,channel,text", True), ("time,computer,channel,text", False)]
)
def test_a_channel_of_a_computer_is_no_frequency(header: str, is_radio: bool) -> None:
    """In an event log of computers, the channel is a part of the log."""
    assert ("frequency" in columns_of(header.split(","), {}).fields) is is_radio
    said = columns_of(header.split(","), {"frequency": "channel"})
    assert said.fields["frequency"] == said.names.index("channel")


def test_the_user_says_what_a_column_holds() -> None:
    """What the user names comes first, by the name as it stands or as words."""
    assert fields("time,foo,Bar Baz", time="foo", text="bar_baz") == {
        "time": "foo",
        "text": "Bar Baz",
    }
    assert columns_of(["time"], {"text": "foo"}).missing == ("foo",)
    assert columns_of(["日時", "隊"], {"time": "日時", "text": "メモ"}).missing == ("メモ",)
    assert columns_of(["日時", "--"], {"text": "!"}).missing == ("!",)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("created_at_utc", "UTC"),
        ("UTC Timestamp", "UTC"),
        ("Time (GMT)", "GMT"),
        ("Zulu Time", "ZULU"),
        ("Time Z", "Z"),
        ("time_cst", "CST"),
        ("CDT Time", "CDT"),
        ("Time - EST", "EST"),
        ("EST Time", "EST"),
        ("Central Time", "CENTRAL"),
        ("Pacific Standard Time", "PACIFIC STANDARD"),
        ("created_at", ""),
        ("time_local", ""),
        ("utc_offset", ""),
    ],
)
def test_a_name_can_say_the_zone_of_its_times(name: str, zone: str) -> None:
    """The rest of the name means what it means without the zone."""
    columns = columns_of([name, "text"], {})
    assert columns.zones == ({"time": zone} if zone else {})
    assert columns.has_time is (name != "utc_offset")


@pytest.mark.parametrize(
    "name", ["EST_TIME", "Est. Time", "MDT Time", "Central Dispatch Time", "Time (ROC)", "time_pt"]
)
def test_a_word_in_a_name_is_no_zone(name: str) -> None:
    """A time can be estimated, of a terminal, of a dispatch center or of a patient."""
    assert zone_in(name) == ""


@pytest.mark.parametrize(
    ("name", "zones"),
    [
        ("Time (CDT)", {"time": "CDT"}),
        ("Time (ET)", {"time": "ET"}),
        ("Time (Eastern)", {"time": "Eastern"}),
        ("Time (-5)", {"time": "-5"}),
        ("Timestamp [UTC-5]", {"time": "UTC-5"}),
        ("Time (America/Chicago)", {"time": "America/Chicago"}),
        ("Time (AEDT)", {"time": "AEDT"}),
        ("Time (est)", {}),
        ("Time (local)", {}),
        ("Time (hh:mm:ss)", {}),
        ("Time (24 hr)", {}),
    ],
)
def test_a_note_behind_a_name_is_no_part_of_it(name: str, zones: dict[str, str]) -> None:
    """It can say the zone of the times, or how they are written."""
    columns = columns_of([name, "text"], {})
    assert columns.has_time
    assert columns.zones == zones
    assert not columns_of(["Time (min)"], {}).has_time


def test_a_name_of_a_date_means_a_time_where_the_cells_have_one() -> None:
    """`Arrival Date` holds the time of the arrival in some logs."""
    assert not columns_of(["Arrival Date"], {}).has_time
    for name in ("Arrival Date", "arrivaldate", "Arrival"):
        assert columns_of([name], {}, timed=[0]).fields == {"on_scene": 0}


@pytest.mark.parametrize(
    ("header", "dates"),
    [
        ("fecha_creacion,hora_creacion,fecha_cierre,hora_cierre", {"closed": "fecha_cierre"}),
        ("Datum,Zeit,Datum Ende,Zeit Ende", {"cleared": "Datum Ende"}),
        ("Date,Heure,Date arrivée,Heure arrivée", {"on_scene": "Date arrivée"}),
        ("CALL_DATE,CALL_TIME,ARRIVAL_DATE,ARRIVAL_TIME", {"on_scene": "ARRIVAL_DATE"}),
    ],
)
def test_a_time_has_the_date_of_its_name(header: str, dates: dict[str, str]) -> None:
    """The words for a date and a time are those of the language of the names."""
    columns = columns_of(header.split(","), {})
    found = {field: columns.names[at] for field, at in columns.fields.items()}
    assert {own_date(field): name for field, name in dates.items()}.items() <= found.items()


def test_columns_of_one_name_are_told_apart() -> None:
    """Of two columns of one name the first is meant, and the other one has a name of its own."""
    columns = columns_of(["time", "note", "note", ""], {})
    assert columns.names == ("time", "note", "note (3)", "column 4")
    assert columns.fields == {"time": 0, "text": 1}


def test_every_name_means_one_field() -> None:
    """No column is of two fields, whichever come together."""
    for field in FIELDS:
        assert list(fields(f"x,{field}").values()).count(field) <= 1


@pytest.mark.thorough
@pytest.mark.parametrize("name", ["c", ""])
def test_many_columns_of_one_name_take_little_time(name: str) -> None:
    """A header of 40,000 equal names is told apart in one pass."""
    with cpu_limit():
        names = columns_of(["time", *[name] * 40_000], {}).names
    assert len({*names}) == 40_001
