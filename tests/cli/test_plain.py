"""`incident-tui --plain` as a program: lines in, lines out, and how it ends."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from incident_tui.cli.plain import PROMPT
from incident_tui.opening import UNREADABLE
from tests.cli.running import ODD, RECORD, record_in, run
from tests.pseudo_terminal import on_terminal

PROGRAM = (sys.executable, "-m", "incident_tui", "--plain")


@pytest.mark.parametrize("arguments", [("--plain", "PATH"), ("PATH", "--plain")])
def test_commands_come_from_a_pipe(arguments: tuple[str, ...], tmp_path: Path) -> None:
    """The answers are lines without a prompt, a frame or a control character; the end is quiet."""
    path = str(record_in(tmp_path))
    given = [path if one == "PATH" else one for one in arguments]
    result = run(*given, stdin=b"j\nj\nq\nj\n")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Shots at a house"
    assert [line for line in lines if " of 4: " in line] == [
        "1 of 4: about 13:15, IPD, radio call",
        "2 of 4: 13:20, KC, concerns IPD, action",
        "3 of 4: 14:00, nobody is named as acting or speaking, note",
    ]
    assert result.stdout.isprintable() or {*result.stdout} - {"\n"} <= {
        one for one in result.stdout if one.isprintable()
    }


@pytest.mark.parametrize("given", [b"", b"j", b"j\n", b"\xff\x00\n", b"/\xe9\n"])
def test_the_end_of_the_input_ends_it(given: bytes, tmp_path: Path) -> None:
    """Whatever came before, also bytes of another encoding."""
    assert run("--plain", record_in(tmp_path), stdin=given).exit_code == 0


def test_text_of_a_record_is_made_visible(tmp_path: Path) -> None:
    """No escape sequence of a record, or of a command, reaches the terminal."""
    quoted = '"' + "".join(f"\\U{ord(one):08X}" for one in ODD) + '"'
    text = RECORD.replace("Two down.", quoted).replace("Shots at a house", quoted)
    given = f"s\nd\no\nc\n/{ODD}\nt{ODD}\nf{ODD}\n{ODD}\n".encode()
    result = run("--plain", record_in(tmp_path, text), stdin=given)
    assert result.exit_code == 0
    assert not {"\x1b", "\x07", "\x9b", "\x7f", "\u202e"} & {*result.stdout}
    assert "␛[31m" in result.stdout


def test_a_file_that_is_not_there_is_said(tmp_path: Path) -> None:
    """The exit code is that of every command."""
    result = run("--plain", tmp_path / "none.yaml", stdin=b"q\n")
    assert result.exit_code == UNREADABLE
    assert "no such file" in result.stderr


def test_a_folder_of_records_is_listed(tmp_path: Path) -> None:
    """One of them has to be named."""
    record_in(tmp_path, name="one.yaml")
    record_in(tmp_path, name="two.yaml")
    lines = run("--plain", tmp_path, stdin=b"").stdout.splitlines()
    assert [Path(line).name for line in lines[1:]] == ["one.yaml", "two.yaml"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
@pytest.mark.parametrize(
    ("keys", "code"),
    [("q\n", 0), ("\x04", 0), ("\x03", -signal.SIGINT), ("jj\x03", -signal.SIGINT)],
)
def test_a_terminal_has_a_prompt_and_is_left_cleanly(keys: str, code: int, tmp_path: Path) -> None:
    """By q, Ctrl+D or Ctrl+C, at once and without a word about the program."""
    with on_terminal(*PROGRAM, str(record_in(tmp_path))) as terminal:
        terminal.until(PROMPT.encode())
        terminal.send("j\n")
        terminal.until(b"2 of 4")
        terminal.until(PROMPT.encode(), len(terminal.written) - len(PROMPT))
        terminal.send(keys)
        assert terminal.ended() == code
        assert b"Traceback" not in terminal.written
        assert b"Aborted" not in terminal.written
        assert b"\x1b[?1049h" not in terminal.written  # no other screen


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
def test_a_question_about_a_file_is_answered_before_the_commands(tmp_path: Path) -> None:
    """A log without a zone opens in the zone that is typed, and commands are taken after it."""
    log = tmp_path / "log.csv"
    log.write_text("time,unit,text\n2024-02-29 13:15,E1,Fire showing\n")
    with on_terminal(*PROGRAM, str(log)) as terminal:
        terminal.until(b"[UTC]")
        terminal.send("Europe/Berlin\n")
        terminal.until(b"Fire showing")
        terminal.until(PROMPT.encode(), terminal.written.index(b"Fire showing"))
        terminal.send("q\n")
        assert terminal.ended() == 0
        assert b"is not saved" in terminal.written


@pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")
def test_a_terminal_without_a_cursor_gets_lines(tmp_path: Path) -> None:
    """Where TERM says that nothing can be drawn, the record opens line by line."""
    program = (sys.executable, "-m", "incident_tui", str(record_in(tmp_path)))
    with on_terminal(*program, TERM="dumb") as terminal:
        terminal.until(PROMPT.encode())
        terminal.send("q\n")
        assert terminal.ended() == 0
        assert b"\x1b" not in terminal.written


@pytest.mark.skipif(sys.platform == "win32", reason="no such shell")
def test_without_an_input_it_greets_and_ends(tmp_path: Path) -> None:
    """Where a shell has closed the input, nothing can be asked."""
    command = f'"{sys.executable}" -m incident_tui --plain "{record_in(tmp_path)}" <&-'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Shots at a house")


def test_notes_are_kept_beside_the_record(tmp_path: Path) -> None:
    """As with the full screen: the next start tells them, and faulty lines of the log."""
    path = record_in(tmp_path)
    result = run("--plain", path, stdin=b"b\ne Who?\nq\n")
    log = tmp_path / "record.review.jsonl"
    assert f"Bookmarked in {log}." in result.stdout
    with log.open("a") as file:
        file.write("odd\n")
    result = run("--plain", path, stdin=b"'\nq\n")
    assert "Of reviewers: 1 bookmark, 1 note; ' tells them." in result.stdout
    assert "UTC: Who?" in result.stdout
    assert result.stderr.startswith(f"{log}:4: ")


def test_following_is_no_command_of_lines(tmp_path: Path) -> None:
    """Nothing arrives between two lines: `--plain --follow` prints what does."""
    result = run("--plain", record_in(tmp_path), stdin=b"L\n")
    assert "No command is L" in result.stdout
