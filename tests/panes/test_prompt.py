"""The prompt: its words and keys in any width, and what it does with a key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual import events
from textual.app import App, ComposeResult

from incident_tui.drawing.hints import Hint
from incident_tui.drawing.ink import Ink, width_of
from incident_tui.panes.prompt import Prompt, draw_answer
from incident_tui.themes import DARK, ink_variables
from tests.drawn import line_text

HINTS = (Hint("↓/↑", "hit"), Hint("Enter", "stay"), Hint("Esc", "back"))


@pytest.mark.parametrize(
    ("width", "said"),
    [
        (60, "2 of 18 hits  ↓/↑ hit  Enter stay  Esc back"),
        (40, "2 of 18 hits  ↓/↑ hit  Esc back"),
        (24, "2 of 18 hits  Esc back"),
        (20, "2 of 18 hits"),
        (7, "2 of 1…"),
    ],
)
def test_keys_give_way_to_what_came_of_the_text(width: int, said: str) -> None:
    """What was found is told first; as many keys as fit whole stand after it, Esc first."""
    line = draw_answer(Ink("2 of 18 hits", "here"), HINTS, width)
    assert line_text(line).strip() == said
    assert width_of(line) == width
    inks = {span.text.strip(): span.ink for span in line}
    assert inks.get("Enter", "key") == "key"
    assert inks.get("stay", "dim") == "dim"


@given(st.text("ab日é ", max_size=60), st.integers(1, 120))
def test_an_answer_fits(text: str, width: int) -> None:
    """The line is as wide as its place, whatever it says."""
    assert width_of(draw_answer(Ink(text), HINTS, width)) == width


class Alone(App[None]):
    """Nothing but a prompt."""

    CSS = """
    Prompt { height: 1; }
    #prompt-name { width: 10; height: 1; }
    #prompt-answer { width: 50%; height: 1; }
    Prompt.-wordy #prompt-answer { width: 70%; }
    """

    def compose(self) -> ComposeResult:
        """The prompt."""
        yield Prompt()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colours of ink."""
        return ink_variables(dark=DARK.dark)


def said(prompt: Prompt) -> str:
    """What the prompt says beside its text, as it was painted."""
    return "".join(segment.text for segment in prompt.answer.render_line(0)).strip()


async def test_the_prompt_takes_keys_as_a_text_does() -> None:
    """Letters go in at the cursor, keys that edit edit, and what is no key of a text is refused."""
    app = Alone()
    async with app.run_test(size=(80, 3)) as pilot:
        prompt = app.query_one(Prompt)
        prompt.open("search", "hint", HINTS[-1:])
        await pilot.pause()
        assert said(prompt) == "hint  Esc back"
        for keys, text in (
            ("a b", "a b"),
            (["left", "left", "x"], "ax b"),
            (["home", "delete", "end", "backspace"], "x "),
            (["/", "[", "é", "日"], "x /[é日"),
            (["ctrl+u"], ""),
            (["c", "d", "ctrl+a", "ctrl+k"], ""),
            (["o", "n", "e", "space", "t", "w", "o", "ctrl+w"], "one "),
        ):
            for key in keys:
                character = " " if key == "space" else key if len(key) == 1 else None
                assert await prompt.take(events.Key(key, character)), key
            assert prompt.text == text
        for key in ("tab", "f1", "pagedown", "ctrl+q", "escape", "enter"):
            if key != "enter":  # `Input` has a use for that one; the screen takes it before
                assert not await prompt.take(events.Key(key, None)), key
        prompt.open("go to", "hint", ())
        assert prompt.text == ""


async def test_what_is_said_while_the_prompt_is_hidden_is_seen_when_it_is_not() -> None:
    """A line that is told something while it has no room draws that when it has."""
    app = Alone()
    async with app.run_test(size=(80, 3)) as pilot:
        prompt = app.query_one(Prompt)
        for number in range(3):
            prompt.display = False
            await pilot.pause()
            prompt.open("search", f"hint {number}", ())
            await pilot.pause()
            assert said(prompt) == f"hint {number}"
            name = "".join(segment.text for segment in prompt.name_of_it.render_line(0))
            assert name == "   search "


async def test_long_words_have_some_of_the_room_of_the_text() -> None:
    """A fault that would be cut is told in full, and the room given back after it."""
    app = Alone()
    async with app.run_test(size=(80, 3)) as pilot:
        prompt = app.query_one(Prompt)
        fault = "this expression takes too long; make it simpler"
        for words in ("3 hits", fault, "3 hits"):
            prompt.reply(words, "possible")
            await pilot.pause()
            assert said(prompt) == words
            room = prompt.line.size.width
            assert room >= (14 if words == fault else 30)
        assert cell_len(fault) > 40


async def test_words_beside_a_text_are_harmless() -> None:
    """A fault may quote what was typed or pasted; a terminal takes it for characters."""
    app = Alone()
    async with app.run_test(size=(80, 3)) as pilot:
        prompt = app.query_one(Prompt)
        prompt.reply("[b]no\x1b]0;evil\x07\u202e", "possible")
        await pilot.pause()
        assert "[b]no" in said(prompt)
        assert not any(ord(one) < 32 or one in "\x7f\u202e" for one in said(prompt))
