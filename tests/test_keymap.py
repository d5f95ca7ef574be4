"""Keys of the user's choice: named, refused, pressed, and shown everywhere."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import pytest
from textual.keys import _character_to_key
from textual.pilot import Pilot

from incident_tui.app import IncidentApp
from incident_tui.boards import help as help_board
from incident_tui.chronology.histories import Clock
from incident_tui.drawing.ink import text_of_line
from incident_tui.keymap import Keymap, key_named, keymap, shown_key, use, with_keys
from incident_tui.keys import KEYS, NAMED
from incident_tui.review.review import review_of
from incident_tui.screens.board import BoardDialog
from incident_tui.screens.help import Help
from incident_tui.screens.saved_filters import SavedFilters
from incident_tui.settings import Settings
from tests.driving import (
    bundled_chronology,
    click,
    entry_id,
    footer_of,
    notice_of,
    place_of,
    play,
    press,
    screen_of,
    words_of,
)

USUAL = {key.name: tuple(key.keys.split(",")) for key in KEYS}
ASCII = [chr(code) for code in range(33, 127)]


# Names.


@pytest.mark.parametrize("character", [*ASCII, "é", "ß", "§", "€"])
def test_a_character_has_the_name_that_textual_gives_it(character: str) -> None:
    """And the name is shown as the character."""
    assert key_named(character) == _character_to_key(character)
    assert shown_key(key_named(character)) == character


@pytest.mark.parametrize(
    ("text", "name", "shown"),
    [
        ("Enter", "enter", "Enter"),
        ("return", "enter", "Enter"),
        ("Esc", "escape", "Esc"),
        ("Space", "space", "Space"),
        ("PgDn", "pagedown", "PgDn"),
        ("→", "right", "→"),
        ("F5", "f5", "f5"),
        ("Ctrl+D", "ctrl+d", "ctrl+d"),
        ("alt+x", "alt+x", "alt+x"),
        ("alt+left", "alt+left", "alt+←"),
        ("Shift+Tab", "shift+tab", "Shift+Tab"),
        ("shift+down", "shift+down", "shift+↓"),
        ("shift+ctrl+up", "ctrl+shift+up", "ctrl+shift+↑"),
        ("question_mark", "question_mark", "?"),
    ],
)
def test_a_key_is_named_as_people_name_it(text: str, name: str, shown: str) -> None:
    """In any case, by the words of a keyboard or by Textual's name."""
    assert (key_named(text), shown_key(name)) == (name, shown)
    assert key_named(shown) == name


@pytest.mark.parametrize("key", sorted({key for keys in USUAL.values() for key in keys}))
def test_each_usual_key_can_be_named(key: str) -> None:
    """By its name, and as it is shown."""
    assert key_named(key) == key_named(shown_key(key)) == key


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no key ``"),
        ("xx", "there is no key `xx`"),
        (" ", "there is no key ` `"),
        ("\x1b", "there is no key"),
        ("j,down", "there is no key `j,down`"),
        ("f13", "there is no key `f13`"),
        ("cmd+x", "a terminal cannot send `cmd+x`: it has no cmd"),
        ("ctrl+i", "a terminal cannot send `ctrl+i`: it is Tab"),
        ("ctrl+M", "a terminal cannot send `ctrl+M`: it is Enter"),
        ("ctrl+h", "a terminal cannot send `ctrl+h`: it is Backspace"),
        ("ctrl+c", "a terminal cannot send `ctrl+c`: it is the key that ends a program"),
        ("shift+z", "a terminal cannot send `shift+z`: write the character itself, as `Z`"),
        ("ctrl+shift+z", "a terminal cannot send `ctrl+shift+z`"),
        ("ctrl+1", "a terminal cannot send `ctrl+1`"),
        ("ctrl++", "a terminal cannot send `ctrl++`"),
        ("shift+enter", "a terminal cannot send `shift+enter`"),
        ("ctrl+tab", "a terminal cannot send `ctrl+tab`"),
        ("+x", "a terminal cannot send `+x`"),
    ],
)
def test_a_key_that_a_terminal_cannot_send_is_refused_by_name(text: str, words: str) -> None:
    """With the key that the terminal sends instead, where there is one."""
    with pytest.raises(ValueError, match=r"\w") as refused:
        key_named(text)
    assert str(refused.value).startswith(words)


# Pressed and shown.


def test_a_key_is_taken_for_the_usual_key_of_its_action() -> None:
    """Swapped keys, a key that lost its action, and a usual key among the new keys."""
    swapped = Keymap({"zoom": ("T",), "times": ("z",)})
    assert [swapped.meant(key) for key in "Tzj"] == ["z", "T", "j"]
    moved = Keymap({"down": ("x", "down")})
    assert [moved.meant(key) for key in ("x", "down", "j")] == ["j", "down", None]
    assert moved.in_place_of("j/k") == "x/k"
    assert moved.in_place_of("/ n N") == "/ n N"
    assert moved.shown("down") == "x ↓"
    assert Keymap({"search": ("f5",)}).in_place_of("/ n N") == "f5 n N"


def test_without_changes_every_key_is_shown_as_in_the_table() -> None:
    """The table of the README, and the program without settings, say the same."""
    assert Keymap().changed == Keymap(USUAL).changed == frozenset()
    assert [Keymap().shown(key.name) for key in KEYS] == [key.shown for key in KEYS]


@asynccontextmanager
async def mapped(
    **changes: str | tuple[str, ...],
) -> AsyncIterator[tuple[IncidentApp, "Pilot[None]"]]:
    """The app with other keys for some actions."""
    listed: Mapping[str, tuple[str, ...]] = {
        name: (keys,) if isinstance(keys, str) else keys for name, keys in changes.items()
    }
    app = IncidentApp(review_of(bundled_chronology()), settings=Settings(keymap=listed))
    try:
        async with app.run_test(size=(120, 36)) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        use({})


