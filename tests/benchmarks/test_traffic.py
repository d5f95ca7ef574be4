"""Made-up traffic is a sound record, the same for the same seed, and shaped as it says."""

from pathlib import Path
from statistics import median

import msgspec
import pytest

from benchmarks.phrases import COMMON, COMMON_SHARE
from benchmarks.traffic import (
    CALLS_NAME,
    NEEDLE,
    NEEDLES,
    SHAPES,
    Call,
    Week,
    log_line,
    needle_at,
    write,
    write_yaml,
)
from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_record

CALLS = 3000


def _written(folder: Path) -> list[Call]:
    lines = (folder / CALLS_NAME).read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Call) for line in lines]


@pytest.mark.parametrize("shape", SHAPES)
def test_traffic_is_read_without_a_problem(tmp_path: Path, shape: str) -> None:
    """Every call is read and placed, in either shape of the file."""
    write(tmp_path, CALLS, shape=shape)
    chronology = chronology_of(read_record(tmp_path))
    assert not chronology.problems
    assert not chronology.left_out
    assert chronology.unplaced_count == 0
    assert len(_written(tmp_path)) == CALLS


def test_the_same_seed_gives_the_same_calls(tmp_path: Path) -> None:
    """Byte by byte; another seed gives others."""
    folders = [tmp_path / name for name in ("one", "again", "another")]
    for folder, seed in zip(folders, (7, 7, 8), strict=True):
        write(folder, 200, seed=seed)
    one, again, another = ((folder / CALLS_NAME).read_bytes() for folder in folders)
    assert one == again != another


def test_a_file_is_by_time_or_not(tmp_path: Path) -> None:
    """Both shapes hold the same moments."""
    times = {}
    for shape in SHAPES:
        write(tmp_path / shape, CALLS, shape=shape)
        times[shape] = [call.time for call in _written(tmp_path / shape)]
    assert times["sorted"] == sorted(times["sorted"])
    assert times["unsorted"] != times["sorted"] == sorted(times["unsorted"])


def test_what_is_said_has_the_shape_of_radio_traffic() -> None:
    """Short calls and long ones, names with accents, one word in about a tenth of them."""
    texts = [call.text for call in Week(CALLS)]
    words = [len(text.split()) for text in texts]
    assert 8 <= median(words) <= 14
    assert min(words) == 1
    assert 50 < max(words) < 90
    share = sum(COMMON in text.lower() for text in texts) / CALLS
    assert share == pytest.approx(COMMON_SHARE, rel=0.25)
    assert any(not text.isascii() for text in texts)


def test_each_needle_is_said_once(tmp_path: Path) -> None:
    """Three calls have the words that are searched for, each where it was put."""
    write(tmp_path, CALLS)
    said = {at: call.text for at, call in enumerate(_written(tmp_path)) if NEEDLE in call.text}
    assert list(said) == [needle_at(CALLS, part) for part in NEEDLES]
    for text, words in zip(said.values(), NEEDLES.values(), strict=True):
        assert words in text


def test_calls_of_yaml_are_read_as_those_of_json(tmp_path: Path) -> None:
    """The same entries, in the record's own file."""
    write(tmp_path / "lines", 50)
    write_yaml(tmp_path / "yaml", 50)
    lines, yaml = (read_record(tmp_path / name) for name in ("lines", "yaml"))
    assert not yaml.problems
    assert lines.record is not None
    assert yaml.record is not None
    calls = [*map(lines.calls.entry, lines.calls.rows)]
    assert len(calls) == 50
    plain = [entry for entry in (*lines.record.timeline, *calls) if NEEDLE not in entry.text]
    assert len(plain) == len(lines.record.timeline) + 50 - len(NEEDLES)
    assert [entry for entry in yaml.record.timeline if entry in plain] == plain


def test_the_log_says_what_the_record_says(tmp_path: Path) -> None:
    """A line a call, beginning with the time on the clock."""
    log = tmp_path / "calls.log"
    write(tmp_path, 50, log=log)
    calls = _written(tmp_path)
    assert log.read_text(encoding="utf-8") == "".join(map(log_line, calls))
    assert log_line(calls[0]).startswith("2024-03-0")
