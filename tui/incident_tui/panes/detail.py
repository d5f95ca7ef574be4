"""Detail: everything the record says of the entry under the cursor."""

from collections.abc import Iterator, Sequence

from incident_tui.panes.ink import DIFFERS, EMPTY, Ink, Row, cut, lit, wrap
from incident_tui.panes.lines import Listing
from incident_tui.panes.timeline import KIND_GLYPHS
from incident_tui.record.model import Audio, Effect, Entry, Record, Transcript
from incident_tui.record.text import paragraphs, visible
from incident_tui.record.time_value import Relative
from incident_tui.review.chronology import NO_AGENCY, UNIDENTIFIED, Chronology
from incident_tui.review.placing import Placement
from incident_tui.review.review import Review
from incident_tui.review.search import Query, spans
from incident_tui.review.voices import cite_words, grade_words, offset_words
from incident_tui.review.wording import (
    bounds_words,
    casualty_name,
    duration_words,
    known_words,
    length_words,
    name_of,
    speaker_names,
    time_words,
)

_LABEL = 11
_UNSURE = {
    "unknown": f"{DIFFERS} not known yet as of this moment",
    "possible": "? perhaps not known yet as of this moment",
}


def draw(review: Review, width: int) -> list[Row]:
    """The rows of the pane, wrapped to the width."""
    entry, placement = review.entry, review.placement
    if entry is None or placement is None:
        return [Row((Ink("Nothing is selected.", "dim"),))]
    chronology = review.chronology
    rows = _text(entry, width, review.search.query if review.search else None)
    if unsure := _UNSURE.get(review.how_known(review.cursor)):
        rows.insert(0, Row((Ink(cut(unsure, width), "possible"),)))
    rows += _field("time", _time(chronology, entry, placement), width, "time")
    for more in _time_notes(chronology, entry, placement):
        rows += _field("", more, width, "dim")
    rows += _field("known", known_words(chronology, review.cursor), width, "dim")
    rows += _field("who", _who(chronology, entry), width)
    rows += _field("channel", _channel(chronology.record, entry), width)
    rows += _field("audio", _audio(entry.audio), width)
    rows += _field("transcript", _transcript(entry.transcript), width)
    rows += _field("place", _place(chronology.record, entry), width)
    for number, cite in enumerate(entry.cite):
        label = "source" if number == 0 else ""
        rows += _field(label, cite_words(chronology.record, cite), width)
    rows += _field("grade", grade_words(entry.grade), width)
    rows += _field("changes", " · ".join(_changes(chronology.record, entry)), width)
    for number, conflict in enumerate(chronology.conflicts_of.get(entry.id, ())):
        claims = " ↔ ".join(claim.value for claim in conflict.claims)
        label = "disputed" if number == 0 else ""
        rows += _field(label, f"{conflict.topic}: {claims}", width, "possible")
    rows += _field("sic", entry.sic, width)
    return rows


def _text(entry: Entry, width: int, query: Query | None) -> list[Row]:
    """The entry's own words, whole, under its title; what is searched for is lit."""
    glyph = KIND_GLYPHS[entry.kind]
    kind = f"{glyph} {entry.kind.replace('_', ' ')}"
    head = f"{kind} · {visible(entry.title)}" if entry.title else kind
    rows = [*_wrapped(head, width, "heading", query, len(kind))]
    text = f"“{entry.text}”" if entry.verbatim else entry.text
    if text != entry.title:
        quotes = int(entry.verbatim)
        rows += _wrapped(text, width, "bright", query, quotes, quotes)
    return rows


def _wrapped(
    text: str, width: int, ink: str, query: Query | None, before: int = 0, after: int = 0
) -> Iterator[Row]:
    """A text in rows, what is found in it lit, also from one row to the next.

    Args:
        before: how many letters at its start are none of what is searched.
        after: how many at its end.
    """
    words = " ".join(paragraphs(text))
    places = spans(query, words[before : len(words) - after]) if query else []
    found = [(start + before, stop + before) for start, stop in places]
    end = 0
    for line in wrap(text, width):
        begin = words.index(line, end)
        end = begin + len(line)
        here = [(max(start, begin), min(stop, end)) for start, stop in found]
        inside = [(start - begin, stop - begin) for start, stop in here if start < stop]
        yield Row(lit(line, line, inside, ink))


