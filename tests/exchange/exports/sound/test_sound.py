"""The calls of a view as a sound file, and as cues of it: which calls, where, and the words."""

import io
import json
from pathlib import Path

import av
import pytest

from incident_tui.chronology.histories import Clock
from incident_tui.exchange.exports import FORMATS
from incident_tui.exchange.exports.writing import pieces, remarks, written_words
from incident_tui.exchange.printed.view import View
from incident_tui.listening.clock import Joining
from incident_tui.listening.faults import SoundError
from incident_tui.notes.notes import NO_NOTES
from incident_tui.review.filters import Filters
from incident_tui.review.lens import Lens
from tests.exchange.exports.sound.sounding import call, lens_in
from tests.records import entry

SOUNDS = [name for name, form in FORMATS.items() if form.is_sound]
CUES = [name for name, form in FORMATS.items() if form.fits_sound]
GONE = "{path: gone.wav, length: 2}"


def joined(
    view: View,
    name: str,
    joining: Joining = Joining(),  # noqa: B008 - a frozen value
) -> tuple[bytes, list[str]]:
    """The file of a format, and the words about faults."""
    told: list[str] = []
    content = b"".join(pieces(view, FORMATS[name], None, joining, told.append))
    return content, told


def chapters(content: bytes) -> list[tuple[float, str]]:
    """The start and the title of each chapter of a file."""
    with av.open(io.BytesIO(content), "r") as container:
        return [
            (round(float(one["start"] * (one["time_base"] or 0)), 3), one["metadata"]["title"])
            for one in container.chapters()
        ]


def comment(content: bytes) -> str:
    """The words about a file."""
    with av.open(io.BytesIO(content), "r") as container:
        tags = {name.lower(): value for name, value in container.metadata.items()}
        assert tags["title"] == "Title"
        return tags["comment"]


@pytest.mark.parametrize("name", SOUNDS)
def test_a_file_has_a_chapter_for_each_call(name: str, tmp_path: Path) -> None:
    """With the time as it is, who speaks, the channel and the first words; entries are left out."""
    channel = "{talkgroup_tag: FIRE 1}"
    lens = lens_in(
        tmp_path,
        call("a", "13:15:00", text="Long word " * 30, channel=channel, speaker="{label: Engine 1}"),
        entry("b", "13:15:01"),
        call("c", "13:16..13:20", verbatim="true"),
        call("d", "13:40~"),
    )
    content, told = joined(View(lens), name)
    found = chapters(content)
    assert [start for start, _ in found] == [0, 3, 6]
    assert found[0][1].startswith("13:15:00 · Engine 1 · FIRE 1 · Long word Long")
    assert found[0][1].endswith(" …")
    assert [title for _, title in found[1:]] == [
        "somewhere between 13:16 and 13:20 · “Call c”",
        "about 13:40 · Call d",
    ]
    assert comment(content).splitlines()[2:] == [
        "The calls with sound: calls one after another, gaps above 10 s cut to 1 s",
        "0:00:00 is the first entry, 13:15:00",
    ]
    assert told == []


@pytest.mark.parametrize("name", CUES)
def test_cues_of_the_file_have_its_times(name: str, tmp_path: Path) -> None:
    """Each as long as its call; entries without sound are in neither."""
    lens = lens_in(tmp_path, call("a", "13:15:00"), entry("b", "13:15:01"), call("c", "13:30"))
    text = joined(View(lens), name)[0].decode()
    assert ("Call a" in text, "13:15:01" in text, "Call c" in text) == (True, False, True)
    written = {"srt": "00:00:03,000 --> 00:00:05,000", "vtt": "00:00:03.000 --> 00:00:05.000"}
    assert written.get(name, "3.000000\t5.000000") in text
    assert "gaps above 10 s cut to 1 s" in text


def test_calls_that_start_at_once_have_a_chapter_together(tmp_path: Path) -> None:
    """Mixed, for a player shows a chapter at a time."""
    lens = lens_in(tmp_path, call("a", "13:15:00"), call("b", "13:15:00"), call("c", "13:15:01"))
    content, _ = joined(View(lens), "audio", Joining(is_mixed=True))
    assert chapters(content) == [
        (0, "13:15:00 · Call a + 13:15:00 · Call b"),
        (1, "13:15:01 · Call c"),
    ]


