"""What is written to the terminal: the same picture as all of it, in fewer bytes."""

from io import StringIO
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from incident_tui.painting.terminal_cells import PlacedStrip, TerminalCells
from tests.painting.strategies import strips
from tests.painting.terminal import Terminal

_CUTS = (0, 7, 18, 20)
"""Where strips of a row meet, as widgets do."""
_ROWS = 3


def _console() -> Console:
    return Console(file=StringIO(), force_terminal=True, color_system="truecolor")


def _line(words: str, style: str = "") -> list[PlacedStrip]:
    return [PlacedStrip(0, 0, Strip([Segment(words, Style.parse(style))]))]


@st.composite
def _frames(draw: st.DrawFn) -> list[PlacedStrip]:
    frame = []
    for y in range(_ROWS):
        for start, stop in pairwise(_CUTS):
            if draw(st.booleans()):
                frame.append(PlacedStrip(start, y, draw(strips(stop - start))))
    return frame


@given(st.lists(_frames(), max_size=6))
def test_a_terminal_shows_what_textual_would_have_written(frames: list[list[PlacedStrip]]) -> None:
    """After any frames, cells and styles are those that writing every strip whole brings about."""
    console = _console()
    ours, theirs = Terminal(_CUTS[-1], _ROWS), Terminal(_CUTS[-1], _ROWS)
    cells = TerminalCells()
    for frame in frames:
        ours.write(cells.update(frame, console))
        for x, y, strip in frame:
            theirs.write(f"\x1b[{y + 1};{x + 1}H{Strip([*strip]).render(console)}")
        assert ours.seen == theirs.seen
        assert ours.pen == theirs.pen


@pytest.mark.parametrize(
    ("before", "after", "written"),
    [
        ("radio", "radio", ""),
        ("radio", "radia", "\x1b[1;5Ha"),
        ("12:30:00 call", "12:34:00 call", "\x1b[1;5H4"),
        ("abcdef", "aXcdeY", "\x1b[1;2HXcdeY"),
        ("abcdefgh", "aXcdefgY", "\x1b[1;2HX\x1b[5CY"),
        ("ab──────cd", "aX──Y───cd", "\x1b[1;2HX\x1b[2CY"),
        ("call    ", "radio   ", "\x1b[1;1Hradio"),
    ],
)
def test_only_cells_that_differ_are_written(before: str, after: str, written: str) -> None:
    """A frame has the cells that changed, and those between them that are shorter than a jump."""
    cells, console = TerminalCells(), _console()
    cells.update(_line(before), console)
    assert cells.update(_line(after), console) == written


def test_an_ink_that_changes_is_a_change() -> None:
    """The same text in another style is written again, up to where only blanks are as before."""
    cells, console = TerminalCells(), _console()
    cells.update(_line("a b", "red on blue"), console)
    assert cells.update(_line("a b", "red on blue"), console) == ""
    written = "\x1b[32;44m\x1b[1;1Ha  \x1b[0m"
    assert cells.update(_line("a  ", "green on blue"), console) == written


def test_runs_of_a_pen_are_written_together() -> None:
    """A jump is shorter than a change of colours: each pen is taken once in a frame."""
    cells, console = TerminalCells(), _console()
    cells.update(_line("abcdef", "red"), console)
    strip = Strip(
        [
            Segment(one, Style.parse(pen))
            for one, pen in zip("ABCDEF", ["red", "blue"] * 3, strict=False)
        ]
    )
    written = cells.update([PlacedStrip(0, 0, strip)], console)
    assert written.count("m") == 3
    terminal = Terminal(6, 1)
    terminal.write(written)
    assert terminal.lines == ["ABCDEF"]


def test_blanks_take_the_pen_of_their_neighbours() -> None:
    """A blank has no colour of its own but that of its background."""
    cells, console = TerminalCells(), _console()
    cells.update(_line("abcdef", "red on blue"), console)
    assert cells.update(_line("   def", "red on blue"), console) == "\x1b[44m\x1b[1;1H   \x1b[0m"
    assert cells.update(_line("  Xde ", "red on blue"), console) == (
        "\x1b[31;44m\x1b[1;3HXde \x1b[0m"
    )


def test_what_was_forgotten_is_written_again() -> None:
    """After someone else has written, nothing is taken to be on the terminal."""
    cells, console = TerminalCells(), _console()
    first = cells.update(_line("radio"), console)
    cells.forget()
    assert cells.update(_line("radio"), console) == first


@pytest.mark.parametrize("words", ["漢字", "e\u0301", "❤\ufe0f", "a\u200db"])
def test_characters_of_no_cell_or_several_are_written_whole(words: str) -> None:
    """Terminals do not agree on their widths: blanks are below them, and they are written last."""
    cells, console = TerminalCells(), _console()
    [placed] = _line(words + "  ")
    whole = f"\x1b[1;1H{' ' * cell_len(words)}  \x1b[1;1H{words}"
    assert [cells.update([placed], console) for _ in range(2)] == [whole, whole]
