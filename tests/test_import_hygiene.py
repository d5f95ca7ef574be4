"""What a fresh interpreter has loaded: the core no terminal library, the command line no Textual.

The linter sees which module imports which, but not when; here the interpreter itself is asked.
"""

import importlib
import pkgutil
import subprocess
import sys

import pytest

import incident_tui
from incident_tui.samples import bundled_record
from tests.thorough import thorough

CORE = tuple(
    f"incident_tui.{room}"
    for room in (
        "record",
        "placing",
        "listening",
        "chronology",
        "review",
        "notes",
        "words",
        "checks",
        "exchange",
    )
)


def modules_of(package: str) -> list[str]:
    """The names of a package and of every module in it."""
    path = importlib.import_module(package).__path__
    return [package, *(found.name for found in pkgutil.walk_packages(path, f"{package}."))]


def core_modules() -> list[str]:
    """The name of every module of the core, packages included."""
    return [module for package in CORE for module in modules_of(package)]


def output_of(script: str) -> list[str]:
    """The lines that a fresh interpreter prints when it runs this script."""
    finished = subprocess.run(
        [sys.executable, "-c", script],
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
    )
    return finished.stdout.splitlines()


def terminal_libraries_after(script: str) -> set[str]:
    """Which of Textual and Rich a fresh interpreter has loaded once it has run this script."""
    lines = output_of(f"import sys\n{script}\nprint(*sys.modules)")
    return {"textual", "rich"} & set(lines[-1].split())


def running(arguments: list[str]) -> str:
    """A script that runs a command, which has to succeed."""
    return f"""
from incident_tui.cli import main

sys.argv[1:] = {arguments}
try:
    main()
except SystemExit as leaving:
    assert not leaving.code
"""


def terminal_libraries_after_command(arguments: list[str]) -> set[str]:
    """Which of Textual and Rich the command line has loaded once a command has succeeded."""
    return terminal_libraries_after(running(arguments))


def importers_of_a_terminal_library(modules: list[str]) -> list[str]:
    """Return the modules that load Textual or Rich; a single interpreter is enough for none."""
    if not terminal_libraries_after("\n".join(f"import {module}" for module in modules)):
        return []
    return [module for module in modules if terminal_libraries_after(f"import {module}")]


@pytest.mark.smoke
def test_every_module_can_be_imported() -> None:
    """No module and no library that a module needs is missing."""
    modules = modules_of("incident_tui")
    script = "\n".join(f"import {module}" for module in modules)
    assert set(modules) <= set(output_of(f"import sys\n{script}\nprint(*sys.modules)")[-1].split())


def test_libraries_of_sound_wait_for_a_sound() -> None:
    """Every module of the room can be imported without them: they are an extra."""
    script = "\n".join(f"import {module}" for module in modules_of("incident_tui.listening"))
    loaded = output_of(f"import sys\n{script}\nprint(*sys.modules)")[-1].split()
    assert not {"av", "miniaudio", "ctypes"} & set(loaded)


def test_core_loads_no_terminal_library() -> None:
    """Every module of the core can be imported without Textual or Rich being loaded."""
    assert importers_of_a_terminal_library(core_modules()) == []


@pytest.mark.thorough
def test_a_module_that_loads_a_terminal_library_is_named() -> None:
    """Among sound modules, the module at fault is found."""
    modules = ["incident_tui.record", "incident_tui.themes", "incident_tui.review"]
    assert importers_of_a_terminal_library(modules) == ["incident_tui.themes"]


def test_command_line_loads_no_textual() -> None:
    """The command line can be imported without Textual being loaded."""
    assert "textual" not in terminal_libraries_after("import incident_tui.cli")


@pytest.mark.parametrize(
    "arguments",
    [
        ["--version"],
        ["show"],
        *thorough(
            ["--help"],
            ["check", str(bundled_record())],
            ["list", str(bundled_record().parent)],
            ["notes"],
            ["completion", "zsh"],
            ["man"],
        ),
    ],
    ids=lambda arguments: arguments[0],
)
def test_printing_loads_no_textual(arguments: list[str]) -> None:
    """Whatever only prints and leaves does so without waiting for Textual."""
    assert "textual" not in terminal_libraries_after_command(arguments)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "--format", "json"],
        ["export", "--to", "ical"],
        *thorough(*(["show", "--format", form] for form in ("markdown", "csv", "jsonl"))),
        *thorough(*(["notes", "--format", form] for form in ("text", "markdown", "json", "jsonl"))),
    ],
    ids=" ".join,
)
def test_only_tables_wait_for_rich(arguments: list[str]) -> None:
    """What goes to another program is printed without a library for terminals."""
    assert terminal_libraries_after_command(arguments) == set()


@pytest.mark.parametrize("arguments", [["check", str(bundled_record())], ["show"]], ids="/".join)
def test_a_command_needs_nothing_of_the_user(arguments: list[str]) -> None:
    """Settings and the memory of screens are looked for where a screen opens."""
    lines = output_of(f"import sys\n{running(arguments)}\nprint(*sys.modules)")
    loaded = set(lines[-1].split())
    assert "incident_tui.opening" in loaded
    assert not {"incident_tui.settings", "incident_tui.review.memory"} & loaded


def test_libraries_of_formats_wait_for_their_format() -> None:
    """A file is known without the libraries of extras, which are loaded to read a database."""
    script = f"""
import sys
from pathlib import Path
from incident_tui.exchange.recognition import format_of
assert format_of(Path({__file__!r})) == ""
print(*sys.modules)
"""
    assert not {"sqlalchemy", "psycopg", "duckdb"} & set(output_of(script)[-1].split())


def test_version_is_printed() -> None:
    """The version that the command line prints is the version of the package."""
    script = "import sys; from incident_tui.cli import main; sys.argv[1:] = ['--version']; main()"
    assert incident_tui.__version__ in " ".join(output_of(script))
