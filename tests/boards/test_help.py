"""Help: every key, every mark and every kind of entry, on one page."""

import pytest
from rich.cells import cell_len

from incident_tui.boards.help import draw, draw_board, pages
from incident_tui.drawing.ink import width_of
from incident_tui.keys import BOARD_KEYS, GROUPS, KEYS, ON_A_BOARD, Key
from incident_tui.words.names import KIND_GLYPHS
from tests.drawn import row_texts, row_words


def said(width: int) -> list[str]:
    """The lines of the page, runs of spaces as one."""
    return row_words(draw(width))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_is_explained(key: Key) -> None:
    """The page has a line for each key of the table, under the heading of its group."""
    lines = said(140)
    line = f"{key.shown} {key.help}"
    assert line in lines
    headings = [one for one in lines[: lines.index(line)] if one.lower() in GROUPS]
    assert headings[-1].lower() == key.group


@pytest.mark.parametrize("kind", KIND_GLYPHS)
def test_every_kind_of_entry_is_explained(kind: str) -> None:
    """Each glyph of the timeline is on the page, with the kind it stands for."""
    lines = said(100)
    assert f"{KIND_GLYPHS[kind]} {kind.replace('_', ' ')}" in lines[lines.index("KINDS OF ENTRY") :]


@pytest.mark.parametrize("mark", ["~", "?", "%", "…", "–", "after", "●", "◐", "○", "■", "□"])
def test_every_mark_is_explained(mark: str) -> None:
    """What stands beside a time, a status or an agency is on the page, and means something."""
    lines = said(100)
    marks = lines[lines.index("MARKS") : lines.index("KINDS OF ENTRY")]
    assert any(mark in line.split(" ", 1)[0] or f" {mark} " in f" {line} " for line in marks)


@pytest.mark.parametrize("width", [24, 40, 72])
def test_the_page_is_wrapped_to_its_width(width: int) -> None:
    """On a narrow screen meanings go on below, beside their key, and lose no letter."""
    rows = draw(width)
    assert all(cell_len(text) <= width for text in row_texts(rows))
    assert "".join("".join(said(width)).split()) == "".join("".join(said(200)).split())


@pytest.mark.parametrize(
    ("size", "count"),
    [((114, 29), 2), ((114, 30), 2), ((114, 40), 2), ((194, 54), 1), ((240, 64), 1)],
)
def test_the_help_needs_no_scrolling_where_there_is_room(size: tuple[int, int], count: int) -> None:
    """At 120x36 keys and marks have a page each, further on they share a page."""
    shown = pages(*size)
    assert len(shown) == count
    for rows in shown:
        assert len(rows) <= size[1]
        assert all(width_of(row.line) <= size[0] for row in rows)
    words = "\n".join(text for rows in shown for text in row_texts(rows))
    assert [key.name for key in KEYS if key.shown.split()[0] not in words] == []
    assert "MARKS" in row_texts(shown[-1])[0]


@pytest.mark.parametrize("size", [(76, 18), (98, 24), (114, 12)])
def test_on_a_small_screen_the_help_is_a_page_that_scrolls(size: tuple[int, int]) -> None:
    """The whole meaning of each key, below each other."""
    assert pages(*size) == [draw(size[0])]


@pytest.mark.parametrize("name", [*BOARD_KEYS, "casualty", "agency"])
def test_a_board_tells_its_keys_and_marks(name: str) -> None:
    """Each key of boards, and what is marked on this board."""
    lines = row_words(draw_board(name, 200))
    assert all(f"{key.shown} {key.help}" in lines for key in ON_A_BOARD)
    assert ("MARKS" in lines) is (name not in ("questions", "statements"))
