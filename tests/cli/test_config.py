"""`incident-tui config`: path, values and origins, faults with an exit code, and the example."""

import tomllib
from pathlib import Path

import pytest

from incident_tui.opening import PROBLEMS, SOUND
from incident_tui.settings import example, settings_path
from tests.cli.running import run


@pytest.fixture
def path() -> Path:
    """The path of the settings of this test, whose folder exists."""
    path = settings_path()
    assert path
    path.parent.mkdir(parents=True)
    return path


def test_without_a_file_the_path_and_the_defaults_are_printed(path: Path) -> None:
    """What is printed is TOML, and says how to begin."""
    result = run("config")
    assert (result.exit_code, result.stderr) == (SOUND, "")
    first, *lines = result.stdout.splitlines()
    assert first == f"# {path}: no such file; --example prints one"
    values = [line for line in lines if " = " in line]
    assert all(line.endswith("# default") for line in values)
    assert len(values) > 50
    assert tomllib.loads(result.stdout)["clock"] == "happened"


def test_a_value_of_the_file_is_printed_with_its_line(path: Path) -> None:
    """Beside it the others are defaults."""
    path.write_text('\nclock = "known"\n')
    result = run("config")
    assert result.exit_code == SOUND
    assert result.stdout.startswith(f"# {path}\n")
    (line,) = (line for line in result.stdout.splitlines() if line.startswith('clock = "'))
    assert line.split() == ["clock", "=", '"known"', "#", "line", "2"]


def test_a_fault_is_told_with_its_place(path: Path) -> None:
    """On standard error, with an exit code; the other values are printed."""
    path.write_text('clok = "known"\nreviewer = "R"\n')
    result = run("config")
    assert result.exit_code == PROBLEMS
    assert result.stderr == f"{path}:1:1: unknown key `clok`; did you mean `clock`?\n"
    assert 'reviewer = "R"' in result.stdout


def test_the_example_can_be_saved(path: Path) -> None:
    """What is printed is a sound file."""
    result = run("config", "--example")
    assert result.stdout == example()
    path.write_text(result.stdout)
    assert run("config").exit_code == SOUND