def _field(label: str, words: str, width: int, ink: str = "text") -> list[Row]:
    """A label and its words, wrapped beside it; nothing for no words."""
    if not words:
        return []
    rows = []
    for number, line in enumerate(wrap(words, width - _LABEL)):
        name = label if number == 0 else ""
        rows.append(Row((Ink(name.ljust(_LABEL), "dim"), Ink(line, ink))))
    return rows


def _time(chronology: Chronology, entry: Entry, placement: Placement) -> str:
    words = time_words(chronology, entry.time, placement)
    if isinstance(entry.time.at, Relative):
        anchor = entry.time.at.anchor
        position = chronology.positions.get(anchor)
        if position is not None:
            other = chronology.entries[position].time
            shown = time_words(chronology, other, chronology.placements[position])
            words += f" · {offset_words(entry.time.at)} {shown} ({anchor})"
    if entry.time.stated:
        words += f" · stated “{entry.time.stated}”"
    return words


def _time_notes(chronology: Chronology, entry: Entry, placement: Placement) -> Iterator[str]:
    """What is known of the time beyond how it is written, and by which convention."""
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
    for name, identifiers in (("after", entry.time.after), ("before", entry.time.before)):
        if identifiers:
            yield f"{name} {', '.join(_title(chronology, one) for one in identifiers)}"
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


def _who(chronology: Chronology, entry: Entry) -> str:
    record = chronology.record
    parts = []
    if entry.speaker:
        parts += speaker_names(record, entry.speaker)
    agencies = [one for one in chronology.agencies_of(entry) if one != UNIDENTIFIED]
    parts += [chronology.agencies[one].name for one in agencies]
    parts += [name_of(record, one) for one in (*entry.units, *entry.people)]
    words = " · ".join(dict.fromkeys(parts)) or NO_AGENCY
    addressed = entry.speaker.addressed_to if entry.speaker else ""
    return f"{words} → {addressed}" if addressed else words


def _channel(record: Record, entry: Entry) -> str:
    channel = entry.channel
    if channel is None:
        return ""
    group = channel.talkgroup_tag or channel.talkgroup
    if channel.talkgroup not in ("", group):
        group += f" ({channel.talkgroup})"
    parts = [channel.system, group, channel.frequency]
    parts += [name_of(record, channel.feed) if channel.feed else "", channel.site]
    return " · ".join(part for part in parts if part)


def _audio(audio: Audio | None) -> str:
    """A recording, from which second on, and how long."""
    if audio is None:
        return ""
    start = f"from {audio.start:g} s" if audio.start else ""
    length = f"{audio.length:g} s" if audio.length is not None else ""
    return " · ".join(part for part in (audio.path, start, length) if part)


def _transcript(transcript: Transcript | None) -> str:
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


def _place(record: Record, entry: Entry) -> str:
    found = next((one for one in record.locations if one.id == entry.location), None)
    if found is None:
        return entry.location
    return f"{found.text} ({found.precision})" if found.precision != "unknown" else found.text


def _changes(record: Record, entry: Entry) -> Iterator[str]:
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


class Detail(Listing):
    """The pane of the entry under the cursor."""

    def __init__(self) -> None:
        super().__init__(id="detail", classes="pane stacked detail -open")
        self.border_title = "5 Detail"
        self._review: Review | None = None

    def show(self, review: Review) -> None:
        """Draw a review, from the top when the cursor has moved."""
        moved = self._review is None or self._review.entry is not review.entry
        self._review = review
        self.remake()
        if moved and self.scroll_offset.y:
            self.scroll_to(y=0, animate=False)

    def make(self, width: int) -> Sequence[Row]:
        """All rows."""
        return draw(self._review, width) if self._review else (Row(EMPTY),)
