"""What archives of radio calls have in common: turns, their audio, calls without words."""

import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from incident_tui.exchange.imports.landing.protocol import Wishes
from incident_tui.record.files import stays_inside
from incident_tui.record.text import visible

LONGEST = 24 * 60 * 60
"""Seconds of a call; what is longer is a mistake."""


def agency_of(talkgroup: str, tag: str, wishes: Wishes) -> str:
    """The agency that a talkgroup is known to belong to; none is made up for any other."""
    return wishes.talkgroups.get(talkgroup) or wishes.talkgroups.get(tag) or ""


def channel_words(talkgroup: str, *names: str) -> str:
    """What a channel is called: the first name it has, or its number."""
    return next(
        filter(None, names), f"talkgroup {talkgroup}" if talkgroup else "an unknown channel"
    )


def without_words(length: float | None, channel: str) -> str:
    """What can be said of a call of which nobody wrote down the words."""
    if length is None:
        return f"(no transcript) on {channel}"
    return f"(no transcript) {f'{length:.0f}' if length >= 1 else 'under 1'} s on {channel}"


def lengths_of(positions: Sequence[float | None], total: float | None) -> list[float | None]:
    """How long each turn is in the audio: up to where the next one begins, the last to the end."""
    ends = [*positions[1:], total]
    return [_between(start, end) for start, end in zip(positions, ends, strict=True)]


def name_in(folder: Path | None, path: str) -> str:
    """A file's path inside the folder of a record; "" if it lies elsewhere, or is a link."""
    if folder is None or os.path.islink(path):
        return ""
    within = _folder_in(folder, os.path.dirname(path))
    name = f"{within}/{os.path.basename(path)}".removeprefix("./")
    return name if within and visible(name) == name else ""


def audio_of(name: str, start: float | None, length: float | None) -> dict[str, Any]:
    """A turn in a recording; nothing where there is none."""
    if not name:
        return {}
    audio: dict[str, Any] = {"path": name}
    if start:
        audio["start"] = round(start, 3)
    if length is not None:
        audio["length"] = length
    return audio


def with_values(**fields: object) -> dict[str, Any]:
    """These fields, less those that hold nothing."""
    return {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _between(start: float | None, end: float | None) -> float | None:
    if start is None or end is None or end < start:
        return None
    return round(end - start, 3)


@lru_cache(maxsize=64)
def _folder_in(folder: Path, path: str) -> str:
    """A folder's path inside another one, links followed; "" if it lies elsewhere."""
    try:
        name = Path(os.path.relpath(path or ".", folder)).as_posix()
    except ValueError:  # on another drive
        return ""
    return name if stays_inside(folder, name) else ""
