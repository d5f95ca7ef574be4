"""Panes, boards and prints reach a record through the lens alone."""

import ast
from pathlib import Path

import pytest

import incident_tui

PACKAGE = Path(incident_tui.__file__).parent
ROOMS = ("panes", "boards", "exchange/printed")
AROUND = {"chronology"}
"""Attributes that lead around the lens; the linter holds the imports."""
MODULES = sorted(path for room in ROOMS for path in (PACKAGE / room).rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_reaches_around_the_lens(path: Path) -> None:
    """A module that draws or prints never reads the chronology of a review or of a lens."""
    tree = ast.parse(path.read_text())
    reached = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    assert not AROUND.intersection(reached)
