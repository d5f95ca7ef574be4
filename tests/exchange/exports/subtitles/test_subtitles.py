"""Subtitles and labels: when each entry is shown, and that no word becomes a command."""

import json
import re

import pytest
from hypothesis import given

from incident_tui.chronology.build import chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.subtitles.cues import clock_words, cues
from incident_tui.exchange.printed.view import View
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.record_strategies import as_yaml, records
from tests.records import chronology, entry

FORMS = ("srt", "vtt", "audacity")
HOSTILE = "a --> b\n\n00:00:01,000 --> 00:00:02,000\n<i>x</i> {\\an8}y\tz &amp;"


def text_of(name: str, chronicle: Chronology) -> str:
    """What a format makes of a record."""
    return "".join(FORMATS[name].load()(View(Lens(chronicle))))


@pytest.mark.parametrize(
    ("times", "starts", "words"),
    [
        (["13:15", "13:15:07.250"], [0, 7_250], ["13:15", "13:15:07.250"]),
        (["13:12~", "13:20?"], [0, 480_000], ["about 13:12", "13:20 (uncertain)"]),
        (
            ["13:00", "13:15..13:17"],
            [0, 900_000],
            ["13:00", "somewhere between 13:15 and 13:17"],
        ),
        (["unplaced", "13:15"], [0], ["13:15"]),
        ([], [], []),
    ],
)
def test_the_clock_of_a_file_begins_with_the_first_entry(
    times: list[str], starts: list[int], words: list[str]
) -> None:
    """It runs as the clock of the incident, and the words say how vague a time is."""
    chronicle = chronology(*(entry(f"e{number}", time) for number, time in enumerate(times)))
    found = list(cues(View(Lens(chronicle))))
    assert [cue.start_ms for cue in found] == starts
    assert [cue.lines[0].partition(" · ")[0] for cue in found] == words


@pytest.mark.parametrize(
    ("fields", "length_ms"),
    [
        ({"audio": "{path: a.mp3, length: 3.5}"}, 3_500),
        ({"text": "Out."}, 2_000),
        ({"text": "word " * 500}, 8_000),
    ],
)
def test_a_cue_lasts_as_long_as_its_sound_or_its_words(
    fields: dict[str, str], length_ms: int
) -> None:
    """A call without a length is shown as long as it needs to be read, within limits."""
    [cue] = cues(View(Lens(chronology(entry("a", "13:15", **fields)))))
    assert cue.stop_ms - cue.start_ms == length_ms


def test_an_entry_that_lasted_is_shown_as_long() -> None:
    """From its start to its end."""
    [cue] = cues(View(Lens(chronology(entry("a", "13:15:00/13:40:00")))))
    assert 25 * 60_000 <= cue.stop_ms <= 25 * 60_000 + 1_000


@pytest.mark.parametrize("name", FORMS)
def test_words_are_no_commands(name: str) -> None:
    """No text of a record begins a cue, a tag or a position of its own."""
    text = text_of(
        name, chronology(entry("a", "13:15", text=json.dumps(HOSTILE)), entry("b", "13:16"))
    )
    commands = {"srt": r"<[a-z/]|\{\\", "vtt": r"<[a-z/]", "audacity": r"\n\D"}
    assert not re.search(commands[name], text)
    if name == "audacity":
        assert [line.count("\t") for line in text.splitlines()] == [2, 2, 2]
    else:
        blocks = text.removeprefix("WEBVTT\n\n").strip().split("\n\n")
        assert len(blocks) == 3
        assert [block.count("-->") for block in blocks] == [int(name == "srt"), 1, 1]


@given(records())
def test_cues_of_any_record_are_in_order(document: dict[str, str]) -> None:
    """They begin at zero, none ends before it begins, and none has an empty line."""
    reading = read_bytes(as_yaml(document), "record.yaml")
    if reading.record is None:
        return
    found = list(cues(View(Lens(chronology_of(reading)))))
    starts = [cue.start_ms for cue in found]
    assert starts == sorted(starts)
    assert not starts or starts[0] == 0
    assert all(cue.stop_ms > cue.start_ms and all(map(str.strip, cue.lines)) for cue in found)


def test_a_time_of_a_file_has_hours() -> None:
    """As SubRip and WebVTT write it, whatever the length."""
    assert clock_words(0, ",") == "00:00:00,000"
    assert clock_words(3_723_045, ".") == "01:02:03.045"
    assert clock_words(360_000_000, ".") == "100:00:00.000"
