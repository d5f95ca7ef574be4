"""Opening a record: from a path to a screen, or to problems and an exit code."""

import gc
import os
import signal
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from incident_tui.chronology.build import LoadingRecord, chronology_of
from incident_tui.chronology.chronology import Chronology
from incident_tui.record.problems import LeftOut, Problem
from incident_tui.record.reading import (
    HEAD_NAMES,
    MAX_RECORD_BYTES,
    STANDARD_INPUT,
    Reader,
    Reading,
    open_record,
)
from incident_tui.record.spelling import hint
from incident_tui.record.text import visible
from incident_tui.review.library import paths
from incident_tui.review.review import review_of
from incident_tui.samples import EXERCISE, bundled_record, data_folder, record_at

if TYPE_CHECKING:
    from incident_tui.exchange.recorder.feed import RecorderFeed
    from incident_tui.notes.place import Place

SOUND, PROBLEMS, UNREADABLE = 0, 1, 2
"""Exit codes."""
BUNDLED = (EXERCISE,)
"""The bundled records that open by a name."""
CRASHED = 1
"""The exit code of an app that an error of the program has ended."""
SIGNALLED = 128
"""As in a shell: the exit code of an app that a signal has ended, without the signal's number."""


class Unsaved(NamedTuple):
    """A record that is gone in the end, and what the reading of its files has found."""

    path: Path
    """The file of the record."""
    problems: tuple[Problem, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


def is_screen() -> bool:
    """Whether there is a terminal to draw on; Textual draws on standard error."""
    return not _is_dumb() and sys.stdout.isatty() and sys.stderr.isatty()


def has_keyboard() -> bool:
    """Whether there is somebody to ask: standard input is a terminal."""
    return bool(sys.stdin) and sys.stdin.isatty()


def is_for_lines() -> bool:
    """Whether there is a terminal that shows lines alone, such as the shell in an editor."""
    return _is_dumb() and sys.stdout.isatty() and has_keyboard()


def _is_dumb() -> bool:
    """Whether the terminal has no cursor that a program could move."""
    return os.environ.get("TERM") == "dumb"


def opened(path: str | None, unsaved: Unsaved | None = None) -> Reader | Reading:
    """Open a record: the bundled one for None, standard input for `-`, a path or `exercise`.

    Args:
        unsaved: what is known of a record that is not saved; None for any other record.
    """
    if path == STANDARD_INPUT:
        content = sys.stdin.buffer.read(MAX_RECORD_BYTES + 1) if sys.stdin else b""
        return Reader(content, STANDARD_INPUT)
    record = open_record(bundled_record() if path is None else record_at(path))
    if path and isinstance(record, Reading) and not os.path.lexists(path):
        return _with_hint(record, path)
    if unsaved and isinstance(record, Reader):
        record.take_problems(unsaved.problems, unsaved.left_out)
    return record


def _with_hint(reading: Reading, path: str) -> Reading:
    """The reading of a missing file, with the name of the bundled record that may be meant."""
    near = hint(path, BUNDLED)
    problems = (replace(one, message=one.message + near) for one in reading.problems)
    return replace(reading, problems=tuple(problems))


def library_of(path: str | None) -> Path | None:
    """The folder at a path, if the folder holds records and is no record."""
    if path in (None, STANDARD_INPUT) or not os.path.isdir(path or ""):
        return None
    folder = Path(path or "")
    if any(os.path.lexists(folder / name) for name in HEAD_NAMES):
        return None
    return folder if paths(folder) else None


def read(path: str | None, unsaved: Unsaved | None = None) -> Reading:
    """Read a record whole: the bundled one for None, standard input for `-`.

    Args:
        unsaved: what is known of a record that is not saved; None for any other record.
    """
    record = opened(path, unsaved)
    return record if isinstance(record, Reading) else record.read_all()


def read_head(path: str | None) -> Reading:
    """Read the head of a record, without its files of calls: the incident, sources, agencies, …"""
    record = opened(path)
    return record if isinstance(record, Reading) else record.reading


def chronology_or_exit(reading: Reading) -> Chronology:
    """The chronology of a reading; without a record, print the problems and exit."""
    exit_without_record(reading)
    return chronology_of(reading)


def is_bundled(reading: Reading) -> bool:
    """Whether a record came with the program."""
    return os.path.realpath(reading.path).startswith(
        os.path.join(os.path.realpath(data_folder()), "")
    )


def review_place(
    reading: Reading, others: Collection[Path] = (), unsaved: Unsaved | None = None
) -> "Place":
    """The place of the notes on a record: beside the record, unless it is bundled or not saved.

    Args:
        others: logs of other reviewers, which are no logs under an old name of the record.
        unsaved: a record that is not saved; None for any other record.
    """
    from incident_tui.notes.place import place_of  # 10 ms that a start need not wait for

    assert reading.record
    is_apart = is_bundled(reading) or (unsaved is not None and unsaved.path == Path(reading.path))
    return place_of(reading.path, reading.record.incident.id, is_apart, others=others)


def feed_of(path: str | None) -> "RecorderFeed | None":
    """The calls that trunk-recorder writes into a folder, in a record of their own.

    The folder of a record, or of records, is none of a recorder.

    Raises:
        OSError: if there is no room for the record.
    """
    if path in (None, STANDARD_INPUT) or not os.path.isdir(path or "") or library_of(path):
        return None
    folder = Path(path or "")
    if any(os.path.lexists(folder / name) for name in HEAD_NAMES):
        return None
    from incident_tui.exchange.recorder.feed import RecorderFeed, is_recorded  # for no other folder

    return RecorderFeed(folder) if is_recorded(folder) else None


@contextmanager
def followed(path: str | None) -> "Iterator[tuple[str | None, RecorderFeed | None]]":
    """The path of the record to follow; for the folder of a recorder, that of an unsaved record.

    Exits if the folder cannot be read, or the record not written. The record is gone in the end.
    """
    with ExitStack() as stack:
        feed = fault = None
        try:
            if feed := feed_of(path):
                stack.enter_context(feed)
                fault = feed.look().fault
        except OSError as error:
            fault = f"{error.filename or path}: {(error.strerror or 'cannot be written').lower()}"
        if fault:
            print(visible(fault), file=sys.stderr)
            sys.exit(UNREADABLE)
        yield (str(feed.path) if feed else path), feed


def exit_without_record(reading: Reading) -> None:
    """Exit with the problems of a reading without a record."""
    if reading.record is None:
        print_problems(reading.problems)
        sys.exit(PROBLEMS if reading.opened else UNREADABLE)


def print_problems(problems: Iterable[Problem]) -> None:
    """Print problems on standard error, a line each."""
    for problem in problems:
        print(visible(str(problem)), file=sys.stderr)


def open_screen(path: str | None, is_fresh: bool = False, follows: bool = False) -> None:
    """Open a record on the screen, and end the program when the screen is left.

    Args:
        is_fresh: whether the record opens as if nothing were remembered of it.
        follows: whether the record opens at the newest entry, and the cursor keeps to it.
    """
    with followed(path) if follows else nullcontext((path, None)) as (opened_path, feed):
        unsaved = Unsaved(feed.path) if feed else None
        code = shown(opened_path, is_fresh, follows, feed, unsaved)
    end_as(code)


def shown(
    path: str | None,
    is_fresh: bool,
    follows: bool,
    feed: "RecorderFeed | None",
    unsaved: Unsaved | None,
) -> int | None:
    """Show a record until the app is left; returns the code that the app was left with.

    Args:
        feed: what adds calls to the record meanwhile; None for a record of its own.
        unsaved: the record, if it is gone in the end; None for a record that stays.
    """
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # no program that is talked to ends this one
    gc.disable()  # until the app has painted the first frame: the objects made for the frame stay
    library = library_of(path)
    record = _first_of(library) if library else opened(path, unsaved)
    exit_without_record(record if isinstance(record, Reading) else record.reading)
    assert isinstance(record, Reader)  # what could not be opened holds no record
    arrivals = LoadingRecord(record)
    keys_from_terminal()
    # What only a screen needs: a command answers without it.
    from incident_tui.app import IncidentApp
    from incident_tui.review.memory import memory_of_user
    from incident_tui.settings import settings_at, settings_path

    memory = memory_of_user(is_fresh)
    app = IncidentApp(
        review_of(arrivals.first),
        arrivals,
        library,
        opens_on_overview=True,
        place_of_notes=partial(review_place, unsaved=unsaved),
        memory=memory,
        settings=settings_at(settings_path()),
        follows=follows,
        feed=feed,
    )
    app.run()
    for fault in memory.new_faults():
        print(visible(fault), file=sys.stderr)
    return app.return_code


def end_as(code: int | None) -> None:
    """Leave the program as the app was left: by the signal that ended it, or with 1 after a crash.

    Args:
        code: the code that the app was left with; None if it was not left.
    """
    if code is None or 0 < code < SIGNALLED:
        sys.exit(CRASHED)
    if code:
        sys.stdout.flush()
        signal.signal(code - SIGNALLED, signal.SIG_DFL)
        os.kill(os.getpid(), code - SIGNALLED)


def _first_of(library: Path) -> Reader | Reading:
    """The first sound record of a folder, or else the first reading without a record."""
    first: Reader | Reading | None = None
    for path in paths(library):
        record = open_record(path)
        if isinstance(record, Reader) and record.reading.record is not None:
            return record
        first = first or record
    return first or open_record(library)


def keys_from_terminal() -> None:
    """Take keys from the terminal where standard input is something else."""
    if has_keyboard():
        return
    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError:
        print("no terminal to take keys from; use incident-tui show", file=sys.stderr)
        sys.exit(UNREADABLE)
    os.dup2(terminal, 0)
    os.close(terminal)
