"""Completion in a real bash on a terminal: what a record says runs nothing, whatever it says."""

import json
import shutil
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from incident_tui.cli import main
from tests.cli.running import RECORD, record_in, run
from tests.pseudo_terminal import on_terminal

BASH = shutil.which("bash")
pytestmark = pytest.mark.skipif(sys.platform == "win32" or BASH is None, reason="there is no bash")

HOSTILE = [
    "x$(touch ran)",
    "x`touch ran`",
    "x`touch${IFS}ran`",
    "x;touch ran",
    "x; touch ran #",
    "x\ntouch ran",
    "x\n\ntouch ran\n",
    "x\rtouch ran\r",
    "x\x03touch ran\r",
    "x|touch ran",
    "x&&touch ran",
    "x>ran",
    "x >ran",
    "x$'\\x3btouch ran'",
    'x";touch ran;"',
    "x';touch ran;'",
    "x'\"`touch ran`\"'",
    "x\\;touch ran",
    "x!touch",
    "x*",
    "x{ran,}",
    "x~",
    "x\x1b[200~touch ran\r",
    "x,file,ran",
    "-x$(touch ran)",
]
_PROGRAM = """\
#!/bin/sh
if [ "$_INCIDENT_TUI_COMPLETE" ]; then cat "{folder}/answer"; else touch "{folder}/asked"; fi
"""
_STARTUP = """\
PATH={folder}/bin:$PATH HISTFILE=
{script}
bind 'set enable-bracketed-paste off'
cd {folder}/work
PS1='[ready]' PS2='[more]'
"""


def answer(record: Path, word: str) -> str:
    """What the program answers to bash that asks how a word after `--unit` goes on."""
    words = ["incident-tui", "show", str(record), "--unit", word]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COMP_WORDS", "\n".join(words))
        patch.setenv("COMP_CWORD", str(len(words) - 1))
        return BashComplete(main, {}, "incident-tui", "_INCIDENT_TUI_COMPLETE").complete()


@pytest.mark.parametrize("quote", ["", '"', "'"], ids=["bare", "double", "single"])
@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_of_a_record_runs_anything(name: str, quote: str, tmp_path: Path) -> None:
    """TAB and Enter after `--unit` and the begin of a call sign or an id that a shell would run.

    The record has a single unit, so that one TAB inserts it.
    """
    (tmp_path / "bin").mkdir()
    (tmp_path / "work").mkdir()
    program = tmp_path / "bin" / "incident-tui"
    program.write_text(_PROGRAM.format(folder=tmp_path))
    program.chmod(0o755)
    script = run("completion", "bash").stdout
    (tmp_path / "startup").write_text(_STARTUP.format(folder=tmp_path, script=script))
    unit = {"id": name.replace(" ", "${IFS}")} if name.isprintable() else {"id": "u"}
    units = f"\nunits: [{json.dumps(unit | {'call_sign': name})}]\n"
    record = record_in(tmp_path / "work", RECORD.rstrip() + units, "r.yaml")
    begun = "-x" if name.startswith("-") else name[0]
    (tmp_path / "answer").write_text(answer(record, quote + begun))
    with on_terminal(str(BASH), "--rcfile", str(tmp_path / "startup"), "-i") as shell:
        shell.until(b"[ready]")
        began = len(shell.written)
        shell.send(f"incident-tui show r.yaml --unit {quote}{begun}\t\r")
        shell.until_any((b"[ready]", b"[more]"), began)
    assert [*(tmp_path / "work").iterdir()] == [record], bytes(shell.written)


def test_a_name_with_a_blank_is_inserted_as_one_word(tmp_path: Path) -> None:
    """The test above would find nothing if bash inserted nothing."""
    units = "\nunits: [{id: e1, call_sign: Engine 1}]\n"
    record = record_in(tmp_path, RECORD.rstrip() + units, "r.yaml")
    assert answer(record, "eng") == "plain,Engine 1"
