"""Who says something, and where: citations in words, and the entries that a claim is told in."""

from collections.abc import Iterable
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.histories import Certainty, certainty_by
from incident_tui.placing.placement import Placement
from incident_tui.record.model import Cite, Claim, Conflict, Entry, Record, Source
from incident_tui.record.vocabulary import CREDIBILITY_WORDS, RELIABILITY_WORDS
from incident_tui.words.names import name_of
from incident_tui.words.times import AT_ONCE, duration_words, known_words, time_words
from incident_tui.words.written import written_words

_SURE: tuple[Certainty, ...] = ("unknown", "possible", "certain")


def cite_words(record: Record, cite: Cite) -> str:
    """A citation whole: source and line, through whom, by whom, on what basis."""
    words = [f"{_source_words(record, cite.source)} {cite.at}".strip()]
    if cite.via:
        words.append(f"via {name_of(record, cite.via)}")
    if cite.by and cite.by != cite.source:
        words.append(f"said by {name_of(record, cite.by)}")
    words += [word for word in (cite.basis or "", cite.hedge or "") if word]
    if cite.quote:
        words.append(f"“{cite.quote}”")
    return " · ".join(words)


def _source_words(record: Record, identifier: str) -> str:
    """The kind of a source, and its id where others are of that kind."""
    kinds = {source.id: source.kind for source in record.sources}
    if identifier not in kinds:
        return identifier
    kind = kinds[identifier].replace("_", " ")
    alike = sum(other == kinds[identifier] for other in kinds.values())
    return kind if alike == 1 else f"{kind} {identifier}"


def grade_words(grade: str) -> str:
    """An Admiralty grade and what it says: `B2 usually reliable, probably true`."""
    if len(grade) != 2:
        return ""
    return f"{grade} {RELIABILITY_WORDS[grade[0]]}, {CREDIBILITY_WORDS[grade[1]]}"


def source_of(chronology: Chronology, identifier: str) -> Source | None:
    """The source with this id."""
    return next((one for one in chronology.record.sources if one.id == identifier), None)


def voices_of(chronology: Chronology, conflict: Conflict, claim: Claim) -> list[str]:
    """Who makes a claim: a text for each citation; when, as the claim itself says, first."""
    known = [f"known {written_words(chronology, claim.known)}"] if claim.known else []
    return [*known, *(said_by(chronology, cite, conflict.affects) for cite in claim.cite)]


def claim_known_by(
    chronology: Chronology, conflict: Conflict, claim: Claim, moment: int | None
) -> Certainty:
    """How sure it is that a claim of a conflict was known by a moment; None is the end.

    By when it says that it was; or else with the entries that tell it, or with its source.
    """
    if claim.known is not None:
        known = chronology.knowledge.of(claim.known, claim.cite, Placement())
        return certainty_by(known, moment)
    by_cite = (_cite_known_by(chronology, one, conflict.affects, moment) for one in claim.cite)
    return max(by_cite, key=_SURE.index, default="possible")


def _cite_known_by(
    chronology: Chronology, cite: Cite, affects: Iterable[str], moment: int | None
) -> Certainty:
    entries = entries_at(chronology, cite, affects)
    if not entries:
        return certainty_by(chronology.knowledge.of(None, [cite], Placement()), moment)
    places = (chronology.positions[one.id] for one in entries)
    return min((chronology.known_by(one, moment) for one in places), key=_SURE.index)


def clock_words(source: Source) -> str:
    """How far the clock of a source is off, and how well that is known; "" where nothing is."""
    clock = source.clock
    if clock is None:
        return ""
    sign = "-" if clock.offset and clock.offset.most < 0 else "+"
    off = f"its clock is {sign}{duration_words(clock.offset)} off" if clock.offset else ""
    about = f"known to ±{duration_words(clock.uncertainty)}" if clock.uncertainty else ""
    return " · ".join(part for part in (off, about, clock.note) if part)


class Voice(NamedTuple):
    """Who makes a claim and where, when that was known, and how it is graded."""

    who: str
    when: str
    """"" where that is not known."""
    grade: str
    """"" where it has none."""


def said_by(chronology: Chronology, cite: Cite, affects: Iterable[str] = ()) -> str:
    """The `voice_of` a claim in one line."""
    return " · ".join(words for words in voice_of(chronology, cite, affects) if words)


def voice_of(chronology: Chronology, cite: Cite, affects: Iterable[str] = ()) -> Voice:
    """Who makes a claim, where, through whom; when that was known, and how it is graded.

    Args:
        affects: ids of the entries that the claim may be told in, if others could be meant too.
    """
    entries = entries_at(chronology, cite, affects)
    when = {_when(chronology, entry) for entry in entries}
    grades = {f"graded {entry.grade}" if entry.grade else "" for entry in entries}
    known = when.pop() if len(when) == 1 else _published(chronology, cite)
    graded = grades.pop() if len(grades) == 1 else ""
    if not graded:
        source = source_of(chronology, cite.source)
        reliability = reliability_words(source) if source else ""
        graded = reliability and f"source graded {reliability}"
    return Voice(cite_words(chronology.record, cite), known, graded)


def reliability_words(source: Source) -> str:
    """How reliable a source is: `B usually reliable`; "" where that is not graded."""
    grade = source.reliability
    return f"{grade} {RELIABILITY_WORDS[grade]}" if grade else ""


def entries_at(chronology: Chronology, cite: Cite, affects: Iterable[str] = ()) -> list[Entry]:
    """The entries that stand on the same line, by the same voice: of these if any of them does."""
    entries = _by_line(chronology).get((cite.source, cite.at, cite.by), [])
    wanted = {*affects}
    return [entry for entry in entries if entry.id in wanted] or entries


@lru_cache(1)
def _by_line(chronology: Chronology) -> dict[tuple[str, str, str], list[Entry]]:
    """From a source, a place in it and a voice to the entries of the timeline."""
    found: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in chronology.record.timeline:
        for line in {(cite.source, cite.at, cite.by) for cite in entry.cite}:
            found.setdefault(line, []).append(entry)
    return found


def _when(chronology: Chronology, entry: Entry) -> str:
    """When it was said: the time of what was heard as it was said, or else when it was known."""
    position = chronology.positions[entry.id]
    known = known_words(chronology, position)
    if known == AT_ONCE:
        return time_words(chronology, entry.time, chronology.placements[position])
    return f"known {known}"


def _published(chronology: Chronology, cite: Cite) -> str:
    """That a claim was known when its source was published, where nothing else is known."""
    source = source_of(chronology, cite.source)
    if source is None or source.published is None:
        return ""
    return f"published {written_words(chronology, source.published)}"


def letter(number: int) -> str:
    """What a claim is called by its number from 0: A to Z, then AA, AB and so on."""
    before, here = divmod(number, len(ascii_uppercase))
    return (letter(before - 1) if before else "") + ascii_uppercase[here]
