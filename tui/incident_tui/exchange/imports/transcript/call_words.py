"""The words of a call of the record: its segments together, in their order."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from incident_tui.exchange.imports.foreign.known_calls import KnownCall, kept_beside
from incident_tui.exchange.imports.foreign.positions import position_text
from incident_tui.exchange.imports.foreign.speakers import speaker_of
from incident_tui.exchange.imports.landing import drafts
from incident_tui.exchange.imports.landing.drafts import EntryDraft, TranscriptDraft
from incident_tui.exchange.imports.landing.protocol import (
    AlreadyThere,
    Found,
    ImportedItem,
    Wishes,
    Words,
)
from incident_tui.exchange.imports.transcript.engine_numbers import NO_SPEECH, REPEATS
from incident_tui.exchange.imports.transcript.segments import Segment
from incident_tui.record.calls.entry_parts import NO_WORDS


class Part(NamedTuple):
    """Words of a call."""

    segment: Segment
    labels: tuple[str, ...]
    """Names of the voice, the most telling first."""
    entry: EntryDraft
    """The words as an entry of their own, which is timed by the call."""


def found_for(
    call: KnownCall, parts: Sequence[Part], method: TranscriptDraft | None, wishes: Wishes
) -> Iterator[Found]:
    """Yield the words for a call; words that are none stand beside the call.

    Args:
        call: of the record.
        parts: of the call, in their order.
        method: how the words were written down; None if unknown.
        wishes: the units that the record has.
    """
    beside = tuple(_beside(call, part) for part in parts)
    spoken = [part for part in parts if part.segment.text]
    text = "\n".join((*_lines_of(call, spoken, wishes), *_doubts(spoken), *_numbers(parts)))
    origin = parts[0].segment.origin
    if not spoken or text.startswith(NO_WORDS):
        yield Words(call.id, "", {}, (), origin, beside)
        return
    if call.says(text):
        yield AlreadyThere(origin)
        return
    transcript = dict(method or {})
    if transcript and (confidence := _confidence(spoken)) is not None:
        transcript["confidence"] = confidence
    tags = dict.fromkeys(tag for part in parts for tag in part.entry.get("tags", ()))
    yield Words(call.id, text, transcript, tuple(filter(None, tags)), origin, beside)


def found_beside(call: KnownCall, part: Part) -> Words:
    """Return words that may be of a call or of another one, to stand beside the call."""
    return Words(call.id, "", {}, (), part.segment.origin, (_beside(call, part),))


def _beside(call: KnownCall, part: Part) -> ImportedItem:
    return drafts.TIMELINE.item(kept_beside(call, part.entry), part.segment.origin)


def _lines_of(call: KnownCall, spoken: Sequence[Part], wishes: Wishes) -> Iterator[str]:
    """Yield the words of each voice in turn; who speaks, if it is another than that of the call."""

    def voice(part: Part) -> str:
        speaker = speaker_of(wishes, *part.labels)
        is_of_call = call.unit and speaker.get("unit") == call.unit
        return "" if is_of_call else next(filter(None, part.labels), "")

    for label, parts in groupby(spoken, voice):
        words = " ".join(part.segment.text for part in parts)
        yield f"{label}: {words}" if label else words


def _doubts(spoken: Sequence[Part]) -> Iterator[str]:
    """Yield the words that are doubted, where the tags of the call are of a part of its words."""
    for tag in (NO_SPEECH, REPEATS):
        doubted = [part.segment.text for part in spoken if tag in part.segment.tags]
        if len(doubted) < len(spoken):
            yield from (f"{tag}: {words}" for words in doubted)


def _numbers(parts: Sequence[Part]) -> Iterator[str]:
    """Yield what the file says beside the words; of several parts, with the position of each."""
    for part in parts:
        start = part.segment.start_s
        place = "" if start is None or len(parts) == 1 else f"{position_text(start)} "
        yield from (f"{place}{line}" for line in part.segment.lines)


def _confidence(spoken: Sequence[Part]) -> float | None:
    """Return the mean confidence of the words; None unless that of each part is known."""
    total = words = 0.0
    for part in spoken:
        if part.segment.confidence is None:
            return None
        count = len(part.segment.text.split())
        total += part.segment.confidence * count
        words += count
    return round(total / words, 3)
