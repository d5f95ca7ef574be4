"""A record that changes on the disk is read again; cursor, filters and the open board stay."""

from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from incident_tui.chronology.chronology import Chronology
from incident_tui.keymap import with_keys
from incident_tui.record.problems import Problem
from incident_tui.record.reading import STANDARD_INPUT
from incident_tui.record.text import visible
from incident_tui.review.following import Following
from incident_tui.review.intents import TakeFaults, TakeRecord
from incident_tui.words.counts import count_words

if TYPE_CHECKING:
    from incident_tui.chronology.growing import GrowingRecord, States
    from incident_tui.screens.review import ReviewScreen

LOOK_S = 0.3
"""Seconds between two looks at the files. A file is read when two looks find the same: before, an
editor may still be writing."""
REST = 10
"""After a reading of t seconds, the next of its kind, whole or of appended calls, begins no sooner
than REST × t seconds later."""
MAX_WAIT_S = 2.0
"""Seconds after which files of calls that only grow are read, though they go on growing."""


class Rereading:
    """Looks at the files of the record on the screen, and reads them again in a thread."""

    def __init__(self, screen: "ReviewScreen") -> None:
        self._screen = screen
        self._tried: States = ()
        """The files of the last reading: what could not be read is not read a second time."""
        self._seen: States = ()
        """The files at the last look."""
        self._rests_until = 0.0
        """When the record may be read whole again."""
        self._reads_on_from = 0.0
        """When appended calls may be read again."""
        self._quiet_at = 0.0
        """When a look last found the files as they were."""
        self._growing: GrowingRecord | None = None
        """The record as read last, which may be read on; None before the first change."""
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
        from incident_tui.chronology.growing import states_now  # after the first frame

        now, read = states_now(chronology), chronology.reading.states
        if now == self._seen:
            self._quiet_at = monotonic()
        begins = self._reads_on_from if self._may_read_on(chronology) else self._rests_until
        is_due = monotonic() > begins and self._is_left_alone(now, chronology)
        if now not in (read, self._tried) and is_due:
            self._tried, self._is_reading = now, True
            reread = partial(self._reread, chronology)
            self._screen.run_worker(reread, thread=True, group="reread")
        self._seen = now

    def _is_left_alone(self, now: "States", chronology: Chronology) -> bool:
        """Whether nobody writes the files just now, or a recorder that only appends calls."""
        if now == self._seen:
            return True
        from incident_tui.chronology.growing import has_grown

        is_late = monotonic() - self._quiet_at > MAX_WAIT_S
        return (is_late or self._may_read_on(chronology)) and has_grown(self._seen, now)

    def _may_read_on(self, chronology: Chronology) -> bool:
        """Whether calls that are appended can be read without the rest, as far as is known."""
        return self._growing is not None and self._growing.chronology is chronology

    def _reread(self, before: Chronology) -> None:
        """Read the record in a thread: on, or else whole, once that may be."""
        from incident_tui.chronology.growing import read_whole

        began = monotonic()
        growing = self._growing if self._may_read_on(before) else None
        self._growing = None
        problems: tuple[Problem, ...] = ()
        if growing is not None and growing.read_on():
            self._reads_on_from = monotonic() + REST * (monotonic() - began)
        elif began < self._rests_until:
            self._tried, self._is_reading = (), False  # a later look reads it
            return
        else:
            growing, problems = read_whole(before)
            if growing is not None and before.aligned:
                from incident_tui.clocks.evidence import found_shifts

                notes = self._screen.review.notes
                if found := found_shifts(growing.chronology, notes):
                    growing.align_by(found)
            self._rests_until = monotonic() + REST * (monotonic() - began)
        take = partial(self._take, before, growing, problems)
        self._screen.app.call_from_thread(take)

    def _take(
        self, before: Chronology, growing: "GrowingRecord | None", problems: tuple[Problem, ...]
    ) -> None:
        """Show the record as it is now, or say why it is shown as it was."""
        self._is_reading = False
        screen = self._screen
        if not screen.whole or screen.review.chronology is not before:
            self._tried = ()  # another record is on the screen, or other clocks: read once more
            return
        self._growing = growing
        if growing is None:
            screen.act(TakeFaults(problems))
            words = with_keys("the record is shown as it was; {problems} lists why")
            screen.say(f"{_first_words(problems)} · {words}")
            return
        after = growing.chronology
        screen.take_record(TakeRecord(after))
        if screen.review.following is not Following.ON or after.problems != before.problems:
            screen.say(_news_words(len(screen.review.changed), before, after))


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
