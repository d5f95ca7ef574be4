"""The options of `incident-tui export` for the joined sound of calls."""

from collections.abc import Callable
from math import inf
from typing import Any, TypedDict

import click

from incident_tui.exchange.exports import FORMATS, Format
from incident_tui.listening.clock import LONGEST_GAP_S, MOST_GAP_S, SKIPPED_S, Joining

_NONE = "none"
_NAMES = {"longest_gap": "--longest-gap", "mixed": "--mixed", "joined": "--joined"}


class _Gap(click.ParamType[float]):
    """Seconds, or `none`."""

    name = "seconds"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        if value == _NONE:
            return inf
        try:
            seconds = float(value)
        except ValueError:
            seconds = 0.0
        if not SKIPPED_S <= seconds <= MOST_GAP_S:
            bounds = f"{SKIPPED_S:g} to {MOST_GAP_S:,.0f}"
            self.fail(f"{value} is no number of seconds from {bounds}, and not none")
        return seconds


_OPTIONS = (
    click.option(
        "--longest-gap",
        metavar="SECONDS",
        type=_Gap(),
        help=f"Of a joined sound: cut a longer silence to a second, {LONGEST_GAP_S:g} if not given;"
        " none cuts nothing.",
    ),
    click.option(
        "--mixed",
        is_flag=True,
        help="Of a joined sound: calls that overlap at the same time, not one after another.",
    ),
    click.option(
        "--joined",
        is_flag=True,
        help="With srt, vtt or audacity: the calls and times of the file of --to audio.",
    ),
)


class AskedJoining(TypedDict):
    """The values of the options."""

    longest_gap: float | None
    mixed: bool
    joined: bool


def joining_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def joining_asked(name: str, form: Format, asked: AskedJoining) -> Joining | None:
    """How calls are to be joined; None for a format that is neither sound nor cues of a sound.

    Args:
        name: of the format.

    Raises:
        click.UsageError: if an option is not of the format, or a library is missing.
    """
    given = [option for key, option in _NAMES.items() if asked[key]]  # type: ignore[literal-required]
    if form.is_sound and asked["joined"]:
        raise click.UsageError(f"--to {name} is the sound itself; leave out --joined")
    if not form.is_sound and not (form.fits_sound and asked["joined"]):
        if given:
            raise click.UsageError(_not_of(name, form, given))
        return None
    if missing := FORMATS["audio"].missing:
        raise click.UsageError(f"--joined {missing}")
    longest_s = asked["longest_gap"]
    return Joining(LONGEST_GAP_S if longest_s is None else longest_s, asked["mixed"])


def _not_of(name: str, form: Format, given: list[str]) -> str:
    """Why options are not of a format, and what to do."""
    if form.fits_sound:
        return f"{' and '.join(given)} of --to {name}: of a joined sound alone; add --joined"
    fit = ", ".join(other for other, one in FORMATS.items() if one.fits_sound)
    sounds = " or ".join(other for other, one in FORMATS.items() if one.is_sound)
    return (
        f"--to {name} has no sound; leave out {' and '.join(given)}, or use --to {sounds}, or"
        f" {fit} with --joined"
    )
