"""The player decodes on a thread of its own, opens the device when it plays, and gives it back."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic, sleep

import pytest

from incident_tui.listening.device import NULL, Device, Pull, open_device
from incident_tui.listening.faults import NoDeviceError
from incident_tui.listening.playback import Snapshot
from incident_tui.listening.player import IDLE_S, OpenDevice, Player
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.listening.sounds import Playlist
from incident_tui.record.model import Audio
from tests.listening.sounding import sound

PATIENCE_S = 60.0
"""Seconds after which a player has hung."""


class Devices:
    """Devices that play to nobody, and how many of them are open."""

    def __init__(self) -> None:
        self.opened = self.closed = 0
        self.lose: Callable[[], None] = lambda: None
        """Takes the last device away."""

    def __call__(self, pull: Pull, on_lost: Callable[[], None]) -> Device:
        """Open a device."""
        self.opened += 1
        self.lose = on_lost
        device = open_device(pull, on_lost, NULL)
        close = device.close

        def counted() -> None:
            self.closed += 1
            close()

        device.close = counted  # type: ignore[method-assign]
        return device


def no_device(pull: Pull, on_lost: Callable[[], None]) -> Device:
    """A machine without a device."""
    raise NoDeviceError("no device plays sound on this machine")


@contextmanager
def player_on(opened: OpenDevice, idle_s: float = IDLE_S) -> Iterator[Player]:
    """A player, which is closed."""
    player = Player(opened, idle_s)
    try:
        yield player
    finally:
        player.close()


def until(player: Player, is_wanted: Callable[[Snapshot], bool]) -> Snapshot:
    """Wait until the player is as wanted."""
    last = monotonic() + PATIENCE_S
    while not is_wanted(player.snapshot):
        assert monotonic() < last, player.snapshot
        sleep(0.01)
    return player.snapshot


def test_nothing_happens_before_the_first_sound() -> None:
    """No thread, no device, no library."""
    devices, threads = Devices(), threading.active_count()
    with player_on(devices) as player:
        player.pause()
        player.resume()
        player.seek_by(5)
        player.set_speed(2)
        player.stop()
        assert player.snapshot.state == "idle"
    assert devices.opened == 0
    assert threading.active_count() == threads


def test_a_slice_is_played_to_its_end(tmp_path: Path) -> None:
    """The position goes on meanwhile, as a timer of the screen sees it."""
    devices, threads = Devices(), threading.active_count()
    with player_on(devices) as player:
        player.play(sound(tmp_path, 2, 1))
        positions = []
        while player.snapshot.state == "playing":
            positions.append(player.snapshot.position)
            sleep(0.02)
        assert player.snapshot.state == "ended"
        assert player.snapshot.position == pytest.approx(1, abs=0.001)
        assert positions == sorted(positions)
        assert len(set(positions)) > 5
    assert (devices.opened, devices.closed) == (1, 1)
    assert threading.active_count() == threads


@pytest.mark.thorough
def test_every_wish_reaches_the_thread(tmp_path: Path) -> None:
    """Pause, resume, seek, speed, levelling and stop."""
    with player_on(Devices()) as player:
        player.play(sound(tmp_path), at=3)
        until(player, lambda now: now.position > 3.2)
        player.set_speed(3)
        player.set_levelled(True)
        until(player, lambda now: now.position > 4)
        player.pause()
        paused_at = until(player, lambda now: now.state == "paused").position
        player.resume()
        assert player.snapshot.position <= paused_at
        until(player, lambda now: now.position > paused_at)
        player.seek_by(5)
        until(player, lambda now: now.position > paused_at + 4)
        assert player.snapshot[4:6] == (3.0, True)
        player.stop()
        assert player.snapshot.state == "idle"
        player.play(sound(tmp_path), at=11.5)
        until(player, lambda now: now.state == "ended")


@pytest.mark.thorough
def test_the_device_is_given_back_after_a_silence(tmp_path: Path) -> None:
    """And opened again for the next sound."""
    devices = Devices()
    with player_on(devices, idle_s=0.1) as player:
        for number in (1, 2):
            player.play(sound(tmp_path, 2, 0.3))
            until(player, lambda now: now.state == "ended")
            until(player, lambda _, number=number: devices.closed == number)  # type: ignore[misc]
    assert (devices.opened, devices.closed) == (2, 2)


def test_no_device_is_said_at_once(tmp_path: Path) -> None:
    """Each time a sound is asked for, and nothing waits for it."""
    with player_on(no_device) as player:
        for _ in range(2):
            player.play(sound(tmp_path))
            found = until(player, lambda now: now.state == "faulted")
            assert found.fault == "no device plays sound on this machine"
            assert player.is_silent


def test_a_player_is_silent_as_long_as_no_device_plays(tmp_path: Path) -> None:
    """Not before the first sound, and no longer once a device is found."""
    devices, found = Devices(), [no_device]
    with player_on(lambda pull, on_lost: found[0](pull, on_lost)) as player:
        assert not player.is_silent
        player.play(sound(tmp_path))
        until(player, lambda now: now.state == "faulted")
        assert player.is_silent
        found[0] = devices
        player.play(sound(tmp_path))
        until(player, lambda now: now.position > 0)
        assert not player.is_silent


def test_a_library_that_is_missing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the line that installs it."""
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with player_on(no_device) as player:
        player.play(sound(tmp_path))
        found = until(player, lambda now: now.state == "faulted")
    assert found.fault == (
        "needs miniaudio, which is not installed: pip install 'incident-tui[audio]'"
    )


