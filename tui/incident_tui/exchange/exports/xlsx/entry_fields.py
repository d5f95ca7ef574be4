"""The fields of an entry as a record has them, where a table of words has names or nothing."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from incident_tui.exchange.exports.columns import BETWEEN
from incident_tui.review.lens import Lens


class EntryFields(NamedTuple):
    """Fields of an entry in the notation of records; "" where not given, and where withheld."""

    after: str = ""
    """Ids of entries that are not later."""
    before: str = ""
    """Ids of entries that are not earlier."""
    tolerance: str = ""
    """A duration, or a word of the record's tolerances."""
    duration: str = ""
    known_notation: str = ""
    """When the words were known, if the record says so: `15:00`, `..2024-03-02`."""
    agency_id: str = ""
    """Of the agency that acts or speaks."""
    agency_ids: str = ""
    """Of the agencies also involved."""
    unit_ids: str = ""
    speaker_person: str = ""
    speaker_unit: str = ""
    speaker_agency: str = ""
    speaker_label: str = ""
    system: str = ""
    talkgroup_tag: str = ""
    frequency: str = ""
    feed: str = ""
    site: str = ""
    people_ids: str = ""
    location_id: str = ""
    effect_ids: str = ""
    """The id, or the group, of each subject and its new status: `c2 → critical`."""
    milestone: str = ""


def entry_fields(lens: Lens, position: int) -> EntryFields:
    """The fields of the entry at a position."""
    entry = lens.entry(position)
    if entry is None:
        return EntryFields()
    time, speaker, channel = entry.time, entry.speaker, entry.channel
    effects = (
        (
            effect.casualty or effect.facility or effect.agency or effect.unit or effect.group,
            effect.status,
            effect.milestone,
        )
        for effect in entry.effects
    )
    return EntryFields(
        after=BETWEEN.join(time.after),
        before=BETWEEN.join(time.before),
        tolerance=_text(time.tolerance),
        duration=_text(time.duration),
        known_notation=_text(entry.known),
        agency_id=entry.agency,
        agency_ids=BETWEEN.join(entry.agencies),
        unit_ids=BETWEEN.join(entry.units),
        speaker_person=speaker.person if speaker else "",
        speaker_unit=speaker.unit if speaker else "",
        speaker_agency=speaker.agency if speaker else "",
        speaker_label=speaker.label if speaker else "",
        system=channel.system if channel else "",
        talkgroup_tag=channel.talkgroup_tag if channel else "",
        frequency=channel.frequency if channel else "",
        feed=channel.feed if channel else "",
        site=channel.site if channel else "",
        people_ids=BETWEEN.join(entry.people),
        location_id=entry.location,
        effect_ids=BETWEEN.join(_effect_words(effects)),
        milestone=entry.milestone,
    )


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _effect_words(effects: Iterable[tuple[str | None, str, str]]) -> Iterator[str]:
    """The effects of an entry: each subject and status, and each milestone."""
    for subject, status, milestone in effects:
        if subject:
            yield f"{subject} → {status}"
        if milestone:
            yield f"milestone → {milestone}"
