"""Alerts of CAP as a source, a statement, areas and times; nothing left behind, nothing twice."""

from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.imports.cap.alerts import read
from incident_tui.exchange.imports.landing.protocol import Passed, Wishes
from tests.exchange.imports.cap.reading import (
    entries_of,
    found_of,
    reasons,
    statement_of,
)
from tests.exchange.imports.cap.samples import (
    CAP_10,
    CAP_11,
    SAMPLE,
    alert,
    area,
    envelope,
    feed,
    info,
)
from tests.exchange.imports.imported import assert_sound, section

ID = "cap-weir-7-warn-weirfalls.example-2024-05-04T21-04-00-05-00-bad17a55"


def test_an_alert_is_a_source_and_a_statement(tmp_path: Path) -> None:
    """The sender speaks, when the alert was sent; facts without a field stay as `name: value`."""
    found = found_of(tmp_path, SAMPLE)
    [source], [agency] = section(found, "sources"), section(found, "agencies")
    [place], [entry] = section(found, "locations"), section(found, "timeline")
    assert source == {
        "id": ID,
        "kind": "press_release",
        "title": "Flood at the weir",
        "author": "Weir Falls Warning Center",
        "publisher": "warn@weirfalls.example",
        "published": "2024-05-04T21:04:00-05:00",
        "note": "Alert of the Common Alerting Protocol 1.2: weir-7",
    }
    assert agency["name"] == "Weir Falls Warning Center"
    assert agency["aliases"] == ["warn@weirfalls.example"]
    assert entry == {
        "id": entry["id"],
        "kind": "statement",
        "time": "2024-05-04T21:04:00-05:00",
        "title": "Flood at the weir",
        "text": "The river rises.\nlanguage: en-US\ncategory: Met\nevent: Flood\n"
        "urgency: Expected\nseverity: Severe\ncertainty: Likely\n"
        "senderName: Weir Falls Warning Center\ninstruction: Leave the bank.\n"
        "eventCode SAME: FLW\nparameter gauge: 3.2 m\n"
        "status: Actual\nmsgType: Alert\nscope: Public\n"
        "area: Lower Weir\ncircle: 39.1,-94.4 5\ngeocode SAME: 029999",
        "agency": agency["id"],
        "location": place["id"],
        "tags": ["Met"],
        "cite": {"source": ID, "by": agency["id"]},
    }
    assert reasons(found) == []
    assert_sound(found)


@pytest.mark.parametrize("xmlns", [CAP_10, CAP_11])
def test_earlier_versions_are_read(tmp_path: Path, xmlns: str) -> None:
    """In 1.0 a code is a text such as `SAME=FLW`; a password is left out."""
    code = "<eventCode>SAME=FLW</eventCode>"
    found = found_of(tmp_path, alert(info(code), xmlns=xmlns, password="secret", scope=""))
    [entry], [source] = section(found, "timeline"), section(found, "sources")
    assert "eventCode: SAME=FLW" in entry["text"].splitlines()
    assert "secret" not in str(found)
    assert source["note"].endswith("Its password is left out.")
    assert reasons(found) == []


@pytest.mark.parametrize("around", [feed, envelope, lambda *alerts: f"<x>{''.join(alerts)}</x>"])
def test_alerts_inside_another_document(tmp_path: Path, around: object) -> None:
    """In a feed, in an envelope, in an archive: each alert is read, and one that recurs is one."""
    assert callable(around)
    second = alert(info(headline="Higher"), identifier="weir-8")
    found = found_of(tmp_path, around(SAMPLE, second, SAMPLE))
    titles = [entry["title"] for entry in section(found, "timeline")]
    assert titles == ["Flood at the weir", "Higher", "Flood at the weir"]
    one, _, again = section(found, "timeline")
    assert one == again
    assert len(section(found, "agencies")) == len(section(found, "locations")) == 1
    assert reasons(found) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (feed(), "a feed without alerts inside"),
        ("<rss><channel/></rss>", "a feed without alerts inside"),
        ("<alert/>", "no alert of CAP is in it"),
        ('<alert xmlns="urn:x"/>', "no alert of CAP is in it"),
        (alert(identifier="", sender="", sent="", status="", msgType="", scope=""), "nothing in"),
        ('{"type": "FeatureCollection"}', "no XML: not well-formed"),
        ("", "no XML: no element found"),
        (f"<!DOCTYPE x>{SAMPLE}", "declares a document type"),
    ],
)
def test_a_file_without_an_alert(tmp_path: Path, text: str, words: str) -> None:
    """It is rejected with the reason where the user named it, and passed over in a folder."""
    [reason] = reasons(found_of(tmp_path, text))
    assert words in reason
    if "is in it" in words or "feed" in words:
        [passed] = read([tmp_path], Wishes())
        assert isinstance(passed, Passed)
        assert words in passed.reason


