"""A program on a pseudo-terminal, timed from outside: by what it writes, and when.

All times are seconds of `time.perf_counter`, all sizes are bytes.
"""

import errno
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from time import perf_counter
from types import TracebackType

COLUMNS, ROWS = 120, 36
PATIENCE = 30.0
"""How long a program may take to write what is waited for before it is given up, in seconds."""

BARE = (sys.executable, str(Path(__file__).with_name("bare.py")))
BARE_MARKER = "word"
INCIDENT_TUI = (sys.executable, "-m", "incident_tui")
INCIDENT_TUI_MARKER = "Timeline"

ESCAPE_SEQUENCE = re.compile(
    rb"\x1b\[[0-?]*[ -/]*[@-~]"  # CSI: colours, movements, modes
    rb"|\x1b[\]P_^X][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC, DCS and their like: titles, links
    rb"|\x1b[ -/]*[0-~]"  # the short ones
)
ANSWERS = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronized output: supported, as in terminals of today
    b"\x1b[?2048$p": b"\x1b[?2048;0$y",  # resizes reported in band: not supported
    b"\x1b[c": b"\x1b[?62;22c",  # what are you: a VT220 with colours
    b"\x1b[6n": b"\x1b[1;1R",  # where is the cursor: at the top left
    b"\x1b[?u": b"\x1b[?0u",  # kitty's keyboard protocol: plain keys
}
"""What a program may ask its terminal, and what ours replies."""


class NotPaintedError(RuntimeError):
    """A program ended, or fell silent, before it wrote what was waited for."""


@dataclass(frozen=True)
class Repaint:
    """What one key brought about: how long until its last byte, and how many bytes."""

    seconds: float
    size: int


class Terminal:
    """A program on a pseudo-terminal of 120 by 36, running until the end of a `with`."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = command
        self.started = perf_counter()
        self.process, self.descriptor = pty.fork()
        if self.process == 0:
            become(command)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.descriptor)

    def first_paint(self, marker: str) -> float:
        """Seconds from the start to the chunk of output that completes the marker's text."""
        wanted = marker.encode()
        written = bytearray()
        while chunk := self._read(PATIENCE):
            now = perf_counter()
            written += chunk
            if wanted in ESCAPE_SEQUENCE.sub(b"", written):
                return now - self.started
        seen = ESCAPE_SEQUENCE.sub(b"", written).decode(errors="replace").strip()
        raise NotPaintedError(
            f"{' '.join(self.command)}: no {marker!r} on the screen; "
            f"it wrote {len(written)} bytes, ending in:\n{seen[-2000:]}"
        )

    def settle(self, silence: float) -> None:
        """Read on, for so long as nothing has been written for this many seconds."""
        while self._read(silence):
            pass

    def press(self, key: str, *, silence: float, patience: float) -> Repaint | None:
        """Send a key and take its repaint: all that is written until so many seconds of silence.

        The silence itself is not counted. Nothing at all within `patience` is no repaint: `None`.
        """
        self.settle(0)
        pressed = perf_counter()
        os.write(self.descriptor, key.encode())
        last, size, wait = pressed, 0, patience
        while chunk := self._read(wait):
            last, size, wait = perf_counter(), size + len(chunk), silence
        return Repaint(last - pressed, size) if size else None

    def _read(self, timeout: float) -> bytes:
        """The next chunk of output, its questions answered; empty if none came or none will."""
        if not select.select([self.descriptor], [], [], timeout)[0]:
            return b""
        try:
            chunk = os.read(self.descriptor, 1 << 16)
        except OSError as error:
            if error.errno == errno.EIO:  # how Linux says that the program has gone
                return b""
            raise
        for question, answer in ANSWERS.items():
            if question in chunk:
                os.write(self.descriptor, answer)
        return chunk


def become(command: Sequence[str]) -> None:
    """Turn this process, on a new terminal, into the program; never returns."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execve(command[0], [*command], environment())
    except OSError as error:
        os.write(2, f"{command[0]}: {error}\n".encode())
    finally:
        os._exit(127)


def environment() -> dict[str, str]:
    """The environment of this process, with all colours and none of its user's wishes.

    Bytecode is kept between runs, as it is for people.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"}
        and not name.startswith("TEXTUAL")
    }
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def percentile(values: Sequence[float], percent: int) -> float:
    """The value that this many percent of the values do not exceed."""
    return quantiles(values, n=100, method="inclusive")[percent - 1]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table: the first column to the left, the others to the right."""
    lines = [head, *rows]
    widths = [max(3, *map(len, column)) for column in zip(*lines, strict=True)]
    lines.insert(1, ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])])
    for first, *others in lines:
        cells = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
        yield f"| {' | '.join([first.ljust(widths[0]), *cells])} |"
