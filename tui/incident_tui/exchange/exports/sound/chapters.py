"""A joined sound as a file: encoded, with words about the file and a chapter for each call."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import groupby
from tempfile import TemporaryFile
from textwrap import shorten

from incident_tui.exchange.exports.entry_lines import quoted_headline
from incident_tui.exchange.exports.event_times import plain_time
from incident_tui.exchange.exports.sound.joined import joined
from incident_tui.exchange.exports.subtitles.cues import about
from incident_tui.exchange.printed.view import View
from incident_tui.exchange.printed.withheld import title_words
from incident_tui.listening.clock import Joining
from incident_tui.listening.encoding import Chapter, Encoding, encoded
from incident_tui.listening.faults import Tell
from incident_tui.listening.joining import JoinedSound
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.record.text import visible
from incident_tui.record.time_value import SECOND
from incident_tui.review.lens import Lens
from incident_tui.words.sounds import voice_words

_TITLE_CHARACTERS = 80
"""The maximum length of the title of a chapter: players show a line."""
_BLOCK_BYTES = 1 << 20
_STEP = 50
"""Blocks between two pieces: a block is a fiftieth of a second, or a second of silence."""


def file_of(view: View, encoding: Encoding, joining: Joining, tell: Tell) -> Iterator[bytes]:
    """The file in pieces; the pieces before the first block of the file are empty.

    Encoded to a temporary file, since a head is written last.

    Args:
        tell: called with the words about each sound that is missing, or not whole.

    Raises:
        SoundError: if no call of the view can be heard.
        OSError: if the temporary file cannot be written.
        ValueError: if there are notes: see `about`.
    """
    with closing(ReaderPool()) as readers, TemporaryFile() as file:
        sound = joined(view, readers, joining, tell)
        words = "\n".join(about(view, sound))
        tags = {"title": visible(title_words(view.lens)), "comment": words}
        work = encoded(file, encoding, sound.samples(), chapters(view.lens, sound), tags)
        yield from (b"" for number, _ in enumerate(work) if not number % _STEP)
        file.seek(0)
        while block := file.read(_BLOCK_BYTES):
            yield block


def chapters(lens: Lens, sound: JoinedSound) -> Sequence[Chapter]:
    """A chapter for each call, up to the next; calls that start at once have a chapter together."""
    starts = groupby(sound.cues, key=lambda cue: round(cue.start_s * SECOND))
    named = [(ms, " + ".join(_title(lens, cue.position) for cue in cues)) for ms, cues in starts]
    ends = [*(ms for ms, _ in named[1:]), round(sound.duration_s * SECOND)]
    return [Chapter(ms, end, title) for (ms, title), end in zip(named, ends, strict=True)]


def _title(lens: Lens, position: int) -> str:
    """The time, who speaks, the channel and the first words: `20:42:44 · Engine 1 · “On …`."""
    time = plain_time(lens, lens.outline(position))
    parts = (time, voice_words(lens, position), quoted_headline(lens, position))
    return visible(shorten(" · ".join(filter(None, parts)), _TITLE_CHARACTERS, placeholder=" …"))
