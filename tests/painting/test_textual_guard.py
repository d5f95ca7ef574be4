"""On which Textual our painter runs, and that the program runs on every other Textual too."""

import json
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import textual

from incident_tui import __version__
from incident_tui.painting.textual_guard import (
    PARTS,
    TESTED_VERSIONS,
    Part,
    differing_parts,
    version_note,
)
from tests.cli.running import run

ROOT = Path(__file__).parents[2]
NOTE = (
    "Textual 8.3.0 paints the screen itself, "
    "because the parts of Textual that our painter uses differ"
)


def full_name(part: Part) -> str:
    """The module and the name of a part."""
    return f"{part.module}.{part.name}"


def test_the_installed_textual_has_all_parts() -> None:
    """Our painter runs on the Textual that the tests run on."""
    assert differing_parts() == []


@pytest.mark.parametrize("part", PARTS, ids=full_name)
def test_a_part_that_is_missing_differs(part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    """A part is named when its class does not have it."""
    monkeypatch.delattr(full_name(part))
    assert differing_parts() == [full_name(part)]


@pytest.mark.parametrize(
    "change",
    [
        {"return": "dict[int, str]"},  # another type
        {"widgets": "list[Widget]"},  # another parameter
        {"return": None},  # a type less
    ],
    ids=["type", "parameter", "no type"],
)
@pytest.mark.parametrize("part", PARTS, ids=full_name)
def test_a_part_with_other_types_differs(
    part: Part, change: dict[str, str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part is named when a parameter or a type is not as tested, whatever its body uses."""
    types = {name: type_ for name, type_ in ({**part.types} | change).items() if type_}

    def altered(*_: object) -> None:
        """Uses what the part uses."""

    altered.__code__ = altered.__code__.replace(co_names=tuple(part.attributes))
    altered.__annotations__ = {**part.types}
    monkeypatch.setattr(full_name(part), altered)
    assert differing_parts() == []
    altered.__annotations__ = types
    assert differing_parts() == [full_name(part)]


@pytest.mark.parametrize("part", [part for part in PARTS if part.attributes], ids=full_name)
def test_a_part_that_uses_other_attributes_differs(
    part: Part, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part is named when its body does without an attribute that our painter shares with it."""

    def altered(*_: object) -> None:
        """Uses nothing."""

    altered.__annotations__ = {**part.types}
    monkeypatch.setattr(full_name(part), altered)
    assert differing_parts() == [full_name(part)]


@pytest.mark.parametrize("replacement", [None, "words", {}, len, str.join, staticmethod(len)])
def test_a_part_that_is_no_function_differs(
    replacement: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part is named when a value of another kind stands in its place."""
    monkeypatch.setattr("textual._compositor.Compositor.visible_widgets", replacement)
    assert differing_parts() == ["textual._compositor.Compositor.visible_widgets"]


@pytest.mark.parametrize("module", sorted({part.module for part in PARTS}))
def test_a_module_that_is_missing_differs(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every part of a module is named when the module cannot be imported."""
    monkeypatch.setitem(sys.modules, module, None)
    assert differing_parts() == [full_name(part) for part in PARTS if part.module == module]


# What `--version` says.


def write_version(folder: Path, version: str) -> None:
    """Put package data of a version of Textual into a folder of packages."""
    data = folder / f"textual-{version}.dist-info"
    data.mkdir()
    (data / "METADATA").write_text(f"Metadata-Version: 2.1\nName: textual\nVersion: {version}\n")


@pytest.mark.parametrize(
    ("version", "part_is_missing", "expected"),
    [
        (min(TESTED_VERSIONS), False, ""),
        (max(TESTED_VERSIONS), False, ""),
        (max(TESTED_VERSIONS), True, ""),  # not looked at: the version is known
        ("8.3.0", False, ""),
        ("8.3.0", True, NOTE),
    ],
)
def test_only_an_unknown_version_with_other_parts_is_noted(
    version: str,
    part_is_missing: bool,
    expected: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """`--version` has a sentence about Textual if our painter cannot run, and else none."""
    write_version(tmp_path, version)
    monkeypatch.syspath_prepend(tmp_path)
    if part_is_missing:
        monkeypatch.delattr("textual._compositor.Compositor._regions_to_spans")
    assert version_note() == expected
    printed = f"incident-tui, version {__version__}" + (f" ({expected})" if expected else "")
    assert run("--version").stdout == f"{printed}\n"


# The program on a Textual with other private names.


RENAMED = {
    "_compositor": "_composer",
    "_dirty_regions": "_stale_regions",
    "_regions_to_spans": "_spans_of_regions",
    "_vertical_scrollbar": "_right_scrollbar",
    "_scroll_update": "_update_scrolling",
    "_start_widget": "_launch_widget",
}
"""From private names to other names: of the compositor, and of what scrolls and its bar."""
KEYS = (*"jJGKhzjz2j", "tab", "c", "escape", "slash", "w", "e", "enter", "g")


@pytest.fixture(scope="module")
def other_textual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with Textual 8.3.0, which is the installed Textual with other private names."""
    folder = tmp_path_factory.mktemp("other")
    package = folder / "textual"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(textual.__file__).parent, package, ignore=ignored)
    for path in package.rglob("*.py"):
        source = renamed = path.read_text("utf-8")
        for old, new in RENAMED.items():
            renamed = re.sub(rf"\b{old}\b", new, renamed)
        if renamed != source:
            path.write_text(renamed, "utf-8")
    (package / "_compositor.py").rename(package / "_composer.py")
    write_version(folder, "8.3.0")
    return folder


def output_of(*command: str, packages: Path | None = None) -> str:
    """What a Python program prints, with the packages of a folder before all others."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name != "NO_COLOR" and not name.startswith("TEXTUAL")
    }
    path = os.pathsep.join(str(folder) for folder in (packages, ROOT) if folder)
    environment = kept | {"PYTHONPATH": path, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    finished = subprocess.run(
        [sys.executable, *command],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (finished.returncode, finished.stderr) == (0, "")
    return finished.stdout


@pytest.mark.thorough
def test_a_textual_with_other_private_names_shows_the_same(other_textual: Path) -> None:
    """The screen opens on a Textual of other private names, and every key shows the same cells."""
    program = ("-m", "tests.painting.stepping", *KEYS)
    with ThreadPoolExecutor() as both:
        ours, theirs = both.map(
            lambda packages: json.loads(output_of(*program, packages=packages)),
            (None, other_textual),
        )
    assert (ours["private"], theirs["private"]) == (True, False)
    assert len(ours["screens"]) == len(theirs["screens"]) == len(KEYS) + 1
    assert len({"\n".join(screen["texts"]) for screen in ours["screens"]}) > len(KEYS) / 2
    for key, our, their in zip(["start", *KEYS], ours["screens"], theirs["screens"], strict=True):
        assert our["texts"] == their["texts"], key
        assert our["looks"] == their["looks"], key


def test_a_textual_with_other_private_names_is_noted(other_textual: Path) -> None:
    """`--version` says which Textual paints the screen itself, and why."""
    printed = output_of("-m", "incident_tui", "--version", packages=other_textual)
    assert printed == f"incident-tui, version {__version__} ({NOTE})\n"