def test_a_fault_costs_what_follows_it(tmp_path: Path) -> None:
    """The alerts before are read, and the one that the fault is in is named by its line."""
    whole = feed(SAMPLE, SAMPLE.replace("</headline>", "</x>"))
    found = found_of(tmp_path, whole)
    assert len(section(found, "timeline")) == 1
    [reason] = reasons(found)
    line = whole[: whole.rindex("<alert")].count("\n") + 1
    assert "mismatched tag" in reason
    assert reason.endswith(f"`alert` of line {line} is not whole, and is not read")


@pytest.mark.parametrize("name", ["identifier", "sender", "sent", "status", "msgType"])
def test_what_cap_requires_is_missed(tmp_path: Path, name: str) -> None:
    """The alert is kept, and what it lacks is named with its line."""
    found = found_of(tmp_path, alert(info(), **{name: ""}))
    assert reasons(found) == [f"the alert has no `{name}`, which CAP requires"]
    [entry] = section(found, "timeline")
    assert "The river rises." in entry["text"]
    assert entry["time"] == ("unplaced" if name == "sent" else "2024-05-04T21:04:00-05:00")
    assert_sound(found)


TIMES = {
    "effective": "2024-05-04T21:10:00-05:00",
    "onset": "2024-05-05T02:00:00-00:00",
    "expires": "2024-05-05T06:00:00-05:00",
}


def test_times_are_entries(tmp_path: Path) -> None:
    """Still to come when the alert was sent, they are forecasts; a time before it is a note."""
    statement, *entries = entries_of(tmp_path, alert(info(area("Lower Weir"), **TIMES)))
    told = [(one["kind"], one["time"], one["text"]) for one in entries]
    assert told == [
        ("forecast", "2024-05-04T21:10:00-05:00", "Flood at the weir: validity begins"),
        ("note", "2024-05-05T02:00:00Z", "Flood at the weir: event begins"),
        ("forecast", "2024-05-05T06:00:00-05:00", "Flood at the weir: validity ends"),
    ]
    assert [one["id"] for one in entries] == [f"{ID}-{name}" for name in TIMES]
    assert {one["location"] for one in entries} == {statement["location"]}
    assert [one["cite"]["at"] for one in entries] == [*TIMES]


def test_equal_times_are_one_entry(tmp_path: Path) -> None:
    """As they stand in each language; and the moment of sending is none again."""
    times = {**TIMES, "effective": "2024-05-05T02:04:00-00:00", "onset": TIMES["expires"]}
    parts = info(**times), info(language="es-US", headline="Crecida", **times)
    _, entry = entries_of(tmp_path, alert(*parts))
    assert entry["text"] == "Flood at the weir: event begins, validity ends"
    assert entry["id"].startswith("cap-weir-7")


def test_parts_with_times_of_their_own(tmp_path: Path) -> None:
    """Each has its entry, under an id of its own."""
    later = "2024-05-05T09:00:00-05:00"
    parts = info(expires=TIMES["expires"]), info(expires=later, headline="Still high")
    _, first, second = entries_of(tmp_path, alert(*parts))
    assert first["id"] != second["id"]
    assert second["text"] == "Still high: validity ends"


