"""A transcript as it stands in a file, before it has times of the incident."""

from pathlib import Path
from typing import NamedTuple

from incident_tui.exchange.imports.landing.protocol import Found, Origin


class Segment(NamedTuple):
    """Words of a transcript, with their place in the recording."""

    origin: Origin
    text: str
    start_s: float | None = None
    """Seconds from the start of the recording; None if unknown."""
    end_s: float | None = None
    speaker: str = ""
    """The label of the voice, as the file has it."""
    confidence: float | None = None
    """The probability that the words are right, from 0 to 1, if the engine gives probabilities."""
    lines: tuple[str, ...] = ()
    """What the file says of the words and a record has no place for, a line each."""
    tags: tuple[str, ...] = ()


class Transcript(NamedTuple):
    """The words of a recording."""

    path: Path
    segments: tuple[Segment, ...]
    faults: tuple[Found, ...] = ()
    """What could not be read, and what was assumed."""
    is_by_machine: bool = False
    """Whether the file says that a speech recognizer wrote the words."""
    model: str = ""
    """The name of the recognizer's model."""
    language: str = ""
    recording_s: float | None = None
    """The length of the recording in seconds, if the file says it."""

    @property
    def length_s(self) -> float | None:
        """The end of the last words, in seconds; None without words."""
        ends = (segment.end_s or segment.start_s for segment in self.segments)
        return max((end for end in ends if end is not None), default=None)
