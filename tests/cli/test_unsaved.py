"""A file of another program opens at once, and is not saved."""

import os
import signal
import sys
import tempfile
from pathlib import Path

import pytest

from incident_tui.app import IncidentApp
from incident_tui.boards.problems import draw
from incident_tui.chronology.build import LoadingRecord
from incident_tui.cli.unsaved import brought
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE, opened
from incident_tui.record.reading import Reader
from incident_tui.review.review import review_of
from incident_tui.screens.problems import ProblemList
from tests.cli.running import RECORD, process, record_in, run
from tests.drawn import row_texts
from tests.driving import press, until
from tests.exchange.imports.recording.sounds import samples, wav

LOG = "time,unit,text\n2024-02-29 13:15,E1,Fire showing\n"


@pytest.fixture(autouse=True)
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.mark.smoke
@pytest.mark.parametrize("command", [[], ["open"], ["open", "--plain"]])
def test_a_log_opens_at_once(tmp_path: Path, scratch: Path, command: list[str]) -> None:
    """It is shown, the user learns how to keep it, and nothing is left behind."""
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    result = run(*command, path, stdin=b"q\n")
    assert result.exit_code == SOUND
    assert "log.csv · not saved" in result.stdout
    assert "Fire showing" in result.stdout
    assert result.stderr.endswith(
        f"{path} is not saved; incident-tui import {path} FOLDER keeps it\n"
    )
    assert [*scratch.iterdir()] == []


def test_a_recording_is_imported_first(tmp_path: Path) -> None:
    """It takes minutes to read, and is heard only from inside the folder of its record."""
    path = tmp_path / "night.wav"
    path.write_bytes(wav(samples()))
    result = run(path)
    assert result.exit_code == UNREADABLE
    assert f"incident-tui import --from recording {path} FOLDER" in result.stderr


def test_a_folder_of_calls_opens_at_once(tmp_path: Path) -> None:
    """An archive of a recorder is no record, and opens all the same."""
    calls = tmp_path / "calls"
    calls.mkdir()
    (calls / "1.json").write_text('{"talkgroup": 1, "start_time": 1709234527}')
    result = run(calls)
    assert result.exit_code == SOUND
    assert "calls · not saved" in result.stdout


@pytest.mark.parametrize("command", [[], ["show"], ["--plain"], ["check"]])
def test_rows_that_cannot_be_read_and_assumptions_are_told(
    tmp_path: Path, command: list[str]
) -> None:
    """By each command once, with their places: five rows, the number of further rows, the zone."""
    path = tmp_path / "log.csv"
    path.write_text(LOG + "no time,E1,Fire\n" * 7)
    result = run(*command, path, stdin=b"q\n")
    assert result.exit_code == (PROBLEMS if command == ["check"] else SOUND)
    lines = result.stderr.splitlines()
    assert (
        lines[0] == f"{path}: 2 further parts could not be read; an import into a folder lists each"
    )
    assert lines[1].startswith(f"{path}: warning: timezone UTC is assumed")
    places = [f"{path}:{line}: `no time` is no time" for line in range(3, 8)]
    rows = lines[2:7]
    assert all(row.startswith(place) for row, place in zip(rows, places, strict=True))
    end = "6 errors, 1 warning" if command == ["check"] else f"{path} is not saved; "
    assert len(lines) == 8
    assert lines[7].startswith(end)


def test_a_day_that_no_row_names_is_told_as_an_assumption(tmp_path: Path) -> None:
    """The remark of the import stands by its line, among the problems of the record."""
    path = tmp_path / "log 2024-02-29.csv"
    path.write_text("time,text\n13:15,Fire\n")
    result = run("--plain", path, stdin=b"!\nq\n")
    assert "2 problems in the record; ! lists them" in result.stdout
    remark = f"{path}:1: warning: no row has a date: the times are put on 2024-02-29"
    assert remark in result.stdout
    assert remark in result.stderr
    assert f"incident-tui import '{path}' FOLDER keeps it" in result.stderr


