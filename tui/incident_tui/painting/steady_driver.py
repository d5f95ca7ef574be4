"""Textual's driver of a terminal, which no input ends, and which a signal leaves in order.

Only for systems with POSIX terminals: `IncidentApp.get_driver_class` imports the module there.
"""

import asyncio
import codecs
import os
import signal
from functools import partial
from types import FrameType
from typing import Any

from textual import events
from textual.app import App
from textual.drivers import linux_driver
from textual.message import Message

_ENDING_SIGNALS = (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM)
_SIGNALLED = 128
"""As in a shell: the exit code of an app that a signal has ended, without the signal's number."""

_CLIPBOARD = "\x1b]52;"
"""How the sequence begins that puts a text into the clipboard of the terminal (OSC 52)."""
_GIVE_UP_S = 2.0
"""Seconds after which a signal ends an app that is not able to leave the terminal in order."""
_MOST_CELLS = 5_000
"""The most columns, and rows, that a terminal is believed to have."""


def _decoder_class(encoding: str) -> "partial[codecs.IncrementalDecoder]":
    """An incremental decoder that shows bytes of another encoding as `�`."""
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")


# The driver offers no other way to choose how it decodes what is typed and pasted.
if hasattr(linux_driver, "getincrementaldecoder"):
    linux_driver.getincrementaldecoder = _decoder_class


def past_tmux(sequence: str) -> str:
    """A sequence as tmux hands it on to the terminal around it, if it `allow-passthrough`."""
    doubled = sequence.replace("\x1b", "\x1b\x1b")
    return f"\x1bPtmux;{doubled}\x1b\\"


class SteadyDriver(linux_driver.LinuxDriver):
    """Ignores input that is no key, and restores the terminal before a signal ends the app."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._ended_app = app
        self._handlers_before: dict[int, Any] = {}
        """The handlers of signals that were replaced."""

    def write(self, data: str) -> None:
        """Write to the terminal; a text for the clipboard goes past tmux, too.

        With `set-clipboard on` tmux takes the text itself; with `external`, which is usual, it
        drops the text, but for a sequence that it hands on unread.
        """
        super().write(data)
        if data.startswith(_CLIPBOARD) and os.environ.get("TMUX"):
            super().write(past_tmux(data))

    def run_input_thread(self) -> None:
        """Read keys until the app is left; a sequence that stands for no key is forgotten."""
        while True:
            try:
                super().run_input_thread()
            except (ArithmeticError, LookupError, ValueError):
                continue
            return

    def process_message(self, message: Message) -> None:
        """Take a key, click or size from the terminal; no size that a terminal cannot have."""
        if isinstance(message, events.Resize) and not (
            0 < message.size.width <= _MOST_CELLS and 0 < message.size.height <= _MOST_CELLS
        ):
            return
        super().process_message(message)

    def start_application_mode(self) -> None:
        """Be ready for a signal to end the app, and take the terminal."""
        loop = asyncio.get_running_loop()

        def end(number: int, _frame: FrameType | None) -> None:
            """End the app by its loop; a second signal, or a loop that hangs, ends it at once."""
            signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), number))
            signal.setitimer(signal.ITIMER_REAL, _GIVE_UP_S)
            loop.call_soon_threadsafe(self._ended_app.exit, None, _SIGNALLED + number)

        for number in _ENDING_SIGNALS:
            if signal.getsignal(number) != signal.SIG_IGN:  # `nohup` has SIGHUP ignored
                self._handlers_before[number] = signal.signal(number, end)
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was, and the signals their handlers."""
        super().stop_application_mode()
        for number, handler in self._handlers_before.items():
            signal.signal(number, handler)
        self._handlers_before.clear()
