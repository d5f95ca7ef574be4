"""Sounds to be played: a slice, slices in a row, slices at the same time.

A source gives the samples of a sound from any position on, and tells which slice sounds at a
position. Positions are seconds of the sound itself, whatever the speed.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from incident_tui.listening.sound_files import Slice


class Playlist(NamedTuple):
    """Slices in a row; a slice at fault is passed over."""

    slices: Sequence[Slice]
    """May be lazy, and raise `SoundError` for a slice: see `SoundFiles.slices`."""
    silence: float = 0.5
    """Seconds between two slices."""


class Mix(NamedTuple):
    """Slices at the same time, as calls on several channels."""

    parts: tuple[tuple[float, Slice], ...]
    """Each with the seconds from the start of the sound to the start of the slice."""


Sound = Slice | Playlist | Mix
"""A sound of any kind."""


class Place(NamedTuple):
    """The slice heard at a position."""

    part: int
    """The number of the slice, from 0; of a `Mix` the slice started last."""
    position: float
    """Seconds from the first sound of the slice, with the margin."""


class Fault(NamedTuple):
    """One of several slices cannot be played, or not to the end."""

    part: int
    words: str


class Source(Protocol):
    """The samples of a sound; for a single thread."""

    @property
    def length(self) -> float | None:
        """Seconds of the sound; None while they are unknown."""

    def samples(self, at: float) -> Iterator[bytes]:
        """Mono samples at `RATE_HZ` from a position on.

        Raises:
            SoundError: after the last samples, if the sound cannot be played to the end.
        """

    def place(self, position: float) -> Place:
        """The slice heard at a position."""
