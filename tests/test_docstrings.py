"""Docstrings are plain: few words in them stand for something that is not named."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import incident_tui

PACKAGE = Path(incident_tui.__file__).parent
VAGUE = frozenset(
    ["one", "ones", "other", "others", "such", "that", "it", "its", "what", "thing", "things"]
)
MAX_VAGUE_PERCENT = 3.0


def docstrings(path: Path) -> Iterator[str]:
    """The docstrings of a module: of itself, of definitions, and below attributes."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            if words := ast.get_docstring(node):
                yield words
            for before, after in zip(node.body, node.body[1:], strict=False):
                if isinstance(before, ast.Assign | ast.AnnAssign) and isinstance(after, ast.Expr):
                    value = after.value
                    if isinstance(value, ast.Constant) and isinstance(value.value, str):
                        yield value.value


def counts(path: Path) -> tuple[int, int]:
    """The vague words of a module's docstrings, and all words; code in backticks not counted."""
    texts = (re.sub(r"`[^`]*`", "", text).lower() for text in docstrings(path))
    words = [word for text in texts for word in re.findall(r"[a-z']+", text)]
    return sum(word in VAGUE for word in words), len(words)


def test_docstrings_name_what_they_mean() -> None:
    """In the whole package fewer than three words of docstrings in a hundred are vague."""
    found = {path: counts(path) for path in PACKAGE.rglob("*.py")}
    vague, words = (sum(column) for column in zip(*found.values(), strict=True))
    worst = sorted(found, key=lambda path: found[path][0], reverse=True)[:5]
    listed = ", ".join(f"{path.relative_to(PACKAGE)} {found[path][0]}" for path in worst)
    assert 100 * vague / words < MAX_VAGUE_PERCENT, listed
