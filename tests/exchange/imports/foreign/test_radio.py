"""Archives of radio calls: turns in a recording, channels, and calls that nobody wrote down."""

from pathlib import Path

import pytest

from incident_tui.exchange.imports.foreign.json import JsonObject
from incident_tui.exchange.imports.foreign.radio import (
    FirstMentions,
    agency_of,
    audio_of,
    channel_words,
    known_positions,
    lengths_of,
    name_in,
    without_words,
)
from incident_tui.exchange.imports.landing.protocol import ImportedItem, Origin, Rejected, Wishes


@pytest.mark.parametrize(
    ("positions", "total", "lengths"),
    [
        ([], 9.0, None),
        ([0.0], 9.0, [9.0]),
        ([0.0, 4.2, 7.0], 9.0, [4.2, 2.8, 2.0]),
        ([0.0, None, 7.0], 9.0, [None, None, 2.0]),
        ([0.0, 5.0], None, [5.0, None]),
        ([5.0, 2.0], 9.0, [None, 7.0]),
        ([3.0, 3.0, 9.0], 9.0, [None, 6.0, None]),
    ],
)
def test_a_turn_is_as_long_as_up_to_the_next(
    positions: list[float | None], total: float, lengths: list[float | None] | None
) -> None:
    """The last goes to the end; where a position is missing or runs back, nobody knows."""
    if lengths is None:
        with pytest.raises(ValueError, match="zip"):
            lengths_of(positions, total)
    else:
        assert lengths_of(positions, total) == lengths


@pytest.mark.parametrize(
    ("positions", "total", "known"),
    [
        ([], 9, []),
        ([0], 9, [0]),
        ([0, 4.2, 7], 9, [0, 4.2, 7]),
        ([0, 0, 0], 9, [None, None, None]),
        ([0, 3, 3, 7], 9, [0, None, None, 7]),
        ([0, 8, 3, 5], 9, [0, None, None, None]),
        ([0, None, 7], 9, [0, None, 7]),
        ([0, 0, 5], None, [None, None, 5]),
        ([0, 9.9], 9, [0, 9.9]),  # a length in whole seconds
        ([0, 99, 7], 9, [0, None, 7]),
    ],
)
def test_a_position_that_does_not_rise_is_unknown(
    positions: list[float | None], total: float | None, known: list[float | None]
) -> None:
    """A position stands between those before and behind it; beyond the end it is rejected."""
    faults: list[Rejected] = []
    turns = [JsonObject({"pos": position}, faults, "f") for position in positions]
    assert known_positions(turns, total) == known
    assert [fault.raw for fault in faults] == (["99"] if 99 in positions else [])


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (None, "(no transcript) on Law"),
        (0.4, "(no transcript) under 1 s on Law"),
        (4.6, "(no transcript) 5 s on Law"),
    ],
)
def test_a_call_that_nobody_wrote_down(length: float | None, text: str) -> None:
    """The text of the call says that there is no transcript, and the length if known."""
    assert without_words(length, "Law") == text


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (("101", "Law", "Dispatch of law"), "Law"),
        (("101", "", "Dispatch of law"), "Dispatch of law"),
        (("101", "", ""), "talkgroup 101"),
        (("", ""), "an unknown channel"),
    ],
)
def test_a_channel_is_called(names: tuple[str, ...], words: str) -> None:
    """By its first name, its number, or as unknown."""
    assert channel_words(*names) == words


def test_whose_talkgroup_it_is() -> None:
    """By its number before its tag; nobody's where the record does not say."""
    wishes = Wishes(talkgroups={"101": "pd", "Fire": "fd"})
    assert [agency_of(*one, wishes) for one in (("101", "Fire"), ("9", "Fire"), ("9", "x"))] == [
        "pd",
        "fd",
        "",
    ]


@pytest.mark.parametrize(
    ("name", "start", "length", "audio"),
    [
        ("", 1.0, 2.0, None),
        ("a.wav", None, None, {"path": "a.wav"}),
        ("a.wav", 0.0, 2.5, {"path": "a.wav", "length": 2.5}),
        ("a.wav", 1.23456, 0.0, {"path": "a.wav", "start": 1.235, "length": 0.0}),
    ],
)
def test_a_turn_in_a_recording(
    name: str, start: float | None, length: float | None, audio: dict[str, object] | None
) -> None:
    """It begins at 0 unless it says otherwise; without a recording there is none."""
    assert audio_of(name, start, length) == audio


def test_only_what_lies_in_the_record_has_a_name(tmp_path: Path) -> None:
    """A file elsewhere, a link, or a name that is not what it looks like has none."""
    record = tmp_path / "record"
    (record / "day").mkdir(parents=True)
    (record / "day" / "link.wav").symlink_to(tmp_path / "x.wav")
    names = {
        str(record / "day" / "a.wav"): "day/a.wav",
        str(record / "a.wav"): "a.wav",
        str(tmp_path / "a.wav"): "",
        str(record / "day" / "link.wav"): "",
        str(record / "a\x1b.wav"): "",
    }
    assert {path: name_in(record, path) for path in names} == names
    assert name_in(None, str(record / "a.wav")) == ""


def test_without_a_file_there_is_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder in which the program runs is no recording, even inside the record."""
    (tmp_path / "day").mkdir()
    monkeypatch.chdir(tmp_path / "day")
    assert name_in(tmp_path, "") == ""


def test_what_was_mentioned_is_not_new() -> None:
    """An item goes through once, by its id."""
    mentions = FirstMentions()
    first = ImportedItem("units", {"id": "u"}, Origin("x"))
    assert list(mentions.new(first)) == [first]
    assert list(mentions.new(ImportedItem("units", {"id": "u", "type": "E"}, Origin("y")))) == []
