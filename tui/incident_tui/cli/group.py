"""The group of commands, each imported when it runs."""

import importlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from incident_tui import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

COMMANDS = (
    "open",
    "check",
    "show",
    "export",
    "import",
    "new",
    "list",
    "notes",
    "schema",
    "config",
    "completion",
    "man",
)
"""The names of the commands, equal to the names of their modules."""
PLAIN = "--plain"
PLAIN_HELP = "In lines of text, without a screen: for a screen reader, or a pipe."
FOLLOW = "--follow"
FOLLOW_HELP = (
    "Keep to the newest entry as entries arrive; also in a folder in which trunk-recorder writes."
)
FRESH = "--fresh"
FRESH_HELP = "As if nothing were remembered: on the overview, without filters."


class _Commands(click.Group):
    """A group whose first argument may be a path instead of a command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read `incident-tui PATH` as `incident-tui open PATH`."""
        if ctx.resilient_parsing and not args:  # the shell asks what could come first
            return super().parse_args(ctx, args)
        first = args[0] if args else ""
        is_path = first == "-" or not (first.startswith("-") or first in COMMANDS)
        if is_path or first in (PLAIN, FRESH, FOLLOW):
            if is_path and not ctx.resilient_parsing:
                _refuse_typo(first)
            args = ["open", *args]
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> "list[CompletionItem]":
        """The commands with a prefix, and files, since a path may replace a command."""
        from incident_tui.cli import suggestions

        files, *records = suggestions.records(ctx, None, incomplete)
        return [files, *super().shell_complete(ctx, incomplete), *records]

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Parse the arguments of the group, up to the name of a command."""
        with _visible_complaints():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        """Parse the arguments of a command and run the command."""
        with _visible_complaints():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in their order."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """The command with a name."""
        if name not in COMMANDS:
            return None
        module_name = "import_" if name == "import" else name  # `import` is a word of Python's
        module = importlib.import_module(f"incident_tui.cli.{module_name}")
        command: click.Command = module.command
        return command


@contextmanager
def _visible_complaints() -> Iterator[None]:
    """Make a complaint of the block harmless: click quotes arguments in it as they are."""
    try:
        yield
    except click.ClickException as complaint:
        from incident_tui.record.text import paragraphs

        # Its class decides on the exit code and on the words around the message.
        complaint.message = "\n".join(paragraphs(complaint.message))  # type: ignore[misc]
        raise


def _refuse_typo(word: str) -> None:
    """Refuse a word that is no path, and near the name of a command or of a bundled record.

    Raises:
        click.UsageError: with the name.
    """
    if "." in word or os.sep in word or os.path.lexists(word):
        return
    from incident_tui.opening import BUNDLED
    from incident_tui.record.spelling import nearest
    from incident_tui.record.text import visible

    if word not in BUNDLED and (near := nearest(word, (*COMMANDS, *BUNDLED))):
        message = f"there is no command and no file {word}; did you mean {near}?"
        raise click.UsageError(visible(message))


def _print_version(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print the version, and a note if the screen is painted in another way than usual."""
    if not is_asked or context.resilient_parsing:
        return
    from incident_tui.painting.textual_guard import version_note  # for no other command

    note = version_note()
    click.echo(f"incident-tui, version {__version__}" + (f" ({note})" if note else ""))
    context.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: incident-tui show --agency kcpd --at 13:20",
)
@click.option(PLAIN, is_flag=True, expose_value=False, help=PLAIN_HELP)
@click.option(FRESH, is_flag=True, expose_value=False, help=FRESH_HELP)
@click.option(FOLLOW, is_flag=True, expose_value=False, help=FOLLOW_HELP)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    help="Show the version and exit.",
    callback=_print_version,
)
def main() -> None:
    """Step through the record of an incident, every pane as of that moment.

    `incident-tui` opens the bundled record, `incident-tui exercise` a bundled exercise,
    `incident-tui PATH` a record's file or its folder, `incident-tui DIR` a folder of records,
    `incident-tui -` a record from standard input.
    """
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")
