"""Plain text with positions: `[00:03:12] words`, `00:03:12 --> 00:03:15`, `(3:12) words`.

A line that begins with a position begins a segment, and the lines below belong to the segment.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from incident_tui.exchange.imports.foreign.positions import position_of
from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Rejected
from incident_tui.exchange.imports.transcript.engine_numbers import EngineNumbers
from incident_tui.exchange.imports.transcript.segments import Segment, Transcript

NO_TIMES = (
    "no transcript: no line begins with a position in a recording, such as [00:03:12] or"
    " 00:03:12 -->"
)

_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d\d(?:[.,]\d{1,9})?"
_LINE = re.compile(
    rf"\s*(?:(?P<open>[\[(])\s*)?(?P<start>{_CLOCK})"
    rf"(?:\s*(?:-->|->|–|-)\s*(?P<end>{_CLOCK})?)?"
    r"(?(open)\s*[\])]:?|(?=\s|$))\s*(?:[-–|]\s+)?(?P<words>.*)",
    re.ASCII | re.DOTALL,
)
_PRINTED = re.compile(rf"\s*\[?{_CLOCK}\s*-->\s*{_CLOCK}", re.ASCII)
_LINE_END = re.compile(r"\r\n|\r|\n")


def is_printed(text: str) -> bool:
    """Whether a text begins as Whisper prints its segments: with a position, and an end."""
    return bool(_PRINTED.match(text))


def has_positions(text: str) -> bool:
    """Whether a line of a text begins with a position."""
    return any(map(_LINE.fullmatch, _LINE_END.split(text)))


def read_timed_text(text: str, path: Path) -> Transcript:
    """Return the transcript of a text; a text without positions is rejected."""
    segments: list[Segment] = []
    faults: list[Found] = []
    for found in _parts(clean(text), str(path)):
        if isinstance(found, Segment):
            segments.append(found)
        else:
            faults.append(found)
    if not segments:
        faults = [Rejected(Origin(str(path)), NO_TIMES, raw_of(clean(text)))]
    return Transcript(path, tuple(segments), tuple(faults))


def _parts(text: str, path: str) -> Iterator[Segment | Rejected]:
    """Yield the segments, and the words before the first position."""
    begun: Segment | None = None
    words: list[str] = []
    for number, line in enumerate(_LINE_END.split(text), start=1):
        match = _LINE.fullmatch(line)
        start = position_of(match["start"]) if match else None
        if match is None or start is None:
            words.append(line)
            continue
        yield from _ended(begun, words, path)
        end = position_of(match["end"]) if match["end"] else None
        end = end if end is not None and end >= start else None
        begun, words = Segment(Origin(path, number), "", start, end), [match["words"]]
    yield from _ended(begun, words, path)


def _ended(segment: Segment | None, words: list[str], path: str) -> Iterator[Segment | Rejected]:
    """Yield a segment with its words; words before the first are rejected."""
    text = "\n".join(words).strip()
    if segment is not None:
        tags = tuple(EngineNumbers(None, None, None).tags(text)) if text else ()
        yield segment._replace(text=text, tags=tags)
    elif text:
        yield Rejected(Origin(path, 1), "no position stands before these words", raw_of(text))