def test_a_device_that_is_taken_away_is_said(tmp_path: Path) -> None:
    """The position stays, and the sound can be asked for again."""
    devices = Devices()
    with player_on(devices) as player:
        player.play(sound(tmp_path))
        until(player, lambda now: now.position > 0.1)
        devices.lose()
        found = until(player, lambda now: now.state == "faulted")
        assert found.fault == "the device that plays sound is gone"
        assert found.position > 0
        player.play(sound(tmp_path), at=found.position)
        until(player, lambda now: now.position > found.position + 0.1)
    assert (devices.opened, devices.closed) == (2, 2)


@pytest.mark.thorough
def test_a_device_that_asks_no_more_is_gone(tmp_path: Path) -> None:
    """Not every driver says that it has stopped."""
    asked = []

    def opened(pull: Pull, on_lost: Callable[[], None]) -> Device:
        def once(count: int) -> bytes:
            asked.append(count)
            return pull(count) if len(asked) < 6 else bytes(2 * count)

        return open_device(once, on_lost, NULL)

    with player_on(opened) as player:
        player.play(sound(tmp_path))
        found = until(player, lambda now: now.state == "faulted")
    assert found.fault == "the device that plays sound is gone"


@pytest.mark.thorough
def test_another_sound_ends_a_long_check(tmp_path: Path) -> None:
    """A file whose checksum is computed keeps no other sound waiting for its end."""
    huge = tmp_path / "huge.wav"
    with huge.open("wb") as file:
        file.truncate(1 << 40)  # takes no room on the disk, and hours to read
    slow = SoundFiles(tmp_path).slice_of(Audio(path="huge.wav", sha256="0" * 64))
    with player_on(partial(open_device, backend=NULL)) as player:
        player.play(slow)
        sleep(0.1)
        player.play(sound(tmp_path, 2, 0.3))
        until(player, lambda now: now.state == "ended")
        player.play(slow)
        player.stop()


@pytest.mark.thorough
def test_wishes_from_many_threads_are_in_order(tmp_path: Path) -> None:
    """Whatever comes last is what is heard."""
    part = sound(tmp_path)
    with player_on(partial(open_device, backend=NULL)) as player:

        def wish() -> None:
            for number in range(30):
                player.play(part, at=number % 10)
                player.seek_by(1)
                player.set_speed(1 + number % 2)
                player.pause()
                player.resume()

        threads = [threading.Thread(target=wish) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        player.play(Playlist([sound(tmp_path, 2, 0.3)] * 2, 0.1))
        found = until(player, lambda now: now.state == "ended")
        assert found.length == pytest.approx(0.7, abs=0.01)


LEFT_OPEN = """
import sys
from functools import partial
from pathlib import Path
from incident_tui.listening.device import NULL, open_device
from incident_tui.listening.player import Player
from incident_tui.listening.sound_files import SoundFiles
from incident_tui.record.model import Audio

player = Player(partial(open_device, backend=NULL))
player.play(SoundFiles(Path(sys.argv[1])).slice_of(Audio(path="pcm.wav")))
while player.snapshot.position < 0.1:
    pass
"""


@pytest.mark.thorough
def test_a_program_ends_while_a_sound_plays(tmp_path: Path) -> None:
    """In order, and without a word, though nobody closed the player."""
    sound(tmp_path)
    finished = subprocess.run(
        [sys.executable, "-c", LEFT_OPEN, str(tmp_path)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=PATIENCE_S,
        check=True,
    )
    assert (finished.stdout, finished.stderr) == (b"", b"")
