"""Reading in a process of its own, while this process checks and writes what was read.

Reading rows takes about two thirds of the time of an import, and checking and writing entries the
rest: on two processors both go on at once.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from incident_tui.exchange.imports.landing.protocol import Found, Importer, Wishes

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LEAST_BYTES = 1024 * 1024
"""The size of the files from which on a process is worth its start."""
_BATCH = 200
"""Objects in a message between the processes."""
_INTERRUPT = {signal.SIGINT}
_LEAVE_S = 5.0
"""Seconds for the process to remove its temporary files, before it is ended."""


def found_in(importer: Importer, paths: Sequence[Path], wishes: Wishes) -> Iterator[Found]:
    """Yield the objects in files, of large files read by a process of its own.

    Raises:
        OSError: if a file cannot be read.
    """

    def read() -> Iterator[Found]:
        return importer.read(paths, wishes)

    yield from read_apart(read) if is_worth_a_process(paths) else read()


def is_worth_a_process(paths: Sequence[Path]) -> bool:
    """Whether files are so large, and the machine has the processors, for a process of their own.

    On Linux alone: elsewhere a process cannot be divided in two safely, and has to begin anew.

    Raises:
        OSError: if a file cannot be looked at.
    """
    if not sys.platform.startswith("linux") or len(os.sched_getaffinity(0)) < 2:
        return False
    return sum(path.stat().st_size for path in paths if path.is_file()) >= LEAST_BYTES


def read_apart(read: Callable[[], Iterator[Found]]) -> Iterator[Found]:
    """Yield the objects of an importer, which a process of its own reads.

    Args:
        read: reads; called in the other process, a copy of this process.

    Raises:
        OSError: if the importer raises the error, or the other process is ended from outside.
    """
    import multiprocessing  # 11 ms that a small file need not wait

    fork = multiprocessing.get_context("fork")
    receiver, sender = fork.Pipe(duplex=False)
    process = fork.Process(target=_send, args=(read, receiver, sender), daemon=True)
    # An interrupt waits until each process is where it ends without a traceback.
    signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPT)
    process.start()
    sender.close()  # the other process has its own: without a writer, the receiver ends
    try:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
        while batch := _received(receiver):
            yield from batch
    finally:
        receiver.close()  # what the process still sends finds no reader, and the process ends
        process.join(_LEAVE_S)
        process.kill()


def _received(receiver: "Connection") -> list[Found]:
    """Return the next objects; none at the end.

    Raises:
        OSError: if the importer raised the error, or the process has gone without an end.
    """
    try:
        batch = receiver.recv()
    except EOFError:
        raise OSError(None, "the process that reads the files was ended from outside") from None
    if isinstance(batch, Exception):
        raise batch
    return list[Found](batch)


def _send(
    read: Callable[[], Iterator[Found]], receiver: "Connection", sender: "Connection"
) -> None:
    """Send the objects of an importer in batches, an empty batch last, or the error.

    Where the other process has gone, or a key interrupts both, this process ends without a word.
    """
    receiver.close()
    with contextlib.suppress(BrokenPipeError, KeyboardInterrupt):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _INTERRUPT)
        batch = list[Found]()
        last: list[Found] | OSError = []
        try:
            for found in read():
                batch.append(found)
                if len(batch) == _BATCH:
                    sender.send(batch)
                    batch.clear()
        except BrokenPipeError:
            raise
        except OSError as error:
            last = error
        if batch:
            sender.send(batch)
        sender.send(last)
