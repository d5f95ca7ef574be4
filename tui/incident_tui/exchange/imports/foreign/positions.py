"""Positions in a recording: seconds from its start, as programs and people write them."""

import re

LONGEST_RECORDING_S = 7 * 24 * 60 * 60
"""A position beyond is a mistake in the file."""

_POSITION = re.compile(
    r"(?:(?:(?P<hours>\d{1,3}):)?(?P<minutes>\d{1,3}):)?(?P<seconds>\d{1,6})"
    r"(?:[.,](?P<fraction>\d{1,9}))?",
    re.ASCII,
)


def position_of(text: str) -> float | None:
    """Read `00:03:12.400`, `00:03:12,400`, `3:12` or `192.4` as seconds.

    Returns:
        The seconds; None if the text is no position, or has more than 59 seconds in a minute.
    """
    match = _POSITION.fullmatch(text.strip())
    if match is None:
        return None
    hours, minutes, seconds = (int(match[name] or 0) for name in ("hours", "minutes", "seconds"))
    if (match["minutes"] and seconds > 59) or (match["hours"] and minutes > 59):
        return None
    position = hours * 3600 + minutes * 60 + seconds + float(f"0.{match['fraction'] or 0}")
    return position if position <= LONGEST_RECORDING_S else None


def position_text(position_s: float) -> str:
    """Write seconds as `00:03:12`, the whole seconds alone."""
    seconds = int(position_s)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def length_text(length_s: float) -> str:
    """Write a length in whole seconds: `7 s`, `under 1 s`."""
    return f"{length_s:.0f} s" if length_s >= 1 else "under 1 s"
