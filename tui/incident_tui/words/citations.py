"""Citations in words: who says something, where, through whom, and how far they can be trusted."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

# A citation is a value that boards and reports pass on, so it is exported from here for them.
from incident_tui.record.model import Cite as Cite
from incident_tui.record.model import Entry, Source
from incident_tui.record.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS, plain
from incident_tui.review.lens import Lens
from incident_tui.review.told import ToldClaim, ToldConflict
from incident_tui.words.times import AT_ONCE, duration_words, entry_time, known_words
from incident_tui.words.written import written_words


def cite_words(lens: Lens, cite: Cite) -> str:
    """A citation whole: source and line, through whom, by whom, on what basis."""
    return " · ".join([_place_words(lens, cite), *said_words(lens, cite)])


def titled_cite_words(lens: Lens, cite: Cite) -> str:
    """A citation that explains itself without a list of sources: kind and title, then the rest.

    `news article “Officer killed” L13 · via Broadcastify.com · said by a voice · quote`.
    """
    source = lens.source(cite.source)
    if source is None or not source.title:
        place = _place_words(lens, cite)
    else:
        place = f"{plain(source.kind)} “{source.title}” {cite.at}".rstrip()
    return " · ".join([place, *said_words(lens, cite)])


def said_words(lens: Lens, cite: Cite) -> Iterator[str]:
    """Through whom and by whom a fact is said, on what basis, and with what reserve."""
    if cite.via:
        yield f"via {lens.name(cite.via)}"
    if voice := _voice_words(lens, cite, "inferred, not stated"):
        yield voice
    if cite.basis and cite.basis != "inference":
        yield plain(cite.basis)
    if cite.hedge:
        yield plain(cite.hedge)
    if cite.quote:
        yield f"“{cite.quote}”"


def brief_cite_words(lens: Lens, cite: Cite) -> str:
    """A citation in few words: `said by Justin Ewing, news article L8`, `from news article L9`."""
    words = list(filter(None, [_voice_words(lens, cite, "inferred")]))
    if cite.hedge:
        words.append(plain(cite.hedge))
    if cite.via:
        words.append(f"via {lens.name(cite.via)}")
    place = _place_words(lens, cite)
    return ", ".join([*words, place if speaker_of(cite) else f"from {place}"])


def speaker_of(cite: Cite) -> str:
    """The id of the voice that a citation quotes; "" where the source speaks itself."""
    return cite.by if cite.by != cite.source else ""


def _voice_words(lens: Lens, cite: Cite, inferred: str) -> str:
    """By whom a fact is said, or that it is inferred; "" where the source says it itself."""
    speaker = speaker_of(cite)
    if cite.basis == "inference":
        return f"inferred from what {lens.name(speaker)} said" if speaker else inferred
    return f"said by {lens.name(speaker)}" if speaker else ""


def _place_words(lens: Lens, cite: Cite) -> str:
    """The source of a citation and the place in it: `news article L13`."""
    return f"{source_words(lens, cite.source)} {cite.at}".rstrip()


def source_words(lens: Lens, identifier: str) -> str:
    """The kind of a source, with the id where the record has more sources of the kind."""
    source = lens.source(identifier)
    if source is None:
        return identifier
    alike = sum(other.kind == source.kind for other in lens.sources())
    return plain(source.kind) if alike == 1 else f"{plain(source.kind)} {identifier}"


def source_key_words(lens: Lens, source: Source) -> str:
    """A source with its id, for a list that explains the ids: title, kind, dates, note."""
    facts = [
        plain(source.kind),
        source.publisher,
        source.author,
        f"published {written_words(lens, source.published)}" if source.published else "",
        f"reliability {reliability_words(source)}" if source.reliability else "",
        source.url,
    ]
    words = f"{source.id}: {source.title or source.id} ({', '.join(filter(None, facts))})"
    return f"{words}. {source.note}" if source.note else words


def grade_words(grade: str) -> str:
    """An Admiralty grade and its meaning: `B2 usually reliable, probably true`."""
    if len(grade) != 2:
        return ""
    return f"{grade} {RELIABILITY_WORDS[grade[0]]}, {CREDIBILITY_WORDS[grade[1]]}"


def reliability_words(source: Source) -> str:
    """The reliability of a source: `B usually reliable`; "" without a grade."""
    grade = source.reliability
    return f"{grade} {RELIABILITY_WORDS[grade]}" if grade else ""


def clock_words(source: Source) -> str:
    """The error of a source's clock, and how exactly the error is known; "" where unknown."""
    clock = source.clock
    if clock is None:
        return ""
    sign = "-" if clock.offset and clock.offset.most < 0 else "+"
    off = f"its clock is {sign}{duration_words(clock.offset)} off" if clock.offset else ""
    about = f"known to ±{duration_words(clock.uncertainty)}" if clock.uncertainty else ""
    return " · ".join(part for part in (off, about, clock.note) if part)


class Voice(NamedTuple):
    """The voice of a claim and its line, with the time and the grade of the claim."""

    who: str
    when: str
    """"" where unknown."""
    grade: str
    """"" without a grade."""


def voices_of(lens: Lens, conflict: ToldConflict, claim: ToldClaim) -> list[str]:
    """The voices of a claim, a text for each citation; before them the claim's own time."""
    known = [f"known {written_words(lens, claim.known)}"] if claim.known else []
    voices = (voice_of(lens, cite, conflict.affects) for cite in claim.cite)
    return [*known, *(" · ".join(filter(None, voice)) for voice in voices)]


def voice_of(lens: Lens, cite: Cite, affects: Iterable[str] = ()) -> Voice:
    """Who makes a claim, where and through whom; when the claim was known, and its grade.

    Args:
        affects: ids of the entries to prefer where more entries match.
    """
    entries = lens.entries_at(cite, affects)
    when = {_when(lens, entry) for entry in entries}
    grades = {f"graded {entry.grade}" if entry.grade else "" for entry in entries}
    known = when.pop() if len(when) == 1 else _published(lens, cite)
    graded = grades.pop() if len(grades) == 1 else ""
    if not graded:
        source = lens.source(cite.source)
        reliability = reliability_words(source) if source else ""
        graded = reliability and f"source graded {reliability}"
    return Voice(cite_words(lens, cite), known, graded)


def _when(lens: Lens, entry: Entry) -> str:
    """The time of words on the air; of any other words, when they were known."""
    position = lens.chronology.positions[entry.id]
    known = known_words(lens, position)
    return entry_time(lens, position) if known == AT_ONCE else f"known {known}"


def _published(lens: Lens, cite: Cite) -> str:
    """When the source of a claim was published."""
    source = lens.source(cite.source)
    if source is None or source.published is None:
        return ""
    return f"published {written_words(lens, source.published)}"
