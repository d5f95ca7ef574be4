"""The options of `notes add` for the fields of observations and actions."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, get_args

import click

from incident_tui.notes.kinds import ACTION, OBSERVATION
from incident_tui.notes.model import KINDS, Element, Progress, Rating, Side
from incident_tui.notes.notes import Notes
from incident_tui.record.spelling import hint
from incident_tui.words.observations import RATING_WORDS

F = TypeVar("F", bound=Callable[..., Any])

_OF: Mapping[str, str] = {
    **dict.fromkeys(
        ("side", "capability", "objective", "rating", "reference", "analysis", "root_cause"),
        OBSERVATION,
    ),
    **dict.fromkeys(
        ("observation", "element", "owner", "contact", "start", "due", "status"), ACTION
    ),
}
"""From each field to the kind that has the field."""
_OPTIONS = {"side": "--strength or --improvement", "observation": "--for"}
"""The options of fields, where an option is not called as its field."""
_RATINGS = "; ".join(f"{rating}: {words}" for rating, words in RATING_WORDS.items())


def _named(choices: Any) -> click.Choice[str]:
    return click.Choice([choice for choice in get_args(choices) if choice])


def field_options(command: F) -> F:
    """Give a command the options of the fields, which it takes as `**fields`."""
    strength, improvement = get_args(Side)
    options = (
        click.option("--strength", "side", flag_value=strength, help="Observation: a strength."),
        click.option(
            "--improvement",
            "side",
            flag_value=improvement,
            help="Observation: an area for improvement.",
        ),
        click.option("--capability", metavar="NAME", help="Observation: the core capability."),
        click.option("--objective", metavar="TEXT", help="Observation: the objective."),
        click.option("--rating", type=_named(Rating), help=f"Observation: {_RATINGS}."),
        click.option("--analysis", metavar="TEXT", help="Observation: why it matters."),
        click.option("--root-cause", metavar="TEXT", help="Observation: the cause at its root."),
        click.option("--reference", metavar="TEXT", help="Observation: the plan that applies."),
        click.option(
            "--for",
            "observation",
            metavar="NOTE-ID",
            help="Action: the observation that it answers, by its id.",
        ),
        click.option("--element", type=_named(Element), help="Action: what it changes."),
        click.option("--owner", metavar="NAME", help="Action: who is responsible."),
        click.option("--contact", metavar="NAME", help="Action: whom to ask."),
        click.option("--start", metavar="DATE", help="Action: when it begins, as 2026-01-31."),
        click.option("--due", metavar="DATE", help="Action: when it is to be done."),
        click.option("--status", type=_named(Progress), help="Action: how far it is."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def given_fields(kind: str, fields: Mapping[str, str | None]) -> dict[str, str]:
    """The fields that are given on the line.

    Raises:
        click.UsageError: for a field that the kind does not have, or an observation without side.
    """
    given = {name: value for name, value in fields.items() if value is not None}
    for name in given:
        if _OF[name] != kind:
            option = _OPTIONS.get(name, f"--{name.replace('_', '-')}")
            article = "an" if _OF[name][0] in "aeiou" else "a"
            raise click.UsageError(
                f"{option} is for {article} {_OF[name]}; add --kind {_OF[name]}, or leave it out"
            )
    if kind == OBSERVATION and "side" not in given:
        raise click.UsageError("say which side the observation is: --strength or --improvement")
    return given


def refuse_unknown_observation(notes: Notes, fields: Mapping[str, str]) -> None:
    """Refuse an action for an observation that is not in the log.

    Raises:
        click.BadParameter: with the nearest id.
    """
    identifier = fields.get("observation")
    if identifier is None:
        return
    found = notes.get(identifier)
    if found is None or found.kind != OBSERVATION:
        known = [note.id for note in notes if note.kind == OBSERVATION]
        what = f"is a {found.kind}, no observation" if found else "is no observation of the log"
        message = f"{identifier} {what}{hint(identifier, known)}"
        raise click.BadParameter(message, param_hint="--for")


def needs_subject(kind: str) -> bool:
    """Whether a note of a kind stands on something."""
    return KINDS[kind].needs_subject
