"""Help: every key, every mark and every kind of entry, on one page."""

import pytest
from rich.cells import cell_len

from incident_tui.boards.help import draw
from incident_tui.keys import GROUPS, KEYS, Key
from incident_tui.words.names import KIND_GLYPHS
from tests.drawn import row_texts, row_words


def said(width: int) -> list[str]:
    """The lines of the page, runs of spaces as one."""
    return row_words(draw(width))


@pytest.mark.parametrize("key", KEYS, ids=lambda key: key.name)
def test_every_key_is_explained(key: Key) -> None:
    """The page has a line for each key of the table, under the heading of its group."""
    lines = said(100)
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
