"""The facts of an entry beside its text: label, words and kind, for every view and report."""

from collections.abc import Container, Iterator
from typing import Literal, NamedTuple

from incident_tui.chronology.names import NO_AGENCY, UNIDENTIFIED
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Audio, Effect, Entry, Transcript
from incident_tui.record.time_value import MINUTE, Relative
from incident_tui.record.vocabulary import plain
from incident_tui.review.lens import Lens
from incident_tui.words.citations import cite_words, grade_words
from incident_tui.words.names import speaker_names
from incident_tui.words.times import (
    bounds_words,
    duration_words,
    entry_time,
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
    "channel",
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
        skip: kinds of fact that are not wanted.
    """
    entry = lens.entry(position)
    if entry is not None:
        yield from (fact for fact in _facts(lens, position, entry) if fact.kind not in skip)


def _facts(lens: Lens, position: int, entry: Entry) -> Iterator[Fact]:
    yield Fact("time", entry_time(lens, position), "time")
    yield from _time_facts(lens, position, entry)
    yield Fact("known", known_words(lens, position), "known")
    yield Fact("who", " · ".join(names_in(lens, position)) or NO_AGENCY, "who")
    for label, words, kind in (
        ("to", entry.speaker.addressed_to if entry.speaker else "", "to"),
        ("channel", channel_words(lens, entry), "channel"),
        ("audio", audio_words(entry.audio), "audio"),
        ("transcript", transcript_words(entry.transcript), "transcript"),
        ("place", place_words(lens, entry), "place"),
    ):
        if words:
            yield Fact(label, words, kind)  # type: ignore[arg-type]
    yield from _labelled("source", (cite_words(lens, cite) for cite in entry.cite), "source")
    if grade := grade_words(entry.grade):
        yield Fact("grade", grade, "grade")
    if changes := " · ".join(change_words(lens, entry)):
        yield Fact("changes", changes, "changes")
    yield from _labelled("disputed", _disputes(lens, entry), "disputed")
    if entry.sic:
        yield Fact("sic", entry.sic, "sic")


def _labelled(label: str, lines: Iterator[str], kind: FactKind) -> Iterator[Fact]:
    """Facts of a kind, the label beside the first of them."""
    for number, words in enumerate(lines):
        yield Fact("" if number else label, words, kind)


def _time_facts(lens: Lens, position: int, entry: Entry) -> Iterator[Fact]:
    """Facts about a time beyond its notation, and the convention behind its tolerance."""
    value, placement = entry.time, lens.outline(position).placement
    if isinstance(value.at, Relative):
        anchor = lens.chronology.positions.get(value.at.anchor)
        if anchor is not None:
            counted = f"{offset_words(value.at)} {entry_time(lens, anchor)} ({value.at.anchor})"
            yield Fact("", counted, "counted")
    if value.stated:
        yield Fact("", f"stated “{value.stated}”", "stated")
    for words in bounds_notes(lens, entry, placement):
        yield Fact("", words, "bounds")
    for side, identifiers in (("after", value.after), ("before", value.before)):
        if identifiers:
            named = ", ".join(_quoted(lens, identifier) for identifier in identifiers)
            yield Fact("", f"{side} {named}", "order")
    if value.duration:
        yield Fact("", f"lasted {duration_words(value.duration)}", "lasted")
    if value.basis:
        yield Fact("", f"basis: {value.basis}", "basis")


def bounds_notes(lens: Lens, entry: Entry, placement: Placement) -> Iterator[str]:
    """The bounds of a time, where the notation lacks them, and the convention behind them."""
    shown = time_words(lens, entry.time, placement)
    known = bounds_words(lens, placement)
    if placement.earliest is not None and placement.latest is not None:
        if placement.latest - placement.earliest >= MINUTE and known != shown:
            yield f"somewhere in {known}"
    elif known != shown:
        yield known
    if placement.shift:
        ahead = length_words(placement.shift)
        side = "ahead" if placement.shift > 0 else "behind"
        yield f"aligned: the clock of its source, {ahead} {side}, shows {entry.time}"
    word = lens.zone.word_of(entry.time.stated)
    if word and placement.qualifier:
        yield f"“{word}” taken as ±{duration_words(lens.zone.tolerances[word])}: a convention"


def _quoted(lens: Lens, identifier: str) -> str:
    """The title of an entry in quotes; the id of an entry without a title, or withheld."""
    position = lens.chronology.positions.get(identifier)
    entry = None if position is None else lens.entry(position)
    return f"“{entry.title}”" if entry and entry.title else identifier


def names_in(lens: Lens, position: int) -> dict[str, None]:
    """The names of everybody who speaks, acts or is involved, each once, the speaker first."""
    entry = lens.entry(position)
    if entry is None:
        return {}
    names = speaker_names(lens, entry.speaker) if entry.speaker else []
    agencies = [one for one in lens.agencies_of(position) if one != UNIDENTIFIED]
    return dict.fromkeys([*names, *map(lens.name, (*agencies, *entry.units, *entry.people))])


def channel_words(lens: Lens, entry: Entry) -> str:
    """The channel of a call; "" where unknown."""
    channel = entry.channel
    if channel is None:
        return ""
    group = channel.talkgroup_tag or channel.talkgroup
    if channel.talkgroup not in ("", group):
        group += f" ({channel.talkgroup})"
    feed = lens.name(channel.feed) if channel.feed else ""
    parts = [channel.system, group, channel.frequency, feed, channel.site]
    return " · ".join(part for part in parts if part)


def audio_words(audio: Audio | None) -> str:
    """A recording, from which second on, and how long."""
    if audio is None:
        return ""
    start = f"from {audio.start:g} s" if audio.start else ""
    length = f"{audio.length:g} s" if audio.length is not None else ""
    return " · ".join(part for part in (audio.path, start, length) if part)


def transcript_words(transcript: Transcript | None) -> str:
    """The author of a transcript, person or machine, with confidence and corrector."""
    if transcript is None:
        return ""
    sure = transcript.confidence
    parts = [
        f"by a {plain(transcript.method)}",
        transcript.model,
        f"confidence {sure:.0%}" if sure is not None else "",
        f"corrected by {transcript.corrected_by}" if transcript.corrected_by else "",
    ]
    return " · ".join(part for part in parts if part)


def place_words(lens: Lens, entry: Entry) -> str:
    """Where an entry took place, and how exactly the place is known."""
    found = lens.location(entry.location)
    if found is None:
        return entry.location
    return f"{found.text} ({found.precision})" if found.precision != "unknown" else found.text


def change_words(lens: Lens, entry: Entry) -> Iterator[str]:
    """Each status change and each milestone of an entry."""
    for effect in entry.effects:
        if subject := _subject(lens, effect):
            yield f"{subject} → {plain(effect.status)}"
        if effect.milestone:
            yield f"milestone {effect.milestone}"
    if entry.milestone:
        yield f"milestone {entry.milestone}"


def _subject(lens: Lens, effect: Effect) -> str:
    if effect.group:
        return f"{plain(effect.group)} casualties"
    identifier = effect.casualty or effect.facility or effect.agency or effect.unit
    return lens.name(identifier) if identifier else ""


def _disputes(lens: Lens, entry: Entry) -> Iterator[str]:
    """The conflicts told about an entry: topic and claims."""
    for conflict in lens.conflicts_of(entry.id):
        claims = " ↔ ".join(claim.value for claim in conflict.claims if claim.value is not None)
        yield f"{conflict.topic}: {claims}"
