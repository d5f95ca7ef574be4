"""The other recordings of a transmission in words: on which talkgroup, site or frequency."""

from collections.abc import Callable, Iterator

from incident_tui.record.model import Channel
from incident_tui.review.lens import Lens
from incident_tui.review.review import Review
from incident_tui.words.counts import count_words
from incident_tui.words.frequencies import frequency_words

_NO_CHANNEL = Channel()


def recordings_words(before: Review, after: Review) -> str:
    """What a wish for every recording did: `3 further recordings have rows of their own`."""
    if after is before:
        return "no transmission was recorded more than once"
    count = count_words(max(before.folded, after.folded), "further recording")
    if after.every_recording:
        return f"each recording has a row · {count}"
    return f"each transmission has a row · {count}, named beside it"


def also_words(lens: Lens, position: int) -> str:
    """Where else the transmission of an entry was recorded: `also on Tac 2, site 3`; or ""."""
    places = dict.fromkeys(_places(lens, position, talkgroup_name))
    return f"also on {', '.join(places)}" if places else ""


def also_places(lens: Lens, position: int) -> Iterator[str]:
    """For each other recording of the transmission of an entry, what differs of its channel."""
    return _places(lens, position, talkgroup_words)


def talkgroup_words(channel: Channel) -> str:
    """The talkgroup of a channel by tag and number; "" where unknown."""
    group = talkgroup_name(channel)
    if channel.talkgroup not in ("", group):
        group += f" ({channel.talkgroup})"
    return group


def talkgroup_name(channel: Channel) -> str:
    """The tag of a talkgroup, or else the number; "" where unknown."""
    return channel.talkgroup_tag or channel.talkgroup


def _places(lens: Lens, position: int, words_of: Callable[[Channel], str]) -> Iterator[str]:
    """For each other recording of a transmission, what differs of its channel.

    Args:
        words_of: from a channel to the words for its talkgroup.
    """
    entry = lens.entry(position)
    here = (entry and entry.channel) or _NO_CHANNEL
    for one in lens.other_recordings(position):
        other = lens.entry(one)
        yield _differing((other and other.channel) or _NO_CHANNEL, here, words_of)


def _differing(channel: Channel, here: Channel, words_of: Callable[[Channel], str]) -> str:
    """The talkgroup and the site of a channel, as far as they differ; else the frequency."""
    talkgroup = channel.talkgroup or channel.talkgroup_tag
    parts = [
        words_of(channel) if talkgroup != (here.talkgroup or here.talkgroup_tag) else "",
        f"site {channel.site}" if channel.site not in ("", here.site) else "",
    ]
    words = " · ".join(part for part in parts if part)
    return words or frequency_words(channel.frequency) or "another channel"
