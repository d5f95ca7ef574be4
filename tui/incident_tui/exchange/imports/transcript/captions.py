"""Captions: SubRip (SRT) and WebVTT (W3C), read by webvtt-py.

The library leaves out a cue that it cannot read, and knows no lines: each line with the times of a
cue is looked up among the captions, so that a cue left out is rejected with its line.
"""

import io
import re
from collections.abc import Iterator, Sequence
from html import unescape
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from incident_tui.exchange.imports.foreign.positions import position_of
from incident_tui.exchange.imports.foreign.values import clean, raw_of
from incident_tui.exchange.imports.landing.protocol import Found, Origin, Passed, Rejected
from incident_tui.exchange.imports.transcript.engine_numbers import EngineNumbers
from incident_tui.exchange.imports.transcript.segments import Segment, Transcript

if TYPE_CHECKING:
    from webvtt import Caption

_LINE_END = re.compile(r"\r\n|\r|\n")
_TIMES = re.compile(r"\s*([\d:.,]{1,40})\s*-->\s*([\d:.,]{1,40})", re.ASCII)
_ARROW = re.compile(r"\s*[-\d].{0,60}--?>", re.ASCII)
_FIRST_CUE = re.compile(r"\s*\d+\s*\n[^\n]*-->", re.ASCII)
_BLANK_START = re.compile(r"\A\s+|(?<=\d)[ \t]+(?=\r?\n)")
"""Blanks that SubRip has not, and files have, before and behind the number of a caption."""
_TAG = re.compile(r"</?(?:[biucsv]|font|lang|ruby|rt)(?=[\s.>/])[^<>]{0,500}>", re.IGNORECASE)
"""A tag of style or of language, or the end of a voice; `<inaudible>` is none."""
_INNER_TIME = re.compile(r"<[\d:.]{4,20}>", re.ASCII)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?\s{1,20}([^<>]{1,200})>")
_PLACE = re.compile(r"\{\\[^{}]{0,100}\}")
"""The place or the style of a caption, in the notation of Advanced SubStation."""


def is_webvtt(text: str) -> bool:
    """Whether a text is WebVTT."""
    return text.startswith("WEBVTT")


def is_subrip(text: str) -> bool:
    """Whether a text is SubRip: the number of a caption, then its times."""
    return bool(_FIRST_CUE.match(text[:1_000].replace("\r\n", "\n").replace("\r", "\n")))


def read_captions(text: str, path: Path) -> Transcript:
    """Return the transcript of a text for which `is_webvtt` or `is_subrip` holds."""
    text = clean(text)
    segments: list[Segment] = []
    faults: list[Found] = []
    for found in _matched(_captions(text), _LINE_END.split(text), str(path)):
        if isinstance(found, Segment):
            segments.append(found)
        else:
            faults.append(found)
    return Transcript(path, tuple(segments), tuple(faults))


def _captions(text: str) -> "list[Caption]":
    """Return the captions that the library reads; none of a text that it refuses."""
    import webvtt
    from webvtt.errors import MalformedFileError

    try:
        if is_webvtt(text):
            return webvtt.from_string(text).captions
        return webvtt.from_buffer(io.StringIO(_BLANK_START.sub("", text)), format="srt").captions
    except MalformedFileError:
        return []


def _matched(
    captions: "Sequence[Caption]", lines: Sequence[str], path: str
) -> Iterator[Segment | Found]:
    """Yield a segment for each line with the times of a cue, or why there is none."""
    left = iter(captions)
    caption = next(left, None)
    for number, line in enumerate(lines, start=1):
        if not _has_times(lines, number - 1):
            continue
        origin, times = Origin(path, number), _TIMES.match(line)
        start, end = (position_of(one) for one in times.groups()) if times else (None, None)
        if caption is not None and start is not None and position_of(caption.start) == start:
            yield _segment(caption, start, end, origin)
            caption = next(left, None)
        elif (
            start is not None
            and end is not None
            and not "".join(lines[number : number + 1]).strip()
        ):
            yield Passed(origin, "a caption without words")
        else:
            cue = [line, *takewhile(str.strip, lines[number : number + 50])]
            reason = "no times of a caption: write 00:03:12.400 --> 00:03:15.000"
            yield Rejected(origin, reason, raw_of("\n".join(cue)))


def _has_times(lines: Sequence[str], index: int) -> bool:
    """Whether a line is meant to have the times of a cue: it is the first or second of a block."""
    before = lines[max(index - 2, 0) : index]
    return bool(_ARROW.match(lines[index])) and (len(before) < 2 or not all(map(str.strip, before)))


def _segment(caption: "Caption", start: float, end: float | None, origin: Origin) -> Segment:
    speaker, words = _voices(caption.raw_text)
    text = unescape(_PLACE.sub("", _INNER_TIME.sub("", _TAG.sub("", words)))).strip()
    return Segment(
        origin,
        text,
        start,
        end if end is not None and end >= start else None,
        speaker,
        lines=tuple(f"note: {comment}" for comment in caption.comments if comment),
        tags=tuple(EngineNumbers(None, None, None).tags(text)),
    )


def _voices(text: str) -> tuple[str, str]:
    """Return the voice of a caption and its words; of several voices, the words name them."""
    voices = {unescape(voice).strip() for voice in _VOICE.findall(text)}
    if len(voices) == 1:
        return voices.pop(), _VOICE.sub("", text)
    return "", _VOICE.sub(r"\1: ", text)
