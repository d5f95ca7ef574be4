"""The sound that plays, in a line: state, position, who speaks, and the channel."""

from math import isinf

from incident_tui.listening.clock import SKIPPED_S, Joining
from incident_tui.record.text import visible
from incident_tui.review.lens import Lens
from incident_tui.words.frequencies import frequency_words
from incident_tui.words.names import acting_words
from incident_tui.words.recordings import talkgroup_name

PLAYING, PAUSED, ENDED = "▶", "‖", "■"
NOBODY = "?"
"""What stands for who acts, where the record does not say."""
MIXED = "mixed"
LEVELLED = "speech raised"
SILENT = "silent"
"""Of a replay while no device plays."""
ROUGH = "~"
"""Behind the length of a slice that a recorder has cut roughly."""


def length_words(seconds: float) -> str:
    """A length as `0:04`, or `1:02:03`."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def speed_words(speed: float) -> str:
    """A speed as `1.5×`; "" for the usual speed."""
    return "" if speed == 1 else f"{speed:g}×"


def replay_words(rate: float, speed: float, *manners: str) -> str:
    """How a replay goes, and its sounds: `replay 10× · sounds 1.5× · mixed`; "" is left out."""
    sounds = f"sounds {speed_words(speed)}" if speed_words(speed) else ""
    return " · ".join(filter(None, (f"replay {rate:g}×", sounds, *manners)))


def joining_words(joining: Joining) -> str:
    """How sounds are joined: `calls one after another, gaps above 10 s cut to 1 s`."""
    calls = "overlapping calls at the same time" if joining.is_mixed else "calls one after another"
    longest_s = joining.longest_gap_s
    gaps = f"gaps above {longest_s:g} s cut to {SKIPPED_S:g} s"
    return f"{calls}, {'gaps as they were' if isinf(longest_s) else gaps}"


def voice_words(lens: Lens, position: int) -> str:
    """Who speaks in an entry, and on which channel: `Engine 1 · QB FIRE 1`."""
    entry = lens.entry(position)
    if entry is None:
        return ""
    channel, speaker = entry.channel, entry.speaker
    acting = acting_words(lens, position)
    who = speaker.label if speaker and speaker.label else acting.removesuffix(NOBODY)
    named = ""
    if channel:
        named = talkgroup_name(channel) or frequency_words(channel.frequency)
    return " · ".join(visible(str(part)) for part in (who, named) if part)
