"""Shell completion: the scripts, and what is suggested where."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from incident_tui.cli import main
from incident_tui.cli.completion import SHELLS
from incident_tui.cli.group import COMMANDS
from incident_tui.record.vocabulary import ENTRY_KINDS
from tests.cli.running import ODD, QUOTED, RECORD, WRONG_USE, record_in, run
from tests.thorough import thorough_rows


def suggested(*words: str) -> list[str]:
    """What is suggested for the last of these words; `(file)` and `(dir)` stand for any."""
    complete = BashComplete(main, {}, "incident-tui", "_INCIDENT_TUI_COMPLETE")
    items = complete.get_completions([*words[:-1]], words[-1])
    return [item.value if item.type == "plain" else f"({item.type})" for item in items]


@pytest.mark.parametrize("shell", SHELLS)
def test_a_shell_has_its_script(shell: str) -> None:
    """The script asks this program, by its name."""
    result = run("completion", shell)
    assert result.exit_code == 0
    assert f"_INCIDENT_TUI_COMPLETE={shell}_complete" in result.stdout


def test_an_unknown_shell_is_a_mistake() -> None:
    """The ones that there are, are named."""
    result = run("completion", "tcsh")
    assert result.exit_code == WRONG_USE
    assert "'bash', 'zsh', 'fish'" in result.stderr


def test_commands_and_files_come_first() -> None:
    """A path may stand in place of a command; after one, options of its own."""
    assert suggested("") == ["(file)", *COMMANDS, "exercise"]
    assert suggested("ex") == ["(file)", "export", "exercise"]
    assert suggested("sh")[:2] == ["(file)", "show"]
    assert suggested("show", "") == ["(file)", "exercise"]
    assert suggested("check", "a.yaml", "x") == ["(file)"]
    assert suggested("import", "--from", "csv", "ex") == ["(file)"]
    assert suggested("list", "") == ["(dir)"]
    assert suggested("show", "--clo") == ["--clock"]
    assert suggested("completion", "") == [*SHELLS]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_completes_its_options(command: str) -> None:
    """Each of them says what it can be given."""
    assert "--help" in suggested(command, "--h")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--agency", ""], ["IPD", "KC", "Circuit Court", "unidentified"]),
        (["--agency", "k"], ["KC"]),
        (["--agency", "kansas c"], ["Kansas City Police Department"]),
        (["--agency", "kcp"], ["kcpd"]),
        (["--kind", "ipd", "--agency", "ip"], ["IPD"]),
        (["--source", ""], ["s"]),
        (["--unit", ""], []),
        (["--kind", "radio"], ["radio_call"]),
        (["--format", "js"], ["json", "jsonl"]),
        (["--clock", ""], ["happened", "known"]),
    ],
)
def test_what_an_option_can_be_is_suggested(
    words: list[str], found: list[str], tmp_path: Path
) -> None:
    """Ids are those of the record that is named on the line."""
    assert suggested("show", str(record_in(tmp_path)), *words) == found
    assert suggested("show", *words[:-2], str(tmp_path), *words[-2:]) == found


@pytest.mark.parametrize(
    ("begun", "found"),
    [
        ("", ["Engine 1", "Medic7", "$(reboot)"]),
        ("e", ["Engine 1"]),
        ("e1", ["e1"]),
        ("ENGINE 1", ["Engine 1"]),
        ("med", ["Medic7"]),
        ("m", ["Medic7"]),
        ("m7", ["m7"]),
        ("c", ["c3"]),
        ("z", []),
    ],
)
def test_units_are_suggested_by_call_sign_too(begun: str, found: list[str], tmp_path: Path) -> None:
    """In any case; by its id where the id is begun."""
    units = """
units:
  - {id: e1, call_sign: Engine 1}
  - {id: m7, call_sign: Medic7}
  - {id: c3, call_sign: "$(reboot)"}
