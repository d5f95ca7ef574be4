"""The device for sound, through miniaudio, without a word of the drivers on the screen.

miniaudio prints nothing, but libasound, libpulse and PipeWire's plug-in of ALSA write to the
standard error output, which may be the terminal with the screen on. The output cannot be turned
elsewhere meanwhile: the drawing of another thread would be lost. So each library is made quiet by
the means of the library, before miniaudio opens a device.
"""

import os
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from incident_tui.listening.faults import NoDeviceError
from incident_tui.listening.filters import RATE_HZ

NULL = "NULL"
"""miniaudio's name of the backend without a device: for tests."""
_PERIOD_MS = 50
"""Milliseconds of samples taken by the device at a time."""
_PERIODS = 4
"""Of samples in the device: as long as they last, another thread may keep Python to itself."""
_UNUSED_BACKENDS = frozenset([NULL, "CUSTOM", "JACK"])
"""Not among those of the system: libjack prints, and who has JACK has PipeWire or ALSA, too."""
_QUIET = {"PULSE_LOG_SYSLOG": "1", "PIPEWIRE_DEBUG": "0"}
"""Variables of the environment: libpulse logs to the system, PipeWire logs nothing."""
_NO_DEVICE = "no device plays sound on this machine"

Pull = Callable[[int], bytes]
"""From a number of samples to as many samples."""


class Device:
    """An open device, which takes samples on a separate thread."""

    latency_s = _PERIOD_MS * _PERIODS / 1000
    """Seconds from the device to the ear, as far as known: the samples in the device."""

    def __init__(self, opened: Any) -> None:
        """Take a playing `miniaudio.PlaybackDevice`."""
        self._opened = opened

    def close(self) -> None:
        """Fall silent and give the device back; not on the thread of the device."""
        import miniaudio

        context = getattr(self._opened, "_context", None)
        self._opened.stop_callback = None
        self._opened.close()
        if context is not None:
            # `close` leaves it: the connection to the server of sound would stay open.
            miniaudio.lib.ma_context_uninit(context)


def open_device(pull: Pull, on_lost: Callable[[], None], backend: str = "") -> Device:
    """Open the device of the system, and begin to play.

    Args:
        pull: called on the thread of the device with the number of samples wanted.
        on_lost: called when the system takes the device away, as an unplugged headset.
        backend: miniaudio's name of the backend; "" for those of the system.

    Raises:
        NoDeviceError: if there is no device.
    """
    import miniaudio

    enabled = sorted(miniaudio.get_enabled_backends(), key=lambda one: one.value)
    wanted = [
        one
        for one in enabled
        if (one.name == backend if backend else one.name not in _UNUSED_BACKENDS)
    ]
    if not wanted:
        raise NoDeviceError(_NO_DEVICE)
    samples = _samples(pull)
    next(samples)
    try:
        with _quiet_drivers():
            opened = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE_HZ,
                buffersize_msec=_PERIOD_MS,
                callback_periods=_PERIODS,
                backends=wanted,
                app_name="incident-tui",
            )
            opened.stop_callback = on_lost
            opened.start(samples)
    except miniaudio.MiniaudioError:
        raise NoDeviceError(_NO_DEVICE) from None
    return Device(opened)


def _samples(pull: Pull) -> Generator[bytes, int, None]:
    """The samples for miniaudio, which sends the number wanted."""
    wanted = yield b""
    while True:
        wanted = yield pull(wanted)


@contextmanager
def _quiet_drivers() -> Iterator[None]:
    """Keep the drivers from printing: ALSA from now on, the others within the block.

    libpulse and PipeWire read the environment once, when they are loaded; programs started later
    see the environment as before.
    """
    if sys.platform == "win32" or sys.platform == "darwin":
        yield
        return
    _silence_alsa()
    before = {name: os.environ.get(name) for name in _QUIET}
    os.environ.update(_QUIET)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@cache
def _silence_alsa() -> object:
    """Drop ALSA's messages; returns the objects to keep alive as long as the library.

    `snd_lib_error_set_handler`, and since alsa-lib 1.2.15 `snd_lib_log_set_handler`. The handler
    takes no argument: in C the caller of a function removes the arguments.
    """
    import ctypes

    try:
        alsa = ctypes.CDLL("libasound.so.2")  # the library that miniaudio loads
    except OSError:
        return None
    handler = ctypes.CFUNCTYPE(None)(lambda: None)
    for name in ("snd_lib_error_set_handler", "snd_lib_log_set_handler"):
        if hasattr(alsa, name):
            getattr(alsa, name)(handler)
    return alsa, handler
