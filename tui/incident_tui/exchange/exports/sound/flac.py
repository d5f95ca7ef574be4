"""The joined sound as FLAC: without loss, for an audio editor; chapters are comments of Vorbis."""

from collections.abc import Iterator

from incident_tui.exchange.exports.sound.chapters import file_of
from incident_tui.exchange.printed.view import View
from incident_tui.listening.clock import Joining
from incident_tui.listening.encoding import FLAC
from incident_tui.listening.faults import Tell


def export(view: View, joining: Joining, tell: Tell) -> Iterator[bytes]:
    """The file in pieces; see `file_of`."""
    return file_of(view, FLAC, joining, tell)
