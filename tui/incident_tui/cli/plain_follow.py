"""`incident-tui --plain --follow`: the newest entry of a record, then each entry as it comes."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import TYPE_CHECKING

from incident_tui.chronology.chronology import Chronology
from incident_tui.chronology.growing import GrowingRecord, has_grown, read_whole, states_now
from incident_tui.exchange.printed.spoken import entry_lines, record_lines
from incident_tui.opening import SIGNALLED, exit_without_record, followed, opened, print_problems
from incident_tui.record.problems import Problem
from incident_tui.record.reading import STANDARD_INPUT, Reader
from incident_tui.record.text import visible
from incident_tui.review.following import newest_shown
from incident_tui.review.lens import Lens
from incident_tui.review.review import review_of

if TYPE_CHECKING:
    from incident_tui.exchange.recorder.feed import RecorderFeed

LOOK_S = 0.5
"""Seconds between two looks at the files.

Files of calls that only grow are read at once; other changes, when two looks find the same.
"""


def follow_plain(path: str | None) -> None:
    """Print the newest entry, then each entry that comes, until Ctrl+C or a signal."""
    with (
        suppress(KeyboardInterrupt, BrokenPipeError),
        _ended_in_order(),
        followed(path) as (record_path, feed),
    ):
        while feed and (found := feed.look()).waiting and not found.fault:
            pass  # what was recorded before is not news
        reader = opened(record_path)
        exit_without_record(reader.reading if isinstance(reader, Reader) else reader)
        assert isinstance(reader, Reader)  # what could not be opened holds no record
        arrivals = _Arrivals(GrowingRecord(reader))
        for line in arrivals.beginning():
            print(line, flush=True)
        while record_path != STANDARD_INPUT:
            time.sleep(LOOK_S)
            for line in arrivals.news(feed):
                print(line, flush=True)


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let signals that end the program leave the block in order: a temporary folder is removed."""
    names = ("SIGTERM", "SIGHUP", "SIGPIPE")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = [signal.signal(number, _end) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)


def _end(number: int, _: FrameType | None) -> None:
    """End the program at a signal, with the exit code of a shell."""
    if number == getattr(signal, "SIGPIPE", None):  # nobody reads what is still to be written
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(SIGNALLED + number)


class _Arrivals:
    """The entries of a record that were not printed yet."""

    def __init__(self, record: GrowingRecord) -> None:
        self._record = record
        self._known = _ids_of(record.chronology)
        self._seen = self._tried = record.chronology.reading.states
        self._fault = ""

    def beginning(self) -> Iterator[str]:
        """The lines about the record, and about its newest entry."""
        review = review_of(self._record.chronology)
        yield from record_lines(review.lens)
        newest = newest_shown(review)
        if newest is not None:
            yield from self._entry(newest)

    def news(self, feed: "RecorderFeed | None") -> Iterator[str]:
        """The lines about the entries that have come since; faults go to standard error.

        Args:
            feed: brings further calls into the record; None for a record that others write.
        """
        fault = feed.look().fault if feed else ""
        if fault and fault != self._fault:
            print(visible(fault), file=sys.stderr, flush=True)
        self._fault = fault
        states = states_now(self._record.chronology)
        is_quiet = states == self._seen or has_grown(self._seen, states)
        if states not in (self._tried, self._record.chronology.reading.states) and is_quiet:
            self._tried = states
            self._read()
            ids = _ids_of(self._record.chronology)
            new, self._known = ids - self._known, ids
            positions = self._record.chronology.positions
            for position in sorted(positions[one] for one in new):
                yield from self._entry(position)
        self._seen = states

    def _read(self) -> None:
        """Read the record on, or whole; a broken record stays as it was."""
        if self._record.read_on():
            return
        problems: tuple[Problem, ...]
        record, problems = read_whole(self._record.chronology)
        print_problems(problems)
        self._record = record or self._record

    def _entry(self, position: int) -> Iterator[str]:
        chronology = self._record.chronology
        moments = chronology.as_of
        moment = moments[position] if position < len(moments) else None
        yield from entry_lines(Lens(chronology, moment), position)


def _ids_of(chronology: Chronology) -> frozenset[str]:
    """The ids of every entry."""
    ids = (entry.id for entry in chronology.record.timeline)
    return frozenset((*ids, *chronology.reading.calls.ids))
