"""What a terminal sends, and which signals end the app: nothing is left behind, nothing crashes."""

import os
import signal
import sys

import pytest

from incident_tui.opening import CRASHED, SIGNALLED, end_as
from tests.pseudo_terminal import LEFT, screen_on_terminal
from tests.thorough import thorough

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals are others there")

RESTORED = [
    b"\x1b[?1000l",  # no clicks of the mouse
    b"\x1b[?1003l",  # no movements of it
    b"\x1b[?1006l",
    b"\x1b[?2004l",  # no marks around a paste
    b"\x1b[?7h",  # lines wrap
    b"\x1b[<u",  # keys as before
    LEFT,
    b"\x1b[?25h",  # a cursor
    b"\x1b[?1004l",  # no word of focus
]

NO_KEYS = (
    b"\xff",
    b"\x80\x80",
    "café".encode("latin-1"),
    b"\x1b[200~caf\xe9 q\x1b[201~",  # pasted, and no key `q`
    b"\xf0\x9f",
    b"\x1b[999999999999999999999999~",
    b"\x1b[1114112;5u",
    b"\x1b[48;99999;99999;1;1t",
    b"\x1b[48;0;0;1;1t",
    b"\x1b[<999999999999;99999999;9M",
    b"\x1b[<0;0;0M",
    b"\x1bP+r\x1b\\",
    b"\x1b]52;c;QQ==\x07",
    b"\x9b31m",
)
"""Bytes of another encoding, and sequences that stand for no key that there is."""


@pytest.mark.parametrize("name", ["SIGTERM", *thorough("SIGHUP", "SIGQUIT", "SIGINT")])
def test_a_signal_leaves_the_terminal_as_it_was(name: str) -> None:
    """Screen, mouse, cursor and modes are restored, and the program ends by the signal."""
    import termios

    with screen_on_terminal() as terminal:
        began = len(terminal.written)
        terminal.process.send_signal(signal.Signals[name])
        assert terminal.ended() == -signal.Signals[name]
        left = bytes(terminal.written[began:])
        assert [code for code in RESTORED if code not in left] == []
        assert termios.tcgetattr(terminal.theirs) == terminal.modes


@pytest.mark.thorough
def test_a_terminal_that_hangs_up_ends_the_program() -> None:
    """Where nobody looks any more, nothing is waited for."""
    with screen_on_terminal() as terminal:
        os.close(terminal.ours)
        terminal.ours = -1
        assert terminal.process.wait(60) == -signal.SIGHUP


@pytest.mark.thorough
def test_no_input_ends_the_app() -> None:
    """Bytes of another encoding, and sequences that stand for nothing, are ignored."""
    with screen_on_terminal() as terminal:
        for sent in NO_KEYS:
            terminal.send(sent)
            terminal.settle(0.15)
            terminal.send("\x1b")  # out of whatever it opened
            terminal.settle(0.15)
            assert terminal.process.poll() is None, sent
        for _ in range(3):  # on a busy machine a part of a sequence can be a key, which opens more
            terminal.send("\x1b")
            terminal.settle(0.3)
        began = len(terminal.written)
        terminal.send("/after all that")
        terminal.until(b"after all that", began)
        terminal.send("\x1b")
        terminal.settle()
        terminal.send("q")
        assert terminal.ended() == 0


@pytest.mark.parametrize("code", [None, 1])
def test_a_crash_is_no_success(code: int | None) -> None:
    """An app that was not left, or left with an error, ends the program with 1."""
    with pytest.raises(SystemExit) as ended:
        end_as(code)
    assert ended.value.code == CRASHED


def test_an_app_that_is_left_ends_well() -> None:
    """Without an error, nothing is done; the codes of signals are above those of errors."""
    end_as(0)
    assert SIGNALLED > CRASHED
