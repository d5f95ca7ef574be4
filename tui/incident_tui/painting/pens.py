"""Pens: the attributes and colours of the next characters of a terminal, and the change of pen.

A pen holds parameters of the control sequence "Select Graphic Rendition" (SGR, ECMA-48 §8.3.117).
"""

from functools import lru_cache
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

RESET = "\x1b[0m"
_CACHED_PENS = 4_096
_CACHED_CHANGES = 4_096

_SGR_ON = {
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
"""From the name of an attribute in Rich to the SGR parameter for setting the attribute."""
_SGR_OFF = {
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
"""From the SGR parameter for setting an attribute to the parameter for clearing the attribute.

Two attributes may share a clearing parameter: 22 clears bold and dim.
"""
_INVISIBLE_ON_BLANKS = frozenset(
    _SGR_ON[attribute] for attribute in ("bold", "dim", "italic", "blink", "blink2")
)
"""Attributes without effect on the look of a space."""


class Pen(NamedTuple):
    """The state of a terminal behind the look of the next characters."""

    attributes: frozenset[str] = frozenset()
    """SGR parameters, without colours."""
    foreground: str = "39"
    """SGR parameters of the text colour; 39 is the default colour of the terminal."""
    background: str = "49"
    """SGR parameters of the background; 49 is the default background of the terminal."""


PLAIN = Pen()
"""The pen after a reset."""


@lru_cache(_CACHED_PENS)
def pen_of(style: Style | None, colours: ColorSystem) -> Pen:
    """The pen of a Rich style on a terminal with a number of colours."""
    if style is None:
        return PLAIN
    return Pen(
        frozenset(
            parameter for attribute, parameter in _SGR_ON.items() if getattr(style, attribute)
        ),
        _colour(style, colours, foreground=True),
        _colour(style, colours, foreground=False),
    )


@lru_cache(_CACHED_PENS)
def pen_for_blanks(pen: Pen) -> Pen:
    """The plainest pen whose spaces look like the spaces of a pen."""
    return Pen(background=pen.background) if pen.attributes <= _INVISIBLE_ON_BLANKS else pen


def _colour(style: Style, colours: ColorSystem, *, foreground: bool) -> str:
    colour = style.color if foreground else style.bgcolor
    if colour is None:
        return PLAIN.foreground if foreground else PLAIN.background
    return ";".join(colour.downgrade(colours).get_ansi_codes(foreground))


@lru_cache(_CACHED_CHANGES)
def pen_change(old: Pen, new: Pen) -> str:
    """The shortest control sequence for turning the old pen into the new pen; "" for equal pens."""
    if new == PLAIN != old:
        return RESET
    off = {_SGR_OFF[parameter] for parameter in old.attributes - new.attributes}
    # A clearing parameter may clear an attribute that stays: set the attribute again.
    on = {
        parameter
        for parameter in new.attributes
        if parameter not in old.attributes or _SGR_OFF[parameter] in off
    }
    parameters = [*sorted(off), *sorted(on)]
    if new.foreground != old.foreground:
        parameters.append(new.foreground)
    if new.background != old.background:
        parameters.append(new.background)
    return f"\x1b[{';'.join(parameters)}m" if parameters else ""
