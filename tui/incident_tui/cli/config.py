"""`incident-tui config`: the settings of the user, each with its origin."""

import os
import sys
from pathlib import Path

import click

from incident_tui.opening import PROBLEMS, print_problems
from incident_tui.record.text import visible
from incident_tui.settings import example as example_file
from incident_tui.settings import listed_settings, settings_at, settings_path


@click.command(
    "config",
    short_help="Print your settings, and where they come from.",
    epilog="Example: incident-tui config --example > settings.toml",
)
@click.option("--example", is_flag=True, help="Print a file to start from, with comments.")
def command(example: bool) -> None:
    """Print the path of your settings, and each setting with its line or as default.

    What is printed is TOML. A setting with a fault is named with line and column, and is not used:
    the others hold. Ends with 1 then.
    """
    if example:
        click.echo(example_file(), nl=False)
        return
    settings = settings_at(settings_path())
    click.echo(f"# {_where(settings.path)}")
    for line in listed_settings(settings):
        click.echo(line)
    if settings.problems:
        print_problems(settings.problems)
        sys.exit(PROBLEMS)


def _where(path: Path | None) -> str:
    if path is None:
        return "the system names no folder for settings"
    is_there = os.path.lexists(path)
    return visible(str(path)) + ("" if is_there else ": no such file; --example prints one")
