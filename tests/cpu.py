"""A limit of processor time, for inputs that once took time by the square of their length."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

CPU_LIMIT_S = 5
"""More than a hundred times what any of the inputs takes; none is looked at anew for each letter.

Processor time and not time of the clock, so that a busy machine fails no test."""


class TooSlowError(AssertionError):
    """An input took more than its processor time."""


@contextmanager
def cpu_limit(seconds: float = CPU_LIMIT_S) -> Iterator[None]:
    """Raise `TooSlowError` in the block after so much processor time of this process.

    Without such a timer, as on Windows, the block has all the time it wants.
    """
    if os.name == "nt":
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
