"""`check`: its formats, its exit codes and what its codes mean."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from incident_tui.checks import CODES
from incident_tui.cli import main
from incident_tui.opening import PROBLEMS, SOUND, UNREADABLE
from incident_tui.samples import EXERCISE, data_folder

WRONG_USE = 2
"""What click ends with when an argument cannot be."""

SOUND_RECORD = """\
format: incident-record/1
incident: {id: i, title: Shots at a house, date: 2024-02-29, timezone: America/Chicago}
sources: [{id: s, kind: report, lines: 9}]
timeline:
  - {id: e, kind: note, time: 13:15, text: Forced entry, cite: s:L9}
"""
DOUBTFUL = SOUND_RECORD.replace("L9", "L99")
FLAWED = DOUBTFUL + "timelin: []\n"
WARNING = "`s` has 9 lines, and none is L99"
ERROR = "unknown key `timelin`; did you mean `timeline`?"


def check(*arguments: str | Path) -> Result:
    """`incident-tui check` with these arguments."""
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def record_in(folder: Path, text: str, name: str = "record.yaml") -> Path:
    """A file with this text."""
    path = folder / name
    path.write_text(text, "utf-8")
    return path


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
        (FLAWED, PROBLEMS, PROBLEMS),
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
    path = record_in(tmp_path, FLAWED)
    result = check(path)
    assert result.stdout == ""
    assert result.stderr == f"{path}:5:64: warning W006: {WARNING}\n{path}:6:1: {ERROR}\n"


def test_json_is_one_list_of_all_records(tmp_path: Path) -> None:
    """Editors and CI read one document, whatever the number of records."""
    flawed, sound = record_in(tmp_path, FLAWED), record_in(tmp_path, SOUND_RECORD, "sound.yaml")
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
    text = FLAWED.replace("timelin:", '"x\\n::error::forged\\e[31m":')
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
