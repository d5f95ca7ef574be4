"""All commands: their names, their help, ways in that have no command, and what they print."""

import re
import shlex
from itertools import takewhile
from pathlib import Path

import pytest

from incident_tui import __version__
from incident_tui.cli.group import COMMANDS
from incident_tui.opening import SOUND, UNREADABLE
from tests.cli.running import FLAWED, ODD, QUOTED, record_in, run


@pytest.mark.smoke
def test_version() -> None:
    """`--version` says which version this is, and nothing else happens."""
    result = run("--version")
    assert (result.exit_code, result.stdout) == (0, f"incident-tui, version {__version__}\n")


@pytest.mark.smoke
@pytest.mark.parametrize("option", ["--help", "-h"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_of_every_command_has_an_example_that_works(
    command: str, option: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The example at the end of each help can be typed as it stands."""
    result = run(*command.split(), option)
    assert result.exit_code == 0
    example = " ".join(result.stdout.rpartition("Example: ")[2].split())
    assert example.startswith("incident-tui")
    record_in(tmp_path, name="my-record.yaml")
    record_in(tmp_path, "time,message\n2024-02-29T13:15Z,On scene.\n", "cad-export.csv")
    monkeypatch.chdir(tmp_path)
    words = [word.replace("*.yaml", "my-record.yaml") for word in shlex.split(example)]
    words = [*takewhile(lambda word: word not in ("|", ">"), words)]  # the rest is the shell's
    assert run(*words[1:]).exit_code == SOUND


def test_an_empty_path_is_no_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A path that came out empty does not stand for the bundled record."""
    monkeypatch.chdir(tmp_path)
    for arguments in ([""], ["show", ""], ["check", ""]):
        result = run(*arguments)
        assert result.exit_code == UNREADABLE
        assert result.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "-"],
        ["show", "-"],
        ["show", "-", "--format", "json"],
        ["show", "-", "--agency", "zzz"],
    ],
    ids=" ".join,
)
def test_no_text_of_a_record_is_a_command_to_the_terminal(arguments: list[str]) -> None:
    """Escape sequences, controls and overrides are printed as text, and markup stays markup."""
    text = FLAWED.replace("timelin", QUOTED).replace("kind: action", f"kind: {QUOTED}")
    for word in ("Shots at a house", "Nobody said", "an officer", "IPD", "the locals"):
        text = text.replace(word, QUOTED)
    text = text.replace("id: court", f"id: {QUOTED}").replace("agency: court", "agency: ipd")
    result = run(*arguments, stdin=text.encode())
    printed = result.stdout + result.stderr
    assert not set(printed) & set("\x1b\x07\x9b\x7f\u202e")
    assert "[bold]x[/] :smile:" in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_argument_is_a_command_to_the_terminal(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where an argument is quoted in an answer, it is text: as an argument, option and value."""
    monkeypatch.chdir(tmp_path)
    options = run(*command.split(), "--help").stdout
    named = {*re.findall(r"--[a-z-]+", options)} - {"--help", "--version"}
    before = [[], ["x"], ["x", "x"], *([option] for option in named)]
    for words in before:
        for hostile in (ODD, f"--{ODD}", "\udcff\x1bc"):
            result = run(*command.split(), *words, hostile, stdin=b"")
            printed = result.stdout + result.stderr
            assert not set(printed) & set("\x1b\x07\x9b\x7f\u202e"), (words, hostile)
            assert isinstance(result.exception, SystemExit | None), (words, hostile)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["chek"], "there is no command and no file chek; did you mean check?"),
        (["chek", "r.yaml"], "there is no command and no file chek; did you mean check?"),
        (["exprt"], "did you mean export?"),
        (["excercise"], "did you mean exercise?"),
        (["show", "excercise"], "excercise: cannot be read: no such file or directory; did you"),
        (["zzz"], "zzz: cannot be read: no such file or directory\n"),
        (["chek.yaml"], "chek.yaml: cannot be read: no such file or directory\n"),
    ],
)
def test_a_typing_error_is_answered_by_the_name(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name of a command, or of a bundled record; a path is a path."""
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (UNREADABLE, "")
    assert said in result.stderr


def test_a_file_with_a_name_near_a_command_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is there, is meant."""
    record_in(tmp_path, name="chek")
    monkeypatch.chdir(tmp_path)
    assert run("chek").exit_code == SOUND
