"""Private names of Textual are used in a single module; all other modules do without."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pathlib import Path

import pytest

import incident_tui
from incident_tui.painting import textual_private

PACKAGE = Path(incident_tui.__file__).parent
PRIVATE_MODULE = Path(textual_private.__file__).relative_to(PACKAGE)
OF_NAMED_TUPLES = {"_asdict", "_field_defaults", "_fields", "_make", "_replace"}
"""Names that begin with an underscore for a reason of Python's, and are documented."""
MODULES = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))


def is_private(name: str) -> bool:
    """Whether a name is private by its spelling: `_name`, and neither `_` nor `__name__`."""
    return name.startswith("_") and not name.endswith("__") and name != "_"


def imported_from_textual(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """The module and the name of each import from Textual; no name for a whole module."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names if of_textual(alias.name))
        elif isinstance(node, ast.ImportFrom) and not node.level and of_textual(node.module or ""):
            yield from ((node.module or "", alias.name) for alias in node.names)


def of_textual(module: str) -> bool:
    """Whether a module is Textual or inside it."""
    return module.partition(".")[0] == "textual"


def classes_within_reach(tree: ast.AST) -> set[type]:
    """Classes of Textual that a module imports, by name or in a module, and their bases."""
    found: list[object] = []
    for module, name in imported_from_textual(tree):
        imported = getattr(import_module(module), name, None)
        found += vars(imported).values() if inspect.ismodule(imported) else [imported]
    classes = {base for one in found if inspect.isclass(one) for base in inspect.getmro(one)}
    return {base for base in classes if of_textual(base.__module__)}


@lru_cache(None)
def private_attributes(of: type) -> set[str]:
    """Private names that a class defines: methods, class variables and attributes of `self`."""
    source = ast.parse(textwrap.dedent(inspect.getsource(of)))
    written = {
        node.attr
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }
    return {name for name in written | set(vars(of)) if is_private(name)} - OF_NAMED_TUPLES


def private_uses(source: str) -> list[str]:
    """Private names of Textual that a module imports, or uses as an attribute of anything."""
    tree = ast.parse(source)
    names = [".".join(pair) for pair in imported_from_textual(tree)]
    uses = [name for name in names if any(map(is_private, name.split(".")))]
    private = set().union(*map(private_attributes, classes_within_reach(tree)))
    uses += [
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in private
    ]
    uses += [
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name in private
    ]
    return uses


@pytest.mark.thorough
@pytest.mark.parametrize("path", [path for path in MODULES if path != PRIVATE_MODULE], ids=str)
def test_no_other_module_uses_a_private_name_of_textual(path: Path) -> None:
    """No module imports a private name, touches a private attribute, or takes its name."""
    assert private_uses((PACKAGE / path).read_text("utf-8")) == []


@pytest.mark.thorough
def test_the_private_names_that_are_used_are_found() -> None:
    """The search finds the names in the module that may use them."""
    uses = private_uses((PACKAGE / PRIVATE_MODULE).read_text("utf-8"))
    assert set(uses) == {
        "textual._compositor.Compositor",
        "textual._compositor.CompositorUpdate",
        "textual._compositor.LayoutUpdate",
        "_compositor",
        "_dirty_regions",
        "_regions_to_spans",
    }


@pytest.mark.parametrize(
    ("source", "uses"),
    [
        ("from textual.widget import Widget\nWidget().refresh()", []),
        ("import textual._compositor", ["textual._compositor."]),
        ("from textual import _compositor", ["textual._compositor"]),
        ("from textual.keys import _character_to_key", ["textual.keys._character_to_key"]),
        ("from textual.widget import Widget\nWidget()._repaint_required", ["_repaint_required"]),
        (
            "from textual.scroll_view import ScrollView\ndef f(x):\n    x._vertical_scrollbar = 1",
            ["_vertical_scrollbar"],
        ),
        (
            "from textual.screen import Screen\nclass Mine(Screen):\n"
            "    def _on_timer_update(self): pass",
            ["_on_timer_update"],
        ),
        ("from textual import events\ndef f(key): key._set_forwarded()", ["_set_forwarded"]),
        ("from textual.app import App\nclass Mine:\n    def mine(self): self._mine = 1", []),
        ("class Mine:\n    def mine(self): self._size = 1", []),
    ],
)
def test_a_private_use_is_found(source: str, uses: list[str]) -> None:
    """Imports, attributes and overrides of private names of Textual are found, others are not."""
    assert private_uses(source) == uses
