"""The terminal's own cursor: it stands on the selected row, for who does not see the screen."""

import re
import sys
import time
from collections.abc import Callable

import pytest

from tests.pseudo_terminal import OnTerminal, screen_on_terminal

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no such terminals")

WIDTH, HEIGHT = 120, 36
_MOVES = re.compile(rb"\x1b\[(\d+);(\d+)H")
_PATIENCE_S = 30.0


def place(terminal: OnTerminal) -> tuple[int, int]:
    """Column and row, from 0, to which the program has moved the cursor last."""
    row, column = _MOVES.findall(bytes(terminal.written))[-1]
    return int(column) - 1, int(row) - 1


def typed(
    terminal: OnTerminal, keys: str, holds: Callable[[tuple[int, int]], bool]
) -> tuple[int, int]:
    """Where the cursor is left after keys, once a condition on its place holds."""
    terminal.send(keys)
    last = time.monotonic() + _PATIENCE_S
    while not holds(place(terminal)):
        assert time.monotonic() < last, place(terminal)
        terminal.read(0.05)
    terminal.settle()
    assert holds(place(terminal))
    return place(terminal)


def test_the_cursor_stands_on_the_selected_row_of_what_has_the_keys() -> None:
    """In the timeline, in another pane, on a board and in a text, and back in the timeline."""
    with screen_on_terminal(size=(WIDTH, HEIGHT)) as terminal:
        terminal.settle()
        left, top = typed(terminal, "j", lambda it: it[0] == 1)  # the first cell in the border
        here = (left, top + 2)
        typed(terminal, "jj", here.__eq__)
        casualties = typed(terminal, "2", lambda it: it[0] > WIDTH // 2)
        typed(terminal, "j", (casualties[0], casualties[1] + 1).__eq__)
        typed(terminal, "1", here.__eq__)
        board = typed(terminal, "c", lambda it: it != here)
        typed(terminal, "j", lambda it: it[0] == board[0] and it[1] > board[1])
        typed(terminal, "q", here.__eq__)
        text = typed(terminal, "t", lambda it: it[1] == HEIGHT - 1)
        typed(terminal, "13", (text[0] + 2, text[1]).__eq__)


def test_the_cursor_costs_a_step_a_few_bytes() -> None:
    """The last that a step writes is where the cursor goes, in ten bytes or less."""
    with screen_on_terminal(size=(WIDTH, HEIGHT)) as terminal:
        terminal.settle()
        left, top = typed(terminal, "j", lambda it: it[0] == 1)
        before = len(terminal.written)
        typed(terminal, "j", (left, top + 1).__eq__)
        written = bytes(terminal.written[before:])
        move = f"\x1b[{top + 2};{left + 1}H".encode()
        assert written.removesuffix(b"\x1b[?2026l").endswith(move)
        assert len(move) <= 10
