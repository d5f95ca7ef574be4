"""The ids that an entry names, and its searched words.

They are apart from the decoder of lines, which a record without bulk calls does without.
"""

from collections.abc import Iterator
from typing import NamedTuple

from incident_tui.record import model
from incident_tui.record.text import folded
from incident_tui.record.time_value import Relative, TimeValue


class Party(NamedTuple):
    """The ids of the agencies, units and sources of an entry."""

    agency: str
    speaking: str
    """The speaker's agency."""
    speaker: str
    """The speaker's unit."""
    agencies: tuple[str, ...]
    units: tuple[str, ...]
    sources: tuple[str, ...] = ()
    """The cited sources."""


Reference = tuple[tuple[str, ...], str]
"""The sections that may define an id, and the id."""

_NO_SPEAKER = model.Speaker()


def party_of(entry: model.Entry) -> Party:
    """The agencies, units and sources of an entry."""
    speaker = entry.speaker or _NO_SPEAKER
    return Party(
        entry.agency,
        speaker.agency,
        speaker.unit,
        entry.agencies,
        entry.units,
        sources_of(entry.cite),
    )


def sources_of(
    written: "str | model.Cite | tuple[str | model.Cite, ...] | model.Citations",
) -> tuple[str, ...]:
    """The ids of the sources of citations, as a line or an entry has the citations."""
    cites = written if isinstance(written, tuple) else (written,)
    return tuple(map(_source_of, cites))


def _source_of(cite: str | model.Cite) -> str:
    return cite.partition(":")[0] if isinstance(cite, str) else cite.source


def anchors_of(value: TimeValue) -> tuple[str, ...]:
    """The ids of the entries to which a time is relative."""
    at = (value.at.anchor,) if isinstance(value.at, Relative) else ()
    return (*value.after, *value.before, *at)


def references_of(entry: model.Entry) -> list[Reference]:
    """The references of an entry."""
    times = (entry.time, entry.known) if entry.known else (entry.time,)
    return [
        *references_of_party(party_of(entry)),
        *references_beside_party(entry),
        *((("timeline",), identifier) for time in times for identifier in anchors_of(time)),
    ]


def references_of_party(party: Party) -> Iterator[Reference]:
    """The references to agencies, units and sources."""
    for agency in (party.agency, party.speaking, *party.agencies):
        if agency:
            yield ("agencies",), agency
    for unit in (party.speaker, *party.units):
        if unit:
            yield ("units",), unit
    for source in party.sources:
        yield ("sources",), source


def references_beside_party(entry: model.Entry) -> Iterator[Reference]:
    """The references to people, places, and the subjects of effects."""
    people = (entry.speaker.person, *entry.people) if entry.speaker else entry.people
    for person in people:
        if person:
            yield ("people",), person
    if entry.location:
        yield ("locations",), entry.location
    for effect in entry.effects:
        if effect.casualty:
            yield ("casualties",), effect.casualty
        if effect.unit:
            yield ("units",), effect.unit
        if effect.agency:
            yield ("agencies",), effect.agency
        if effect.facility:
            yield ("facilities",), effect.facility


# The words of an entry.

NO_WORDS = "(no transcript)"
"""The beginning of the text of an imported call without words."""


def lacks_words(entry: model.Entry) -> bool:
    """Whether an entry is an imported call that nobody has written the words of."""
    return entry.text.startswith(NO_WORDS) and entry.transcript is None


def words_of(entry: model.Entry) -> str:
    """The searched text of an entry: title and text."""
    return f"{entry.title} {entry.text}" if entry.title else entry.text


def searched_words(entry: model.Entry) -> str:
    """The searched text of an entry on one line, without case and accents."""
    return folded(words_of(entry)).replace("\n", " ")


def has_figures_below(entry: model.Entry) -> bool:
    """Whether lines below the first are figures of a machine: it wrote the words, or nobody did."""
    transcript = entry.transcript
    return entry.text.startswith(NO_WORDS) or (
        transcript is not None and transcript.method == "asr" and not transcript.corrected_by
    )


def words_alone(entry: model.Entry) -> str:
    """The words of an entry without the figures of a machine below; "" for a call without words."""
    if entry.text.startswith(NO_WORDS):
        return ""
    return entry.text.partition("\n")[0] if has_figures_below(entry) else entry.text
