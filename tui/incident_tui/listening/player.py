"""Plays sounds: a playback, with a thread for decoding, and the device."""

import atexit
from collections.abc import Callable
from threading import Event, Lock, Thread

from incident_tui.listening.device import Device, Pull, open_device
from incident_tui.listening.faults import NoDeviceError, missing_library
from incident_tui.listening.playback import Playback, Snapshot
from incident_tui.listening.sounds import Fault, Sound

IDLE_S = 10.0
"""Seconds of silence after which the device is given back."""
_LEAVE_S = 2.0
"""Seconds to wait for the thread: a file on a network may answer late."""
_SILENT_DEVICE_S = 2.0
"""Seconds without a request of the device, after which the device is taken for lost."""
_LOST = "the device that plays sound is gone"

OpenDevice = Callable[[Pull, Callable[[], None]], Device]


class Player:
    """Plays a sound at a time. Each method returns at once, from any thread, but for `close`.

    Files are read and the device is opened on a thread of the player, which starts with the first
    sound. Faults are in the `snapshot`, to be polled, as by a timer of the screen.
    """

    def __init__(self, open_device: OpenDevice = open_device, idle_s: float = IDLE_S) -> None:
        """Begin with silence; no library is loaded, and no device is opened.

        Args:
            open_device: takes the function that gives samples, and a function to call when the
                device is lost; raises `NoDeviceError`.
            idle_s: seconds of silence after which the device is given back.
        """
        self._playback = Playback()
        self._open_device = open_device
        self._idle_s = idle_s
        self._lock = Lock()
        """Held while the thread is started or ended."""
        self._thread: Thread | None = None
        self._is_leaving = False
        self._is_lost = False
        """Whether the system has taken the device away."""
        self._is_silent = False
        self._work = Event()
        """Set when the thread has something to do."""

    @property
    def snapshot(self) -> Snapshot:
        """The sound and the position heard now; waits for nothing."""
        return self._playback.snapshot

    @property
    def is_silent(self) -> bool:
        """Whether no device played when a device was wanted last."""
        return self._is_silent

    def play(
        self, sound: Sound, at: float = 0.0, speed: float = 1.0, is_levelled: bool = False
    ) -> None:
        """Play a sound in place of the sound before.

        Args:
            at: the position to start from, in seconds of the sound.
            speed: from 0.5 to 3; the pitch stays.
            is_levelled: whether to raise quiet speech.
        """
        self._playback.play(sound, at, speed, is_levelled)
        self._start()

    def pause(self) -> None:
        """Fall silent; `resume` goes on."""
        self._playback.pause()

    def resume(self) -> None:
        """Go on from two seconds before the pause; after a seek, from where the seek led."""
        self._playback.resume()
        self._work.set()

    def seek_by(self, seconds: float) -> None:
        """Go on later in the sound by so many seconds, or earlier below 0; a pause stays a pause.

        Behind the end the sound has ended; a seek back from the end plays again.
        """
        self._playback.seek_by(seconds)
        self._work.set()

    def set_speed(self, speed: float) -> None:
        """Play at a speed from 0.5 to 3, from the present position on."""
        self._playback.set_speed(speed)
        self._work.set()

    def set_levelled(self, is_levelled: bool) -> None:
        """Raise quiet speech, or leave all speech unchanged, from the present position on."""
        self._playback.set_levelled(is_levelled)
        self._work.set()

    def stop(self) -> None:
        """Fall silent and forget the sound."""
        self._playback.stop()
        self._work.set()

    def take_faults(self) -> list[Fault]:
        """The slices at fault in a playlist or a mix; each is returned once."""
        return self._playback.take_faults()

    def close(self) -> None:
        """Fall silent, give the device back and close the files; waits for the thread.

        A later `play` begins anew.
        """
        self._playback.stop()
        with self._lock:
            thread, self._thread = self._thread, None
            self._is_leaving = True
            self._work.set()
            if thread is not None:
                thread.join(_LEAVE_S)
                atexit.unregister(self.close)

    def _start(self) -> None:
        """Wake the thread, which starts with the first sound."""
        with self._lock:
            if self._thread is None:
                self._is_leaving = False
                # At the end of a program nobody waits for a slow disk: `close` is called instead.
                self._thread = Thread(target=self._run, name="player", daemon=True)
                self._thread.start()
                atexit.register(self.close)
            self._work.set()

    def _run(self) -> None:
        """Decode, and open and close the device, until `close`."""
        device: Device | None = None
        try:
            while not self._is_leaving:
                self._work.clear()
                device = self._tended(device)
                if not self._playback.fill():
                    # A device asks for samples twenty times a second; not all say that they go.
                    is_heard_of = self._work.wait(_SILENT_DEVICE_S if device else None)
                    self._is_lost = self._is_lost or not is_heard_of
        finally:
            if device is not None:
                device.close()
            self._playback.close()

    def _tended(self, device: Device | None) -> Device | None:
        """Open the device for a sound, and give a lost or long silent device back."""
        is_playing = self._playback.snapshot.state == "playing"
        if device is None:
            return self._opened() if is_playing else None
        is_idle = not is_playing and self._playback.silent_s > self._idle_s
        if self._is_lost or is_idle:
            device.close()
            if self._is_lost and is_playing:
                self._is_silent = True
                self._playback.fail(_LOST)
            return None
        return device

    def _opened(self) -> Device | None:
        """The device; None if there is none, which the snapshot says."""
        self._is_lost = False
        try:
            if words := missing_library():
                raise NoDeviceError(words)
            device = self._open_device(self._pull, self._lose)
        except NoDeviceError as error:
            self._is_silent = True
            self._playback.fail(str(error))
            return None
        self._is_silent = False
        self._playback.set_latency(device.latency_s)
        return device

    def _pull(self, count: int) -> bytes:
        """Samples for the device, on the thread of the device."""
        samples = self._playback.pull(count)
        self._work.set()
        return samples

    def _lose(self) -> None:
        self._is_lost = True
        self._work.set()
