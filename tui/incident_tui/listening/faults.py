"""The reasons why a sound is not played, in words for people."""

from collections.abc import Callable
from importlib.util import find_spec

Tell = Callable[[str], None]
"""Takes the words about a sound that is missing, or not whole; the words name the file."""
_LIBRARIES = ("av", "miniaudio")
"""The libraries of the extra `audio`."""


class SoundError(Exception):
    """A sound cannot be played, or not to the end; the message says which file, and why."""


class NoDeviceError(SoundError):
    """The machine has no device for sound, as a machine reached over SSH."""


def missing_library() -> str:
    """The words for a missing library of the extra `audio`; "" if no library is missing."""
    for name in _LIBRARIES:
        if find_spec(name) is None:
            return f"needs {name}, which is not installed: pip install 'incident-tui[audio]'"
    return ""
