"""What the tags of recordings say: start, talkgroup and radio."""

from pathlib import Path
from typing import Any

import pytest

from incident_tui.exchange.imports.recording.tags import recording_of
from incident_tui.listening.levels import SoundLevels
from tests.exchange.imports.recording.sounds import bext, encoded, samples, wav

pytest.importorskip("av")
SDRTRUNK = (
    "Date:2024-02-29 13:12:07.250;System:Metro;Site:North;Name:TG;Decoder:P25 Phase 1;"
    "Channel:1;Frequency:851012500;"
)
SHORT = [(0.5, 8_000)]


@pytest.mark.parametrize(
    ("tags", "stamp"),
    [
        ({"date": "2024-02-29", "creation_time": "13:00:07"}, "2024-02-29T13:00:07"),
        ({"date": "2024-02-29T13:00:07-06:00"}, "2024-02-29T13:00:07-06:00?"),
        ({"date": "2024-02-29 13:00"}, "2024-02-29T13:00?"),
        ({"creation_time": "2024-02-29T19:00:00.000000Z"}, "2024-02-29T19:00:00Z?"),
        ({"date": "2024:02:29 13:00:07"}, "2024-02-29T13:00:07?"),
        ({"date": "2024"}, "None"),
        ({"date": "2024-02-30 13:00:07"}, "None"),
        ({"comment": SDRTRUNK}, "None"),
        ({}, "None"),
    ],
)
def test_the_time_in_the_tags(tags: dict[str, str], stamp: str) -> None:
    """A broadcast wave's is of the first sample; any other may be of the making of the file."""
    assert str(recording_of(Path("a.wav"), tags).stamp) == stamp


@pytest.mark.parametrize(
    ("software", "expected"),
    [
        (
            {"composer": "sdrtrunk v0.6"},
            {
                "recorder": "sdrtrunk",
                "is_call": True,
                "is_of_end": True,
                "system": "Metro",
                "site": "North",
                "talkgroup": "101",
                "talkgroup_tag": "Fire Dispatch",
                "radio": "7001",
                "radio_tag": "Engine 7",
                "hertz": 851_012_500.0,
                "stamp_in": "tags",
            },
        ),
        ({"composer": "Bach"}, {"recorder": "", "talkgroup": "", "radio": "", "is_call": False}),
    ],
)
def test_tags_of_sdrtrunk(software: dict[str, str], expected: dict[str, Any]) -> None:
    """Read where the software is named, and not guessed from titles of others."""
    tags = {"title": '101"Fire Dispatch"', "artist": "7001 Engine 7", "comment": SDRTRUNK}
    found = recording_of(Path("a.mp3"), tags | software)
    assert found == found._replace(**expected)


def test_the_name_goes_before_the_tags() -> None:
    """The start that a file is named by is the recorder's own."""
    found = recording_of(Path("20240229_1300.mp3"), {"date": "2020-01-01 00:00:00"})
    assert (str(found.stamp), found.stamp_in) == ("2024-02-29T13:00", "name")


def test_tags_as_they_stand_in_files(tmp_path: Path) -> None:
    """ID3, INFO, bext and MP4 have the names of FFmpeg."""
    files = {
        "a.wav": wav(samples(SHORT), {"ISFT": "sdrtrunk", "IART": "7001 E7", "ICMT": SDRTRUNK}),
        "b.wav": wav(samples(SHORT), bext=bext("2024-02-29", "13:00:07")),
    }
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    tags = {"composer": "sdrtrunk", "artist": "7001 E7", "comment": SDRTRUNK}
    encoded(tmp_path / "c.mp3", samples(SHORT), tags)
    encoded(tmp_path / "d.m4a", samples(SHORT), {"creation_time": "2024-02-29T19:00:00Z"})
    found = {}
    for path in sorted(tmp_path.iterdir()):
        with SoundLevels(path) as sound:
            recording = recording_of(path, sound.tags)
        found[path.name] = str(recording.stamp), recording.radio
    assert found == {
        "a.wav": ("2024-02-29T13:12:07.250", "7001"),
        "b.wav": ("2024-02-29T13:00:07", ""),
        "c.mp3": ("2024-02-29T13:12:07.250", "7001"),
        "d.m4a": ("2024-02-29T19:00:00Z?", ""),
    }
