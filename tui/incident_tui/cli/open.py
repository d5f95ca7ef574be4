"""`incident-tui open`, and `incident-tui PATH`: a record on the screen."""

import click

from incident_tui.cli import suggestions
from incident_tui.cli.group import FOLLOW, FOLLOW_HELP, FRESH, FRESH_HELP, PLAIN, PLAIN_HELP
from incident_tui.cli.show import print_view
from incident_tui.cli.unsaved import (
    brought_or_exit,
    read_brought,
    tell_how_to_keep,
    tell_of_unsaved,
)
from incident_tui.exchange.printed.view import View
from incident_tui.opening import (
    SOUND,
    chronology_or_exit,
    end_as,
    is_for_lines,
    is_screen,
    open_screen,
    shown,
)
from incident_tui.review.lens import Lens


@click.command(
    "open",
    short_help="Open a record on the screen.",
    help="Open a record on the screen (what happens when no command is named). A file of another"
    " program, of a format of `import`, opens as a record that is not saved.",
    epilog="Example: incident-tui my-record.yaml",
)
@click.argument("path", required=False, shell_complete=suggestions.records)
@click.option(PLAIN, is_flag=True, help=PLAIN_HELP)
@click.option(FRESH, is_flag=True, help=FRESH_HELP)
@click.option(FOLLOW, is_flag=True, help=FOLLOW_HELP)
def command(path: str | None, plain: bool, fresh: bool, follow: bool) -> None:
    """Open a record on the screen; print the record if no terminal is attached."""
    is_plain = plain or is_for_lines()
    if not follow:
        end_as(_open(path, is_plain, fresh))
    elif is_plain or not is_screen():
        from incident_tui.cli.plain_follow import follow_plain  # for nothing else

        follow_plain(path)
    else:
        open_screen(path, fresh, follow)


def _open(path: str | None, is_plain: bool, is_fresh: bool) -> int | None:
    """Open a record; returns the code that the screen was left with."""
    if is_plain:
        from incident_tui.cli.plain import open_plain  # for nothing else

        open_plain(path)
        return SOUND
    if not is_screen():
        reading, unsaved = read_brought(path)
        print_view(View(Lens(chronology_or_exit(reading))), "table")
        tell_how_to_keep(path, unsaved)
        return SOUND
    with brought_or_exit(path) as record:
        code = shown(record.path, is_fresh, False, None, record.unsaved)
    tell_of_unsaved(path, record.unsaved)
    return code
