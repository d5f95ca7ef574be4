"""The options of `export` for a joined sound: what they do, and where they are refused."""

from pathlib import Path

import pytest

from tests.cli.running import run
from tests.exchange.exports.sound.sounding import call, lens_in
from tests.records import text_of

WRONG_USE = 2


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """A record with three calls, of which two overlap, and a recording that is missing."""
    entries = [
        call("a", "13:15:00"),
        call("b", "13:15:01"),
        call("c", "13:15:20"),
        call("d", "13:15:30", "{path: gone.wav}"),
    ]
    lens_in(tmp_path, *entries)
    path = tmp_path / "record.yaml"
    path.write_text(text_of(*entries))
    return path


def starts(printed: str) -> list[float]:
    """The starts of labels, but for the label about the file."""
    return [float(line.split("\t")[0]) for line in printed.splitlines()[1:]]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], [0, 2, 5]),
        (["--longest-gap", "30"], [0, 2, 21]),
        (["--longest-gap", "none", "--mixed"], [0, 1, 20]),
        (["--mixed"], [0, 1, 4]),
    ],
)
def test_labels_fit_the_sound(options: list[str], found: list[float], record: Path) -> None:
    """With the same options as the sound; a missing recording is named, the rest goes on."""
    result = run("export", record, "--to", "audacity", "--joined", *options)
    assert result.exit_code == 0
    assert starts(result.stdout) == pytest.approx(found, abs=0.002)
    assert result.stderr == "gone.wav: the file is missing\n"


def test_the_ending_names_the_kind_of_sound(record: Path) -> None:
    """`-o night.flac` is FLAC; the file is written whole, with what is missing named."""
    for name, magic in (("night.m4a", b"ftyp"), ("night.flac", b"fLaC")):
        result = run("export", record, "--to", "audio", "-o", record.with_name(name))
        assert result.exit_code == 0
        assert result.stderr == "gone.wav: the file is missing\n"
        assert magic in record.with_name(name).read_bytes()[:8]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--to", "csv", "--mixed"], "--to csv has no sound; leave out --mixed, or use --to audio"),
        (
            ["--to", "srt", "--longest-gap", "5"],
            "--longest-gap of --to srt: of a joined sound alone",
        ),
        (["--to", "audio", "--joined"], "--to audio is the sound itself; leave out --joined"),
        (["--to", "audio", "--longest-gap", "0.5"], "0.5 is no number of seconds from 1 to 86,400"),
        (["--to", "audio", "--longest-gap", "nan"], "nan is no number of seconds"),
        (["--to", "audio", "--longest-gap", "long"], "long is no number of seconds"),
        (["--to", "audio", "-o", "x.wav"], "--to audio writes .m4a, and not .wav"),
    ],
)
def test_options_that_do_not_fit_are_refused(options: list[str], words: str, record: Path) -> None:
    """With what to do instead, and nothing is written."""
    result = run("export", record, *options)
    assert result.exit_code == WRONG_USE
    assert words in " ".join(result.stderr.split())
    assert result.stdout == ""


@pytest.mark.parametrize("form", ["audio", "csv"])
def test_no_recording_of_the_record_is_overwritten(form: str, tmp_path: Path) -> None:
    """Also with --force, for it is evidence."""
    ending = ".m4a" if form == "audio" else ".wav"
    recording = tmp_path / f"own{ending}"
    recording.write_bytes(b"evidence")
    path = tmp_path / "record.yaml"
    path.write_text(text_of(call("a", "13:15:00", f"{{path: own{ending}}}")))
    result = run("export", path, "--to", form, "--force", "-o", recording)
    assert result.exit_code == WRONG_USE
    assert "is a recording of the record; name another" in " ".join(result.stderr.split())
    assert recording.read_bytes() == b"evidence"


def test_nothing_to_hear_leaves_no_file(record: Path) -> None:
    """The error says why."""
    target = record.with_name("x.m4a")
    result = run("export", record, "--to", "audio", "--kind", "note", "-o", target)
    assert result.exit_code == 1
    assert "no entry that is shown names a recording" in result.stderr
    assert not target.exists()
