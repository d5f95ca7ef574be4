"""The names of recordings, as programs write them."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.foreign.recording_names import (
    NamedRecording,
    clock_by_stamp,
    named,
    stem_of,
)
from incident_tui.exchange.imports.landing.protocol import Wishes

NAMES: dict[str, tuple[str, dict[str, Any]]] = {
    "101-1709234527_771093750.0-call_7.wav": (
        "2024-02-29T19:22:07Z",
        {"recorder": "trunk-recorder", "talkgroup": "101", "hertz": 771_093_750.0, "is_cut": True},
    ),
    "101-1709234527_771093750.m4a": ("2024-02-29T19:22:07Z", {"talkgroup": "101"}),
    "47003-1784499221.mp3": ("2026-07-19T22:13:41Z", {"talkgroup": "", "is_call": False}),
    "20240229_131207SYSTEM_Site_Talkgroup__TO_101_FROM_7001.mp3": (
        "2024-02-29T13:12:07",
        {
            "recorder": "sdrtrunk",
            "system": "SYSTEM_Site_Talkgroup",
            "talkgroup": "101",
            "radio": "7001",
            "is_of_end": True,
            "is_call": True,
        },
    ),
    "20240229_131207_Metro_North_TG__TO_101_FROM_7001_TONES_1_2_V2.mp3": (
        "2024-02-29T13:12:07",
        {"system": "Metro_North_TG", "talkgroup": "101", "radio": "7001"},
    ),
    "20240229_131207__TO_101.wav": ("2024-02-29T13:12:07", {"system": "", "radio": ""}),
    "20240229/131207_L0_P25(BS)_BEE00.92A-1_101[Fire]_7001[Engine_7].mp3": (
        "2024-02-29T13:12:07",
        {
            "recorder": "DSDPlus",
            "talkgroup": "101",
            "talkgroup_tag": "Fire",
            "radio": "7001",
            "radio_tag": "Engine_7",
        },
    ),
    "202402291300-123456-14439.mp3": ("2024-02-29T13:00", {"recorder": "Broadcastify"}),
    "Dispatch 2024-02-29 13-12-07.wav": ("2024-02-29T13:12:07", {"recorder": ""}),
    "fire_20240229_1312.wav": ("2024-02-29T13:12", {}),
    "61_118900_20200711_111311_118900000.mp3": ("2020-07-11T11:13:11", {}),
    "2024-02-29T13.12.07.wav": ("2024-02-29T13:12:07", {}),
    "20240229131207-TG101.wav": ("2024-02-29T13:12:07", {}),
    # With an offset, as ISO 8601 writes it; behind a line, a minus begins another number.
    "REC1_20240229T191207Z.wav": ("2024-02-29T19:12:07Z", {}),
    "20240229_191207Z_fire.wav": ("2024-02-29T19:12:07Z", {}),
    "WX 2024-02-29T13-12-07-0600.ogg": ("2024-02-29T13:12:07-06:00", {}),
    "2024-02-29T13_12_07+05_30.ogg": ("2024-02-29T13:12:07+05:30", {}),
    "20240229_131207-0600.wav": ("2024-02-29T13:12:07", {}),
    "20240229_131207Zebra.wav": ("2024-02-29T13:12:07", {}),
}


@pytest.mark.parametrize(
    ("name", "stamp", "fields"), [(name, *said) for name, said in NAMES.items()]
)
def test_what_a_name_says(name: str, stamp: str, fields: dict[str, Any]) -> None:
    """The start, or for sdrtrunk the end, and the channel, where the name has them."""
    found = named(Path("/recordings") / name)
    assert str(found.stamp) == stamp
    assert found._replace(stamp=None) == found._replace(stamp=None, **fields)


@pytest.mark.parametrize(
    "name",
    ["dispatch.mp3", "call 12.wav", "20241301_000000.wav", "20240229_250000.wav", "12345678.mp3"],
)
def test_a_name_without_a_time_says_nothing(name: str) -> None:
    """No number is taken for a time that the calendar does not have."""
    assert named(Path(name)) == NamedRecording()


@pytest.mark.parametrize(
    ("name", "stem"),
    [("a.wav", "a"), ("a.json", "a"), ("a.wav.json", "a"), ("a.b.srt", "a.b"), ("a", "a")],
)
def test_a_transcript_has_the_name_of_its_recording(name: str, stem: str) -> None:
    """Also if it keeps the ending of the recording, as whisper.cpp writes it."""
    assert stem_of(Path(name)) == stem


def test_a_name_by_sdrtrunk_is_of_the_end_of_the_call() -> None:
    """The start is about the length of the call earlier."""
    found = named(Path("20240229_131207S__TO_1.mp3"))
    clock = clock_by_stamp(found, 7.0, Wishes(zone_said=True))
    assert clock is not None
    assert str(clock.at(0)) == "2024-02-29T13:12:00Z~"
    assert "at which it was written" in clock.basis
