"""What is told of an entry beside its words: its time, who, where, and what it changes."""

from collections.abc import Iterator

from incident_tui.chronology.chronology import NO_AGENCY, UNIDENTIFIED, Chronology
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Audio, Effect, Entry, Record, Transcript
from incident_tui.words.names import casualty_name, name_of, speaker_names
from incident_tui.words.times import bounds_words, duration_words, length_words, time_words


def time_notes(chronology: Chronology, entry: Entry, placement: Placement) -> Iterator[str]:
    """What is known of the time beyond how it is written, and by which convention."""
    yield from bounds_notes(chronology, entry, placement)
    for name, identifiers in (("after", entry.time.after), ("before", entry.time.before)):
        if identifiers:
            yield f"{name} {', '.join(_title(chronology, one) for one in identifiers)}"
    yield from length_notes(entry)


def bounds_notes(chronology: Chronology, entry: Entry, placement: Placement) -> Iterator[str]:
    """The bounds of a time, where it does not say them itself, and the convention behind them."""
    shown = time_words(chronology, entry.time, placement)
    known = bounds_words(chronology, placement)
    if placement.earliest is not None and placement.latest is not None:
        if placement.latest - placement.earliest >= 60_000 and known != shown:
            yield f"somewhere in {known}"
    elif known != shown:
        yield known
    if placement.shift:
        ahead = length_words(placement.shift)
        side = "ahead" if placement.shift > 0 else "behind"
        yield f"aligned: the clock of its source, {ahead} {side}, shows {entry.time}"
    word = chronology.zone.word_of(entry.time.stated)
    if word and placement.qualifier:
        yield f"“{word}” taken as ±{duration_words(chronology.zone.tolerances[word])}: a convention"


def length_notes(entry: Entry) -> Iterator[str]:
    """How long it lasted, and what its time rests on."""
    if entry.time.duration:
        yield f"lasted {duration_words(entry.time.duration)}"
    if entry.time.basis:
        yield f"basis: {entry.time.basis}"


def _title(chronology: Chronology, identifier: str) -> str:
    position = chronology.positions.get(identifier)
    if position is None:
        return identifier
    entry = chronology.entries[position]
    return f"“{entry.title}”" if entry.title else identifier


def who_words(chronology: Chronology, entry: Entry) -> str:
    """Who speaks or acts, and to whom; `NO_AGENCY` where nobody is known."""
    words = " · ".join(names_in(chronology, entry)) or NO_AGENCY
    addressed = entry.speaker.addressed_to if entry.speaker else ""
    return f"{words} → {addressed}" if addressed else words


def names_in(chronology: Chronology, entry: Entry) -> dict[str, None]:
    """The names of those who speak, act or are involved, each once, the speaker first."""
    record = chronology.record
    parts = []
    if entry.speaker:
        parts += speaker_names(record, entry.speaker)
    agencies = [one for one in chronology.agencies_of(entry) if one != UNIDENTIFIED]
    parts += [chronology.agencies[one].name for one in agencies]
    parts += [name_of(record, one) for one in (*entry.units, *entry.people)]
    return dict.fromkeys(parts)


def channel_words(record: Record, entry: Entry) -> str:
    """Where it was heard; nothing where that is not known."""
    channel = entry.channel
    if channel is None:
        return ""
    group = channel.talkgroup_tag or channel.talkgroup
    if channel.talkgroup not in ("", group):
        group += f" ({channel.talkgroup})"
    parts = [channel.system, group, channel.frequency]
    parts += [name_of(record, channel.feed) if channel.feed else "", channel.site]
    return " · ".join(part for part in parts if part)


def audio_words(audio: Audio | None) -> str:
    """A recording, from which second on, and how long."""
    if audio is None:
        return ""
    start = f"from {audio.start:g} s" if audio.start else ""
    length = f"{audio.length:g} s" if audio.length is not None else ""
    return " · ".join(part for part in (audio.path, start, length) if part)


def transcript_words(transcript: Transcript | None) -> str:
    """Who or what wrote the words down, how sure of it, and who put them right."""
    if transcript is None:
        return ""
    sure = transcript.confidence
    parts = [
        "by a machine" if transcript.method == "asr" else "by a person",
        transcript.model,
        f"confidence {sure:.0%}" if sure is not None else "",
        f"corrected by {transcript.corrected_by}" if transcript.corrected_by else "",
    ]
    return " · ".join(part for part in parts if part)


def place_words(record: Record, entry: Entry) -> str:
    """Where it was, and how exactly that is known."""
    found = next((one for one in record.locations if one.id == entry.location), None)
    if found is None:
        return entry.location
    return f"{found.text} ({found.precision})" if found.precision != "unknown" else found.text


def change_words(record: Record, entry: Entry) -> Iterator[str]:
    """Each status that it tells of, and each milestone that it reaches."""
    for effect in entry.effects:
        if subject := _subject(record, effect):
            yield f"{subject} → {effect.status}"
        if effect.milestone:
            yield f"milestone {effect.milestone}"
    if entry.milestone:
        yield f"milestone {entry.milestone}"


def _subject(record: Record, effect: Effect) -> str:
    if effect.casualty:
        casualties = {one.id: one for one in record.casualties}
        casualty = casualties.get(effect.casualty)
        return casualty_name(record, casualty) if casualty else effect.casualty
    if effect.group:
        return f"{effect.group} casualties"
    if effect.facility:
        names = {one.id: one.name for one in record.facilities}
        return names.get(effect.facility, effect.facility)
    return name_of(record, effect.agency or effect.unit)
