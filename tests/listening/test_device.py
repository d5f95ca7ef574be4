"""The device takes samples, and its drivers leave the screen alone."""

import os
import sys
from threading import Event

import pytest

from incident_tui.listening.device import NULL, open_device
from incident_tui.listening.faults import NoDeviceError
from tests.pseudo_terminal import on_terminal

PATIENCE_S = 60.0
"""Seconds after which a device has hung."""
NO_SERVERS = {
    "ALSA_CONFIG_PATH": "/nonexistent/alsa.conf",
    "PULSE_SERVER": "unix:/nonexistent/pulse",
    "PIPEWIRE_REMOTE": "/nonexistent/pipewire",
    "XDG_CONFIG_HOME": "/proc/nowhere",
    "HOME": "",
}
"""An environment in which no device is found, and each driver has a reason to complain."""
SIZE = (120, 36)
OPEN = """
from incident_tui.listening.device import open_device
from incident_tui.listening.faults import NoDeviceError

for _ in range(2):
    try:
        open_device(lambda count: bytes(2 * count), lambda: None).close()
    except NoDeviceError as error:
        print(error)
print("the end")
"""
LOUD = """
import miniaudio

for backend in (miniaudio.Backend.PULSEAUDIO, miniaudio.Backend.ALSA):
  try:
    miniaudio.PlaybackDevice(backends=[backend]).close()
  except miniaudio.MiniaudioError as error:
    print(error)
"""


def test_a_device_takes_samples() -> None:
    """In parts of a twentieth of a second, on a thread of its own, until it is closed."""
    asked: list[int] = []
    enough = Event()

    def pull(count: int) -> bytes:
        asked.append(count)
        if len(asked) == 8:
            enough.set()
        return bytes(2 * count)

    device = open_device(pull, lambda: None, NULL)
    assert enough.wait(PATIENCE_S)
    device.close()
    assert set(asked) == {2_400}
    assert device.latency_s == 0.2


def test_a_device_that_is_closed_is_not_lost() -> None:
    """Only the system takes a device away."""
    lost = Event()
    open_device(lambda count: bytes(2 * count), lost.set, NULL).close()
    assert not lost.is_set()


def test_no_backend_is_no_device() -> None:
    """As on a system that miniaudio knows no way of playing on."""
    with pytest.raises(NoDeviceError, match="no device plays sound"):
        open_device(lambda count: bytes(2 * count), lambda: None, "NOWHERE")


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_no_driver_writes_on_the_screen() -> None:
    """Neither libasound nor libpulse, though both have a reason; the environment is as before."""
    with on_terminal(sys.executable, "-c", OPEN, size=SIZE, **NO_SERVERS) as terminal:
        assert terminal.ended() == 0
        lines = terminal.written.decode().splitlines()
    assert set(lines[:-1]) <= {"no device plays sound on this machine"}
    assert lines[-1] == "the end"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has ALSA")
def test_drivers_would_write_on_the_screen() -> None:
    """The test above proves something where this one finds words of a driver."""
    with on_terminal(sys.executable, "-c", LOUD, size=SIZE, **NO_SERVERS) as terminal:
        assert terminal.ended() == 0
        written = terminal.written.decode()
    if "ALSA lib" not in written:
        pytest.skip("no libasound here, or nothing that it complains of")


def test_the_environment_stays() -> None:
    """Programs that are started later log as they would."""
    before = dict(os.environ)
    open_device(lambda count: bytes(2 * count), lambda: None, NULL).close()
    assert dict(os.environ) == before
