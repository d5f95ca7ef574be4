"""A record that grows: its chronology, made again with the calls appended to its files."""

from pathlib import Path

from incident_tui.chronology.build import ChronologyBuilder
from incident_tui.chronology.chronology import Chronology
from incident_tui.placing.aligning import Shifts
from incident_tui.record.files import FileState, file_state
from incident_tui.record.growing import GrowingReading
from incident_tui.record.problems import SYNTAX, Problem
from incident_tui.record.reading import Reader, Reading, open_record, paths_of_calls

States = tuple[FileState | None, ...]
"""The states of the files of a record: of the head, then of the files of calls."""


class GrowingRecord:
    """A record read whole, and read on as calls are appended.

    To read on takes as long as to put all calls in order: 0.05 s for 100,000 calls, which take
    1.3 s to read whole.
    """

    def __init__(self, reader: Reader, aligned: bool = False) -> None:
        """Read a record whole.

        Args:
            aligned: whether to correct known errors of sources' clocks.

        Raises:
            ValueError: if there is no record.
        """
        self._growing = GrowingReading(reader)
        reading = self._growing.reading
        self._builder = ChronologyBuilder(reading, aligned)
        self.chronology = self._builder.chronology(reading)

    def align_by(self, found: Shifts) -> None:
        """Correct clocks of which the record states nothing, too: now, and in appended calls."""
        reading = self._growing.reading
        self._builder = ChronologyBuilder(reading, True, found)
        self.chronology = self._builder.chronology(reading)

    def read_on(self) -> bool:
        """Read appended calls into a new chronology; False if the record must be read whole."""
        reading = self._growing.read_on()
        if reading is not None:
            self.chronology = self._builder.chronology(reading)
        return reading is not None


def states_now(chronology: Chronology) -> States:
    """The states of the files of a record, as they are now."""
    files = paths_of_calls(chronology.path, chronology.record)
    return tuple(map(file_state, (Path(chronology.path), *files)))


def has_grown(before: States, now: States) -> bool:
    """Whether nothing but the sizes of files of calls has changed, and none is smaller."""
    if len(before) != len(now) or before[:1] != now[:1]:
        return False
    return all(
        old and new and old[:2] == new[:2] and old.size <= new.size
        for old, new in zip(before[1:], now[1:], strict=True)
    )


def read_whole(before: Chronology) -> tuple[GrowingRecord | None, tuple[Problem, ...]]:
    """A record read again; None and the problems for a file without a sound record."""
    opened = open_record(Path(before.path))
    reading = opened.reading if isinstance(opened, Reader) else opened
    if isinstance(opened, Reader) and not _is_broken(reading):
        return GrowingRecord(opened, before.aligned), ()
    return None, reading.problems


def _is_broken(reading: Reading) -> bool:
    """Whether a file holds no record, or only a part of it: a fault of syntax hides the rest."""
    return reading.record is None or any(one.code == SYNTAX for one in reading.problems)
