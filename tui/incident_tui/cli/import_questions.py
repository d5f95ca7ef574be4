"""The questions of `incident-tui import`: what the files leave open, asked at a terminal."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
from msgspec.structs import replace

from incident_tui.cli.import_options import RecordingStart, ZoneName
from incident_tui.exchange.imports.landing.protocol import Importer, Looked, Need, Wishes
from incident_tui.record.text import visible
from incident_tui.record.time_value import Form


class Answers(NamedTuple):
    """What the user has answered."""

    asked: Wishes
    """The options with the answers."""
    zone: dt.tzinfo | None
    """The zone of times without a zone; None if the user named none."""

    @property
    def wishes(self) -> Wishes:
        """The options for a new record."""
        return replace(self.asked, zone=self.zone or dt.UTC, zone_said=self.zone is not None)


def folder_for(name: str) -> str:
    """Ask for the folder of the record.

    Args:
        name: of a new folder.
    """
    folder: str = click.prompt("Into which folder?", default=name, err=True)
    return folder


def answered(
    importer: Importer, paths: Sequence[Path], wishes: Wishes, answers: Answers
) -> Answers:
    """Ask for what the files leave open.

    Args:
        importer: looks at the files.
        paths: the files.
        wishes: the options with the zone and the names of the record.
        answers: the options before.
    """
    asked, zone = answers
    if not asked.columns:
        asked = replace(asked, columns=_time_column([*importer.look(paths, wishes)]))
    if "--starts" in _left_open(importer, paths, wishes):
        starts = _start()
        asked, wishes = replace(asked, starts=starts), replace(wishes, starts=starts)
    days = _days(_left_open(importer, paths, replace(wishes, columns=asked.columns)), asked)
    asked = replace(asked, **days)
    # Only now, since a time that could not be read did not say whether it has a zone.
    wishes = replace(wishes, columns=asked.columns, **days)
    is_open = "--timezone" in _left_open(importer, paths, wishes)
    if is_open and not wishes.zone_said and wishes.record_zone is None:
        zone = click.prompt(
            "These times name no zone. Which one is it, such as America/Chicago?",
            default="UTC",
            type=ZoneName(),
            err=True,
        )
    return Answers(asked, zone)


def _left_open(importer: Importer, paths: Sequence[Path], wishes: Wishes) -> set[Need]:
    """Return the options that would say what the files leave open."""
    return {need for looked in importer.look(paths, wishes) for need in looked.open}


def _start() -> Form | None:
    """Ask when a recording starts; None if the user does not know."""
    start: Form | None = click.prompt(
        "When does the recording start, such as 2024-02-29T13:00~? Empty if unknown",
        type=RecordingStart(),
        default="",
        show_default=False,
        err=True,
    )
    return start


def _days(left_open: set[Need], asked: Wishes) -> dict[str, Any]:
    """Ask for the day of the times, and for the order of day and month, where they are open."""
    answers: dict[str, Any] = {}
    if "--date" in left_open and asked.date is None:
        answers["date"] = click.prompt(
            "These times have no date. Which day is it, such as 2024-02-29?",
            type=click.DateTime(["%Y-%m-%d"]),
            err=True,
        ).date()
    if "--date-order" in left_open and not asked.date_order:
        answers["date_order"] = click.prompt(
            "Dates such as 02/03/2024: month first (mdy), or day first (dmy)?",
            type=click.Choice(["mdy", "dmy"]),
            default="mdy",
            err=True,
        )
    return answers


def _time_column(looked: Sequence[Looked]) -> dict[str, str]:
    """Ask for the column of times of a table in which none is known."""
    unknown = [one for one in looked if "--map" in one.open and one.columns]
    if not unknown:
        return {}
    names = [name for name, _ in unknown[0].columns]
    click.echo(visible(f"{unknown[0].origin}: no column is known to hold the time"), err=True)
    for number, name in enumerate(names, start=1):
        click.echo(visible(f"  {number}  {name}"), err=True)
    choice = click.IntRange(1, len(names))
    number = click.prompt("Which column holds the time?", type=choice, err=True)
    return {"time": names[number - 1]}
