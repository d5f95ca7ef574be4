"""How many lines a text takes in a cell."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incident_tui.exchange.exports.cell_lines import line_count


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 10, 1),
        ("short", 10, 1),
        ("as long as", 10, 1),
        ("one more word", 10, 2),
        ("Tamarack County Emergency Communications", 22, 3),
        ("a\nb", 10, 2),
        ("\n\n", 10, 3),
        (" aaa a", 5, 2),
        ("x" * 10, 10, 1),
        ("x" * 25, 10, 3),
        ("日本" * 5, 10, 2),  # each letter is as wide as two
        ("e\u0301" * 10, 10, 1),
    ],
)
def test_words_wrap_as_in_a_spreadsheet(text: str, width: float, lines: int) -> None:
    """At blanks; a word without room is broken, and line ends count."""
    assert line_count(text, width) == lines


@given(st.text("ab ", max_size=80), st.integers(3, 20))
def test_no_text_has_too_little_room(text: str, width: int) -> None:
    """At least the lines that Python wraps it in."""
    assert line_count(text, width) >= len(textwrap.wrap(text, width))
