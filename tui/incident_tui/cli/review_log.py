"""The notes on a record, for commands: their log found and read, its problems told."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from incident_tui.notes.author import default_author
from incident_tui.notes.log import ReviewLog
from incident_tui.notes.notes import Notes
from incident_tui.notes.reading import LogReading
from incident_tui.opening import UNREADABLE, Unsaved, print_problems, review_place
from incident_tui.record.reading import Reading
from incident_tui.record.text import visible
from incident_tui.settings import settings_at, settings_path


def log_of(
    reading: Reading, others: Sequence[str] = (), unsaved: Unsaved | None = None
) -> ReviewLog:
    """The log of the notes on a record; a log elsewhere than beside the record is told.

    Args:
        reading: a reading with a record.
        others: logs of other reviewers.
        unsaved: a record that is not saved; None for any other record.
    """
    assert reading.record
    place = review_place(reading, [*map(Path, others)], unsaved)
    if place.told:
        click.echo(visible(place.told), err=True)
    return ReviewLog(place.path, reading.record.incident.id)


def content_of(log: ReviewLog) -> LogReading:
    """The content of a log; exits if the log is refused."""
    found = log.read()
    if found.refused:
        print_problems(found.problems)
        sys.exit(UNREADABLE)
    return found


def notes_of(reading: Reading) -> Notes:
    """The notes on a record; faulty lines of the log are told on standard error."""
    found = content_of(log_of(reading))
    print_problems(found.problems)
    return found.notes


def author() -> str:
    """The reviewer of the settings, or else the user's name at the system."""
    return settings_at(settings_path()).reviewer or default_author()
