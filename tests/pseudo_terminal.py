"""The program on a pseudo-terminal: keys and signals in, raw bytes out. Not on Windows."""

import errno
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

_PATIENCE_S = 60.0
"""Seconds after which a program has hung."""
_IN_ITS_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.argv[1], sys.argv[1:])"
)
"""A session's leader takes its standard input as the terminal that hangs up on it."""
LEFT = b"\x1b[?1049l"
"""What a program writes that leaves the other screen of the terminal."""


def _sizeless() -> dict[str, str]:
    """The environment without the size of another terminal, which xdist gives to its workers."""
    return {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}


class OnTerminal:
    """A program that runs on a pseudo-terminal."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], environment: Mapping[str, str]
    ) -> None:
        import fcntl  # neither is on Windows
        import pty
        import struct
        import termios

        self.ours, self.theirs = pty.openpty()
        """Both ends: that of who looks at it, and that of the program on it."""
        self.modes = termios.tcgetattr(self.theirs)
        """The modes before the program."""
        fcntl.ioctl(self.theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.written = bytearray()
        """All that the program has written."""
        self.process = subprocess.Popen(
            [sys.executable, "-c", _IN_ITS_TERMINAL, *command],
            stdin=self.theirs,
            stdout=self.theirs,
            stderr=self.theirs,
            start_new_session=True,
            env={**_sizeless(), "TERM": "xterm-256color", "COLORTERM": "truecolor", **environment},
        )

    def send(self, keys: str | bytes) -> None:
        """Type keys."""
        os.write(self.ours, keys if isinstance(keys, bytes) else keys.encode())

    def read(self, seconds: float) -> bytes:
        """What comes next within so many seconds; nothing if nothing comes."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return b""
        try:
            chunk = os.read(self.ours, 1 << 16)
        except OSError as error:
            if error.errno == errno.EIO:  # the program has gone
                return b""
            raise
        self.written += chunk
        return chunk

    def until(self, wanted: bytes, since: int = 0) -> None:
        """Read on until the program has written these bytes, after so many bytes."""
        self.until_any((wanted,), since)

    def until_any(self, wanted: Sequence[bytes], since: int = 0) -> None:
        """Read on until the program has written any of these, after so many bytes."""
        last = time.monotonic() + _PATIENCE_S
        while not any(one in self.written[since:] for one in wanted):
            assert time.monotonic() < last, bytes(self.written[-2_000:])
            assert self.process.poll() is None or self.read(0.1), bytes(self.written[-2_000:])
            self.read(0.1)

    def settle(self, seconds: float = 0.2) -> None:
        """Read on until nothing more comes for so long."""
        while self.read(seconds):
            pass

    def ended(self) -> int:
        """Read on until the program has ended; its exit code, negative after a signal."""
        last = time.monotonic() + _PATIENCE_S
        while self.process.poll() is None:
            assert time.monotonic() < last, bytes(self.written[-2_000:])
            self.read(0.05)
        self.settle(0.05)
        return self.process.returncode


@contextmanager
def on_terminal(
    *command: str, size: tuple[int, int] = (120, 36), **environment: str
) -> Iterator[OnTerminal]:
    """A program on a terminal of its own, which ends with the block."""
    terminal = OnTerminal(command, size, environment)
    try:
        yield terminal
    finally:
        if terminal.process.poll() is None:
            terminal.process.send_signal(signal.SIGKILL)
            terminal.process.wait()
        os.close(terminal.theirs)
        if terminal.ours >= 0:
            os.close(terminal.ours)


@contextmanager
def screen_on_terminal(*arguments: str, size: tuple[int, int] = (120, 36)) -> Iterator[OnTerminal]:
    """`incident-tui` with its first frame painted."""
    command = (sys.executable, "-m", "incident_tui", *arguments)
    with on_terminal(*command, size=size) as terminal:
        terminal.until("╰".encode())
        yield terminal