async def test_the_list_of_problems_tells_what_the_opening_rejected(tmp_path: Path) -> None:
    """The screen counts the problems, and `!` lists rejections and assumptions, calls or not."""
    path = tmp_path / "log.csv"
    many = "".join(f"2024-02-29 13:15,E1,Words {number}\n" for number in range(600))
    path.write_text(LOG + "2024-02-29 25:10,E1,Fire\n" + many)
    with brought(str(path)) as record:
        reader = opened(record.path, record.unsaved)
        assert isinstance(reader, Reader)
        arrivals = LoadingRecord(reader)
        app = IncidentApp(review_of(arrivals.first), arrivals)
        async with app.run_test(size=(80, 24)) as pilot:
            await until(pilot, lambda: app.review.chronology.complete)
            lens = app.review.lens
            assert (len(lens.problems), lens.left_out_count) == (2, 1)
            await press(app, pilot, "exclamation_mark")
            page = app.screen
            assert isinstance(page, ProblemList)
            assert page.listing.border_title == "Problems · 2"
            lines = row_texts(draw(app.review, 200))
    assert lines[:2] == [
        f"{path} · only a warning",
        "  timezone UTC is assumed: nothing says which; import it with --timezone",
    ]
    assert lines[2] == f"{path}, line 3"
    assert lines[3].startswith("  `2024-02-29 25:10`: hours go to 23")
    assert lines[-2:] == ["LEFT OUT: 1", f"import: no. 1, {path}, line 3"]


def test_a_check_goes_through_every_file(tmp_path: Path, scratch: Path) -> None:
    """A file without a record hides no other, and a recording is named as one."""
    log, empty, sound = tmp_path / "log.csv", tmp_path / "empty.csv", tmp_path / "night.wav"
    log.write_text(LOG.replace("13:15", "13:15Z"))
    empty.write_text("time,text\n13:15,Fire\n")
    sound.write_bytes(wav(samples()))
    result = run("check", sound, empty, log, record_in(tmp_path))
    assert result.exit_code == UNREADABLE
    assert f"{sound}: is no record" in result.stderr
    assert f"{empty}: nothing says on which day this was; import it with --date" in result.stderr
    assert f"{log}: warning: timezone UTC is assumed" in result.stderr
    assert result.stdout == f"{tmp_path / 'record.yaml'}: sound, 4 entries\n"
    assert str(scratch) not in result.stderr


def test_notes_in_lines_are_kept_apart(tmp_path: Path, scratch: Path) -> None:
    """They do not go with the record, as on the screen."""
    path = tmp_path / "log.csv"
    path.write_text(LOG)
    run("--plain", path, stdin=b"e Who?\nq\n")
    result = run("--plain", path, stdin=b"'\nq\n")
    assert "UTC: Who?" in result.stdout
    assert [*scratch.iterdir()] == []


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("time,text\n13:15,Fire\n", PROBLEMS, "nothing says on which day this was"),
        ("time,text\n2024-02-30 13:15,Fire\n", UNREADABLE, "names no date of the calendar"),
    ],
)
def test_where_nothing_can_be_read_the_reason_is_told(
    tmp_path: Path, scratch: Path, text: str, code: int, words: str
) -> None:
    """Nothing is shown, and nothing is left behind."""
    path = tmp_path / "log.csv"
    path.write_text(text)
    result = run(path)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr
    assert [*scratch.iterdir()] == []


def test_a_record_opens_as_before(tmp_path: Path) -> None:
    """Whatever the ending of its file."""
    for name in ("record.yaml", "record.txt"):
        (tmp_path / name).write_text(RECORD)
        result = run(tmp_path / name)
        assert (result.exit_code, result.stderr) == (SOUND, "")
        assert "not saved" not in result.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
@pytest.mark.parametrize("command", ["show", "--plain"])
def test_nothing_is_left_behind_when_the_reader_leaves(tmp_path: Path, command: str) -> None:
    """As with `| head`: the signal ends the program at once, and the record is gone before."""
    path, scratch = tmp_path / "log.csv", tmp_path / "temporary"
    scratch.mkdir()
    path.write_text(LOG)
    ours, theirs = os.pipe()
    os.close(ours)
    environment = os.environ | {"TMPDIR": str(scratch)}
    done = process(command, str(path), stdout=theirs, env=environment)
    os.close(theirs)
    assert done.returncode == -signal.SIGPIPE
    assert [*scratch.iterdir()] == []
