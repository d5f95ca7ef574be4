"""The line of the sound."""

import pytest

from incident_tui.keymap import use
from incident_tui.panes.sound_line import SoundLine
from tests.drawn import line_text


@pytest.mark.parametrize(
    ("has_replay", "words"),
    [
        (False, "Space pause  , . 5 s  < > speed  H words  Esc end"),
        (True, "Space pause  , . 5 s  < > speed  M mix  H words  Esc end"),
    ],
)
def test_the_line_names_its_keys(has_replay: bool, words: str) -> None:
    """That of mixed calls in a replay alone."""
    line = SoundLine()
    line.show("▶ 0:04/0:12", has_replay, "pause")
    assert line_text(line.draw(100)[0]).rstrip().endswith(words)


def test_the_line_names_changed_keys() -> None:
    """Of the actions of the review, as everything else on the screen does."""
    line = SoundLine()
    line.show("▶ 0:04/0:12", space="pause")
    use({"toggle": ("f5",), "words": ("f2",), "clear": ("f3",)})
    try:
        shown = line_text(line.draw(100)[0])
    finally:
        use({})
    assert shown.rstrip().endswith("f5 pause  , . 5 s  < > speed  f2 words  f3 end")
