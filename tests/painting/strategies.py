"""Styles and strips for Hypothesis."""

from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

_NAMES = ("bold", "dim", "italic", "underline", "blink", "reverse", "conceal", "strike", "overline")
_COLOURS = ("none", "red", "bright_blue", "color(200)", "#010203", "#a0b0c0")
_TEXTS = (
    "",
    " ",
    "   ",
    "a",
    "radio",
    "two words",
    "─┃▎",
    "☎",
    "漢字",
    "e\u0301",
    "❤",
    "x漢 y",
)


@st.composite
def styles(draw: st.DrawFn) -> Style:
    """A style without a link."""
    attributes = draw(st.sets(st.sampled_from(_NAMES), max_size=3))
    foreground, background = draw(st.sampled_from(_COLOURS)), draw(st.sampled_from(_COLOURS))
    words = [*sorted(attributes), "" if foreground == "none" else foreground]
    words.append("" if background == "none" else f"on {background}")
    return Style.parse(" ".join(words))


_FEW_STYLES = st.sampled_from(
    [
        None,
        *map(
            Style.parse,
            (
                "none",
                "red",
                "bold red on blue",
                "blue on blue",
                "underline",
                "reverse red on blue",
                "bold #010203 on #040506",
                "link https://example.org/",
            ),
        ),
    ]
)


@st.composite
def strips(draw: st.DrawFn, width: int) -> Strip:
    """A strip of so many cells, in few styles, that strips may have much in common."""
    pairs = draw(st.lists(st.tuples(st.sampled_from(_TEXTS), _FEW_STYLES), max_size=5))
    segments = [Segment(text, style) for text, style in pairs]
    return Strip(segments).adjust_cell_length(width, draw(_FEW_STYLES))