async def test_a_changed_key_acts_and_the_usual_key_does_not() -> None:
    """A step, a search as it is typed, and a swap of two keys."""
    async with mapped(down="x", zoom="T", times="z", search="f5") as (app, pilot):
        await play(app, pilot, "x", "x")
        there = entry_id(app)
        await play(app, pilot, "j", "slash")
        assert entry_id(app) == there
        assert not screen_of(app).typing
        await play(app, pilot, "T")
        assert screen_of(app).pane_layout.is_zoomed
        await play(app, pilot, "f5", *"xjTz")
        assert footer_of(app).split(" | ")[1] == "xjTz"
        await play(app, pilot, "escape", "n")
        assert notice_of(app) == "nothing is searched for: f5 searches"


async def test_footer_help_palette_and_hints_show_the_changed_keys() -> None:
    """All of them come from one table."""
    async with mapped(down="x", conflicts="X", open="f2", clear="Q") as (app, pilot):
        assert " x/k step " in footer_of(app)
        assert " X conflicts " in footer_of(app)
        assert place_of(app, "f2 tells why", screen_of(app).panes["casualties"])
        commands = {title: key for title, key, *_ in app.get_system_commands(app.screen)}
        assert commands["Who contradicts whom"] == "X"
        await play(app, pilot, "question_mark")
        assert isinstance(app.screen, Help)
        assert "Who contradicts whom" in words_of(app.screen.page)
        said = " ".join(text_of_line(row.line) for row in help_board.draw(200))
        assert "three conflicts: X shows them, u the questions" in said
        board = " ".join(text_of_line(row.line) for row in help_board.draw_board("conflicts", 200))
        assert "X u i v p" in board.replace("o X", "X")
    assert with_keys("{conflicts}") == "c"


async def test_words_name_the_changed_keys() -> None:
    """Of an empty timeline, whose keys are pressed by a click; and where nothing is quoted."""
    async with mapped(everything="x", agencies="X", clock="Q") as (app, pilot):
        await play(app, pilot, "X", "ctrl+a", "enter")
        assert not app.review.shown
        empty = screen_of(app).panes["timeline"]
        place = place_of(app, "x shows everything · X picks other agencies", empty)
        await click(app, pilot, place)
        assert app.review.shown
        await play(app, pilot, "Q", "y")
        assert "; Q shows what happened" in notice_of(app)


async def test_the_keys_of_the_overview_follow() -> None:
    """Its hints, and the keys of boards beside its rows."""
    async with mapped(down="x", conflicts="X") as (app, pilot):
        await play(app, pilot, "O")
        overview = screen_of(app).overview
        assert place_of(app, "x steps through it", overview)
        assert words_of(overview).count(" X") >= 1
        place = place_of(app, "x steps", overview)
        before = entry_id(app)
        await click(app, pilot, place)
        assert not screen_of(app).pane_layout.overview
        assert entry_id(app) != before


async def test_boards_take_changed_keys_and_their_usual_keys() -> None:
    """A list moves by the new key and by the old; a click on a hint presses the usual key."""
    async with mapped(down="x", clock="o", sources="X", quit="Z") as (app, pilot):
        await play(app, pilot, "c")
        board = app.screen
        assert isinstance(board, BoardDialog)
        first = board.list.selected
        await play(app, pilot, "x")
        second = board.list.selected
        assert second != first
        await play(app, pilot, "down")
        assert board.list.selected not in (first, second)
        await press(app, pilot, "o")
        assert app.review.clock is Clock.KNOWN
        await press(app, pilot, "o")
        await click(app, pilot, place_of(app, "Esc", board.list))
        assert app.active_review_screen
        await play(app, pilot, "c", "Z")
        assert app.active_review_screen
        await pilot.press("Z")
        assert app.return_code == 0


async def test_a_dialog_loses_a_usual_key_that_stands_for_another_action() -> None:
    """F zooms the panes, and so does not leave the saved filters; there the new key does."""
    async with mapped(zoom="F", saved_filters="x") as (app, pilot):
        await play(app, pilot, "x")
        assert isinstance(app.screen, SavedFilters)
        await play(app, pilot, "F")
        assert isinstance(app.screen, SavedFilters)
        await play(app, pilot, "x")
        assert app.active_review_screen
        await play(app, pilot, "F")
        assert screen_of(app).pane_layout.is_zoomed


async def test_a_text_takes_every_letter_as_it_is() -> None:
    """The picker and the prompt of a board: no letter is a changed key, Enter and Esc stay."""
    async with mapped(down="m", open="x", clear="y") as (app, pilot):
        await play(app, pilot, "f", *"mxy", "escape", "escape")
        assert app.active_review_screen
        await play(app, pilot, "c", "slash", *"mxy")
        board = app.screen
        assert isinstance(board, BoardDialog)
        assert board.prompt.text == "mxy"
        await play(app, pilot, "escape", "y")
        assert app.active_review_screen
        await play(app, pilot, "x")
        assert app.active_review_screen is None


async def test_ctrl_c_names_the_key_that_quits() -> None:
    """Also where Ctrl+q does not quit any more."""
    async with mapped(quit="Z") as (app, pilot):
        await pilot.press("ctrl+c")
        (said,) = app._notifications
        assert said.message == "Z quits"


async def test_an_app_has_its_own_keys() -> None:
    """What an app before it has changed is forgotten."""
    async with mapped(zoom="x"):
        assert keymap().changed == {"zoom"}
    app = IncidentApp(review_of(bundled_chronology()))
    assert keymap().changed == frozenset()
    assert app.review_screen is not None if app.screen_stack else True
    assert NAMED["zoom"].keys == "z"