def test_filters_clock_and_moment_hold(tmp_path: Path) -> None:
    """A call that is hidden, or not known yet, is neither heard nor read."""
    lens = lens_in(
        tmp_path,
        call("a", "13:15:00", agency="ipd"),
        call("b", "13:15:02", agency="kcpd"),
        call("c", "13:15:04", agency="ipd", known="15:00"),
    )
    view = View(lens, Filters(agencies=frozenset({"ipd"})))
    content, _ = joined(view, "audio")
    assert [title for _, title in chapters(content)] == [
        "13:15:00 · IPD · Call a",
        "13:15:04 · IPD · Call c",
    ]
    assert "Shown: only IPD · 2 of 3 entries · 1 hidden" in comment(content)
    known = View(Lens(lens.chronology, lens.chronology.bests[1], Clock.KNOWN))
    content, _ = joined(known, "audio")
    assert b"Call c" not in content
    assert [title[11:] for _, title in chapters(content)] == [
        "IPD · Call a",
        "KCPD · Call b · perhaps not known yet",
    ]
    assert "1 entry not known yet: left out" in [*remarks(known, FORMATS["audio"])]


def test_missing_recordings_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A link out of the folder is not followed."""
    outside = "{path: inside.wav, length: 2}"
    (tmp_path / "inside.wav").symlink_to(__file__)
    lens = lens_in(
        tmp_path, call("a", "13:15:00", GONE), call("b", "13:16"), call("c", "13:17", outside)
    )
    content, told = joined(View(lens), "audio")
    assert [title for _, title in chapters(content)] == ["13:16 · Call b"]
    assert [*told] == [
        "gone.wav: the file is missing",
        "inside.wav: is outside of the record's folder; it is not opened",
    ]


@pytest.mark.parametrize("name", [*SOUNDS, *CUES])
@pytest.mark.parametrize(
    ("entries", "words"),
    [
        ([entry("a", "13:15")], "no entry that is shown names a recording"),
        ([call("a", "unplaced")], "no entry that is shown names a recording"),
        ([call("a", "13:15", GONE)], "no call that is shown can be heard"),
    ],
)
def test_nothing_to_hear_is_an_error(
    name: str, entries: list[str], words: str, tmp_path: Path
) -> None:
    """And no file of silence."""
    with pytest.raises(SoundError, match=words):
        joined(View(lens_in(tmp_path, *entries)), name)


@pytest.mark.parametrize("name", SOUNDS)
def test_remarks_count_what_has_no_place(name: str, tmp_path: Path) -> None:
    """Entries without sound, and calls without a time."""
    lens = lens_in(tmp_path, call("a", "13:15"), call("b", "unplaced"), entry("c", "13:16"))
    assert [*remarks(View(lens), FORMATS[name])] == [
        "1 entry without sound: left out",
        "1 call without a full time: left out",
    ]
    assert written_words(View(lens), FORMATS[name]) == "what can be heard of 1 call"


@pytest.mark.parametrize("name", SOUNDS)
def test_no_note_of_a_reviewer_is_written(name: str, tmp_path: Path) -> None:
    """Opinions would stand among the words of the record."""
    view = View(lens_in(tmp_path, call("a", "13:15")), notes=NO_NOTES)
    with pytest.raises(ValueError, match="no field"):
        joined(view, name)


@pytest.mark.parametrize("name", SOUNDS)
def test_words_of_a_record_are_text(name: str, tmp_path: Path) -> None:
    """No control character reaches a title or a comment."""
    hostile = json.dumps("\x1b[31mred\x07 = ; # \\ CHAPTER001=00:00:00.000")
    lens = lens_in(tmp_path, call("a", "13:15", text=hostile))
    content, _ = joined(View(lens), name)
    [(_, title)] = chapters(content)
    assert "red" in title
    assert title.isprintable()
