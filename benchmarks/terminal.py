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
import termios
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import perf_counter
from types import TracebackType
from typing import Any

import pyte

from benchmarks.process import processor_time

COLUMNS, ROWS = 120, 36
PATIENCE = 30.0
"""How long a program may take to write what is waited for before it is given up, in seconds."""
IDLE = 0.5
"""How long a program that has finished neither writes nor works, in seconds."""
GLANCE = 0.1
"""How often it is looked whether a program works, in seconds."""
WORKING = 0.3
"""The part of a glance that a working program runs; cursors that blink take less."""

FRAME = 0.005
"""How long a program pauses between two frames, in seconds."""

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


class Screen(pyte.Screen):
    """The characters on a terminal, without their colours."""

    def select_graphic_rendition(self, *attributes: int, **private: Any) -> None:
        """Colours are not looked at."""


class Terminal:
    """A program on a pseudo-terminal of 120 by 36, running until the end of a `with`."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.command = command
        self._screen = Screen(COLUMNS, ROWS)
        self._stream = pyte.ByteStream(self._screen)
        self._unseen = bytearray()
        self._closed = False
        self.started = perf_counter()
        self.process, self._descriptor = pty.fork()
        if self.process == 0:
            become(command, environment)

    def __enter__(self) -> "Terminal":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the program, if that was not done."""
        if not self._closed:
            self._closed = True
            os.kill(self.process, signal.SIGKILL)
            os.waitpid(self.process, 0)
            os.close(self._descriptor)

    def first_paint(self, marker: str) -> float:
        """Seconds from the start to the chunk of output that completes the marker's text."""
        wanted = marker.encode()
        while self._read(PATIENCE):
            now = perf_counter()
            if wanted in ESCAPE_SEQUENCE.sub(b"", self._unseen):
                return now - self.started
        raise self._failed(f"no {marker!r}")

    def settle(self, silence: float) -> None:
        """Read on, for so long as nothing has been written for this many seconds."""
        while self._read(silence):
            pass

    def finish(self, patience: float) -> float:
        """Wait until the program neither writes nor works, and tell when it last did."""
        last = perf_counter()
        latest, used = last + patience, processor_time(self.process)
        while perf_counter() - last < IDLE:
            glance = perf_counter() + GLANCE
            while (left := glance - perf_counter()) > 0:
                if self._read(left):
                    last = perf_counter()
            before, used = used, processor_time(self.process)
            if used - before >= WORKING * GLANCE:
                last = perf_counter()
            if last > latest:
                raise self._failed(f"not finished after {patience:.0f} s")
        return last

    def wait_for(self, seen: Callable[[str], bool], patience: float) -> float | None:
        """When the output came that made the screen so; `None` if it did not in so many seconds."""
        last = perf_counter()
        latest = last + patience
        while not seen(self.screen()):
            left = latest - perf_counter()
            if left < 0 or not self._read(left):
                return None
            last = perf_counter()
            # All of a frame is taken before it is looked at, so that no program waits for that.
            while perf_counter() - last < GLANCE and self._read(FRAME):
                last = perf_counter()
        return last

    def screen(self) -> str:
        """The text on the terminal, line by line."""
        self._stream.feed(bytes(self._unseen))
        self._unseen.clear()
        return "\n".join(self._screen.display)

    def send(self, keys: str) -> float:
        """Type keys, and tell when."""
        now = perf_counter()
        os.write(self._descriptor, keys.encode())
        return now

    def press(self, keys: str, *, silence: float, patience: float) -> Repaint | None:
        """Type keys and take the repaint: all that is written until so many seconds of silence.

        The silence itself is not counted. Nothing at all within `patience` is no repaint: `None`.
        """
        self.settle(FRAME)
        return self._repaint(self.send(keys), silence, patience)

    def resize(self, columns: int, rows: int, *, silence: float, patience: float) -> Repaint | None:
        """Change the size of the terminal and take the repaint, as `press` does."""
        self.settle(FRAME)
        self.screen()
        self._screen.resize(rows, columns)
        now = perf_counter()
        set_size(self._descriptor, columns, rows)
        return self._repaint(now, silence, patience)

    def _repaint(self, since: float, silence: float, patience: float) -> Repaint | None:
        last, size, wait = since, 0, patience
        while chunk := self._read(wait):
            last, size, wait = perf_counter(), size + len(chunk), silence
        return Repaint(last - since, size) if size else None

    def _read(self, timeout: float) -> bytes:
        """The next chunk of output, its questions answered; empty if none came."""
        if not select.select([self._descriptor], [], [], max(timeout, 0))[0]:
            return b""
        try:
            chunk = os.read(self._descriptor, 1 << 16)
        except OSError as error:
            if error.errno == errno.EIO:  # how Linux says that the program has gone
                raise self._failed("ended") from None
            raise
        self._unseen += chunk
        for question, answer in ANSWERS.items():
            if question in chunk:
                os.write(self._descriptor, answer)
        return chunk

    def _failed(self, what: str) -> NotPaintedError:
        return NotPaintedError(f"{' '.join(self.command)}: {what}; its screen:\n{self.screen()}")


def become(command: Sequence[str], environment: Mapping[str, str]) -> None:
    """Turn this process, on a new terminal, into the program; never returns."""
    try:
        set_size(0, COLUMNS, ROWS)
        os.execve(command[0], [*command], environment)
    except OSError as error:
        os.write(2, f"{command[0]}: {error}\n".encode())
    finally:
        os._exit(127)


def set_size(descriptor: int, columns: int, rows: int) -> None:
    """Give a terminal so many cells."""
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def environment(home: str) -> dict[str, str]:
    """The environment of this process, with all colours and none of its user's wishes.

    Programs find their settings under `home`, and have no folder to remember a place in: each run
    begins as the first. Bytecode is kept between runs, as it is for people.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"NO_COLOR", "COLUMNS", "LINES", "PYTHONDONTWRITEBYTECODE"}
        and not name.startswith(("TEXTUAL", "XDG_"))
    }
    kept |= {"HOME": home, "XDG_STATE_HOME": os.devnull}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
