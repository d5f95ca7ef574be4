"""`check`: what it says of records, in which format, its exit codes and what its codes mean."""

import json
import sys
from pathlib import Path

import pytest
from click.testing import Result

from incident_tui.checks import CODES
from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import Note, changed_note, new_note
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.samples import EXERCISE, data_folder
from tests.cli.running import FLAWED, RECORD, WRONG_USE, record_in, run
from tests.notes.noting import MS, note, with_log

SOUND_RECORD = """\
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report, lines: 9}]
timeline:
  - {id: e, kind: note, time: 13:15, text: Forced entry, cite: s:L9}
"""
DOUBTFUL = SOUND_RECORD.replace("L9", "L99")
AT_FAULT = DOUBTFUL + "timelin: []\n"
WARNING = "`s` has 9 lines, and none is L99"
ERROR = "unknown key `timelin`; did you mean `timeline`?"


def check(*arguments: str | Path) -> Result:
    """`incident-tui check` with these arguments."""
    return run("check", *arguments)


@pytest.mark.parametrize(
    ("text", "code", "stdout", "stderr"),
    [
        (RECORD, SOUND, "{path}: sound, 4 entries\n", ""),
        ("\ufeff" + RECORD, SOUND, "", "{path}:1:1: warning: begins with a byte-order mark"),
        (RECORD.replace("\n", "\r\n"), SOUND, "", "{path}:1: warning: lines end in CR LF"),
        (FLAWED, PROBLEMS, "", "{path}:18:1: unknown key `timelin`; did you mean `timeline`?"),
        ("", PROBLEMS, "", "{path}:1:1: empty; begin with `format: incident-record/1`"),
        ("- a\n- b\n", PROBLEMS, "", "{path}:1:1: a list, where a record is a mapping"),
        ("a: [", PROBLEMS, "", "{path}:"),
        (None, UNREADABLE, "", "{path}: cannot be read: no such file or directory"),
    ],
    ids=["sound", "BOM", "CRLF", "flawed", "empty", "list", "no YAML", "missing"],
)
def test_check_says_what_is_wrong_and_where(
    text: str | None, code: int, stdout: str, stderr: str, tmp_path: Path
) -> None:
    """Problems are printed as path:line:column, and the exit code says how bad it is."""
    path = tmp_path / "record.yaml"
    if text is not None:
        record_in(tmp_path, text)
    result = check(path)
    assert result.exit_code == code
    assert result.stdout == stdout.format(path=path)
    assert result.stderr.startswith(stderr.format(path=path))
    assert bool(result.stderr) == bool(stderr)
    assert "Traceback" not in result.stderr


def test_check_goes_through_every_path(tmp_path: Path) -> None:
    """One bad record hides no other; the worst decides the exit code."""
    sound = record_in(tmp_path, name="sound.yaml")
    flawed = record_in(tmp_path, FLAWED, name="flawed.yaml")
    twice = record_in(tmp_path, FLAWED + "agences: []\n", name="twice.yaml")
    missing, folder = tmp_path / "missing.yaml", tmp_path / "folder"
    folder.mkdir()
    result = check(missing, folder, flawed, sound, twice)
    assert result.exit_code == UNREADABLE
    assert result.stdout == f"{sound}: sound, 4 entries\n"
    starts = [f"{missing}: cannot be read", f"{folder}: a folder without a record"]
    starts += [f"{flawed}:18:1: ", f"{twice}:18:1: ", f"{twice}:19:1: "]
    starts += ["5 errors in 4 of 5 records"]
    lines = result.stderr.splitlines()
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    assert check(sound, flawed, sound).exit_code == PROBLEMS
    assert check(sound, sound).exit_code == SOUND


def test_check_wants_a_path() -> None:
    """Checking nothing is a mistake in the command, and not a sound record."""
    assert check().exit_code == WRONG_USE


def test_check_reports_times_that_cannot_be(tmp_path: Path) -> None:
    """What is found wrong when entries are placed is reported like what is read."""
    path = record_in(tmp_path, RECORD.replace("time: 14:00", "time: e3 +2m"))
    result = check(path)
    assert result.exit_code == PROBLEMS
    assert result.stderr.startswith(f"{path}:11:")


