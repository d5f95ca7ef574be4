"""Boards describe themselves: a module for each name that a key or a pane asks for."""

import pytest

from incident_tui.boards.board import Board, board_named
from incident_tui.keys import BOARD_KEYS, KEYS, NAMED
from incident_tui.review import commands
from tests.boards.records import independence, said
from tests.boards.subjects import seen


@pytest.mark.parametrize("name", BOARD_KEYS)
def test_each_key_of_a_board_has_its_module(name: str) -> None:
    """The module of the name has a title and draws rows."""
    board = board_named(name)
    assert isinstance(board, Board)
    assert board.title
    assert said([*board.draw(independence("q1"), 90)])


def test_some_boards_turn_to_the_whole_record() -> None:
    """They show what belongs to the entry under the cursor, or all there is."""
    turning = {name for name in BOARD_KEYS if board_named(name).whole}
    assert turning == {"conflicts", "sources"}
    for name in turning:
        board = board_named(name)
        assert board.whole
        assert board.whole.title != board.title
        here = independence("q1")
        assert said([*board.whole.draw(here, 90)]) != said([*board.draw(here, 90)])


@pytest.mark.parametrize(
    ("name", "subject", "first"), [("casualty", "c", "Pat Doe"), ("agency", "fire", "Fire")]
)
def test_a_board_of_a_subject_is_about_its_id(name: str, subject: str, first: str) -> None:
    """A row of a pane names the subject."""
    board = board_named(name, subject)
    assert board.title == name.capitalize()
    assert said([*board.draw(seen("z"), 90)])[0].startswith(first)


def test_every_key_of_the_group_leads_to_something() -> None:
    """No row of the table stands for nothing: each has a wish of its own."""
    assert len({key.wish for key in KEYS}) == len(KEYS)
    assert NAMED["sources"].wish == commands.Explain(commands.ShowBoard("sources"))
