"""The bar of a length: to scale, solid where it is certain, shaded where it is possible."""

import pytest

from incident_tui.boards.bar import draw_bar, longest
from incident_tui.record.time_value import MINUTE
from incident_tui.words.intervals import Length
from tests.drawn import line_text


@pytest.mark.parametrize(
    ("length", "bar"),
    [
        (Length(10 * MINUTE, 10 * MINUTE), "██████████"),
        (Length(5 * MINUTE, 5 * MINUTE), "█████"),
        (Length(MINUTE // 2, MINUTE // 2), "▌"),
        (Length(1, 1), "▏"),  # however short, a length can be seen
        (Length(0, 0), ""),
        (Length(2 * MINUTE, 6 * MINUTE), "██▒▒▒▒"),
        (Length(0, 3 * MINUTE), "▒▒▒"),
        (Length(5 * MINUTE, 5 * MINUTE + 1), "█████▒"),
        (Length(None, 4 * MINUTE), "▒▒▒▒"),
        (Length(4 * MINUTE, None, why="open"), "████…"),
        (Length(-3 * MINUTE, 2 * MINUTE), "▒▒"),  # only what may have lasted
        (Length(None, None, why="no full time"), "no full time"),
    ],
)
def test_a_bar_is_drawn_to_scale(length: Length, bar: str) -> None:
    """Ten cells stand for ten minutes."""
    assert line_text(draw_bar(length, 10 * MINUTE, 10)) == bar


def test_the_shaded_part_has_the_ink_of_doubt() -> None:
    """Certain and possible differ in shape and in ink."""
    solid, shaded = draw_bar(Length(2 * MINUTE, 4 * MINUTE), 10 * MINUTE, 10)
    assert (solid.ink, shaded.ink) == ("here", "possible")


def test_the_longest_bound_is_the_scale() -> None:
    """Whether it is a least or a most length; nothing to scale by is 0."""
    assert longest([Length(3, 5), Length(9, None), Length(None, 7)]) == 9
    assert longest([Length(None, None), Length(0, 0)]) == 0
    assert draw_bar(Length(0, 0), 0, 10) == ()
