"""What keeps a sound from being played, in words for people."""

from importlib.util import find_spec

_LIBRARIES = ("av", "miniaudio")
"""The libraries of the extra `audio`."""


class SoundError(Exception):
    """A sound cannot be played, or not to its end; the message says which file, and why."""


class NoDeviceError(SoundError):
    """The machine has no device that plays sound, as a machine that is reached over SSH."""


def missing_library() -> str:
    """The words for a library of the extra `audio` that is not installed; "" if none is missing."""
    for name in _LIBRARIES:
        if find_spec(name) is None:
            return f"needs {name}, which is not installed: pip install 'incident-tui[audio]'"
    return ""
