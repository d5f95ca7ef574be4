"""The manual page: everything is in it, and nothing in it is a request to groff by accident."""

import re
import shutil
import subprocess
import textwrap

import click
import pytest

from incident_tui.cli import main
from incident_tui.cli.group import COMMANDS
from incident_tui.cli.man import escaped, page
from incident_tui.exchange.imports import FORMATS
from tests.cli.running import run

LINES = [*page(main)]
PAGE = "\n".join(LINES)
REQUESTS = {".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".EX", ".EE"}


def test_the_page_is_what_man_prints() -> None:
    """The command prints the page and nothing else."""
    result = run("man")
    assert (result.exit_code, result.stdout) == (0, PAGE + "\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_stands_in_it(name: str) -> None:
    """Each command has a section, with all its options and its example."""
    context = click.Context(main)
    command = main.get_command(context, name)
    assert command
    section = PAGE.partition(f".SS {escaped(name)}\n")[2].partition("\n.S")[0]
    assert section
    for option in command.params:
        if isinstance(option, click.Option):
            assert all(escaped(written) in section for written in option.opts)
            assert option.help
            assert escaped(option.help.split(".")[0]) in section
    example = (command.epilog or "").removeprefix("Example: ")
    assert escaped(example) in LINES


def test_the_formats_of_import_stand_in_their_columns() -> None:
    """Each format as the help has it; what stands below a name is indented as there."""
    section = PAGE.partition(".SS import\n")[2].partition("\n.S")[0].splitlines()
    for name, form in FORMATS.items():
        number = section.index(
            f"{escaped(f'{name:<14}')}  {escaped(form.about)} ({' '.join(form.endings)})"
        )
        options = " ".join((*form.needs, *form.takes))
        if options:
            words = textwrap.shorten(" ".join(section[number + 1 : number + 4]), 400)
            assert words.startswith(escaped(f"may need {options}"))
            assert section[number + 1].startswith(f"{'':<16}may need")


def test_sections_stand_in_their_order() -> None:
    """As man-pages(7) has them."""
    assert re.findall(r"^\.SH (.*)", PAGE, re.M) == [
        "NAME",
        "SYNOPSIS",
        "DESCRIPTION",
        "OPTIONS",
        "COMMANDS",
        "EXAMPLES",
        "EXIT STATUS",
        "FILES",
        "ENVIRONMENT",
    ]
    for name in ("NO_COLOR", "TEXTUAL_THEME"):
        assert f".B {name}" in LINES


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("--at", r"\-\-at"),
        (".TH", r"\&.TH"),
        ("'br", r"\(aqbr"),
        ("a\\b", r"a\(rsb"),
        ("`x` ~ ^", r"\(gax\(ga \(ti \(ha"),
        ('say "so"', r"say \(dqso\(dq"),
        ("PATH… ≠", r"PATH\[u2026] \[u2260]"),
        ("plain. words", "plain. words"),
    ],
)
def test_what_groff_would_obey_is_escaped(text: str, shown: str) -> None:
    """Dots at the start, quotes, backslashes and hyphens are set as they are, in ASCII."""
    assert escaped(text) == shown


def test_only_known_requests_begin_a_line() -> None:
    """No line of a help text is taken for one, and no line is longer than man pages may be."""
    for line in LINES:
        assert line.isascii()
        assert not line.startswith("'")
        assert not line.startswith(".") or line.split()[0] in REQUESTS
        assert line


@pytest.mark.skipif(shutil.which("groff") is None, reason="groff is not installed")
def test_groff_has_nothing_to_say_about_it() -> None:
    """The page sets without a warning."""
    command = ["groff", "-man", "-Tutf8", "-ww"]
    done = subprocess.run(command, input=PAGE, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "incident-tui" in done.stdout
