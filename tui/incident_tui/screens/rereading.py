"""A record that changes on the disk is read again; cursor, filters and the open board stay."""

import os
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from incident_tui.chronology.build import LoadingRecord, realigned
from incident_tui.chronology.chronology import Chronology
from incident_tui.keymap import with_keys
from incident_tui.record.problems import SYNTAX, Problem
from incident_tui.record.reading import Reader, Reading, open_record
from incident_tui.record.text import visible
from incident_tui.review.intents import TakeFaults, TakeRecord
from incident_tui.words.counts import count_words

if TYPE_CHECKING:
    from incident_tui.screens.review import ReviewScreen

LOOK_S = 0.3
"""Seconds between two looks at the files; two looks that agree are needed: an editor may write."""
REST = 10
"""How many times as long as a reading took no further reading begins."""

_Signature = tuple[tuple[int, int, int] | None, ...]
"""Of each file: inode, size in bytes and time of change; None for a file that is not there."""


class Rereading:
    """Looks at the files of the record on the screen, and reads them again in a thread."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._path = ""
        """The record that is looked at."""
        self._read: _Signature = ()
        """The files as they were read."""
        self._seen: _Signature = ()
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
        if not chronology.complete or chronology.path == "-" or self._is_reading:
            return
        now = _signature(chronology)
        if chronology.path != self._path:  # another record is on the screen
            self._path, self._read = chronology.path, now
        elif now != self._read and now == self._seen and monotonic() > self._rests_until:
            self._read, self._is_reading = now, True
            read = partial(self._reread, chronology)
            self._screen.run_worker(read, thread=True, group="reread")
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
                chronology = realigned(chronology)
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
            self._read = ()  # another record is on the screen, or other clocks: read once more
            return
        if after is None:
            screen.act(TakeFaults(problems))
            words = with_keys("the record is shown as it was; {problems} lists why")
            screen.say(f"{_first_words(problems)} · {words}")
            return
        screen.take_record(TakeRecord(after))
        screen.say(_news_words(len(screen.review.changed), before, after))


def _signature(chronology: Chronology) -> _Signature:
    """The state of the files of a record."""
    path = Path(chronology.path)
    return tuple(map(_state_of, (path, *(path.parent / one for one in chronology.record.calls))))


def _is_broken(reading: Reading) -> bool:
    """Whether a file holds no record, or only a part of it: a fault of syntax hides the rest."""
    return reading.record is None or any(one.code == SYNTAX for one in reading.problems)


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_size, status.st_mtime_ns


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
    return f"read again · {' · '.join(parts) or 'no entry is new or changed'}"
