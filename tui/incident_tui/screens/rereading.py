"""A record that changes on the disk is read again; cursor, filters and the open board stay."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from incident_tui.chronology.build import LoadingRecord, aligned_by
from incident_tui.chronology.chronology import Chronology
from incident_tui.keymap import with_keys
from incident_tui.record.files import FileState, file_state
from incident_tui.record.problems import SYNTAX, Problem
from incident_tui.record.reading import (
    STANDARD_INPUT,
    Reader,
    Reading,
    open_record,
    paths_of_calls,
)
from incident_tui.record.text import visible
from incident_tui.review.intents import TakeFaults, TakeRecord
from incident_tui.words.counts import count_words

if TYPE_CHECKING:
    from incident_tui.screens.review import ReviewScreen

LOOK_S = 0.3
"""Seconds between two looks at the files. A file is read when two looks find the same: before, an
editor may still be writing."""
REST = 10
"""After a reading of t seconds, the next reading begins no sooner than REST × t seconds later."""

_States = tuple[FileState | None, ...]
"""The states of the files of a record."""


class Rereading:
    """Looks at the files of the record on the screen, and reads them again in a thread."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._tried: _States = ()
        """The files of the last reading: what could not be read is not read a second time."""
        self._seen: _States = ()
        """The files at the last look."""
        self._rests_until = 0.0
        self._is_reading = False

    def begin(self) -> None:
        """Look at the files from now on."""
        self.look()
        self._screen.set_interval(LOOK_S, self.look)

    def look(self) -> None:
        """Read the record again, if its files have changed and are left alone since a look."""
        chronology = self._screen.review.chronology
        if not chronology.complete or chronology.path == STANDARD_INPUT or self._is_reading:
            return
        now, read = _states_of(chronology), chronology.reading.states
        is_quiet = now == self._seen and monotonic() > self._rests_until
        if now not in (read, self._tried) and is_quiet:
            self._tried, self._is_reading = now, True
            reread = partial(self._reread, chronology)
            self._screen.run_worker(reread, thread=True, group="reread")
        self._seen = now

    def _reread(self, before: Chronology) -> None:
        """Read the record in a thread."""
        began = monotonic()
        opened = open_record(Path(before.path))
        chronology: Chronology | None = None
        reading = opened.reading if isinstance(opened, Reader) else opened
        if isinstance(opened, Reader) and not _is_broken(reading):
            arrivals = LoadingRecord(opened)
            chronology = arrivals.first
            for later in arrivals:
                chronology = later or chronology
            if before.aligned:
                from incident_tui.clocks.evidence import found_shifts

                found = found_shifts(chronology, self._screen.review.notes)
                chronology = aligned_by(chronology, found)
        self._rests_until = monotonic() + REST * (monotonic() - began)
        take = partial(self._take, before, chronology, reading.problems)
        self._screen.app.call_from_thread(take)

    def _take(
        self, before: Chronology, after: Chronology | None, problems: tuple[Problem, ...]
    ) -> None:
        """Show the record as it is now, or say why it is shown as it was."""
        self._is_reading = False
        screen = self._screen
        if not screen.whole or screen.review.chronology is not before:
            self._tried = ()  # another record is on the screen, or other clocks: read once more
            return
        if after is None:
            screen.act(TakeFaults(problems))
            words = with_keys("the record is shown as it was; {problems} lists why")
            screen.say(f"{_first_words(problems)} · {words}")
            return
        screen.take_record(TakeRecord(after))
        screen.say(_news_words(len(screen.review.changed), before, after))


def _states_of(chronology: Chronology) -> _States:
    """The states of the files of a record, as they are now."""
    files = paths_of_calls(chronology.path, chronology.record)
    return tuple(map(file_state, (Path(chronology.path), *files)))


def _is_broken(reading: Reading) -> bool:
    """Whether a file holds no record, or only a part of it: a fault of syntax hides the rest."""
    return reading.record is None or any(one.code == SYNTAX for one in reading.problems)


def _first_words(problems: tuple[Problem, ...]) -> str:
    """The first problem, without the folder of its file."""
    if not problems:
        return "the file cannot be read"
    mark, message = problems[0].mark, problems[0].message
    name = Path(mark.path).name
    return visible(f"{name}:{mark.line}: {message}" if mark.line else f"{name}: {message}")


def _news_words(changed: int, before: Chronology, after: Chronology) -> str:
    """What is different in a record that was read again."""
    more = len(after.entries) - len(before.entries)
    parts = [f"{count_words(changed, 'entry', 'entries')} new or changed"] if changed else []
    if more < 0:
        parts.append(f"{count_words(-more, 'entry', 'entries')} less")
    elif more > changed:
        parts.append(f"{count_words(more - changed, 'call')} more")
    problems = len(after.problems)
    if problems:
        lists = with_keys("{problems} lists them")
        parts.append(f"{count_words(problems, 'problem')}: {lists}")
    if not parts and not after.record.calls:  # calls of one number may differ in their words
        parts.append("no entry is new or changed")
    return " · ".join(["read again", *parts])
