"""Completion in a real zsh and fish on a terminal: each name is one word, and runs nothing."""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from click.shell_completion import FishComplete, ShellComplete, ZshComplete

from incident_tui.cli import main
from tests.cli.running import RECORD, record_in, run
from tests.cli.test_completion_in_bash import HOSTILE
from tests.pseudo_terminal import OnTerminal, on_terminal
from tests.thorough import thorough

if sys.platform == "win32":
    pytest.skip("there is no pseudo-terminal", allow_module_level=True)

NAMES = [
    name
    for name in (*HOSTILE, "x:y", "x\\:y", "x[1]", "x%y", "x^y", "x(touch ran)", "x\\", "x -n")
    if name.isprintable() and not name.startswith("-")
]
"""The names that are offered: one with a control is not, and a hyphen begins an option."""
_PROGRAM = """\
#!/bin/sh
if [ "$_INCIDENT_TUI_COMPLETE" ]; then cat "{folder}/answer"; exit; fi
for last; do :; done
printf %s "$last" > "{folder}/asked"
echo "[done]"
"""


class Shell(NamedTuple):
    """A shell that completes."""

    name: str
    completion: type[ShellComplete]
    options: tuple[str, ...]
    """To start the shell at a terminal, without the settings of the user."""
    load: str
    """The line that reads the file of settings."""
    settings: str
    words: Callable[[str], str]
    """From the word under way to the value of `COMP_CWORD`."""


ZSH = Shell(
    "zsh",
    ZshComplete,
    ("-f", "-i"),
    ". {folder}/settings",
    "PATH={folder}/bin:$PATH; unset HISTFILE; autoload -Uz compinit; compinit -u -D\n"
    "{script}\ncd {folder}/work; PS1='[ready]'; echo '[loaded]'\n",
    lambda _word: "4",
)
FISH = Shell(
    "fish",
    FishComplete,
    ("--no-config", "-i"),
    "source {folder}/settings",
    "set -x PATH {folder}/bin $PATH\n{script}\ncd {folder}/work; echo '[loaded]'\n",
    lambda word: word,
)


def offered(shell: Shell, record: Path, option: str, word: str) -> str:
    """What the program answers to the shell that asks how a word after an option goes on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMP_WORDS", f"incident-tui show {record} {option} {word}")
        patch.setenv("COMP_CWORD", shell.words(word))
        return shell.completion(main, {}, "incident-tui", "_INCIDENT_TUI_COMPLETE").complete()


@pytest.fixture(params=[ZSH, FISH], ids=lambda shell: shell.name)
def started(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Shell, OnTerminal]]:
    """A shell with our completion, in a folder for the record."""
    shell: Shell = request.param
    path = shutil.which(shell.name)
    if path is None:
        pytest.skip(f"there is no {shell.name}")
    (tmp_path / "bin").mkdir()
    (tmp_path / "work").mkdir()
    program = tmp_path / "bin" / "incident-tui"
    program.write_text(_PROGRAM.format(folder=tmp_path))
    program.chmod(0o755)
    script = run("completion", shell.name).stdout
    (tmp_path / "settings").write_text(shell.settings.format(folder=tmp_path, script=script))
    home = str(tmp_path)
    with on_terminal(
        path, *shell.options, TERM="xterm", HOME=home, XDG_CONFIG_HOME=home, XDG_DATA_HOME=home
    ) as terminal:
        terminal.send(shell.load.format(folder=tmp_path) + "\r")
        terminal.until(b"[loaded]")
        yield shell, terminal


@pytest.mark.parametrize("option", ["--agency", *thorough("--unit")])
@pytest.mark.parametrize("quote", ["", *thorough('"', "'")])
def test_a_name_is_one_word_and_runs_nothing(
    started: tuple[Shell, OnTerminal], quote: str, option: str, tmp_path: Path
) -> None:
    """TAB and Enter after the begin of a name: the program is given the name, and nothing runs.

    A unit is offered alone, an agency with its long name beside it.
    """
    shell, terminal = started
    for name in NAMES:
        units = f"\nunits: [{json.dumps({'id': 'u', 'call_sign': name})}]\n"
        parties = json.dumps([{"id": "a", "name": "The locals, all", "short": name}])
        text = RECORD.partition("agencies:")[0] + f"agencies: {parties}{units}"
        record = record_in(tmp_path / "work", text, "r.yaml")
        (tmp_path / "answer").write_text(offered(shell, record, option, quote + name[0]))
        began = len(terminal.written)
        terminal.send(f"incident-tui show r.yaml {option} {quote}{name[0]}\t\r")
        terminal.until(b"[done]", began)
        assert (tmp_path / "asked").read_text() == name, bytes(terminal.written[began:])
        assert [*(tmp_path / "work").iterdir()] == [record], bytes(terminal.written[began:])