"""
    path = record_in(tmp_path, RECORD.rstrip() + units)
    assert suggested("show", str(path), "--unit", begun) == found


def test_without_a_record_the_bundled_one_is_meant() -> None:
    """As it is for `show`; a record that cannot be read, or read twice, has no ids."""
    assert suggested("show", "--agency", "kc") == ["KCPD", "kc-mayor"]
    assert suggested("show", "/missing.yaml", "--agency", "") == ["unidentified"]
    assert suggested("show", "-", "--agency", "") == ["unidentified"]
    assert suggested("show", "--kind", "") == [*ENTRY_KINDS]


def test_no_id_is_a_command_to_the_terminal(tmp_path: Path) -> None:
    """An id that does not print as it is, is not suggested."""
    path = record_in(tmp_path, RECORD.replace("id: ipd", f"id: {QUOTED}"))
    assert ODD not in suggested("show", str(path), "--agency", "")


def test_completing_loads_no_textual() -> None:
    """A shell that asks is answered at once."""
    script = (
        "import sys, atexit; atexit.register(lambda: print('textual' in sys.modules));"
        "sys.argv = ['incident-tui']; from incident_tui.__main__ import main; main()"
    )
    asked = {
        "COMP_WORDS": "incident-tui show --agency k",
        "COMP_CWORD": "3",
        "_INCIDENT_TUI_COMPLETE": "bash_complete",
    }
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["plain,KCPD", "plain,kc-mayor", "False"]


SHIM = """\
#!{python}
import sys
sys.argv[0] = "incident-tui"
from incident_tui.__main__ import main
main()
"""
INERT = """
units:
  - {id: e1, call_sign: Engine 1}
  - {id: one, call_sign: "$(touch ran)"}
  - {id: two, call_sign: "`touch ran`; touch ran"}
  - {id: "*", call_sign: '"$(touch ran)"'}
"""


def in_bash(words: str, folder: Path) -> str:
    """The words that bash inserts for the last word, by the printed script."""
    program = folder / "bin" / "incident-tui"
    program.parent.mkdir(exist_ok=True)
    program.write_text(SHIM.format(python=sys.executable))
    program.chmod(0o755)
    script = f"""
        compopt() {{ :; }}
        {run("completion", "bash").stdout}
        COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
        _incident_tui_completion incident-tui
        printf '%s\n' "${{COMPREPLY[@]}}"
    """
    paths = os.pathsep.join([str(program.parent), os.environ["PATH"]])
    done = subprocess.run(
        ["bash", "--norc", "-c", script],
        cwd=folder,
        env=os.environ | {"PATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


@pytest.mark.skipif(shutil.which("bash") is None or os.name == "nt", reason="there is no bash")
@pytest.mark.parametrize(
    ("before", "begun", "inserted"),
    [
        ("", "ex", "export\nexercise\nex ample.yaml\n"),
        ("show r.yaml --unit", "$", r"\$\(touch\ ran\)"),
        *thorough_rows(
            ("show r.yaml --unit", "eng", r"Engine\ 1"),
            ("show r.yaml --unit", r"\$", r"\$\(touch\ ran\)"),
            ("show r.yaml --unit", r"\`", r"\`touch\ ran\`\;\ touch\ ran"),
            ("show r.yaml --unit", r"\*", r"\*"),
            ("show r.yaml --unit", '"Eng', "Engine 1"),
            ("show r.yaml --unit", '"$', ""),
        ),
    ],
)
def test_bash_inserts_words_that_run_nothing(
    before: str, begun: str, inserted: str, tmp_path: Path
) -> None:
    """A word is quoted for bash; after an open quotation mark, only plain words are suggested."""
    record_in(tmp_path, RECORD.rstrip() + INERT, "r.yaml")
    (tmp_path / "ex ample.yaml").touch()
    words = f"incident-tui {before} {shlex.quote(begun)}"
    assert in_bash(words, tmp_path).rstrip("\n") == inserted.rstrip("\n")
    assert not (tmp_path / "ran").exists()
