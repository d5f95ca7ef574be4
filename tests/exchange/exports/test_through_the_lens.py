"""Exports reach a record through the lens alone, in their modules and in their templates."""

import ast
import re
from pathlib import Path

import pytest

import incident_tui.exchange.exports

FOLDER = Path(incident_tui.exchange.exports.__file__).parent
AROUND = {"chronology", "record", "entries", "_record", "_index"}
"""Attributes that lead around the lens; the linter holds the imports."""


@pytest.mark.parametrize(
    "path", sorted(FOLDER.rglob("*.py")), ids=lambda path: str(path.relative_to(FOLDER))
)
def test_no_module_reaches_around_the_lens(path: Path) -> None:
    """A module asks the lens, and never reads the chronology or the record behind the lens."""
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    reached = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    assert not AROUND & reached


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.jinja")), ids=lambda path: path.name)
def test_no_template_reaches_around_the_lens(path: Path) -> None:
    """A template is given the values of a report, and reads no attribute of a lens."""
    reached = set(re.findall(r"\.(\w+)", path.read_text("utf-8")))
    assert not {*AROUND, "lens", "_lens"} & reached
