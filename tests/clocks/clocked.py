"""Records of several sources with clocks of their own, and notes of pairs of their entries."""

from zlib import crc32

from incident_tui.chronology.chronology import Chronology
from incident_tui.notes.kinds import SAME_MOMENT
from incident_tui.notes.model import Note
from tests.notes.noting import MS, note
from tests.records import sound, text_of

CLOCKS = """\
sources:
  - {id: cad, kind: cad_export, title: CAD}
  - {id: panel, kind: report, title: Building panel}
  - {id: log, kind: report, title: Shift log}
  - {id: stated, kind: radio_audio, title: Recorder, clock: {offset: +30s}}
"""


def clocked_text(*entries: str, rest: str = "") -> str:
    """A record of these entries, of four sources."""
    head, timeline = text_of(*entries, rest=rest).split("sources: [{id: src, kind: report}]\n")
    return f"{head}{CLOCKS}{timeline}"


def clocked(*entries: str, rest: str = "") -> Chronology:
    """The same, read and placed."""
    return sound(clocked_text(*entries, rest=rest))


def same_moment(one: str, other: str, by: str = "Ann", text: str = "") -> Note:
    """A note that two entries are one moment; each has an id of its own."""
    chance = crc32(f"{one} {other}".encode()) & 0xFFFFFF
    return note(text, one, other, kind=SAME_MOMENT, by=by, ms=MS + chance % 1000, chance=chance)
