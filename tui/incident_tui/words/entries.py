"""The facts of an entry beside its text: label, words and kind, for every view and report."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

import msgspec

from incident_tui.chronology.names import NO_AGENCY
from incident_tui.placing.aligning import shift_of
from incident_tui.placing.placement import Placement
from incident_tui.placing.zone import furthest
from incident_tui.record.model import Audio, Effect, Entry, Transcript
from incident_tui.record.time_value import MINUTE, Relative
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.citations import cite_words, grade_words
from incident_tui.words.counts import count_words
from incident_tui.words.frequencies import frequency_words
from incident_tui.words.names import GROUP_NAMES, milestone_words, speaker_names
from incident_tui.words.recordings import also_places, talkgroup_words
from incident_tui.words.times import (
    bounds_words,
    duration_words,
    entry_time,
    is_narrowed,
    known_words,
    length_words,
    time_words,
)
from incident_tui.words.written import offset_words

FactKind = Literal[
    "time",
    "stated",
    "counted",
    "bounds",
    "order",
    "lasted",
    "basis",
    "known",
    "who",
    "to",
    "units",
    "people",
    "concerns",
    "channel",
    "also on",
    "audio",
    "transcript",
    "place",
    "source",
    "grade",
    "changes",
    "disputed",
    "sic",
]


class Fact(NamedTuple):
    """A fact of an entry."""

    label: str
    """"" where the fact continues the label above."""
    words: str
    kind: FactKind


def facts(lens: Lens, position: int, skip: Container[FactKind] = frozenset()) -> Iterator[Fact]:
    """The facts of the entry at a position, in the order of the screen; none if withheld.

    Args:
        skip: kinds of fact that are not wanted; no time is spent on their words.
    """
    entry = lens.entry(position)
    if entry is None:
        return
    for kind, words_of in _WORDS.items():
        if kind in skip:
            continue
        label = "" if kind in _OF_TIME else kind
        for words in filter(None, words_of(lens, position, entry)):
            yield Fact(label, words, kind)
            label = ""


def _counted(lens: Lens, position: int, entry: Entry) -> Iterator[str]:
    """The entry that a time is counted from, with the time and the id of that entry."""
    form = entry.time.at
    anchor = lens.position(form.anchor) if isinstance(form, Relative) else None
    if anchor is not None and isinstance(form, Relative):
        yield f"{offset_words(form)} {entry_time(lens, anchor)} ({form.anchor})"


def _known(lens: Lens, position: int, entry: Entry) -> Iterator[str]:
    """When the words of an entry were known, and the basis of that time."""
    yield known_words(lens, position)
    if entry.known and entry.known.basis:
        yield f"basis: {entry.known.basis}"


def _order(lens: Lens, position: int, entry: Entry) -> Iterator[str]:
    """The entries that an entry stands after, and before."""
    for side, identifiers in (("after", entry.time.after), ("before", entry.time.before)):
        if identifiers:
            yield f"{side} {', '.join(_quoted(lens, identifier) for identifier in identifiers)}"


def bounds_notes(lens: Lens, entry: Entry, placement: Placement) -> Iterator[str]:
    """The bounds of a time, where the notation lacks them, and the convention behind them."""
    first, last = placement.earliest, placement.latest
    has_both = first is not None and last is not None
    if first is None or last is None or last - first >= MINUTE:
        known = bounds_words(lens, placement)
        if known != time_words(lens, entry.time, placement):
            yield f"somewhere in {known}" if has_both else known
    if placement.shift:
        ahead = length_words(placement.shift)
        side = "ahead" if placement.shift > 0 else "behind"
        shift = shift_of((cite.source for cite in entry.cite), lens.chronology.shifts)
        pairs = count_words(len(shift.basis), "pair") if shift and shift.basis else ""
        by = f" by {pairs} of entries" if pairs else ""
        yield f"aligned: the clock of its source, {ahead} {side}{by}, shows {entry.time}"
    if is_narrowed(entry.time, placement):
        written = msgspec.structs.replace(placement, after="", before="")
        yield f"{time_words(lens, entry.time, written)}, narrowed by the order of entries"
    if convention := convention_words(lens, entry):
        yield convention


def convention_words(lens: Lens, entry: Entry) -> str:
    """The convention of the record behind the bounds of an approximate time; "" for none."""
    word = lens.zone.convention_of(entry.time)
    if not word:
        return ""
    tolerance = length_words(furthest(lens.zone.tolerances[word]))
    return f"“{word}” taken as ±{tolerance}: a convention"


def _quoted(lens: Lens, identifier: str) -> str:
    """The title of an entry in quotes; the id of an entry without a title, or withheld."""
    position = lens.position(identifier)
    entry = None if position is None else lens.entry(position)
    return f"“{entry.title}”" if entry and entry.title else identifier


def who_names(lens: Lens, position: int) -> list[str]:
    """The names of the speaker and of the acting agencies of an entry, each once."""
    entry = lens.entry(position)
    if entry is None:
        return []
    names = speaker_names(lens, entry.speaker) if entry.speaker else []
    return [*dict.fromkeys([*names, *map(lens.name, lens.acting(position))])]


def _people(lens: Lens, entry: Entry) -> str:
    """The people in an entry, apart from the speaker."""
    speaker = entry.speaker.person if entry.speaker else ""
    return " · ".join(lens.name(person) for person in entry.people if person != speaker)


def channel_words(lens: Lens, entry: Entry) -> str:
    """The channel of a call; "" where unknown."""
    channel = entry.channel
    if channel is None:
        return ""
    group = talkgroup_words(channel)
    feed = lens.name(channel.feed) if channel.feed else ""
    frequency = frequency_words(channel.frequency)
    parts = [channel.system, group, frequency, feed, channel.site]
    return " · ".join(part for part in parts if part)


def audio_words(audio: Audio | None) -> str:
    """A recording, from which second on, and how long."""
    if audio is None:
        return ""
    start = f"from {audio.start:g} s" if audio.start else ""
    length = f"{audio.length:g} s" if audio.length is not None else ""
    return " · ".join(part for part in (audio.path, start, length) if part)


def transcript_words(transcript: Transcript | None) -> str:
    """The author of a transcript, person or machine, with confidence and corrector.

    Model and confidence are of the words before the correction, where these are kept.
    """
    if transcript is None:
        return ""
    parts = [
        f"by a {plain(transcript.method)}",
        *([] if transcript.uncorrected else _machine(transcript)),
        f"corrected by {transcript.corrected_by}" if transcript.corrected_by else "",
    ]
    return " · ".join(part for part in parts if part)


def uncorrected_words(transcript: Transcript | None) -> str:
    """The words before they were corrected, with the model that wrote them; "" for none."""
    if transcript is None or not transcript.uncorrected:
        return ""
    by = ", ".join(filter(None, _machine(transcript)))
    return f"before{f' by {by}' if by else ''}: “{transcript.uncorrected}”"


def _machine(transcript: Transcript) -> list[str]:
    sure = transcript.confidence
    return [transcript.model, f"confidence {sure:.0%}" if sure is not None else ""]


def place_words(lens: Lens, entry: Entry) -> str:
    """Where an entry took place, and how exactly the place is known."""
    found = lens.location(entry.location)
    if found is None:
        return entry.location
    return f"{found.text} ({found.precision})" if found.precision != "unknown" else found.text


def change_words(lens: Lens, entry: Entry) -> Iterator[str]:
    """Each status change and each milestone of an entry."""
    for effect in entry.effects:
        if effect.group:
            yield f"reported of {GROUP_NAMES[effect.group].lower()}: {effect.status}"
        elif subject := _subject(lens, effect):
            basis = f" ({plain(effect.basis)})" if effect.basis else ""
            yield f"{subject} → {plain(effect.status)}{basis}"
        if effect.milestone:
            yield f"milestone {milestone_words(effect.milestone)}"
    if entry.milestone:
        yield f"milestone {milestone_words(entry.milestone)}"


def _subject(lens: Lens, effect: Effect) -> str:
    identifier = effect.casualty or effect.facility or effect.agency or effect.unit
    return lens.name(identifier) if identifier else ""


def _disputes(lens: Lens, entry: Entry) -> Iterator[str]:
    """The conflicts told about an entry: topic and claims."""
    for conflict in lens.conflicts_of(entry.id):
        claims = " ↔ ".join(claim.value for claim in conflict.claims if claim.value is not None)
        yield f"{conflict.topic}: {claims}"


_OF_TIME = frozenset[FactKind]({"counted", "stated", "bounds", "order", "lasted", "basis"})
"""Facts that continue the label of the time."""
_WORDS: Mapping[FactKind, Callable[[Lens, int, Entry], Iterable[str]]] = {
    "time": lambda lens, position, entry: [entry_time(lens, position)],
    "counted": _counted,
    "stated": lambda lens, position, entry: (
        [f"stated “{entry.time.stated}”"] if entry.time.stated else []
    ),
    "bounds": lambda lens, position, entry: bounds_notes(
        lens, entry, lens.outline(position).placement
    ),
    "order": _order,
    "lasted": lambda lens, position, entry: (
        [f"lasted {duration_words(entry.time.duration)}"] if entry.time.duration else []
    ),
    "basis": lambda lens, position, entry: (
        [f"basis: {entry.time.basis}"] if entry.time.basis else []
    ),
    "known": _known,
    "who": lambda lens, position, entry: [" · ".join(who_names(lens, position)) or NO_AGENCY],
    "to": lambda lens, position, entry: [entry.speaker.addressed_to if entry.speaker else ""],
    "units": lambda lens, position, entry: [" · ".join(map(lens.name, entry.units))],
    "people": lambda lens, position, entry: [_people(lens, entry)],
    "concerns": lambda lens, position, entry: [
        " · ".join(map(lens.name, lens.concerned(position)))
    ],
    "channel": lambda lens, position, entry: [channel_words(lens, entry)],
    "also on": lambda lens, position, entry: also_places(lens, position),
    "audio": lambda lens, position, entry: [audio_words(entry.audio)],
    "transcript": lambda lens, position, entry: [
        transcript_words(entry.transcript),
        uncorrected_words(entry.transcript),
    ],
    "place": lambda lens, position, entry: [place_words(lens, entry)],
    "source": lambda lens, position, entry: (cite_words(lens, cite) for cite in entry.cite),
    "grade": lambda lens, position, entry: [grade_words(entry.grade)],
    "changes": lambda lens, position, entry: [" · ".join(change_words(lens, entry))],
    "disputed": lambda lens, position, entry: _disputes(lens, entry),
    "sic": lambda lens, position, entry: [entry.sic],
}
"""The words of the facts of each kind, in the order of the screen; "" for no fact."""
