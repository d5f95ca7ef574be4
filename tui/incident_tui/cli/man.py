"""`incident-tui man`: the manual page, made from the help of every command; see groff_man(7)."""

import re
import textwrap
from collections.abc import Iterable, Iterator

import click

from incident_tui import __version__
from incident_tui.cli.group import main

NAME = "incident-tui"
_EXAMPLE = "Example: "
_ABOUT = "step through the record of an incident, every pane as of that moment"

EXIT_STATUS = (
    ("0", "What was asked for is done."),
    ("1", "A record has a problem, or there is no record in what was read."),
    ("2", "A file cannot be read, or the command line cannot be understood."),
    ("141", "Nobody read on what was printed; it ends quietly."),
)
FILES = (
    ("NAME.yaml", "A record, in the form incident-record/1."),
    ("NAME.review.jsonl", "The notes of reviewers on NAME.yaml, in the form incident-review/1."),
    (
        "FOLDER/record.yaml",
        "A record with files beside it: its calls as JSON Lines, the texts of its sources.",
    ),
    (
        "$XDG_CONFIG_HOME/incident-tui/settings.toml",
        "Your settings, which config prints; ~/.config if it is not set.",
    ),
    (
        "$XDG_STATE_HOME/incident-tui",
        "Where each record was left, and how the screen looked; ~/.local/state if it is not set.",
    ),
)
ENVIRONMENT = (
    ("NO_COLOR", "If it is set, nothing is drawn in colour."),
    ("TERM", "If it is dumb, the screen is lines of text, as with --plain."),
    ("TEXTUAL_THEME", "The name of the theme that the screen begins with."),
    ("PAGER", "What shows a print that is longer than the terminal."),
    ("COLUMNS", "How wide a terminal is, if that is not what it says itself."),
)

_ESCAPES = {
    "\\": r"\(rs",
    "-": r"\-",
    "'": r"\(aq",
    "`": r"\(ga",
    "^": r"\(ha",
    "~": r"\(ti",
    '"': r"\(dq",
}
_SPECIAL = re.compile(r"[\\\-'`^~\"]|[^\x20-\x7e]")


@click.command(
    "man", short_help="Print the manual page.", epilog=f"{_EXAMPLE}{NAME} man > {NAME}.1"
)
def command() -> None:
    """Print the manual page of this program.

    Read the page with `man -l`, or save the page as incident-tui.1 in a folder man1.
    """
    click.echo("\n".join(page(main)))


def page(group: click.Group) -> Iterator[str]:
    """The lines of the manual page of a group of commands."""
    context = click.Context(group, info_name=NAME, **group.context_settings)
    yield f'.TH {escaped(NAME.upper())} 1 "" "{escaped(f"{NAME} {__version__}")}" "User Commands"'
    yield from (".SH NAME", f"{escaped(NAME)} \\- {escaped(_ABOUT)}")
    yield ".SH SYNOPSIS"
    yield from _synopsis(group, context)
    yield ".SH DESCRIPTION"
    yield from _paragraphs(group.help or "")
    yield ".SH OPTIONS"
    yield from _options(group, context)
    yield ".SH COMMANDS"
    commands = [*_commands(group, context)]
    for one, inner in commands:
        yield f".SS {escaped(inner.command_path.removeprefix(f'{NAME} '))}"
        yield from _synopsis(one, inner)
        yield from (".PP", *_paragraphs(one.help or ""))
        yield from _options(one, inner)
    yield ".SH EXAMPLES"
    for one in (group, *(one for one, _ in commands)):
        yield from (".PP", ".EX", f"{_example(one)}", ".EE")
    for title, terms in (
        ("EXIT STATUS", EXIT_STATUS),
        ("FILES", FILES),
        ("ENVIRONMENT", ENVIRONMENT),
    ):
        yield f".SH {title}"
        yield from _terms(terms)


def escaped(text: str) -> str:
    """A text that groff sets unchanged, in ASCII: no escape, no request, no hyphenation."""
    plain = _SPECIAL.sub(lambda found: _ESCAPES.get(found[0]) or f"\\[u{ord(found[0]):04X}]", text)
    return f"\\&{plain}" if plain.startswith(".") else plain


def _commands(
    group: click.Group, context: click.Context
) -> Iterator[tuple[click.Command, click.Context]]:
    for name in group.list_commands(context):
        if (found := group.get_command(context, name)) and not found.hidden:
            inner = click.Context(found, info_name=name, parent=context)
            yield found, inner
            if isinstance(found, click.Group):
                yield from _commands(found, inner)


def _synopsis(one: click.Command, context: click.Context) -> Iterator[str]:
    pieces = " ".join(one.collect_usage_pieces(context))
    yield f".B {escaped(context.command_path)}"
    yield escaped(pieces)


def _paragraphs(text: str) -> Iterator[str]:
    """Yield the paragraphs of a help text; a paragraph marked by `\\b` keeps lines and indents."""
    for number, paragraph in enumerate(re.split(r"\n\s*\n", text.strip())):
        lines = paragraph.splitlines()
        kept = lines[0].strip() == "\b"
        if number and not kept:
            yield ".PP"
        if kept:
            example = textwrap.dedent("\n".join(lines[1:])).splitlines()
            yield from (".PP", ".EX", *map(escaped, example), ".EE")
        else:
            yield escaped(" ".join(line.strip() for line in lines))


def _options(one: click.Command, context: click.Context) -> Iterator[str]:
    records = (option.get_help_record(context) for option in one.get_params(context))
    yield from _terms(record for record in records if record and record[1])


def _terms(terms: Iterable[tuple[str, str]]) -> Iterator[str]:
    for term, meaning in terms:
        yield from (".TP", f".B {escaped(term)}", escaped(meaning))


def _example(one: click.Command) -> str:
    return escaped((one.epilog or "").removeprefix(_EXAMPLE))
