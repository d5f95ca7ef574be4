"""From the sound of an entry to a slice of a file in the record's folder.

The path of a sound comes from a stranger: a path outside the folder, a pipe and a device are
refused. Nothing is decoded, and no checksum is computed: a slice is made within a millisecond.
"""

from collections.abc import Sequence
from math import inf, isfinite
from pathlib import Path
from typing import NamedTuple, overload

from incident_tui.listening.faults import SoundError
from incident_tui.record.file_locks import NOT_REGULAR
from incident_tui.record.files import FileState, failure_words, file_state, stays_inside
from incident_tui.record.model import Audio
from incident_tui.record.text import visible

ROUGH_MARGIN_S = 0.5
"""A margin for the slices of a recorder with cuts in the middle of words."""
_MOST_SECONDS = 10_000_000.0
"""Longer than any recording: 115 days."""


def margin_of(audio: Audio) -> float:
    """Seconds to play before and after the slice of an entry.

    A piece of a longer recording is cut by a program, in the middle of a word or not.
    """
    return ROUGH_MARGIN_S if audio.start > 0 else 0.0


def sound_s(audio: Audio) -> float | None:
    """Seconds of the sound of an entry, margins included; None where the record has no length."""
    if audio.length is None:
        return None
    margin = margin_of(audio)
    return min(margin, audio.start) + audio.length + margin


class SoundFile(NamedTuple):
    """A regular file in the record's folder, as found when a slice was made."""

    name: str
    """The path as in the record, with control characters shown as text."""
    path: Path
    """Without links."""
    state: FileState
    sha256: str = ""
    """The checksum in the record, in hexadecimal digits; "" where the record has none."""


class Slice(NamedTuple):
    """A part of a sound file. All lengths are seconds."""

    file: SoundFile
    start: float = 0.0
    """Seconds from the start of the file."""
    length: float | None = None
    """None: up to the end of the file."""
    margin: float = 0.0
    """Seconds played before the start and after the end, as far as the file goes."""

    @property
    def begin(self) -> float:
        """Seconds from the start of the file to the first sound played."""
        return max(self.start - self.margin, 0.0)

    @property
    def end(self) -> float:
        """Seconds from the start of the file to the last sound played; infinity: to the end."""
        return inf if self.length is None else self.start + self.length + self.margin

    def length_in(self, file_length: float | None) -> float | None:
        """Seconds of the slice with the margins, within a file; None where no end is known.

        Args:
            file_length: seconds of the file; None where unknown.
        """
        end = self.end if file_length is None else min(self.end, file_length)
        return None if end == inf else max(end - self.begin, 0.0)

    @property
    def lead(self) -> float:
        """Seconds of margin before the slice: the position at which the slice itself starts."""
        return self.start - self.begin


class SoundFiles:
    """The sound files of a record."""

    def __init__(self, folder: Path) -> None:
        """Take the folder of a record; nothing is read."""
        self._folder = folder

    def slice_of(self, audio: Audio, margin: float = 0.0) -> Slice:
        """The slice of a file, by the `audio` of an entry.

        Args:
            margin: seconds to play before and after the slice, as `ROUGH_MARGIN_S`.

        Raises:
            SoundError: if the file is outside of the record's folder, missing, no regular file or
                empty, or the start of the slice is beyond any file.
        """
        name = visible(audio.path)
        if not stays_inside(self._folder, audio.path):
            raise SoundError(f"{name}: is outside of the record's folder; it is not opened")
        if not (isfinite(audio.start) and audio.start < _MOST_SECONDS):
            raise SoundError(f"{name}: no sound file has a second {audio.start:g}")
        file = SoundFile(name, *_found(self._folder / audio.path, name), audio.sha256.lower())
        length = audio.length
        if length is not None and not length < _MOST_SECONDS:
            length = None
        return Slice(file, audio.start, length, margin)

    def slices(self, sounds: Sequence[Audio], margin: float = 0.0) -> Sequence[Slice]:
        """The slices of many entries, each made when asked for; see `slice_of`."""
        return _LazySlices(self, sounds, margin)


class _LazySlices(Sequence[Slice]):
    """Slices, each made, or at fault, when asked for."""

    def __init__(self, files: SoundFiles, sounds: Sequence[Audio], margin: float) -> None:
        self._files = files
        self._sounds = sounds
        self._margin = margin

    def __len__(self) -> int:
        return len(self._sounds)

    @overload
    def __getitem__(self, index: int) -> Slice: ...
    @overload
    def __getitem__(self, index: slice) -> "_LazySlices": ...
    def __getitem__(self, index: int | slice) -> "Slice | _LazySlices":
        if isinstance(index, slice):
            return _LazySlices(self._files, self._sounds[index], self._margin)
        return self._files.slice_of(self._sounds[index], self._margin)


def _found(path: Path, name: str) -> tuple[Path, FileState]:
    """The path of a regular file without links, and the state of the file."""
    try:
        path = path.resolve(strict=True)
        is_regular = path.is_file()
        state = file_state(path, follow_links=False)
    except FileNotFoundError:
        raise SoundError(f"{name}: the file is missing") from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, up to Python 3.12
        words = failure_words(error) if isinstance(error, OSError) else "links in a circle"
        raise SoundError(f"{name}: {words}") from None
    if state is None or not is_regular:
        raise SoundError(f"{name}: {NOT_REGULAR}")
    if not state.size:
        raise SoundError(f"{name}: is empty")
    return path, state
