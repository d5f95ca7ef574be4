"""Whether two radio calls are recordings of one transmission, on two sites or two talkgroups.

A trunked radio system repeats a transmission on several sites, and a patch repeats it on several
talkgroups; a recorder writes a file for each. A call is rather shown twice than hidden: whatever
leaves a doubt makes two calls two transmissions.
"""

import re

import msgspec

from incident_tui.placing.placement import place_alone
from incident_tui.placing.zone import Zone
from incident_tui.record.calls.entry_parts import anchors_of, words_alone
from incident_tui.record.model import Channel, Entry
from incident_tui.record.text import folded
from incident_tui.record.time_value import SECOND, Moment, Precision, TimeValue

_RADIO_CALL = "radio_call"
MOST_APART_S = 1.0
"""The greatest difference of the lengths of two recordings, in seconds: a site joins late."""
MANY_WORDS = 5
"""The least number of words of two texts by which a machine's transcripts are compared."""
LEAST_SHARED = 0.25
"""The least part of the words of the shorter of two such texts that the other has, too."""
_RADIO_OF_IMPORT = re.compile(r"^src: (\S+)$", re.MULTILINE)
"""The line that an import leaves for a radio whose unit the record had before."""
_WORD = re.compile(r"\w+")
_NO_CHANNEL = Channel()


class Recording(msgspec.Struct, frozen=True, gc=False):
    """The parts of a radio call that tell one transmission from another."""

    radio: str
    """The id of the radio, unique in a system."""
    system: str
    channel: tuple[str, str, str, str]
    """Talkgroup by number, or else by tag, site and frequency; each "" if unknown."""
    path: str
    """The file of the sound; "" without sound."""
    cite: object
    """The citations, of which the turns of one file have the same."""
    length_s: float | None
    text: str
    """The words on the first line, without case and accents; "" for a call without words."""
    is_by_person: bool
    """Whether a person wrote down the words as they were said."""
    says_more: bool
    """Whether the entry says more than its sound: it has a title, a weight or a change of a
    status, or the record speaks of it."""


def recording_of(
    entry: Entry, radio_ids: tuple[str, ...], is_mentioned: bool = False
) -> Recording | None:
    """A radio call with an exact time as a recording of a transmission.

    None for an entry that may share a transmission with no other: without a radio or a channel, or
    known later than said.

    Args:
        radio_ids: the radios of the unit that speaks.
        is_mentioned: whether a conflict, a question or an interval speaks of the entry.
    """
    radio = _radio_of(entry, radio_ids)
    channel = entry.channel or _NO_CHANNEL
    # A line of a file of calls may have a number.
    talkgroup = str(channel.talkgroup)
    tag = "" if talkgroup else channel.talkgroup_tag
    place = (talkgroup, tag, channel.site, channel.frequency)
    if entry.kind != _RADIO_CALL or not radio or not any(place) or entry.known:
        return None
    return Recording(
        radio,
        channel.system,
        place,
        entry.audio.path if entry.audio else "",
        entry.cite,
        entry.audio.length if entry.audio else None,
        _words_of(entry),
        _is_by_person(entry),
        is_mentioned or _says_more(entry),
    )


def are_same(one: Recording, other: Recording) -> bool:
    """Whether two recordings that begin in the same second are of one transmission."""
    return (
        one.radio == other.radio
        and one.system == other.system
        and _are_elsewhere(one, other)
        and _are_equally_long(one, other)
        and not (one.says_more and other.says_more)
        and not _contradict(one, other)
    )


def _radio_of(entry: Entry, radio_ids: tuple[str, ...]) -> str:
    """The radio of a call; "" if the record does not say which radio of the unit it was."""
    written = _RADIO_OF_IMPORT.search(entry.text) if "\nsrc: " in entry.text else None
    if written:
        return written[1]
    return radio_ids[0] if len(radio_ids) == 1 else ""


def _words_of(entry: Entry) -> str:
    return " ".join(folded(words_alone(entry).partition("\n")[0]).split())


def _says_more(entry: Entry) -> bool:
    return bool(entry.title or entry.effects or entry.milestone or entry.weight != "routine")


def is_exact(time: TimeValue, zone: Zone) -> bool:
    """Whether a time is known to the second or finer, by the clock of its source.

    Args:
        zone: the zone of a time that is written without an offset.
    """
    at = time.at
    if anchors_of(time):
        return False
    if isinstance(at, Moment) and at.offset is not None and not at.qualifier:  # as recorders write
        return at.precision >= Precision.SECOND
    placement = place_alone(time, zone, [])
    first, last = placement.earliest, placement.latest
    return first is not None and last is not None and last - first < SECOND


def _is_by_person(entry: Entry) -> bool:
    """Whether the text is a quotation by a person, and no machine's transcript."""
    transcript = entry.transcript
    if transcript is None:
        return entry.verbatim
    return transcript.method == "human" or bool(transcript.corrected_by)


def _are_elsewhere(one: Recording, other: Recording) -> bool:
    """Whether talkgroup, site or frequency differ, and the recordings are not of one file."""
    has_paths = one.path and other.path
    if one.path == other.path if has_paths else one.cite == other.cite:
        return False
    return any(
        here and there and here != there
        for here, there in zip(one.channel, other.channel, strict=True)
    )


def _are_equally_long(one: Recording, other: Recording) -> bool:
    if one.length_s is None or other.length_s is None:
        return True
    return round(abs(one.length_s - other.length_s), 3) <= MOST_APART_S


def _contradict(one: Recording, other: Recording) -> bool:
    """Whether the words are of two transmissions.

    A machine hears each recording differently, but not every word.
    """
    if one.is_by_person and other.is_by_person:
        return one.text != other.text
    these, those = ({*_WORD.findall(each.text)} for each in (one, other))
    shorter = min(len(these), len(those))
    return shorter >= MANY_WORDS and len(these & those) < shorter * LEAST_SHARED
