"""The numbers that Whisper and its kin give with a segment: in words, and as tags.

The thresholds are those by which Whisper itself doubts a segment (`no_speech_threshold`,
`compression_ratio_threshold` in openai/whisper, `whisper/transcribe.py`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.json import JsonObject

NO_SPEECH = "likely no speech"
REPEATS = "likely repeats itself"

_NO_SPEECH_THRESHOLD = 0.6
_COMPRESSION_RATIO_THRESHOLD = 2.4
_SOUND_ALONE = re.compile(r"(?:\s*(?:\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|[♪♫]+))*\s*")
"""`[BLANK_AUDIO]`, `(static)`, `♪`: sounds without words."""


class EngineNumbers(NamedTuple):
    """The numbers of a segment; None where the file has none."""

    avg_logprob: float | None
    no_speech_prob: float | None
    compression_ratio: float | None

    def line(self) -> str:
        """Return the numbers in words; "" without numbers."""
        return ", ".join(self._words())

    def tags(self, text: str) -> Iterator[str]:
        """Yield why to doubt a segment.

        Args:
            text: the words of the segment.
        """
        if (self.no_speech_prob or 0) > _NO_SPEECH_THRESHOLD or _SOUND_ALONE.fullmatch(text):
            yield NO_SPEECH
        if (self.compression_ratio or 0) > _COMPRESSION_RATIO_THRESHOLD:
            yield REPEATS

    def _words(self) -> Iterator[str]:
        if self.avg_logprob is not None:
            yield f"mean log probability {self.avg_logprob:.2f}"
        if self.no_speech_prob is not None:
            yield f"probability of no speech {self.no_speech_prob:.2f}"
        if self.compression_ratio is not None:
            yield f"compression ratio {self.compression_ratio:.2f}"


def numbers_of(segment: JsonObject) -> EngineNumbers:
    """Take the numbers from a segment of Whisper's JSON."""
    return EngineNumbers(
        segment.number("avg_logprob"),
        segment.number("no_speech_prob", 0, 1),
        segment.number("compression_ratio", 0),
    )
