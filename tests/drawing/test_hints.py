"""Hints: as many as fit, each key with the name that presses the key."""

import pytest

from incident_tui.drawing.hints import Hint, draw_hints, hint_spans, hint_words
from incident_tui.drawing.ink import width_of
from tests.drawn import line_text

HINTS = (Hint("", "3 shown"), Hint("Enter", "goes there"), Hint("a", "all"), Hint("Esc"))


def test_hints_as_plain_text() -> None:
    """A key stands before its words; either may be missing."""
    assert hint_words(HINTS) == "3 shown · Enter goes there · a all · Esc"
    assert hint_words(()) == ""


@pytest.mark.parametrize(
    ("hint", "keys"),
    [
        (Hint("Enter", "opens"), {"Enter": "enter", "opens": "enter"}),
        (Hint("→ ←", "units"), {"→": "right", "←": "left", "units": "right"}),
        (Hint("j/k", "scrolls"), {"j": "j", "k": "k", "scrolls": "j"}),
        (Hint("↓/↑", "hit"), {"↓": "down", "↑": "up", "hit": "down"}),
        (Hint("/", "find"), {"/": "slash", "find": "slash"}),
        (Hint("1", "all"), {"1": "1", "all": "1"}),
        (Hint("Space", "toggles"), {"Space": "space", "toggles": "space"}),
        (Hint("Backspace", "back"), {"Backspace": "backspace", "back": "backspace"}),
        (Hint("Esc"), {"Esc": "escape"}),
        (Hint("", "3 shown"), {}),
    ],
)
def test_each_part_of_a_hint_presses_a_key(hint: Hint, keys: dict[str, str]) -> None:
    """Each key presses itself and the words press the first key; words alone press nothing."""
    spans = hint_spans(hint)
    assert line_text(spans) == hint_words([hint])
    assert {span.text.strip(): span.action for span in spans if span.action} == keys


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, "3 shown · Enter goes there · a all · Esc"),
        (39, "3 shown · Enter goes there · Esc"),
        (31, "3 shown · Esc"),
        (12, "Esc"),
        (2, "3…"),
        (0, ""),
    ],
)
def test_hints_give_way_from_the_last_but_the_way_out_stays(width: int, shown: str) -> None:
    """A hint is whole or missing, and `Esc` goes last of all."""
    line = draw_hints(HINTS, width, is_lit=True)
    assert line_text(line) == shown
    assert width_of(line) <= width


@pytest.mark.parametrize(("is_lit", "ink"), [(True, "key"), (False, "dim")])
def test_only_keys_that_work_at_once_are_lit(is_lit: bool, ink: str) -> None:
    """The keys of a pane without the focus are as dim as their words."""
    inks = {span.text: span.ink for span in draw_hints(HINTS, 60, is_lit)}
    assert (inks["Enter"], inks["Esc"], inks[" goes there"]) == (ink, ink, "dim")