@pytest.mark.smoke
def test_the_bundled_records_are_clean() -> None:
    """Every bundled record is sound, and without a warning."""
    records = [*data_folder().glob("*.yaml"), data_folder() / EXERCISE]
    assert check("--strict", *records).exit_code == SOUND


@pytest.mark.parametrize(
    ("text", "code", "strict"),
    [
        (SOUND_RECORD, SOUND, SOUND),
        (DOUBTFUL, SOUND, PROBLEMS),
        ("\ufeff" + SOUND_RECORD, SOUND, PROBLEMS),
        (AT_FAULT, PROBLEMS, PROBLEMS),
        (None, UNREADABLE, UNREADABLE),
    ],
    ids=["sound", "warning", "BOM", "error", "missing"],
)
@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_warnings_count_if_asked(
    text: str | None, code: int, strict: int, form: str, tmp_path: Path
) -> None:
    """Only with `--strict` a warning is worse than nothing, in every format."""
    path = tmp_path / "record.yaml" if text is None else record_in(tmp_path, text)
    assert check(path, "--format", form).exit_code == code
    assert check(path, "--format", form, "--strict").exit_code == strict


def test_text_names_the_code(tmp_path: Path) -> None:
    """Problems and warnings come by place, and a warning with the code that explains it."""
    path = record_in(tmp_path, AT_FAULT)
    result = check(path)
    assert result.stdout == ""
    assert (
        result.stderr
        == f"{path}:5:64: warning W006: {WARNING}\n{path}:6:1: {ERROR}\n1 error, 1 warning\n"
    )


@pytest.mark.parametrize(
    ("texts", "total"),
    [
        ([SOUND_RECORD], ""),
        ([DOUBTFUL], "1 warning"),
        ([AT_FAULT, SOUND_RECORD], "1 error, 1 warning in 1 of 2 records"),
        ([AT_FAULT, DOUBTFUL], "1 error, 2 warnings in 2 of 2 records"),
    ],
)
def test_problems_are_counted_at_the_end(texts: list[str], total: str, tmp_path: Path) -> None:
    """Over all records, after the last problem, on standard error."""
    paths = [record_in(tmp_path, text, f"{number}.yaml") for number, text in enumerate(texts)]
    assert (check(*paths).stderr.splitlines() or [""])[-1] == total


def test_json_is_one_list_of_all_records(tmp_path: Path) -> None:
    """Editors and CI read one document, whatever the number of records."""
    flawed, sound = record_in(tmp_path, AT_FAULT), record_in(tmp_path, SOUND_RECORD, "sound.yaml")
    missing = tmp_path / "missing.yaml"
    result = check(sound, flawed, missing, "--format", "json")
    assert (result.exit_code, result.stderr) == (UNREADABLE, "")
    keys = ("path", "line", "column", "severity", "code", "message")
    rows = [
        (str(flawed), 5, 64, "warning", "W006", WARNING),
        (str(flawed), 6, 1, "error", None, ERROR),
        (str(missing), None, None, "error", None, "cannot be read: no such file or directory"),
    ]
    assert json.loads(result.stdout) == [dict(zip(keys, row, strict=True)) for row in rows]
    assert check(sound, "--format", "json").stdout == "[]\n"


def test_github_has_commands_and_nothing_else(tmp_path: Path) -> None:
    """A line for each problem, none for a sound record, and none that a record wrote."""
    text = AT_FAULT.replace("timelin:", '"x\\n::error::forged\\e[31m":')
    path, sound = record_in(tmp_path, text), record_in(tmp_path, SOUND_RECORD, "sound.yaml")
    result = check(sound, path, "--format", "github")
    assert result.stderr == ""
    first, second = result.stdout.splitlines()
    assert first == f"::warning file={path},line=5,col=64,title=incident-tui W006::{WARNING}"
    assert second.startswith(
        f"::error file={path},line=6,col=1,title=incident-tui::unknown key `x "
    )
    assert "\x1b" not in second


@pytest.mark.parametrize("asked", ["W006", "w006"])
def test_a_code_is_explained(asked: str) -> None:
    """What it means, an example, and what to do, without a record to check."""
    result = check("--explain", asked)
    assert result.exit_code == SOUND
    code = CODES["W006"]
    said = " ".join(result.stdout.split())
    assert said == f"W006 {code.title} {code.meaning} {code.example} {code.advice}"
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("arguments", [["--explain"], ["--explain", "all"]])
def test_all_codes_are_listed(arguments: list[str]) -> None:
    """Without a code, a line for each of them."""
    result = check(*arguments)
    assert result.exit_code == SOUND
    listed = dict(line.split("  ") for line in result.stdout.splitlines())
    assert listed == {code.code: code.title for code in CODES.values()}


