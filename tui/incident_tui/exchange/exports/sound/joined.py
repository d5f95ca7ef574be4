"""The calls of a view, joined to a single sound."""

from collections.abc import Iterator
from pathlib import Path

from incident_tui.exchange.exports.sound.calls import sounding
from incident_tui.exchange.printed.view import View
from incident_tui.listening.clock import Joining, Timed
from incident_tui.listening.faults import SoundError, Tell
from incident_tui.listening.joining import Call, JoinedSound
from incident_tui.listening.reader_pool import ReaderPool
from incident_tui.listening.sound_files import SoundFiles, margin_of

_NOTHING = "no entry that is shown names a recording"
_ALL_AT_FAULT = "no call that is shown can be heard"


def joined(view: View, readers: ReaderPool, joining: Joining, tell: Tell) -> JoinedSound:
    """The sounds of a view, joined; each file is opened, and none outside the record's folder.

    Args:
        tell: called with the words about each sound that is missing, or not whole.

    Raises:
        SoundError: if no call of the view can be heard.
    """
    sound = JoinedSound(_calls(view, tell), readers, joining, tell)
    if not sound.duration_s:
        raise SoundError(_ALL_AT_FAULT if next(sounding(view), None) is not None else _NOTHING)
    return sound


def _calls(view: View, tell: Tell) -> Iterator[Call]:
    lens = view.lens
    files = SoundFiles(Path(lens.path).parent)
    for position in sounding(view):
        entry, times = lens.entry(position), lens.outline(position).placement
        assert entry is not None
        assert entry.audio is not None
        assert times.earliest is not None
        assert times.latest is not None
        assert times.best is not None
        try:
            part = files.slice_of(entry.audio, margin_of(entry.audio))
        except SoundError as error:
            tell(str(error))
            continue
        yield Call(position, part, Timed(times.earliest, times.latest, times.best))
