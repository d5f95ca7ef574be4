"""`incident-tui --plain`: a record step by step in lines of text, for a screen reader or a pipe.

No frame, no full screen, no colour: commands are lines on standard input, answers are lines on
standard output.
"""

import signal
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper

from incident_tui.cli.plain_answers import answered, greeting
from incident_tui.cli.plain_notes import PlainNotes
from incident_tui.cli.review_log import log_of
from incident_tui.cli.unsaved import read_brought, tell_of_unsaved
from incident_tui.opening import (
    chronology_or_exit,
    has_keyboard,
    keys_from_terminal,
    library_of,
    print_problems,
)
from incident_tui.record.reading import STANDARD_INPUT
from incident_tui.record.text import visible
from incident_tui.review.library import paths
from incident_tui.review.review import Review, review_of

PROMPT = "> "


def open_plain(path: str | None) -> None:
    """Open a record, and answer commands until `q`, the end of the input or Ctrl+C."""
    folder = library_of(path)
    if folder:
        names = "\n".join(visible(str(one)) for one in paths(folder))
        print(f"This folder holds several records; open one of them:\n{names}")
        return
    if isinstance(sys.stdin, TextIOWrapper):  # before a question about the record is answered
        sys.stdin.reconfigure(errors="replace")
    reading, unsaved = read_brought(path)
    chronology = chronology_or_exit(reading)
    notes = PlainNotes(log_of(reading, unsaved=unsaved))
    print_problems(notes.problems)
    if path == STANDARD_INPUT:
        keys_from_terminal()  # the record came from standard input
    with _ended_by_interrupt():
        for line in conversation(review_of(chronology), _commands(), notes):
            print(line, flush=True)
    tell_of_unsaved(path, unsaved)


@contextmanager
def _ended_by_interrupt() -> Iterator[None]:
    """Let Ctrl+C end the program at once, in the block; the terminal needs nothing restored.

    Python would note the signal, and might wait for the end of a line before it looks.
    """
    before = signal.getsignal(signal.SIGINT)
    if before == signal.default_int_handler:  # else the program was started to ignore the signal
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def conversation(
    review: Review, commands: Iterable[str], notes: PlainNotes | None = None
) -> Iterator[str]:
    """The lines that greet, and those that answer each command.

    Args:
        notes: the notes on the record; None for no commands about notes.
    """
    if notes is not None:
        review = notes.taken(review)
    yield from greeting(review)
    for command in commands:
        answer = answered(review, command, notes)
        yield from answer.lines
        if answer.is_over:
            return
        review = answer.review


def _commands() -> Iterator[str]:
    """The lines of standard input; on a terminal after a prompt."""
    prompt = PROMPT if has_keyboard() else ""
    while sys.stdin:
        try:
            yield input(prompt)
        except EOFError:
            if prompt:
                print()
            return