@pytest.mark.parametrize("code", CODES)
def test_explanations_fit_a_terminal(code: str) -> None:
    """Text is wrapped; only an example may be wider, for it is to be copied."""
    lines = check("--explain", code).stdout.splitlines()
    assert all(len(line) <= 80 for line in lines if not line.startswith("    "))


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("W06", "W06 is no code of a warning; did you mean W006?"),
        ("w6", "w6 is no code of a warning; did you mean W006?"),
        ("zzz", f"zzz is no code of a warning; codes: {', '.join(CODES)}"),
        ("", " is no code of a warning; codes: "),
        ("\x1b[31m", "␛[31m is no code of a warning"),
    ],
)
def test_an_unknown_code_is_a_mistake(asked: str, said: str) -> None:
    """The nearest code is named, or else all of them."""
    result = check("--explain", asked)
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert said in result.stderr


def test_a_record_is_not_passed_over_for_an_explanation(tmp_path: Path) -> None:
    """To explain and to check at once is a mistake, and not half of it done."""
    result = check(record_in(tmp_path, SOUND_RECORD), "--explain", "W006")
    assert (result.exit_code, result.stdout) == (WRONG_USE, "")
    assert "--explain tells of a code and takes no PATH" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("text", [None, RECORD, FLAWED], ids=["missing", "sound", "flawed"])
def test_no_name_of_a_file_is_a_command_to_the_terminal(text: str | None, tmp_path: Path) -> None:
    """A path is printed like any other text of a stranger."""
    path = tmp_path / "a\x07\u202eb.yaml"
    if text is not None:
        path.write_bytes(text.encode())
    result = check(path)
    assert f"{tmp_path}/a␇‹U+202E›b.yaml:" in result.stdout + result.stderr


def concluded(folder: Path, *notes: Note, text: str = SOUND_RECORD) -> tuple[Path, Path]:
    """The path of a record with these notes of reviewers beside it, and the path of their log."""
    path = with_log(record_in(folder, text), *notes, incident="i")
    return path, path.with_suffix(".review.jsonl")


GUESS = new_note(OBSERVATION, by="Ann", text="Quick start", ms=MS, side="strength", chance=1)
TODO = note("Announce it", kind=ACTION, observation=GUESS.id, chance=2)


def test_conclusions_without_evidence_owner_or_date_are_warned_of(tmp_path: Path) -> None:
    """By the line of the log; the record is as sound as without them, and ends as before."""
    done = note("Whole", kind=ACTION, owner="QBFD", due="2026-01", chance=3)
    later = changed_note(GUESS, by="Bob", ms=MS + 1, text="Very quick start")
    path, log = concluded(tmp_path, GUESS, TODO, done, later, note("On e1"))
    result = check(path)
    assert (result.exit_code, result.stdout) == (SOUND, f"{path}: sound, 1 entry\n")
    assert result.stderr.splitlines() == [
        f"{log}:3: warning W014: the action {TODO.id} has no date by which it is due:"
        " “Announce it”",
        f"{log}:3: warning W013: the action {TODO.id} has no owner: “Announce it”",
        f"{log}:5: warning W012: the observation {GUESS.id} has no evidence in the record:"
        " “Very quick start”",
        "3 warnings",
    ]
    assert check(path, "--strict").exit_code == PROBLEMS
    codes = [one["code"] for one in json.loads(check(path, "--format", "json").stdout)]
    assert codes == ["W014", "W013", "W012"]
    assert check(path, "--format", "github").stdout.count(f"file={log}") == 3


def test_dropped_actions_and_sound_conclusions_are_not_warned_of(tmp_path: Path) -> None:
    """Nor is a record without a log, or with a log that cannot be read."""
    dropped = note("x", kind=ACTION, status="dropped", chance=1)
    proven = note("x", kind=OBSERVATION, side="strength", chance=2)
    path, log = concluded(tmp_path, dropped, proven)
    assert check(path, "--strict").exit_code == SOUND
    log.write_text("no log")
    assert check(path, "--strict").exit_code == SOUND
