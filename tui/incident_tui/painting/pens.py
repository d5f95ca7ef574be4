"""What a terminal writes with: attributes and two colours, and the way from one pen to another.

A pen holds the numbers of the control sequence that sets it, "Select Graphic Rendition" (SGR).
"""

from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

RESET = "\x1b[0m"
_ON = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "blink": "5",
    "blink2": "6",
    "reverse": "7",
    "conceal": "8",
    "strike": "9",
    "underline2": "21",
    "frame": "51",
    "encircle": "52",
    "overline": "53",
}
_OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "21": "24",
    "51": "54",
    "52": "54",
    "53": "55",
}
"""What turns an attribute off; some share one with another."""
_UNSEEN_ON_BLANKS = frozenset(_ON[name] for name in ("bold", "dim", "italic", "blink", "blink2"))


class Pen(NamedTuple):
    """How a terminal writes until it is told otherwise."""

    attributes: frozenset[str] = frozenset()
    foreground: str = "39"
    background: str = "49"


PLAIN = Pen()
"""The pen after a reset."""


@lru_cache(maxsize=4096)
def pen_of(style: Style | None, colours: ColorSystem) -> Pen:
    """The pen of a style, in the colours that the terminal has."""
    if style is None:
        return PLAIN
    return Pen(
        frozenset(number for name, number in _ON.items() if getattr(style, name)),
        _colour(style, colours, foreground=True),
        _colour(style, colours, foreground=False),
    )


@lru_cache(maxsize=4096)
def for_blanks(pen: Pen) -> Pen:
    """The plainest pen whose blanks look like those of this one."""
    return Pen(background=pen.background) if pen.attributes <= _UNSEEN_ON_BLANKS else pen


def _colour(style: Style, colours: ColorSystem, *, foreground: bool) -> str:
    colour = style.color if foreground else style.bgcolor
    if colour is None:
        return PLAIN.foreground if foreground else PLAIN.background
    return ";".join(colour.downgrade(colours).get_ansi_codes(foreground))


@lru_cache(maxsize=4096)
def change(old: Pen, new: Pen) -> str:
    """The sequence that turns one pen into another, and no more than that; "" for the same."""
    if new == PLAIN != old:
        return RESET
    off = {_OFF[number] for number in old.attributes - new.attributes}
    on = {one for one in new.attributes if one not in old.attributes or _OFF[one] in off}
    numbers = [*sorted(off), *sorted(on)]
    if new.foreground != old.foreground:
        numbers.append(new.foreground)
    if new.background != old.background:
        numbers.append(new.background)
    return f"\x1b[{';'.join(numbers)}m" if numbers else ""