@pytest.mark.parametrize(
    ("sent", "time"),
    [
        ("2024-05-05T02:04:00-00:00", "2024-05-05T02:04:00Z"),
        ("2024-05-05T02:04:00Z", "2024-05-05T02:04:00Z"),
        ("2024-05-05T12:04:00+10:00", "2024-05-05T12:04:00+10:00"),
        (" 2024-05-05T02:04:00.5-05:00 ", "2024-05-05T02:04:00.5-05:00"),
    ],
)
def test_a_time_is_as_written(tmp_path: Path, sent: str, time: str) -> None:
    """With its offset; -00:00 is UTC."""
    assert statement_of(tmp_path, alert(info(), sent=sent))["time"] == time


def test_a_time_without_an_offset_is_in_doubt(tmp_path: Path) -> None:
    """CAP forbids it, and feeds have it: the zone is an assumption, unless the user names it."""
    text = alert(info(), sent="2024-05-05T02:04:00")
    time = statement_of(tmp_path, text)["time"]
    assert (time["at"], time["basis"]) == (
        "2024-05-05T02:04:00Z?",
        "no zone is given; read as UTC",
    )


@pytest.mark.parametrize("name", ["sent", "onset"])
def test_a_time_that_is_none_is_rejected(tmp_path: Path, name: str) -> None:
    """The rest of the alert is kept, and the words of the time with it."""
    wrong = "next Tuesday"
    text = alert(info(), sent=wrong) if name == "sent" else alert(info(onset=wrong))
    found = found_of(tmp_path, text)
    [reason] = reasons(found)
    assert f"`{name}`: `{wrong}` is no time" in reason
    assert len(section(found, "timeline")) == 1
    assert_sound(found)


def test_an_agency_of_the_record_is_the_sender(tmp_path: Path) -> None:
    """By its name in the record, whatever its id; it is not added again."""
    found = found_of(tmp_path, SAMPLE, agencies={"weir falls warning center": "wfw"})
    assert section(found, "agencies") == []
    assert section(found, "timeline")[0]["agency"] == "wfw"


@pytest.mark.parametrize(
    ("sent", "zones"),
    [
        ("2024-05-04T21:10:00-05:00", ["Etc/GMT+5"]),
        ("2024-05-05T02:10:00Z", []),
        ("2024-05-04T20:10:00-06:00", []),
        ("2024-05-04T21:10:00", []),
    ],
)
def test_the_zone_of_a_new_record_is_that_of_every_time(
    tmp_path: Path, sent: str, zones: list[str]
) -> None:
    """Of alerts with one offset; the user's zone is the zone in any case."""
    text = feed(SAMPLE, alert(info(), identifier="weir-8", sent=sent))
    found = section(found_of(tmp_path, text), "incident")
    assert [one["timezone"] for one in found] == zones
    zone = ZoneInfo("America/Chicago")
    named = found_of(tmp_path, text, zone=zone, zone_said=True)
    assert section(named, "incident") == []


def test_a_sender_has_the_name_that_an_alert_before_has_said(tmp_path: Path) -> None:
    """An alert without the name, as a cancellation, is of the same agency."""
    text = feed(SAMPLE, alert(info(senderName=""), identifier="weir-8", msgType="Cancel"))
    found = found_of(tmp_path, text)
    [agency] = section(found, "agencies")
    assert {entry["agency"] for entry in section(found, "timeline")} == {agency["id"]}


def test_an_acknowledgement_has_no_part(tmp_path: Path) -> None:
    """It is told by its type, its sender and what it refers to."""
    text = alert(msgType="Ack", references="a@b.example,weir-6,2024-05-04T20:00:00-05:00")
    entry = statement_of(tmp_path, text)
    assert entry["title"] == "Ack: weir-7"
    assert "acknowledges: weir-6 of a@b.example, sent 2024-05-04T20:00:00-05:00" in entry["text"]


@given(st.text(st.sampled_from("<>/=\"' &;ains1é\n"), max_size=60), st.integers(0, len(SAMPLE)))
def test_any_text_inside_is_read_or_rejected(text: str, place: int) -> None:
    """Whatever stands in some place of an alert, what is kept is sound and nothing raises."""
    with TemporaryDirectory() as folder:
        found = found_of(Path(folder), SAMPLE[:place] + text + SAMPLE[place:])
    assert found
    assert_sound(found)
