"""Pens: from any to any other, with no number too few."""

import pytest
from hypothesis import given
from rich.color import ColorSystem
from rich.style import Style

from incident_tui.painting.pens import PLAIN, pen_change, pen_for_blanks, pen_of
from tests.painting.strategies import styles
from tests.painting.terminal import Terminal


@pytest.mark.parametrize(
    ("old", "new", "sequence"),
    [
        ("none", "none", ""),
        ("none", "bold #010203 on #040506", "\x1b[1;38;2;1;2;3;48;2;4;5;6m"),
        ("bold #010203 on #040506", "bold #070809 on #040506", "\x1b[38;2;7;8;9m"),
        ("bold #010203 on #040506", "#010203 on #040506", "\x1b[22m"),
        ("bold dim", "dim", "\x1b[22;2m"),
        ("bold red on blue", "red", "\x1b[22;49m"),
        ("bold red on blue", "none", "\x1b[0m"),
        ("none", "not bold", ""),
    ],
)
def test_only_what_differs_is_sent(old: str, new: str, sequence: str) -> None:
    """Of a pen only the attributes and colours are sent that the one before did not have."""
    pens = [pen_of(Style.parse(words), ColorSystem.TRUECOLOR) for words in (old, new)]
    assert pen_change(*pens) == sequence


def test_no_style_is_the_plain_pen() -> None:
    """A segment without style is written as after a reset."""
    assert pen_of(None, ColorSystem.TRUECOLOR) == PLAIN


@pytest.mark.parametrize(
    ("colours", "foreground", "background"),
    [
        (ColorSystem.TRUECOLOR, "38;2;255;0;0", "48;2;0;0;255"),
        (ColorSystem.EIGHT_BIT, "38;5;196", "48;5;21"),
        (ColorSystem.STANDARD, "31", "44"),
    ],
)
def test_colours_are_those_of_the_terminal(
    colours: ColorSystem, foreground: str, background: str
) -> None:
    """On a terminal of few colours, the pen has the nearest ones."""
    pen = pen_of(Style.parse("#ff0000 on #0000ff"), colours)
    assert (pen.foreground, pen.background) == (foreground, background)


@given(styles(), styles())
def test_a_pen_is_the_same_after_whichever(old: Style, new: Style) -> None:
    """Whatever the pen before, a terminal writes as if the new one were set from the beginning."""
    pens = [pen_of(style, ColorSystem.TRUECOLOR) for style in (old, new)]
    changed, fresh = Terminal(1, 1), Terminal(1, 1)
    changed.write(pen_change(PLAIN, pens[0]) + pen_change(*pens) + "x")
    fresh.write(pen_change(PLAIN, pens[1]) + "x")
    assert changed.cells == fresh.cells


@given(styles())
def test_a_pen_sets_what_textual_sets(style: Style) -> None:
    """A pen is the style that it was made of."""
    ours, theirs = Terminal(1, 1), Terminal(1, 1)
    ours.write(pen_change(PLAIN, pen_of(style, ColorSystem.TRUECOLOR)) + "x")
    theirs.write(style.render("x", color_system=ColorSystem.TRUECOLOR))
    assert ours.cells == theirs.cells


@given(styles())
def test_blanks_look_alike(style: Style) -> None:
    """The plainer pen for blanks shows the same ground and the same lines."""
    pen = pen_of(style, ColorSystem.TRUECOLOR)
    plainer, whole = Terminal(1, 1), Terminal(1, 1)
    plainer.write(pen_change(PLAIN, pen_for_blanks(pen)) + " ")
    whole.write(pen_change(PLAIN, pen) + " ")
    assert plainer.seen == whole.seen
