"""A record with recordings of bursts, for tests of joined sounds."""

from pathlib import Path

from incident_tui.chronology.build import chronology_of
from incident_tui.record.reading import read_bytes
from incident_tui.review.lens import Lens
from tests.listening.sounding import sound
from tests.records import AGENCIES, entry, text_of

BURSTS = "{path: pcm.wav, length: 2}"


def call(identifier: str, time: str, audio: str = BURSTS, **fields: str) -> str:
    """A radio call with a sound."""
    usual = {"kind": "radio_call", "text": f"Call {identifier}", "audio": audio}
    return entry(identifier, time, **(usual | fields))


def lens_in(folder: Path, *entries: str) -> Lens:
    """A record in a folder with a recording of 12 seconds, a burst at each."""
    sound(folder)
    text = text_of(*entries, rest=AGENCIES)
    reading = read_bytes(text.encode(), str(folder / "record.yaml"))
    assert not reading.problems, [str(problem) for problem in reading.problems]
    return Lens(chronology_of(reading))
