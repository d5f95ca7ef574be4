"""Whether the installed Textual has the private parts of the tested versions.

`textual_private.py` uses the parts. Importing the guard does not import Textual: the command line
asks for a sentence and shows no screen.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

TESTED_VERSIONS = frozenset(
    {"8.2.0", "8.2.1", "8.2.2", "8.2.3", "8.2.4", "8.2.5", "8.2.6", "8.2.7", "8.2.8"}
)
"""Versions of Textual with which the tests of the screen were run and passed."""


class Part(NamedTuple):
    """A function, method or property of Textual, with equal types in every tested version."""

    module: str
    name: str
    """With the name of the class: `Compositor.render_update`."""
    types: Mapping[str, str]
    """Types of parameters and of the result (`return`), spelled as in Textual's source."""
    attributes: frozenset[str] = frozenset()
    """Attributes read, written or called in the body."""


_COMPOSITOR = "textual._compositor"
PARTS = (
    # Replaced or overridden: a change of type would break the callers in Textual.
    Part(_COMPOSITOR, "CompositorUpdate.render_segments", {"console": "Console", "return": "str"}),
    Part(
        _COMPOSITOR,
        "LayoutUpdate.__init__",
        {"strips": "list[Iterable[Strip]]", "region": "Region", "return": "None"},
        frozenset({"strips", "region"}),
    ),
    Part(
        _COMPOSITOR,
        "Compositor.render_full_update",
        {"simplify": "bool", "return": "LayoutUpdate"},
        frozenset({"_dirty_regions"}),
    ),
    Part(
        _COMPOSITOR,
        "Compositor.render_partial_update",
        {"return": "ChopsUpdate | None"},
        frozenset({"_dirty_regions"}),
    ),
    # Read: where the widgets are, and what has changed.
    Part(_COMPOSITOR, "Compositor.__init__", {"return": "None"}, frozenset({"size"})),
    Part(
        _COMPOSITOR,
        "Compositor.update_widgets",
        {"widgets": "set[Widget]", "return": "None"},
        frozenset({"_dirty_regions"}),
    ),
    Part(
        _COMPOSITOR,
        "Compositor._regions_to_spans",
        {"regions": "Iterable[Region]", "return": "Iterable[tuple[int, int, int]]"},
    ),
    Part(
        _COMPOSITOR,
        "Compositor.visible_widgets",
        {"return": "dict[Widget, tuple[Region, Region]]"},
    ),
    Part(
        _COMPOSITOR,
        "Compositor.layers_visible",
        {"return": "list[list[tuple[Widget, Region, Region]]]"},
    ),
    # The way from a screen to the terminal: an override that nobody calls would paint nothing.
    Part(
        "textual.screen",
        "Screen.__init__",
        {"name": "str | None", "id": "str | None", "classes": "str | None", "return": "None"},
        frozenset({"_compositor"}),
    ),
    Part(
        "textual.screen",
        "Screen._compositor_refresh",
        {"return": "None"},
        frozenset({"_compositor", "render_update", "_display"}),
    ),
    Part(
        _COMPOSITOR,
        "Compositor.render_update",
        {
            "full": "bool",
            "screen_stack": "list[Screen] | None",
            "simplify": "bool",
            "return": "RenderableType | None",
        },
        frozenset({"_dirty_regions", "render_full_update", "render_partial_update"}),
    ),
    Part(
        "textual.app",
        "App._display",
        {"screen": "Screen", "renderable": "RenderableType | None", "return": "None"},
        frozenset({"render_segments"}),
    ),
)
"""The private parts in use, and the public parts in use of private classes."""


def differing_parts() -> list[str]:
    """Full names of missing parts and of parts not as tested; empty where the painter can run.

    Takes less than a tenth of a millisecond once Textual is imported.
    """
    return [f"{part.module}.{part.name}" for part in PARTS if not _is_as_tested(part)]


def _is_as_tested(part: Part) -> bool:
    try:
        found: object = import_module(part.module)
        for name in part.name.split("."):
            found = getattr(found, name)
    except (ImportError, AttributeError):
        return False
    # The function inside a property, and the function inside a class method.
    function = getattr(found, "fget", found)
    function = getattr(function, "__func__", function)
    code = getattr(function, "__code__", None)
    if code is None:
        return False
    # Textual postpones the evaluation of annotations, so each type is the text of the source.
    types = getattr(function, "__annotations__", {})
    return types == part.types and part.attributes.issubset(code.co_names)


def version_note() -> str:
    """A sentence for `--version` if Textual paints the screen itself; "" if our painter does."""
    # A tested version has the tested parts, and reading its number takes 15 ms. Only for an unknown
    # version is Textual imported, which takes 0.2 s, and its parts compared. A screen, which has
    # Textual imported, compares the parts of each version: the copy of Textual may be patched.
    textual = _installed_version()
    if textual in TESTED_VERSIONS or not differing_parts():
        return ""
    return (
        f"Textual {textual} paints the screen itself, "
        "because the parts of Textual that our painter uses differ"
    )


def _installed_version() -> str:
    # Not at the top: a screen needs the parts and not the number.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("textual")
    except PackageNotFoundError:
        return "of an unknown version"
